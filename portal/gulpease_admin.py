"""The Gulpease index beside the field that an editor writes in: at once on the page, then at every pause in typing.

The browser asks the server, so that the formula is written once.
"""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail.admin.widgets import AdminAutoHeightTextInput

from portal.gulpease import gulpease, meaning

LONGEST = 5_000


class PlainLanguageInput(AdminAutoHeightTextInput):
    """A text area that says below how easily its text is read."""

    template_name = "portal/widgets/plain_language.html"

    class Media:
        js = ["portal/gulpease.js"]

    def get_context(self, name: str, value: Any, attrs: dict | None) -> dict[str, Any]:
        """Add what the index says of the text as it is, and where to ask for that of another."""
        context = super().get_context(name, value, attrs)
        return context | {"readability": said(value or ""), "readability_address": reverse("gulpease")}


def said(text: str) -> str:
    """Return the index of a text with what it means; of no text, nothing."""
    index = gulpease(text[:LONGEST])
    if index is None:
        return ""
    # Beside the f-string: what stands in one is not collected for the catalogues.
    counted = _("Gulpease index {number} of 100.").format(number=index)
    return f"{counted} {meaning(index)}"


@require_safe
def live(request: HttpRequest) -> HttpResponse:
    """Answer with the words about the text in `text`."""
    return HttpResponse(said(request.GET.get("text", "")), content_type="text/plain; charset=utf-8")


ADDRESSES: list[URLPattern] = [path("gulpease/", live, name="gulpease")]
