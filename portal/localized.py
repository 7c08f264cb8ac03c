"""The few words of a record that differ by language: one row for all languages, one text for each."""

import json
from functools import lru_cache
from typing import Any

from django import forms
from django.conf import settings
from django.db import models
from django.db.models.expressions import Col
from django.utils.translation import get_language


class Localized(dict[str, str]):
    """Texts by language code; as a string, the text in the reader's language, else in the source's, else any."""

    def text(self, language: str | None = None) -> str:
        """Return the text for `language` (default: the active one), falling back to the source language."""
        if not self:
            return ""
        return (self.get(language) if language else None) or self.get(self.language(language), "")

    def language(self, language: str | None = None) -> str:
        """Return the code of the language whose text is shown to a reader of `language`."""
        wanted = language or get_language() or settings.SOURCE_LANGUAGE
        for code in (wanted, settings.SOURCE_LANGUAGE, *self):
            if self.get(code):
                return code
        return settings.SOURCE_LANGUAGE

    def __str__(self) -> str:
        return self.text()


class LocalizedWidget(forms.MultiWidget):
    """One input for each active language, labelled with the language's code."""

    template_name = "portal/widgets/localized.html"

    def __init__(self, widget: type[forms.Widget] = forms.TextInput, attrs: dict | None = None) -> None:
        super().__init__({code: widget(attrs={"lang": code}) for code, _name in settings.LANGUAGES}, attrs)

    def decompress(self, value: dict[str, str] | None) -> list[str]:
        """Return the texts in the order of the active languages."""
        return [(value or {}).get(code, "") for code, _name in settings.LANGUAGES]

    def get_context(self, name: str, value: Any, attrs: dict | None) -> dict:
        """Add the name of each language for its label."""
        context = super().get_context(name, value, attrs)
        for subwidget, (_code, label) in zip(context["widget"]["subwidgets"], settings.LANGUAGES, strict=True):
            subwidget["language"] = label
        # What is written in the languages after the first two is not hidden from who edits it.
        context["widget"]["more"] = any(subwidget["value"] for subwidget in context["widget"]["subwidgets"][2:])
        return context


class LocalizedFormField(forms.MultiValueField):
    """A text per language; the source language is the one that a required field asks for."""

    def __init__(self, *, max_length: int | None = None, widget: Any = None, **kwargs: Any) -> None:
        fields = [
            forms.CharField(
                required=kwargs.get("required", True) and code == settings.SOURCE_LANGUAGE, max_length=max_length
            )
            for code, _name in settings.LANGUAGES
        ]
        kwargs.pop("encoder", None), kwargs.pop("decoder", None)
        super().__init__(fields, require_all_fields=False, widget=widget or LocalizedWidget(), **kwargs)

    def compress(self, data_list: list[str]) -> Localized:
        """Return the texts that were given, by language code."""
        codes = [code for code, _name in settings.LANGUAGES]
        return Localized({code: text for code, text in zip(codes, data_list or [], strict=False) if text})

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Compare by what would be stored."""
        return super().has_changed(initial, data)


@lru_cache(maxsize=4096)
def _read(text: str) -> dict[str, str]:
    """Parse a column once: a list repeats the same few words in every row, and parsing is a third of its time."""
    return json.loads(text)


class LocalizedField(models.JSONField):
    """A text per language in one column, read as `Localized`."""

    def __init__(self, *args: Any, multiline: bool = False, **kwargs: Any) -> None:
        self.multiline = multiline
        kwargs.setdefault("default", Localized)
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> tuple:
        """Leave presentation out of migrations."""
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, kwargs

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Localized:
        """Wrap what the column holds."""
        if isinstance(value, str) and isinstance(expression, Col):
            return Localized(_read(value))
        return Localized(super().from_db_value(value, expression, connection) or {})

    def to_python(self, value: Any) -> Any:
        """Accept a mapping; a plain string is a text in the source language."""
        if isinstance(value, str):
            return Localized({settings.SOURCE_LANGUAGE: value} if value else {})
        return Localized(value) if isinstance(value, dict) else value

    def formfield(self, **kwargs: Any) -> forms.Field | None:
        """Return a field with one input per active language."""
        widget = LocalizedWidget(forms.Textarea if self.multiline else forms.TextInput)
        return models.Field.formfield(self, **{"form_class": LocalizedFormField, **kwargs, "widget": widget})
