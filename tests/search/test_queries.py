"""What is found for words and filters, in which order, with which counts."""

import datetime as dt

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from events.models import Occurrence, OccurrenceChange
from portal.filters import Filter, Near
from search.engines import Asked
from search.engines.database import DatabaseEngine
from search.models import Entry
from search.suggestions import suggest
from tests import factories as f
from tests.search.asking import results, titles

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("written", "asked"),
    [
        ("Laboratorio di cucina", "laboratori"),
        ("Laboratori di cucina", "laboratorio cucine"),
        ("Il perché delle cose", "perche"),
        ("Perche no", "perché"),
        ("Dell’orto sociale", "orto"),
        ("Caffè delle mamme", "#cafe"),
        ("Texère", "Texere"),
        ("Scuola di italiano", "scuola per l'italiano"),
        ("Falegnameria", "falegn"),
        ("हिन्दी कक्षा", "हिन्दी"),
        ("中文 课", "中文"),
        ("Straßenfest in København", "strassenfest kobenhavn"),
    ],
)
def test_what_people_write_in_different_ways_is_found(written, asked):
    f.content(written)
    assert titles(asked) == [written]


def test_all_words_must_be_found_and_only_the_last_may_be_begun():
    f.content("Scuola di italiano")
    f.content("Scuola di cucina")
    assert titles("scuola italiano") == ["Scuola di italiano"]
    assert titles("scuola cuc") == ["Scuola di cucina"]
    assert titles("scu cucina") == []


def test_a_long_question_without_blanks_finds_what_has_its_parts():
    f.content("意大利语的课程", summary="免费。")
    f.content("中文 课")
    found = results("哪里有意大利语课程", loosen=True)
    assert [hit.title for hit in found.items] == ["意大利语的课程"]
    assert found.items[0].matched == ["意大利语", "课程"]


def test_people_are_offered_what_has_some_of_the_words_and_told_so():
    f.content("Scuola di cucina")
    strict, loose = results("cucina peruviana"), results("cucina peruviana", loosen=True)
    assert (strict.count, strict.loosened) == (0, False)
    assert (loose.count, loose.loosened) == (1, True)
    assert not results("cucina", loosen=True).loosened


def test_a_title_says_more_than_a_summary_and_that_more_than_a_body():
    f.content("Mani in pasta", body=[("text", "<p>Qui si parla di orto.</p>")])
    f.content("Fuori città", summary="Un orto per tutti.")
    f.content("Orto di quartiere")
    assert titles("orto") == ["Orto di quartiere", "Fuori città", "Mani in pasta"]


def test_what_is_over_stands_behind_what_is_to_come():
    lab = f.lab()
    f.event("Festa d’estate", lab, schedules=[f.schedule(timezone.localdate() - dt.timedelta(days=3))])
    f.event("Festa d’inverno", lab)
    assert titles("festa") == ["Festa d’inverno", "Festa d’estate"]


def test_of_what_is_on_today_what_is_over_stands_behind_what_is_not():
    with time_machine.travel(dt.datetime(2026, 3, 2, 12, tzinfo=dt.UTC), tick=False):
        lab, hours = f.lab(), {"Coro": (9, 11), "Prove aperte": (20, 22)}
        for title, (start, end) in hours.items():
            times = {"start_time": dt.time(start), "end_time": dt.time(end)}
            weekly = f.schedule(dt.date(2026, 3, 2), "FREQ=WEEKLY;BYDAY=MO", **times)
            f.activity(title, lab, summary="Si canta in coro.", schedules=[weekly])
        assert titles("coro") == ["Coro", "Prove aperte"]
        assert titles("coro oggi") == titles("oggi") == ["Prove aperte", "Coro"]
        assert titles("coro stasera") == titles("stasera") == ["Prove aperte"]


def test_without_words_what_was_not_checked_for_long_stands_behind_what_was():
    long_ago = timezone.localdate() - dt.timedelta(days=400)
    f.lab("Bottega", verified_on=long_ago)
    f.lab("Cantiere", verified_on=timezone.localdate())
    f.lab("Dispensa")
    never = f.lab("Archivio")
    type(never).objects.filter(pk=never.pk).update(first_published_at=timezone.now() - dt.timedelta(days=400))
    never.refresh_from_db()
    never.save_revision().publish()
    assert titles("", kind=("lab",)) == ["Cantiere", "Dispensa", "Archivio", "Bottega"]


