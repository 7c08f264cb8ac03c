"""What editors see of sources on a phone."""

import pytest
from django.urls import reverse

from events.models import ExternalItem, Source
from tests import factories as f
from tests.doors import pavia
from tests.events.sources.others import agenda, party, told
from tests.events.test_admin_browser import log_in

pytestmark = pytest.mark.browser
PHONE = {"width": 360, "height": 740}
#: How far to the right what people read or press reaches, and how narrow a line of it gets.
REACH = """() => Math.max(
    ...[...document.querySelectorAll("main :is(td, select, input, p, h2, h3)")]
        .map(each => each.getBoundingClientRect().right)
)"""
NARROWEST = """() => Math.min(...[...document.querySelectorAll("main td.title")].map(each => each.clientWidth))"""


@pytest.mark.parametrize("page", ["preview", "add", "edit", "item", "twin"])
def test_nothing_is_cut_off_on_a_phone(window, site, others, page):
    f.user("redazione-pavia", pavia())
    f.TopicFactory(name="Cittadinanza attiva e partecipazione dei quartieri")
    others.pages["/agenda.ics"] = agenda(
        party("Concerto d’autunno in biblioteca", CATEGORIES="Musica"), party(uid="due")
    )
    source = others.source()
    others.read(source)
    item = told()["due"].pk
    paths = {
        "preview": reverse("preview_source", args=[source.pk]),
        "add": reverse(Source.snippet_viewset.get_url_name("add")),
        "edit": reverse(Source.snippet_viewset.get_url_name("edit"), args=[source.pk]),
        "item": reverse(ExternalItem.snippet_viewset.get_url_name("edit"), args=[item]),
        "twin": reverse("item_twin", args=[item]),
    }
    window.set_viewport_size(PHONE)
    log_in(window, site)
    window.goto(site + paths[page])
    assert window.evaluate(REACH) <= PHONE["width"]
    if page == "preview":
        assert window.evaluate(NARROWEST) > 200
