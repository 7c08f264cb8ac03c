"""One date of a page in the admin: cancelled, moved, changed, or again as its schedule says, at once."""

import uuid
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View
from wagtail.admin.panels import Panel

from events.date_form_view import PanelFormView
from events.date_forms import change_of, panel_for, times_of
from events.dates_admin import OfPageMixin
from events.models import OccurrenceChange
from portal.time_spans import span

Kind = OccurrenceChange.Kind
KINDS = {"cancel": Kind.CANCELLED, "move": Kind.MOVED, "change": Kind.CHANGED}
TITLES = {
    Kind.CANCELLED: gettext_lazy("Cancel a date"),
    Kind.MOVED: gettext_lazy("Move a date"),
    Kind.CHANGED: gettext_lazy("Change a date"),
}
#: "Cancel" alone on a button could as well mean to leave the form.
BUTTONS = {
    Kind.CANCELLED: gettext_lazy("Publish the cancellation"),
    Kind.MOVED: gettext_lazy("Publish the move"),
    Kind.CHANGED: gettext_lazy("Publish the change"),
}


class OfDateMixin(OfPageMixin):
    """A view that writes one date, which has not ended."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Find the date."""
        super().setup(request, *args, **kwargs)
        self.date = get_object_or_404(self.dates, pk=kwargs["occurrence_id"])

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Lead back to the list when the date has passed."""
        if self.date.ends_at <= timezone.now():
            messages.error(request, _("This date has passed: it can no longer be changed."))
            return redirect(self.dates_url)
        return super().dispatch(request, *args, **kwargs)  # type: ignore[misc]

    @property
    def when(self) -> str:
        """The date in words."""
        return span(self.date.starts_at, self.date.ends_at, self.date.all_day)

    def log(self, action: str, **data: Any) -> None:
        """Write down who did what to this date."""
        self.log_date(action, self.date.starts_at, self.date.ends_at, self.date.all_day, **data)


class ChangeDateView(OfDateMixin, PanelFormView):
    """The form that cancels, moves or changes a date."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Read what is to be done from the address."""
        super().setup(request, *args, **kwargs)
        if kwargs["kind"] not in KINDS:
            raise Http404
        self.kind = KINDS[kwargs["kind"]]

    def get_object(self, queryset: Any = None) -> OccurrenceChange:
        """Return the change of this date."""
        return change_of(self.date, self.kind)

    @property
    def submit_label(self) -> Any:
        """What residents will be told."""
        return BUTTONS[self.kind]

    def get_page_title(self) -> str:
        """Say what is being done."""
        return str(TITLES[self.kind])

    def panel(self) -> Panel:
        """Return what is asked for this kind of change."""
        return panel_for(self.kind)

    def get_page_subtitle(self) -> str:
        """Name the date."""
        return f"{self.page.title}, {self.when}"

    def get_initial(self) -> dict[str, Any]:
        """Begin with the hours that the date has."""
        return times_of(self.date, self.kind)

    def form_valid(self, form: Any) -> HttpResponse:
        """Save the change, which takes effect at once."""
        with transaction.atomic():
            form.save()
            self.log("events.change_date", kind=self.kind)
        messages.success(self.request, _("Saved: everybody reads it from now on."))
        return redirect(self.dates_url)


class RestoreDateView(OfDateMixin, View):
    """Takes a change back: the date is again as its schedule says."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, page_id: int, occurrence_id: uuid.UUID) -> HttpResponse:
        """Delete the change."""
        with transaction.atomic():
            change = OccurrenceChange.objects.filter(occurrence=self.date).first()
            if change:
                change.delete()
                self.log("events.restore_date")
        messages.success(request, _("The date is again as its schedule says."))
        return redirect(self.dates_url)
