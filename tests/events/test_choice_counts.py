"""How much each choice of the agenda would leave, judged by asking for it."""

from dataclasses import replace

import pytest
from django.utils import timezone

from events.choice_counts import COUNTED, choice_counts
from events.models import Occurrence
from portal.filters import parse
from tests import factories as f
from tests.queries import queries_of

pytestmark = pytest.mark.django_db


def things(chosen):
    return Occurrence.objects.public().matching(chosen).values("series").distinct().count()


@pytest.mark.parametrize(
    "query",
    [{}, {"kind": "meeting"}, {"topic": "lingua-italiana"}, {"audience": "families", "kind": "activity"},
     {"territory": "pavia", "when": "month"}, {"q": "italiano"}, {"free": "true"}, {"near": "45.18,9.15"}],
)  # fmt: skip
def test_each_number_is_what_the_choice_alone_would_leave(world, query):
    chosen, _problems = parse(query, allowed=(*COUNTED, "when", "q", "free", "near"))
    counts = choice_counts(chosen, timezone.now())
    assert any(counts.values())
    for name in COUNTED:
        for value, number in counts[name].items():
            assert number == things(replace(chosen, **{name: (value,)})), (name, value)


def test_one_query_however_many_there_are(world, django_assert_num_queries):
    chosen, _problems = parse({}, allowed=())
    with django_assert_num_queries(1):
        choice_counts(chosen, timezone.now())


def test_the_form_shows_them_and_a_new_thing_counts_at_once(world, client):
    html = client.get("/it/agenda/").content.decode()
    assert 'data-number="kind-meeting">1</data>' in html
    f.event("Festa", f.lab(), schedules=[f.schedule(timezone.localdate(), start_time=None)])
    after = client.get("/it/agenda/").content.decode()
    number = int(html.split('data-number="kind-event">')[1].split("<")[0])
    assert f'data-number="kind-event">{number + 1}</data>' in after


def test_counting_asks_nothing_more_the_second_time(world, client):
    first = queries_of(client, "/it/agenda/?kind=meeting")
    assert len(queries_of(client, "/it/agenda/?kind=meeting")) <= len(first)
