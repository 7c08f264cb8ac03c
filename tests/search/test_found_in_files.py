"""A page is found by the text of the files that it shows to everyone, behind its own words."""

import pytest
from django.core.files.base import ContentFile
from wagtail.models import CollectionViewRestriction

from labs.models import LabDocument, MeetingPage
from portal.models import PortalDocument
from portal.papers.reading import read_papers
from tests import factories as f
from tests.portal import papers_made as made
from tests.search.asking import results, titles

pytestmark = pytest.mark.django_db


def paper(text="Portate una seggiola e un maglione", title="Volantino", **facts):
    territory = f.territory_page().own_territory
    territory.refresh_from_db()
    file = ContentFile(made.pdf(text), "x.pdf")
    return PortalDocument.objects.create(title=title, file=file, collection=territory.closed_collection, **facts)


def test_a_lab_is_found_by_its_flyer_and_says_so(client):
    lab = f.lab("La Torretta", summary="Un luogo per tutti.", papers=[LabDocument(document=paper())])
    assert titles("seggiola") == []
    read_papers()
    hit = results("seggiole torretta").items[0]
    assert (hit.entry.page_id, hit.passage.title) == (lab.pk, "Volantino")
    assert hit.matched == ["Torretta", "seggiola"]
    assert results("torretta").items[0].passage is None
    answer = client.get("/api/v1/search/?q=seggiola").json()["items"][0]
    assert (answer["why"]["words"], answer["why"]["document"]) == (["seggiola"], "Volantino")
    assert answer["excerpt"] == "Portate una <mark>seggiola</mark> e un maglione"
    assert "“Volantino”" in client.get("/it/cerca/?q=seggiola").content.decode()


def test_what_a_thing_says_itself_stands_before_what_its_files_say():
    f.lab("Alfa", papers=[LabDocument(document=paper("Orto, orto, orto e ancora orti."))])
    f.content("Beta", summary="Un orto.")
    f.content("Orto")
    read_papers()
    assert titles("orto") == ["Orto", "Beta", "Alfa"]


def test_draft_minutes_are_found_by_nothing_until_they_are_approved():
    meeting = f.meeting("Riunione", minutes_document=paper("Si compra il forno"), minutes_state="draft")
    read_papers()
    assert titles("forno") == []
    meeting.minutes_state = MeetingPage.MinutesState.APPROVED
    meeting.save_revision().publish()
    assert titles("forno") == ["Riunione"]
    meeting.minutes_state = MeetingPage.MinutesState.DRAFT
    meeting.save_revision().publish()
    assert titles("forno") == []


def test_a_closed_collection_hides_the_text_and_opening_it_shows_it():
    document = paper()
    f.lab("La Torretta", papers=[LabDocument(document=document)])
    read_papers()
    document.refresh_from_db()
    restriction = CollectionViewRestriction.objects.create(collection=document.collection, restriction_type="login")
    assert titles("seggiola") == []
    restriction.delete()
    assert titles("seggiola") == ["La Torretta"]


def test_a_new_file_takes_the_words_of_the_old_one_away_at_once():
    document = paper()
    f.lab("La Torretta", papers=[LabDocument(document=document)])
    read_papers()
    document = PortalDocument.objects.get(pk=document.pk)
    document.file = ContentFile(made.pdf("Portate un ombrello"), "y.pdf")
    document.save()
    assert titles("seggiola") == []
    read_papers()
    assert (titles("ombrello"), titles("seggiola")) == (["La Torretta"], [])
    document.delete()
    assert titles("ombrello") == []


def test_a_file_in_another_language_is_found_by_its_stems():
    f.lab("La Torretta", papers=[LabDocument(document=paper("Cooking together", language="en"))])
    read_papers()
    hit = results("cook").items[0]
    assert (hit.title, hit.excerpt_language) == ("La Torretta", "en")
    assert "<mark>Cooking</mark>" in hit.excerpt
