"""The shapes of what the search answers, as OpenAPI says them."""

from datetime import datetime

from portal.api.schemas import Envelope, Item, SlugName, SourceRef, Strict


class Suggestion(Item):
    """What may be meant, by its title: `language` is the one that its words are in.

    `kind` is that of an entry, `topic`, or `query` for words to search for; `label` is what a reader calls it.
    """

    kind: str
    label: str
    language: str


class Why(Strict):
    """Why a thing stands there: the words that answer, and how far it is from the place that was chosen.

    `found_by` are names that have words which its own text does not have: where and whose it is, what it is about and
    for whom. `document` is the title of a file shown there that has such words. `date` is when the date that counts
    begins: the first in the days that were asked for, and one that is over only where no other is; where no days were
    asked for, the next one if it is within a week, and without words always.
    """

    words: list[str]
    found_by: list[str]
    document: str | None
    distance_km: float | None
    date: datetime | None


class Found(Suggestion):
    """A thing found: its excerpt is HTML with the words found in <mark> and everything else escaped."""

    excerpt: str
    municipality: SlugName | None
    next_date: datetime | None
    score: float
    source: SourceRef | None
    also_at: list[SourceRef]
    why: Why


class FacetCount(Strict):
    """A value of the filter, what it is called, and how many things have it, as the rest of the filter stands."""

    value: str
    label: str
    count: int


class FacetCounts(Strict):
    """The values by which a search can be narrowed."""

    territory: list[FacetCount]
    kind: list[FacetCount]
    municipality: list[FacetCount]
    topic: list[FacetCount]
    audience: list[FacetCount]
    language: list[FacetCount]
    when: list[FacetCount]


class Beside(Strict):
    """What answers `q` taken in another way: at most eight things, best first, none of them among the results.

    `words` are those that were looked for: all of them, or where it is `loosened` any; none where only the choices that
    `q` says were left. `corrected` and `understood` say of this way what they say of the search.
    """

    items: list[Found]
    loosened: bool
    words: list[str]
    corrected: str | None
    understood: str | None


class SearchResults(Envelope[Found]):
    """One page of what was found.

    `corrected` is the query used when a misspelling was mended; `understood` is the query string of the filter that
    was used when words of `q` were taken for a choice of place, time or audience. `degraded` tells that the search
    server did not answer, or had not caught up, and the database answered in its place: the same things, perhaps in
    another order. `beside` is there on the first page where fewer than three things were found and another way to take
    the words finds more.
    """

    facets: FacetCounts
    corrected: str | None
    degraded: bool
    understood: str | None
    beside: Beside | None


class Suggestions(Envelope[Suggestion]):
    """Titles with the words typed so far."""
