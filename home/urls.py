"""The addresses of this app: `urlpatterns` for machines, `page_urlpatterns` for people, below each language."""

from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _

from home.open_data import page

urlpatterns: list[URLPattern] = []
page_urlpatterns: list[URLPattern] = [path(_("open-data/"), page.open_data, name="open_data")]
