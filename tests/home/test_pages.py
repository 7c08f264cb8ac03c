"""The platform's home, the territories and the pages of plain content, as a reader gets them."""

import datetime as dt
import re

import pytest
from django.utils import timezone

from events.models import Occurrence
from labs.models import Indicator
from portal.addresses import page_path
from tests import factories as f
from tests.queries import queries_of

pytestmark = pytest.mark.django_db


def text(client, path):
    response = client.get(path)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def minutes(council, **facts):
    facts = {"minutes_state": "approved", "minutes": "<p>Sì.</p>", **facts}
    return f.meeting(below=council, starts_at=timezone.now() - dt.timedelta(days=9), **facts)


def today(**facts):
    return f.schedule(timezone.localdate(), start_time=None, **facts)


def tomorrow(**facts):
    return f.schedule(timezone.localdate() + dt.timedelta(days=1), **facts)


def test_the_home_shows_what_is_on_the_territories_and_the_latest_minutes(client):
    lab = f.lab("La Torretta")
    f.event("Festa di oggi", lab, schedules=[today()])
    f.event("Gita di domani", lab, schedules=[tomorrow()])
    minutes(f.council("Consulta del rione", lab))
    f.territory_page("rho")
    html = text(client, "/it/")
    for words in ("Festa di oggi", "Gita di domani", "Consulta del rione", 'href="/it/pavia/"', 'href="/it/rho/"'):
        assert words in html
    for period in ("today", "tomorrow", "weekend", "week"):
        assert f'href="/it/agenda/?when={period}"' in html


def test_what_is_on_every_day_leaves_room_for_the_rest(client):
    f.activity("Ogni giorno", schedules=[tomorrow(rrule="FREQ=DAILY;COUNT=30")])
    html = text(client, "/it/")
    assert html.count("Ogni giorno") == 1


def test_cancelled_dates_stay_on_the_home_with_their_reason(client):
    page = f.event("Gita", schedules=[tomorrow()])
    f.ChangeFactory(occurrence=Occurrence.objects.get(series=page.translation_key), reason={"it": "Piove"})
    assert "Piove" in text(client, "/it/")


def test_drafts_and_what_is_not_public_are_on_no_home(client):
    lab = f.lab()
    f.event("Segreta", lab, schedules=[tomorrow()]).unpublish()
    minutes(f.council(below=lab), title="Riunione chiusa", minutes_state="draft", summary="Nascosto")
    for path in ("/it/", "/it/pavia/"):
        html = text(client, path)
        assert "Segreta" not in html
        assert "Nascosto" not in html


def test_a_territory_wears_its_colours_and_shows_its_own_only(client):
    territory = f.territory_page("pavia").territory
    territory.colour, territory.accent = "#a5311a", "#74164a"
    territory.save()
    f.lab("La Torretta", kind_label="Centro per le famiglie")
    f.lab("Orti", "rho")
    f.council("Cabina di Pavia", f.territory_page("pavia"))
    html = text(client, "/it/pavia/")
    assert '<body class="skin" style="--territory: #a5311a; --territory-accent: #74164a">' in html
    for words in ("La Torretta", "Centro per le famiglie", "Cabina di Pavia", "Laboratori Sociali"):
        assert words in html
    assert "Orti" not in html


def test_figures_carry_their_period_and_source(client):
    territory = f.territory_page("rho").territory
    Indicator.objects.create(
        slug="people",
        label={"it": "Partecipanti"},
        value=26660,
        period="36 mesi",
        source="la rete",
        territory=territory,
    )
    html = text(client, "/it/rho/")
    for words in ("Partecipanti", "26.660", "36 mesi", "la rete"):
        assert words in html
    f.english_home()
    assert "26,660" in text(client, "/en/rho/")


def test_labs_show_the_words_of_their_translation(client):
    lab = f.lab("La Torretta")
    f.english_home()
    f.translated(f.territory_page())
    f.translated(lab, title="The Tower")
    assert "The Tower" in text(client, "/en/pavia/")
    assert "The Tower" not in text(client, "/it/pavia/")


def test_content_pages_show_where_they_stand_and_what_is_below(client):
    page = f.content("Privacy")
    f.content("I tuoi diritti", page)
    html = text(client, "/it/privacy/")
    assert "I tuoi diritti" in html
    assert '<li aria-current="page"><bdi>Privacy</bdi></li>' in html


@pytest.mark.parametrize("language", ["it", "en"])
def test_no_page_asks_anything_of_another_host_or_sets_a_cookie(client, language):
    f.english_home()
    lab = f.lab(place=f.PlaceFactory(lat=45.1, lon=9.1))
    pages = [f.territory_page(), lab, f.activity(below=lab), f.council(below=lab), f.content()]
    for path in [f"/{language}/", lab.place.path_in(language), *(page_path(page, language) for page in pages)]:
        response = client.get(path)
        html = response.content.decode()
        loaded = re.findall(r'<(?:script|img|iframe|source|use)[^>]*(?:src|href)="([^"]+)', html)
        loaded += re.findall(r'<link rel="(?:stylesheet|icon|preload)"[^>]*href="([^"]+)', html)
        assert loaded
        assert [address for address in loaded if not address.startswith("/")] == []
        assert re.findall(r"<script(?! type=.application/ld\+json.)(?! src=./static/)", html) == []
        assert not response.cookies


def test_queries_do_not_grow(client):
    f.english_home()

    def fill(number):
        for i in range(number):
            lab = f.lab(f"Laboratorio {i}", place=f.PlaceFactory())
            topic = f.TopicFactory(name=f"tema {i}")
            f.activity(f"Attività {i}", lab, schedules=[tomorrow(), today()], topics=[topic])
            minutes(f.council(f"Consulta {i}", lab))
            f.content(f"Pagina {i}", f.territory_page())

    fill(1)
    paths = [f"/{language}/{below}" for language in ("it", "en") for below in ("", "pavia/", "pavia/pagina-0/")]
    one = [len(queries_of(client, path)) for path in paths]
    fill(2)
    assert [len(queries_of(client, path)) for path in paths] == one


def test_what_kind_a_council_is_stands_there_once(client):
    territory = f.territory_page("rho")
    f.council("Agorà dei laboratori", territory, kind="agora")
    f.council("Tavolo Progettazione", territory, kind="tavolo")
    html = text(client, "/it/rho/").partition("<main")[2]
    assert html.lower().count("agorà dei laboratori") == 1
    assert "Tavolo tematico" in html
