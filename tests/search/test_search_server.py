"""The search server follows the entries: after every change, down and back, twice and out of order."""

import datetime as dt
from time import monotonic

import pytest
from django.core.management import load_command_class
from django.db import connection
from django.test import override_settings
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from portal.filters import Filter
from portal.follow import touch_dates
from portal.ticking import tasks
from search.elastic import indexes, sending
from search.elastic.comparing import with_server
from search.elastic.mapping import alias, building
from search.elastic.reading import read
from search.elastic.server import is_rested, rest, writing
from search.engines import Asked
from search.engines.database import DatabaseEngine
from search.engines.elastic import ElasticEngine
from search.models import Entry, Unsent
from search.unsent import AGAIN, send_changes
from tests import factories as f
from tests.search.asking import results, titles
from tests.search.search_server import ADDRESS, PROMISED, search_server

pytestmark = pytest.mark.django_db
NOBODY = "http://127.0.0.1:9"


@pytest.fixture
def server():
    with search_server():
        indexes.ensure()
        yield


@pytest.fixture
def down(server):
    """Everything that is asked while the server is down, until it is put back."""
    with override_settings(SEARCH_URL=NOBODY):
        yield
    rest(0)


def send():
    return send_changes.func()


def let_time_pass():
    """Let what waits have waited for longer than is promised."""
    Unsent.objects.update(since=timezone.now() - PROMISED - dt.timedelta(milliseconds=1))


def attempts():
    """Return what the worker will be given to do."""
    return DBTaskResult.objects.filter(status="READY", task_path=send_changes.module_path)


