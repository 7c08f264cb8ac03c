"""The closures that a year brings by itself: public holidays, and the patron's day of each lab's municipality."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.db.models import Q
from django.utils import translation
from django.utils.translation import gettext as _

from labs.models import Closure, LabPage
from portal.localized import Localized
from portal.models import Territory
from portal.public_holidays import public_holidays

A_YEAR = timedelta(days=365)


@dataclass(frozen=True)
class Proposal:
    """A day on which a lab, else a territory, else the whole platform may be closed, and why."""

    day: date
    holiday: Localized
    territory: Territory | None = None
    lab: LabPage | None = None

    @property
    def key(self) -> str:
        """The name of this proposal in a form."""
        return f"{self.day.isoformat()}-{self.lab.pk if self.lab else 'all'}"

    def closure(self, effect: str) -> Closure:
        """Return the closure that this proposes, not saved yet."""
        territory = self.lab.territory if self.lab else self.territory
        reason = _in_every_language(self.holiday)
        return Closure(
            first_day=self.day, last_day=self.day, lab=self.lab, territory=territory, reason=reason, effect=effect
        )


def proposals(territory: Territory | None, first: date) -> list[Proposal]:
    """Return what is not closed yet in the year from `first` on, in order of days, for a territory or the platform."""
    last = first + A_YEAR
    everywhere = (Proposal(day, name, territory) for day, name in public_holidays(first, last).items())
    found = [*everywhere, *(_patron_days(territory, first, last) if territory else ())]
    closures = list(_closures_of(territory, first, last))
    left = (proposal for proposal in found if not any(_covers(closure, proposal) for closure in closures))
    return sorted(left, key=lambda proposal: (proposal.day, str(proposal.lab or "")))


def _patron_days(territory: Territory, first: date, last: date) -> Iterator[Proposal]:
    labs = LabPage.objects.filter(territory=territory, locale__language_code=settings.SOURCE_LANGUAGE, live=True)
    for lab in labs.select_related("territory", "municipality", "place__municipality"):
        for year in range(first.year, last.year + 1):
            day = lab.town.patron_day_in(year) if lab.town else None
            if day and first <= day <= last:
                yield Proposal(day, Localized({settings.SOURCE_LANGUAGE: lab.town.patron}), territory, lab)


def _closures_of(territory: Territory | None, first: date, last: date) -> Iterator[Closure]:
    own = Q(territory=None, lab=None) | (Q(territory=territory) if territory else Q(pk__in=[]))
    return Closure.objects.filter(own, last_day__gte=first, first_day__lte=last).iterator()


def _covers(closure: Closure, proposal: Proposal) -> bool:
    """Tell whether a closure of the same lab, or of all labs, holds on the day."""
    same = closure.lab_id is None or bool(proposal.lab and closure.lab_id == proposal.lab.pk)
    return same and closure.first_day <= proposal.day <= closure.last_day


def _in_every_language(holiday: Localized) -> Localized:
    said = {}
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            said[code] = _("Closed: {holiday}").format(holiday=holiday.text(code) or _("the patron's day"))
    return Localized(said)
