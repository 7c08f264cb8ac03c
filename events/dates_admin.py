"""The dates of a page in the admin, for who may publish it."""

from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q, QuerySet
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import ListView
from wagtail.admin.paginator import WagtailPaginator
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.widgets import Button, HeaderButton
from wagtail.log_actions import log
from wagtail.models import Page

from events.dated import has_dates
from events.flyers.admin import flyer_buttons
from events.models import DatedPage, ExtraDate, Occurrence
from events.models.occurrences import Status
from events.querysets import OccurrenceQuerySet
from portal.models import PortalPage

PAST_SHOWN = timedelta(days=31)


def dates_of(page: PortalPage) -> OccurrenceQuerySet:
    """Return the dates of a source page, the removed ones aside; `is_extra` tells what stands beside its rules."""
    found = Occurrence.objects.filter(series=page.translation_key).exclude(status=Status.REMOVED)
    extra = ExtraDate.objects.filter(pk=OuterRef("schedule_uid"))
    return found.select_related("series", "place", "change").annotate(is_extra=Exists(extra))


class OfPageMixin(WagtailAdminTemplateMixin):
    """A view of the dates of one page, for who may publish it."""

    header_icon = "calendar-alt"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Find the page in the source language; raise Http404 without dates, PermissionDenied for others' pages."""
        super().setup(request, *args, **kwargs)  # type: ignore[misc]
        page = get_object_or_404(Page, pk=kwargs["page_id"]).specific
        source = page.fresh_source() if isinstance(page, PortalPage) else None
        if source is None or not has_dates(source):
            raise Http404
        if not source.permissions_for_user(request.user).can_publish():
            raise PermissionDenied
        self.page = source

    @property
    def dates(self) -> QuerySet[Occurrence]:
        """The dates of the page, those that were removed aside."""
        return dates_of(self.page)

    @property
    def dates_url(self) -> str:
        """The address of the list."""
        return reverse("page_dates", args=[self.page.pk])

    def log_date(self, action: str, starts_at: datetime, ends_at: datetime, all_day: bool = False, **data: Any) -> None:
        """Write down who did what to a date, in the history of the page."""
        moments = {"starts_at": starts_at.isoformat(), "ends_at": ends_at.isoformat(), "all_day": all_day}
        log(instance=self.page, action=action, user=self.request.user, data=moments | data)  # type: ignore[attr-defined]

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Lead back to the page."""
        page = {"url": reverse("wagtailadmin_pages:edit", args=[self.page.pk]), "label": self.page.title}
        return [*self.breadcrumbs_items, page, {"url": self.dates_url, "label": _("Dates")}]

    def get_page_subtitle(self) -> str:
        """Name the page."""
        return self.page.title


class DatesView(OfPageMixin, ListView):
    """The dates to come, and the last ones that have been."""

    template_name = "events/admin/dates.html"
    page_title = gettext_lazy("Dates")
    paginator_class = WagtailPaginator
    paginate_by = 50
    page_kwarg = "p"

    def get_queryset(self) -> QuerySet[Occurrence]:
        """Return the dates to come, and after them those of the last month."""
        now = timezone.now()
        over = ExpressionWrapper(Q(ends_at__lte=now), BooleanField())
        return self.dates.filter(ends_at__gte=now - PAST_SHOWN).order_by(over, "starts_at", "pk")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what the rows and the page numbers need."""
        context = super().get_context_data(now=timezone.now(), page=self.page, **kwargs)
        pages = context["paginator"].get_elided_page_range(context["page_obj"].number)
        return context | {"elided_page_range": pages}

    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        """Lead to a new date, and back to the page."""
        edit = reverse("wagtailadmin_pages:edit", args=[self.page.pk])
        back = HeaderButton(_("Edit the page"), url=edit, icon_name="edit")
        if not isinstance(self.page, DatedPage):
            return [back]
        add = HeaderButton(_("Add a date"), url=reverse("add_date", args=[self.page.pk]), icon_name="plus")
        return [add, back]

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        """Lead to the sheets on which the dates can be printed."""
        return list(flyer_buttons(self.page))
