"""The changes of pages that are told, each when everything else has followed it: these listeners come last.

What happens to a translation because it happened to its source is not told once more.
"""

from typing import Any

from django.db.models import Model
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import page_published, page_unpublished, post_page_move

from portal.follow import thing_gone, tree_state_changed
from portal.models import PortalPage
from portal.translations import is_carrying
from portal.webhooks.told_pages import tell_changes, tell_gone, tell_page


@receiver(page_published)
def _tell_publication(sender: type, instance: Page, **kwargs: Any) -> None:
    page = instance.specific
    if not isinstance(page, PortalPage) or is_carrying():
        return
    if page.is_source:
        tell_changes(_below(page) if tree_state_changed(page) else Page.objects.filter(pk=page.pk))
    elif not page.alias_of_id:
        tell_page(page)


@receiver(page_unpublished)
def _tell_unpublication(sender: type, instance: Page, **kwargs: Any) -> None:
    """Tell what is no longer public; of what is about to be deleted, still live, Wagtail says so too early."""
    page = instance.specific
    if not isinstance(page, PortalPage) or is_carrying():
        return
    if not page.is_source:
        tell_page(page)
    elif not Page.objects.filter(pk=page.pk, live=True).exists():
        tell_changes(_below(page))


@receiver(post_page_move)
def _tell_move(sender: type, instance: Page, **kwargs: Any) -> None:
    tell_changes(_below(instance))


@receiver(post_save, sender=PageViewRestriction)
def _tell_restriction(sender: type, instance: PageViewRestriction, **kwargs: Any) -> None:
    tell_changes(_below(instance.page))


@receiver(post_delete, sender=PageViewRestriction)
def _tell_opening(sender: type, instance: PageViewRestriction, origin: Any = None, **kwargs: Any) -> None:
    """Tell what a restriction that was taken away has opened; one that goes with its page opens nothing."""
    if getattr(origin, "model", type(origin)) is PageViewRestriction:
        tell_changes(_below(instance.page))


@receiver(thing_gone)
def _tell_deletion(sender: Any, thing: Model, **kwargs: Any) -> None:
    if isinstance(thing, PortalPage):
        tell_gone(thing)


def _below(page: Page) -> Any:
    """Return the page with all that stand below it."""
    return Page.objects.filter(path__startswith=page.path)
