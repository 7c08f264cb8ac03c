"""The forms of sources and of their items: what is saved is followed by all that shows it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from events.models import ExternalItem, Source
from events.sources.offers import Offer
from events.sources.pairing import follow_twins, shown_with, specific
from events.sources.refreshing import show_anew
from portal.follow import touch
from portal.territory_forms import LinkedRecordForm, TerritoryRecordForm

#: What, once changed, is no longer the same source: it is read anew.
READ_BY = ("kind", "address")


class SourceForm(TerritoryRecordForm):
    """The form of a source."""

    def clean(self) -> Any:
        """Refuse what is read already: who has one territory is not asked for it, and no constraint would be."""
        cleaned = super().clean()
        territory = cleaned.get("territory", self.instance.territory)
        same = Source.objects.filter(address=cleaned.get("address"), territory=territory).exclude(pk=self.instance.pk)
        if there := same.first():
            self.add_error("address", _("It is read already, as “%(name)s”.") % {"name": there.name})
        return cleaned

    def save(self, commit: bool = True) -> Source:
        """Save; what is read elsewhere is read anew at the next tick, and items under a new name say so."""
        if set(READ_BY) & set(self.changed_data):
            self.instance.memory, self.instance.next_at = {}, None
        source = super().save(commit)
        if commit and self.changed_data and source.active:
            show_anew(source)
        return source


class ItemForm(LinkedRecordForm):
    """The form of an item: our corrections of it."""

    def save(self, commit: bool = True) -> ExternalItem:
        """Save, and let lists, feeds and index follow."""
        item = super().save(commit)
        if commit:
            follow_item(item)
        return item


class TwinChoices(forms.RadioSelect):
    """Things to choose among, each with its facts."""

    option_template_name = "events/admin/twin_option.html"


class TwinForm(forms.Form):
    """With what an item is shown: a thing of the same day, or nothing."""

    twin = forms.ChoiceField(label=_("It is the same as"), widget=TwinChoices)

    def __init__(self, *args: Any, choices: dict[str, Offer], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["twin"].choices = list(choices.items())  # type: ignore[attr-defined]


def follow_item(item: ExternalItem) -> None:
    """Bring up to date what shows an item, and what is or was shown with it."""
    fresh = ExternalItem.findable().get(pk=item.pk)
    touch(fresh, *specific(follow_twins([fresh]) | shown_with([fresh])))
