"""The admin's preview panel with a front end of another origin in it, in a real browser."""

import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from wagtail.models import Site

from portal.models import FrontEnd
from tests import factories as f

pytestmark = pytest.mark.browser

PAGE = """<!doctype html><html lang="it"><title>Kiosk</title><h1>…</h1><script>
const token = new URLSearchParams(location.search).get("token");
fetch("%s/api/v1/pages/preview/?token=" + encodeURIComponent(token)).then((answer) => answer.json()).then((page) => {
  document.querySelector("h1").textContent = page.title;
});
</script></html>"""


@pytest.fixture
def kiosk(site):
    """The address of a front end that shows the title of a draft."""

    class Kiosk(BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write((PAGE % site).encode())

        def log_message(self, *args):
            pass

    server = HTTPServer(("127.0.0.1", 0), Kiosk)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


def test_the_panel_shows_what_is_typed_in_the_front_end_without_waiting(window, site, kiosk):
    page = f.content("Chi siamo")
    FrontEnd.objects.create(site=Site.objects.get(is_default_site=True), address=kiosk)
    f.platform_editor("piattaforma")
    window.goto(f"{site}/admin/login/")
    window.fill("[name=username]", "piattaforma")
    window.fill("[name=password]", "a long test password")
    window.click("button[type=submit]")
    window.wait_for_url(f"{site}/admin/")
    window.goto(f"{site}/admin/pages/{page.pk}/edit/")
    window.click('button[aria-label*="nteprima"]')
    shown = window.frame_locator("#w-preview-iframe").frame_locator("iframe")
    shown.get_by_role("heading", name="Chi siamo", exact=True).wait_for()
    # What a form holds some seconds after it came is what Wagtail takes to be unchanged.
    window.wait_for_timeout(4_000)
    window.fill("[name=title]", "Battuto adesso")
    # Wagtail would wait ten seconds for a frame of another origin.
    shown.get_by_role("heading", name="Battuto adesso").wait_for(timeout=9_000)
