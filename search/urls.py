"""The addresses of this app: `urlpatterns` for machines, `page_urlpatterns` for people, below each language."""

from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _

from search import views

urlpatterns: list[URLPattern] = []
page_urlpatterns: list[URLPattern] = [path(_("search/"), views.search_page, name="search")]
