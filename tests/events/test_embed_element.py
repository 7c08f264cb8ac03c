"""`<agora-agenda>` in a hostile page of another origin under a strict policy of its own, and the frame beside it."""

import gzip
import re
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from events.embed_element import script
from tests import factories as f
from tests.calendar_world import rows_of
from tests.servers import ROOT

pytestmark = pytest.mark.browser

ADDRESS = "/embed/agenda.js"
GUIDE = (ROOT / "docs" / "partners.md").read_text()
HOSTILE = """
* { letter-spacing: 1em !important; text-transform: uppercase !important; font: 3px monospace !important;
    color: #eee !important; background: #eee !important; margin: 40px !important; list-style: disc !important }
agora-agenda { display: none !important; opacity: 0 !important; transform: scale(0) !important; position: fixed;
    visibility: hidden !important; filter: blur(9px) !important; direction: rtl; zoom: 3 }
section, ul, li, a, p, time { display: none !important }
html { margin: 0 !important }
body { margin: 8px !important }
"""


class Host:
    """Somebody else's site: pages by path, each under a policy that allows ours to be asked and nothing else."""

    def __init__(self, platform: str) -> None:
        self.pages: dict[str, str] = {"/hostile.css": HOSTILE, "/plain.css": "body { margin: 8px }"}
        policy = f"default-src 'none'; style-src 'self'; script-src 'self' {platform}; connect-src {platform}; "
        self.policy = policy + f"frame-src {platform}; require-trusted-types-for 'script'"
        host = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                content = host.pages.get(self.path, "")
                kind = {"css": "text/css", "js": "text/javascript"}.get(self.path.rpartition(".")[2], "text/html")
                self.send_response(200 if content else 404)
                self.send_header("Content-Type", f"{kind}; charset=utf-8")
                self.send_header("Content-Security-Policy", host.policy)
                self.end_headers()
                self.wfile.write(content.encode())

            def log_message(self, *args: Any) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://localhost:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def page(self, body: str, css: str = "plain", path: str = "/") -> str:
        head = f'<meta charset="utf-8"><title>Comune</title><link rel="stylesheet" href="/{css}.css">'
        self.pages[path] = f'<!DOCTYPE html><html lang="it"><head>{head}</head><body>{body}</body></html>'
        return self.url + path


@pytest.fixture
def platform(site: str, settings: Any) -> str:
    settings.PUBLIC_URL = site
    return site


@pytest.fixture
def host(platform: str) -> Iterator[Host]:
    found = Host(platform)
    yield found
    found.server.shutdown()
    found.server.server_close()


@pytest.fixture
def dates(platform: str) -> Any:
    """An activity with dates as planned, cancelled, put off."""
    page = f.activity("Scuola di italiano <b>", f.lab(), place=f.PlaceFactory(name="Sala grande"))
    _planned, cancelled, moved, *_rest = rows_of(page)
    f.ChangeFactory(occurrence=cancelled)
    later = moved.starts_at + (moved.ends_at - moved.starts_at)
    f.ChangeFactory(occurrence=moved, kind="moved", starts_at=later, reason={"it": "C'è la festa"})
    return page


def tag(
    platform: str, attributes: str = 'limit="3"', fallback: str = '<a href="https://agora.example/">Agenda</a>'
) -> str:
    return f'<script src="{platform}{ADDRESS}" async></script><agora-agenda {attributes}>{fallback}</agora-agenda>'


