"""What a schedule says while it is still being written."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from wagtail.admin.panels import get_edit_handler

from events.models import Schedule
from events.schedule_preview import words_of


def preview(request: HttpRequest) -> HttpResponse:
    """Answer with the words of the schedule in the query (names as in its form), or with its errors by field."""
    form = get_edit_handler(Schedule).get_form_class()(request.GET, instance=Schedule())
    words = words_of(form.instance) if form.is_valid() else {"errors": list(_errors(form))}
    return render(request, "events/admin/schedule_preview.html", words)


def _errors(form: Any) -> Any:
    """Yield each error with its field's label; none before the first day is written."""
    if form.data.get("start_date"):
        for name, messages in form.errors.items():
            label = form.fields[name].label if name in form.fields else ""
            yield from ((label, message) for message in messages)
