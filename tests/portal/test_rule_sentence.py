"""A schedule in words, as people say it in Italian and in English."""

from datetime import date, datetime, time

import pytest
from django.utils import formats, translation
from hypothesis import given
from hypothesis import strategies as st

from portal.recurrence import Rule, build_rrule
from portal.rule_sentence import sentence

TUESDAY = date(2026, 11, 24)
FALLBACK = ("nelle date indicate nel calendario", "on the dates shown in the calendar")


def at(hour: int, rrule: str = "") -> Rule:
    return Rule(TUESDAY, time(hour), rrule=rrule)


def pattern(rrule: str, language: str) -> str:
    """The sentence of an all-day rule without its hours."""
    return sentence(Rule(TUESDAY, rrule=rrule), language).removesuffix(", tutto il giorno").removesuffix(", all day")


@pytest.mark.parametrize(
    ("rrule", "italian", "english"),
    [
        ("FREQ=DAILY", "tutti i giorni", "every day"),
        ("FREQ=DAILY;INTERVAL=2", "ogni due giorni", "every two days"),
        ("FREQ=DAILY;BYDAY=SA,SU", "ogni sabato e domenica", "every Saturday and Sunday"),
        ("FREQ=WEEKLY", "ogni martedì", "every Tuesday"),
        ("FREQ=WEEKLY;BYDAY=TH,TU", "ogni martedì e giovedì", "every Tuesday and Thursday"),
        ("FREQ=WEEKLY;BYDAY=MO,WE,FR", "ogni lunedì, mercoledì e venerdì", "every Monday, Wednesday and Friday"),
        ("FREQ=WEEKLY;BYDAY=MO,TU,WE", "ogni lunedì, martedì e mercoledì", "every Monday, Tuesday and Wednesday"),
        ("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "dal lunedì al venerdì", "Monday to Friday"),
        ("FREQ=WEEKLY;BYDAY=TH,FR,SA,SU", "dal giovedì alla domenica", "Thursday to Sunday"),
        ("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA,SU", "tutti i giorni", "every day"),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO", "ogni due settimane il lunedì", "every two weeks on Monday"),
        (
            "FREQ=WEEKLY;INTERVAL=12;BYDAY=SU,MO",
            "ogni 12 settimane il lunedì e la domenica",
            "every 12 weeks on Monday and on Sunday",
        ),
        ("FREQ=WEEKLY;BYMONTH=5", "ogni martedì nel mese di maggio", "every Tuesday in May"),
        (
            "FREQ=WEEKLY;BYMONTH=11,10",
            "ogni martedì nei mesi di ottobre e novembre",
            "every Tuesday in October and November",
        ),
        ("FREQ=MONTHLY", "il 24 di ogni mese", "on day 24 of every month"),
        ("FREQ=MONTHLY;BYMONTHDAY=3", "il 3 di ogni mese", "on day 3 of every month"),
        ("FREQ=MONTHLY;BYMONTHDAY=1,15", "il 1º e il 15 di ogni mese", "on day 1 and day 15 of every month"),
        ("FREQ=MONTHLY;BYMONTHDAY=8", "l'8 di ogni mese", "on day 8 of every month"),
        ("FREQ=MONTHLY;BYMONTHDAY=31", "il 31 dei mesi che lo hanno", "on day 31 of every month that has it"),
        ("FREQ=MONTHLY;BYMONTHDAY=-1", "l'ultimo giorno di ogni mese", "on the last day of every month"),
        ("FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=11", "ogni tre mesi l'11", "every three months on day 11"),
        ("FREQ=MONTHLY;BYDAY=1TH", "ogni primo giovedì del mese", "every first Thursday of the month"),
        ("FREQ=MONTHLY;BYDAY=TH;BYSETPOS=1", "ogni primo giovedì del mese", "every first Thursday of the month"),
        ("FREQ=MONTHLY;BYDAY=-1SA", "ogni ultimo sabato del mese", "every last Saturday of the month"),
        ("FREQ=MONTHLY;BYDAY=1SU", "ogni prima domenica del mese", "every first Sunday of the month"),
        (
            "FREQ=MONTHLY;BYDAY=-1SU,2SU",
            "ogni seconda e ultima domenica del mese",
            "every second and last Sunday of the month",
        ),
        (
            "FREQ=MONTHLY;INTERVAL=2;BYDAY=3WE",
            "ogni due mesi (terzo mercoledì del mese)",
            "every two months (third Wednesday of the month)",
        ),
        ("FREQ=MONTHLY;BYDAY=TU", "ogni martedì", "every Tuesday"),
        ("FREQ=YEARLY", "ogni anno il 24 novembre", "every year on 24 November"),
        ("FREQ=YEARLY;BYMONTH=4;BYMONTHDAY=25", "ogni anno il 25 aprile", "every year on 25 April"),
        ("FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=8", "ogni anno l'8 dicembre", "every year on 8 December"),
        ("FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=1", "ogni anno il 1º maggio", "every year on 1 May"),
        (
            "FREQ=YEARLY;BYMONTH=4;BYMONTHDAY=-1",
            "ogni anno l'ultimo giorno di aprile",
            "every year on the last day of April",
        ),
        ("FREQ=YEARLY;INTERVAL=2", "ogni due anni il 24 novembre", "every two years on 24 November"),
        ("FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU", "ogni ultima domenica di ottobre", "every last Sunday of October"),
        (
            "FREQ=YEARLY;INTERVAL=2;BYMONTH=10;BYDAY=1TH",
            "ogni due anni (primo giovedì di ottobre)",
            "every two years (first Thursday of October)",
        ),
    ],
)
def test_how_often(rrule, italian, english):
    assert (pattern(rrule, "it"), pattern(rrule, "en")) == (italian, english)


@pytest.mark.parametrize(
    "rrule",
    [
        "FREQ=DAILY;INTERVAL=2;BYDAY=MO",
        "FREQ=DAILY;BYMONTHDAY=3",
        "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
        "FREQ=MONTHLY;BYDAY=1MO,2TU",
        "FREQ=MONTHLY;BYDAY=-2TH",
        "FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13",
        "FREQ=MONTHLY;BYMONTHDAY=-3",
        "FREQ=MONTHLY;BYMONTHDAY=3,4;BYSETPOS=1",
        "FREQ=MONTHLY;INTERVAL=2;BYMONTHDAY=31",
        "FREQ=MONTHLY;INTERVAL=2;BYDAY=TH",
        "FREQ=YEARLY;BYDAY=20MO",
        "FREQ=YEARLY;BYMONTHDAY=3",
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29",
        "FREQ=YEARLY;BYMONTH=4;BYDAY=MO,TU;BYSETPOS=1",
    ],
)
def test_a_rule_without_plain_words_says_nothing_false(rrule):
    assert (pattern(rrule, "it"), pattern(rrule, "en")) == FALLBACK


@pytest.mark.parametrize(
    ("rule", "italian", "english"),
    [
        (
            Rule(date(2026, 11, 28), time(15), end_time=time(18)),
            "sabato 28 novembre 2026 dalle 15:00 alle 18:00",
            "Saturday 28 November 2026 from 15:00 to 18:00",
        ),
        (at(9), "martedì 24 novembre 2026 alle 9:00", "Tuesday 24 November 2026 at 9:00"),
        (at(1), "martedì 24 novembre 2026 all'1:00", "Tuesday 24 November 2026 at 1:00"),
        (
            Rule(TUESDAY, time(22), end_time=time(1)),
            "martedì 24 novembre 2026 dalle 22:00 all'1:00",
            "Tuesday 24 November 2026 from 22:00 to 1:00",
        ),
        (
            Rule(TUESDAY, time(1), end_time=time(11)),
            "martedì 24 novembre 2026 dall'1:00 alle 11:00",
            "Tuesday 24 November 2026 from 1:00 to 11:00",
        ),
        (
            Rule(date(2026, 12, 1)),
            "martedì 1º dicembre 2026, tutto il giorno",
            "Tuesday 1 December 2026, all day",
        ),
        (
            Rule(date(2026, 12, 4), end=date(2026, 12, 6)),
            "da venerdì 4 a domenica 6 dicembre 2026, tutto il giorno",
            "from Friday 4 to Sunday 6 December 2026, all day",
        ),
        (
            Rule(date(2026, 11, 30), end=date(2026, 12, 2)),
            "da lunedì 30 novembre a mercoledì 2 dicembre 2026, tutto il giorno",
            "from Monday 30 November to Wednesday 2 December 2026, all day",
        ),
        (
            Rule(date(2026, 12, 31), end=date(2027, 1, 2)),
            "da giovedì 31 dicembre 2026 a sabato 2 gennaio 2027, tutto il giorno",
            "from Thursday 31 December 2026 to Saturday 2 January 2027, all day",
        ),
        (
            Rule(date(2026, 12, 4), time(18), end=date(2026, 12, 6), end_time=time(12)),
            "da venerdì 4 dicembre alle 18:00 a domenica 6 dicembre 2026 alle 12:00",
            "from Friday 4 December at 18:00 to Sunday 6 December 2026 at 12:00",
        ),
        (
            Rule(date(2026, 12, 4), time(18), end=date(2026, 12, 6)),
            "da venerdì 4 dicembre alle 18:00 a domenica 6 dicembre 2026",
            "from Friday 4 December at 18:00 to Sunday 6 December 2026",
        ),
    ],
)
def test_a_single_date(rule, italian, english):
    assert (sentence(rule, "it"), sentence(rule, "en")) == (italian, english)


@pytest.mark.parametrize(
    ("rule", "italian", "english"),
    [
        (
            Rule(TUESDAY, time(16, 30), end_time=time(18, 30), rrule="FREQ=WEEKLY;BYDAY=TU,TH;UNTIL=20270531T215959Z"),
            "ogni martedì e giovedì dalle 16:30 alle 18:30 fino al 31 maggio 2027",
            "every Tuesday and Thursday from 16:30 to 18:30 until 31 May 2027",
        ),
        (
            Rule(TUESDAY, rrule="FREQ=WEEKLY;UNTIL=20270608"),
            "ogni martedì, tutto il giorno, fino all'8 giugno 2027",
            "every Tuesday, all day, until 8 June 2027",
        ),
        (at(9, "FREQ=WEEKLY;COUNT=10"), "ogni martedì alle 9:00 per 10 volte", "every Tuesday at 9:00 for 10 dates"),
        (at(9, "FREQ=WEEKLY;COUNT=1"), "ogni martedì alle 9:00 per una volta", "every Tuesday at 9:00 for 1 date"),
        (
            Rule(TUESDAY, end=date(2026, 11, 26), rrule="FREQ=YEARLY"),
            "ogni anno il 24 novembre, per 3 giorni",
            "every year on 24 November, for 3 days",
        ),
        (
            Rule(TUESDAY, time(15), end_time=time(12), rrule="FREQ=WEEKLY"),
            "ogni martedì dalle 15:00 alle 12:00 del giorno dopo",
            "every Tuesday from 15:00 to 12:00 the next day",
        ),
        (
            Rule(TUESDAY, time(15), end=date(2026, 11, 26), end_time=time(12), rrule="FREQ=WEEKLY"),
            "ogni martedì dalle 15:00 alle 12:00 di 2 giorni dopo",
            "every Tuesday from 15:00 to 12:00 2 days later",
        ),
        (
            Rule(TUESDAY, time(18), end=date(2026, 11, 26), rrule="FREQ=WEEKLY"),
            "ogni martedì dalle 18:00 per 3 giorni",
            "every Tuesday from 18:00 for 3 days",
        ),
    ],
)
def test_hours_and_end_of_a_rule(rule, italian, english):
    assert (sentence(rule, "it"), sentence(rule, "en")) == (italian, english)


def test_extra_and_excluded_dates():
    rule = Rule(
        TUESDAY,
        time(16, 30),
        rrule="FREQ=WEEKLY",
        rdates=(date(2026, 12, 11), datetime(2026, 12, 5, 10), date(2027, 1, 8)),
        exdates=(date(2026, 12, 1),),
    )
    assert sentence(rule, "it") == (
        "ogni martedì alle 16:30, anche il 5 dicembre alle 10:00, l'11 dicembre 2026 e l'8 gennaio 2027, "
        "tranne il 1º dicembre 2026"
    )
    assert sentence(rule, "en", today=date(2026, 12, 12)) == "every Tuesday at 16:30, also on 8 January 2027"


def test_many_extra_dates_are_counted():
    rule = Rule(TUESDAY, rdates=tuple(date(2026, 12, day) for day in range(2, 10)))
    assert sentence(rule, "it").endswith("il 7 dicembre 2026 e altre 2 date")
    assert sentence(rule, "en").endswith("on 7 December 2026 and 2 other dates")


def test_a_rule_that_has_not_begun_says_from_when():
    rule = Rule(date(2027, 1, 8), time(9), rrule="FREQ=WEEKLY")
    assert sentence(rule, "it", today=date(2027, 1, 7)) == "ogni venerdì alle 9:00 dall'8 gennaio 2027"
    assert sentence(rule, "it", today=date(2027, 1, 8)) == "ogni venerdì alle 9:00"


def test_the_readers_language_stays_as_it_was():
    with translation.override("it"):
        sentence(Rule(TUESDAY), "en")
        assert translation.get_language() == "it"


def test_italian_names_of_days_and_months_are_lower_case_everywhere():
    with translation.override("it"):
        assert formats.date_format(TUESDAY, "l j F Y") == "martedì 24 novembre 2026"


@given(
    start=st.dates(date(2020, 1, 1), date(2030, 12, 31)),
    hour=st.none() | st.times(),
    freq=st.sampled_from(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]),
    interval=st.integers(1, 99),
    weekdays=st.sets(st.integers(0, 6)),
    monthly=st.sampled_from(["monthday", "last_day", "weekday"]),
    language=st.sampled_from(["it", "en"]),
)
def test_whatever_the_form_makes_has_words(start, hour, language, **chosen):
    rule = Rule(start, hour, rrule=build_rrule(start=start, **chosen))
    words = sentence(rule, language)
    assert "{" not in words
    assert "  " not in words
    leap_day = chosen["freq"] == "YEARLY" and (start.month, start.day) == (2, 29)
    some_months = chosen["freq"] == "MONTHLY" and chosen["interval"] > 1 and start.day > 28
    has_no_words = chosen["monthly"] == "monthday" and (leap_day or some_months)
    assert words.startswith(FALLBACK) == has_no_words
