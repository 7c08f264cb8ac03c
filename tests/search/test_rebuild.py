"""`manage.py rebuild_index`: the same index, made anew."""

import io
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from events.models import ExternalItem, Source
from labs.models import LabDocument, Organisation
from portal.follow import touch
from search.backends import backend
from search.index import write, write_findable
from search.models import Entry, EntryDate, EntryLab, IndexRow, Rebuild, SynonymSet, Word
from search.rebuilding import LATELY, current, forget_vanished, parts, write_in_chunks
from tests import factories as f
from tests.search.asking import titles
from tests.search.test_index import document

pytestmark = pytest.mark.django_db
SAME_AGAIN = ("id", "written")


def rebuild():
    bars = io.StringIO()
    call_command("rebuild_index", stderr=bars)
    return bars.getvalue()


def everything():
    """Return what the index holds, but for what a rebuild may change."""
    entries = [{key: value for key, value in row.items() if key not in SAME_AGAIN} for row in Entry.objects.values()]
    links = [
        set(EntryDate.objects.values_list("entry__key", "starts_at", "ends_at")),
        set(EntryLab.objects.values_list("entry__key", "slug")),
        set(Entry.topics.through.objects.values_list("entry__key", "topic__slug")),
        set(Entry.audiences.through.objects.values_list("entry__key", "audience__slug")),
    ]
    words = {row.pop("entry_id"): row for row in IndexRow.objects.values()}
    keys = dict(Entry.objects.values_list("pk", "key"))
    return sorted(entries, key=lambda row: row["key"]), links, {keys[pk]: row for pk, row in words.items()}


def some_of_everything():
    lab = f.lab("La Torretta", contact=f.ContactFactory())
    lab.papers = [LabDocument(document=document("Regolamento degli orti"))]
    lab.save_revision().publish()
    f.activity(
        "Spazio Compiti", lab, topics=[f.TopicFactory()], audiences=[f.AudienceFactory()], place=f.PlaceFactory()
    )
    f.event("Festa", lab)
    f.meeting(below=f.council(below=lab))
    f.content("Chi siamo").unpublish()
    touch(some_item(lab))


def test_a_rebuild_from_nothing_gives_what_the_writes_gave_and_may_be_repeated():
    some_of_everything()
    written = everything()
    assert len(written[0]) >= 9
    Entry.objects.all().delete()
    assert not IndexRow.objects.exists()
    rebuild()
    assert everything() == written
    rebuild()
    assert everything() == written


def test_what_is_gone_behind_the_back_of_the_index_is_forgotten():
    f.OrganisationFactory(name="Cooperativa Marta")
    Organisation.objects.all()._raw_delete("default")
    page = f.content("Chi siamo")
    type(page).objects.filter(pk=page.pk).update(live=False)
    assert set(titles()) == {"Chi siamo", "Cooperativa Marta"}
    rebuild()
    assert titles() == []
    assert set(Entry.objects.values_list("kind", flat=True)) == {"page"}


def test_what_is_published_meanwhile_is_kept():
    f.content("Chi siamo")
    assert forget_vanished(timezone.now()) == 0
    assert titles() == ["Chi siamo"]


def test_words_that_were_lost_come_back():
    f.content("Chi siamo")
    IndexRow.objects.all().delete()
    assert titles("siamo") == []
    rebuild()
    assert titles("siamo") == ["Chi siamo"]


def test_one_that_was_broken_off_goes_on_and_notices_what_went_on_meanwhile():
    f.activity("Spazio Compiti")
    f.content("Chi siamo")
    written = everything()
    Entry.objects.all().delete()
    rebuild_ = current()
    (_label, things), *_others = (part for part in parts(rebuild_) if part[1].exists())
    assert sum(write_in_chunks(things, rebuild_)) == 1
    once = set(Entry.objects.values_list("key", "written"))
    page = f.content("Dove siamo")
    page.delete()
    again = current()
    assert again == rebuild_
    said = rebuild()
    assert once <= set(Entry.objects.values_list("key", "written"))
    assert everything() == written
    assert "0/0" in said
    assert not Rebuild.objects.exists()


def test_one_broken_off_long_ago_or_unwanted_is_begun_anew():
    old = current()
    assert current(afresh=True) != old
    Rebuild.objects.update(started=timezone.now() - LATELY)
    kept = Rebuild.objects.get()
    assert current() != kept
    assert Rebuild.objects.count() == 1


