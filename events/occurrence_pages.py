"""One date: its page below that of its activity or event, and the addresses that lead to it for ever (`/o/<id>/`)."""

import uuid
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.response import TemplateResponse
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.text import capfirst
from django.views.decorators.http import require_safe

from events.agenda_links import date_flyers
from events.ical import calendar, single_dates
from events.models import DatedPage, FormerAddress, Occurrence
from events.models.occurrences import Status
from events.refusals import refused
from events.share_cards import date_card
from portal.addresses import absolute, page_path, reader_language
from portal.api.query import Query
from portal.date_phrases import weekday_and_year
from portal.filters import parse
from portal.fresh_answers import fresh_answer
from portal.time_spans import local_day

ICS_TYPE = "text/calendar; charset=utf-8"


def answer(page: DatedPage, request: HttpRequest, address: str) -> HttpResponse:
    """Answer for one date of a page: itself, a redirect from a former address, 410 once it is gone, else 404."""
    row = row_at(page, address)
    if row:
        return _page(page, request, row) if row.address == address else redirect(row.path, permanent=True)
    if Occurrence.objects.filter(series=page.translation_key, address=address).exists() or _former(page, address):
        return _gone(request)
    raise Http404


def row_at(page: DatedPage, address: str) -> Occurrence | None:
    """Return the date of a page that has an address now, else the one that had it before."""
    there = Occurrence.objects.filter(series=page.translation_key).exclude(status=Status.REMOVED).for_lists()
    return there.filter(address=address).first() or there.filter(pk__in=_former(page, address)).first()


def _former(page: DatedPage, address: str) -> QuerySet:
    return FormerAddress.objects.filter(series=page.translation_key, address=address).values("occurrence")


@require_safe
def lasting(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Lead from a date's id to its page, in the language of `lang` or of the reader's browser."""
    chosen, _problems = parse(request.GET, allowed=["lang"])
    language = chosen.lang or translation.get_language_from_request(request)
    with translation.override(language):
        row = public_date(key)
        response = redirect(row.path) if row else _gone(request)
    patch_vary_headers(response, ["Accept-Language"])
    return response


@require_safe
def date_ics(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Answer one date as a calendar of its own."""
    row = public_date(key)
    if row is None:
        return _gone(request)
    chosen, problems = parse(request.GET, allowed=["lang"])
    if problems:
        return refused(chosen, problems)
    query = Query(request.path, chosen)
    return fresh_answer(request, query, ICS_TYPE, lambda: calendar(row.title, single_dates([row])))


def public_date(key: uuid.UUID) -> Occurrence | None:
    """Return a date that may be shown, None for one that was taken away; raise Http404 for any other."""
    rows = Occurrence.objects.filter(pk=key)
    row = rows.public().for_lists().first()
    if row is None and not rows.filter(status=Status.REMOVED).exists():
        raise Http404
    return row


def _page(page: DatedPage, request: HttpRequest, row: Occurrence) -> HttpResponse:
    texts = page.texts()
    words = texts.get(reader_language(), page.source)
    addresses = {code: absolute(f"{page_path(text, code)}{row.address}/") for code, text in texts.items()}
    context: dict[str, Any] = {
        **words.get_context(request),
        "row": row,
        "about": row,
        "alternates": addresses,
        "canonical": addresses[words.locale.language_code],
        "flyers": date_flyers(row.pk),
        "card": date_card(row, words.source.image),
        "here": capfirst(weekday_and_year(local_day(row.original_starts_at))),
    }
    return TemplateResponse(request, "events/occurrence.html", context)


def _gone(request: HttpRequest) -> HttpResponse:
    return render(request, "410.html", status=410)
