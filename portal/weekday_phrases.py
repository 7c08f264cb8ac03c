"""Days of the week as a rule names them: each, one after the other, or the n-th of a month."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import pgettext, pgettext_lazy

from portal.date_phrases import is_feminine, joined, weekday_name

MASCULINE_ORDINALS = {
    1: pgettext_lazy("weekday, masculine", "first"),
    2: pgettext_lazy("weekday, masculine", "second"),
    3: pgettext_lazy("weekday, masculine", "third"),
    4: pgettext_lazy("weekday, masculine", "fourth"),
    5: pgettext_lazy("weekday, masculine", "fifth"),
    -1: pgettext_lazy("weekday, masculine", "last"),
}
FEMININE_ORDINALS = {
    1: pgettext_lazy("weekday, feminine", "first"),
    2: pgettext_lazy("weekday, feminine", "second"),
    3: pgettext_lazy("weekday, feminine", "third"),
    4: pgettext_lazy("weekday, feminine", "fourth"),
    5: pgettext_lazy("weekday, feminine", "fifth"),
    -1: pgettext_lazy("weekday, feminine", "last"),
}
# Four days in a row are said by their ends: from Monday to Thursday.
RUN = 4


def every_weekday(weekdays: Sequence[int]) -> str:
    """Return `every Tuesday and Thursday`, `Monday to Friday`, `every day`; 0 is Monday."""
    days = sorted(set(weekdays))
    if len(days) == 7:
        return _("every day")
    if len(days) >= RUN and days[-1] - days[0] == len(days) - 1:
        return f"{_from_weekday(days[0])} {_to_weekday(days[-1])}"
    return pgettext("weekdays", "every {days}").format(days=joined([weekday_name(day) for day in days]))


def on_weekdays(weekdays: Sequence[int]) -> str:
    """Return `on Monday and on Thursday`."""
    return joined([_on_weekday(day) for day in sorted(set(weekdays))])


def ordinal_weekday(ordinals: Sequence[int], weekday: int) -> str | None:
    """Return `first and third Thursday`, None where there is no word for an ordinal."""
    words = FEMININE_ORDINALS if is_feminine(weekday) else MASCULINE_ORDINALS
    if not all(ordinal in words for ordinal in ordinals):
        return None
    ordered = sorted(ordinals, key=lambda ordinal: (ordinal < 0, ordinal))
    phrase = pgettext("weekday", "{ordinals} {weekday}")
    return phrase.format(ordinals=joined([str(words[each]) for each in ordered]), weekday=weekday_name(weekday))


def _on_weekday(weekday: int) -> str:
    feminine, masculine = pgettext("weekday, feminine", "on {weekday}"), pgettext("weekday, masculine", "on {weekday}")
    return (feminine if is_feminine(weekday) else masculine).format(weekday=weekday_name(weekday))


def _from_weekday(weekday: int) -> str:
    feminine = pgettext("weekday, feminine, the first of several", "{weekday}")
    masculine = pgettext("weekday, masculine, the first of several", "{weekday}")
    return (feminine if is_feminine(weekday) else masculine).format(weekday=weekday_name(weekday))


def _to_weekday(weekday: int) -> str:
    feminine, masculine = pgettext("weekday, feminine", "to {weekday}"), pgettext("weekday, masculine", "to {weekday}")
    return (feminine if is_feminine(weekday) else masculine).format(weekday=weekday_name(weekday))
