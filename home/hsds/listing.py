"""One table of HSDS at its addresses: a list in pages, and one row by its id."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Path, Router

from home.hsds.asking import NAMES, Asked, read
from home.hsds.schemas import page_of
from home.hsds.tables import Page, own_fields
from portal.api.answers import answer
from portal.api.identity import as_uuid
from portal.api.parameters import own_parameter, parameters
from portal.api.problems import ProblemError
from portal.api.refs import Plain
from portal.api.schemas import ProblemDetails, Sparse

KEY = "3a1c7f5e-8d42-4e0b-9c6f-5b7e2d1a0f94"


@dataclass(frozen=True)
class Listing:
    """A table: its name in the standard, what it holds, its shape, its parameters, its pages and its single rows."""

    name: str
    about: str
    schema: type[Sparse]
    own: dict[str, tuple[Any, ...]]
    page: Callable[[Asked], Page]
    one: Callable[[str, Asked], Plain | None]

    def listed(self, request: HttpRequest) -> HttpResponse:
        """Answer one page."""
        query, asked = read(request, self.own)
        return answer(request, query, lambda: self._page(asked))

    def single(self, request: HttpRequest, key: str) -> HttpResponse:
        """Answer one row with all that belongs to it."""
        query, asked = read(request, {})
        return answer(request, query, lambda: self._one(key, asked))

    def mount(self, router: Router) -> None:
        """Add the addresses to a router: as the standard writes them, and silently with a slash at the end."""

        def listed(request: HttpRequest) -> HttpResponse:
            return self.listed(request)

        told = Path(..., description="Its id, a UUID that lasts.", example=KEY)

        def single(request: HttpRequest, key: str = told) -> HttpResponse:
            return self.single(request, key)

        of_list = [*parameters(NAMES), *(own_parameter(name, *told) for name, (_read, *told) in self.own.items())]
        title = self.name.replace("_", " ")
        self._add(router, "", listed, "list", {200: page_of(self.schema)}, f"HSDS: {title}", of_list)
        one = {200: self.schema, 404: ProblemDetails}
        self._add(router, "/{key}", single, "detail", one, f"HSDS: one of the {title}", parameters(NAMES))

    def _add(
        self,
        router: Router,
        path: str,
        view: Callable[..., HttpResponse],
        what: str,
        answers: dict[int, Any],
        summary: str,
        declared: list[dict],
    ) -> None:
        name = f"hsds_{self.name}_{what}"
        for slash in ("", "/"):
            router.get(
                f"/hsds/{self.name}{path}{slash}",
                response={**answers, 400: ProblemDetails},
                operation_id=name,
                url_name=f"{name}{'_slash' if slash else ''}",
                include_in_schema=not slash,
                tags=["hsds"],
                by_alias=True,
                summary=summary,
                description=f"{self.about} After HSDS 3.1 (https://docs.openreferral.org).",
                openapi_extra={"parameters": declared},
            )(view)

    def _page(self, asked: Asked) -> Plain:
        total, rows = self.page(asked)
        pages = -(-total // asked.per_page)
        return {
            "total_items": total,
            "total_pages": pages,
            "page_number": asked.page,
            "size": len(rows),
            "first_page": asked.page == 1,
            "last_page": asked.page >= pages,
            "empty": not rows,
            "contents": rows if asked.full else [own_fields(row) for row in rows],
        }

    def _one(self, key: str, asked: Asked) -> Plain:
        found = self.one(key, asked) if as_uuid(key) else None
        if found is None:
            raise ProblemError(404)
        return found
