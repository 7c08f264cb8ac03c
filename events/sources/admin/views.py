"""A source in the admin beside its form: what would come of it, what its categories mean, what is told twice."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.permissions import policy_registry

from events.importing.items import Reading
from events.models import ExternalItem, Source
from events.sources.admin.forms import TwinForm, follow_item
from events.sources.categories import note_categories
from events.sources.finding import WHAT_COMES
from events.sources.offers import Offer, offers
from events.sources.pairing import set_twin, specific
from events.sources.refreshing import refresh, show_anew
from events.sources.taking import take
from events.sources.twins import keys_of
from events.sources.verdicts import State, verdicts, when_of
from portal.follow import touch
from portal.models import Topic

#: How long a person waits for items to be written; the tick writes the rest.
MOST_SECONDS = 5.0


class SourceMixin(WagtailAdminTemplateMixin):
    """A view of one source, for who may change it."""

    header_icon = "globe"
    source: Source

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Find the source; raise PermissionDenied for one out of the person's reach."""
        super().setup(request, *args, **kwargs)  # type: ignore[misc]
        self.source = self.find_source(**kwargs)
        policy = policy_registry.get_by_type(Source)
        if not policy.user_has_permission_for_instance(request.user, "change", self.source):
            raise PermissionDenied

    def find_source(self, source_id: int) -> Source:
        """Return the source that is meant."""
        return get_object_or_404(Source.objects.select_related("territory"), pk=source_id)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Lead back to the list and to the form."""
        name = Source.snippet_viewset.get_url_name  # type: ignore[attr-defined]
        above = [{"url": reverse(name("list")), "label": _("Sources")}]
        form = {"url": reverse(name("edit"), args=[self.source.pk]), "label": self.source.name}
        return [*self.breadcrumbs_items, *above, form, {"url": "", "label": self.get_page_title()}]


class PreviewSourceView(SourceMixin, TemplateView):
    """What a source tells, with a verdict for each item and a topic for each category."""

    template_name = "events/admin/source_preview.html"
    page_title = gettext_lazy("What comes from it")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show; a source that was never read is read first."""
        if self.source.read_at is None:
            self._read()
        return super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, source_id: int) -> HttpResponse:
        """Read it now, show its items, or show them no longer."""
        if "read" in request.POST or "believe" in request.POST:
            self._read(believe="believe" in request.POST)
        elif "stop" in request.POST:
            self._stop()
        elif self.source.reading:
            self._save_topics()
            self._show()
        else:
            messages.error(request, _("Nothing was read from it yet: there is nothing to show."))
        return redirect("preview_source", source_id)

    def _read(self, believe: bool = False) -> None:
        refresh([self.source], believe=believe)
        self.source.refresh_from_db()
        note_categories(self.source, Reading.from_json(self.source.reading).items)
        if self.source.problem:
            messages.error(self.request, self.source.problem)
        else:
            messages.success(self.request, _("The source was read."))

    def _save_topics(self) -> None:
        topics = {str(topic.pk): topic for topic in Topic.objects.all()}
        for category in self.source.categories.all():
            chosen = self.request.POST.get(f"topic-{category.pk}")
            if chosen is not None:
                category.topic = topics.get(chosen)
                category.save(update_fields=["topic"])

    def _show(self) -> None:
        was_active = self.source.active
        Source.objects.filter(pk=self.source.pk).update(active=True)
        self.source.refresh_from_db()
        if was_active:
            show_anew(self.source)
        if take(self.source, most_seconds=MOST_SECONDS):
            messages.success(self.request, _("Saved: its items are shown."))
        else:
            messages.success(self.request, _("Saved: its items are many, and will all be shown within some minutes."))

    def _stop(self) -> None:
        Source.objects.filter(pk=self.source.pk).update(active=False)
        self.source.refresh_from_db()
        show_anew(self.source)
        messages.success(self.request, _("Its items are shown no longer."))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the verdicts, how many of each there are, and the categories."""
        found = verdicts(self.source)
        counts = [(state.label, sum(each.state == state for each in found)) for state in State]
        return super().get_context_data(
            source=self.source,
            what_comes=WHAT_COMES[Source.Kind(self.source.kind)],
            verdicts=found,
            counts=[(label, count) for label, count in counts if count],
            notes=self.source.reading.get("notes", []),
            categories=self.source.categories.select_related("topic"),
            topics=Topic.objects.all(),
            **kwargs,
        )


class TwinView(SourceMixin, TemplateView):
    """With what an item is shown: editors merge what is told twice, and part what was merged by mistake."""

    template_name = "events/admin/item_twin.html"
    page_title = gettext_lazy("Told twice?")
    item: ExternalItem

    def find_source(self, item_id: Any) -> Source:
        """Return the source of the item that is meant."""
        self.item = get_object_or_404(ExternalItem.findable(), pk=item_id)
        return self.item.source

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the form, and when and where the item is."""
        where = self.item.place.name if self.item.place else (self.item.where or {}).get("name", "")
        facts = [fact for fact in (when_of(self.item), where) if fact]
        return super().get_context_data(item=self.item, facts=facts, **({"form": self._form()} | kwargs))

    def post(self, request: HttpRequest, item_id: Any) -> HttpResponse:
        """Show the item with what was chosen, for good."""
        form = self._form(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        self._set(form.cleaned_data["twin"])
        messages.success(request, _("Saved. It stays so, whatever the source says next."))
        return redirect("item_twin", item_id)

    @transaction.atomic
    def _set(self, chosen: str) -> None:
        changed = set_twin(self.item, self._choices[chosen].twin)
        self.item.twin_by_hand = True
        self.item.save(update_fields=["twin_page", "twin_item", "twin_by_hand", "modified"])
        follow_item(self.item)
        touch(*specific(changed))

    @cached_property
    def _choices(self) -> dict[str, Offer]:
        """What it may be shown with, by what the form sends."""
        alone = Offer("alone", _("nothing: it is shown on its own"))
        return {each.key: each for each in (alone, *offers(self.item))}

    def _form(self, data: Any = None) -> TwinForm:
        twin = keys_of(self.item)
        current = next(key for key, each in self._choices.items() if each.twin == twin)
        return TwinForm(data, choices=self._choices, initial={"twin": current})
