"""The closures that people should know of when they read about a lab or a territory."""

from collections.abc import Iterable
from datetime import timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone

from labs.models import Closure

AHEAD = timedelta(days=30)


def announced(territory_id: int | None, lab_ids: Iterable[int | None] = ()) -> QuerySet[Closure]:
    """Return the closures of these labs, of the territory and of the platform that hold now or begin within a month."""
    today = timezone.localdate()
    own = Q(lab__in=[pk for pk in lab_ids if pk])
    territory = Q(lab=None, territory=territory_id) if territory_id else Q(pk__in=[])
    soon = Closure.objects.filter(last_day__gte=today, first_day__lte=today + AHEAD)
    return soon.filter(own | territory | Q(lab=None, territory=None))
