"""`/feeds/agenda.pdf`, `/feeds/agenda/<id>.pdf`, `/o/<id>.pdf`: flyers to print, asked for and answered like feeds."""

import uuid
from collections.abc import Callable, Collection, Sequence
from pathlib import Path
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from events.dated import has_dates
from events.flyers.dated_subjects import of_dates
from events.flyers.facts import sheet
from events.flyers.subjects import Subject, of_filter
from events.models import Occurrence, Series
from events.querysets import OccurrenceQuerySet
from events.shown import Shown, shown_list
from labs.api.known import lab_slugs
from portal.api.problems import ProblemError, problem_response
from portal.api.query import Query, read_query
from portal.filters import FEED_NAMES
from portal.filters.values import read_word
from portal.fresh_answers import fresh_answer
from portal.print_layouts import Layout
from portal.typesetting import pdf

PDF_TYPE = "application/pdf"
HERE = Path(__file__).resolve().parent
TEMPLATES = {Layout.FOLDED: HERE / "leaflet.typ"}
POSTER = HERE / "poster.typ"
#: A sheet that people read on a wall; a handout that asks for more gets it, over several sheets.
DEFAULT_LIMIT, MAX_LIMIT = 40, 100
DATES_OF_ONE = 12
SHOWN_UNDER_WAY = 8
Dates = OccurrenceQuerySet


@require_safe
def agenda_pdf(request: HttpRequest) -> HttpResponse:
    """Answer the flyer of a filter."""

    def build(query: Query) -> bytes:
        subject = of_filter(query.filter)
        rows = Occurrence.objects.public().matching(query.filter)
        under_way = shown_list(rows.under_way(subject.first_day)[:SHOWN_UNDER_WAY], query.language)
        return _typeset(query, subject, rows.beginning(subject.first_day), DEFAULT_LIMIT, under_way)

    return _answer(request, build, FEED_NAMES)


@require_safe
def thing_pdf(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Answer the flyer of one activity, event or meeting by its id."""
    rows = Occurrence.objects.filter(series=key).public().upcoming()
    return _of_thing(request, key, rows)


@require_safe
def date_pdf(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Answer the flyer of a single date."""
    row = Occurrence.objects.filter(pk=key).public().first()
    if row is None:
        raise Http404
    return _of_thing(request, row.series_id, Occurrence.objects.filter(pk=key))


def read_layout(text: str) -> Layout:
    """Read one of the layouts; raises RefusedError naming those that there are."""
    return Layout(read_word(text, Layout.values))


def _of_thing(request: HttpRequest, key: uuid.UUID, rows: Dates) -> HttpResponse:
    series = Series.objects.public().filter(pk=key).select_related("page").first()
    page = series and series.page and series.page.specific
    if not has_dates(page):
        raise Http404

    def build(query: Query) -> bytes:
        return _typeset(query, of_dates(page, rows.for_lists()), rows, DATES_OF_ONE)

    return _answer(request, build, ["lang", "limit"])


def _typeset(query: Query, subject: Subject, rows: Dates, usual: int, under_way: Sequence[Shown] = ()) -> bytes:
    """Return the sheet; the long dates `under_way` come last, a fifth of it while there are enough others."""
    limit = query.filter.limit or usual
    dates = shown_list(rows[: limit + 1], query.language)
    going_on = under_way[: max(limit // 5, limit - len(dates))]
    listed = dates[: limit - len(going_on)]
    has_more = len(dates) + len(under_way) > len(listed) + len(going_on)
    layout = query.own.get("layout", Layout.A4)
    return pdf(TEMPLATES.get(layout, POSTER), sheet(subject, listed, going_on, has_more, layout))


def _answer(request: HttpRequest, build: Callable[[Query], bytes], names: Collection[str]) -> HttpResponse:
    own: dict[str, Any] = {"layout": read_layout}
    try:
        query = read_query(request, names, own=own, known={"lab": lab_slugs}, max_limit=MAX_LIMIT)
    except ProblemError as problem:
        return problem_response(problem.status, problem.detail, problem.errors)
    response = fresh_answer(request, query, PDF_TYPE, lambda: build(query))
    if response.status_code == 200:
        response["Content-Disposition"] = f'inline; filename="{_file_name(request, query)}"'
    return response


def _file_name(request: HttpRequest, query: Query) -> str:
    """Return a name that tells two flyers apart in a folder of downloads."""
    about = [value for _name, value in query.filter.pairs()]
    return f"{slugify('-'.join(['agora', *about, query.own.get('layout', Layout.A4).value]))[:80]}.pdf"
