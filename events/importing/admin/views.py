"""Bringing activities and events from elsewhere: ask, show what would become of each row, take what is chosen."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import TemplateView
from django.views.generic.edit import FormView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from events.importing.admin.forms import ImportForm
from events.importing.columns import COLUMNS
from events.importing.targets import may_bring, publishes
from events.importing.template import csv_template, xlsx_template
from events.importing.verdicts import State, Verdict, verdicts
from events.importing.writing import begin, go_on
from events.models import Import

SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TEMPLATES = {"csv": (csv_template, "text/csv; charset=utf-8"), "xlsx": (xlsx_template, SHEET)}
RECENT = 10


class ForBringersMixin(WagtailAdminTemplateMixin):
    """A view for who may add below some lab or territory."""

    header_icon = "download"
    person: Any

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Raise PermissionDenied for everybody else."""
        super().setup(request, *args, **kwargs)  # type: ignore[misc]
        if not may_bring(request.user):
            raise PermissionDenied
        self.person = request.user

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Lead back to the admin's home."""
        return [*self.breadcrumbs_items, {"url": reverse("import"), "label": _("Import")}]


class ImportView(ForBringersMixin, FormView):
    """The question what to bring and for whom, with the template and its guide."""

    template_name = "events/admin/import.html"
    page_title = gettext_lazy("Import activities and events")
    form_class = ImportForm

    def get_form_kwargs(self) -> dict[str, Any]:
        """Add who is asking."""
        return super().get_form_kwargs() | {"user": self.request.user}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the guide and what was brought last."""
        recent = Import.objects.filter(user=self.person).select_related("target").defer("reading")[:RECENT]
        return super().get_context_data(columns=COLUMNS, recent=recent, **kwargs)

    def form_valid(self, form: ImportForm) -> HttpResponse:
        """Keep what was read, and show it."""
        brought = Import.objects.create(
            user=self.person,
            target=form.cleaned_data["target"],
            source=form.source,
            name=form.name,
            add_topics=form.cleaned_data["add_topics"],
            reading=form.reading.to_json(),
        )
        return redirect("preview_import", brought.pk)


class PreviewImportView(ForBringersMixin, TemplateView):
    """Every row with its verdict; who brought it chooses which to take."""

    template_name = "events/admin/import_preview.html"
    page_title = gettext_lazy("What would be imported")

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Find what this person brought; its target must still be hers."""
        super().setup(request, *args, **kwargs)
        mine = Import.objects.filter(user=self.person).select_related("target")
        self.brought = get_object_or_404(mine, pk=kwargs["import_id"])
        if not self.brought.target.permissions_for_user(request.user).can_add_subpage():
            raise PermissionDenied

    def get_template_names(self) -> list[str]:
        """Show how far it is while rows are being taken."""
        return ["events/admin/import_taking.html" if self.brought.waiting else self.template_name]

    def post(self, request: HttpRequest, import_id: int) -> HttpResponse:
        """Take the chosen rows, or the next of those that wait, or let these be."""
        if "stop" in request.POST:
            self._stop()
        elif "go_on" not in request.POST and not begin(self.brought, self._chosen(), request.user):
            messages.warning(request, _("Nothing was taken: choose at least one row that is new or changed."))
        else:
            brought = go_on(self.brought, request.user)
            if not brought.waiting:
                self._say_taken(brought.taken_rows)
        return redirect("preview_import", import_id)

    def _chosen(self) -> set[int]:
        return {int(row) for row in self.request.POST.getlist("row") if row.isdecimal() and len(row) < 7}

    def _stop(self) -> None:
        Import.objects.filter(pk=self.brought.pk).update(waiting=[])
        self._say_taken(self.brought.taken_rows)

    def _say_taken(self, count: int) -> None:
        said = ngettext("%(count)d row was taken.", "%(count)d rows were taken.", count)
        messages.success(self.request, said % {"count": count})

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Lead back to the question."""
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add how far the taking is, or the verdicts and how many of each there are."""
        context = super().get_context_data(brought=self.brought, **kwargs)
        return context | (self._progress() if self.brought.waiting else self._preview())

    def _progress(self) -> dict[str, Any]:
        taken, left = self.brought.taken_rows, len(self.brought.waiting)
        return {"taken": taken, "left": left, "chosen": taken + left}

    def _preview(self) -> dict[str, Any]:
        found = self._verdicts
        counts = [(state, sum(each.state == state for each in found)) for state in State]
        return {
            "notes": self.brought.reading["notes"],
            "verdicts": found,
            "counts": [(state.label, count) for state, count in counts if count],
            "any_to_take": any(each.can_be_taken for each in found),
            "publishes": publishes(self.request.user, self.brought.target),
        }

    @cached_property
    def _verdicts(self) -> list[Verdict]:
        return verdicts(self.brought, self.request.user)


def template(request: HttpRequest, kind: str) -> HttpResponse:
    """Answer with the sheet to begin with."""
    if not may_bring(request.user):
        raise PermissionDenied
    if kind not in TEMPLATES:
        raise Http404
    write, media_type = TEMPLATES[kind]
    name = f"attachment; filename=attivita-ed-eventi.{kind}"
    return HttpResponse(write(), content_type=media_type, headers={"Content-Disposition": name})
