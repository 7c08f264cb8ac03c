"""What the head of every page tells social networks: Open Graph (https://ogp.me) and the card of X/Twitter."""

from dataclasses import dataclass

from django import template
from django.conf import settings
from django.template import Context
from django.utils.translation import to_locale

from portal.addresses import reader_language
from portal.models import PortalPage
from portal.navigation import Frame
from portal.share import HEIGHT, WIDTH, ShareCard
from portal.share.things import territory_card

register = template.Library()
#: Open Graph wants a country with every language.
COUNTRIES = {
    "it": "it_IT",
    "en": "en_GB",
    "fr": "fr_FR",
    "es": "es_ES",
    "ro": "ro_RO",
    "uk": "uk_UA",
    "ar": "ar_AR",
    "zh-hans": "zh_CN",
}
DESCRIPTION_LENGTH = 200
TERRITORY_DEPTH = 3


@dataclass(frozen=True)
class Shared:
    """The values of the `og:` and `twitter:` names of one page."""

    title: str
    description: str
    image: str
    alt: str
    kind: str
    locale: str
    other_locales: list[str]
    width: int = WIDTH
    height: int = HEIGHT


@register.simple_tag(takes_context=True)
def share(context: Context, frame: Frame) -> Shared:
    """Return what to tell of this page; a view may say its own `card` and, of a page that is not one, its `here`."""
    card: ShareCard | None = context.get("card")
    page = frame.page if isinstance(frame.page, PortalPage) else None
    card = card or (page.share_card() if page else territory_card(frame.territory))
    codes = [code for code, _name in settings.LANGUAGES if code != reader_language()]
    return Shared(
        title=_title(card, page, context),
        description=_description(card, frame, page),
        image=card.address,
        alt=". ".join(card.words),
        kind="article" if page and page.depth > TERRITORY_DEPTH else "website",
        locale=_locale(reader_language()),
        other_locales=[_locale(code) for code in codes],
    )


def _title(card: ShareCard, page: PortalPage | None, context: Context) -> str:
    return card.title if page else context.get("here") or card.title


def _description(card: ShareCard, frame: Frame, page: PortalPage | None) -> str:
    """Return when, where and what, so that a shared date says its news before anybody opens it."""
    facts = " · ".join(said for said in (card.state, card.when, card.where) if said) if page else ""
    said = (
        ". ".join(part.rstrip(".") for part in (facts, str(frame.description)) if part)
        or card.where
        or card.above
        or card.title
    )
    return said if len(said) <= DESCRIPTION_LENGTH else f"{said[:DESCRIPTION_LENGTH].rsplit(' ', 1)[0]}…"


def _locale(language: str) -> str:
    return COUNTRIES.get(language) or to_locale(language)
