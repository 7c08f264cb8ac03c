"""The page of open data: every data set with its files, columns and licence, for people and found by programs."""

import re

import pytest

from home.open_data.data_sets import DATA_SETS
from tests import factories as f
from tests.queries import queries_of

pytestmark = pytest.mark.django_db

PAGE = "/it/dati-aperti/"


def html(client, path=PAGE):
    found = client.get(path)
    assert found.status_code == 200
    return found.content.decode()


def test_every_file_is_linked_and_answers(client):
    f.lab()
    links = set(re.findall(r'href="(/api/v1/data/[^"]+)"', html(client)))
    assert {f"/api/v1/data/{each.name}.{end}" for each in DATA_SETS for end in ("csv", "json")} < links
    for link in links:
        assert client.get(link).status_code == 200, link


def test_every_column_is_explained_and_the_licence_named(client):
    page = html(client)
    for data_set in DATA_SETS:
        assert f'id="{data_set.name}"' in page
        for column in data_set.columns:
            assert f'<code dir="ltr">{column.name}</code>' in page
    assert 'rel="license">CC BY 4.0</a>' in page


def test_programs_find_the_catalogue(client):
    link = re.search(r'type="application/ld\+json"\s+title="Catalogo[^"]*"\s+href="([^"]+)"', html(client))
    assert client.get(link[1]).status_code == 200


def test_every_page_leads_to_it(client):
    f.lab()
    assert f'href="{PAGE}">Dati aperti</a>' in html(client, "/it/pavia/la-torretta/")


def test_a_territory_narrows_the_files_and_a_mistake_is_told(client):
    f.lab("MilleMani", "rho")
    page = html(client, f"{PAGE}?territory=rho&territory=atlantis")
    assert 'href="/api/v1/data/labs.csv?territory=rho"' in page
    assert "territory=atlantis" in page
    assert re.search(r'href="/it/dati-aperti/\?territory=rho"\s+aria-current="true"', page)


def test_words_that_are_not_in_the_readers_language_say_so(client):
    f.english_home()
    assert "Open data" in html(client, "/en/open-data/")
    assert 'href="/api/v1/data/labs.csv?lang=en"' in html(client, "/en/open-data/")
    french = re.search(r'hreflang="fr" href="https://agora.example([^"]+)"', html(client))[1]
    assert '<h3 lang="it" dir="ltr">Laboratori</h3>' in html(client, french)


def test_it_costs_the_same_however_much_there_is(client):
    f.lab()
    one = len(queries_of(client, PAGE))
    f.lab("Crosione"), f.lab("Sartoria")
    assert len(queries_of(client, PAGE)) == one
