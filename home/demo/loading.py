"""The demonstration from beginning to end, in one transaction: it is loaded whole or not at all."""

from collections.abc import Callable

from django.conf import settings
from django.core.management import call_command
from django.db import transaction
from django.utils import translation
from wagtail.models import Page
from wagtail.signal_handlers import disable_reference_index_auto_update

from events.models import Occurrence
from home.demo import (
    calendar,
    changes,
    councils,
    directory,
    indicators,
    labs,
    pages,
    territories,
    translations,
    users,
    vocabularies,
)
from home.demo.texts import demo_id
from home.models import HomePage
from labs.models import Organisation
from portal.models import PortalDocument, PortalImage

Say = Callable[[str], None]

STEPS: tuple[tuple[str, Callable[[], None]], ...] = (
    ("vocabularies", vocabularies.load),
    ("territories and municipalities", territories.load),
    ("organisations, places and contacts", directory.load),
    ("figures", indicators.load),
    ("home page", pages.load_home),
    ("territory pages", pages.load_territories),
    ("pages of content", pages.load_content),
    ("62 labs, with pictures and flyers", labs.load),
    ("closures", changes.load_closures),
    ("activities", calendar.load_activities),
    ("events", calendar.load_events),
    ("councils, meetings and minutes", councils.load),
    ("cancelled and moved dates", changes.load),
    ("translations", translations.load),
    ("people and groups", users.load),
)


def is_loaded() -> bool:
    """Tell whether the demonstration is in the database."""
    return HomePage.objects.filter(translation_key=demo_id("home")).exists()


def has_other_content() -> bool:
    """Tell whether somebody else's platform is in the database."""
    return HomePage.objects.exists() and not is_loaded()


@transaction.atomic
def load(say: Say) -> None:
    """Load the demonstration into an empty platform, saying each step."""
    # Wagtail notes who refers to what at every save of a page, and a page is saved several times: once will do.
    with disable_reference_index_auto_update(), translation.override(settings.SOURCE_LANGUAGE):
        for number, (words, step) in enumerate(STEPS, start=1):
            say(f"[{number}/{len(STEPS)}] {words}")
            step()
    call_command("rebuild_references_index", verbosity=0)


def counts() -> dict[str, int]:
    """Return how much there is of each kind of thing, named in English as all that commands say."""
    models = (Page, Occurrence, Organisation, PortalImage, PortalDocument)
    with translation.override("en"):
        return {str(model._meta.verbose_name_plural): model.objects.count() for model in models}
