"""A filter in the reader's words: for the chips of the agenda, and for the names of feeds, calendars and embeds."""

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from django.conf import settings
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from events.models.occurrences import Kind
from labs.models import LabPage
from portal.centres import centre_named
from portal.date_phrases import from_date, until_date
from portal.filters import Filter, Near
from portal.filters.values import write
from portal.models import Audience, Municipality, Territory, Topic
from portal.period_names import PERIOD_NAMES


class FilterWord(NamedTuple):
    """One value of a filter with its name in the grammar, and how people call it."""

    name: str
    value: str
    words: str


def filter_words(chosen: Filter) -> list[FilterWord]:
    """Return what narrows a list, in words; one query for each kind of slug in use."""
    return [
        FilterWord(name, write(value), capfirst(words)) for name, say in _SAID.items() for value, words in say(chosen)
    ]


def list_title(chosen: Filter, *what: str) -> str:
    """Return the name of a list that leaves the site: `Agorà · Agenda · Pavia · Famiglie`."""
    return " · ".join([settings.WAGTAIL_SITE_NAME, *what, *(word.words for word in filter_words(chosen))])


Pairs = Iterator[tuple[Any, str]]


def _named(name: str, read: Callable[[tuple[str, ...]], dict[str, str]]) -> Callable[[Filter], Pairs]:
    """Return what says the slugs of a name, in the order of the filter."""

    def said(chosen: Filter) -> Pairs:
        slugs = getattr(chosen, name)
        names = read(slugs) if slugs else {}
        return ((slug, names.get(slug, slug)) for slug in slugs)

    return said


def _labels(model: type[Territory | Municipality | Topic | Audience]) -> Callable[[tuple[str, ...]], dict[str, str]]:
    return lambda slugs: {
        thing.slug: str(getattr(thing, "label", thing)) for thing in model.objects.filter(slug__in=slugs)
    }


def _labs(slugs: tuple[str, ...]) -> dict[str, str]:
    labs = LabPage.objects.filter(public_slug__in=slugs)
    return {slug: title for slug, title in labs.values_list("public_slug", "title") if slug}


def _days(chosen: Filter) -> Pairs:
    if chosen.from_:
        yield chosen.from_, from_date(chosen.from_)


def _last_day(chosen: Filter) -> Pairs:
    if chosen.to:
        yield chosen.to, until_date(chosen.to)


def _nearness(chosen: Filter) -> Pairs:
    if chosen.near:
        words = _("within {radius} km of {place}").format(radius=write(chosen.radius), place=_centre(chosen.near))
        yield chosen.near, words


def _centre(near: Near) -> str:
    found = centre_named(near.named)
    return found.name if found else str(near)


def _flag(name: str, yes: Any, no: Any) -> Callable[[Filter], Pairs]:
    def said(chosen: Filter) -> Pairs:
        value = getattr(chosen, name)
        if value is not None:
            yield value, str(yes if value else no)

    return said


_SAID: dict[str, Callable[[Filter], Pairs]] = {
    "territory": _named("territory", _labels(Territory)),
    "municipality": _named("municipality", _labels(Municipality)),
    "lab": _named("lab", _labs),
    "kind": lambda chosen: ((kind, str(Kind(kind).label)) for kind in chosen.kind),
    "topic": _named("topic", _labels(Topic)),
    "audience": _named("audience", _labels(Audience)),
    "when": lambda chosen: ((name, str(PERIOD_NAMES[name])) for name in [chosen.when] if name),
    "from": _days,
    "to": _last_day,
    "near": _nearness,
    "free": _flag("free", gettext_lazy("free"), gettext_lazy("not free")),
    "online": _flag("online", gettext_lazy("online"), gettext_lazy("in person")),
    "q": lambda chosen: ((words, f"“{words}”") for words in [chosen.q] if words),
}
