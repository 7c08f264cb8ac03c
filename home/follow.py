"""A territory's page brings its groups their rights on everything below it, in every language."""

from typing import Any

from django.db.models.signals import post_save
from django.dispatch import receiver

from home.models import TerritoryPage
from portal import roles


@receiver(post_save, sender=TerritoryPage)
def _allow_groups(sender: type, instance: TerritoryPage, raw: bool = False, **kwargs: Any) -> None:
    if not raw and instance.own_territory_id and not roles.are_allowed(instance.own_territory, instance.page_ptr):
        roles.set_up(instance.own_territory)
        roles.allow_pages(instance.own_territory, instance.page_ptr)
