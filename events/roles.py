"""Whose the changes of dates, the sources and their items are, and what the groups may do with them."""

from wagtail.permissions import register_permission_policy

from events.models import ExternalItem, OccurrenceChange, Source
from portal.permissions import TerritoryPermissionPolicy
from portal.roles import let_roles

register_permission_policy(
    OccurrenceChange, TerritoryPermissionPolicy(OccurrenceChange, "occurrence__territory", by_hand=False)
)
let_roles(OccurrenceChange, editor=["view"], platform=["view"])

register_permission_policy(Source, TerritoryPermissionPolicy(Source))
let_roles(Source)
register_permission_policy(ExternalItem, TerritoryPermissionPolicy(ExternalItem, "source__territory", by_hand=False))
let_roles(ExternalItem, editor=["change", "view"], platform=["change", "view"])
