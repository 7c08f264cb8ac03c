"""The data set of decisions."""

from django.utils.translation import gettext_lazy as _

from labs.api.decisions import DecisionResource
from labs.open_data.columns import ID, LAB, LANGUAGE, MODIFIED, TERRITORY
from portal.open_data.columns import ADDRESS, DAY, MOMENT, WHOLE, Column
from portal.open_data.data_set import DataSet

DECISIONS = DataSet(
    name="decisions",
    title=_("Decisions"),
    description=_(
        "What the open councils decided, from approved minutes alone, with who sees to it and what became of it. "
        "Organisations and roles are named, never citizens."
    ),
    resource=DecisionResource(),
    columns=(
        ID,
        Column("number", _("Which decision of its meeting it is."), WHOLE, required=True),
        Column("text", _("What was decided."), required=True),
        Column("state", _("How far it is: open, ongoing, done or dropped."), required=True),
        Column("responsible", _("The organisation or role that sees to it.")),
        Column("due_on", _("Until when it is to be done."), DAY),
        Column("produced", _("What came of it.")),
        Column("produced_url", _("The page that came of it."), ADDRESS),
        Column("council", _("The short name of the council."), path="council.slug"),
        Column("council_name", _("What the council is called."), path="council.name"),
        LAB,
        TERRITORY,
        Column("meeting", _("The id of the meeting."), path="meeting.id", required=True),
        Column("decided_at", _("When the meeting began."), MOMENT, "meeting.starts_at", True),
        LANGUAGE,
        Column("url", _("The decision among the minutes of its meeting."), ADDRESS, required=True),
        MODIFIED,
    ),
    themes=("GOVE", "SOCI"),
    keywords=(_("participation"), _("decisions"), _("open councils")),
)
