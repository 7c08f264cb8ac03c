"""The groups of a territory, and what they may do: an editor publishes, a proposer proposes, both within its bounds."""

from collections.abc import Iterable

from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from wagtail.models import (
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

from portal.models import Territory, TerritoryGroup

Role = TerritoryGroup.Role
PAGE_PERMISSIONS = {
    Role.EDITOR: ("add_page", "change_page", "publish_page", "lock_page", "unlock_page", "bulk_delete_page"),
    Role.PROPOSER: ("add_page",),
}
FILE_ACTIONS = {Role.EDITOR: ("add", "change", "delete", "choose"), Role.PROPOSER: ("add", "choose")}
#: Record models that the groups of a territory may write, filled by the apps above: model → role → actions.
RECORDS: dict[type[Model], dict[str, tuple[str, ...]]] = {}


def let_roles(
    model: type[Model], *, editor: Iterable[str] = ("add", "change", "delete", "view"), proposer: Iterable[str] = ()
) -> None:
    """Say what the groups of every territory may do with a model's records; `set_up` grants it."""
    RECORDS[model] = {Role.EDITOR: tuple(editor), Role.PROPOSER: tuple(proposer)}


def set_up(territory: Territory) -> None:
    """Make a territory's collections and groups, with their permissions; safe to repeat."""
    _make_collections(territory)
    for role in Role:
        group = _group(territory, role)
        group.permissions.set(_record_permissions(role))
        _allow_files(group, role, territory)


def allow_pages(territory: Territory, page: Page) -> None:
    """Give a territory's groups their rights on a page and all below it, with a moderation workflow; safe to repeat."""
    for role in Role:
        group = _group(territory, role)
        for codename in PAGE_PERMISSIONS[role]:
            permission = Permission.objects.get(content_type__app_label="wagtailcore", codename=codename)
            GroupPagePermission.objects.get_or_create(group=group, page=page, permission=permission)
    WorkflowPage.objects.get_or_create(page=page, defaults={"workflow": _workflow(territory)})


def _group(territory: Territory, role: str) -> Group:
    link = TerritoryGroup.objects.filter(territory=territory, role=role).select_related("group").first()
    if link:
        return link.group
    label = {Role.EDITOR: "Redazione", Role.PROPOSER: "Proposte"}[Role(role)]
    group, _created = Group.objects.get_or_create(name=f"{label} {territory.name}")
    TerritoryGroup.objects.create(group=group, territory=territory, role=role)
    return group


def _make_collections(territory: Territory) -> None:
    if territory.collection and territory.closed_collection:
        return
    root = Collection.get_first_root_node()
    territory.collection = territory.collection or root.add_child(name=territory.name)
    # Sisters are sorted by name: adding one moves others, so what is in memory has an old place in the tree.
    parent = Collection.objects.get(pk=territory.collection.pk)
    territory.closed_collection = parent.add_child(name=f"{territory.name}: non ancora pubblici")
    CollectionViewRestriction.objects.create(
        collection=territory.closed_collection, restriction_type=CollectionViewRestriction.LOGIN
    )
    territory.save()


def _record_permissions(role: str) -> list[Permission]:
    admin = Permission.objects.filter(content_type__app_label="wagtailadmin", codename="access_admin")
    found = list(admin)
    for model, actions in RECORDS.items():
        codenames = [f"{action}_{model._meta.model_name}" for action in actions[role]]
        content_type = ContentType.objects.get_for_model(model)
        found += Permission.objects.filter(content_type=content_type, codename__in=codenames)
    return found


def _allow_files(group: Group, role: str, territory: Territory) -> None:
    """Grant the rights on files by the names of Wagtail's own models, which are what its policies ask for."""
    for app_label, model_name in (("wagtailimages", "image"), ("wagtaildocs", "document")):
        for action in FILE_ACTIONS[Role(role)]:
            permission = Permission.objects.get(content_type__app_label=app_label, codename=f"{action}_{model_name}")
            GroupCollectionPermission.objects.get_or_create(
                group=group, collection=territory.collection, permission=permission
            )


def _workflow(territory: Territory) -> Workflow:
    name = f"Approvazione {territory.name}"
    workflow, created = Workflow.objects.get_or_create(name=name)
    if created:
        task = GroupApprovalTask.objects.create(name=name)
        task.groups.add(_group(territory, Role.EDITOR))
        WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    return workflow
