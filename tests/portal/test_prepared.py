"""Statements that are written once and run with other values."""

from datetime import UTC, datetime
from operator import attrgetter
from types import SimpleNamespace

import pytest
from django.db.models import CharField, DateTimeField
from wagtail.models import Page

from portal.models import Topic
from portal.prepared import Given, Statement, places
from tests import factories as f

pytestmark = pytest.mark.django_db
HOSTILE = "x' OR '1'='1"


def test_the_same_statement_runs_with_other_values(django_assert_num_queries):
    f.TopicFactory(name="arte"), f.TopicFactory(name="orto")
    named = Statement.of(Topic.objects.filter(name=Given("name", CharField(), attrgetter("name"))).values_list("name"))
    with django_assert_num_queries(3):
        assert [named.run(SimpleNamespace(name=name)) for name in ("arte", "orto", HOSTILE)] == [
            [("arte",)],
            [("orto",)],
            [],
        ]


def test_several_values_have_a_place_each_and_none_is_in_the_statement():
    f.TopicFactory(name="arte"), f.TopicFactory(name="orto"), f.TopicFactory(name="yoga")
    names = places("name", 2, CharField(), attrgetter("names"))
    named = Statement.of(Topic.objects.filter(name__in=names).order_by("name").values_list("name"))
    assert named.run(SimpleNamespace(names=["yoga", "arte"])) == [("arte",), ("yoga",)]
    assert named.run(SimpleNamespace(names=["orto", HOSTILE])) == [("orto",)]
    assert named.sql.count("%s") == 2
    assert all(isinstance(each, Given) for each in named.params)


def test_values_come_back_as_the_orm_would_give_them():
    page = f.content("Chi siamo")
    moment = datetime(2026, 3, 29, 1, 30, tzinfo=UTC)
    Page.objects.filter(pk=page.pk).update(first_published_at=moment)
    later = Given("later", DateTimeField(), attrgetter("later"))
    rows = Statement.of(
        Page.objects.filter(first_published_at__lt=later).values_list("translation_key", "first_published_at")
    )
    assert rows.run(SimpleNamespace(later=datetime(2026, 3, 29, 1, 31, tzinfo=UTC))) == [(page.translation_key, moment)]
    assert rows.run(SimpleNamespace(later=moment)) == []


def test_places_of_one_name_stand_for_one_value():
    first, again, other = (Given(name, CharField(), attrgetter("x")) for name in ("a", "a", "b"))
    assert first == again != other
    assert len({first, again, other}) == 2
    assert sorted([other, first]) == [first, other]
