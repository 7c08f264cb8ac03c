"""Flyers in the admin: a button for each sheet on which the dates of a page can be printed."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _
from wagtail.admin.widgets import Button

from events.agenda_links import agenda_flyers
from events.dated import has_dates
from portal.models import PortalPage
from portal.print_layouts import Flyer, thing_flyers
from portal.public import Publicity


def flyer_buttons(page: Any) -> Iterator[Button]:
    """Return a button for each sheet of a page's dates; none while the page is not public."""
    for place, flyer in enumerate(_flyers(page) if Publicity().window(page) else []):
        said = _("Flyer: {sheet}").format(sheet=flyer.label)
        yield Button(said, url=flyer.path, icon_name="doc-full", priority=80 + place)


def _flyers(page: Any) -> list[Flyer]:
    if has_dates(page):
        return thing_flyers(page.translation_key)
    chosen = page.agenda_filter() if isinstance(page, PortalPage) else None
    return agenda_flyers(chosen) if chosen else []
