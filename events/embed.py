"""`/embed/agenda/`: the dates of a filter as a plain page that any site may put into a frame; no script, no cookie."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import translation
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from events.agenda_links import agenda_path, subscriptions, thing_subscriptions
from events.asked import asked
from events.days import by_day
from events.feeds import upcoming
from events.filter_words import list_title
from events.models import Occurrence, Series
from portal.addresses import absolute, path_in, reader_language
from portal.api.query import Query
from portal.feeds import DEFAULT_LIMIT, MAX_LIMIT
from portal.filters import EMBED_NAMES, Filter, Problem
from portal.filters.values import FIRST_DAY
from portal.fresh_answers import fresh_answer

HTML_TYPE = "text/html; charset=utf-8"


@xframe_options_exempt
@require_safe
def embedded_agenda(request: HttpRequest) -> HttpResponse:
    """Answer with the dates; a filter that cannot be read is 400, said in words to whoever put the frame there."""
    chosen, problems = asked(request, EMBED_NAMES, max_limit=MAX_LIMIT)
    query = Query(request.path, chosen)
    if problems:
        with translation.override(query.language):
            return HttpResponse(refusal(chosen, problems), status=400, content_type=HTML_TYPE)
    return fresh_answer(request, query, HTML_TYPE, lambda: embedded(chosen))


@xframe_options_exempt
@require_safe
def embedded_thing(request: HttpRequest, key: UUID) -> HttpResponse:
    """Answer with the next dates of one activity, event or meeting, or with the one date that an id stands for."""
    chosen, problems = asked(request, ("lang", "limit", "theme"), max_limit=MAX_LIMIT)
    query = Query(request.path, chosen)
    with translation.override(query.language):
        if problems:
            return HttpResponse(refusal(chosen, problems), status=400, content_type=HTML_TYPE)
        series = Series.objects.public().filter(Q(pk=key) | Q(occurrences=key)).select_related("page").first()
        if series is None:
            raise Http404
        return fresh_answer(request, query, HTML_TYPE, lambda: _thing(series, key, chosen))


def embedded(chosen: Filter) -> str:
    """Return the dates of a filter as a page, in the active language."""
    addresses = {"agenda": absolute(agenda_path(chosen)), "feeds": subscriptions(chosen)}
    return _page("events/embed_agenda.html", chosen, days=by_day(upcoming(chosen).for_lists(), chosen), **addresses)


def _thing(series: Series, key: UUID, chosen: Filter) -> str:
    """Return the dates of a series from today on, or one of them whenever it is."""
    rows = Occurrence.objects.filter(series=series).public().for_lists()
    shown = rows.upcoming()[: chosen.limit or DEFAULT_LIMIT] if key == series.pk else rows.filter(pk=key)
    addresses = {
        "agenda": absolute(path_in(series.page.url_path) if series.page else agenda_path(Filter())),
        "feeds": thing_subscriptions(series.pk),
    }
    since = replace(chosen, from_=FIRST_DAY)
    return _page("events/embed_agenda.html", chosen, title=str(series), days=by_day(shown, since), **addresses)


def thing_path(key: UUID) -> str:
    """Return the path of the frame of one thing with dates, or of one date, in the reader's language."""
    language = reader_language()
    return f"/embed/agenda/{key}/" + ("" if language == settings.SOURCE_LANGUAGE else f"?lang={language}")


def refusal(chosen: Filter, problems: list[Problem]) -> str:
    """Return a short page that says what is wrong with the frame's address, in the active language."""
    return _page("events/embed_refusal.html", chosen, problems=problems)


def _page(template: str, chosen: Filter, **context: Any) -> str:
    """Render without the request: what a frame shows depends on its address alone."""
    context.setdefault("title", list_title(chosen))
    return render_to_string(template, {"theme": chosen.theme or "auto", **context})
