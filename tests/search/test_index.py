"""Whatever changes, the index is right at the next question."""

import datetime as dt

import pytest
import time_machine
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.db import DatabaseError
from django.utils import timezone
from wagtail.models import CollectionViewRestriction, Locale, PageViewRestriction

from home.models import ContentPage
from labs.models import Contact, LabDocument
from portal.models import PortalDocument
from portal.ticking import tasks
from search.backends import backend
from search.models import Entry, IndexRow
from tests import factories as f
from tests.search.asking import results, titles

pytestmark = pytest.mark.django_db


def document(title):
    """Upload a file as an editor does: into the closed collection of the territory."""
    closed = f.territory_page().territory.closed_collection
    return PortalDocument.objects.create(title=title, file=ContentFile(b"%PDF-1.4", f"{title}.pdf"), collection=closed)


def test_what_is_published_is_found_and_what_is_not_is_not():
    page = f.activity("Spazio Compiti")
    assert titles("compiti") == ["Spazio Compiti"]
    page.unpublish()
    assert titles("compiti") == []
    page.save_revision().publish()
    assert titles("compiti") == ["Spazio Compiti"]


def test_a_draft_is_nowhere():
    lab = f.lab()
    draft = ContentPage(title="Bozza segreta", live=False)
    lab.add_child(instance=draft)
    draft.save_revision()
    lab.save_revision().publish()
    assert titles("segreta") == []
    assert not Entry.objects.filter(page=draft).exists()


def test_a_later_draft_changes_nothing_until_it_is_published():
    page = f.activity("Spazio Compiti")
    page.title = "Ripasso insieme"
    revision = page.save_revision()
    assert titles("ripasso") == []
    revision.publish()
    assert titles("ripasso") == ["Ripasso insieme"]
    assert titles("compiti") == []


def test_a_deleted_page_leaves_nothing():
    page = f.activity("Spazio Compiti")
    page.delete()
    assert titles("compiti") == []
    assert not Entry.objects.filter(kind="activity").exists()
    assert not IndexRow.objects.exclude(pk__in=Entry.objects.values("pk")).exists()


def test_a_lab_is_deleted_with_all_that_hangs_on_it():
    lab = f.lab()
    f.activity("Spazio Compiti", lab)
    f.meeting(below=f.council(below=lab))
    f.ClosureFactory(lab=lab, first_day=f.next_weekday(1), last_day=f.next_weekday(1))
    lab.delete()
    assert set(Entry.objects.values_list("kind", flat=True)) == {"territory"}


def test_a_move_across_territories_is_followed_by_all_below():
    page = f.activity("Spazio Compiti", f.lab("La Torretta", kind=f.OpCafePage))
    assert titles("compiti", territory=("pavia",)) == ["Spazio Compiti"]
    page.get_parent().specific.move(f.territory_page("rho"), pos="last-child")
    assert titles("compiti", territory=("pavia",)) == []
    assert titles("compiti rho", territory=("rho",)) == ["Spazio Compiti"]


def test_a_renamed_territory_is_found_by_its_new_name():
    page = f.activity("Spazio Compiti")
    territory = page.territory
    territory.network_name = "Cantiere Aperto"
    territory.save()
    assert titles("compiti cantiere") == ["Spazio Compiti"]
    assert titles("compiti rete") == []


@pytest.mark.parametrize("named", ["topic", "audience", "municipality"])
def test_new_names_are_found(named):
    topic, audience, place = f.TopicFactory(), f.AudienceFactory(), f.PlaceFactory()
    f.activity("Spazio Compiti", topics=[topic], audiences=[audience], place=place)
    if named == "topic":
        topic.labels = {"it": "ceramica"}
        topic.save()
    elif named == "audience":
        audience.labels = {"it": "ceramica"}
        audience.save()
    else:
        place.municipality.name = "Ceramica"
        place.municipality.save()
    assert titles("spazio ceramica") == ["Spazio Compiti"]


