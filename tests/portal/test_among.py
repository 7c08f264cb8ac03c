"""The condition that a column has one of many values."""

from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page

from portal.among import Among
from portal.models import Municipality, Topic
from tests import factories as f

pytestmark = pytest.mark.django_db
HOSTILE = """x'), ("]; DROP TABLE portal_topic; --\\"""


def test_it_finds_the_rows_with_one_of_the_values_and_the_opposite_all_others():
    names = ["arte", "orto", HOSTILE, "è già \u2028 qui"]
    topics = [f.TopicFactory(name=name, slug=f"t{number}") for number, name in enumerate(names)]
    assert set(Topic.objects.filter(Among("name", [*names[1:], "yoga"]))) == set(topics[1:])
    assert set(Topic.objects.exclude(Among("name", names[1:]))) == {topics[0]}
    assert set(Topic.objects.filter(Among("pk", {topics[0].pk, 0, 2**40}))) == {topics[0]}
    assert not Topic.objects.filter(Among("pk", ())).exists()
    assert Topic.objects.exclude(Among("pk", ())).count() == len(topics)


def test_uuids_and_the_keys_of_related_things_are_values_too():
    page = f.content("Chi siamo")
    assert Page.objects.get(Among("translation_key", [page.translation_key, uuid4()])).pk == page.pk
    town = f.MunicipalityFactory()
    assert town in Municipality.objects.filter(Among("territory", [town.territory_id]))
    assert not Municipality.objects.filter(Among("territory", [town.territory_id + 1000])).exists()


def test_the_statement_does_not_grow_with_the_values():
    with CaptureQueriesContext(
        connection,
    ) as asked:
        few, many = (
            len(str(Topic.objects.filter(Among("pk", range(number))).query.sql_with_params()[0]))
            for number in (1, 3000)
        )
        assert not Topic.objects.filter(Among("pk", range(3000))).exists()
    assert few == many
    assert len(asked) == 1
