"""An editor in a real browser: an activity of every Tuesday, its dates while she writes, and one date cancelled."""

import re
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import TimeoutError

from events.models import ActivityPage, EventPage, Occurrence
from tests import factories as f
from tests.doors import pavia
from tests.events.importing_world import FESTA, sheet

pytestmark = pytest.mark.browser


def log_in(page: Any, site: str) -> None:
    page.goto(site + reverse("wagtailadmin_login"))
    page.fill("[name=username]", "redazione-pavia")
    page.fill("[name=password]", "a long test password")
    page.click("button[type=submit]")
    page.wait_for_url(site + reverse("wagtailadmin_home"))


def publish(page: Any) -> None:
    """Publish by the footer's menu, opened again if saving by itself has drawn the footer anew meanwhile."""
    menu, action = page.locator("footer button[aria-expanded]").first, page.locator("[name=action-publish]")
    menu.click()
    try:
        action.click(timeout=5000)
    except TimeoutError:
        menu.click()
        action.click()


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

    publish(page)
    page.wait_for_url(site + reverse("wagtailadmin_explore", args=[lab.pk]))
    activity = ActivityPage.objects.get(live=True)
    assert activity.schedules.get().rrule == "FREQ=WEEKLY;BYDAY=TU"

    page.goto(site + reverse("wagtailadmin_pages:edit", args=[activity.pk]))
    page.get_by_label("Azioni", exact=True).first.click()
    page.locator(f"a[href='{reverse('page_dates', args=[activity.pk])}']").first.click()
    page.locator("tbody tr").nth(1).locator("a").first.click()
    page.fill("[name=reason_it]", "La sala è in manutenzione")
    page.locator("footer button[type=submit]").click()
    page.locator("tbody tr").nth(1).get_by_text("La sala è in manutenzione").wait_for()
    dates = Occurrence.objects.filter(series=activity.translation_key).order_by("starts_at")
    assert [date.status for date in dates[:3]] == ["scheduled", "cancelled", "scheduled"]
    assert not errors


def test_an_import_goes_on_by_itself_until_no_row_waits(
    window: Any, site: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("events.importing.writing.MOST_SECONDS", 0)
    page, lab = window, f.lab()
    f.user("redazione-pavia", pavia())
    log_in(page, site)
    page.goto(site + reverse("import"))
    page.select_option("[name=target]", str(lab.pk))
    rows = [[f"Festa {number}", *FESTA[1:9], f"f{number}"] for number in range(4)]
    page.set_input_files("[name=file]", {"name": "feste.csv", "mimeType": "text/csv", "buffer": sheet(*rows)})
    page.locator("form[enctype] button[type=submit], form[enctype] input[type=submit]").first.click()
    page.locator(".import__take button").click()
    page.locator("progress").wait_for()
    page.locator(".messages .success").wait_for()
    assert EventPage.objects.filter(live=True).count() == 4
