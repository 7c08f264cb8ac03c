"""The demonstration: loaded once for this file, it holds what the platform promises to show."""

import datetime as dt
import io
import json
import uuid
from collections import Counter
from pathlib import Path

import pypdf
import pytest
from django.contrib.auth import authenticate
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import TestCase
from django.utils import timezone
from django.utils.html import strip_tags
from wagtail.models import Locale, Page, Site

from events.models import ActivityPage, EventPage, Occurrence, OccurrenceChange, Series
from home.demo import users
from home.models import HomePage, TerritoryPage
from labs.models import (
    Closure,
    Consent,
    Contact,
    CouncilPage,
    DecisionFollowUp,
    Indicator,
    LabPage,
    MeetingPage,
    OpeningHours,
    Organisation,
    Place,
    SocialChannel,
)
from portal.documents import settle
from portal.models import Municipality, PortalDocument, PortalImage, Territory
from portal.public import closed_collections
from search.models import Entry

pytestmark = [pytest.mark.django_db, pytest.mark.long]

FACTS = json.loads((Path(__file__).parents[2] / "home/data/territories.json").read_text())
SLUGS = ["pavia", "rozzano", "rho"]
COUNTED = (Page, Occurrence, Series, Entry, PortalImage, PortalDocument, Organisation, Contact, OccurrenceChange)


def load():
    said = io.StringIO()
    with TestCase.captureOnCommitCallbacks(execute=True):
        call_command("load_demo", stdout=said, stderr=io.StringIO())
    return said.getvalue()


@pytest.fixture(scope="module", autouse=True)
def _loaded(django_db_setup, django_db_blocker):
    """One load for all tests below, which take back what they write; taken back itself at the end."""
    with django_db_blocker.unblock(), transaction.atomic():
        HomePage.objects.get().delete()
        assert "Loaded" in load()
        yield
        transaction.set_rollback(True)


def italian(model, **facts):
    return model.objects.filter(locale__language_code="it", **facts)


def test_a_second_load_changes_nothing():
    before = {model: model.objects.count() for model in COUNTED}
    last = Page.objects.latest("latest_revision_created_at").latest_revision_created_at
    assert load() == "The demonstration is loaded.\n"
    assert {model: model.objects.count() for model in COUNTED} == before
    assert Page.objects.latest("latest_revision_created_at").latest_revision_created_at == last


def test_a_new_address_in_the_settings_reaches_the_site(settings):
    site = Site.objects.get()
    assert (site.hostname, site.port, site.root_page.specific.title) == ("agora.example", 443, "Agorà")
    settings.PUBLIC_URL = "http://127.0.0.1:8123"
    load()
    site.refresh_from_db()
    assert (site.hostname, site.port) == ("127.0.0.1", 8123)


def test_settings_without_demonstration_refuse_it(settings):
    settings.DEMO_USERS_ALLOWED = False
    with pytest.raises(CommandError, match="no demonstration"):
        load()


def test_another_platform_is_left_alone():
    HomePage.objects.update(translation_key=uuid.uuid4())
    with pytest.raises(CommandError, match="another platform"):
        load()


def test_every_lab_of_the_documents_has_its_page():
    named = Counter(lab["name"] for territory in FACTS["territories"] for lab in territory["labs"])
    assert Counter(italian(LabPage).values_list("title", flat=True)) == named
    assert named.total() == 62
    assert Counter(lab.kind for lab in italian(LabPage)) == {
        "social_lab": 9,
        "community_house": 2,
        "op_cafe": 4,
        "community_lab": 47,
    }
    assert LabPage.objects.get(public_slug="la-torretta").slug == "la-torretta"


def test_what_the_documents_do_not_say_stays_unknown():
    torretta = LabPage.objects.get(public_slug="la-torretta")
    assert (torretta.place, torretta.municipality) == (None, None)
    assert LabPage.objects.get(public_slug="fun-lab").referent_organisation is None
    assert Municipality.objects.get(name="Noviglio").lat is None
    assert not Place.objects.exclude(lat=None, lon=None).exists()
    assert not SocialChannel.objects.exists()


