"""The ground in the admin: what the platform's editor alone may write, and one deletion of many records for all."""

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import URLPattern
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import UpdatedAtColumn
from wagtail.contrib.settings.registry import register_setting
from wagtail.models import Page
from wagtail.permission_policies.pages import PagePermissionPolicy
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from portal import (
    gulpease_admin,
    rich_text,  # noqa: F401
)
from portal.feedback.report import FeedbackView
from portal.models import Audience, FrontEnd, Territory, Topic
from portal.papers.report import UnreadView
from portal.quarter_forms import TerritoryForm
from portal.territory_forms import LinkedRecordForm
from portal.viewsets import RecordBulkDelete, RecordViewSet
from portal.webhooks.admin import hooks as webhook_hooks  # noqa: F401


class PlatformViewSet(RecordViewSet):
    """The admin of a model whose records belong to no territory."""

    form_base = LinkedRecordForm
    joined = ()


class TerritoryViewSet(PlatformViewSet):
    """Territories, with their colours, municipalities and quarters."""

    model = Territory
    form_base = TerritoryForm
    icon = "globe"
    list_display = ["name", "network_name", "lead_body", UpdatedAtColumn()]
    search_fields = ["name", "network_name", "network_aliases"]


class TopicViewSet(PlatformViewSet):
    """Topics; editors add new ones on their pages."""

    model = Topic
    icon = "tag"
    list_display = ["name", "slug", UpdatedAtColumn()]
    search_fields = ["name", "slug"]


class AudienceViewSet(PlatformViewSet):
    """Audiences, in their order."""

    model = Audience
    icon = "group"
    list_display = ["__str__", "slug", "position"]
    search_fields = ["slug", "labels__it"]


class PlatformGroup(SnippetViewSetGroup):
    """What the whole platform shares."""

    items = (TerritoryViewSet, TopicViewSet, AudienceViewSet)
    menu_label = _("Platform")
    menu_icon = "sliders"
    menu_order = 600


register_snippet(PlatformGroup)
register_setting(FrontEnd, icon="desktop", order=620)
# After Wagtail's own of the same name, which it takes the place of.
hooks.register("register_bulk_action", RecordBulkDelete, order=100)


@hooks.register("register_admin_urls")
def admin_addresses() -> list[URLPattern]:
    """Return our own addresses in the admin, where Wagtail asks everyone to log in."""
    return [*UnreadView.addresses(), *FeedbackView.addresses(), *gulpease_admin.ADDRESSES]


@hooks.register("insert_global_admin_css")
def admin_style() -> SafeString:
    """Return the link to what we add to the admin's look."""
    return format_html('<link rel="stylesheet" href="{}">', static("portal/admin.css"))


@hooks.register("register_reports_menu_item")
def unread_papers() -> MenuItem:
    """Put the report on documents where Wagtail has its own."""
    return UnreadView.menu_item()


@hooks.register("register_reports_menu_item")
def unclear_pages() -> MenuItem:
    """Put the report on what people found clear beside it."""
    return FeedbackView.menu_item()


@hooks.register("construct_explorer_page_queryset")
def open_ones_own_part(parent_page: Page, pages: QuerySet[Page], request: HttpRequest) -> QuerySet[Page]:
    """Refuse to open a page of which, and below which, nothing is the person's to edit."""
    own = PagePermissionPolicy().explorable_instances(request.user)
    if not own.filter(pk=parent_page.pk).exists():
        raise PermissionDenied
    return pages
