"""The calendar in the admin: the preview of a schedule, the dates of a page, and who did what to them."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.widgets import Button
from wagtail.log_actions import LogActionRegistry, LogFormatter
from wagtail.models import Page
from wagtail.snippets.models import register_snippet

from events import schedule_admin
from events.date_change_admin import ChangeDateView, RestoreDateView
from events.dated import has_dates
from events.dates_admin import DatesView
from events.extra_date_admin import AddDateView, WithdrawDateView
from events.flyers.admin import flyer_buttons
from events.importing.admin import hooks as import_hooks  # noqa: F401
from events.models import OccurrenceChange
from events.sources.admin import hooks as source_hooks  # noqa: F401
from events.viewsets import ChangeViewSet
from portal.time_spans import span

register_snippet(ChangeViewSet)


@hooks.register("register_admin_urls")
def date_addresses() -> list[URLPattern]:
    """Return the addresses of dates in the admin, where Wagtail asks everyone to log in."""
    return [
        path("schedules/preview/", schedule_admin.preview, name="schedule_preview"),
        path("dates/<int:page_id>/", DatesView.as_view(), name="page_dates"),
        path("dates/<int:page_id>/add/", AddDateView.as_view(), name="add_date"),
        path("dates/<int:page_id>/<uuid:occurrence_id>/withdraw/", WithdrawDateView.as_view(), name="withdraw_date"),
        path("dates/<int:page_id>/<uuid:occurrence_id>/restore/", RestoreDateView.as_view(), name="restore_date"),
        path("dates/<int:page_id>/<uuid:occurrence_id>/<str:kind>/", ChangeDateView.as_view(), name="change_date"),
    ]


@hooks.register("register_page_header_buttons")
@hooks.register("register_page_listing_more_buttons")
def lead_to_dates(page: Page, user: Any, **kwargs: Any) -> Iterator[Button]:
    """Lead from a page to its dates."""
    if has_dates(page.specific_deferred) and page.permissions_for_user(user).can_publish():
        yield Button(_("Dates"), url=reverse("page_dates", args=[page.pk]), icon_name="calendar-alt", priority=5)


@hooks.register("register_page_header_buttons")
def lead_to_flyers(page: Page, user: Any, **kwargs: Any) -> Iterator[Button]:
    """Lead from a public page that has dates, or stands for some, to the sheets on which they can be printed."""
    yield from flyer_buttons(page.specific_deferred)


class ChangedDate(LogFormatter):
    """Says which date was cancelled, moved or changed."""

    label = gettext_lazy("Change a date")

    def format_message(self, log_entry: Any) -> str:
        """Return the date and what became of it."""
        return f"{_when(log_entry.data)}: {OccurrenceChange.Kind(log_entry.data['kind']).label}"


class RestoredDate(LogFormatter):
    """Says which date is again as its schedule says."""

    label = gettext_lazy("Restore a date")

    def format_message(self, log_entry: Any) -> str:
        """Return the date."""
        return _("%(date)s: as its schedule says again") % {"date": _when(log_entry.data)}


class AddedDate(LogFormatter):
    """Says which date was added beside the schedules."""

    label = gettext_lazy("Add a date")

    def format_message(self, log_entry: Any) -> str:
        """Return the date."""
        return _("%(date)s: added") % {"date": _when(log_entry.data)}


class WithdrawnDate(LogFormatter):
    """Says which extra date was taken back."""

    label = gettext_lazy("Take an extra date back")

    def format_message(self, log_entry: Any) -> str:
        """Return the date."""
        return _("%(date)s: taken back") % {"date": _when(log_entry.data)}


@hooks.register("register_log_actions")
def name_actions(actions: LogActionRegistry) -> None:
    """Name what is done to dates, for the history of a page."""
    actions.register_action("events.change_date")(ChangedDate)
    actions.register_action("events.restore_date")(RestoredDate)
    actions.register_action("events.add_date")(AddedDate)
    actions.register_action("events.withdraw_date")(WithdrawnDate)


def _when(data: dict[str, Any]) -> str:
    return span(datetime.fromisoformat(data["starts_at"]), datetime.fromisoformat(data["ends_at"]), data["all_day"])
