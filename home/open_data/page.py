"""`/it/dati-aperti/`: the data sets for people: what each holds, under which licence, in which forms it is had."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from events.asked import asked
from home.open_data.catalog import PATH
from home.open_data.data_sets import DATA_SETS
from home.open_data.distributions import forms_of
from portal import licence, links
from portal.addresses import in_every_language, reader_language
from portal.filters import Filter
from portal.freshness import last_written
from portal.open_data.data_set import DataSet
from portal.open_data.downloads import path_of
from portal.open_data.told import told_in

#: The interfaces for programs, beside the files.
API, HSDS = links.API_DOCUMENTATION, "/api/v1/hsds/"


@dataclass(frozen=True)
class Offer:
    """A data set in words of one language, with its files, narrowed as the page was asked, and its columns.

    Each of `files` is a name and an address, each of `columns` a name and what it holds.
    """

    name: str
    title: str
    description: str
    files: list[tuple[str, str]]
    columns: list[tuple[str, str]]
    described: str


@require_safe
def open_data(request: HttpRequest) -> HttpResponse:
    """Answer with all data sets; `territory` narrows them."""
    chosen, problems = asked(request, ("territory", "lang"))
    language = reader_language()
    words_language = told_in()
    alternates = in_every_language(links.open_data)
    context: dict[str, Any] = {
        "here": _("Open data"),
        "description": _("What the labs publish, to take away as a whole: calendar, labs, places, decisions, figures."),
        "problems": problems,
        "chosen": chosen,
        "offers": [_offer(data_set, _query(chosen, language), words_language) for data_set in DATA_SETS],
        "modified": last_written(chosen.territory),
        "catalog": f"{PATH}?{narrowing}" if (narrowing := _query(chosen, "")) else PATH,
        "licence": licence,
        "words_language": words_language,
        "interfaces": {"api": API, "hsds": HSDS},
        "alternates": alternates,
        "canonical": alternates[language],
        "path": links.open_data(),
    }
    return render(request, "home/open_data.html", context)


def _offer(data_set: DataSet, query: str, language: str) -> Offer:
    name = data_set.name
    with translation.override(language):
        return Offer(
            name,
            str(data_set.title),
            str(data_set.description),
            [(form.name, path_of(f"{name}.{form.ending}", query)) for form in forms_of(data_set)],
            [(column.name, str(column.description)) for column in data_set.columns],
            path_of(f"{name}.csv-metadata.json", query),
        )


def _query(chosen: Filter, language: str) -> str:
    """Return the query string of files: the source language goes without saying."""
    return Filter(territory=chosen.territory, lang="" if language == settings.SOURCE_LANGUAGE else language).to_query()
