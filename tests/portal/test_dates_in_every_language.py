"""Days and schedules in every language of the platform, judged by the Unicode consortium's data (CLDR, in Babel)."""

from datetime import date, time

import pytest
from babel.dates import format_date
from django.conf import settings
from django.utils import translation
from django.utils.translation import to_locale
from hypothesis import given
from hypothesis import strategies as st

from portal.date_phrases import full_date, how_soon, month_name, weekday_and_year, weekday_name
from portal.recurrence import Rule
from portal.rule_sentence import sentence

CODES = [code for code, _name in settings.LANGUAGES]
OTHERS = [code for code in CODES if code not in ("it", "en")]
TUESDAY = date(2026, 11, 24)
THURSDAYS = "FREQ=MONTHLY;BYDAY=1TH,3TH"
# The first of a month as people say it, which CLDR leaves out.
OUR_OWN = {"it": ("1º ", "1 "), "fr": ("1er ", "1 ")}
# Other signs for the same blank and the same apostrophe; no commas, which we leave out where dates follow each other.
SAME = str.maketrans({",": None, "،": None, "\xa0": " ", "\u202f": " ", "\u02bc": "’"})


def plain(text: str) -> str:
    """Return a date or a name without what spellings of the same differ in."""
    return text.translate(SAME)


@pytest.mark.parametrize("code", CODES)
@given(day=st.dates(date(2020, 1, 1), date(2040, 12, 31)))
def test_a_date_is_that_of_cldr(code, day):
    locale = {"en": "en_GB"}.get(code) or to_locale(code)
    ours, theirs = OUR_OWN.get(code, ("", ""))
    with translation.override(code):
        assert plain(full_date(day)).replace(ours, theirs) == plain(format_date(day, "long", locale))
        assert plain(weekday_and_year(day)).replace(ours, theirs) == plain(format_date(day, "full", locale))


@pytest.mark.parametrize("code", CODES)
def test_the_names_of_days_and_months_are_those_of_cldr(code):
    with translation.override(code):
        for number in range(7):
            day = date(2026, 11, 23 + number)
            assert weekday_name(number) == plain(format_date(day, "EEEE", to_locale(code)))
        for month in range(1, 13):
            # Within a date Ukrainian declines the name of the month, which stands alone here.
            named = "LLLL" if code == "uk" else "MMMM"
            assert month_name(month) == format_date(date(2026, month, 1), named, to_locale(code))


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("fr", ["aujourd’hui", "demain", "dans deux jours", "dans cinq jours"]),
        ("es", ["hoy", "mañana", "dentro de dos días", "dentro de cinco días"]),
        ("ro", ["astăzi", "mâine", "peste două zile", "peste cinci zile"]),
        ("uk", ["сьогодні", "завтра", "через два дні", "через п'ять днів"]),
        ("ar", ["اليوم", "غدًا", "بعد يومين", "بعد خمسة أيام"]),
        ("zh-hans", ["今天", "明天", "两天后", "五天后"]),
    ],
)
def test_how_soon_has_the_form_of_its_number(code, said):
    with translation.override(code):
        assert [how_soon(date(2026, 11, 24 + days), TUESDAY) for days in (0, 1, 2, 5)] == said


@pytest.mark.parametrize(
    ("code", "weekly", "monthly"),
    [
        (
            "fr",
            "chaque mardi et jeudi de 16:30 à 18:30 jusqu’au 31 mai 2027",
            "le premier et troisième jeudi de chaque mois",
        ),
        (
            "es",
            "cada martes y jueves de las 16:30 a las 18:30 hasta el 31 de mayo de 2027",
            "el primer y tercer jueves de cada mes",
        ),
        (
            "ro",
            "în fiecare marți și joi de la 16:30 până la 18:30 până pe 31 mai 2027",
            "în fiecare lună, prima și a treia joi",
        ),
        (
            "uk",
            "щотижня: вівторок і четвер з 16:30 до 18:30 до 31 травня 2027 р.",
            "щомісяця: перший і третій четвер",
        ),
        (
            "ar",
            "أسبوعيًا: الثلاثاء والخميس من الساعة 16:30 إلى الساعة 18:30 حتى 31 مايو 2027",
            "الخميس الأول والثالث من كل شهر",
        ),
        ("zh-hans", "每星期二和星期四 16:30 至 18:30 至2027年5月31日", "每月第一个和第三个星期四"),
    ],
)
def test_a_schedule_is_a_sentence(code, weekly, monthly):
    rule = Rule(TUESDAY, time(16, 30), end_time=time(18, 30), rrule="FREQ=WEEKLY;BYDAY=TU,TH;UNTIL=20270531")
    assert sentence(rule, code) == weekly
    assert sentence(Rule(TUESDAY, time(17), rrule=THURSDAYS), code).startswith(monthly)


@pytest.mark.parametrize("code", OTHERS)
@pytest.mark.parametrize("freq", ["DAILY", "WEEKLY", "MONTHLY", "YEARLY"])
@given(interval=st.integers(1, 40), count=st.integers(1, 40))
def test_no_number_leaves_a_sentence_unsaid(code, freq, interval, count):
    rule = Rule(TUESDAY, time(17), rrule=f"FREQ={freq};INTERVAL={interval};COUNT={count}")
    assert "{" not in sentence(rule, code)