def test_a_topic_that_is_deleted_is_no_longer_a_way_to_find():
    topic = f.TopicFactory(name="ceramica")
    f.activity("Spazio Compiti", topics=[topic])
    assert titles("ceramica") == ["Spazio Compiti"]
    topic.delete()
    assert titles("ceramica") == []


def test_what_stands_below_is_found_by_the_new_title_of_a_lab():
    page = f.activity("Spazio Compiti", f.lab("La Torretta"))
    assert titles("compiti torretta") == ["Spazio Compiti"]
    lab = page.get_parent().specific
    lab.title = "Casa Azzurra"
    lab.save_revision().publish()
    assert titles("compiti azzurra") == ["Spazio Compiti"]


def test_a_view_restriction_above_hides_all_below_until_it_is_lifted():
    page = f.activity("Spazio Compiti")
    above = f.territory_page()
    restriction = PageViewRestriction.objects.create(page=above, restriction_type="login")
    assert titles("compiti") == []
    restriction.delete()
    assert titles("compiti") == [page.title]


def test_a_page_expires_by_itself():
    page = f.activity("Spazio Compiti")
    lab = page.get_parent().specific
    lab.expire_at = timezone.now() + dt.timedelta(hours=1)
    lab.save_revision().publish()
    assert titles("compiti") == ["Spazio Compiti"]
    with time_machine.travel(lab.expire_at + dt.timedelta(seconds=1), tick=False):
        assert titles("compiti") == []


def test_documents_are_found_while_a_public_page_shows_them():
    shown = document("Regolamento degli orti")
    page = f.lab()
    assert titles("orti") == []
    page.papers = [LabDocument(document=shown)]
    page.save_revision().publish()
    assert titles("orti", territory=("pavia",), lab=(page.public_slug,)) == ["Regolamento degli orti"]
    assert results("orti").items[0].path == shown.url
    page.unpublish()
    assert titles("orti") == []


def test_a_collection_made_private_takes_its_documents_away():
    page = f.lab()
    page.papers = [LabDocument(document=document("Regolamento degli orti"))]
    page.save_revision().publish()
    collection = page.territory.collection
    restriction = CollectionViewRestriction.objects.create(collection=collection, restriction_type="login")
    assert titles("orti") == []
    restriction.delete()
    assert titles("orti") == ["Regolamento degli orti"]


def test_minutes_are_found_once_they_are_approved():
    written = document("Verbale firmato")
    meeting = f.meeting(minutes="<p>Comprare le vanghe</p>", minutes_document=written, minutes_state="draft")
    assert titles("vanghe") == []
    assert titles("firmato") == []
    meeting.minutes_state = "approved"
    meeting.save_revision().publish()
    assert titles("vanghe") == ["Riunione"]
    assert titles("firmato") == ["Verbale firmato"]
    meeting.minutes_state = "draft"
    meeting.save_revision().publish()
    assert titles("vanghe") == titles("firmato") == []


def contact_with_person(**facts):
    contact = f.ContactFactory(**facts)
    f.ConsentFactory(contact=contact)
    contact.refresh_from_db()
    contact.person_name, contact.phone, contact.email = "Nome Finto", "0382 000111", "finto@example.org"
    contact.save()
    return contact


def test_a_contact_is_found_by_its_role_on_its_lab_and_never_by_its_person():
    contact = contact_with_person()
    assert titles("referente") == []
    lab = f.lab("La Torretta", contact=contact)
    hit = results("referente").items[0]
    assert (hit.title, hit.kind, hit.path) == (
        "Referente del laboratorio",
        "contact",
        "/it/pavia/la-torretta/#contatti",
    )
    assert titles("referente", lab=(lab.public_slug,), territory=("pavia",)) == ["Referente del laboratorio"]
    assert Contact.objects.get().person_name == "Nome Finto"
    assert titles("finto") == titles("0382 000111") == []
    stored = str([*Entry.objects.values(), *IndexRow.objects.values()]).lower()
    assert "finto" not in stored
    assert "000111" not in stored


