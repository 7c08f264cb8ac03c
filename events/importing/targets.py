"""Below which pages a person may bring activities and events: labs, and the pages of territories above them."""

from typing import Any

from django.conf import settings
from wagtail.models import Page
from wagtail.permission_policies.pages import PagePermissionPolicy

from labs.models import LabPage
from portal.models import PortalPage


def targets_of(user: Any) -> list[Page]:
    """Return the pages below which a person may add, as the tree has them: a territory, then its labs."""
    labs = LabPage.objects.filter(locale__language_code=settings.SOURCE_LANGUAGE, territory__isnull=False)
    paths = list(labs.values_list("path", flat=True))
    above = {path[: -Page.steplen] for path in paths}
    allowed = PagePermissionPolicy().instances_user_has_any_permission_for(user, ["add"])
    return list(allowed.filter(path__in=above.union(paths)).order_by("path"))


def may_bring(user: Any) -> bool:
    """Tell whether a person may bring anything anywhere."""
    return bool(targets_of(user))


def publishes(user: Any, target: Page) -> bool:
    """Tell whether what a person brings is published at once; what another brings waits for approval."""
    return target.permissions_for_user(user).can_publish_subpage()


def is_lab(target: Page) -> bool:
    """Tell whether a page is a lab, below which activities stand."""
    return issubclass(target.specific_class or Page, LabPage)


def territory_of(target: Page) -> Any:
    """Return the territory in which a target stands."""
    found = target.specific
    return found.territory if isinstance(found, PortalPage) else None
