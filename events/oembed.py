"""`/oembed`: an oEmbed 1.0 provider (https://oembed.com), so that sites embed by pasting an address of ours."""

import json
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qs, urlsplit
from xml.etree import ElementTree

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from events.oembed_targets import Target, target_of
from portal.addresses import absolute
from portal.api.problems import problem_response
from portal.api.query import Query
from portal.api.refs import image_ref
from portal.filters import Filter, Problem
from portal.filters.values import RefusedError, clean, read_whole
from portal.fresh_answers import fresh_answer
from portal.page_lookup import language_of

FORMATS = {"json": "application/json", "xml": "text/xml; charset=utf-8"}
WIDTH, HEIGHT = 600, 480
MAX_PIXELS = 10_000
CACHE_SECONDS = 3600


@require_safe
def oembed(request: HttpRequest) -> HttpResponse:
    """Answer what an address stands for; names that the standard leaves to consumers are not looked at.

    400 without an address or with a bad measure, 404 for what is not ours or not public, 501 for another format.
    """
    url = clean(request.GET.get("url", ""))
    with translation.override(_language(url)):
        sizes, problems = _sizes(request)
        if not url:
            problems.append(Problem.of("url", "", _("Say the address that is to be embedded."), [absolute("/…")]))
        if problems:
            return problem_response(400, _("This address cannot be embedded as asked."), problems)
        if (form := request.GET.get("format", "json")) not in FORMATS:
            return problem_response(501, _("There are two formats: json and xml."))
        target = target_of(request, url)
        if target is None:
            return problem_response(404, _("There is nothing public of ours at this address."))
        return _answer(request, form, target, sizes)


def _answer(request: HttpRequest, form: str, target: Target, sizes: tuple[int, int]) -> HttpResponse:
    asked = {"target": repr(target), "format": form, "sizes": str(sizes)}
    query = Query(request.path, replace(Filter(), lang=translation.get_language() or ""), own_texts=asked)
    write = _xml if form == "xml" else _json
    return fresh_answer(request, query, FORMATS[form], lambda: write(_content(target, *sizes)))


def _content(target: Target, width: int, height: int) -> dict[str, Any]:
    """Return the answer by name: `rich` with a frame where there are dates to show, else `link`."""
    content: dict[str, Any] = {
        "version": "1.0",
        "type": "rich" if target.frame else "link",
        "title": clean(target.title),
        "url": target.url,
        "provider_name": settings.WAGTAIL_SITE_NAME,
        "provider_url": settings.PUBLIC_URL,
        "cache_age": CACHE_SECONDS,
    }
    if target.frame:
        content |= {"html": _frame(target, width, height), "width": width, "height": height}
    picture = image_ref(target.picture)
    if picture and picture["width"] <= width and picture["height"] <= height:
        content |= {f"thumbnail_{name}": picture[name] for name in ("url", "width", "height")}
    return content


def _frame(target: Target, width: int, height: int) -> str:
    """Return a frame of the attributes that WordPress lets through."""
    return format_html(
        '<iframe src="{}" title="{}" width="{}" height="{}" frameborder="0" loading="lazy"></iframe>',
        absolute(target.frame),
        clean(target.title),
        width,
        height,
    )


def _json(content: dict[str, Any]) -> str:
    return json.dumps(content, ensure_ascii=False)


def _xml(content: dict[str, Any]) -> bytes:
    root = ElementTree.Element("oembed")
    for name, value in content.items():
        ElementTree.SubElement(root, name).text = str(value)
    return ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)


def _sizes(request: HttpRequest) -> tuple[tuple[int, int], list[Problem]]:
    """Return width and height in pixels, as wide and high as a list needs or as the consumer allows."""
    sizes, problems = [], []
    for name, usual in (("maxwidth", WIDTH), ("maxheight", HEIGHT)):
        sent = request.GET.get(name, "")
        try:
            sizes.append(min(usual, read_whole(sent, 1, MAX_PIXELS)) if sent else usual)
        except RefusedError as refused:
            problems.append(Problem.of(name, sent, refused.message, refused.allowed))
    return (sizes[0], sizes[-1]) if not problems else (WIDTH, HEIGHT), problems


def _language(url: str) -> str:
    """Return the language of an address: its path's, else its query's, else the source's."""
    try:
        split = urlsplit(url)
    except ValueError:
        return settings.SOURCE_LANGUAGE
    said = parse_qs(split.query).get("lang", [""])[0]
    return language_of(split.path) or (said if said in dict(settings.LANGUAGES) else settings.SOURCE_LANGUAGE)
