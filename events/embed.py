"""`/embed/agenda/`: the dates of a filter as a plain page that any site may put into a frame; no script, no cookie."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import translation
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from events.agenda_links import agenda_path, subscriptions
from events.asked import asked
from events.days import by_day
from events.feeds import upcoming
from events.filter_words import list_title
from portal.addresses import absolute
from portal.api.query import Query
from portal.feeds import MAX_LIMIT
from portal.filters import EMBED_NAMES, Filter, Problem
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


def embedded(chosen: Filter) -> str:
    """Return the dates of a filter as a page, in the active language."""
    addresses = {"agenda": absolute(agenda_path(chosen)), "feeds": subscriptions(chosen)}
    return _page("events/embed_agenda.html", chosen, days=by_day(upcoming(chosen).for_lists(), chosen), **addresses)


def refusal(chosen: Filter, problems: list[Problem]) -> str:
    """Return a short page that says what is wrong with the frame's address, in the active language."""
    return _page("events/embed_refusal.html", chosen, problems=problems)


def _page(template: str, chosen: Filter, **context: Any) -> str:
    """Render without the request: what a frame shows depends on its address alone."""
    return render_to_string(template, {"title": list_title(chosen), "theme": chosen.theme or "auto", **context})
