"""Who may touch a record that carries a territory: one policy for lists, forms, choosers, bulk actions and APIs."""

from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.db.models import Model, Q, QuerySet
from wagtail.permission_policies import ModelPermissionPolicy

from portal.models import Territory, TerritoryGroup

EVERYWHERE = "portal.edit_every_territory"
User = AbstractBaseUser | AnonymousUser


def edits_everywhere(user: Any) -> bool:
    """Tell whether a person is an editor of the whole platform."""
    return user.is_active and user.has_perm(EVERYWHERE)


def territories_of(user: Any) -> QuerySet[Territory]:
    """Return the territories whose records a person may touch."""
    if edits_everywhere(user):
        return Territory.objects.all()
    if not user.is_authenticated:
        return Territory.objects.none()
    return Territory.objects.filter(groups__group__user=user).distinct()


def only_territory_of(user: Any) -> Territory | None:
    """Return the one territory of a person, or None where there is a choice."""
    found = list(territories_of(user)[:2])
    return found[0] if len(found) == 1 and not edits_everywhere(user) else None


class TerritoryPermissionPolicy(ModelPermissionPolicy):
    """The model's own permissions, within the person's territories.

    A record without territory is the platform editor's. `territory_lookup` leads from the record to its territory.
    """

    def __init__(self, model: type[Model], territory_lookup: str = "territory") -> None:
        super().__init__(model)
        self.territory_lookup = territory_lookup

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Model) -> bool:
        """Tell whether the person may do this to this record."""
        if not self.user_has_permission(user, action):
            return False
        if edits_everywhere(user):
            return True
        territory = self._territory_id(instance)
        return territory is not None and territories_of(user).filter(pk=territory).exists()

    def user_has_any_permission_for_instance(self, user: Any, actions: Any, instance: Model) -> bool:
        """Tell whether the person may do any of these to this record."""
        return any(self.user_has_permission_for_instance(user, action, instance) for action in actions)

    def instances_user_has_any_permission_for(self, user: Any, actions: Any) -> QuerySet:
        """Return the records of the person's territories, if the model is theirs at all."""
        records = super().instances_user_has_any_permission_for(user, actions)
        if edits_everywhere(user):
            return records
        return records.filter(**{f"{self.territory_lookup}__in": territories_of(user)})

    def users_with_any_permission_for_instance(self, actions: Any, instance: Model) -> QuerySet:
        """Return the people who may do any of these to this record."""
        territory = self._territory_id(instance)
        groups = TerritoryGroup.objects.filter(territory_id=territory).values("group") if territory else []
        everywhere = Q(is_superuser=True) | Q(groups__permissions__codename=EVERYWHERE.split(".")[1])
        people = self.users_with_any_permission(actions) & get_user_model().objects.filter(
            everywhere | Q(groups__in=groups)
        )
        return people.distinct()

    def _territory_id(self, instance: Any) -> int | None:
        *path, last = self.territory_lookup.split("__")
        for name in path:
            instance = getattr(instance, name)
        return getattr(instance, f"{last}_id")
