"""The page of an item from outside: what its source tells, whose it is, and the way to the original."""

import uuid
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from events.agenda_links import thing_subscriptions
from events.models import ExternalItem, Occurrence
from events.told_dates import told_rule
from portal.addresses import on_platform, page_path, reader_language
from portal.rule_sentence import sentence

SHOWN_DATES = 20


@require_safe
def external_item(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Show an item; lead to what it is shown with; answer 410 for one that its source, or we, took away."""
    item = ExternalItem.findable().filter(pk=key).first()
    if item is None:
        raise Http404
    if not item.is_told:
        return render(request, "410.html", status=410)
    if item.is_twin:
        return redirect(_where_it_is_shown(item))
    return render(request, "events/external_item.html", _context(item))


def _where_it_is_shown(item: ExternalItem) -> str:
    if item.twin_page:
        return page_path(item.twin_page)
    return item.twin_item.path_in() if item.twin_item else "/"


def _context(item: ExternalItem) -> dict[str, Any]:
    rule = told_rule(item.said)
    rows = Occurrence.objects.filter(series=item.pk).public().upcoming().for_lists()
    return {
        "item": item,
        "origin": item.origin,
        "also_at": item.also_at(),
        "sentence": sentence(rule, reader_language(), timezone.localdate()) if rule and rule.rrule else "",
        "next_dates": rows[:SHOWN_DATES],
        "feeds": thing_subscriptions(item.pk) if rule else None,
        "skin_of": item.territory,
        "here": item.title,
        "canonical": on_platform(item.path_in()),
        "alternates": {code: on_platform(item.path_in(code)) for code, _name in settings.LANGUAGES},
    }
