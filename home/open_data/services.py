"""The interfaces through which the same data can be asked for (https://www.w3.org/TR/vocab-dcat-2/#Class:Data_Service)."""

from django.utils.translation import gettext_lazy as _

from home.open_data.words import in_both, reference
from portal.addresses import on_platform
from portal.api.refs import Plain

DESCRIPTION = "/api/v1/openapi.json"
#: By its path: what it is called, and the standard that it follows.
INTERFACES = {
    "/api/v1/": (_("API of the platform"), "https://spec.openapis.org/oas/v3.1.0"),
    "/api/v1/hsds/": (_("Organisations and services after HSDS"), "https://docs.openreferral.org/en/3.1/"),
}


def services(data_sets: list[str]) -> list[Plain]:
    """Return the interfaces that serve these data sets."""
    return [
        {
            "@id": on_platform(path),
            "@type": "dcat:DataService",
            "dct:title": in_both(title),
            "dcat:endpointURL": reference(on_platform(path)),
            "dcat:endpointDescription": reference(on_platform(DESCRIPTION)),
            "dct:conformsTo": reference(standard, "dct:Standard"),
            "dcat:servesDataset": [reference(each) for each in data_sets],
        }
        for path, (title, standard) in INTERFACES.items()
    ]