@pytest.mark.usefixtures("server")
class TestFollowing:
    """With the server up."""

    def test_what_is_published_renamed_moved_and_deleted(self):
        page = f.activity("Spazio Compiti")
        assert titles("compiti") == []
        assert send() == 3
        assert titles("compiti") == ["Spazio Compiti"]
        page.title = "Ripasso insieme"
        page.save_revision().publish()
        send()
        assert titles("ripasso") == ["Ripasso insieme"]
        page.get_parent().specific.unpublish()
        send()
        assert titles("ripasso") == []
        page.get_parent().specific.save_revision().publish()
        send()
        assert titles("ripasso") == ["Ripasso insieme"]
        page.delete()
        assert send()
        assert titles("ripasso") == []
        assert not Unsent.objects.exists()

    def test_what_is_published_is_found_within_two_seconds(self):
        worker = load_command_class("django_tasks_db", "db_worker").create_parser("manage.py", "db_worker")
        waits = worker.get_default("interval")
        f.activity("Spazio Compiti")
        begun = monotonic()
        send()
        while titles("compiti") != ["Spazio Compiti"]:
            assert monotonic() - begun < 2 - waits
        assert monotonic() - begun < 2 - waits

    def test_new_names_and_lost_ones_are_followed(self):
        topic = f.TopicFactory(name="ceramica")
        f.activity("Spazio Compiti", topics=[topic])
        send()
        assert titles("spazio ceramica") == ["Spazio Compiti"]
        topic.labels = {"it": "cucito"}
        topic.save()
        send()
        assert titles("spazio cucito", topic=("ceramica",)) == ["Spazio Compiti"]
        topic.delete()
        send()
        assert titles("spazio cucito") == []

    def test_dates_that_the_horizon_reaches(self):
        page = f.activity("Spazio Compiti")
        send()
        far = timezone.now() + dt.timedelta(days=500)
        touch_dates({page: [(far, far + dt.timedelta(hours=1))]})
        assert titles("compiti", from_=far.date()) == []
        send()
        assert titles("compiti", from_=far.date()) == ["Spazio Compiti"]
        assert with_server().equal

    def test_where_dates_overlap_the_one_that_ends_first_is_the_next_on_every_engine(self):
        now = timezone.now().replace(microsecond=0)

        def days(*pairs):
            return [(now + dt.timedelta(days=first), now + dt.timedelta(days=last)) for first, last in pairs]

        dated = {
            "Mostra con incontri": days((-30, 90), (10, 11), (40, 41)),
            "Mostra": days((-20, 90)),
            "Festa": days((5, 6)),
            "Due cicli": days((7, 30), (8, 30), (29, 31)),
            "Finita": days((-9, -8)),
            "Mai": [],
        }
        touch_dates({f.content(title): pairs for title, pairs in dated.items() if pairs} | {f.content("Mai"): []})
        send()
        assert [title for title in titles() if title in dated] == [
            "Mostra",
            "Festa",
            "Due cicli",
            "Mostra con incontri",
            "Finita",
            "Mai",
        ]
        for later in (0, 5.5, 10.5, 11, 30, 30.5, 41, 95):
            asked = Asked(Filter(), None, now + dt.timedelta(days=later))
            database, elastic = (list(each.order(asked, slice(0, 50))) for each in (DatabaseEngine(), ElasticEngine()))
            assert database == elastic, later

    def test_sent_twice_is_sent_once(self):
        f.content("Chi siamo")
        rows = [(each.pk, each.entry_pk) for each in Unsent.objects.all()]
        send()
        assert titles("siamo") == ["Chi siamo"]
        Unsent.objects.bulk_create([Unsent(pk=pk, entry_pk=entry) for pk, entry in rows])
        send()
        assert titles("siamo") == ["Chi siamo"]
        assert not Unsent.objects.exists()

    def test_what_was_read_earlier_and_arrives_later_changes_nothing(self):
        page = f.content("Chi siamo")
        pks = set(Entry.objects.values_list("pk", flat=True))
        early = read(pks)
        page.title = "Chi eravamo"
        page.save_revision().publish()
        send()
        assert sending.send(early, alias(), refresh=True) == set()
        assert titles("eravamo") == ["Chi eravamo"]
        early = read(pks)
        page.delete()
        send()
        sending.send(early, alias(), refresh=True)
        assert titles("eravamo") == []

    def test_a_change_that_comes_while_another_is_sent_is_not_lost(self, monkeypatch):
        page = f.content("Chi siamo")
        send_for_real = sending.send

        def meanwhile(*args, **options):
            monkeypatch.setattr(sending, "send", send_for_real)
            page.title = "Chi eravamo"
            page.save_revision().publish()
            return send_for_real(*args, **options)

        monkeypatch.setattr(sending, "send", meanwhile)
        send()
        assert Unsent.objects.exists() or titles("eravamo") == ["Chi eravamo"]
        send()
        assert titles("eravamo") == ["Chi eravamo"]

    def test_what_the_server_refuses_waits_and_holds_up_nothing_else(self, caplog):
        bad, _good = f.content("Rotto"), f.content("Sano")
        Entry.objects.filter(page=bad).update(lat=1000, lon=1000)
        send()
        assert titles("sano") == ["Sano"]
        assert titles("rotto") == []
        assert "refused entry" in caplog.text
        assert set(Unsent.objects.values_list("entry_pk", flat=True)) == {Entry.objects.get(page=bad).pk}
        let_time_pass()
        assert results("sano").degraded is False
        Entry.objects.filter(page=bad).update(lat=None, lon=None)
        send()
        assert titles("rotto") == ["Rotto"]

    def test_what_waits_longer_than_promised_is_answered_by_the_database(self, client):
        f.home()
        f.activity("Spazio Compiti")
        assert client.get("/api/v1/search/", {"q": "compiti"}).json()["degraded"] is False
        let_time_pass()
        answer = client.get("/api/v1/search/", {"q": "compiti"})
        assert [each["title"] for each in answer.json()["items"]] == ["Spazio Compiti"]
        assert answer.json()["degraded"] is True
        assert [each["title"] for each in client.get("/api/v1/suggest/?q=compi").json()["items"]] == ["Spazio Compiti"]
        send()
        again = client.get("/api/v1/search/", {"q": "compiti"}, headers={"If-None-Match": answer["ETag"]})
        assert again.json()["degraded"] is False

    def test_one_search_asks_once_by_an_index_whether_the_server_has_everything(self):
        f.activity("Spazio Compiti")
        send()
        with CaptureQueriesContext(connection) as queries:
            assert results("compitti", loosen=True).corrected == "compiti"
        (asked,) = [each["sql"] for each in queries if Unsent._meta.db_table in each["sql"]]
        if connection.vendor == "sqlite":
            with connection.cursor() as cursor:
                plan = cursor.execute(f"EXPLAIN QUERY PLAN {asked}").fetchall()
            assert "search_unsent_waiting" in str(plan)

    def test_the_number_of_queries_does_not_grow_with_what_is_sent(self):
        def asked():
            with CaptureQueriesContext(connection) as queries:
                send()
            return len(queries)

        facts = {"topics": [f.TopicFactory()], "audiences": [f.AudienceFactory()], "place": f.PlaceFactory()}
        f.activity("Zero", **facts)
        asked()
        f.activity("Uno", **facts)
        one = asked()
        for title in ("Due", "Tre"):
            f.activity(title, **facts)
        assert asked() == one

    def test_a_server_that_lost_its_data_gets_everything_again(self):
        f.content("Chi siamo")
        send()
        for index in writing().indices.get(index=f"{alias()}-*"):
            writing().indices.delete(index=index)
        found = results("siamo")
        assert (found.count, found.degraded) == (1, True)
        rest(0)
        f.content("Dove siamo")
        send()
        found = results("siamo")
        assert (found.count, found.degraded) == (2, False)


