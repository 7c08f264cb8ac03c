"""The people of the demonstration: roles, no persons, all with the password of the settings."""

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from wagtail.models import Task, Workflow
from wagtail.users.models import UserProfile

from portal import roles
from portal.models import TerritoryGroup

PLATFORM = "piattaforma"
TERRITORIES = ("pavia", "rozzano", "rho")
#: What a name begins with, by the role of its group.
PREFIXES = {TerritoryGroup.Role.EDITOR: "redazione", TerritoryGroup.Role.PROPOSER: "proposta"}
NAMES = (PLATFORM, *(f"{prefix}-{slug}" for prefix in PREFIXES.values() for slug in TERRITORIES))
WAGTAIL_GROUPS = ("Editors", "Moderators")


def load() -> None:
    """Make the people and put each into its group."""
    _remove_wagtail_groups()
    _person(PLATFORM, "Redazione della piattaforma", roles.set_up_platform())
    for link in TerritoryGroup.objects.select_related("group", "territory"):
        prefix = PREFIXES[TerritoryGroup.Role(link.role)]
        _person(f"{prefix}-{link.territory.slug}", link.group.name, link.group)


def _remove_wagtail_groups() -> None:
    """Remove the groups that Wagtail brings, which know no territory, with the workflow that only they can end."""
    groups = Group.objects.filter(name__in=WAGTAIL_GROUPS)
    tasks = Task.objects.filter(groupapprovaltask__groups__in=groups)
    Workflow.objects.filter(workflow_tasks__task__in=tasks).delete()
    tasks.delete()
    groups.delete()


def _person(name: str, label: str, group: Group) -> None:
    person = get_user_model().objects.create_user(name, password=settings.DEMO_PASSWORD, first_name=label)
    person.groups.add(group)
    UserProfile.objects.create(user=person, preferred_language=settings.SOURCE_LANGUAGE)