def test_what_is_called_just_that_comes_first():
    role = {"it": "Referente della Torretta"}
    f.activity(
        "Torretta, Torretta!",
        f.lab("La Torretta", summary="Tempo per le famiglie. " * 15, contact=f.ContactFactory(role=role)),
    )
    assert titles("torretta")[0] == "La Torretta"
    assert titles("la torretta")[0] == "La Torretta"


def test_a_contact_stands_behind_what_answers_nearly_as_well():
    lab = f.lab("Casa", contact=f.ContactFactory(role={"it": "Sportello"}))
    f.content("Sportello per il lavoro", lab, summary="Aiuto a chi cerca un impiego, ogni mercoledì mattina.")
    assert [hit.kind for hit in results("sportello aperto", loosen=True).items] == ["page", "contact"]


def test_without_words_everything_public_comes_by_next_date_then_title():
    lab = f.lab("Zeta")
    f.event("Dopo", lab, schedules=[f.schedule(f.next_weekday(5, weeks=2))])
    f.event("Prima", lab, schedules=[f.schedule(f.next_weekday(5, weeks=1))])
    f.content("Èlite")
    assert titles() == ["Prima", "Dopo", "Èlite", "Pavia", "Zeta"]


def test_things_of_one_name_stand_in_the_order_of_their_numbers():
    f.content("Orto")
    entry = Entry.objects.get(kind="page", sort_title="orto")
    for entry.pk in (1_000_000, 999_999):
        entry.key = f"page:{entry.pk}"
        entry.save(force_insert=True)
    found = DatabaseEngine().find(Asked(Filter(), None, timezone.now()), slice(0, 50)).scores
    assert [pk for pk in found if pk > 999_998] == [999_999, 1_000_000]


def test_the_next_date_is_the_first_that_has_not_ended():
    page = f.event("Festa", schedules=[f.schedule(f.next_weekday(5)), f.schedule(f.next_weekday(5, weeks=1))])
    first, second = page.schedules.all()
    assert results("festa").items[0].next_date.date() == first.start_date
    with time_machine.travel(dt.datetime.combine(first.start_date, dt.time(23), dt.UTC), tick=False):
        assert results("festa").items[0].next_date.date() == second.start_date


def test_each_name_of_the_filter_narrows():
    topic, audience = f.TopicFactory(), f.AudienceFactory()
    place = f.PlaceFactory(lat=45.2, lon=9.1)
    lab = f.lab("La Torretta")
    day = f.next_weekday(1)
    facts = {"topics": [topic], "audiences": [audience], "place": place, "is_free": True}
    f.activity("Spazio Compiti", lab, schedules=[f.schedule(day)], online_url="https://meet.example", **facts)
    f.activity("Yoga", f.lab("Texère", "rozzano"), is_free=False, cost="10 euro")

    def activities(**chosen):
        return titles(kind=("activity",), **chosen)

    assert activities(territory=("pavia",)) == ["Spazio Compiti"]
    assert activities(territory=("pavia", "rozzano")) == ["Spazio Compiti", "Yoga"]
    assert activities(municipality=("pavia",)) == ["Spazio Compiti"]
    assert activities(lab=("texere",)) == ["Yoga"]
    assert activities(topic=(topic.slug,)) == ["Spazio Compiti"]
    assert activities(audience=(audience.slug,)) == ["Spazio Compiti"]
    assert activities(free=True) == ["Spazio Compiti"]
    assert activities(free=False) == ["Yoga"]
    assert activities(online=True) == ["Spazio Compiti"]
    assert activities(from_=day, to=day) == ["Spazio Compiti", "Yoga"]
    assert activities(from_=day + dt.timedelta(days=1), to=day + dt.timedelta(days=1)) == []
    assert activities(near=Near(45.2, 9.1), radius=0.5) == ["Spazio Compiti"]
    assert activities(near=Near(named="pavia"), radius=0.5) == []
    assert activities(near=Near(named="pavia"), radius=10) == ["Spazio Compiti"]


def test_a_lab_stands_for_what_it_hosts():
    cafe = f.cafe()
    f.activity("Merenda", f.lab("Orto condiviso", "rho", host=cafe))
    assert titles("merenda", lab=(cafe.public_slug,)) == ["Merenda"]


def test_what_has_no_position_of_its_own_stands_at_its_municipality():
    f.activity("Spazio Compiti", place=f.PlaceFactory())
    assert titles("compiti", near=Near(named="pavia"), radius=0.1) == ["Spazio Compiti"]
    f.MunicipalityFactory(name="Rho", lat=None, lon=None)
    assert titles("compiti", near=Near(named="rho")) == []


