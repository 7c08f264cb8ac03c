"""Which closures touch the dates of a page, and what they do to one date."""

from collections.abc import Sequence
from datetime import date

from django.db.models import Q

from labs.models import Closure
from portal.models import PortalPage


def closures_for(page: PortalPage) -> list[Closure]:
    """Return the closures of the page's lab and of the lab that hosts it, of its territory and of the platform."""
    lab = getattr(page, "lab", None)
    own = Q(lab__in=[lab_id for lab_id in (lab.pk, lab.host_id) if lab_id]) if lab else Q(pk__in=[])
    territory = Q(lab=None, territory=page.territory_id) if page.territory_id else Q(pk__in=[])
    return list(Closure.objects.filter(own | territory | Q(lab=None, territory=None)))


def closure_on(closures: Sequence[Closure], day: date) -> Closure | None:
    """Return the closure that a date beginning on a local day falls in; one that hides comes first."""
    met = [closure for closure in closures if closure.first_day <= day <= closure.last_day]
    return min(met, key=lambda closure: closure.effect != Closure.Effect.HIDE, default=None)
