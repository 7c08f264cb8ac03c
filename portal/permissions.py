"""Who may touch a record that carries a territory: one policy for lists, forms, choosers, bulk actions and APIs."""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Model, Q, QuerySet
from wagtail.models import CollectionMember, Page
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import policy_registry

from portal.models.territory import Territory, TerritoryGroup

EVERYWHERE = "portal.edit_every_territory"


def edits_everywhere(user: Any) -> bool:
    """Tell whether a person is an editor of the whole platform."""
    return user.is_active and user.has_perm(EVERYWHERE)


def edits_anything(user: Any) -> bool:
    """Tell whether a person edits anything here."""
    return edits_everywhere(user) or bool(_own_territories(user))


def territories_of(user: Any) -> QuerySet[Territory]:
    """Return the territories whose records a person may touch."""
    if edits_everywhere(user):
        return Territory.objects.all()
    return Territory.objects.filter(pk__in=_own_territories(user))


def only_territory_of(user: Any) -> Territory | None:
    """Return the one territory of a person, or None where there is a choice."""
    found = _own_territories(user)
    return Territory.objects.get(pk=found[0]) if len(found) == 1 and not edits_everywhere(user) else None


def _own_territories(user: Any) -> list[int]:
    """Return the ids of a person's territories; remembered with the person, as Django does with permissions."""
    if not user.is_authenticated:
        return []
    if not hasattr(user, "_own_territories"):
        found = TerritoryGroup.objects.filter(group__user=user).values_list("territory", flat=True)
        user._own_territories = sorted(set(found))
    return user._own_territories


class TerritoryPermissionPolicy(ModelPermissionPolicy):
    """The model's own permissions, within the person's territories.

    A record without territory is the platform editor's. `territory_lookup` leads from the record to its territory.
    `by_hand` is unset for records that come into being elsewhere than in a form of their own.
    """

    def __init__(self, model: type[Model], territory_lookup: str = "territory", *, by_hand: bool = True) -> None:
        super().__init__(model)
        self.territory_lookup = territory_lookup
        self.by_hand = by_hand

    def user_has_permission(self, user: Any, action: str) -> bool:
        """Tell whether the person may do this to some record."""
        return (self.by_hand or action != "add") and super().user_has_permission(user, action)

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Model) -> bool:
        """Tell whether the person may do this to this record."""
        if not self.user_has_permission(user, action):
            return False
        return edits_everywhere(user) or self._territory_id(instance) in _own_territories(user)

    def instances_user_has_any_permission_for(self, user: Any, actions: Iterable[str]) -> QuerySet:
        """Return the records of the person's territories, if the model is theirs at all."""
        records = super().instances_user_has_any_permission_for(user, actions)
        return records if edits_everywhere(user) else records.filter(self._within(_own_territories(user)))

    def choosable_by(self, user: Any) -> QuerySet:
        """Return the records that the person may link to: those of her territories and those of the platform."""
        records = self.model._default_manager.all()
        ours = Q(**{f"{self.territory_lookup}__isnull": True})
        return records if edits_everywhere(user) else records.filter(ours | self._within(_own_territories(user)))

    def users_with_any_permission_for_instance(self, actions: Iterable[str], instance: Model) -> QuerySet:
        """Return the people who may do any of these to this record."""
        groups = TerritoryGroup.objects.filter(territory=self._territory_id(instance)).values("group")
        app_label, codename = EVERYWHERE.split(".")
        everywhere = {"codename": codename, "content_type__app_label": app_label}
        people = get_user_model().objects.filter(
            Q(is_superuser=True)
            | Q(groups__in=groups)
            | Q(**{f"groups__permissions__{name}": value for name, value in everywhere.items()})
            | Q(**{f"user_permissions__{name}": value for name, value in everywhere.items()})
        )
        return self.users_with_any_permission(actions).filter(pk__in=people.values("pk"))

    def _within(self, territories: list[int]) -> Q:
        return Q(**{f"{self.territory_lookup}__in": territories})

    def _territory_id(self, instance: Any) -> int | None:
        *path, last = self.territory_lookup.split("__")
        for name in path:
            instance = getattr(instance, name)
        return getattr(instance, f"{last}_id")


def choosable(user: Any, model: type[Model]) -> QuerySet:
    """Return the things of a model that a person may link to, the same that choosers offer."""
    everything = model._default_manager.all()
    if edits_everywhere(user):
        return everything
    if model is Territory:
        return territories_of(user)
    policy = policy_registry.get_by_type(model, fallback=False)
    if isinstance(policy, TerritoryPermissionPolicy):
        return policy.choosable_by(user)
    if issubclass(model, CollectionMember):
        return policy.instances_user_has_any_permission_for(user, ["choose"])
    if issubclass(model, Page) and model is not Page:
        return everything.filter(Q(territory=None) | Q(territory__in=_own_territories(user)))
    return everything
