"""Who publishes the data and whose they are, as agents of DCAT-AP_IT; organisations, never persons."""

from django.conf import settings
from django.utils.text import slugify

from portal.addresses import on_platform
from portal.api.refs import Plain
from portal.models import Territory

#: Where the Italian register of public administrations names each by its code.
REGISTER = "http://spcdata.digitpa.gov.it/browse/page/Amministrazione/"


def publisher() -> Plain:
    """Return who makes the platform's data available: as the settings say."""
    return _agent(settings.PUBLISHER_NAME, settings.PUBLISHER_IPA, settings.PLATFORM_ID, on_platform("/#publisher"))


def rights_holder(territory: Territory | None) -> Plain:
    """Return whose the data of a territory are: its lead body's; those of all, or without one, the publisher's."""
    if territory is None or not territory.lead_body:
        return publisher()
    key = on_platform(f"/api/v1/territories/{territory.slug}/#lead-body")
    return _agent(territory.lead_body, territory.lead_body_ipa, slugify(territory.lead_body), key)


def contact_point() -> Plain | None:
    """Return whom to write to about the data, where the settings name an office's address."""
    if not settings.PUBLISHER_EMAIL:
        return None
    return {
        "@id": on_platform("/#contact"),
        "@type": ["dcatapit:Organization", "vcard:Organization", "vcard:Kind"],
        "vcard:fn": settings.PUBLISHER_NAME,
        "vcard:hasEmail": {"@id": f"mailto:{settings.PUBLISHER_EMAIL}"},
    }


def _agent(name: str, ipa: str, otherwise: str, key: str) -> Plain:
    """Return an agent: a public administration is known by its code in the register (IPA)."""
    return {
        "@id": f"{REGISTER}{ipa}" if ipa else key,
        "@type": ["dcatapit:Agent", "foaf:Agent"],
        "dct:identifier": ipa or otherwise,
        "foaf:name": {"@value": name, "@language": settings.SOURCE_LANGUAGE},
    }
