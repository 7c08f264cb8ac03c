"""The holidays of the coming year in the admin: each is closed or not, its dates marked or left out, as one chooses."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.generic import FormView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.permissions import policy_registry

from labs.closure_proposals import Proposal, proposals
from labs.models import Closure
from portal.date_phrases import weekday_and_year
from portal.follow import touch
from portal.models import Territory
from portal.permissions import edits_everywhere, territories_of

EFFECTS = [("", _("it stays open")), *((value, label) for value, label in Closure.Effect.choices)]


class ProposalsForm(forms.Form):
    """One choice for each proposed day."""

    def __init__(self, *args: Any, proposed: list[Proposal], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.proposed = proposed
        for each in proposed:
            self.fields[each.key] = forms.ChoiceField(
                label=_label(each), choices=EFFECTS, required=False, initial=Closure.Effect.MARK
            )

    def closures(self) -> list[Closure]:
        """Return the closures that were chosen, not saved yet."""
        chosen = ((each, self.cleaned_data.get(each.key)) for each in self.proposed)
        return [each.closure(effect) for each, effect in chosen if effect]


class ProposeClosuresView(WagtailAdminTemplateMixin, FormView):
    """The holidays of the next twelve months that are not closures yet."""

    template_name = "labs/admin/propose_closures.html"
    page_title = _("Holidays to come")
    header_icon = "lock"
    form_class = ProposalsForm

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Read whose closures these are to be; raise PermissionDenied for others' territories."""
        super().setup(request, *args, **kwargs)
        if not policy_registry.get_by_type(Closure).user_has_permission(request.user, "add"):
            raise PermissionDenied
        self.everywhere = edits_everywhere(request.user)
        self.territories = list(territories_of(request.user))
        self.territory = self._territory(request.GET.get("territory", ""))

    def _territory(self, slug: str) -> Territory | None:
        """Return the territory asked for, else the only sensible one; None is the whole platform."""
        if slug:
            found = next((each for each in self.territories if each.slug == slug), None)
        elif self.everywhere:
            return None
        else:
            found = next(iter(self.territories), None)
        if found is None:
            raise PermissionDenied
        return found

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Lead back to the closures."""
        closures = {"url": _list_url(), "label": capfirst(Closure._meta.verbose_name_plural)}
        return [*super().get_breadcrumbs_items(), closures, {"url": "", "label": self.page_title}]

    def get_form_kwargs(self) -> dict[str, Any]:
        """Add what is proposed."""
        return super().get_form_kwargs() | {"proposed": proposals(self.territory, timezone.localdate())}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add whose closures they may be."""
        context = super().get_context_data(**kwargs)
        return context | {
            "territory": self.territory,
            "territories": self.territories,
            "everywhere": self.everywhere,
            "list_url": _list_url(),
        }

    def form_valid(self, form: ProposalsForm) -> HttpResponse:
        """Save all of them at once, so that every page is written once."""
        closures = form.closures()
        with transaction.atomic():
            Closure.objects.bulk_create(closures)
            touch(*closures)
        message = ngettext("{count} closure saved.", "{count} closures saved.", len(closures))
        messages.success(self.request, message.format(count=len(closures)))
        return redirect(_list_url())


def _label(proposal: Proposal) -> str:
    what = str(proposal.holiday) or str(_("the patron's day"))
    where = f", {proposal.lab.title}" if proposal.lab else ""
    return f"{capfirst(weekday_and_year(proposal.day))}: {what}{where}"


def _list_url() -> str:
    return reverse(Closure.snippet_viewset.get_url_name("list"))  # type: ignore[attr-defined]