@pytest.mark.usefixtures("down")
class TestDown:
    """With the server down."""

    def test_publishing_works_and_the_database_answers_and_says_so(self, client):
        f.home()
        page = f.activity("Spazio Compiti")
        assert page.live
        assert send() == 0
        found = results("compiti")
        assert ([hit.title for hit in found.items], found.degraded) == (["Spazio Compiti"], True)
        assert client.get("/api/v1/search/", {"q": "compiti"}).json()["degraded"] is True
        html = client.get("/it/cerca/?q=compiti").content.decode()
        assert "più semplice del solito" in html or "simpler than usual" in html
        assert Unsent.objects.exists()

    def test_a_dead_server_is_not_asked_again_at_once(self, caplog):
        f.content("Chi siamo")
        assert not is_rested()
        results("siamo")
        assert is_rested()
        caplog.clear()
        results("siamo")
        assert "did not answer" not in caplog.text

    def test_after_its_return_the_tick_brings_the_index_up_to_date(self, settings):
        f.content("Chi siamo").delete()
        f.content("Dove siamo")
        send()
        settings.SEARCH_URL = ADDRESS
        rest(0)
        let_time_pass()
        found = results("siamo")
        assert ([hit.title for hit in found.items], found.degraded) == (["Dove siamo"], True)
        assert tasks()["search.follow.tell_search_server"]() > 0
        found = results("siamo")
        assert ([hit.title for hit in found.items], found.degraded) == (["Dove siamo"], False)
        assert not Unsent.objects.exists()

    def test_the_worker_tries_again_soon_and_not_once_for_each_change(self):
        page = f.content("Chi siamo")
        attempts().delete()
        send()
        (again,) = attempts()
        assert timezone.now() < again.run_after <= timezone.now() + AGAIN
        page.title = "Chi eravamo"
        page.save_revision().publish()
        send()
        assert attempts().filter(run_after__gt=timezone.now(), run_after__lt=timezone.now() + 2 * AGAIN).count() == 1


@pytest.mark.usefixtures("server")
class TestBuilding:
    """A new index is built beside the old one."""

    def test_one_that_was_broken_off_goes_on_and_keeps_what_was_published_meanwhile(self, monkeypatch):
        first, second = f.content("Primo foglio"), f.content("Secondo foglio")
        send()
        monkeypatch.setattr(indexes, "CHUNK", 1)
        old = indexes.index_of(alias())
        steps = indexes.build()
        next(steps)
        begun = indexes.index_of(building())
        first.title = "Primo quaderno"
        first.save_revision().publish()
        third = f.content("Terzo foglio")
        second.delete()
        send()
        assert set(titles("foglio")) == {"Terzo foglio"}
        left = indexes.left()
        steps.close()
        assert len(list(indexes.build())) <= left
        assert indexes.index_of(alias()) == begun != old
        assert indexes.index_of(building()) == ""
        assert titles("quaderno") == ["Primo quaderno"]
        assert titles("foglio") == [third.title]
        assert list(writing().indices.get(index=f"{alias()}-*")) == [begun]
