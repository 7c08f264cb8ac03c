"""What, where, when and for whom in one line: words that are choices become the filter."""

import datetime as dt

import pytest
import time_machine

from portal.filters import Filter
from portal.freshness import platform_version
from portal.models import Audience, Municipality
from search.understanding import lexicon, understand
from tests import factories as f
from tests.search.asking import results

pytestmark = pytest.mark.django_db
WEDNESDAY = dt.date(2026, 9, 16)


@pytest.fixture(autouse=True)
def names():
    rho = f.TerritoryFactory(
        name="Rho", slug="rho", network_name="#Oltreiperimetri", network_aliases="OP, oltre i perimetri"
    )
    f.MunicipalityFactory(name="Lainate", slug="lainate", territory=rho)
    f.MunicipalityFactory(name="Opera", slug="opera")
    f.MunicipalityFactory(name="Rho", slug="rho", territory=rho)
    f.AudienceFactory(slug="children", asked_as="bambini, elementari, scuola primaria")
    f.AudienceFactory(slug="older", asked_as="anziani")
    f.AudienceFactory(slug="everyone")


def read(q, **facts):
    return [found.to_query() for found in understand(Filter(q=q, **facts), lexicon(platform_version()), WEDNESDAY)]


def first(q, **facts):
    return read(q, **facts)[0]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("yoga a Lainate", "municipality=lainate&q=yoga"),
        ("yoga lainate", "municipality=lainate&q=yoga"),
        ("corsi vicino a Lainate", "near=lainate&q=corsi"),
        ("yoga domani", "q=yoga&when=tomorrow"),
        ("domani", "when=tomorrow"),
        ("fine settimana yoga", "q=yoga&when=weekend"),
        ("musica giovedì", "from=2026-09-17&q=musica&to=2026-09-17"),
        ("mercoledì", "from=2026-09-16&to=2026-09-16"),
        ("corso gratuito online", "free=true&online=true&q=corso"),
        ("compiti per la scuola primaria", "audience=children&q=compiti"),
        ("ginnastica anziano", "audience=older&q=ginnastica"),
        ("compiti elementari domani a Lainate", "audience=children&municipality=lainate&q=compiti&when=tomorrow"),
        ("corsi #Oltreiperimetri", "q=corsi&territory=rho"),
        ("cuisine demain", "q=cuisine&when=tomorrow"),
        ("йога завтра", "q=%D0%B9%D0%BE%D0%B3%D0%B0&when=tomorrow"),
        ("yoga questo fine settimana", "q=yoga&when=weekend"),
        ("yoga на вихідних", "q=yoga&when=weekend"),
        ("yoga عطلة نهاية الأسبوع", "q=yoga&when=weekend"),
        ("yoga у суботу", "from=2026-09-19&q=yoga&to=2026-09-19"),
        ("yoga 星期天", "from=2026-09-20&q=yoga&to=2026-09-20"),
        ("yoga oggi", "q=yoga&when=today"),
        ("yoga stasera", "q=yoga&when=evening"),
        ("yoga questa sera", "q=yoga&when=evening"),
        ("yoga 今晚", "q=yoga&when=evening"),
        ("周末意大利语课", "q=%E6%84%8F%E5%A4%A7%E5%88%A9%E8%AF%AD%E8%AF%BE&when=weekend"),
        ("免费的意大利语", "free=true&q=%E6%84%8F%E5%A4%A7%E5%88%A9%E8%AF%AD"),
        ("星期六yoga", "from=2026-09-19&q=yoga&to=2026-09-19"),
        ("今晚有什么活动", "when=evening"),
        ("yoga مجاناً", "free=true&q=yoga"),
        ("yoga gratuitamente", "free=true&q=yoga"),
    ],
)
def test_words_that_are_a_choice(typed, meant):
    assert first(typed) == meant


