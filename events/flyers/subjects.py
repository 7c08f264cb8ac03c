"""What a flyer is about: the head of the sheet, what is said once for all its dates, and the page it leads to."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from django.conf import settings
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from events.agenda_links import agenda_path
from events.filter_words import filter_words
from labs.models import LabPage, Place
from portal.addresses import absolute, page_path, reader_language
from portal.filters import Filter
from portal.models import Municipality, Territory
from portal.reader_words import with_words
from portal.reading import public_pages

# What the period on the sheet says already, or what the head of the sheet is.
_SAID_ELSEWHERE = {"territory", "lab", "when", "from", "to"}


@dataclass(frozen=True)
class Fact:
    """One thing said once for all dates: its label and its lines."""

    label: str
    lines: Sequence[str]


@dataclass(frozen=True)
class Subject:
    """The head of a flyer, and the day on which its list begins.

    What `said` names (titles, labs, places' slugs) is not said again with every date.
    """

    title: str
    address: str
    eyebrow: str = ""
    subtitle: str = ""
    summary: str = ""
    facts: Sequence[Fact] = ()
    territory: Territory | None = None
    said: frozenset[str] = field(default_factory=frozenset)
    dates_title: str = ""
    is_one_thing: bool = False
    first_day: date | None = None


def of_filter(chosen: Filter) -> Subject:
    """Return what the flyer of a filter is about: its one lab, else its one territory, else the agenda."""
    if len(chosen.lab) == 1 and (lab := _lab(chosen.lab[0])):
        return _of_lab(lab, chosen)
    territories = Territory.objects.filter(slug__in=chosen.territory)
    territory = territories.select_related("logo").first() if len(chosen.territory) == 1 else None
    return Subject(
        title=territory.name if territory else _("Agenda"),
        eyebrow=territory.network_name if territory else settings.WAGTAIL_SITE_NAME,
        subtitle=_narrowed(chosen),
        summary=str(territory.summary) if territory else "",
        territory=territory,
        address=absolute(agenda_path(chosen)),
        first_day=chosen.first_day(timezone.now()),
    )


def place_lines(place: Place | None, town: Municipality | None) -> list[str]:
    """Return a place over two lines, name and address; the municipality alone where there is no place."""
    if place is None:
        return [str(town)] if town else []
    municipality = place.municipality.name if place.municipality else ""
    below = ", ".join(part for part in (place.address, municipality) if part)
    return [line for line in (place.name, below) if line]


def _lab(slug: str) -> LabPage | None:
    labs = LabPage.objects.filter(public_slug=slug, locale__language_code=settings.SOURCE_LANGUAGE)
    found = (
        public_pages(labs)
        .select_related(
            "locale", "territory__logo", "place__municipality", "municipality", "referent_organisation", "content_type"
        )
        .first()
    )
    return with_words([found])[0] if found else None


def _of_lab(lab: LabPage, chosen: Filter) -> Subject:
    """A lab's own sheet leads to its page; a narrowed one to the agenda that shows the same dates."""
    only_lab = Filter(lab=chosen.lab, lang=chosen.lang, limit=chosen.limit) == chosen
    words = lab.words  # type: ignore[attr-defined]
    return Subject(
        title=words.title,
        eyebrow=lab.whose_it_is(words.kind_name),
        subtitle=_narrowed(chosen),
        summary=words.summary,
        facts=list(_facts_of_lab(lab)),
        territory=lab.territory,
        said=frozenset(filter(None, (lab.title, lab.place and lab.place.slug))),
        address=absolute(page_path(words, reader_language()) if only_lab else agenda_path(chosen)),
        dates_title=_("Next dates"),
        first_day=chosen.first_day(timezone.now()),
    )


def _facts_of_lab(lab: LabPage) -> list[Fact]:
    organisation = lab.referent_organisation
    found = [Fact(_("Where"), place_lines(lab.place, lab.town))]
    if organisation:
        reached = filter(None, (organisation.phone, organisation.email))
        found.append(Fact(_("Whom to ask"), [organisation.name, *reached]))
    return [fact for fact in found if fact.lines]


def _narrowed(chosen: Filter) -> str:
    """Return what narrows the list beside its head and its days."""
    return " · ".join(capfirst(word.words) for word in filter_words(chosen) if word.name not in _SAID_ELSEWHERE)
