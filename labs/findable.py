"""What the directory says of itself to the shared index; never anything of a person."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any, ClassVar

from django.conf import settings
from django.db.models import Prefetch, QuerySet, prefetch_related_objects

from portal.entries import EntryData, EntryText
from portal.localized import Localized
from portal.public import Publicity, Window

#: The part of a lab's page where its contacts stand.
CONTACTS = "contatti"
_FOR_EVER = datetime.max.replace(tzinfo=UTC)


class FindableRecord:
    """A record with a page of its own: public as soon as it is saved, its name the same in every language."""

    entry_kind: ClassVar[str]
    objects: ClassVar[Any]

    @classmethod
    def findable(cls) -> QuerySet:
        """Return all of them."""
        return cls.objects.select_related("territory")

    @classmethod
    def read_together(cls, records: Sequence[Any]) -> None:
        """Read nothing more: a record says itself what there is to say."""

    def search_entries(self: Any) -> Iterable[EntryData]:
        """Return the one entry of this record."""
        yield EntryData(
            key=f"{self.entry_kind}:{self.slug}",
            kind=self.entry_kind,
            window=Window(),
            paths={code: self.path_in(code) for code, _name in settings.LANGUAGES},
            territory_id=self.territory_id,
            modified=self.modified,
            **self.entry_facts(),
        )

    def entry_facts(self) -> dict[str, Any]:
        """Return the texts, and the facts that this type adds."""
        raise NotImplementedError


class FindableOrganisation(FindableRecord):
    """An organisation is found by its names and by what it does."""

    entry_kind = "organisation"

    def entry_facts(self: Any) -> dict[str, Any]:
        """Return names, legal form and what it does."""
        names = " ".join([self.aliases, self.legal_form])
        return {"texts": {code: EntryText(self.name, self.summary.text(code), names) for code in spoken(self.summary)}}


class FindablePlace(FindableRecord):
    """A place is found by its name, its address and how to get there."""

    entry_kind = "place"

    @classmethod
    def findable(cls) -> QuerySet:
        """Return all of them, with their municipalities."""
        return super().findable().select_related("municipality")

    def entry_facts(self: Any) -> dict[str, Any]:
        """Return name, kind, the way there, and where it is."""
        where = ", ".join(filter(None, [self.kind, self.address, self.municipality and self.municipality.name]))
        ways = (self.directions, self.accessibility)
        return {
            "texts": {
                code: EntryText(self.name, where, " ".join(way.text(code) for way in ways)) for code in spoken(*ways)
            },
            "municipality_id": self.municipality_id,
            "address": self.address,
            "lat": self.lat,
            "lon": self.lon,
        }


class FindableContact:
    """A contact is found by role and organisation, on the public labs that show it; its person never is."""

    entry_kind = "contact"

    @classmethod
    def findable(cls: Any) -> QuerySet:
        """Return the contacts that labs show."""
        return cls.objects.filter(labs__isnull=False).select_related("organisation").distinct()

    @classmethod
    def read_together(cls: Any, contacts: Sequence[Any]) -> None:
        """Read the labs that show them, and which of these are public."""
        publicity = Publicity()
        prefetch_related_objects(contacts, Prefetch("labs", cls.labs.rel.related_model.findable().order_by("path")))
        for contact in contacts:
            contact.public_labs = _public(contact.labs.all(), publicity)

    def search_entries(self: Any) -> Iterable[EntryData]:
        """Return one entry, which leads to the lab that is public longest; none while no lab is."""
        labs = self.public_labs
        if labs:
            window, lab = labs[0]
            names = [self.organisation and self.organisation.name, *(each.title for _window, each in labs)]
            where = ", ".join(filter(None, names))
            yield EntryData(
                key=f"{self.entry_kind}:{self.pk}",
                kind=self.entry_kind,
                texts={code: EntryText(self.role.text(code), where) for code in spoken(self.role)},
                window=window,
                page_id=lab.pk,
                fragment=CONTACTS,
                territory_id=lab.territory_id,
                municipality_id=lab.town and lab.town.pk,
                labs=tuple(dict.fromkeys(slug for _window, each in labs for slug in each.lab_slugs)),
                modified=self.modified,
            )


def _public(labs: Iterable[Any], publicity: Publicity) -> list[tuple[Window, Any]]:
    """Return the public labs among some, each with its window, what is public longest first."""
    windows = ((publicity.window(lab), lab) for lab in labs)
    return sorted(((window, lab) for window, lab in windows if window), key=_end, reverse=True)


def spoken(*texts: Localized) -> Sequence[str]:
    """Return the languages of some texts, the source's first."""
    return tuple(dict.fromkeys([settings.SOURCE_LANGUAGE, *(code for text in texts for code in text if text[code])]))


def _end(found: tuple[Window, Any]) -> datetime:
    return found[0].public_until or _FOR_EVER
