"""Whose the addresses are that are told of changes: an editor's of a territory its own, the platform's all."""

from wagtail.permissions import register_permission_policy

from portal.models import Webhook
from portal.permissions import TerritoryPermissionPolicy
from portal.roles import let_roles

register_permission_policy(Webhook, TerritoryPermissionPolicy(Webhook))
let_roles(Webhook)