@pytest.mark.parametrize(
    ("typed", "wider"),
    [
        ("compiti Rho", ["q=compiti&territory=rho"]),
        ("compiti Lainate", ["q=compiti&territory=rho"]),
        ("corsi vicino a Lainate", ["q=corsi&territory=rho"]),
        ("ginnastica anziani", ["audience=everyone&audience=older&q=ginnastica"]),
        ("anziani a Lainate", ["audience=older&territory=rho", "audience=everyone&audience=older&territory=rho"]),
    ],
)
def test_then_the_territory_of_a_town_and_everyone_beside_who_is_named(typed, wider):
    assert read(typed)[1:] == wider


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("cosa fare domani", "when=tomorrow"),
        ("cosa c'è mercoledì a Lainate", "from=2026-09-16&municipality=lainate&to=2026-09-16"),
        ("eventi weekend", "when=weekend"),
        ("things to do tomorrow", "when=tomorrow"),
        ("che cosa si fa domani", "q=che+cosa+si+fa&when=tomorrow"),
    ],
)
def test_words_that_only_ask_what_there_is(typed, meant):
    assert first(typed) == meant


@pytest.mark.parametrize("typed", ["opera teatrale", "orto condiviso", "vicino di casa", "…"])
def test_words_that_are_none(typed):
    assert read(typed) == []


def test_what_is_chosen_already_stays_a_word():
    assert read("yoga lainate", municipality=("opera",)) == []
    assert read("yoga domani", when="today") == []
    assert read("yoga lainate domani", territory=("rho",)) == ["q=yoga+lainate&territory=rho&when=tomorrow"]


def test_what_is_called_so_is_meant_so():
    f.activity("Anziani e bambini insieme")
    f.activity("Insieme", audiences=[])
    found = results("anziani insieme")
    assert (found.filter.audience, found.items[0].title) == ((), "Anziani e bambini insieme")


def test_where_the_choices_find_nothing_the_words_are_looked_for():
    f.activity("Yoga", summary="Anche per chi viene da Lainate.")
    found = results("yoga lainate")
    assert ([hit.title for hit in found.items], found.filter.municipality) == (["Yoga"], ())


def test_who_types_a_town_alone_finds_what_is_called_so_then_what_is_there():
    f.activity("Yoga", below=f.lab(territory="rho"))
    found = results("Lainate")
    assert (found.items[0].title, found.filter.territory) == ("Yoga", ("rho",))
    f.content("Lainate")
    found = results("Lainate")
    assert ([hit.title for hit in found.items], found.filter.territory) == (["Lainate"], ())


def test_a_day_is_one_though_a_title_has_it():
    f.activity("Ginnastica", schedules=[f.schedule(f.next_weekday(3))])
    f.content("Il giovedì funziona")
    found = results("giovedì")
    assert ([hit.title for hit in found.items], bool(found.filter.from_)) == (["Ginnastica"], True)


def test_offers_of_the_territory_go_before_papers_of_the_town():
    rho = f.territory_page("rho")
    f.activity("Compiti insieme", below=f.lab(territory="rho"))
    f.content("Verbale", rho)
    found = results("compiti lainate")
    assert [hit.title for hit in found.items] == ["Compiti insieme"]
    place = f.PlaceFactory(municipality=Municipality.objects.get(slug="lainate"))
    council = f.council("Consulta", below=f.lab("Lab", "rho"))
    f.meeting("Si parla di compiti", below=council, place=place)
    assert results("compiti lainate").items[0].title == "Compiti insieme"
    assert [hit.title for hit in results("parla lainate").items] == ["Si parla di compiti"]


def test_where_words_find_nothing_the_choices_alone_answer_a_loosened_search():
    f.activity("Yoga", schedules=[f.schedule(f.next_weekday(3))])
    assert results("zumba giovedì").count == 0
    found = results("zumba giovedì", loosen=True)
    assert ([hit.title for hit in found.items], found.loosened, found.filter.q) == (["Yoga"], True, "")


def test_the_page_shows_what_was_understood_as_a_chip_that_can_be_taken_away(client):
    with time_machine.travel(dt.datetime(2026, 9, 16, 8, tzinfo=dt.UTC), tick=False):
        place = f.PlaceFactory(municipality=f.MunicipalityFactory(name="Arese", slug="arese"))
        f.activity("Yoga", schedules=[f.schedule(WEDNESDAY)], place=place)
        html = client.get("/it/cerca/?q=yoga+ad+Arese").content.decode()
    assert '<a href="?q=yoga#found"><bdi>Arese</bdi>' in " ".join(html.split())
    assert 'value="yoga ad Arese"' in html


def test_nobody_is_added_where_no_audience_is_for_everyone():
    Audience.objects.filter(slug="everyone").delete()
    assert read("ginnastica anziani") == ["audience=older&q=ginnastica"]
