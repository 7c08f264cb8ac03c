"""The addresses of this app: `urlpatterns` for machines, `page_urlpatterns` for people, below each language."""

from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _

from labs import feeds, views
from portal import links
from portal.cut_short import leads_to, section

urlpatterns: list[URLPattern] = [
    path("feeds/minutes.rss", feeds.minutes_rss),
    path("feeds/minutes.json", feeds.minutes_json),
]
ORGANISATION = _("organisations/<slug:slug>/")
PLACE = _("places/<slug:slug>/")
page_urlpatterns: list[URLPattern] = [
    path(_("labs/"), leads_to(links.search, kind="lab")),
    path(section(ORGANISATION), leads_to(links.search, kind="organisation")),
    path(section(PLACE), leads_to(links.search, kind="place")),
    path(ORGANISATION, views.organisation_page, name="organisation"),
    path(PLACE, views.place_page, name="place"),
]