def test_la_torretta_opens_as_the_documents_say():
    torretta = LabPage.objects.get(public_slug="la-torretta")
    hours = OpeningHours.objects.filter(page=torretta).values_list("weekday", "opens", "closes")
    mornings = {(day, dt.time(8), dt.time(12)) for day in range(5)}
    afternoons = {(day, dt.time(16, 30), dt.time(18, 30)) for day in (0, 3)}
    assert set(hours) == mornings | afternoons


def test_the_directory_is_the_documents():
    ids = {organisation["id"] for territory in FACTS["territories"] for organisation in territory["organisations"]}
    assert set(Organisation.objects.values_list("slug", flat=True)) == ids
    assert len(ids) == 23
    assert Municipality.objects.count() == 32
    assert list(Territory.objects.order_by("pk").values_list("slug", flat=True)) == SLUGS


def test_no_person_no_phone_no_mail_is_invented():
    assert not Consent.objects.exists()
    assert not Contact.objects.exclude(person_name="", phone="", email="").exists()
    assert not Organisation.objects.exclude(phone="", email="", website="").exists()
    assert not [entry.key for entry in Entry.objects.all() if "@" in json.dumps(entry.texts)]


@pytest.mark.parametrize("slug", SLUGS)
def test_each_territory_has_enough_to_show(slug):
    own = {"territory__slug": slug}
    assert italian(ActivityPage, **own).count() >= 12
    assert italian(EventPage, **own).count() >= 6
    assert italian(CouncilPage, **own).count() >= 3
    assert Indicator.objects.filter(**own).count() >= 10
    assert Closure.objects.filter(**own).exists()
    assert {change.kind for change in OccurrenceChange.objects.filter(occurrence__territory__slug=slug)} >= {
        "cancelled",
        "moved",
    }


@pytest.mark.parametrize("slug", SLUGS)
def test_the_agenda_of_each_territory_is_full_on_every_day_of_the_next_week(slug):
    rows = Occurrence.objects.public().filter(territory__slug=slug)
    today = timezone.localdate()
    week = {today + dt.timedelta(days=number) for number in range(1, 8)}
    assert {timezone.localdate(row.starts_at) for row in rows} >= week
    assert {timezone.localdate(row.starts_at) for row in rows.exclude(status="cancelled")} & week


def test_something_is_on_today_whatever_the_day():
    now = timezone.now()
    assert Occurrence.objects.public().upcoming(now).filter(starts_at__lte=now).exists()


def test_every_reason_is_said_in_both_languages():
    said = [*OccurrenceChange.objects.all(), *Closure.objects.all()]
    assert said
    assert all({"it", "en"} <= set(record.reason) for record in said)


def test_the_events_are_of_all_sorts():
    rows = Occurrence.objects.filter(series__kind="event").select_related("series")
    assert rows.filter(all_day=True).exists()
    assert any(row.ends_at - row.starts_at > dt.timedelta(days=2) for row in rows)
    assert any(
        not row.all_day and timezone.localdate(row.ends_at) == timezone.localdate(row.starts_at) + dt.timedelta(days=1)
        for row in rows
    )
    assert rows.exclude(series__online_url="").exists()
    assert rows.filter(series__is_free=False).exclude(series__costs={}).exists()
    assert max(Counter(row.series_id for row in rows).values()) >= 4
    assert rows.filter(territory=None).exists()


