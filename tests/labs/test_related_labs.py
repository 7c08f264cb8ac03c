"""The labs that a lab's page leads on to: near by, and about the same elsewhere."""

import pytest

from labs.related_labs import labs_alike, labs_near
from tests import factories as f

pytestmark = pytest.mark.django_db


def lab_at(title, lat, territory="pavia", **facts):
    return f.lab(title, territory, place=f.PlaceFactory(name=title, lat=lat, lon=9.15), **facts)


def titles(labs):
    return [lab.title for lab in labs]


def about(lab, *topics):
    lab.topics.add(*topics)
    lab.save_revision().publish()
    return lab


def test_the_nearest_come_first_and_the_far_not_at_all():
    here = lab_at("Qui", 45.18)
    lab_at("Vicino", 45.2), lab_at("Accanto", 45.181), lab_at("Lontano", 45.9)
    assert titles(labs_near(here)) == ["Accanto", "Vicino"]


def test_who_shares_the_rooms_and_who_is_not_public_are_not_near():
    here = lab_at("Qui", 45.18)
    lab_at("Ospite", 45.18, host=here)
    lab_at("Chiuso", 45.181).unpublish()
    assert labs_near(here) == []


def test_a_lab_without_a_place_has_none_near():
    lab_at("Altro", 45.18)
    assert labs_near(f.lab("Diffuso")) == []


def test_those_of_other_territories_that_share_most_come_first():
    food, school = f.TopicFactory(name="Cibo"), f.TopicFactory(name="Compiti")
    here = about(f.lab("Qui"), food, school)
    about(f.lab("Nello stesso", "pavia"), food, school)
    about(f.lab("Uno", "rho"), food)
    about(f.lab("Due", "rozzano"), food, school)
    f.lab("Niente", "rho")
    assert titles(labs_alike(here)) == ["Due", "Uno"]
