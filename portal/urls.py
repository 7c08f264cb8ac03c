"""The addresses of the ground for people, below each language."""

from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _

from portal.feedback.views import feedback

page_urlpatterns: list[URLPattern] = [path(_("feedback/"), feedback, name="feedback")]