def facet(found, name):
    return [(each.value, each.label, each.count) for each in found.facets[name]]


def test_facets_count_what_the_rest_of_the_filter_leaves():
    audience, topic = f.AudienceFactory(), f.TopicFactory(labels={"en": "homework"})
    pavia, rozzano = f.lab("La Torretta"), f.lab("Texère", "rozzano")
    f.activity("Corso di orto", pavia, topics=[topic], audiences=[audience], place=f.PlaceFactory())
    f.event("Orto in festa", pavia)
    f.activity("Orto in cassetta", rozzano)
    found = results("orto", "en", territory=("pavia",), kind=("activity",))
    assert found.count == 1
    assert facet(found, "territory") == [("pavia", "Pavia", 1), ("rozzano", "Rozzano", 1)]
    assert [(value, count) for value, _label, count in facet(found, "kind")] == [("activity", 1), ("event", 1)]
    assert facet(found, "municipality") == [("pavia", "Pavia", 1)]
    assert facet(found, "topic") == [(topic.slug, "homework", 1)]
    assert facet(found, "audience") == [("families", "Families", 1)]


def test_facets_and_count_hold_whatever_else_is_filtered():
    f.activity("Orto", place=f.PlaceFactory())
    for chosen in ({"online": True}, {"near": Near(named="pavia")}, {"from_": f.next_weekday(1)}, {"q": "no"}):
        found = results(**chosen)
        assert found.count == len(found.items) == sum(count for _v, _l, count in facet(found, "kind"))


def test_a_facet_is_not_narrowed_by_its_own_choice_but_by_all_others():
    lab, cooking, sewing = f.lab(), f.TopicFactory(name="cucina"), f.TopicFactory(name="cucito")
    adults, families = f.AudienceFactory(slug="adults"), f.AudienceFactory()
    f.activity("Uno", lab, topics=[cooking], audiences=[adults])
    f.activity("Due", lab, topics=[cooking, sewing], audiences=[families])
    f.activity("Tre", lab, topics=[sewing], audiences=[adults, families])
    found = results(topic=("cucina",), audience=("adults",))
    assert [hit.title for hit in found.items] == ["Uno"]
    assert {value: count for value, _label, count in facet(found, "topic")} == {"cucina": 1, "cucito": 1}
    assert {value: count for value, _label, count in facet(found, "audience")} == {"adults": 1, "families": 1}
    assert facet(found, "kind")[0][2] == 1
    assert results(topic=("cucina", "cucito")).count == 3


def test_words_without_a_letter_find_nothing_and_blanks_narrow_nothing():
    f.content("Orto")
    assert results("?!").count == 0
    assert results("").count == 1


def test_the_number_of_queries_is_the_same_for_one_and_for_three():
    def asked():
        # Names and words that have changed are read once.
        results("orto", "en")
        with CaptureQueriesContext(
            connection,
        ) as queries:
            found = results("orto", "en")
        return found.count, len(queries)

    lab, topic, audience = f.lab("Casa"), f.TopicFactory(), f.AudienceFactory()
    place = f.PlaceFactory(name="Cascina")
    f.activity("Orto uno", lab, topics=[topic], audiences=[audience], place=place)
    one, queries_for_one = asked()
    for title in ("Orto due", "Orto tre"):
        other = f.TopicFactory(name=title)
        f.activity(title, lab, topics=[topic, other], audiences=[audience], place=place)
    three, queries_for_three = asked()
    assert (one, three) == (1, 3)
    assert queries_for_one == queries_for_three <= 9


def test_suggestions_are_titles_with_the_words_begun():
    f.content("Scuola di italiano", summary="Con la cucina.")
    f.content("Cucina per tutti")
    assert [hit.title for hit in suggest("cuc", "it")] == ["Cucina per tutti"]
    assert [hit.title for hit in suggest("scuola it", "it")] == ["Scuola di italiano"]
    assert len(suggest("c", "it", limit=1)) == 1
    assert suggest("", "it") == []


def test_while_somebody_types_every_word_may_be_only_begun():
    f.lab("Laboratorio Sociale Crosione")
    f.content("Consulta sociale")
    assert [hit.title for hit in suggest("lab soc", "it")] == ["Laboratorio Sociale Crosione"]


def test_what_says_the_words_is_suggested_where_no_title_has_them():
    f.activity("Scuola di italiano", summary="Un corso per chi arriva da lontano.")
    assert [hit.title for hit in suggest("corso ita", "it")] == ["Scuola di italiano"]
    f.activity("Corso di cucina italiana")
    assert [hit.title for hit in suggest("corso ita", "it")] == ["Corso di cucina italiana"]


