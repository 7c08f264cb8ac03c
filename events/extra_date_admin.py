"""A date beside the rules of a page in the admin: added with its reason, and taken back, at once."""

import uuid
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View
from wagtail.admin.panels import FieldPanel, FieldRowPanel, ObjectList, Panel

from events.date_change_admin import OfDateMixin
from events.date_form_view import PanelFormView
from events.dates_admin import OfPageMixin
from events.models import DatedPage, ExtraDate
from portal.territory_forms import LinkedRecordForm

FIELDS = [
    FieldRowPanel([FieldPanel("starts_at"), FieldPanel("ends_at")]),
    FieldPanel("place"),
    FieldPanel("title"),
    FieldPanel("reason"),
]


def takes_extra_dates(page: Any) -> bool:
    """Tell whether a page may have dates beside its rules: a meeting is its own date."""
    return isinstance(page, DatedPage) and page.first_published_at is not None


class AddDateView(OfPageMixin, PanelFormView):
    """The form that adds a date."""

    submit_label = gettext_lazy("Add a date")

    def panel(self) -> Panel:
        """Return what is asked of an extra date."""
        return ObjectList(FIELDS, base_form_class=LinkedRecordForm).bind_to_model(ExtraDate)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Lead back to the list where no date can be added yet."""
        if not takes_extra_dates(self.page):
            messages.error(request, _("Dates can be added to an activity or an event that was published."))
            return redirect(self.dates_url)
        return super().dispatch(request, *args, **kwargs)

    def get_object(self, queryset: Any = None) -> ExtraDate:
        """Return the date to be."""
        return ExtraDate(page=self.page.page_ptr)

    def form_valid(self, form: Any) -> HttpResponse:
        """Save the date, which everybody sees at once."""
        with transaction.atomic():
            extra = form.save()
            self.log_date("events.add_date", extra.starts_at, extra.ends_at or extra.starts_at)
        messages.success(self.request, _("Saved: everybody reads it from now on."))
        return redirect(self.dates_url)


class WithdrawDateView(OfDateMixin, View):
    """Takes an extra date back."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, page_id: int, occurrence_id: uuid.UUID) -> HttpResponse:
        """Delete the extra date; calendars that have it are told."""
        extra = get_object_or_404(ExtraDate, pk=self.date.schedule_uid, page=self.page.pk)
        with transaction.atomic():
            extra.delete()
            self.log("events.withdraw_date")
        messages.success(request, _("The extra date is taken back."))
        return redirect(self.dates_url)
