"""`/llms.txt`: what programs that read on people's behalf should know, made from the public contract.

https://llmstxt.org: a heading, a summary, then lists of links. In English, as the API's own description is.
"""

from collections.abc import Iterator

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.views.decorators.http import require_safe

from portal import licence, links
from portal.addresses import absolute, on_platform, page_path
from portal.filters import FEED_NAMES
from portal.navigation import Frame
from settings.api import api

INTRODUCTION = """\
# {name}

> Social labs of several territories near Milan publish here what is on, where, for whom, what it costs and whom to ask.
> Most of it is free and open to everyone.

Content is in Italian; dates, places and prices are also said in: {languages}. Replace `/it/` at the beginning of a
page's address by another of these codes. Times are those of Europe/Rome. A date may be cancelled or moved: say its
`status` and `status_reason`, and read it again before you tell anybody to go there. Names and telephone numbers of
people are shown with their consent, which may end: link to the page instead of keeping them.
Texts and data: [CC BY 4.0]({licence}), name the source."""
FEEDS = {
    "agenda.ics": "the dates as iCalendar, whole series with their exceptions",
    "agenda.rss": "the dates as RSS 2.0",
    "agenda.json": "the dates as JSON Feed 1.1",
    "agenda.jsonld": "the dates as schema.org events",
    "minutes.rss": "approved minutes of the open councils as RSS 2.0",
    "minutes.json": "the same as JSON Feed 1.1",
}


@require_safe
def llms(request: HttpRequest) -> HttpResponse:
    """Answer with the file."""
    with translation.override(settings.SOURCE_LANGUAGE):
        text = "\n".join(_lines())
    return HttpResponse(f"{text}\n", content_type="text/markdown; charset=utf-8")


def _lines() -> Iterator[str]:
    yield from INTRODUCTION.format(
        name=settings.WAGTAIL_SITE_NAME,
        languages=", ".join(code for code, _name in settings.LANGUAGES),
        licence=licence.ADDRESS,
    ).splitlines()
    yield ""
    yield "## Data"
    yield ""
    yield f"- [OpenAPI description]({on_platform('/api/v1/openapi.json')}): the whole API, read-only, without a key"
    yield from _resources()
    yield ""
    yield "## Feeds"
    yield ""
    yield f"Filter with: {', '.join(f'`{name}`' for name in FEED_NAMES)}."
    yield ""
    yield from (f"- [{name}]({on_platform(f'/feeds/{name}')}): {words}" for name, words in FEEDS.items())
    yield ""
    yield "## Pages"
    yield ""
    yield f"- [Agenda]({on_platform(links.agenda())}): all dates, day by day"
    yield f"- [Search]({on_platform(links.search())}): labs, activities, events, places, organisations, minutes"
    for territory in Frame().territories:
        yield f"- [{territory.name}]({absolute(page_path(territory.page))}): {territory.network_name}"  # type: ignore[attr-defined]
    yield ""
    yield "## Optional"
    yield ""
    yield f"- [Sitemap]({on_platform('/sitemap.xml')}): every page, with its languages"
    yield f"- [Documentation of the API]({on_platform(links.API_DOCUMENTATION)})"


def _resources() -> Iterator[str]:
    """Yield the API's lists, as its description tells them; drafts are for who has a token."""
    for path, operations in api.get_openapi_schema()["paths"].items():
        described = operations.get("get", {}).get("description", "").split("\n\n")[0]
        if described and "{" not in path and not path.endswith("/preview/"):
            name = path.removeprefix("/api/v1/").strip("/")
            yield f"- [{name}]({on_platform(path)}): {' '.join(described.split())}"