def test_each_council_has_two_minutes_and_a_meeting_to_come():
    for council in italian(CouncilPage):
        meetings = MeetingPage.objects.child_of(council)
        approved = [meeting for meeting in meetings if meeting.minutes_are_public]
        assert len(approved) == 2, council
        for meeting in approved:
            assert 130 <= len(strip_tags(meeting.minutes.replace("<", " <")).split()) <= 190
            assert meeting.attendance.exists()
            assert meeting.decisions.count() == 2
            keys = list(meeting.decisions.values_list("translation_key", flat=True))
            assert DecisionFollowUp.objects.filter(decision_key__in=keys, meeting=meeting).count() == 2
            assert all(decision.responsible for decision in meeting.decisions.all())
        to_come = [meeting for meeting in meetings if meeting.is_to_come]
        assert to_come
        assert all(meeting.agenda for meeting in to_come)


def test_a_draft_of_minutes_is_written_and_not_public():
    draft = MeetingPage.objects.get(minutes_state="draft")
    assert draft.minutes
    assert draft.public_minutes == ""
    assert draft.minutes_document.collection_id in closed_collections()
    assert "non è pubblico" not in json.dumps([entry.texts for entry in Entry.objects.all()], ensure_ascii=False)


def test_every_picture_has_words_or_needs_none():
    for image in PortalImage.objects.all():
        image.full_clean()
    assert {territory.logo.is_decorative for territory in Territory.objects.all()} == {False}


def test_the_papers_are_tagged_and_open_when_shown():
    shown = PortalDocument.objects.filter(shown_by__isnull=False)
    assert shown.count() >= 10
    for document in shown:
        catalogue = pypdf.PdfReader(document.file.open()).trailer["/Root"]
        assert catalogue["/MarkInfo"]["/Marked"]
        assert document.collection_id not in closed_collections()
    assert not any(before != after for before, after in _settled())


def _settled():
    before = list(PortalDocument.objects.values_list("pk", "collection"))
    settle(PortalDocument.objects.all())
    return zip(before, PortalDocument.objects.values_list("pk", "collection"), strict=True)


def test_italian_courses_are_offered_in_every_territory():
    offers = Series.objects.filter(page__title="Scuola di italiano", kind="activity")
    assert {series.page.specific.territory.slug for series in offers} == set(SLUGS)


def test_the_english_pages_are_whole_translations():
    english = Locale.objects.get(language_code="en")
    translated = Page.objects.filter(locale=english).specific()
    assert {page.slug for page in TerritoryPage.objects.filter(locale=english)} == set(SLUGS)
    assert sum(isinstance(page, LabPage | ActivityPage | EventPage) for page in translated) >= 6
    assert not Page.objects.filter(alias_of__isnull=False).exists()
    for page in translated:
        assert page.live
        assert page.source.pk != page.pk
        assert "Testo" not in page.searchable_text()


def test_everything_is_published_and_findable():
    assert not Page.objects.filter(depth__gt=1).exclude(live=True, has_unpublished_changes=False).exists()
    assert not Page.objects.filter(depth__gt=1, latest_revision=None).exists()
    keys = set(Entry.objects.filter(public=True).values_list("key", flat=True))
    for lab in italian(LabPage):
        assert f"lab:{lab.translation_key}" in keys


def test_the_people_can_log_in_with_the_one_password(settings):
    for name in users.NAMES:
        person = authenticate(username=name, password=settings.DEMO_PASSWORD)
        assert person is not None, name
        assert person.has_perm("wagtailadmin.access_admin")
        assert person.is_superuser is False
    platform = authenticate(username="piattaforma", password=settings.DEMO_PASSWORD)
    assert platform.has_perm("portal.edit_every_territory")


def test_an_editor_of_pavia_publishes_at_home_and_not_in_rho(settings):
    editor = authenticate(username="redazione-pavia", password=settings.DEMO_PASSWORD)
    pavia, rho = (TerritoryPage.objects.get(slug=slug, locale__language_code="it") for slug in ("pavia", "rho"))
    assert pavia.permissions_for_user(editor).can_publish_subpage()
    assert not rho.permissions_for_user(editor).can_edit()
    assert not rho.permissions_for_user(editor).can_add_subpage()
