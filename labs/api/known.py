"""Who knows the short names of labs and councils: of what is not public, nobody learns here."""

from collections.abc import Collection

from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from labs.models import CouncilPage, LabPage
from portal.filters import Filter
from portal.filters.values import RefusedError, read_slug
from portal.reading import public_pages


def lab_slugs(chosen: Filter) -> Collection[str]:
    """Return the slugs of the public labs, and of the others those asked for: they match nothing, and nothing more.

    A partner's address goes on answering while a lab is being mended. What there is beside those asked for is only
    read when one of them is not known.
    """
    labs = LabPage.objects.filter(public_slug__isnull=False)
    asked = _slugs(labs.filter(public_slug__in=chosen.lab))
    return asked if asked.issuperset(chosen.lab) else asked | _slugs(public_pages(labs))


def _slugs(labs: QuerySet[LabPage]) -> set[str]:
    return {slug for slug in labs.values_list("public_slug", flat=True) if slug}


def read_council(text: str) -> CouncilPage:
    """Read the slug of a public council."""
    councils = public_pages(CouncilPage.objects.filter(locale__language_code=settings.SOURCE_LANGUAGE))
    council = councils.filter(public_slug=read_slug(text)).first()
    if council is None:
        known = councils.order_by("public_slug").values_list("public_slug", flat=True)
        raise RefusedError(_("There is nothing with this short name."), [slug for slug in known if slug])
    return council
