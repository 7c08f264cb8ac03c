"""Labs that somebody who reads about one may want to know: those near by, and those about the same elsewhere."""

from typing import Any

from django.db.models import Count, F, Q

from labs.models import LabPage
from portal.filters import Near
from portal.nearness import near
from portal.reader_words import listed

SHOWN = 3
NEAR_KM = 5.0


def labs_near(lab: LabPage) -> list[Any]:
    """Return the nearest labs the nearest first, those of its own house aside; none where its place is not known."""
    place = lab.place
    if not place or place.lat is None or place.lon is None:
        return []
    rows = _others(lab).exclude(Q(host=lab) | Q(pk=lab.host_id))
    around = near(rows, Near(lat=place.lat, lon=place.lon), NEAR_KM, F("place__lat"), F("place__lon"))
    return listed(around.order_by("distance_squared", "title"), SHOWN)


def labs_alike(lab: LabPage) -> list[Any]:
    """Return the labs of other territories that share most topics with this one."""
    topics = [topic.pk for topic in lab.topics.all()]
    rows = _others(lab).exclude(territory=lab.territory_id).filter(tagged_topics__tag__in=topics)
    return listed(rows.annotate(shared=Count("tagged_topics")).order_by("-shared", "title"), SHOWN)


def _others(lab: LabPage) -> Any:
    rows = LabPage.objects.filter(locale=lab.locale_id).exclude(pk=lab.pk)
    return rows.select_related("territory", "content_type", "place__municipality", "municipality", "host")
