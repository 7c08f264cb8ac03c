"""Made-up events and activities of labs that exist: what they are, not yet where they are kept."""

import datetime as dt
import random
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from wagtail.models import Page

from bench.words import ABOUT, WORDS
from events.models import ActivityPage, Schedule
from labs.models import LabPage
from portal.models import Audience, Topic

# About ten dates each; one in fifty goes on for days, as an exhibition does.
RULES = ("FREQ=WEEKLY;COUNT=12", "FREQ=DAILY;COUNT=7", "FREQ=WEEKLY;INTERVAL=2;COUNT=10", "FREQ=DAILY;COUNT=12")
LONG = 0.02
FOR_EVER = "FREQ=WEEKLY"


@dataclass
class Made:
    """A page with its one schedule, its topics and its audiences, none of them saved."""

    page: Any
    schedule: Schedule
    topics: list[Topic]
    audiences: list[Audience]


class Maker:
    """Makes things of labs, the same for the same seed; `lab.numchild` counts those below each lab."""

    def __init__(self, seed: int, labs: Sequence[LabPage], model: type[Any]) -> None:
        self.random = random.Random(seed)
        self.labs, self.model = labs, model
        self.content_type = ContentType.objects.get_for_model(model)
        self.topics, self.audiences = list(Topic.objects.order_by("pk")), list(Audience.objects.order_by("pk"))
        self.now, self.today = timezone.now(), timezone.localdate()
        # Below a lab stand others already: the first free step of the tree comes after the last taken one.
        self.steps = {lab.pk: _last_step(lab) for lab in labs}

    def things(self) -> Iterator[Made]:
        """Yield one thing after the other, without end."""
        number = 0
        while True:
            number += 1
            lab = self.random.choice(self.labs)
            page = self._page(lab, number)
            topics = self.random.sample(self.topics, self.random.randint(1, 2))
            audiences = self.random.sample(self.audiences, self.random.randint(0, 2))
            yield Made(page, self._schedule(page), topics, audiences)

    def _page(self, lab: LabPage, number: int) -> Any:
        """Return a live page below a lab, as its last child."""
        title = f"{self.random.choice(WORDS)} {self.random.choice(ABOUT)} {number}"
        slug = f"{self.model.entry_kind}-{number}"
        is_free = self.random.random() < 0.8
        self.steps[lab.pk] += 1
        lab.numchild += 1
        return self.model(
            path=Page._get_path(lab.path, lab.depth + 1, self.steps[lab.pk]),
            depth=lab.depth + 1,
            title=title,
            draft_title=title,
            slug=slug,
            url_path=f"{lab.url_path}{slug}/",
            summary=f"{title}: si viene senza iscriversi.",
            content_type=self.content_type,
            translation_key=self._uuid(),
            locale=lab.locale,
            live=True,
            has_unpublished_changes=False,
            first_published_at=self.now,
            last_published_at=self.now,
            territory=lab.territory,
            lab=lab,
            is_free=is_free,
            cost="" if is_free else "5 euro",
        )

    def _schedule(self, page: Any) -> Schedule:
        start = self.today + dt.timedelta(days=self.random.randint(-25, 280))
        hour = dt.time(self.random.randint(8, 20), self.random.choice((0, 30)))
        times = {"start_time": hour, "end_time": hour.replace(hour=hour.hour + 2)}
        schedule = Schedule(translation_key=self._uuid(), locale=page.locale, start_date=start, **times)
        if self.model is ActivityPage:
            schedule.start_date, schedule.rrule = self.today - dt.timedelta(days=self.random.randint(0, 27)), FOR_EVER
        elif self.random.random() < LONG:
            schedule.end_date = start + dt.timedelta(days=self.random.randint(3, 40))
        else:
            schedule.rrule = self.random.choice(RULES)
        return schedule

    def _uuid(self) -> uuid.UUID:
        return uuid.UUID(int=self.random.getrandbits(128), version=4)


def _last_step(lab: LabPage) -> int:
    last = lab.get_children().order_by("-path").first()
    return Page._str2int(last.path[-Page.steplen :]) if last else 0
