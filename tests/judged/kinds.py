"""One address of every kind of page that residents meet, found through the platform's own interfaces."""

import json
import re
from collections.abc import Iterator
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

from django.apps import apps
from django.conf import settings
from django.urls.resolvers import RoutePattern
from django.utils import translation

from portal.models import PortalPage
from settings.urls import APPS

CODES = [code for code, _name in settings.LANGUAGES]
#: The first language that is written from right to left; until there is one, the last, whose pages are turned round.
RIGHT_TO_LEFT = next((code for code in CODES if translation.get_language_info(code)["bidi"]), CODES[-1])
#: The same address asked otherwise is another kind: lists in other forms, and with nothing in them; then what no list
#: of pages tells of.
VARIANTS = {
    "agenda by week": "agenda/?view=week",
    "agenda by month": "agenda/?view=month",
    "agenda of what others tell": "agenda/?q=festa",
    "agenda with nothing": "agenda/?q=xyzzyq",
    "agenda with a mistake": "agenda/?when=never&territory=nowhere",
    "found": "cerca/?q=italiano",
    "nothing found": "cerca/?q=xyzzyq",
    "thanks for feedback": "parere/?about=/it/&thanks=1",
    "not open to all": "_util/login/?next=/it/",
}
HREFLANG = re.compile(r'<link rel="alternate" hreflang="(\w+)"\s+href="([^"]+)"')


def page_kinds(site: str) -> dict[str, str]:
    """Return the Italian path of one page of every kind, by its name."""
    found = dict(_pages(site)) | dict(_lists()) | dict(_records(site)) | dict(_dates(site))
    found |= {name: f"/it/{path}" for name, path in VARIANTS.items()}
    return found | {"embed": "/embed/agenda/", "not found": "/it/non-esiste/"}


def in_language(site: str, path: str, language: str) -> str:
    """Return where a page is in another language: where it says so itself, else at the same path."""
    said = dict(HREFLANG.findall(read(site + path)))
    if language in said:
        return _path(said[language])
    return path.replace("/it/", f"/{language}/", 1) if path.startswith("/it/") else f"{path}?lang={language}"


def read(address: str) -> str:
    """Return what an address answers, also when that is that there is nothing."""
    try:
        with urlopen(Request(address, headers={"Accept": "text/html, application/json"})) as answer:
            return answer.read().decode()
    except HTTPError as gone:
        return gone.read().decode()


def _pages(site: str) -> Iterator[tuple[str, str]]:
    for model in apps.get_models():
        if issubclass(model, PortalPage) and model.is_creatable:
            query = f"type={model._meta.label}&locale=it&order=id&limit=1&fields=html_url"
            items = json.loads(read(f"{site}/api/wagtail/v2/pages/?{query}"))["items"]
            assert items, f"There is no {model._meta.label} to be judged"
            yield model.__name__, _path(items[0]["meta"]["html_url"])


def _lists() -> Iterator[tuple[str, str]]:
    with translation.override(settings.SOURCE_LANGUAGE):
        for pattern in (pattern for app in APPS for pattern in app.page_urlpatterns):
            answers = not pattern.callback.__module__.endswith("cut_short")
            if answers and isinstance(pattern.pattern, RoutePattern) and not pattern.pattern.converters:
                yield str(pattern.pattern).strip("/"), f"/it/{pattern.pattern}"


def _records(site: str) -> Iterator[tuple[str, str]]:
    for name in ("organisations", "places"):
        yield name, _path(_items(site, name, limit=1)[0]["url"])


def _dates(site: str) -> Iterator[tuple[str, str]]:
    rows = _items(site, "occurrences", limit=100)
    for status in ("scheduled", "cancelled", "moved"):
        yield f"date {status}", next(_path(row["url"]) for row in rows if row["status"] == status and _ours(row))
    elsewhere = [_path(row["url"]) for row in rows if not _ours(row)]
    if elsewhere:
        yield "told by others", elsewhere[0]
    removed = [row for row in _items(site, "occurrences", modified_since="2000-01-01T00:00:00Z") if "url" not in row]
    if removed:
        yield "gone", f"/o/{removed[0]['id']}/"


def _ours(row: dict) -> bool:
    return "/altrove/" not in row["url"]


def _items(site: str, name: str, **query: object) -> list[dict]:
    asked = "&".join(f"{key}={value}" for key, value in query.items())
    return json.loads(read(f"{site}/api/v1/{name}/?{asked}"))["items"]


def _path(address: str) -> str:
    split = urlsplit(address)
    return split.path + (f"?{split.query}" if split.query else "")
