"""The groups of the platform and of a territory: an editor publishes, a proposer proposes, each within its bounds."""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.db.models import Model
from wagtail.models import (
    APIToken,
    Collection,
    CollectionViewRestriction,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from portal.models import Audience, FrontEnd, Territory, TerritoryGroup, Topic
from portal.permissions import EVERYWHERE

Role = TerritoryGroup.Role
PLATFORM = "platform"
PLATFORM_GROUP = "Redazione della piattaforma"
ALL = ("add", "change", "delete", "view")
EDITOR_PAGES = ("add_page", "change_page", "publish_page", "lock_page", "unlock_page", "bulk_delete_page")
PAGE_PERMISSIONS = {PLATFORM: EDITOR_PAGES, Role.EDITOR: EDITOR_PAGES, Role.PROPOSER: ("add_page",)}
EDITOR_FILES = ("add", "change", "delete", "choose")
FILE_ACTIONS = {PLATFORM: EDITOR_FILES, Role.EDITOR: EDITOR_FILES, Role.PROPOSER: ("add", "choose")}
#: Beside the records: what stands in the admin for the platform's editor alone.
PLATFORM_PERMISSIONS = (
    EVERYWHERE,
    "wagtail_localize.submit_translation",
    *(f"wagtailcore.{action}_collection" for action in ("add", "change", "delete")),
    *(f"wagtailredirects.{action}_redirect" for action in ALL),
)
#: Record models that the groups may write, filled by the apps: model → role → actions.
RECORDS: dict[type[Model], dict[str, tuple[str, ...]]] = {}


def let_roles(
    model: type[Model],
    *,
    editor: Iterable[str] = ALL,
    proposer: Iterable[str] = (),
    platform: Iterable[str] = ALL,
) -> None:
    """Say what the groups may do with a model's records; `set_up` and `set_up_platform` grant it."""
    RECORDS[model] = {PLATFORM: tuple(platform), Role.EDITOR: tuple(editor), Role.PROPOSER: tuple(proposer)}


let_roles(Territory, editor=(), platform=["add", "change", "view"])
let_roles(Topic, editor=())
let_roles(Audience, editor=())
let_roles(FrontEnd, editor=(), platform=["change"])
# A program may do what its person may: each makes and takes back their own tokens, and sees nobody else's.
let_roles(APIToken)


def set_up(territory: Territory) -> None:
    """Make a territory's collections and groups, with their permissions; safe to repeat."""
    _make_collections(territory)
    groups = _groups(territory)
    for role, group in groups.items():
        group.permissions.set(_permissions(role))
        _allow_files(group, role, territory.collection)
    _close(territory, groups.values())


def set_up_platform() -> Group:
    """Make the group of the platform's editors, who edit everywhere; safe to repeat."""
    group = _platform_group()
    group.permissions.set(_permissions(PLATFORM, *PLATFORM_PERMISSIONS))
    _allow_pages(group, PLATFORM, Page.get_first_root_node())
    _allow_files(group, PLATFORM, Collection.get_first_root_node())
    return group


def keep_up(**kwargs: Any) -> None:
    """Give the groups that are there what a newer version lets them do with records; after every migration."""
    if TerritoryGroup._meta.db_table not in connection.introspection.table_names():
        return
    for link in TerritoryGroup.objects.select_related("group"):
        link.group.permissions.set(_permissions(link.role))
    for group in Group.objects.filter(name=PLATFORM_GROUP):
        group.permissions.set(_permissions(PLATFORM, *PLATFORM_PERMISSIONS))


def allow_pages(territory: Territory, page: Page) -> None:
    """Give a territory's groups their rights on a page and all below it, with a moderation workflow; safe to repeat."""
    groups = _groups(territory)
    for role, group in groups.items():
        _allow_pages(group, role, page)
    if not WorkflowPage.objects.filter(page=page).exists():
        WorkflowPage.objects.create(page=page, workflow=_workflow(territory, groups[Role.EDITOR]))


def are_allowed(territory: Territory, page: Page) -> bool:
    """Tell whether a territory's groups have rights on a page itself."""
    return GroupPagePermission.objects.filter(page=page, group__territory_group__territory=territory).exists()


def _platform_group() -> Group:
    return Group.objects.get_or_create(name=PLATFORM_GROUP)[0]


def _groups(territory: Territory) -> dict[str, Group]:
    """Return a territory's group of each role, making what is not there."""
    links = TerritoryGroup.objects.filter(territory=territory).select_related("group")
    found = {link.role: link.group for link in links}
    return {role: found.get(role) or _new_group(territory, role) for role in Role}


def _new_group(territory: Territory, role: Role) -> Group:
    label = {Role.EDITOR: "Redazione", Role.PROPOSER: "Proposte"}[role]
    group, _created = Group.objects.get_or_create(name=f"{label} {territory.name}")
    TerritoryGroup.objects.create(group=group, territory=territory, role=role)
    return group


def _make_collections(territory: Territory) -> None:
    if territory.collection and territory.closed_collection:
        return
    collection = territory.collection or Collection.get_first_root_node().add_child(name=territory.name)
    territory.collection = collection
    territory.closed_collection = collection.add_child(name=f"{territory.name}: non ancora pubblici")
    territory.save()


def _close(territory: Territory, groups: Iterable[Group]) -> None:
    """Let nobody fetch what is not public yet but the territory's own groups and the platform's editors."""
    restriction, _created = CollectionViewRestriction.objects.get_or_create(
        collection=territory.closed_collection, defaults={"restriction_type": CollectionViewRestriction.GROUPS}
    )
    restriction.groups.set([*groups, _platform_group()])


def _permissions(role: str, *more: str) -> list[Permission]:
    records = (
        f"{model._meta.app_label}.{action}_{model._meta.model_name}"
        for model, actions in RECORDS.items()
        for action in actions[role]
    )
    return _named("wagtailadmin.access_admin", *records, *more)


def _named(*names: str) -> list[Permission]:
    """Return the permissions of these names (`app.codename`)."""
    codenames = {name.partition(".")[2] for name in names}
    found = Permission.objects.filter(codename__in=codenames).select_related("content_type")
    return [each for each in found if f"{each.content_type.app_label}.{each.codename}" in names]


def _allow_pages(group: Group, role: str, page: Page) -> None:
    permissions = _named(*(f"wagtailcore.{codename}" for codename in PAGE_PERMISSIONS[role]))
    rows = [GroupPagePermission(group=group, page=page, permission=permission) for permission in permissions]
    GroupPagePermission.objects.bulk_create(rows, ignore_conflicts=True)


def _allow_files(group: Group, role: str, collection: Collection) -> None:
    """Grant the rights on files by the names of Wagtail's own models, which are what its policies ask for."""
    files = ("wagtailimages.{}_image", "wagtaildocs.{}_document")
    permissions = _named(*(name.format(action) for name in files for action in FILE_ACTIONS[role]))
    rows = [GroupCollectionPermission(group=group, collection=collection, permission=each) for each in permissions]
    GroupCollectionPermission.objects.bulk_create(rows, ignore_conflicts=True)


def _workflow(territory: Territory, editors: Group) -> Workflow:
    name = f"Approvazione {territory.name}"
    workflow, created = Workflow.objects.get_or_create(name=name)
    if created:
        task = GroupApprovalTask.objects.create(name=name)
        task.groups.add(editors)
        WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    return workflow