def ready(page: Any, address: str) -> Any:
    """Open a page and wait for the element; what the browser complains of is an error."""
    errors: list[str] = []
    page.on("console", lambda said: errors.append(said.text) if said.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(address)
    page.wait_for_function(
        "() => { const e = document.querySelector('agora-agenda');"
        " return e.shadowRoot?.querySelector('section') && !e.hasAttribute('aria-busy') }"
    )
    assert not errors
    return page.locator("agora-agenda")


# --- the file ---


@pytest.mark.django_db
def test_the_file_is_small_open_and_kept(client: Any) -> None:
    response = client.get(ADDRESS)
    assert response["Content-Type"] == "text/javascript; charset=utf-8"
    assert response["Access-Control-Allow-Origin"] == "*"
    assert response["Cache-Control"] == "public, max-age=3600, stale-while-revalidate=86400"
    assert len(gzip.compress(response.content, 6)) <= 5 * 1024
    assert client.get(ADDRESS, headers={"if-none-match": response["ETag"]}).status_code == 304
    assert not response.cookies


def test_the_file_stores_nothing_and_runs_no_text() -> None:
    said = script("https://agora.example")
    forbidden = ("cookie", "localStorage", "sessionStorage", "indexedDB", "innerHTML", "eval(", "Function(", ".style")
    assert [word for word in forbidden if f"{word}" in said.split("*/", 1)[1]] == []


# --- in a page ---


def test_nothing_of_a_hostile_page_reaches_it(window: Any, host: Host, platform: str, dates: Any) -> None:
    pictures = []
    for css in ("plain", "hostile"):
        element = ready(window, host.page(tag(platform), css, f"/{css}"))
        element.get_by_role("link").nth(0).wait_for()
        box = element.locator("section")
        pictures.append((box.screenshot(), box.evaluate("e => getComputedStyle(e).fontSize")))
    assert pictures[0][1] == "16px"
    assert pictures[0] == pictures[1]


def test_it_shows_what_is_cancelled_and_put_off(window: Any, host: Host, platform: str, dates: Any) -> None:
    element = ready(window, host.page(tag(platform)))
    rows = element.get_by_role("listitem")
    assert rows.count() == 3
    assert "Scuola di italiano <b>" in rows.nth(0).inner_text()
    assert "Annullato: " in rows.nth(1).inner_text()
    assert "La sala è in manutenzione" in rows.nth(1).inner_text()
    assert rows.nth(1).locator("s time").count() == 1
    assert "Spostato: " in rows.nth(2).inner_text()
    assert rows.nth(2).locator("s").inner_text().endswith("16:30")
    assert "18:30–20:30" in rows.nth(2).locator("time").inner_text()
    assert element.get_by_role("link").last.get_attribute("href") == f"{platform}/it/agenda/"


def test_a_cancellation_is_there_at_the_next_visit(window: Any, host: Host, platform: str, dates: Any) -> None:
    address = host.page(tag(platform, 'limit="1"'))
    assert "Annullato" not in ready(window, address).locator("section").inner_text()
    f.ChangeFactory(occurrence=rows_of(dates)[0])
    assert "Annullato" in ready(window, address).locator("section").inner_text()


def test_attributes_are_the_filter_and_the_language(window: Any, host: Host, platform: str, dates: Any) -> None:
    f.event("Festa", f.lab("Spazio Q"))
    body = tag(platform, 'lab="la-torretta, spazio-q" kind="event" free lang="en"')
    element = ready(window, host.page(body))
    assert element.get_by_role("listitem").count() == 1
    assert element.get_by_role("link").last.inner_text() == "All dates on Agorà"
    assert element.locator("section").get_attribute("lang") == "en"
    element.evaluate("e => { e.setAttribute('kind', 'activity'); e.setAttribute('limit', '2') }")
    element.get_by_role("listitem").nth(1).wait_for()


def test_theme_and_custom_properties(window: Any, host: Host, platform: str, dates: Any) -> None:
    element = ready(window, host.page(tag(platform)))
    ground = "e => getComputedStyle(e.shadowRoot.querySelector('section')).backgroundColor"
    window.emulate_media(color_scheme="dark")
    dark = element.evaluate(ground)
    element.evaluate("e => e.setAttribute('theme', 'light')")
    window.wait_for_function("() => !document.querySelector('agora-agenda').hasAttribute('aria-busy')")
    light = element.evaluate(ground)
    assert (light, dark) == ("rgb(255, 255, 255)", "rgb(18, 24, 31)")
    element.evaluate("e => e.style.setProperty('--agora-background', 'rgb(1, 2, 3)')")
    assert element.evaluate(ground) == "rgb(1, 2, 3)"


def test_keys_reach_every_link(window: Any, host: Host, platform: str, dates: Any) -> None:
    element = ready(window, host.page(tag(platform)))
    reached = []
    for _number in range(4):
        window.keyboard.press("Tab")
        reached.append(element.evaluate("e => e.shadowRoot.activeElement?.href"))
    assert reached == [link.get_attribute("href") for link in element.get_by_role("link").all()]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(window: Any, host: Host, platform: str, dates: Any, scheme: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    window.emulate_media(color_scheme=scheme)
    ready(window, host.page(f"<main><h1>Comune</h1>{tag(platform)}</main>"))
    assert Axe().run(window, "agora-agenda").generate_report().startswith("Found 0")


def test_an_empty_list_says_so_with_a_way_on(window: Any, host: Host, platform: str) -> None:
    empty = ready(window, host.page(tag(platform)))
    assert "Per ora qui non ci sono appuntamenti" in empty.locator("section").inner_text()
    assert empty.get_by_role("link").count() == 1


def test_a_wrong_filter_is_named_with_a_way_on(window: Any, host: Host, platform: str) -> None:
    window.goto(host.page(tag(platform, 'territory="nowhere"')))
    window.get_by_text('territory="nowhere"').wait_for()
    assert window.get_by_role("link", name="Agenda").is_visible()


def test_without_the_platform_the_plain_link_stays(window: Any, host: Host, platform: str) -> None:
    window.route("**/feeds/**", lambda route: route.abort())
    window.goto(host.page(tag(platform)))
    window.get_by_role("status").wait_for()
    assert window.get_by_role("link", name="Agenda").is_visible()


# --- the frame ---


def test_a_frame_grows_with_its_list(window: Any, host: Host, platform: str, dates: Any) -> None:
    host.pages["/height.js"] = """
addEventListener("message", ({ source, data }) => {
  if (data.agora !== "height") return;
  for (const frame of document.querySelectorAll("iframe")) {
    if (frame.contentWindow === source) frame.height = data.height;
  }
});"""
    frame = f'<iframe src="{platform}/embed/agenda/?limit=3" title="Date" width="400" height="50"></iframe>'
    window.goto(host.page(f'<script src="/height.js"></script>{frame}'))
    window.wait_for_function("() => document.querySelector('iframe').height > 250")
    assert window.frame_locator("iframe").get_by_text("Scuola di italiano").count() == 3
    inner = window.frames[1].evaluate("() => [document.documentElement.scrollHeight, innerHeight]")
    assert inner[0] <= inner[1] + 1


def test_wordpress_hears_of_height_and_links(window: Any, host: Host, platform: str, dates: Any) -> None:
    host.pages["/heard.js"] = 'self.heard = []; addEventListener("message", ({ data }) => heard.push(data));'
    frame = f'<iframe sandbox="allow-scripts" src="{platform}/embed/agenda/#?secret=abc" title="Date"></iframe>'
    window.goto(host.page(f'<script src="/heard.js"></script>{frame}'))
    window.wait_for_function("() => heard.some((each) => each.message === 'height' && each.secret === 'abc')")
    window.frame_locator("iframe").get_by_role("link").first.click()
    window.wait_for_function("() => heard.some((each) => each.message === 'link')")
    assert f"{platform}/it/" in window.evaluate("() => heard.find((each) => each.message === 'link').value")


# --- the guide for partners ---


def guide(language: str, platform: str) -> str:
    """Return the first example of the guide in a language that speaks of an embed, at this platform's address."""
    examples = re.findall(rf"^```{language}\n(.*?)^```", GUIDE, re.MULTILINE | re.DOTALL)
    return next(code for code in examples if "agora" in code).replace("https://agora.example", platform)


def test_the_element_of_the_guide_works_as_it_stands(window: Any, host: Host, platform: str, dates: Any) -> None:
    element = ready(window, host.page(guide("html", platform)))
    assert element.get_by_role("listitem").count() == 5
    assert element.get_by_role("link").last.get_attribute("href") == f"{platform}/it/agenda/?territory=pavia"


def test_the_frame_of_the_guide_grows_with_the_lines_of_the_guide(
    window: Any, host: Host, platform: str, dates: Any
) -> None:
    [frame] = re.findall(r"<iframe.*?</iframe>", GUIDE, re.DOTALL)
    host.pages["/lines.js"] = guide("js", platform)
    frame = frame.replace("https://agora.example", platform).replace('height="480"', 'height="50"')
    window.goto(host.page(f'<script src="/lines.js"></script>{frame}'))
    window.wait_for_function("() => document.querySelector('iframe').height > 250")
    assert window.frame_locator("iframe").get_by_role("listitem").count() == 5
