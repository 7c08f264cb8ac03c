"""`/api/v1/catalog.jsonld`: the catalogue of data sets after DCAT-AP_IT, for dati.gov.it and other harvesters.

Its elements: https://docs.italia.it/italia/daf/linee-guida-cataloghi-dati-dcat-ap-it/, its ontology:
http://dati.gov.it/onto/dcatapit (2.0); services and what is European, after DCAT-AP 2.1.1
(https://github.com/SEMICeu/DCAT-AP, whose shapes ask that it is said of which class each thing is). With `territory` it
is the catalogue of that territory: the same data sets narrowed to it, as data of its lead body.
"""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from ninja import Router

from home.open_data.agents import contact_point, publisher, rights_holder
from home.open_data.catalog_schemas import Catalog
from home.open_data.data_sets import DATA_SETS
from home.open_data.distributions import distributions
from home.open_data.services import services
from home.open_data.words import EU, at, in_both, reference
from portal import links
from portal.addresses import on_platform
from portal.api.answers import answer
from portal.api.openapi import MEDIA_TYPE_OF
from portal.api.parameters import parameters
from portal.api.query import Query, read_query
from portal.api.refs import Plain
from portal.api.schemas import ProblemDetails
from portal.freshness import last_written
from portal.models import Territory
from portal.open_data.data_set import DataSet
from portal.structured_data import JSONLD_TYPE

PATH = "/api/v1/catalog.jsonld"
NAMES = ("territory",)
ITALIAN = reference(f"{EU}language/ITA", "dct:LinguisticSystem")
CONTEXT = {
    "dcatapit": "http://dati.gov.it/onto/dcatapit#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "owl": "http://www.w3.org/2002/07/owl#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


def show(request: HttpRequest) -> HttpResponse:
    """Answer the catalogue."""
    query = read_query(request, NAMES)
    return answer(request, query, lambda: catalog(query), kind=JSONLD_TYPE)


def mount(router: Router) -> None:
    """Add the address to a router."""
    router.get(
        PATH.removeprefix("/api/v1"),
        response={200: Catalog, 400: ProblemDetails},
        operation_id="catalog",
        summary="Catalogue of open data",
        description="All data sets with their forms, licence and dates after DCAT-AP_IT, for harvesters.",
        tags=["open data"],
        by_alias=True,
        openapi_extra={"parameters": parameters(NAMES), MEDIA_TYPE_OF: JSONLD_TYPE},
    )(show)


def catalog(query: Query) -> Plain:
    """Return the catalogue of the territories that a query names, or of all."""
    territories = list(Territory.objects.filter(slug__in=query.filter.territory))
    modified = last_written(query.filter.territory)
    names = [territory.name for territory in territories]
    key = on_platform(f"{PATH}?{narrowing}" if (narrowing := query.to_query()) else PATH)
    told = [_data_set(data_set, territories, narrowing, f"{key}#{data_set.name}", modified) for data_set in DATA_SETS]
    return {
        "@context": CONTEXT,
        "@id": key,
        "@type": ["dcatapit:Catalog", "dcat:Catalog"],
        "dct:title": in_both(_("Open data"), settings.WAGTAIL_SITE_NAME, *names),
        "dct:description": in_both(
            _("What the social labs publish: labs, organisations, places, calendar, decisions and figures.")
        ),
        "dct:publisher": publisher(),
        "dct:language": ITALIAN,
        "dct:modified": at(modified),
        "foaf:homepage": reference(on_platform(links.open_data()), "foaf:Document"),
        "dcat:themeTaxonomy": reference(f"{EU}data-theme"),
        "dcat:dataset": told,
        "dcat:service": services([each["@id"] for each in told]),
    }


def _data_set(data_set: DataSet, territories: list[Territory], narrowing: str, key: str, modified: datetime) -> Plain:
    """Return a data set; one territory's is its lead body's."""
    only = territories[0] if len(territories) == 1 else None
    contact = contact_point()
    parts = (settings.PLATFORM_ID, *(territory.slug for territory in territories), data_set.name)
    return {
        "@id": key,
        "@type": ["dcatapit:Dataset", "dcat:Dataset"],
        "dct:identifier": ":".join(parts),
        "dct:title": in_both(data_set.title, *(territory.name for territory in territories)),
        "dct:description": in_both(data_set.description),
        "dct:rightsHolder": rights_holder(only),
        "dct:publisher": publisher(),
        **({"dcat:contactPoint": contact} if contact else {}),
        "dct:accrualPeriodicity": reference(f"{EU}frequency/{data_set.frequency}", "dct:Frequency"),
        "dct:modified": at(modified),
        "dct:language": ITALIAN,
        "dcat:theme": [reference(f"{EU}data-theme/{theme}") for theme in data_set.themes],
        "dcat:keyword": [word for each in data_set.keywords for word in in_both(each)],
        "dcat:landingPage": reference(on_platform(f"{links.open_data()}#{data_set.name}"), "foaf:Document"),
        **_reach(data_set),
        "dcat:distribution": distributions(data_set, narrowing, modified),
    }


def _reach(data_set: DataSet) -> dict[str, Any]:
    """Return from when to when a data set reaches, and after which profile it is told, where it has these."""
    found: dict[str, Any] = {}
    if data_set.period:
        first, last = ({"@value": day.isoformat(), "@type": "xsd:date"} for day in data_set.period())
        found["dct:temporal"] = {
            "@type": "dct:PeriodOfTime",
            "dcat:startDate": first,
            "dcat:endDate": last,
            "dcatapit:startDate": first,
            "dcatapit:endDate": last,
        }
    if data_set.linked:
        name, title, address = data_set.linked.profile
        found["dct:conformsTo"] = {
            "@id": address,
            "@type": ["dcatapit:Standard", "dct:Standard"],
            "dct:identifier": name,
            "dct:title": [{"@value": title, "@language": "it"}],
        }
    return found
