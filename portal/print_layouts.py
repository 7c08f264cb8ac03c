"""The sheets of paper that a list of dates is printed on, and the addresses of each."""

from typing import NamedTuple

from django.db import models
from django.utils.translation import gettext_lazy as _


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
