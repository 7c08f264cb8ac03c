"""An editor in a real browser: an activity of every Tuesday, its dates while she writes, and one date cancelled."""

import os
import re
import shutil
import threading
from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.db import DEFAULT_DB_ALIAS, connections
from django.test.testcases import LiveServerThread
from django.urls import reverse

from events.models import ActivityPage, Occurrence
from tests import factories as f
from tests.doors import pavia

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
pytestmark = pytest.mark.browser


class OneAtATime(StaticFilesHandler):
    """Answers one request after the other: they share the connection of the test, and so its transaction."""

    lock = threading.Lock()

    def __call__(self, environ: Any, start_response: Any) -> Any:
        with self.lock:
            return super().__call__(environ, start_response)


@pytest.fixture
def chromium(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """Chromium; skipped where there is none, unless services are required."""
    if os.environ.get("REQUIRE_SERVICES") != "1":
        pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
        if not CHROMIUM:
            pytest.skip("Chromium is not installed")
    from playwright.sync_api import sync_playwright

    # Playwright runs an event loop in this thread, in which Django would not let the tests query.
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def site(chromium: Any, db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The address of a server inside the transaction of the test, which leaves the database as it was.

    The browser comes before the database: inside its event loop Django keeps another connection than outside.
    """
    connection = connections[DEFAULT_DB_ALIAS]
    monkeypatch.setattr(connection, "close", lambda: None)
    connection.inc_thread_sharing()
    server = LiveServerThread("127.0.0.1", OneAtATime, connections_override={DEFAULT_DB_ALIAS: connection})
    server.daemon = True
    server.start()
    server.is_ready.wait()
    assert not server.error
    yield f"http://127.0.0.1:{server.port}"
    with OneAtATime.lock:
        server.terminate()
    connection.dec_thread_sharing()


@pytest.fixture
def window(chromium: Any, site: str) -> Iterator[Any]:
    """A window of the browser, 1440 pixels wide."""
    page = chromium.new_page(viewport={"width": 1440, "height": 1000}, locale="it-IT")
    page.set_default_timeout(20_000)
    yield page
    page.close()


def log_in(page: Any, site: str) -> None:
    page.goto(site + reverse("wagtailadmin_login"))
    page.fill("[name=username]", "redazione-pavia")
    page.fill("[name=password]", "a long test password")
    page.click("button[type=submit]")
    page.wait_for_url(site + reverse("wagtailadmin_home"))


def test_an_activity_of_every_tuesday_is_written_published_and_one_date_cancelled(window: Any, site: str) -> None:
    page, lab = window, f.lab()
    f.user("redazione-pavia", pavia())
    first = f.next_weekday(1)
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    log_in(page, site)

    page.goto(site + reverse("wagtailadmin_pages:add", args=["events", "activitypage", lab.pk]))
    page.fill("#id_title", "Laboratorio di cucito")
    page.click("#id_schedules-ADD")
    row = page.locator("#inline_child_schedules-0")
    row.locator("[name$=start_date]").fill(first.isoformat())
    row.locator("[name$=start_time]").fill("16:30")
    row.locator("[name$=end_time]").fill("18:30")
    row.locator("[name$=rrule_freq]").select_option("WEEKLY")
    row.get_by_label("martedì", exact=True).check()
    preview = row.locator("[data-schedule-preview]")
    preview.locator("p", has_text=re.compile("^Ogni martedì dalle 16:30 alle 18:30")).wait_for()
    assert preview.locator("li").count() == 5

    row.locator("[name$=rrule_freq]").select_option("advanced")
    row.locator("[name$=rrule_text]").fill("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30")
    preview.locator("li strong").wait_for()
    row.locator("[name$=rrule_freq]").select_option("WEEKLY")
    preview.locator("p", has_text=re.compile("^Ogni martedì")).wait_for()

    page.locator("footer button[aria-expanded]").first.click()
    page.click("[name=action-publish]")
    page.wait_for_url(site + reverse("wagtailadmin_explore", args=[lab.pk]))
    activity = ActivityPage.objects.get(live=True)
    assert activity.schedules.get().rrule == "FREQ=WEEKLY;BYDAY=TU"

    page.goto(site + reverse("wagtailadmin_pages:edit", args=[activity.pk]))
    page.get_by_label("Azioni").first.click()
    page.locator(f"a[href='{reverse('page_dates', args=[activity.pk])}']").first.click()
    page.locator("tbody tr").nth(1).locator("a").first.click()
    page.fill("[name=reason_it]", "La sala è in manutenzione")
    page.locator("footer button[type=submit]").click()
    page.locator("tbody tr").nth(1).get_by_text("La sala è in manutenzione").wait_for()
    dates = Occurrence.objects.filter(series=activity.translation_key).order_by("starts_at")
    assert [date.status for date in dates[:3]] == ["scheduled", "cancelled", "scheduled"]
    assert not errors
