"""The forms of sources and of their items: what is saved is followed by all that shows it."""

from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from events.importing.items import UnreadableError
from events.models import ExternalItem, Source
from events.source_addresses import is_ours, is_web_address, own_hosts
from events.sources.finding import find
from events.sources.offers import Offer
from events.sources.pairing import follow_twins, judge, shown_with, specific
from events.sources.refreshing import show_anew
from events.sources.twins import Twins
from portal.fetching import FetchError
from portal.follow import touch
from portal.territory_forms import LinkedRecordForm, TerritoryRecordForm

#: What, once changed, is no longer the same source: it is read anew.
READ_BY = ("kind", "address")
MOST_WEBSITE = Source._meta.get_field("website").max_length


class OwnColumnsMixin:
    """A form that writes nothing but what it is for: what is read meanwhile is written by who reads."""

    def save(self, commit: bool = True) -> Any:
        """Save the columns of `own_columns` alone."""
        if not commit or self.instance._state.adding:  # type: ignore[attr-defined]
            return super().save(commit)  # type: ignore[misc]
        record = super().save(commit=False)  # type: ignore[misc]
        record.save(update_fields=[*self.own_columns(), "modified"])
        self.save_m2m()  # type: ignore[attr-defined]
        return record

    def own_columns(self) -> set[str]:
        """Return the names of what was changed, without what has tables of its own."""
        columns = {field.name for field in self.instance._meta.concrete_fields}  # type: ignore[attr-defined]
        return columns & set(self.changed_data)  # type: ignore[attr-defined]


class SourceForm(OwnColumnsMixin, TerritoryRecordForm):
    """The form of a source; in which way it tells is found out from its address unless somebody says."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance._state.adding:
            self.initial["kind"] = ""
        if field := self.fields.get("kind"):
            field.required = False
            field.choices = [("", _("Find out from the address")), *Source.Kind.choices]
            field.help_text = _("Choose one only if you know it: the next page says what was found.")

    def clean(self) -> Any:
        """Find out how it tells, and refuse what is read already.

        Who has one territory is not asked for it, and no constraint would be.
        """
        cleaned = super().clean()
        self._find(cleaned)
        territory = cleaned.get("territory", self.instance.territory)
        same = Source.objects.filter(address=cleaned.get("address"), territory=territory).exclude(pk=self.instance.pk)
        if there := same.first():
            self.add_error("address", _("It is read already, as “%(name)s”.") % {"name": there.name})
        return cleaned

    def _find(self, cleaned: dict[str, Any]) -> None:
        address = (cleaned.get("address") or "").strip()
        if self.errors or cleaned.get("kind") or not is_web_address(address) or is_ours(address, own_hosts()):
            return
        try:
            found = find(address)
        except (FetchError, UnreadableError) as error:
            self.add_error("address", str(error))
            return
        cleaned |= {"kind": found.kind, "address": found.address}
        cleaned["website"] = cleaned.get("website") or found.page[:MOST_WEBSITE]

    def save(self, commit: bool = True) -> Source:
        """Save; what is read elsewhere is read anew at the next tick, and items under a new name say so."""
        if set(READ_BY) & set(self.changed_data):
            self.instance.memory, self.instance.next_at = {}, None
        source = super().save(commit)
        if commit and self.changed_data and source.active:
            show_anew(source)
        return source

    def own_columns(self) -> set[str]:
        """Return what is asked, what was found out too, and what makes it read anew."""
        return {*self.fields, "memory", "next_at"} if set(READ_BY) & set(self.changed_data) else super().own_columns()


class ItemForm(OwnColumnsMixin, LinkedRecordForm):
    """The form of an item: our corrections of it, each beside what the source says."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, said in _said(self.instance).items():
            if name in self.fields:
                self.fields[name].help_text = _beside(said)

    def save(self, commit: bool = True) -> ExternalItem:
        """Save, and let lists, feeds and index follow."""
        item = super().save(commit)
        if commit:
            follow_item(item)
        return item


def _said(item: ExternalItem) -> dict[str, str]:
    """Return what the source says in the place of each correction."""
    place = item.said.get("place") or {}
    return {
        "own_title": item.said.get("title", ""),
        "own_summary": item.said.get("summary", ""),
        "own_topics": ", ".join(item.said.get("topics", [])),
        "own_place": ", ".join(filter(None, map(place.get, ("name", "address", "town")))),
    }


def _beside(said: str) -> str:
    words = gettext("The source says: “%(said)s”.") % {"said": said} if said else gettext("The source says nothing.")
    # The admin shows what helps as it stands: words of others must not become HTML.
    return format_html("{} {}", words, gettext("Left empty, this follows the source."))


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
    """Look again who tells an item too, and bring up to date what shows it and what is or was shown with it."""
    fresh = ExternalItem.findable().get(pk=item.pk)
    touch(fresh, *specific(judge([fresh], Twins()) | follow_twins([fresh]) | shown_with([fresh])))
