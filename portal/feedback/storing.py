"""Taking an answer: about a page that is there, without what tells of a person, and not more than people give."""

from datetime import timedelta

from django.http import HttpRequest
from django.urls import Resolver404, resolve
from django.utils import timezone, translation
from wagtail.models import Page

from portal.feedback.anonymous import anonymous
from portal.models import Feedback
from portal.page_lookup import language_of, page_at
from portal.sites import current_site
from portal.ticking import every_tick

#: More answers than these in a day are not people's.
MOST_ABOUT_A_PAGE = 100
MOST_A_DAY = 2_000
KEPT = timedelta(days=365)


class TooManyError(Exception):
    """There have been more answers today than people give."""


def store(about: tuple[str, Page | None], *, clear: bool, sentence: str) -> Feedback:
    """Keep an answer about a place that `place_at` found; raise TooManyError where a day has too many."""
    path, page = about
    today = timezone.localdate()
    of_today = Feedback.objects.filter(day=today)
    if of_today.count() >= MOST_A_DAY or of_today.filter(path=path).count() >= MOST_ABOUT_A_PAGE:
        raise TooManyError
    territory = getattr(page, "territory", None)
    return Feedback.objects.create(day=today, path=path, territory=territory, clear=clear, sentence=anonymous(sentence))


def place_at(request: HttpRequest, path: str) -> tuple[str, Page | None] | None:
    """Return the path on the platform's hostname of a public page, or of another address for people; else None."""
    if not language_of(path):
        return None
    site = current_site()
    for candidate in (site.platform_path(path), path) if site else (path,):
        if found := page_at(request, candidate):
            return candidate, found.page
    try:
        # An address is known in its own language only.
        with translation.override(language_of(path)):
            match = resolve(path)
    except Resolver404:
        return None
    return None if match.url_name == "wagtail_serve" else (path, None)


@every_tick
def forget_feedback() -> int:
    """Forget answers after a year."""
    return Feedback.objects.filter(day__lt=timezone.localdate() - KEPT).delete()[0]
