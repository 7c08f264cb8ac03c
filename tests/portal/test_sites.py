"""A territory's own hostname beside the platform's: each page has one address, and every link holds on both."""

import json
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Site

from events.models import ExternalItem, Source
from portal import reading, sites
from portal.models import Stamp
from search.models import AskedWords
from tests import factories as f

pytestmark = pytest.mark.django_db
PAVIA, PLATFORM = "https://pavia.example", "https://agora.example"
OUTSIDE = "9f1c6f0e-3a55-4b1e-8a53-0c8f3a4f7a01"
EXTERNAL = f"/it/altrove/{OUTSIDE}/"


@pytest.fixture
def world():
    """Return an activity of Pavia, which has its own hostname, and one of Rozzano, which has none."""
    f.english_home()
    ours = f.activity("Scuola di italiano", f.lab("La Torretta"))
    theirs = f.activity("Italiano in cortile", f.lab("Texère", "rozzano", slug="texere"))
    Site.objects.create(hostname="pavia.example", port=443, root_page=f.territory_page("pavia"))
    return ours, theirs


def ask(client, address, host=PAVIA, status=200):
    answer = client.get(address, headers={"host": host.removeprefix("https://")})
    assert answer.status_code == status, (address, answer.status_code)
    return answer


def head(answer):
    html = answer.content.decode()
    canonical = re.search(r'rel="canonical" href="([^"]+)"', html)[1]
    return canonical, dict(re.findall(r'rel="alternate" hreflang="(\w+)" href="([^"]+)"', html))


def test_a_territory_has_its_home_at_the_root_of_its_hostname(client, world):
    assert ask(client, "/", status=302)["Location"].endswith("/it/")
    home = ask(client, "/it/").content.decode()
    assert 'href="/it/la-torretta/"' in home
    assert f'href="{PLATFORM}/it/"' in home
    ask(client, "/it/pavia/la-torretta/", status=404)
    ask(client, "/en/la-torretta/scuola-di-italiano/")


def test_a_page_has_one_address_that_counts_on_whichever_hostname_it_is_read(client, world):
    here = ask(client, "/it/la-torretta/scuola-di-italiano/")
    there = ask(client, "/it/pavia/la-torretta/scuola-di-italiano/", PLATFORM)
    address = f"{PAVIA}/it/la-torretta/scuola-di-italiano/"
    assert head(here) == head(there) == (address, {"it": address})
    other = ask(client, "/it/rozzano/texere/italiano-in-cortile/", PLATFORM)
    assert head(other)[0] == f"{PLATFORM}/it/rozzano/texere/italiano-in-cortile/"


def test_languages_stand_on_the_same_hostname_as_their_page(client, world):
    f.translated(f.territory_page("pavia"), title="Pavia, in English")
    page = f.translated(f.lab("In Scala"), title="Up the stairs")
    canonical, alternates = head(ask(client, f"/en/{page.slug}/"))
    assert canonical == alternates["en"] == f"{PAVIA}/en/{page.slug}/"
    assert alternates["it"] == f"{PAVIA}/it/in-scala/"


@pytest.mark.parametrize("path", ["/it/agenda/", "/it/cerca/", "/it/luoghi/biblioteca/", EXTERNAL])
def test_what_is_no_page_counts_on_the_platform_and_answers_on_both(client, world, path):
    f.PlaceFactory(name="Biblioteca", slug="biblioteca")
    source = Source.objects.create(name="Comune", address="https://comune.example/", active=True)
    ExternalItem.objects.create(id=OUTSIDE, source=source, uid="1", said={"title": "Festa in piazza"})
    for host in (PAVIA, PLATFORM):
        canonical, alternates = head(ask(client, path, host))
        assert canonical == f"{PLATFORM}{path}"
        assert alternates["it"].startswith(canonical)


def test_every_link_of_a_page_leads_somewhere_on_both_hostnames(client, world):
    for host, path in ((PAVIA, "/it/"), (PAVIA, "/it/agenda/"), (PLATFORM, "/it/"), (PLATFORM, "/it/agenda/")):
        links = set(re.findall(r'<a [^>]*href="([^"#?]+)', ask(client, path, host).content.decode()))
        ours = [link for link in links if link.startswith(("/", PAVIA, PLATFORM)) and "/o/" not in link]
        assert ours
        for link in ours:
            where = next((each for each in (PAVIA, PLATFORM) if link.startswith(each)), host)
            assert ask_status(client, link.removeprefix(where), where) in (200, 302), (host, path, link)


def ask_status(client, path, host):
    return client.get(path, headers={"host": host.removeprefix("https://")}).status_code


def test_the_search_covers_its_territory_first_and_all_with_one_tap(client, world):
    own = ask(client, "/it/cerca/?q=italiano").content.decode()
    assert "Scuola di italiano" in own
    assert "Italiano in cortile" not in own
    assert f'href="{PLATFORM}/it/cerca/?q=italiano"' in own
    everything = ask(client, "/it/cerca/?q=italiano", PLATFORM).content.decode()
    assert "Scuola di italiano" in everything
    assert "Italiano in cortile" in everything
    assert f'href="{PAVIA}/it/la-torretta/scuola-di-italiano/"' in everything
    other = ask(client, "/it/cerca/?q=italiano&territory=rozzano").content.decode()
    assert f'href="{PLATFORM}/it/rozzano/texere/italiano-in-cortile/"' in other


