"""Whose the changes of dates are, and what the groups may do with them."""

from wagtail.permissions import register_permission_policy

from events.models import OccurrenceChange
from portal.permissions import TerritoryPermissionPolicy
from portal.roles import let_roles

register_permission_policy(
    OccurrenceChange, TerritoryPermissionPolicy(OccurrenceChange, "occurrence__territory", by_hand=False)
)
let_roles(OccurrenceChange, editor=["view"], platform=["view"])