def test_a_contact_of_two_labs_is_one_thing_that_stays_while_one_of_them_does():
    contact = f.ContactFactory()
    first, second = f.lab("La Torretta", contact=contact), f.lab("Crosione", contact=contact)
    assert [hit.path for hit in results("referente").items] == ["/it/pavia/la-torretta/#contatti"]
    first.unpublish()
    assert [hit.path for hit in results("referente").items] == ["/it/pavia/crosione/#contatti"]
    first.save_revision().publish()
    second.delete()
    assert [hit.path for hit in results("referente").items] == ["/it/pavia/la-torretta/#contatti"]
    first.refresh_from_db()
    first.contact = None
    first.save_revision().publish()
    assert titles("referente") == []


def test_a_deleted_contact_leaves_nothing():
    contact = contact_with_person()
    f.lab(contact=contact)
    contact.delete()
    assert titles("referente") == []
    assert not Entry.objects.filter(kind="contact").exists()


def test_organisations_and_places_are_found_on_their_pages():
    marta = f.OrganisationFactory(name="Cooperativa Marta", aliases="Coop Marta", summary={"it": "Cura gli orti."})
    place = f.PlaceFactory(name="Biblioteca Bonetta", kind="biblioteca", directions={"it": "Autobus 3."})
    assert [hit.path for hit in results("marta orti").items] == [marta.path_in("it")]
    assert [hit.path for hit in results("bonetta autobus", "en").items] == [place.path_in("en")]
    place.delete()
    assert titles("bonetta") == []


def translated(page, **words):
    english = page.copy_for_translation(Locale.objects.get(language_code="en"), copy_parents=True)
    for name, value in words.items():
        setattr(english, name, value)
    english.save_revision().publish()
    return english


def test_a_translation_is_found_by_its_words_and_shown_in_the_readers_language():
    f.english_home()
    page = f.activity("Scuola di italiano", summary="Per imparare la lingua.")
    translated(page, title="Italian classes", summary="Learn the language.")
    assert titles("classes", "it") == ["Scuola di italiano"]
    assert titles("scuola", "en") == ["Italian classes"]
    assert results("scuola", "en").items[0].language == "en"
    assert results("scuola").count == 1


def test_a_translation_no_longer_public_is_no_longer_found_nor_shown():
    f.english_home()
    page = f.activity("Scuola di italiano")
    english = translated(page, title="Italian classes")
    above = english.get_parent()
    restriction = PageViewRestriction.objects.create(page=above, restriction_type="login")
    assert titles("classes") == []
    assert titles("scuola", "en") == ["Scuola di italiano"]
    restriction.delete()
    assert titles("classes", "en") == ["Italian classes"]
    english.refresh_from_db()
    english.unpublish()
    assert titles("classes") == []


def test_an_index_that_fails_loses_no_publication_and_catches_up(monkeypatch, caplog):
    def fail(*args):
        raise DatabaseError("disk full")

    with monkeypatch.context() as patched:
        patched.setattr(type(backend()), "store", fail)
        page = f.activity("Spazio Compiti")
    assert page.live
    assert titles("compiti") == []
    assert "could not store" in caplog.text
    assert titles(kind=("activity",)) == ["Spazio Compiti"]
    tick = tasks()["search.follow.catch_up"]
    assert tick() == 3
    assert titles("compiti") == ["Spazio Compiti"]
    assert tick() == 0


def test_a_restriction_to_a_group_is_a_restriction_too():
    f.activity("Spazio Compiti")
    restriction = PageViewRestriction.objects.create(page=f.home(), restriction_type="groups")
    restriction.groups.add(Group.objects.create(name="gruppo"))
    assert results().count == 0
