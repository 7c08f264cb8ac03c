"""When sources are read, and what happens when one fails: its last good items stay, and no other waits for it."""

import logging
from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from datetime import datetime
from itertools import islice, takewhile
from time import monotonic

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from events.importing.items import Reading, UnreadableError
from events.models import ExternalItem, Source
from events.source_addresses import own_hosts
from events.sources.asking import UnchangedError
from events.sources.pairing import item_keys, shown_with, specific
from events.sources.reading import Heard, read
from events.sources.taking import batches, lay, take
from portal.fetching import Fetcher, FetchError
from portal.follow import touch
from portal.ticking import every_tick

logger = logging.getLogger(__name__)
AT_ONCE = 4
MOST_SOURCES = 20
#: So long (in seconds) new sources are begun with, and so long one is written: the rest has its turn at the next tick.
MOST_SECONDS, MOST_SECONDS_WRITING = 60.0, 30.0


@every_tick
def refresh_due(fetcher: Fetcher | None = None) -> int:
    """Read the sources whose time has come, several at once, and write what they tell; return how many were read.

    After a minute none is begun any more: each keeps its turn for the next tick.
    """
    until = monotonic() + MOST_SECONDS
    for source in _in_time(Source.untaken(), until):
        _take_rest(source)
    return refresh(_in_time(Source.due()[:MOST_SOURCES], until), fetcher)


def _in_time(sources: Iterable[Source], until: float) -> Iterator[Source]:
    """Yield sources until a moment, each when its turn has come."""
    return takewhile(lambda _source: monotonic() < until, sources)


def _take_rest(source: Source) -> None:
    """Write what is left of the last reading; what goes wrong with it is this source's alone."""
    try:
        take(source, most_seconds=MOST_SECONDS_WRITING)
    except Exception:
        logger.exception("The items of the source %s could not be written", source.pk)


def refresh(sources: Iterable[Source], fetcher: Fetcher | None = None, *, believe: bool = False) -> int:
    """Read these sources, each apart from the others and begun when there is room for it; return how many we read.

    `believe`: also what takes everything back at once.
    """
    chosen, asked, count = filter(_take_up, sources), dict[Future[Heard], Source](), 0
    ours = own_hosts()
    with ThreadPoolExecutor(AT_ONCE) as pool:
        while True:
            for each in islice(chosen, AT_ONCE - len(asked)):
                asked[pool.submit(read, each.kind, each.address, each.memory, ours, fetcher)] = each
                count += 1
            if not asked:
                return count
            for answer in wait(asked, return_when=FIRST_COMPLETED).done:
                _settle(asked.pop(answer), answer, believe)


def _take_up(source: Source) -> bool:
    """Say that a source is being read; tell whether nobody else was faster."""
    now = timezone.now()
    as_seen = Source.objects.filter(pk=source.pk, taken_up_at=source.taken_up_at, read_at=source.read_at)
    mine = as_seen.update(taken_up_at=now)
    return bool(mine)


def _settle(source: Source, answer: "Future[Heard]", believe: bool) -> None:
    with translation.override(settings.SOURCE_LANGUAGE):
        try:
            _hear(source, answer, believe)
        except (FetchError, UnreadableError) as error:
            fail(source, str(error))
        except Exception:
            logger.exception("The source %s could not be read", source.pk)
            fail(source, _("Something went wrong on the platform's side."))


def _hear(source: Source, answer: "Future[Heard]", believe: bool) -> None:
    try:
        heard = answer.result()
    except UnchangedError:
        # It says the same: whether others tell that too, and what is left of it to write, may be otherwise.
        if source.active:
            take(source, most_seconds=MOST_SECONDS_WRITING)
    else:
        keep(source, heard, believe=believe)
    _succeed(source)


def keep(source: Source, heard: Heard, *, believe: bool = False) -> None:
    """Keep what a source told, and if its items are shown, write them; raise UnreadableError if it is not believed."""
    now = timezone.now()
    if source.active and not believe and _takes_all_back(source, heard.reading, now):
        raise UnreadableError(
            _("It answers, but tells of nothing any more: its items stay. If that is right, choose “Believe it”.")
        )
    # Whoever asks next may hear that nothing has changed: until it is written, it is to be written.
    source.reading, source.memory, source.is_taken = heard.reading.to_json(), heard.memory, not source.active
    source.save(update_fields=["reading", "memory", "is_taken", "modified"])
    if source.active:
        take(source, now, MOST_SECONDS_WRITING)


def fail(source: Source, problem: str) -> None:
    """Remember why a source could not be read; once it has failed for some time, its items say so."""
    _remember(source, failures=source.failures + 1, problem=problem, read_at=timezone.now())


def _succeed(source: Source) -> None:
    now = timezone.now()
    _remember(source, failures=0, problem="", read_at=now, succeeded_at=now)


def _remember(source: Source, **facts: object) -> None:
    was_stale = source.is_stale
    for name, value in facts.items():
        setattr(source, name, value)
    source.next_at, source.taken_up_at = source.next_after(timezone.now()), None
    source.save(update_fields=[*facts, "next_at", "taken_up_at", "modified"])
    if source.is_stale != was_stale:
        show_anew(source)


def show_anew(source: Source) -> None:
    """Write anew what shows the items of a source, a few at a time, after the source itself has changed."""
    keys = list(source.items.filter(dropped_at=None).values_list("pk", flat=True))
    for batch in batches(keys):
        with transaction.atomic():
            items = list(ExternalItem.findable().filter(pk__in=batch))
            touch(*items, *specific(shown_with(items) - item_keys(items)))


def _takes_all_back(source: Source, reading: Reading, now: datetime) -> bool:
    return not reading.items and bool(lay(source, reading, now).dropped)
