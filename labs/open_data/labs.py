"""The data set of labs."""

from django.utils.translation import gettext_lazy as _

from labs.api.labs import LabResource
from labs.open_data.columns import AUDIENCES, ID, LANGUAGE, MODIFIED, PAGE, SLUG, TERRITORY, TITLE, TOPICS, where
from portal.api.refs import Plain
from portal.open_data.columns import ADDRESS, DAY, WORDS, Column
from portal.open_data.data_set import DataSet

WEEKDAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")


def opening_hours(lab: Plain) -> list[str]:
    """Return the hours in which a lab's door is open as schema.org writes them (https://schema.org/openingHours)."""
    return [f"{WEEKDAYS[row['weekday'] - 1]} {row['opens']}-{row['closes']}" for row in lab["opening_hours"]]


LABS = DataSet(
    name="labs",
    title=_("Labs"),
    description=_(
        "The open labs of all territories: where they are, when their door is open, who stands behind them, what they "
        "are about and for whom. Whom to ask is told by role and organisation, never by a person’s name."
    ),
    resource=LabResource(),
    columns=(
        ID,
        SLUG,
        TITLE,
        Column("kind", _("What kind of lab it is."), required=True),
        Column("kind_name", _("What labs of its kind are called.")),
        Column("summary", _("What it is, in a few words.")),
        TERRITORY,
        Column("area", _("The quarter or area that it is for.")),
        *where("municipality.name"),
        Column("host", _("The short name of the lab that hosts it."), path="host.slug"),
        Column("referent_organisation", _("The organisation that answers for it."), path="referent_organisation.name"),
        Column("contact_role", _("The role of whom to ask."), path="contact.role"),
        Column("contact_organisation", _("The organisation of whom to ask."), path="contact.organisation.name"),
        Column(
            "opening_hours",
            _("When its door is open: weekday and hours, in Europe/Rome."),
            WORDS,
            "",
            False,
            opening_hours,
        ),
        TOPICS,
        AUDIENCES,
        Column("verified_on", _("When somebody last checked that all this is right."), DAY),
        LANGUAGE,
        PAGE,
        Column("calendar", _("The address of its calendar (iCalendar)."), ADDRESS, "feeds.ics"),
        MODIFIED,
    ),
    themes=("SOCI", "EDUC"),
    keywords=(_("social labs"), _("welfare"), _("community"), _("opening hours")),
)
