"""The data set of counted figures."""

from django.utils.translation import gettext_lazy as _

from labs.api.indicators import IndicatorResource
from labs.open_data.columns import ID, PAGE, SLUG, TERRITORY
from portal.open_data.columns import NUMBER, Column
from portal.open_data.data_set import DataSet

INDICATORS = DataSet(
    name="indicators",
    title=_("Figures"),
    description=_(
        "Counted figures of the territories, each with its period, its definition and its source: sources count in "
        "different ways. Aggregates, never about a person, and no ranking."
    ),
    resource=IndicatorResource(),
    columns=(
        ID,
        SLUG,
        Column("title", _("What is counted."), required=True),
        Column("value", _("The figure."), NUMBER, required=True),
        Column("unit", _("What it is counted in: count, EUR or percent."), required=True),
        Column("qualifier", _("What belongs before it: over, about, at least.")),
        Column("period", _("Which time it is about.")),
        Column("definition", _("How it is counted.")),
        Column("source", _("Who says so."), required=True),
        TERRITORY,
        PAGE,
    ),
    themes=("SOCI",),
    keywords=(_("figures"), _("indicators")),
    frequency="IRREG",
)
