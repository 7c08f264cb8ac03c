"""The sheets of paper that a list of dates is printed on, and the addresses of each."""

from typing import NamedTuple
from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal import links


class Layout(models.TextChoices):
    """What `layout` may say in the address of a flyer."""

    A4 = "a4", _("A4 poster")
    A3 = "a3", _("A3 poster")
    A5 = "a5", _("A5 handout")
    FOLDED = "folded", _("A4 leaflet, folded in half")


class Flyer(NamedTuple):
    """One sheet to print: what it is called and the path of its PDF."""

    label: str
    path: str


def flyers(path: str) -> list[Flyer]:
    """Return the flyers of a list of dates in every layout, from the path of its PDF."""
    joint = "&" if "?" in path else "?"
    return [Flyer(str(layout.label), f"{path}{joint}layout={layout.value}") for layout in Layout]


def filter_flyers(**chosen: str) -> list[Flyer]:
    """Return the sheets on which the dates of a filter can be printed."""
    return flyers(links.feed(links.FLYER, **chosen))


def thing_flyers(key: UUID) -> list[Flyer]:
    """Return the sheets on which the dates of one activity, event or meeting can be printed."""
    return flyers(links.feed(f"agenda/{key}.pdf"))
