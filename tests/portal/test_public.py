"""One rule of what is public, whatever door the change came through."""

import datetime as dt

import pytest
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from events.models import Occurrence
from portal.public import Publicity
from portal.reading import public_pages
from tests import factories as f

pytestmark = pytest.mark.django_db


@pytest.fixture
def activity():
    return f.activity()


def is_public(page):
    found = public_pages(Page.objects.filter(pk=page.pk)).exists()
    assert found == (Publicity().window(Page.objects.get(pk=page.pk)) is not None)
    assert found == Occurrence.objects.public().filter(series_id=page.translation_key).exists()
    return found


def above(page):
    return page.get_ancestors().filter(depth__gte=2).specific()


def test_a_published_page_is_public(activity, client):
    assert is_public(activity)
    assert client.get(f"/it/pavia/{activity.lab.slug}/{activity.slug}/").status_code == 200


@pytest.mark.parametrize("level", [1, 2], ids=["territory", "lab"])
def test_what_stands_below_an_unpublished_page_is_not_public(activity, client, level):
    page = above(activity)[level]
    page.unpublish()
    assert not is_public(activity)
    assert client.get(f"/it/pavia/{activity.lab.slug}/{activity.slug}/").status_code == 404
    page.save_revision().publish()
    assert is_public(activity)


def test_a_view_restriction_above_closes_everything_below_until_it_goes(activity):
    restriction = PageViewRestriction.objects.create(page=activity.get_parent(), restriction_type="login")
    assert not is_public(activity)
    restriction.delete()
    assert is_public(activity)


def test_expiry_above_never_waits_for_the_tick(activity, time_machine):
    lab = activity.get_parent().specific
    lab.expire_at = timezone.now() + dt.timedelta(hours=1)
    lab.save_revision().publish()
    assert is_public(activity)
    time_machine.move_to(timezone.now() + dt.timedelta(hours=2))
    assert not is_public(activity)


def test_moving_takes_territory_and_lab_along(activity):
    other = f.lab("Scuola di italiano", "rho")
    activity.move(other, pos="last-child")
    moved = type(activity).objects.get(pk=activity.pk)
    assert (moved.territory.slug, moved.lab.title) == ("rho", "Scuola di italiano")
    assert set(Occurrence.objects.values_list("territory__slug", flat=True)) == {"rho"}


def test_an_older_draft_never_brings_the_old_territory_back(activity):
    draft = activity.save_revision()
    activity.move(f.lab("Scuola di italiano", "rho"), pos="last-child")
    draft.refresh_from_db()
    draft.publish()
    assert type(activity).objects.get(pk=activity.pk).territory.slug == "rho"


def test_moving_a_lab_below_another_territory_moves_its_dates(activity):
    lab = activity.get_parent().specific
    lab.move(f.territory_page("rho"), pos="last-child")
    assert set(Occurrence.objects.values_list("territory__slug", flat=True)) == {"rho"}
    assert is_public(activity)
