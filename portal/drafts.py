"""Drafts in other front ends: what was typed is kept for a few minutes, under a signed token that ends with them.

A token says which draft it is and when it was given, and nothing about the page; only who has it sees the draft.
"""

from datetime import timedelta
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.apps import apps
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from wagtail.models import Site

from portal.addresses import path_on_platform
from portal.models import Draft, FrontEnd, PortalPage
from portal.ticking import every_tick

LIFETIME = timedelta(minutes=15)
SALT = "portal.drafts"
#: A page that was never saved has no number: with one that no page has, what would point at it is empty.
NO_PAGE = -1


class NoDraftError(Exception):
    """A token that leads to no draft, for whatever reason."""


def shown_by_front_end(page: PortalPage, request: HttpRequest) -> HttpResponse | None:
    """Return what leads to the front end of a page's site, None for a site without one.

    The panel beside the form is given a page of ours with the front end in it: where it finds another origin it waits
    for messages that few front ends send, ten seconds each time (`PreviewController` of wagtail.admin).
    """
    address = preview_address(page)
    if not address:
        return None
    if getattr(request, "in_preview_panel", False):
        context = {"address": address, "host": urlsplit(address).netloc, "page": page}
        return render(request, "portal/preview_frame.html", context)
    return redirect(address)


def preview_address(page: PortalPage) -> str:
    """Return where the front end of a page's site shows it as it was typed, "" for a site without one."""
    address = _front_end_of(page)
    if not address:
        return ""
    query = urlencode({"token": _keep(page), "path": path_on_platform(page.url_path, page.locale.language_code)})
    return f"{address}{'&' if urlsplit(address).query else '?'}{query}"


def draft_of(token: str) -> Any:
    """Return the page that a token stands for, as it was typed; raises NoDraftError."""
    try:
        key = signing.loads(token, salt=SALT, max_age=LIFETIME)
    except signing.BadSignature as error:
        raise NoDraftError from error
    draft = Draft.objects.filter(pk=key).first()
    page = _page(draft) if draft else None
    if page is None:
        raise NoDraftError
    return page


@every_tick
def forget_drafts() -> int:
    """Delete the drafts whose tokens have ended; return how many."""
    return Draft.objects.filter(created__lt=timezone.now() - LIFETIME).delete()[0]


def _front_end_of(page: PortalPage) -> str:
    site = page.get_site() or Site.objects.filter(is_default_site=True).first()
    return FrontEnd.objects.filter(site=site).values_list("address", flat=True).first() or ""


def _keep(page: PortalPage) -> str:
    draft = Draft.objects.create(page_type=page._meta.label, content=page.to_json())
    return signing.dumps(str(draft.pk), salt=SALT)


def _page(draft: Draft) -> Any:
    """Return the page; None where something that it cannot be without has gone meanwhile."""
    try:
        page: Any = apps.get_model(draft.page_type).from_json(draft.content)
    except Exception:  # modelcluster raises it bare for what may not be deleted and yet was
        return None
    if page is None:
        return None
    page.is_draft = True
    if page.pk is None:
        page.pk = NO_PAGE
    return page
