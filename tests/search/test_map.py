"""The map: drawn by us from positions, and the same as a list."""

import re

import pytest
from django.urls import reverse
from django.utils import translation
from wagtail.models import Site

from portal.distance import haversine_km
from search.map.drawing import HIGHEST, WIDTH, drawing
from search.map.spots import Area, Spot
from tests import factories as f
from tests.queries import queries_of

pytestmark = pytest.mark.django_db

PLACES = {"Rho": (45.53, 9.04), "Arese": (45.55, 9.077), "Lainate": (45.571, 9.026), "Vanzago": (45.527, 8.993)}


def path(query="", language="it"):
    with translation.override(language):
        return reverse("map") + query


def text(client, query="", language="it"):
    response = client.get(path(query, language))
    assert response.status_code == 200
    assert not response.cookies
    return " ".join(response.content.decode().split())


def spots(**counts):
    return [Spot(name, name, None, PLACES[name], [None] * number) for name, number in counts.items()]


def lab_in(name, town, **place):
    lat, lon = PLACES[town]
    municipality = f.MunicipalityFactory(name=town, lat=lat, lon=lon)
    return f.lab(name, place=f.PlaceFactory(municipality=municipality, **place))


# --- what is drawn ---


def test_distances_on_the_drawing_are_those_on_the_ground():
    drawn = drawing(Area(None, spots(Rho=1, Arese=1, Lainate=1, Vanzago=1), {}))
    at = {mark.spot.name: (mark.x, mark.y) for mark in drawn.marks}
    per_km = drawn.scale_units / drawn.scale_km
    for one in at:
        for other in at:
            units = ((at[one][0] - at[other][0]) ** 2 + (at[one][1] - at[other][1]) ** 2) ** 0.5
            assert units / per_km == pytest.approx(haversine_km(*PLACES[one], *PLACES[other]), abs=0.05)
    assert at["Lainate"][1] < at["Rho"][1], "north is up"
    assert at["Vanzago"][0] < at["Rho"][0], "west is left"


def test_everything_stays_on_the_paper_and_no_name_covers_another():
    drawn = drawing(Area(None, spots(Rho=40, Arese=1, Lainate=9, Vanzago=2), {}))
    assert drawn.height <= HIGHEST
    for mark in drawn.marks:
        assert mark.radius >= 12, "WCAG 2.2, 2.5.8: 24 pixels to press"
        assert mark.radius <= mark.x <= WIDTH - mark.radius
        assert mark.radius <= mark.y <= drawn.height - mark.radius
    rows = [round(mark.label.y) for mark in drawn.marks if mark.label]
    assert len(set(rows)) == len(rows) == 4
    radii = [mark.radius for mark in drawn.marks]
    assert radii == sorted(radii, reverse=True)


@pytest.mark.parametrize("counts", [{"Rho": 1}, {"Rho": 1, "Vanzago": 1}])
def test_one_place_or_two_have_a_map_too(counts):
    drawn = drawing(Area(None, spots(**counts), {}))
    assert len(drawn.marks) == len(counts)
    assert drawn.height > 0


def test_without_a_position_nothing_is_drawn():
    assert drawing(Area(None, [Spot("nowhere", "", None, None, [None])], {})) is None


# --- what is shown ---


def test_each_circle_leads_to_its_place_in_the_list(client):
    lab_in("Orti", "Rho")
    lab_in("Coro", "Rho")
    html = text(client)
    assert '<a href="#town-rho" data-at="45.53,9.04" aria-label="Rho: 2">' in html
    shown = html.split('id="town-rho"')[1]
    assert "Orti" in shown
    assert "Coro" in shown


def test_what_says_where_it_is_stands_there_and_not_in_the_middle_of_the_town(client):
    lab_in("Orti", "Rho", lat=45.5201, lon=9.0302, address="via Orti 1")
    assert 'id="at-45-520_9-030"' in text(client)
    assert "via Orti 1" in text(client)


def test_what_is_in_no_place_is_in_the_list_all_the_same(client):
    f.lab("Ovunque", municipality=None)
    html = text(client)
    assert "Ovunque" in html
    assert '<svg class="map"' not in html


def test_near_a_town_the_nearest_come_first_with_their_distance(client):
    for town in PLACES:
        lab_in(f"Lab di {town}", town)
    html = text(client, "?near=lainate&radius=6")
    order = [html.index(f"<bdi>Lab di {town}</bdi>") for town in ("Lainate", "Rho")]
    assert order == sorted(order)
    assert "Lab di Vanzago" in html
    assert "Lab di Vanzago" not in text(client, "?near=lainate&radius=5")
    assert 'class="you"' in html


def test_the_filter_holds_and_what_cannot_be_read_is_said(client):
    lab_in("Orti", "Rho")
    f.activity("Coro", lab_in("Voci", "Arese"))
    assert "Coro" in text(client, "?kind=activity")
    assert "Orti" not in text(client, "?kind=activity")
    assert "Orti" in text(client, "?territory=atlantis&near=x,y")
    assert 'role="status"' in text(client, "?territory=atlantis")


def test_where_there_are_too_many_for_a_map_it_says_how_many_it_shows(client, monkeypatch):
    monkeypatch.setattr("search.map.views.MOST", 2)
    for name in ("Coro", "Orti"):
        lab_in(name, "Rho")
    assert "Sulla mappa" not in text(client)
    lab_in("Teatro", "Rho")
    html = text(client)
    assert "Sulla mappa i primi 2 di 3" in html
    assert ("Orti" in html, "Teatro" in html) == (True, False)


def test_nothing_found_leads_on(client):
    lab_in("Orti", "Rho")
    html = text(client, "?near=41.9,12.5")
    assert "Orti" not in html
    assert 'href="?near=41.9%2C12.5&amp;radius=30"' in html
    assert f'href="{path()}"' in html


def test_drafts_are_on_no_map(client):
    lab_in("Segreto", "Rho").unpublish()
    assert "Segreto" not in text(client)


def test_nothing_is_asked_of_others(client):
    lab_in("Orti", "Rho")
    html = text(client)
    assert "tile" not in html
    assert [part for part in html.split('src="')[1:] if not part.startswith("/")] == []


def test_numbers_are_written_for_machines_in_every_language(client):
    f.english_home()
    lab_in("Orti", "Rho")
    pages = [text(client, language=language) for language in ("it", "en")]
    points = [re.findall(r'(?:viewBox|c[xy]|points|x|y)="([^"]+)"', page.split("map-sheet")[1]) for page in pages]
    assert points[0] == points[1]


def test_queries_do_not_grow(client):
    lab_in("Uno", "Rho")
    one = len(queries_of(client, path()))
    lab_in("Due", "Rho")
    lab_in("Tre", "Arese")
    assert len(queries_of(client, path())) == one


def test_on_a_territory_s_hostname_its_name_is_no_choice_and_the_way_on_leads_everywhere(client, settings):
    f.lab("La Torretta")
    Site.objects.create(hostname="pavia.example", port=443, root_page=f.territory_page("pavia"))
    html = client.get("/it/mappa/?kind=event", headers={"host": "pavia.example"}, secure=True).content.decode()
    assert ">Pavia</bdi>" not in html
    assert f'href="{settings.PUBLIC_URL}/it/mappa/"' in html
