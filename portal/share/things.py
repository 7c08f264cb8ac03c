"""Who finds what a share picture is of: each app says it for its kind of thing."""

import uuid
from collections.abc import Callable

from django.conf import settings
from wagtail.models import Page

from portal.addresses import reader_language
from portal.models import PortalPage, Territory
from portal.reading import publicity
from portal.share.card import TAGLINE, ShareCard

Find = Callable[[str], ShareCard | None]
PLATFORM = "agora"
_kinds: dict[str, Find] = {}


def shared(kind: str) -> Callable[[Find], Find]:
    """Register who finds the card of a public thing of a kind by its name in the address, or None; a decorator."""

    def register(find: Find) -> Find:
        _kinds[kind] = find
        return find

    return register


def card_of(kind: str, thing: str) -> ShareCard | None:
    """Return the card of a thing in the active language, or None where there is nothing public of that name."""
    find = _kinds.get(kind)
    return find(thing) if find else None


@shared("territories")
def of_territory(slug: str) -> ShareCard | None:
    """Return the card of whatever has none of its own: its territory's, or the platform's."""
    territory = Territory.objects.select_related("logo").filter(slug=slug).first()
    return territory_card(territory) if territory or slug == PLATFORM else None


def territory_card(territory: Territory | None) -> ShareCard:
    """Return the card of a territory, or of the platform."""
    return ShareCard(
        "territories",
        territory.slug if territory else PLATFORM,
        territory.name if territory else settings.WAGTAIL_SITE_NAME,
        above=territory.network_name if territory else "",
        where=str(TAGLINE),
        territory=territory,
    )


@shared("pages")
def of_page(key: str) -> ShareCard | None:
    """Return the card of a public page by its `translation_key`."""
    pages = Page.objects.filter(locale__language_code=settings.SOURCE_LANGUAGE, translation_key=_uuid(key))
    page = pages.specific().first()
    if not isinstance(page, PortalPage) or publicity().window(page) is None:
        return None
    return page.texts().get(reader_language(), page).share_card()


def _uuid(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None
