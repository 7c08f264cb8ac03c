"""`/feeds/minutes.rss` and `.json`: the approved minutes of councils, the latest first."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from labs.api.known import lab_slugs, read_council
from labs.api.meetings import MeetingResource
from labs.models import MeetingPage
from portal import links
from portal.addresses import absolute, reader_language
from portal.api.problems import ProblemError, problem_response
from portal.api.query import Query, read_query
from portal.api.refs import Plain
from portal.date_phrases import full_date
from portal.feeds import DEFAULT_LIMIT, JSON_TYPE, MAX_LIMIT, RSS_TYPE, Feed, Item, json_feed, rss
from portal.fresh_answers import fresh_answer
from portal.time_spans import local_day

NAMES = ("territory", "lab", "limit", "lang")


@require_safe
def minutes_rss(request: HttpRequest) -> HttpResponse:
    """Answer the minutes of a filter as RSS 2.0."""
    return _answer(request, RSS_TYPE, rss)


@require_safe
def minutes_json(request: HttpRequest) -> HttpResponse:
    """Answer the minutes of a filter as JSON Feed 1.1."""
    return _answer(request, JSON_TYPE, json_feed)


def minutes_feed(query: Query) -> Feed:
    """Return the public minutes that a query asks for as a feed in the active language."""
    meetings = MeetingResource()
    approved = meetings.rows(query).filter(minutes_state=MeetingPage.MinutesState.APPROVED)
    rows = list(approved[: query.filter.limit or DEFAULT_LIMIT])
    subject = _("Minutes of the councils")
    return Feed(
        title=f"{settings.WAGTAIL_SITE_NAME} · {subject}",
        description=_("What the councils of the labs discussed and decided, once approved."),
        page_url=absolute(links.search(kind="meeting")),
        feed_url=query.address(0),
        language=reader_language(),
        items=[_item(row, facts) for row, facts in zip(rows, meetings.items(rows), strict=True)],
    )


def _item(meeting: MeetingPage, facts: Plain) -> Item:
    day = full_date(local_day(meeting.starts_at))
    decided = [decision["text"] for decision in facts["decisions"]]
    return Item(
        key=f"urn:uuid:{meeting.translation_key}",
        url=facts["url"],
        title=_("{council}, minutes of {day}").format(council=facts["council"]["name"], day=day),
        lines=[line for line in (facts["title"], facts["summary"], *decided) if line],
        modified=meeting.last_published_at,
        language=facts["language"],
        facts=facts,
    )


def _answer(request: HttpRequest, kind: str, write: Callable[[Feed], str]) -> HttpResponse:
    known, own = {"lab": lab_slugs}, {"council": read_council}
    try:
        query = read_query(request, NAMES, own=own, known=known, max_limit=MAX_LIMIT)
    except ProblemError as error:
        return problem_response(error.status, error.detail, error.errors)
    return fresh_answer(request, query, kind, lambda: write(minutes_feed(query)))