def test_what_a_territory_has_not_is_shown_from_elsewhere_at_once(client, world):
    own = ask(client, "/it/cerca/?q=cortile").content.decode()
    assert "In Pavia non c’è. Altrove: 1" in own
    assert f'href="{PLATFORM}/it/rozzano/texere/italiano-in-cortile/"' in own
    assert own.count(f'href="{PLATFORM}/it/cerca/?q=cortile">Cerca in tutti i territori (1)') == 2
    assert 'class="empty' not in own
    assert list(AskedWords.objects.values_list("found", "territory__slug")) == [(False, "pavia")]
    assert "Altrove" not in ask(client, "/it/cerca/?q=scuola").content.decode()
    assert "Altrove" not in ask(client, "/it/cerca/?q=cortile", PLATFORM).content.decode()
    nothing = ask(client, "/it/cerca/?q=unicorni").content.decode()
    assert "Altrove" not in nothing
    assert 'class="empty' in nothing


def test_what_has_all_the_words_elsewhere_follows_what_has_some_of_them_here(client, world):
    here, elsewhere = ask(client, "/it/cerca/?q=italiano+cortile").content.decode().split("<h2>In Pavia non c’è.")
    assert "Scuola di italiano" in here
    assert "Italiano in cortile" in elsewhere
    assert "Altrove" not in ask(client, "/it/cerca/?q=scuola+cortile").content.decode()


def test_the_number_of_queries_is_the_same_for_one_thing_elsewhere_and_for_three(client, world):
    def asked():
        for _time in range(3):
            reading.forget()
            with CaptureQueriesContext(connection) as queries:
                ask(client, "/it/cerca/?q=cortile")
        return len(queries)

    one = asked()
    for title in ("Cortile", "Cortile aperto"):
        f.activity(title, world[1].get_parent().specific)
    # Where little was found, one query more looks for what may fit too.
    assert asked() <= one


@pytest.mark.parametrize("host", [PAVIA, PLATFORM])
def test_feeds_and_lists_say_the_hostname_that_they_are_read_at(client, world, host):
    feed = json.loads(ask(client, "/feeds/agenda.json?limit=2", host).content)
    assert feed["feed_url"].startswith(f"{host}/feeds/agenda.json")
    assert f"{host}/feeds/agenda.rss" in ask(client, "/feeds/agenda.rss", host).content.decode()
    listed = ask(client, "/api/v1/occurrences/?limit=2", host).json()
    assert listed["next"].startswith(f"{host}/api/v1/occurrences/")
    calendar = ask(client, "/feeds/agenda.ics", host).content.decode().replace("\r\n ", "")
    assert f"URL:{PAVIA}/it/la-torretta/scuola-di-italiano/" in calendar.replace("URL;VALUE=URI:", "URL:")
    assert host.removeprefix("https://") in ask(client, "/embed/agenda.js", host).content.decode()


def test_a_remembered_answer_is_that_of_its_hostname(client, world):
    for _time in range(2):
        for host in (PAVIA, PLATFORM):
            assert ask(client, "/api/v1/occurrences/?limit=2", host).json()["next"].startswith(host)


def test_each_hostname_lists_in_its_sitemap_what_has_its_address_there(client, world):
    def listed(host):
        index = ask(client, "/sitemap.xml", host).content.decode()
        assert re.findall("<loc>([^<]+)", index) == [f"{host}/sitemap-1.xml"]
        return set(re.findall("<loc>([^<]+)", ask(client, "/sitemap-1.xml", host).content.decode()))

    ours, others = listed(PAVIA), listed(PLATFORM)
    assert f"{PAVIA}/it/la-torretta/scuola-di-italiano/" in ours
    assert {address[: len(PAVIA)] for address in ours} == {PAVIA}
    own = {f"{PLATFORM}/it/", f"{PLATFORM}/it/agenda/", f"{PLATFORM}/it/mappa/"}
    assert own | {f"{PLATFORM}/it/rozzano/texere/"} <= others
    assert not any(address.startswith(PAVIA) or "/pavia/" in address for address in others)
    assert f"Sitemap: {PAVIA}/sitemap.xml" in ask(client, "/robots.txt").content.decode()
    ask(client, "/sitemap-2.xml", status=404)


def test_addresses_of_both_hostnames_are_known_as_ours(client, world):
    address = f"{PAVIA}/it/la-torretta/scuola-di-italiano/"
    for host in (PAVIA, PLATFORM):
        embedded = ask(client, f"/oembed?url={address}", host).json()
        assert embedded["title"]
        found = ask(client, f"/api/v1/pages/?path={address}", host).json()
        assert (found["url"], found["path"]) == (address, "/it/pavia/la-torretta/scuola-di-italiano/")


def test_an_unknown_host_is_the_platform_and_a_new_hostname_is_heard_of(client, world, settings):
    assert head(ask(client, "/it/pavia/", "https://elsewhere.example"))[0] == f"{PAVIA}/it/"
    Site.objects.filter(is_default_site=False).delete()
    assert head(ask(client, "/it/pavia/", PLATFORM))[0] == f"{PLATFORM}/it/pavia/"
    assert sites.territory_sites() == ()
    assert Stamp.objects.exists()


def test_the_platform_asks_nothing_more_for_having_no_sites(client, django_assert_num_queries):
    f.home()
    sites.territory_sites()
    with django_assert_num_queries(0):
        assert sites.territory_sites() == ()
        assert sites.site_of("/agora/pavia/") is None
