"""Where data sets are taken away: `/data/<name>.csv` with its description beside it, `.json`, `.jsonld`."""

from collections.abc import Callable, Iterable
from io import TextIOWrapper
from tempfile import SpooledTemporaryFile
from typing import IO

from django.http import HttpRequest, HttpResponse
from ninja import Router, Schema

from portal.addresses import absolute
from portal.answer_cache import LARGEST_BODY
from portal.api.answers import answer
from portal.api.openapi import JSON, MEDIA_TYPE_OF
from portal.api.parameters import parameters
from portal.api.query import Query, read_query
from portal.api.refs import moment
from portal.api.schemas import ProblemDetails
from portal.fresh_answers import fresh_answer
from portal.freshness import last_written
from portal.open_data import csv_table, csvw
from portal.open_data.data_resource import write_json
from portal.open_data.data_set import DataSet, LinkedForm
from portal.open_data.linked import write_jsonld
from portal.open_data.schemas import CsvwTable, data_resource_of
from portal.structured_data import JSONLD_TYPE

#: What every data set can be narrowed by; the language chooses the words.
NAMES = ("territory", "lang")
CSV_TYPE = "text/csv; charset=utf-8; header=present"
View = Callable[[HttpRequest], HttpResponse]


def path_of(name: str, query: str = "") -> str:
    """Return the path of a file (`labs.csv`) for a canonical query string."""
    return f"/api/v1/data/{name}" + (f"?{query}" if query else "")


def mount(router: Router, data_sets: Iterable[DataSet]) -> None:
    """Add the files of data sets to a router."""
    for data_set in data_sets:
        name = data_set.name
        _add(router, f"{name}.csv", _csv(data_set), str, "the rows as CSV (RFC 4180)", csv_table.MEDIA_TYPE)
        _add(router, f"{name}.csv-metadata.json", _csvw(data_set), CsvwTable, "the columns of its CSV", csvw.MEDIA_TYPE)
        shape = data_resource_of(data_set)
        _add(router, f"{name}.json", _json(data_set), shape, "rows, licence and fields in one JSON file", JSON)
        if form := data_set.linked:
            profile = form.profile[0]
            _add(
                router, f"{name}.jsonld", _jsonld(data_set, form), form.schema, f"linked data ({profile})", JSONLD_TYPE
            )


def written(write: Callable[[IO[str]], None]) -> bytes | IO[bytes]:
    """Return what `write` writes: a small text as it is, so that it can be remembered, a large one as a file."""
    file = SpooledTemporaryFile(max_size=LARGEST_BODY)  # noqa: SIM115  # closed with the answer
    try:
        out = TextIOWrapper(file, encoding="utf-8", newline="", write_through=True)  # type: ignore[type-var]
        write(out)
        out.detach()
        size = file.tell()
        file.seek(0)
    except BaseException:
        file.close()
        raise
    if size > LARGEST_BODY:
        return file
    with file:
        return file.read()


def _csv(data_set: DataSet) -> View:
    def write(query: Query, out: IO[str]) -> None:
        csv_table.write_csv(data_set, data_set.rows(query), out)

    def view(request: HttpRequest) -> HttpResponse:
        query = read_query(request, NAMES)
        response = _file(request, query, CSV_TYPE, write)
        described = absolute(path_of(f"{data_set.name}.csv-metadata.json", query.to_query()))
        response["Link"] = f'<{described}>; rel="describedby"; type="{csvw.MEDIA_TYPE}"'
        response["Content-Disposition"] = f'attachment; filename="{data_set.name}.csv"'
        return response

    return view


def _csvw(data_set: DataSet) -> View:
    def view(request: HttpRequest) -> HttpResponse:
        query = read_query(request, NAMES)
        address = absolute(path_of(f"{data_set.name}.csv", query.to_query()))
        return answer(request, query, lambda: csvw.table(data_set, address, _modified(query)), kind=csvw.MEDIA_TYPE)

    return view


def _json(data_set: DataSet) -> View:
    def write(query: Query, out: IO[str]) -> None:
        write_json(data_set, {"modified": _modified(query)}, data_set.rows(query), out)

    return lambda request: _file(request, read_query(request, NAMES), JSON, write)


def _jsonld(data_set: DataSet, form: LinkedForm) -> View:
    def write(query: Query, out: IO[str]) -> None:
        address = absolute(path_of(f"{data_set.name}.jsonld", query.to_query()))
        write_jsonld(data_set, form, {"@id": address, "modified": _modified(query)}, data_set.items(query), out)

    return lambda request: _file(request, read_query(request, NAMES), JSONLD_TYPE, write)


def _file(request: HttpRequest, query: Query, kind: str, write: Callable[[Query, IO[str]], None]) -> HttpResponse:
    return fresh_answer(request, query, kind, lambda: written(lambda out: write(query, out)))


def _modified(query: Query) -> str:
    return moment(last_written(query.filter.territory)) or ""


def _add(router: Router, file: str, view: View, shape: type[Schema] | type[str], what: str, media_type: str) -> None:
    name = f"data_{file.replace('-', '_').replace('.', '_')}"
    router.get(
        f"/data/{file}",
        response={200: shape, 400: ProblemDetails},
        operation_id=name,
        url_name=name,
        tags=["open data"],
        by_alias=True,
        summary=file,
        description=f"The data set `{file.split('.')[0]}`: {what}.",
        openapi_extra={"parameters": parameters(NAMES), MEDIA_TYPE_OF: media_type},
    )(view)