def test_whoever_breaks_it_off_is_told_how_to_go_on(monkeypatch):
    def interrupt(*args):
        raise KeyboardInterrupt

    f.content("Chi siamo")
    monkeypatch.setattr("search.management.commands.rebuild_index.forget_vanished", interrupt)
    bars = io.StringIO()
    with pytest.raises(SystemExit):
        call_command("rebuild_index", stderr=bars)
    assert "The same command goes on from here" in bars.getvalue()
    assert Rebuild.objects.exists()


def test_progress_is_said_in_plain_text():
    f.lab()
    said = rebuild()
    assert f"[{'#' * 30}] 1/1 Laboratori Sociali\n" in said
    assert "\x1b" not in said


def test_who_wants_no_progress_is_told_none():
    f.lab()
    bars = io.StringIO()
    call_command("rebuild_index", verbosity=0, stderr=bars)
    assert bars.getvalue() == ""


def test_words_that_nothing_has_any_more_are_forgotten():
    SynonymSet.objects.create(expressions="doposcuola\naiuto compiti")
    f.content("Falegnameria", f.lab("Bottega"))
    page = f.content("Ceramica")
    page.title = "Uncinetto"
    page.save_revision().publish()
    kept = {"doposcuola", "compiti", "falegnameria", "bottega", "uncinetto"}
    assert kept | {"ceramica"} <= words()
    rebuild()
    assert kept <= words()
    assert "ceramica" not in words()


def words():
    return set(Word.objects.values_list("text", flat=True))


def test_a_thing_that_wagtail_knows_only_as_a_page_is_written_as_what_it_is():
    page = f.content("Chi siamo")
    Entry.objects.all().delete()
    write([page.page_ptr])
    assert titles() == ["Chi siamo"]


def some_activity(lab):
    return f.activity(lab=lab, topics=[f.TopicFactory()], audiences=[f.AudienceFactory()], place=f.PlaceFactory())


def some_meeting(lab):
    return f.meeting(below=f.council(below=lab), place=f.PlaceFactory())


def some_contact(lab):
    contact = f.ContactFactory()
    f.lab(contact=contact, place=f.PlaceFactory())
    return contact


def some_document(lab):
    paper = document("Regolamento degli orti")
    f.lab(papers=[LabDocument(document=paper)], place=f.PlaceFactory())
    return paper


def some_item(lab):
    f.AudienceFactory()
    source, _made = Source.objects.get_or_create(
        name="Comune",
        kind="calendar",
        address="https://comune.example/agenda.ics",
        territory=lab.territory,
        active=True,
    )
    said = {"title": "Festa in piazza", "audiences": ["families"]}
    items = [ExternalItem.objects.create(id=uuid4(), source=source, said=said) for _time in range(2)]
    ExternalItem.objects.filter(pk=items[1].pk).update(twin_item=items[0])
    return items[0]


SOME = [
    some_activity,
    some_meeting,
    some_contact,
    some_document,
    some_item,
    lambda lab: f.lab(place=f.PlaceFactory(), contact=f.ContactFactory()),
    lambda lab: f.OrganisationFactory(),
    lambda lab: f.PlaceFactory(),
    lambda lab: f.event("Festa", lab, place=f.PlaceFactory()),
    lambda lab: f.council(below=lab),
    lambda lab: f.content("Chi siamo", lab.get_parent()),
]


@pytest.mark.parametrize("make", SOME)
def test_the_number_of_statements_does_not_grow_with_the_things(make):
    lab = f.lab("La Torretta")
    things = [make(lab) for _time in range(4)]
    write_findable(type(things[0]), [things[0].pk])
    numbers = []
    for some in (things[:1], things[1:]):
        with CaptureQueriesContext(connection) as found:
            write_findable(type(some[0]), [thing.pk for thing in some])
        numbers.append(len(found))
    assert numbers[0] == numbers[1], numbers


def test_an_entry_of_a_type_that_is_gone_goes_too():
    Entry.objects.create(key="gone:1", owner="oldapp.thing:1", kind="page", written=timezone.now() - LATELY)
    rebuild()
    assert not Entry.objects.filter(key="gone:1").exists()


def test_a_migration_mends_what_a_killed_rebuild_has_left():
    if connection.vendor != "sqlite":
        pytest.skip("FTS5 alone is told how to write")
    merges = "SELECT v FROM search_index_config WHERE k = 'automerge'"
    with backend().writing_anew(), connection.cursor() as cursor:
        backend().prepare()
        assert cursor.execute(merges).fetchone() == (4,)
