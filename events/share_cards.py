"""The share pictures of the calendar: of a single date, with what has become of it, and of the agenda."""

import uuid
from dataclasses import replace

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from events.models import Occurrence
from events.models.occurrences import Status
from portal.models import PortalImage, Territory
from portal.share import ShareCard, shared
from portal.share.things import PLATFORM, territory_card
from portal.time_spans import span


@shared("dates")
def of_date(key: str) -> ShareCard | None:
    """Return the card of a public date by its id."""
    try:
        row = Occurrence.objects.public().filter(pk=uuid.UUID(key)).for_lists().first()
    except ValueError:
        return None
    page = row and row.series.page and row.series.page.specific
    return date_card(row, getattr(page, "image", None)) if row else None


def date_card(row: Occurrence, photo: PortalImage | None) -> ShareCard:
    """Return the card of a date that `OccurrenceQuerySet.for_lists` fetched, in the active language."""
    whose = (row.lab.title if row.lab else "", row.territory.network_name if row.territory else "")
    return ShareCard(
        "dates",
        str(row.pk),
        row.title,
        above=" · ".join(name for name in whose if name),
        when=capfirst(span(row.starts_at, row.ends_at, row.all_day)),
        where=str(row.place or row.municipality or ""),
        state="" if row.status == Status.SCHEDULED else capfirst(str(Status(row.status).label)),
        territory=row.territory,
        photo=photo,
    )


@shared("agenda")
def of_agenda(slug: str) -> ShareCard | None:
    """Return the card of a territory's agenda, or of the platform's."""
    territory = Territory.objects.filter(slug=slug).first()
    return agenda_card(territory) if territory or slug == PLATFORM else None


def agenda_card(territory: Territory | None) -> ShareCard:
    """Return the card of the agenda, in a territory's colours when it is one's."""
    return replace(territory_card(territory), kind="agenda", title=_("Agenda"), above=str(territory or ""))
