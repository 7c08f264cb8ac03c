"""The data sets of organisations and places."""

from django.utils.translation import gettext_lazy as _

from labs.api.organisations import OrganisationResource
from labs.api.places import PlaceResource
from labs.open_data.columns import ID, MODIFIED, PAGE, SLUG, TERRITORY, TITLE
from portal.open_data.columns import ADDRESS, NUMBER, WORDS, Column
from portal.open_data.data_set import DataSet

ORGANISATIONS = DataSet(
    name="organisations",
    title=_("Organisations"),
    description=_(
        "The public bodies, associations, cooperatives and informal groups that take part in the networks, with the "
        "labs of each. Telephone and e-mail are those of their offices."
    ),
    resource=OrganisationResource(),
    columns=(
        ID,
        SLUG,
        Column("title", _("Its name."), required=True),
        Column("aliases", _("Its other names."), WORDS),
        Column("legal_form", _("Its legal form; empty for an informal group.")),
        Column("summary", _("What it does.")),
        TERRITORY,
        Column("website", _("Its website."), ADDRESS),
        Column("phone", _("The telephone of its office, as people write it.")),
        Column("email", _("The e-mail of its office.")),
        Column("labs", _("The labs that it answers for or is tied to, by short names."), WORDS, "labs.slug"),
        PAGE,
        MODIFIED,
    ),
    themes=("SOCI", "GOVE"),
    keywords=(_("organisations"), _("third sector"), _("associations")),
)

PLACES = DataSet(
    name="places",
    title=_("Places"),
    description=_("Where things happen: address, position, how to get there and how accessible each place is."),
    resource=PlaceResource(),
    columns=(
        ID,
        SLUG,
        TITLE,
        Column("kind", _("What kind of place it is.")),
        Column("address", _("Street and number.")),
        Column("municipality", _("Its municipality."), path="municipality.name"),
        TERRITORY,
        Column("lat", _("Latitude in degrees (WGS 84)."), NUMBER),
        Column("lon", _("Longitude in degrees (WGS 84)."), NUMBER),
        Column("directions", _("How to get there.")),
        Column("accessibility", _("Steps, lift, toilet, parking.")),
        Column("labs", _("The labs that are at home there or connected with it, by short names."), WORDS, "labs.slug"),
        PAGE,
        MODIFIED,
    ),
    themes=("SOCI", "REGI"),
    keywords=(_("places"), _("accessibility"), _("addresses")),
)
