"""The addresses of this app: `urlpatterns` for machines, `page_urlpatterns` for people, below each language."""

from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _

from search import sitemap, views
from search.map.views import map_page

urlpatterns: list[URLPattern] = [
    path("robots.txt", sitemap.robots),
    path("sitemap.xml", sitemap.sitemap_index),
    path("sitemap-<int:number>.xml", sitemap.sitemap),
]
page_urlpatterns: list[URLPattern] = [
    path(_("search/"), views.search_page, name="search"),
    path(_("map/"), map_page, name="map"),
]
