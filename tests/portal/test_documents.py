"""A file is open while a public page shows it, and closed otherwise."""

import pytest
from django.core.files.base import ContentFile
from wagtail.models import PageViewRestriction

from labs.models import LabDocument, MeetingPage
from portal.models import PortalDocument
from tests import factories as f

pytestmark = pytest.mark.django_db


@pytest.fixture
def territory():
    return f.territory_page().own_territory


@pytest.fixture
def paper(territory):
    territory.refresh_from_db()
    file = ContentFile(b"%PDF-1.7 a flyer", "volantino.pdf")
    return PortalDocument.objects.create(title="Volantino", file=file, collection=territory.collection)


def is_open(document, client):
    return client.get(PortalDocument.objects.get(pk=document.pk).url).status_code == 200


def test_an_uploaded_document_is_closed(paper, territory, client):
    paper.refresh_from_db()
    assert paper.collection == territory.closed_collection
    assert not is_open(paper, client)


def test_it_opens_when_a_public_page_shows_it_and_closes_with_the_page(paper, client):
    lab = f.lab(papers=[LabDocument(document=paper)])
    assert is_open(paper, client)
    lab.unpublish()
    assert not is_open(paper, client)


def test_it_closes_when_a_page_above_becomes_private(paper, client):
    lab = f.lab(papers=[LabDocument(document=paper)])
    restriction = PageViewRestriction.objects.create(page=lab.get_parent(), restriction_type="login")
    assert not is_open(paper, client)
    restriction.delete()
    assert is_open(paper, client)


def test_draft_minutes_stay_closed_until_they_are_approved(paper, client):
    meeting = f.meeting(minutes_document=paper, minutes_state=MeetingPage.MinutesState.DRAFT)
    assert not is_open(paper, client)
    meeting.minutes_state = MeetingPage.MinutesState.APPROVED
    meeting.save_revision().publish()
    assert is_open(paper, client)


def test_a_document_stays_open_until_the_last_page_that_shows_it_is_deleted(paper, client):
    first = f.lab("La Torretta", papers=[LabDocument(document=paper)])
    second = f.lab("In Scala", papers=[LabDocument(document=paper)])
    first.delete()
    assert is_open(paper, client)
    second.delete()
    assert not is_open(paper, client)
