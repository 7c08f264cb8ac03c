"""`/feeds/agenda.ics`, `.rss`, `.json` and `.jsonld`: the dates of a filter, for calendars and programs."""

import uuid
from collections.abc import Callable, Collection
from dataclasses import replace

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from events.agenda_items import agenda_feed, news_item
from events.asked import asked
from events.filter_words import list_title
from events.ical import calendar, gone_dates, lately_gone, single_dates, whole_series
from events.models import Occurrence, Series
from events.models.occurrences import Status
from events.querysets import OccurrenceQuerySet
from events.refusals import refused
from events.shown import shown_list
from events.structured_data import event_node
from portal import licence
from portal.api.query import Query
from portal.feeds import DEFAULT_LIMIT, JSON_TYPE, MAX_LIMIT, RSS_TYPE, Feed, json_feed, rss
from portal.filters import FEED_NAMES, Filter
from portal.fresh_answers import fresh_answer
from portal.structured_data import JSONLD_TYPE, Node, document, node

ICS_TYPE = "text/calendar; charset=utf-8"
#: What readers of news must hear of, though they have the date already.
NEWS = (Status.CANCELLED, Status.MOVED)
Build = Callable[[Query], str | bytes]


@require_safe
def agenda_ics(request: HttpRequest) -> HttpResponse:
    """Answer the calendar of a filter: whole series, or single dates as soon as the filter picks some."""
    return _answer(request, ICS_TYPE, lambda query: calendar_of(query.filter))


@require_safe
def agenda_rss(request: HttpRequest) -> HttpResponse:
    """Answer the dates of a filter as RSS 2.0, first what was called off or moved, the latest change before others."""
    return _answer(request, RSS_TYPE, lambda query: rss(_with_news(_feed(query), query)))


@require_safe
def agenda_json(request: HttpRequest) -> HttpResponse:
    """Answer the dates of a filter as JSON Feed 1.1."""
    return _answer(request, JSON_TYPE, lambda query: json_feed(_feed(query)))


@require_safe
def agenda_jsonld(request: HttpRequest) -> HttpResponse:
    """Answer the dates of a filter as JSON-LD in the words of schema.org."""
    return _answer(request, JSONLD_TYPE, lambda query: document(_data_feed(_feed(query))))


@require_safe
def thing_ics(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Answer the calendar of one activity, event or meeting by its id; lately taken away, it says no more than that."""
    rows = Occurrence.objects.filter(series=key)
    series = Series.objects.public().filter(pk=key).first()
    if series is None and not lately_gone(rows, timezone.now()).exists():
        raise Http404
    name = str(series or settings.WAGTAIL_SITE_NAME)
    return _answer(request, ICS_TYPE, lambda query: calendar(name, whole_series(rows)), allowed=["lang"])


def calendar_of(chosen: Filter) -> bytes:
    """Return the calendar of a filter.

    Of single dates the next ones are carried, like in every feed; whole series all of them unless a limit was asked
    for: who subscribes cannot turn to a next page.
    """
    if chosen.picks_dates:
        gone = lately_gone(Occurrence.objects.matching(chosen), timezone.now())
        events = single_dates(upcoming(chosen).for_lists()) + gone_dates(gone[: chosen.limit or DEFAULT_LIMIT])
    else:
        events = whole_series(Occurrence.objects.about(chosen), limit=chosen.limit)
    return calendar(list_title(chosen), events)


def upcoming(chosen: Filter) -> OccurrenceQuerySet:
    """Return the next public dates of a filter, from today on unless it says otherwise; the long ones come last."""
    return Occurrence.objects.public().soonest(chosen, chosen.limit or DEFAULT_LIMIT)


def _feed(query: Query) -> Feed:
    return agenda_feed(query, shown_list(upcoming(query.filter), query.language))


def _with_news(feed: Feed, query: Query) -> Feed:
    """Return a feed in which each date that was called off or moved is news; also those beyond the limit."""
    chosen = query.filter
    changed = Occurrence.objects.public().matching(chosen).filter(status__in=NEWS)
    rows = changed.order_by("-modified", "starts_at", "pk")[: chosen.limit or DEFAULT_LIMIT]
    when = dict(rows.values_list("pk", "modified"))
    dates = {facts["id"]: facts for facts in shown_list(Occurrence.objects.filter(pk__in=when), query.language)}
    news = [news_item(dates[str(key)], moment) for key, moment in when.items()]
    return replace(feed, items=[*news, *(item for item in feed.items if item.facts["status"] not in NEWS)])


def _data_feed(feed: Feed) -> Node:
    """Return a feed of dates in the words of schema.org (https://schema.org/DataFeed)."""
    return node(
        "DataFeed",
        feed.feed_url,
        name=feed.title,
        description=feed.description,
        url=feed.page_url,
        inLanguage=feed.language,
        license=licence.ADDRESS,
        dataFeedElement=[event_node(item.facts) for item in feed.items],
    )


def _answer(request: HttpRequest, kind: str, build: Build, allowed: Collection[str] = FEED_NAMES) -> HttpResponse:
    chosen, problems = asked(request, allowed, max_limit=MAX_LIMIT)
    if problems:
        return refused(chosen, problems)
    query = Query(request.path, chosen)
    return fresh_answer(request, query, kind, lambda: build(query))