def test_a_lab_is_suggested_before_who_answers_for_it():
    role = {"it": "Referente Laboratorio Sociale", "en": "Referent of the lab: the social lab"}
    f.lab("Laboratorio Sociale", contact=f.ContactFactory(role=role))
    for typed in ("labo", "lab soc"):
        assert [hit.kind for hit in suggest(typed, "it")] == ["lab", "contact"]


@pytest.mark.parametrize("typed", ["caf", "caff", "caffè"])
def test_a_cafe_is_suggested_however_it_is_written(typed):
    written = {"Caffè delle mamme", "#OP Café Rho"}
    for title in written:
        f.lab(title)
    assert {hit.title for hit in suggest(typed, "it")} == written


def test_a_title_that_begins_so_is_suggested_before_others():
    for title in ("Aiuole e giardini", "Giardino aperto"):
        f.content(title)
    assert [hit.title for hit in suggest("giard", "it")] == ["Giardino aperto", "Aiuole e giardini"]


def test_a_whole_word_is_suggested_before_longer_ones_that_begin_so():
    for title in ("Opera", "Operetta", "Operazione", "Opere", "Operai", "Operare", "Operosi", "Opera uno"):
        f.lab(title)
    f.content("Verbale dell’incontro di primavera al café #OP di Rho, con tutte le decisioni")
    titles = [hit.title for hit in suggest("#op", "it")]
    assert "#OP" in titles[0]
    assert len(titles) == 8


def counted(found, name):
    return {each.value: each.count for each in found.facets[name]}


def test_languages_are_counted_and_chosen_by_the_words_that_a_thing_has():
    f.english_home()
    lab = f.lab("Casa")
    f.content("Orto uno", lab)
    f.translated(f.content("Orto due"), title="Garden two")
    found = results("orto")
    assert facet(found, "language") == [("it", "Italiano", 2), ("en", "English", 1)]
    assert titles("orto", language=("en",)) == ["Orto due"]
    assert counted(results("orto", language=("en",)), "language") == {"it": 2, "en": 1}


def test_periods_are_counted_as_the_agenda_means_them_whichever_is_chosen():
    monday = dt.datetime(2026, 3, 2, 9, tzinfo=dt.UTC)
    with time_machine.travel(monday, tick=False):
        lab, sewing = f.lab(), f.TopicFactory(name="cucito")
        f.event("Festa oggi", lab, schedules=[f.schedule(monday.date())])
        f.event("Festa sabato", lab, schedules=[f.schedule(dt.date(2026, 3, 7))])
        f.activity("Festa ogni martedì", lab, topics=[sewing], schedules=[f.schedule(rrule="FREQ=WEEKLY;BYDAY=TU")])
        f.event("Festa in aprile", lab, schedules=[f.schedule(dt.date(2026, 4, 7))])
        everything = {"today": 1, "evening": 1, "tomorrow": 1, "weekend": 1, "week": 3, "month": 3}
        assert counted(results("festa"), "when") == everything
        weekend = results("festa", when="weekend")
        assert (weekend.count, counted(weekend, "when")) == (1, everything)
        assert counted(weekend, "topic") == {}
        assert counted(results("festa", topic=("cucito",)), "when") == {"tomorrow": 1, "week": 1, "month": 1}
        assert counted(results("festa", from_=dt.date(2026, 3, 3)), "when") == {
            "tomorrow": 1,
            "weekend": 1,
            "week": 2,
            "month": 2,
        }
        assert [each.value for each in weekend.facets["when"]] == list(everything)


def test_what_was_called_off_or_has_been_stands_behind_and_what_awaits_its_date_does_not():
    lab, today = f.lab(), timezone.localdate()
    off = f.event("Festa alfa", lab)
    f.event("Festa beta", lab, schedules=[f.schedule(today - dt.timedelta(days=90))])
    f.event("Festa delta", lab, schedules=[f.schedule(today + dt.timedelta(days=800))])
    f.event("Festa gamma", lab)
    OccurrenceChange.objects.create(
        occurrence=Occurrence.objects.get(series=off.translation_key), kind=OccurrenceChange.Kind.CANCELLED
    )
    assert set(titles("festa")[:2]) == {"Festa gamma", "Festa delta"}
    assert set(titles("festa")[2:]) == {"Festa alfa", "Festa beta"}
    assert [title for title in titles() if "Festa" in title] == [
        "Festa gamma",
        "Festa delta",
        "Festa alfa",
        "Festa beta",
    ]
