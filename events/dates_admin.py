"""The dates of a page in the admin, for who may publish it."""

from datetime import timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
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
from wagtail.models import Page

from events.dated import has_dates
from events.flyers.admin import flyer_buttons
from events.models import Occurrence
from events.models.occurrences import Status
from portal.models import PortalPage

PAST_SHOWN = timedelta(days=31)


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
        found = Occurrence.objects.filter(series=self.page.translation_key).exclude(status=Status.REMOVED)
        return found.select_related("series", "place", "change")

    @property
    def dates_url(self) -> str:
        """The address of the list."""
        return reverse("page_dates", args=[self.page.pk])

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
        """Return the dates from a month ago on."""
        return self.dates.filter(ends_at__gte=timezone.now() - PAST_SHOWN)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what the rows and the page numbers need."""
        context = super().get_context_data(now=timezone.now(), page=self.page, **kwargs)
        pages = context["paginator"].get_elided_page_range(context["page_obj"].number)
        return context | {"elided_page_range": pages}

    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        """Lead back to the page."""
        url = reverse("wagtailadmin_pages:edit", args=[self.page.pk])
        return [HeaderButton(_("Edit the page"), url=url, icon_name="edit")]

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        """Lead to the sheets on which the dates can be printed."""
        return list(flyer_buttons(self.page))
