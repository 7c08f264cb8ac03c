"""The addresses of this app: `urlpatterns` for machines, `page_urlpatterns` for people, below each language."""

from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _

from events import agenda, embed, embed_element, external_pages, feeds, occurrence_pages, oembed, partner_page
from events.flyers import views as flyers
from portal import links
from portal.cut_short import leads_to, section

urlpatterns: list[URLPattern] = [
    path("feeds/agenda.ics", feeds.agenda_ics),
    path("feeds/agenda.rss", feeds.agenda_rss),
    path("feeds/agenda.json", feeds.agenda_json),
    path("feeds/agenda.jsonld", feeds.agenda_jsonld),
    path("feeds/agenda/<uuid:key>.ics", feeds.thing_ics),
    path("feeds/agenda.pdf", flyers.agenda_pdf),
    path("feeds/agenda/<uuid:key>.pdf", flyers.thing_pdf),
    path("embed/agenda/", embed.embedded_agenda),
    path("embed/agenda/<uuid:key>/", embed.embedded_thing),
    path("embed/agenda.svg", partner_page.agenda_qr),
    path("oembed", oembed.oembed),
    path("embed/agenda.js", embed_element.element),
    path("o/", leads_to(links.agenda)),
    path("embed/", leads_to(links.partners)),
    path("feeds/", leads_to(links.open_data)),
    path("o/<uuid:key>/", occurrence_pages.lasting),
    path("o/<uuid:key>.ics", occurrence_pages.date_ics),
    path("o/<uuid:key>.pdf", flyers.date_pdf),
]
ELSEWHERE = _("elsewhere/<uuid:key>/")
page_urlpatterns: list[URLPattern] = [
    path(_("agenda/"), agenda.agenda),
    path(_("embed-it/"), partner_page.partner_page),
    path(section(ELSEWHERE), leads_to(links.agenda)),
    path(ELSEWHERE, external_pages.external_item, name="external_item"),
]
