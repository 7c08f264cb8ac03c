"""`/organisations/`: the directory of bodies that take part."""

from typing import Any

from labs.api.refs import lab_ref, public_labs
from labs.api.schemas import Organisation as OrganisationSchema
from labs.models import Organisation
from portal.addresses import absolute
from portal.api.records import RecordResource
from portal.api.refs import Plain
from portal.public import Publicity


class OrganisationResource(RecordResource):
    """The organisations, with the public labs that each is the referent of or tied to."""

    name = "organisations"
    kind = "organisation"
    title, single_title = "Organisations", "One organisation"
    about = "The organisations, with the labs that each is the referent of or tied to."
    key = ("Its lasting short name, or its id.", "comune-di-pavia")
    schema = OrganisationSchema
    model = Organisation
    names = ("territory", "q")
    related = ("territory",)
    prefetched = ("referent_of__content_type", "lab_ties__page__content_type")
    said_in = ("name", "aliases", "summary")

    def facts(self, record: Organisation, publicity: Publicity) -> Plain:
        """Return what an organisation says of itself."""
        labs: list[Any] = [*record.referent_of.all(), *(tie.page for tie in record.lab_ties.all())]
        return {
            "url": absolute(record.path_in()),
            "aliases": [alias.strip() for alias in record.aliases.split(",") if alias.strip()],
            "legal_form": record.legal_form,
            "summary": str(record.summary),
            "website": record.website,
            "phone": record.phone,
            "email": record.email,
            "labs": [lab_ref(lab) for lab in public_labs(labs, publicity)],
        }
