"""`/it/dati-aperti/`: the data sets for people: what each holds, under which licence, in which forms it is had."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from events.asked import asked
from home.open_data.catalog import PATH
from home.open_data.data_sets import DATA_SETS
from home.open_data.distributions import Form, forms_of
from home.open_data.words import LANGUAGES
from portal import licence, links
from portal.addresses import in_every_language, reader_language
from portal.filters import Filter
from portal.freshness import last_written
from portal.open_data.data_set import DataSet
from portal.open_data.downloads import path_of

#: The interfaces for programs, beside the files.
API, HSDS = links.API_DOCUMENTATION, "/api/v1/hsds/"


@dataclass(frozen=True)
class Offer:
    """A data set with the addresses of its files, narrowed as the page was asked."""

    data_set: DataSet
    files: list[tuple[Form, str]]
    described: str


@require_safe
def open_data(request: HttpRequest) -> HttpResponse:
    """Answer with all data sets; `territory` narrows them."""
    chosen, problems = asked(request, ("territory", "lang"))
    language = reader_language()
    alternates = in_every_language(links.open_data)
    context: dict[str, Any] = {
        "here": _("Open data"),
        "description": _("What the labs publish, to take away as a whole: calendar, labs, places, decisions, figures."),
        "problems": problems,
        "chosen": chosen,
        "offers": [_offer(data_set, chosen, language) for data_set in DATA_SETS],
        "modified": last_written(chosen.territory),
        "catalog": f"{PATH}?{narrowing}" if (narrowing := _query(chosen, "")) else PATH,
        "licence": licence,
        # Where there are no words in the reader's language, Italian ones are read.
        "words_language": language if language in LANGUAGES else settings.SOURCE_LANGUAGE,
        "interfaces": {"api": API, "hsds": HSDS},
        "alternates": alternates,
        "canonical": alternates[language],
        "path": links.open_data(),
    }
    return render(request, "home/open_data.html", context)


def _offer(data_set: DataSet, chosen: Filter, language: str) -> Offer:
    query = _query(chosen, language)
    files = [(form, path_of(f"{data_set.name}.{form.ending}", query)) for form in forms_of(data_set)]
    return Offer(data_set, files, path_of(f"{data_set.name}.csv-metadata.json", query))


def _query(chosen: Filter, language: str) -> str:
    """Return the query string of files: the source language goes without saying."""
    return Filter(territory=chosen.territory, lang="" if language == settings.SOURCE_LANGUAGE else language).to_query()
