"""The data sets of the measures are what publishing would have made."""

import pytest
from wagtail.models import Page

from bench.dataset import fill
from events import occurrences
from events.models import ActivityPage, EventPage, Occurrence, Series
from labs.models import Closure
from tests import factories as f

pytestmark = pytest.mark.django_db


@pytest.fixture
def labs() -> None:
    town = f.MunicipalityFactory()
    f.lab("La Torretta", place=f.PlaceFactory(municipality=town))
    f.cafe()
    f.TopicFactory(), f.TopicFactory(name="cucina")
    f.AudienceFactory(), f.AudienceFactory(slug="everyone", labels={"it": "Tutti"})
    day = f.next_weekday(0)
    f.ClosureFactory(lab=None, first_day=day, last_day=f.next_weekday(0, 2), effect=Closure.Effect.HIDE)


@pytest.mark.parametrize("model", [EventPage, ActivityPage])
def test_the_writer_of_dates_finds_nothing_to_change(labs, model):
    fill(20, model=model)

    before = dict(Series.objects.values_list("pk", "sequence"))
    rows = list(Occurrence.objects.order_by("pk").values())
    for page in model.objects.all():
        occurrences.write(page)

    assert len(before) == 20
    assert dict(Series.objects.values_list("pk", "sequence")) == before
    assert list(Occurrence.objects.order_by("pk").values()) == rows


def test_the_same_seed_gives_the_same_events(labs):
    fill(20)

    assert not any(Page.find_problems())
    first = list(EventPage.objects.order_by("title").values_list("title", "translation_key"))
    for page in EventPage.objects.all():
        page.delete()
    Occurrence.objects.all().delete(), Series.objects.all().delete()
    fill(20)
    assert list(EventPage.objects.order_by("title").values_list("title", "translation_key")) == first


def test_the_list_shows_them(labs, client):
    fill(20)

    answer = client.get("/api/v1/occurrences/?limit=20").json()

    assert answer["count"] > 40
    assert {item["kind"] for item in answer["items"]} == {"event"}
