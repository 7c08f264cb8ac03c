"""One resource of the API, declared once: its list, its single things, its parameters and its shape."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, ClassVar

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from ninja import Path, Router, Schema

from portal.api.answers import answer, envelope
from portal.api.parameters import own_parameter, parameters
from portal.api.problems import ProblemError
from portal.api.query import Query, Reader, Slugs, read_query
from portal.api.schemas import ProblemDetails, list_of
from portal.freshness import freshness_for
from portal.kept_counts import kept_count

Answer = Callable[..., HttpResponse]
#: Rows that may be gone through more than once.
Rows = QuerySet | Sequence[Any]
PAGING = ("limit", "offset")


class Resource:
    """A read-only resource: `rows` says which rows a query asks for, `items` what is told of them.

    `names` are the names of the filter grammar that its list takes; `own` adds names with their reader, description,
    schema and example; `known` says who knows the slugs that the ground does not. `title` and `single_title` head its
    two addresses in the description of the API, `about` says what its list holds and how, `key` by what one thing is
    found, with an example; `also_answers` are the problems that a single thing may answer beside the usual ones.
    """

    name: ClassVar[str]
    title: ClassVar[str]
    single_title: ClassVar[str]
    about: ClassVar[str]
    key: ClassVar[tuple[str, str]]
    also_answers: ClassVar[tuple[int, ...]] = ()
    schema: ClassVar[type[Schema]]
    list_schema: ClassVar[type[Schema] | None] = None
    names: ClassVar[tuple[str, ...]] = ("q",)
    kinds: ClassVar[Sequence[str]] = ()
    own: ClassVar[Mapping[str, tuple[Reader, str, dict, Any]]] = {}
    known: ClassVar[Mapping[str, Slugs]] = {}

    def rows(self, query: Query) -> QuerySet:
        """Return the public rows that a query asks for, in a total order."""
        raise NotImplementedError

    def find(self, key: str) -> QuerySet:
        """Return the public rows, narrowed to the one that a slug or an id stands for."""
        raise NotImplementedError

    def items(self, rows: Rows) -> list[dict[str, Any]]:
        """Return what is told of these rows in the active language, in queries that do not grow with them."""
        raise NotImplementedError

    def also(self, query: Query) -> Any:
        """Return what else an answer depends on beside the query, the stamps and the day."""
        return None

    def listed(self, request: HttpRequest) -> HttpResponse:
        """Answer one page of the list."""
        readers = {name: reader for name, (reader, *_told) in self.own.items()}
        names = (*self.names, "lang", *PAGING)
        query = read_query(request, names, kinds=self.kinds, own=readers, known=self.known)
        return answer(request, query, lambda: self._page(request, query), also=self.also(query))

    def single(self, request: HttpRequest, key: str) -> HttpResponse:
        """Answer one thing by its slug or id."""
        query = read_query(request, ("lang",))
        return answer(request, query, lambda: self._one(key, query), also=self.also(query))

    def mount(self, router: Router) -> None:
        """Add the two addresses of this resource to a router."""

        def listed(request: HttpRequest) -> HttpResponse:
            return self.listed(request)

        words, example = self.key

        def single(request: HttpRequest, key: str = Path(..., description=words, example=example)) -> HttpResponse:
            return self.single(request, key)

        own = [own_parameter(name, *told) for name, (_reader, *told) in self.own.items()]
        of_list = parameters((*self.names, "lang", *PAGING), kinds=self.kinds) + own
        schema = self.list_schema or list_of(self.schema)
        self._add(router, "", listed, "list", {200: schema}, (self.title, self.about), of_list)
        answers: dict[int, type[Schema]] = {
            200: self.schema,
            **dict.fromkeys((404, *self.also_answers), ProblemDetails),
        }
        told = (self.single_title, f"{self.single_title}, by its key: {words[0].lower()}{words[1:]}")
        self._add(router, "{key}/", single, "detail", answers, told, parameters(("lang",)))

    def _add(
        self,
        router: Router,
        path: str,
        view: Answer,
        what: str,
        answers: dict[int, type[Schema]],
        told: tuple[str, str],
        declared: list[dict],
    ) -> None:
        summary, description = told
        router.get(
            f"/{self.name}/{path}",
            response={**answers, 400: ProblemDetails},
            operation_id=f"{self.name}_{what}",
            url_name=f"{self.name}_{what}",
            tags=[self.name],
            by_alias=True,
            summary=summary,
            description=description,
            openapi_extra={"parameters": declared},
        )(view)

    def _page(self, request: HttpRequest, query: Query) -> dict[str, Any]:
        rows = self.rows(query)
        count = self._count(rows, request, query)
        shown = rows[query.offset : query.offset + query.limit] if query.offset < count else rows.none()
        return envelope(query, count, self.items(shown))

    def _count(self, rows: QuerySet, request: HttpRequest, query: Query) -> int:
        """Return how many rows there are, remembered for lists that hang on nothing but the filter and the stamps."""
        if query.own_texts:
            return rows.count()
        version = freshness_for(request, query.filter.territory).version
        return kept_count(rows.count, self.name, query.filter, version)

    def _one(self, key: str, query: Query) -> dict[str, Any]:
        items = self.items(self.find(key)[:1])
        if not items:
            raise ProblemError(404)
        return items[0]
