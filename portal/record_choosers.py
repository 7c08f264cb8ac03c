"""Choosers of records that offer only what the person may link to."""

from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.db.models import Model, Q, QuerySet
from wagtail.admin.forms.choosers import BaseFilterForm, SearchFilterMixin
from wagtail.snippets.views.chooser import (
    ChooseResultsView,
    ChooseView,
    SnippetChooserViewSet,
    SnippetChosenMultipleView,
    SnippetChosenView,
)

from portal.permissions import choosable


class RecordSearchForm(SearchFilterMixin, BaseFilterForm):
    """The search of a chooser, in the same fields as that of the model's list."""

    def filter(self, objects: QuerySet) -> QuerySet:
        """Narrow the records to those with the words in one of their fields."""
        words = self.search_query = self.cleaned_data.get("q")
        self.is_searching = bool(words)
        found = Q() if not words else Q(pk__in=[])
        for name in objects.model.snippet_viewset.search_fields if words else ():
            found |= Q(**{f"{name}__icontains": words})
        return objects.filter(found)


class OfferMixin:
    """A view of a chooser that knows what is offered to the person."""

    request: Any
    model_class: type[Model]
    filter_form_class = RecordSearchForm

    def get_object_list(self) -> QuerySet:
        """Return what is offered."""
        return choosable(self.request.user, self.model_class)


class OfferedView(OfferMixin, ChooseView):
    """The window of a chooser."""


class OfferedResultsView(OfferMixin, ChooseResultsView):
    """The list in the window of a chooser."""


class OfferedChosenView(OfferMixin, SnippetChosenView):
    """What was chosen, if it was offered."""

    def get_object(self, pk: str) -> Model:
        """Return the record; raise ObjectDoesNotExist for one that is not offered."""
        try:
            return self.get_object_list().get(pk=pk)
        except ValueError as error:
            raise ObjectDoesNotExist from error


class OfferedChosenMultipleView(OfferMixin, SnippetChosenMultipleView):
    """What was chosen, as far as it was offered."""

    def get_objects(self, pks: list[str]) -> QuerySet:
        """Return the records."""
        return self.get_object_list().filter(pk__in=[pk for pk in pks if pk.isdecimal()])


class RecordChooserViewSet(SnippetChooserViewSet):
    """The chooser of a record model."""

    choose_view_class = OfferedView
    choose_results_view_class = OfferedResultsView
    chosen_view_class = OfferedChosenView
    chosen_multiple_view_class = OfferedChosenMultipleView
