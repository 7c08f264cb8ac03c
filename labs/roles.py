"""Whose the records of this app are, and what the groups may do with them."""

from wagtail.permissions import register_permission_policy

from labs.models import Closure, Contact, DecisionFollowUp, Indicator, Organisation, Place
from portal.permissions import TerritoryPermissionPolicy
from portal.roles import let_roles

for model in (Organisation, Place, Contact, Closure, Indicator):
    register_permission_policy(model, TerritoryPermissionPolicy(model))
register_permission_policy(
    DecisionFollowUp, TerritoryPermissionPolicy(DecisionFollowUp, "meeting__territory", by_hand=False)
)

let_roles(Organisation, proposer=["view"])
let_roles(Place, proposer=["view"])
let_roles(Contact)
let_roles(Closure)
let_roles(Indicator)
let_roles(DecisionFollowUp, editor=["change", "view"], platform=["change", "view"])
