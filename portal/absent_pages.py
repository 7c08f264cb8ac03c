"""What is to be said of a path where no public page is: where it went, that it is over, or what is nearest to it."""

from typing import Any

from django.conf import settings
from django.db.models import Q
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, PageViewRestriction

from portal.page_lookup import above, language_of, parts_of, stored_paths
from portal.public import lineage
from portal.reader_words import with_words
from portal.reading import publicity
from portal.sites import territory_sites


def moved_from(path: str) -> Redirect | None:
    """Return the redirect that leads on from a path, as Wagtail made it or an editor wrote it."""
    places = _places(path)
    asked = Q()
    for _hostname, old_path in places:
        asked |= Q(old_path=old_path)
    found = Redirect.objects.filter(asked).select_related("site", "redirect_page__locale")
    at = {(_hostname_of(each), each.old_path): each for each in found}
    return next((at[place] for place in places if place in at), None)


def is_over(page: Page) -> bool:
    """Tell whether a page is not public because its time, or that of a page above it, has ended, and nothing else."""
    on_the_way = Page.objects.filter(path__in=lineage(page))
    ended = Q(expired=True) | Q(expire_at__lte=timezone.now())
    closed = PageViewRestriction.objects.filter(page__in=on_the_way).exists()
    return (
        not closed and on_the_way.filter(ended).exists() and not on_the_way.filter(live=False).exclude(ended).exists()
    )


def nearest_above(path: str) -> Any:
    """Return the nearest public page above a path, with its `words`, or None."""
    stored = [each for one in above(path) for each in stored_paths(one)]
    public = publicity().only_public(Page.objects.filter(url_path__in=stored).select_related("locale"))
    found = {page.url_path: page for page in public}
    page = next((found[each] for each in stored if each in found), None)
    return with_words([page])[0] if page else None


def _places(path: str) -> list[tuple[str, str]]:
    """Return the hostnames ("": the platform's) and paths under which a redirect from a path may be kept."""
    language = language_of(path)
    below = parts_of(path)[1 if language else 0 :]
    codes = dict.fromkeys((language or settings.SOURCE_LANGUAGE, settings.SOURCE_LANGUAGE))
    places = [("", _kept("/".join(("", code, *below)))) for code in codes]
    for site in territory_sites():
        for stored in stored_paths(path):
            beneath = site.below(stored)
            if beneath is not None:
                places += [(site.hostname, _kept(f"/{code}/{beneath}")) for code in codes]
    return [*places, ("", _kept(path))]


def _kept(path: str) -> str:
    return Redirect.normalise_path(path)


def _hostname_of(redirect: Redirect) -> str:
    return "" if redirect.site is None or redirect.site.is_default_site else redirect.site.hostname
