"""The kinds of entries: the words of the `kind` filter, and what people call them."""

from typing import TYPE_CHECKING, NamedTuple

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class Names(NamedTuple):
    """What one thing of a kind is called, and many."""

    one: "StrOrPromise"
    many: "StrOrPromise"


KINDS = {
    "activity": Names(_("Activity"), _("Activities")),
    "event": Names(_("Event"), _("Events")),
    "meeting": Names(_("Meeting"), _("Meetings")),
    "council": Names(_("Council"), _("Councils")),
    "lab": Names(_("Lab"), _("Labs")),
    "territory": Names(_("Territory"), _("Territories")),
    "organisation": Names(_("Organisation"), _("Organisations")),
    "place": Names(_("Place"), _("Places")),
    "contact": Names(_("Contact"), _("Contacts")),
    "document": Names(_("Document"), _("Documents")),
    "page": Names(_("Page"), _("Pages")),
}


def one(kind: str) -> str:
    """Return what one thing of a kind is called."""
    return str(KINDS[kind].one) if kind in KINDS else kind


def many(kind: str) -> str:
    """Return what the things of a kind are called."""
    return str(KINDS[kind].many) if kind in KINDS else kind
