"""What stands round one thing, read in one statement, is what `prefetch_related` would have read."""

import datetime as dt

import pytest
from django.db.models import Model
from django.forms.models import model_to_dict

from labs.api.labs import LabResource
from labs.models import LabPage, OpeningHours, Organisation
from portal.one_statement import Around, in_one_statement
from tests import factories as f
from tests.home import big_lab

pytestmark = pytest.mark.django_db


def rows_of(lab, path):
    """Return the rows of the first many that a lookup comes to."""
    owner, name = (lab.contact, "consents") if path.startswith("contact") else (lab, path.split("__")[0])
    return list(getattr(owner, name).all())


def test_the_rows_are_those_that_a_query_each_would_give(django_assert_num_queries):
    key = big_lab.make(3).pk
    labs = LabPage.objects.select_related(*LabResource.related)
    lab, plain = labs.get(pk=key), labs.get(pk=key)
    around = Around(lab, LabResource.prefetched)
    with django_assert_num_queries(1):
        around.hand_over(in_one_statement(around.queries))
        found = {path: rows_of(lab, path) for path in around.queries}
        assert {row.page for row in lab.opening_hours.all()} == {lab}
    assert len(found) == 10
    for path, rows in found.items():
        wanted = rows_of(plain, path)
        assert len(rows) == len(wanted) > 0, path
        assert {told(row) for row in rows} == {told(row) for row in wanted}, path
    assert [row.place.municipality.name for row in lab.connected_places.all()] == ["Pavia"] * 3
    assert [row.opens for row in lab.opening_hours.all()] == [dt.time(9)] * 3


def told(row):
    """Return the columns of a row, each as the database gave it and with its type."""
    names = [field.attname for field in row._meta.concrete_fields if field.name != "body"]
    return tuple((name, str(type(getattr(row, name))), str(getattr(row, name))) for name in names)


def test_what_nobody_asks_for_costs_nothing(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert in_one_statement({}) == {}


def test_rows_come_in_the_order_of_their_model():
    for name in ("Cucito", "Aurora", "Babele"):
        f.OrganisationFactory(name=name)
    found = in_one_statement({"all": Organisation.objects.all(), "hours": OpeningHours.objects.all()})
    assert [organisation.name for organisation in found["all"]] == ["Aurora", "Babele", "Cucito"]
    assert found["hours"] == []


def test_rows_come_in_the_order_of_their_query():
    for name in ("Cucito", "Aurora", "Babele"):
        f.OrganisationFactory(name=name, territory=f.TerritoryFactory(slug="rho" if name == "Cucito" else "pavia"))
    found = in_one_statement(
        {"all": Organisation.objects.select_related("territory").order_by("territory__name", "-name")}
    )
    assert [organisation.name for organisation in found["all"]] == ["Babele", "Aurora", "Cucito"]


def test_what_is_not_there_is_none():
    place = f.PlaceFactory()
    type(place).objects.filter(pk=place.pk).update(municipality=None)
    (found,) = in_one_statement({"places": type(place).objects.select_related("municipality", "territory")})["places"]
    assert found.municipality is None
    assert isinstance(found.territory, Model)
    assert model_to_dict(found) == model_to_dict(type(place).objects.get(pk=place.pk))
