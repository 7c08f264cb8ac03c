"""The columns that several data sets have."""

from django.utils.translation import gettext_lazy as _

from portal.open_data.columns import ADDRESS, MOMENT, NUMBER, WORDS, Column

ID = Column("id", _("What it is known by for ever, in every language (UUID)."), required=True)
SLUG = Column("slug", _("Its lasting short name, as in the API."), required=True)
TITLE = Column("title", _("What it is called."), required=True)
PAGE = Column("url", _("The page about it."), ADDRESS, required=True)
TERRITORY = Column("territory", _("The short name of its territory."), path="territory.slug")
MODIFIED = Column("modified", _("When it was last changed."), MOMENT)
TOPICS = Column("topics", _("What it is about, by short names."), WORDS, "topics.slug")
AUDIENCES = Column("audiences", _("For whom it is, by short names."), WORDS, "audiences.slug")
LANGUAGE = Column("language", _("The language of the words (BCP 47)."))
LAB = Column("lab", _("The short name of its lab."), path="lab.slug")


def where(municipality: str = "place.municipality.name") -> tuple[Column, ...]:
    """Return where something with a `place` is; `municipality` leads to the name of its town."""
    return (
        Column("place", _("The short name of its place."), path="place.slug"),
        Column("place_name", _("What its place is called."), path="place.name"),
        Column("address", _("Street and number."), path="place.address"),
        Column("municipality", _("The municipality that it is in."), path=municipality),
        Column("lat", _("Latitude of its place in degrees (WGS 84)."), NUMBER, "place.lat"),
        Column("lon", _("Longitude of its place in degrees (WGS 84)."), NUMBER, "place.lon"),
    )
