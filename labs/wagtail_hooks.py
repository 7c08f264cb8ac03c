"""The labs in the admin: their records, and only one's own labs where a lab is to be chosen."""

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.widgets import Button
from wagtail.models import Page
from wagtail.permissions import policy_registry
from wagtail.snippets.models import register_snippet

from labs.closure_proposals_admin import ProposeClosuresView
from labs.models import DecisionFollowUp, LabPage, MeetingPage
from labs.viewsets import ClosureViewSet, DecisionViewSet, DirectoryGroup, IndicatorViewSet
from portal.permissions import choosable

register_snippet(DirectoryGroup)
register_snippet(ClosureViewSet)
register_snippet(DecisionViewSet)
register_snippet(IndicatorViewSet)


@hooks.register("register_admin_urls")
def closure_addresses() -> list[URLPattern]:
    """Return the address of the holidays to come, where Wagtail asks everyone to log in."""
    return [path("closures/holidays/", ProposeClosuresView.as_view(), name="propose_closures")]


@hooks.register("construct_page_chooser_queryset")
def offer_own_labs(pages: QuerySet, request: HttpRequest) -> QuerySet:
    """Leave other territories' labs out where a field asks for a lab; the pages on the way to one's own stay."""
    if request.GET.get("page_type") != LabPage._meta.label_lower:
        return pages
    foreign = LabPage.objects.exclude(pk__in=choosable(request.user, LabPage).values("pk"))
    return pages.exclude(pk__in=foreign.values("pk"))


@hooks.register("register_page_header_buttons")
def lead_to_decisions(page: Page, user: Any, **kwargs: Any) -> Iterator[Button]:
    """Lead from a meeting with approved minutes to what became of its decisions."""
    policy = policy_registry.get_by_type(DecisionFollowUp)
    meeting = page.specific_deferred
    if isinstance(meeting, MeetingPage) and meeting.minutes_are_public and policy.user_has_permission(user, "change"):
        snippets = DecisionFollowUp.snippet_viewset  # type: ignore[attr-defined]  # set when the snippet is registered
        url = f"{reverse(snippets.get_url_name('list'))}?meeting={page.pk}"
        yield Button(_("Decisions"), url=url, icon_name="tasks", priority=90)
