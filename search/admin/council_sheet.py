"""“Looked for and not found” as a sheet of paper, which an editor reads and then takes to the territory's council."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from portal.addresses import reader_language
from portal.date_phrases import full_date
from portal.models import Territory
from portal.permissions import territories_of
from portal.territory_brand import brand_of
from portal.typesetting import pdf
from search.asking import missed, week_of

TEMPLATE = Path(__file__).resolve().parent / "council_sheet.typ"
WEEKS = 8
SHOWN = 30


@require_safe
def council_sheet(request: HttpRequest, slug: str) -> HttpResponse:
    """Answer the sheet of a territory as a PDF, for those who edit there."""
    territory = get_object_or_404(Territory, slug=slug)
    if not territories_of(request.user).filter(pk=territory.pk).exists():
        raise PermissionDenied
    response = HttpResponse(pdf(TEMPLATE, _facts(territory, timezone.localdate())), content_type="application/pdf")
    name = slugify(f"{_('Looked for and not found')} {territory.name}")
    response["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    return response


def _facts(territory: Territory, today: date) -> dict[str, Any]:
    """Return what stands on the sheet: what was looked for in the territory, and what on the platform as a whole."""
    first = week_of(today) - timedelta(weeks=WEEKS - 1)
    return {
        "language": reader_language(),
        "title": _("Looked for and not found"),
        "author": settings.WAGTAIL_SITE_NAME,
        "place": f"{territory.name} · {territory.network_name}",
        "period": f"{full_date(first)} – {full_date(today)}",
        "explanation": _(
            "What people looked for on this platform, three times at least in a week, without finding anything."
        ),
        "parts": [
            _part(_("Looking in {place}").format(place=territory.name), missed().filter(territory=territory), first),
            _part(_("Looking in all territories"), missed().filter(territory=None), first),
        ],
        "nothing": _("Nothing that was looked for often enough."),
        "question": _("What of this could we do, who does it already, and who should be told?"),
        "note": _("Words and weeks are counted, never who looked or when."),
        **brand_of(territory),
    }


def _part(title: str, rows: Any, first: date) -> dict[str, Any]:
    return {"title": title, "rows": [_row(*found) for found in _added_up(rows, first)]}


def _added_up(rows: Any, first: date) -> Any:
    """Return the words with how often and in how many weeks they were looked for, the most missed first."""
    found = rows.filter(week__gte=first).order_by().values("words").annotate(in_all=Sum("times"), weeks=Count("week"))
    return found.order_by("-in_all", "words").values_list("words", "in_all", "weeks")[:SHOWN]


def _row(words: str, times: int, weeks: int) -> list[str]:
    said_times = ngettext("{number} time", "{number} times", times).format(number=times)
    return [words, said_times, ngettext("in {number} week", "in {number} weeks", weeks).format(number=weeks)]
