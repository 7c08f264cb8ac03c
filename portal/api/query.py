"""What a request to the API asks for: the filter grammar and an endpoint's own names, read strictly, in one round."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest
from django.utils import translation
from django.utils.translation import gettext as _

from portal.addresses import absolute
from portal.api.problems import ProblemError
from portal.centres import centres
from portal.filters import DATE_KINDS, Filter, Problem, check_slugs, parse
from portal.filters.values import RefusedError
from portal.models import Audience, Municipality, Territory, Topic

DEFAULT_LIMIT, MAX_LIMIT = 20, 100
#: How the text of a parameter becomes a value; raises RefusedError.
Reader = Callable[[str], Any]
#: Who knows the short names that exist, given the filter that asks for some of them.
Slugs = Callable[[Filter], Collection[str]]


def _slugs_of(model: Any) -> Slugs:
    return lambda chosen: set(model.objects.values_list("slug", flat=True))


KNOWN: dict[str, Slugs] = {
    "territory": _slugs_of(Territory),
    "municipality": _slugs_of(Municipality),
    "topic": _slugs_of(Topic),
    "audience": _slugs_of(Audience),
    "near": lambda chosen: {centre.slug for centre in centres()},
}


@dataclass(frozen=True)
class Query:
    """A query string that was read without a problem, with the path that it was sent to."""

    path: str
    filter: Filter = field(default_factory=Filter)
    own: Mapping[str, Any] = field(default_factory=dict)
    own_texts: Mapping[str, str] = field(default_factory=dict)

    @property
    def language(self) -> str:
        """The language of the words asked for."""
        return self.filter.lang or settings.SOURCE_LANGUAGE

    @property
    def limit(self) -> int:
        """How many items at most."""
        return self.filter.limit or DEFAULT_LIMIT

    @property
    def offset(self) -> int:
        """How many items are left out before the first."""
        return self.filter.offset

    def to_query(self, **changes: Any) -> str:
        """Return the one query string that all queries which mean the same share."""
        parts = (self.filter.to_query(**changes), urlencode(sorted(self.own_texts.items())))
        return "&".join(part for part in parts if part)

    def address(self, offset: int) -> str:
        """Return the absolute address of the same list from another item on."""
        query = self.to_query(offset=offset)
        return absolute(f"{self.path}?{query}" if query else self.path)


def read_query(
    request: HttpRequest,
    names: Collection[str] = (),
    *,
    kinds: Collection[str] = DATE_KINDS,
    own: Mapping[str, Reader] | None = None,
    known: Mapping[str, Slugs] | None = None,
    max_limit: int = MAX_LIMIT,
) -> Query:
    """Read a request's query; raise ProblemError (400) naming every unknown name and every bad value at once.

    `names` are those of the grammar that this endpoint takes, `own` those it adds, `known` (over KNOWN) who knows the
    slugs that exist.
    """
    own = own or {}
    chosen, problems = parse(request.GET, allowed=[*names, *own], kinds=kinds, max_limit=max_limit)
    chosen, missing = check_slugs(chosen, known_slugs(chosen, known or {}))
    texts, values, refused = _read_own(request, own)
    if errors := [*problems, *missing, *refused]:
        with translation.override(chosen.lang or settings.SOURCE_LANGUAGE):
            raise ProblemError(400, _("Some filters of this address cannot be read."), errors)
    return Query(request.path, chosen, values, texts)


def known_slugs(chosen: Filter, known: Mapping[str, Slugs]) -> dict[str, Collection[str]]:
    """Return the short names that exist; `known` (over KNOWN) is asked only for those that the filter uses, so that a
    list without filters costs no query here.
    """
    known = KNOWN | dict(known)
    used = {name for name in known if getattr(chosen, name)}
    if chosen.near and not chosen.near.named:
        used.remove("near")
    return {name: known[name](chosen) for name in sorted(used)}


def _read_own(
    request: HttpRequest, readers: Mapping[str, Reader]
) -> tuple[dict[str, str], dict[str, Any], list[Problem]]:
    texts: dict[str, str] = {}
    values: dict[str, Any] = {}
    problems: list[Problem] = []
    for name, reader in readers.items():
        sent = [text for text in dict.fromkeys(text.strip() for text in request.GET.getlist(name)) if text]
        if len(sent) > 1:
            problems.append(Problem.of(name, ", ".join(sent), _("Give this filter one value only.")))
        elif sent:
            try:
                values[name] = reader(sent[0])
                texts[name] = sent[0]
            except RefusedError as refused:
                problems.append(Problem.of(name, sent[0], refused.message, refused.allowed))
    return texts, values, problems
