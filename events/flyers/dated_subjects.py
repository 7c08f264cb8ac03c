"""What the flyer of one activity, event or meeting is about, or of a single date of it."""

from collections.abc import Iterable

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from events.dated_context import sentences
from events.flyers.subjects import Fact, Subject, place_lines
from events.models import DatedPage, Occurrence
from labs.models import MeetingPage, Place
from portal.addresses import absolute, page_path, reader_language
from portal.plain_text import lines
from portal.time_spans import span


def of_dates(page: DatedPage | MeetingPage, rows: QuerySet[Occurrence]) -> Subject:
    """Return what a sheet with these dates of a page (the source) is about; a single date is told in the head."""
    words = page.texts().get(reader_language(), page)
    first_two = list(rows[:2])
    only = first_two[0] if len(first_two) == 1 else None
    place = _place_of(page)
    return Subject(
        title=only.title if only else words.title,
        eyebrow=page.whose_it_is(page.lab.title if page.lab else "") or settings.WAGTAIL_SITE_NAME,
        subtitle=capfirst(span(only.starts_at, only.ends_at, only.all_day)) if only else _only_sentence(page),
        summary=words.summary,
        facts=[fact for fact in _facts(page, words, only) if fact.lines],
        territory=page.territory,
        said=frozenset(filter(None, (words.title, page.title, page.lab and page.lab.title, place and place.slug))),
        address=absolute(only.path if only else page_path(words, reader_language())),
        dates_title="" if only else _("Next dates"),
        is_one_thing=True,
        first_day=None if only else timezone.localdate(),
    )


def _facts(page: DatedPage | MeetingPage, words: DatedPage | MeetingPage, only: Occurrence | None) -> Iterable[Fact]:
    sentences = _sentences(page)
    if not only and len(sentences) > 1:
        yield Fact(_("When"), sentences)
    place, town = (only.place, only.municipality) if only else (_place_of(page), None)
    yield Fact(_("Where"), place_lines(place, town or getattr(page, "town", None)))
    if isinstance(page, DatedPage) and isinstance(words, DatedPage):
        yield from _offer(page, words)
    elif isinstance(page, MeetingPage) and isinstance(words, MeetingPage):
        yield from _invitation(page, words)


def _offer(page: DatedPage, words: DatedPage) -> Iterable[Fact]:
    audiences = [capfirst(str(audience.label)) for audience in page.audiences.all()]
    yield Fact(_("For whom"), [", ".join(audiences)] if audiences else [])
    yield Fact(_("What it costs"), [_("Free")] if page.is_free else [words.cost])
    yield Fact(_("How to join"), words.how_to_join.splitlines())
    yield Fact(_("Whom to ask"), _whom_to_ask(page))


def _invitation(page: MeetingPage, words: MeetingPage) -> Iterable[Fact]:
    yield Fact(_("Who may come"), [page.who_may_come])
    yield Fact(_("Online"), [page.online_url] if page.online_url else [])
    yield Fact(_("On the agenda"), lines(words.agenda))


def _place_of(page: DatedPage | MeetingPage) -> Place | None:
    return page.where if isinstance(page, DatedPage) else page.place


def _only_sentence(page: DatedPage | MeetingPage) -> str:
    sentences = _sentences(page)
    return sentences[0] if len(sentences) == 1 else ""


def _sentences(page: DatedPage | MeetingPage) -> list[str]:
    return [capfirst(said) for said in sentences(page)] if isinstance(page, DatedPage) else []


def _whom_to_ask(page: DatedPage) -> list[str]:
    """Return role and organisation with its switchboard: paper cannot be called back when a person's consent ends."""
    contact = page.ask
    organisation = (contact and contact.organisation) or (page.lab and page.lab.referent_organisation)
    office = (organisation.name, organisation.phone or organisation.email) if organisation else ()
    return [line for line in (str(contact.role) if contact else "", *office) if line]
