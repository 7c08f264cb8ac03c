"""What an editor says when one date is cancelled, moved or changed."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, ObjectList, Panel

from events.models import Occurrence, OccurrenceChange
from portal.localized import Localized
from portal.territory_forms import LinkedRecordForm

Kind = OccurrenceChange.Kind
PANELS: dict[str, list[Panel]] = {
    Kind.CANCELLED: [FieldPanel("reason")],
    Kind.MOVED: [
        FieldRowPanel([FieldPanel("starts_at"), FieldPanel("ends_at")]),
        FieldPanel("place"),
        FieldPanel("reason"),
    ],
    Kind.CHANGED: [
        FieldPanel("title"),
        FieldPanel("place"),
        FieldPanel(
            "reason",
            heading=_("note"),
            help_text=_("Everybody reads it: what is different this time, for example “Bring an apron”."),
        ),
    ],
}


def panel_for(kind: str) -> Panel:
    """Return the fields that matter for a kind of change."""
    return ObjectList(PANELS[kind], base_form_class=LinkedRecordForm).bind_to_model(OccurrenceChange)


def change_of(occurrence: Occurrence, kind: str) -> OccurrenceChange:
    """Return a date's change as a form begins with it: the one that it has, or another kind in its place."""
    change = OccurrenceChange.objects.filter(occurrence=occurrence).first()
    if change and change.kind == kind:
        return change
    return OccurrenceChange(pk=change.pk if change else None, occurrence=occurrence, kind=kind, reason=_reason(change))


def times_of(occurrence: Occurrence, kind: str) -> dict[str, Any]:
    """Return what the form of a move shows at first: the hours that the date has now."""
    return {"starts_at": occurrence.starts_at, "ends_at": occurrence.ends_at} if kind == Kind.MOVED else {}


def _reason(change: OccurrenceChange | None) -> Localized:
    return change.reason if change else Localized()
