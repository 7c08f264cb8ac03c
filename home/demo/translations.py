"""The home in every language; the territories and what newcomers look for first in English too.

They are written as an editor's translations are, string by string, so that the admin shows them beside the Italian
and keeps them when the source changes. All other pages answer in every language with their Italian words.
"""

from collections import defaultdict
from typing import Any

from django.conf import settings
from django.utils.text import slugify
from wagtail.models import Locale
from wagtail_localize.models import StringTranslation, Translation, TranslationSource
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

from events.models import ActivityPage, EventPage
from home.demo.publishing import published
from home.demo.texts import body, read
from home.models import ContentPage, HomePage, TerritoryPage
from labs.models import LabPage
from portal.models import PortalPage

ENGLISH = "en"
MODELS = {"territory": TerritoryPage, "lab": LabPage, "activity": ActivityPage, "event": EventPage}


def load() -> None:
    """Translate and publish, from the top of the tree down: a translation stands below its parent's."""
    for code, _name in settings.LANGUAGES:
        if code != settings.SOURCE_LANGUAGE:
            _translate(HomePage, "home", read("pages")["home"][code], code)
    if ENGLISH in dict(settings.LANGUAGES):
        _load_english()


def _load_english() -> None:
    for facts in read("pages")["content"]:
        if "en" in facts:
            _translate(ContentPage, f"page/{facts['slug']}", facts["en"])
    for key, words in read("translations").items():
        _translate(MODELS[key.split("/")[0]], key, words)


def _translate(model: type[PortalPage], key: str, words: dict[str, Any], code: str = ENGLISH) -> None:
    locale, _created = Locale.objects.get_or_create(language_code=code)
    page = published(model, key).specific
    source, _created = TranslationSource.update_or_create_from_instance(page)
    translation = Translation.objects.create(source=source, target_locale=locale)
    said = _strings(_in_other_words(page, key, words))
    for segment in source.stringsegment_set.order_by("order").select_related("context", "string"):
        text = said[segment.context.path].pop(0)
        StringTranslation.objects.create(
            translation_of=segment.string,
            locale=locale,
            context=segment.context,
            data=text,
            translation_type=StringTranslation.TRANSLATION_TYPE_MANUAL,
        )
    translation.save_target(publish=False)
    # Now, not when the transaction ends: what stands below comes next.
    page.get_translation(locale).specific.get_latest_revision().publish()


def _in_other_words(page: PortalPage, key: str, words: dict[str, Any]) -> PortalPage:
    """Return the page, not saved, with other words in the places of the Italian ones."""
    facts = {"slug": slugify(words["title"])} | words | {"body": body(key, words["body"])}
    for name, value in facts.items():
        setattr(page, name, value)
    return page


def _strings(page: PortalPage) -> dict[str, list[str]]:
    """Return the strings of a page by the path at which wagtail-localize finds them, in their order."""
    found = defaultdict(list)
    for segment in extract_segments(page):
        if isinstance(segment, StringSegmentValue):
            found[segment.path].append(segment.string.data)
    return found
