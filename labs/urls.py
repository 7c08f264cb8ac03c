"""The addresses of this app: `urlpatterns` for machines, `page_urlpatterns` for people, below each language."""

from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _

from labs import feeds, views

urlpatterns: list[URLPattern] = [
    path("feeds/minutes.rss", feeds.minutes_rss),
    path("feeds/minutes.json", feeds.minutes_json),
]
page_urlpatterns: list[URLPattern] = [
    path(_("organisations/<slug:slug>/"), views.organisation_page, name="organisation"),
    path(_("places/<slug:slug>/"), views.place_page, name="place"),
]
