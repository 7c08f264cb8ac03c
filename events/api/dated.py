"""`/activities/` and `/events/`: what has dates, with its rules."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Max, Min, Q, QuerySet
from django.utils import timezone

from events.api.schedules import schedule_facts
from events.api.schemas import Dated
from events.models import ActivityPage, EventPage, Occurrence
from events.models.occurrences import Status
from labs.api.councils import of_labs
from labs.api.known import lab_slugs
from labs.api.refs import CONSENTS, CONTACT, PLACE, contact_ref, lab_ref, place_ref
from portal.api.pages import PageResource
from portal.api.query import Query
from portal.api.refs import Plain, moment, picture_ref, slug_name, slug_names, with_picture
from portal.public import Publicity

TAKING_PLACE = (Status.SCHEDULED, Status.MOVED, Status.CHANGED)


class DatedResource(PageResource):
    """What activities and events share."""

    schema = Dated
    names = ("territory", "municipality", "lab", "topic", "audience", "free", "online", "q")
    known = {"lab": lab_slugs}
    related = (
        PLACE,
        CONTACT,
        "lab__content_type",
        "lab__municipality",
        *(f"lab__{name}" for name in (PLACE, CONTACT)),
    )
    prefetched = (
        with_picture(),
        CONSENTS,
        f"lab__{CONSENTS}",
        "schedules__place__municipality",
        "tagged_topics__tag",
        "audiences",
    )
    said_in = ("title", "summary", "lab__title")

    def gather(self, pages: Sequence[Any]) -> None:
        """Read the next date of all pages at once."""
        rows = Occurrence.objects.filter(series__in=[page.translation_key for page in pages], status__in=TAKING_PLACE)
        first = dict(rows.upcoming().order_by().values_list("series").annotate(first=Min("starts_at")))
        for page in pages:
            page.next_date = first.get(page.translation_key)

    def also(self, query: Query) -> Any:
        """Return when the last date ended: from then on another one is next."""
        return Occurrence.objects.filter(ends_at__lte=timezone.now()).aggregate(last=Max("ends_at"))

    def narrowed(self, pages: QuerySet, query: Query) -> QuerySet:
        """Narrow pages by whose they are, where, about what, for whom and at what cost."""
        chosen = query.filter
        pages = of_labs(super().narrowed(pages, query), chosen.lab)
        if chosen.municipality:
            pages = pages.filter(_in_municipality(chosen.municipality))
        if chosen.topic:
            pages = pages.filter(pk__in=self.model.objects.filter(tagged_topics__tag__slug__in=chosen.topic))
        if chosen.audience:
            pages = pages.filter(pk__in=self.model.objects.filter(audiences__slug__in=chosen.audience))
        if chosen.free is not None:
            pages = pages.filter(is_free=chosen.free)
        if chosen.online is not None:
            pages = pages.exclude(online_url="") if chosen.online else pages.filter(online_url="")
        return pages

    def facts(self, page: Any, publicity: Publicity) -> Plain:
        """Return what has dates says of itself."""
        return {
            "lab": lab_ref(page.lab),
            "schedules": [schedule_facts(schedule) for schedule in page.schedules.all()],
            "next_date": moment(page.next_date),
            "place": place_ref(page.where),
            "municipality": slug_name(page.town),
            "online_url": page.online_url,
            "online_only": page.online_only,
            "by_appointment": page.by_appointment,
            "is_free": page.is_free,
            "cost": page.words.cost or page.cost,
            "how_to_join": page.words.how_to_join or page.how_to_join,
            "what_to_bring": page.words.what_to_bring or page.what_to_bring,
            "conditions": page.words.conditions or page.conditions,
            "topics": slug_names(row.tag for row in page.tagged_topics.all()),
            "audiences": slug_names(page.audiences.all()),
            "contact": contact_ref(page.ask),
            "image": picture_ref(page.image),
            "verified_on": page.verified_on,
            "verified_by": page.verified_by,
        }


class ActivityResource(DatedResource):
    """The ongoing offers."""

    name = "activities"
    title, single_title = "Activities", "One activity"
    about = "The ongoing offers with their rules of dates, by title."
    model = ActivityPage


class EventResource(DatedResource):
    """What is dated: once, on several dates or for several days."""

    name = "events"
    title, single_title = "Events", "One event"
    about = "What is dated, once or more often, with its rules of dates, by title."
    model = EventPage


def _in_municipality(slugs: tuple[str, ...]) -> Q:
    """Return the condition under which a page's `town` is one of these: its place's, else its lab's."""
    without = Q(place__municipality=None)
    at_the_labs = without & Q(lab__place__municipality__slug__in=slugs)
    of_the_lab = without & Q(lab__place__municipality=None, lab__municipality__slug__in=slugs)
    return Q(place__municipality__slug__in=slugs) | at_the_labs | of_the_lab
