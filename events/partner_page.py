"""`/it/incorpora/`: a partner chooses dates, sees them, and takes away what its own site needs; it needs no script."""

from dataclasses import replace
from typing import Any, NamedTuple

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from events.agenda_form import Option, agenda_form
from events.agenda_links import agenda_path, embed_path, feed_path
from events.asked import asked
from events.filter_words import list_title
from events.refusals import refused
from labs.models import LabPage
from portal import links
from portal.addresses import absolute, in_every_language, reader_language
from portal.api.query import Query
from portal.calendar_links import as_webcal
from portal.feeds import MAX_LIMIT
from portal.filters import EMBED_NAMES, FEED_NAMES, REPEATABLE, THEMES, Filter
from portal.fresh_answers import fresh_answer
from portal.qr import qr_picture
from portal.reading import public_pages
from portal.sites import base

#: What the page offers as fields of its own; the rest of the grammar is carried along unseen.
OFFERED = ("territory", "lab", "topic", "audience", "limit", "theme")
FEW_DATES = 5
SVG_TYPE = "image/svg+xml"


class Piece(NamedTuple):
    """Something to copy: what it is called, what it is good for, the text itself and whether it takes several lines."""

    name: str
    label: str | Promise
    hint: str | Promise
    text: str
    long: bool = False


@require_safe
def partner_page(request: HttpRequest) -> HttpResponse:
    """Answer with the form, the preview and everything to copy, for the filter of the address."""
    chosen, problems = asked(request, EMBED_NAMES, max_limit=MAX_LIMIT)
    language = chosen.lang or reader_language()
    chosen = replace(chosen, lang="", limit=chosen.limit or FEW_DATES)
    with translation.override(language):
        preview, pieces = embed_path(chosen), _pieces(chosen, language)
    context = {
        "here": _("These dates on your site"),
        "problems": problems,
        "chosen": chosen,
        "preview": preview,
        "pieces": pieces,
        "title": list_title(chosen, _("Agenda")),
        "qr": f"/embed/agenda.svg?{replace(chosen, lang=language, theme='', limit=None).to_query()}",
        "max_limit": MAX_LIMIT,
        **_fields(chosen, language),
        **_addresses(chosen),
    }
    return render(request, "events/partner_page.html", context)


@require_safe
def agenda_qr(request: HttpRequest) -> HttpResponse:
    """Answer a QR code to the agenda of a filter, as SVG for print."""
    chosen, problems = asked(request, FEED_NAMES, max_limit=MAX_LIMIT)
    if problems:
        return refused(chosen, problems)
    query = Query(request.path, chosen)
    return fresh_answer(request, query, SVG_TYPE, lambda: qr_picture(absolute(agenda_path(chosen)), list_title(chosen)))


def _fields(chosen: Filter, language: str) -> dict[str, Any]:
    """Return the fields of the form with what is chosen, and what it carries along."""
    choices = [choice for choice in agenda_form(chosen)["choices"] if choice.name in OFFERED]
    return {
        "choices": choices,
        "labs": _labs(chosen),
        "themes": [Option(name, str(label), name == (chosen.theme or "auto")) for name, label in _themes().items()],
        "languages": [Option(code, str(name), code == language) for code, name in settings.LANGUAGES],
        "carried": [pair for pair in chosen.pairs() if pair[0] not in OFFERED],
    }


def _labs(chosen: Filter) -> list[tuple[str, list[Option]]]:
    """Return the public labs by territory, in two queries."""
    labs = public_pages(LabPage.objects.filter(locale__language_code=settings.SOURCE_LANGUAGE, public_slug__gt=""))
    groups: dict[str, list[Option]] = {}
    for lab in labs.select_related("territory").defer_streamfields().order_by("territory__name", "title"):
        slug = lab.public_slug or ""
        groups.setdefault(str(lab.territory or ""), []).append(Option(slug, lab.title, slug in chosen.lab))
    return list(groups.items())


def _themes() -> dict[str, str]:
    return dict(zip(THEMES, (_("As the reader's device"), _("Light"), _("Dark")), strict=True))


def _pieces(chosen: Filter, language: str) -> list[Piece]:
    """Return what can be copied, written in the language of the dates; what each is for comes in the reader's."""
    frame, page = absolute(embed_path(chosen)), absolute(agenda_path(chosen))
    context = {"frame": frame, "page": page, "site": base(), "attributes": _attributes(chosen, language)}
    context["title"] = list_title(chosen, _("Agenda"))
    feeds = replace(chosen, limit=None, theme="")
    return [
        Piece(
            "element",
            gettext_lazy("Element"),
            gettext_lazy("For sites that may run a script; its colours and letters can be yours."),
            _snippet("element", context),
            True,
        ),
        Piece(
            "frame",
            gettext_lazy("Frame"),
            gettext_lazy("For every site; the few lines of script let it grow with its list."),
            _snippet("frame", context),
            True,
        ),
        Piece(
            "oembed",
            gettext_lazy("Address to paste (oEmbed)"),
            gettext_lazy("WordPress and Plone turn it into the list by themselves."),
            page,
        ),
        Piece(
            "webcal",
            gettext_lazy("Calendar to subscribe to"),
            gettext_lazy("For calendar programs."),
            as_webcal(feed_path("agenda.ics", feeds)),
        ),
        *(
            Piece(name, label, "", absolute(feed_path(f"agenda.{name}", feeds)))
            for name, label in (("ics", "iCalendar"), ("rss", "RSS"), ("json", "JSON Feed"), ("jsonld", "JSON-LD"))
        ),
    ]


def _snippet(name: str, context: dict[str, Any]) -> str:
    return render_to_string(f"events/snippets/{name}.html", context).strip()


def _attributes(chosen: Filter, language: str) -> list[tuple[str, str]]:
    """Return the filter as attributes of the element, several values of a name in one."""
    found: dict[str, list[str]] = {}
    for name, value in chosen.pairs():
        found.setdefault(name, []).append(value)
    return [
        *((name, (" " if name in REPEATABLE else "").join(values)) for name, values in found.items()),
        ("lang", language),
    ]


def _addresses(chosen: Filter) -> dict[str, Any]:
    """Return where this page is in every language; the page without a filter is the one that is found."""
    alternates = in_every_language(links.partners)
    return {"alternates": alternates, "canonical": alternates[reader_language()], "action": links.partners()}
