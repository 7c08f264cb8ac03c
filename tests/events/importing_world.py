"""What the tests of the import share: files as people bring them, and the way through the admin."""

import datetime as dt
from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from openpyxl import Workbook

from events.models import Import
from tests import factories as f

TUESDAY = f.next_weekday(1, weeks=1)
DAY = f"{TUESDAY:%d/%m/%Y}"
HEAD = ["titolo", "data", "dalle", "alle", "si ripete", "luogo", "in breve", "costo", "argomenti", "codice"]
COMPITI = ["Spazio Compiti", DAY, "16:30", "18:30", "ogni martedì", "", "Si studia insieme.", "gratis", "", "compiti"]
FESTA = ["Festa di quartiere", DAY, "15:00", "", "", "", "", "5 euro", "", "festa"]

SERIES = """
UID:corso-1
SUMMARY:Corso di cucito
DESCRIPTION:Si cuce insieme.
DTSTART;TZID=Europe/Rome:{day:%Y%m%d}T163000
DTEND;TZID=Europe/Rome:{day:%Y%m%d}T183000
RRULE:FREQ=WEEKLY;COUNT=6
EXDATE;TZID=Europe/Rome:{left_out:%Y%m%d}T163000
"""
MOVED = """
UID:corso-1
RECURRENCE-ID;TZID=Europe/Rome:{day:%Y%m%d}T163000
SUMMARY:Corso di cucito
DTSTART;TZID=Europe/Rome:{day:%Y%m%d}T200000
DTEND;TZID=Europe/Rome:{day:%Y%m%d}T220000
"""
CANCELLED = """
UID:corso-1
RECURRENCE-ID;TZID=Europe/Rome:{day:%Y%m%d}T163000
SUMMARY:Corso di cucito
STATUS:CANCELLED
COMMENT:La maestra è malata
DTSTART;TZID=Europe/Rome:{day:%Y%m%d}T163000
"""


def sheet(*rows: list[str], head: list[str] = HEAD, separator: str = ";", encoding: str = "utf-8-sig") -> bytes:
    """Return a CSV file."""
    return "\r\n".join(separator.join(row) for row in (head, *rows)).encode(encoding)


def workbook(*rows: list[Any], head: list[str] = HEAD) -> bytes:
    """Return an XLSX file."""
    book = Workbook()
    for row in (head, *rows):
        book.active.append(row)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def calendar(*events: str, maker: str = "-//Comune//IT") -> bytes:
    """Return a calendar of events, each given by its lines."""
    bodies = [f"BEGIN:VEVENT\n{event.strip()}\nEND:VEVENT" for event in events]
    lines = "\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{maker}", *bodies, "END:VCALENDAR"])
    return "\r\n".join(line.strip() for line in lines.splitlines()).encode()


def days(number: int) -> dt.date:
    """Return the day so many weeks after TUESDAY."""
    return TUESDAY + dt.timedelta(weeks=number)


def course(*changes: str) -> bytes:
    """Return a calendar with a weekly course and these changes of it."""
    return calendar(SERIES.format(day=TUESDAY, left_out=days(1)), *changes)


def ask(client: Client, target: Any, content: bytes | None = None, name: str = "foglio.csv", **facts: Any) -> Any:
    """Bring a file, or an address, as the form does; return the answer."""
    file = {"file": SimpleUploadedFile(name, content)} if content is not None else {}
    return client.post(reverse("import"), {"target": target.pk, **file, **facts})


def bring(client: Client, target: Any, content: bytes | None = None, name: str = "foglio.csv", **facts: Any) -> Import:
    """Bring a file that can be read, and return the import."""
    answer = ask(client, target, content, name, **facts)
    assert answer.status_code == 302, answer.context["form"].errors
    return Import.objects.latest("pk")


def preview(client: Client, brought: Import) -> list[tuple[str, str, str]]:
    """Return title, state and reasons of every row of the preview."""
    answer = client.get(reverse("preview_import", args=[brought.pk]))
    return [(each.title, str(each.state), " ".join(each.reasons)) for each in answer.context["verdicts"]]


def states(client: Client, brought: Import) -> list[str]:
    """Return the state of every row of the preview."""
    return [state for _title, state, _reasons in preview(client, brought)]


def take(client: Client, brought: Import, *rows: int) -> None:
    """Take the rows that are ticked: all that can be, unless said otherwise."""
    url = reverse("preview_import", args=[brought.pk])
    offered = [each.row for each in client.get(url).context["verdicts"] if each.can_be_taken]
    answer = client.post(url, {"row": rows or offered})
    assert answer.status_code == 302
    while Import.objects.get(pk=brought.pk).waiting:
        assert client.post(url, {"go_on": "1"}).status_code == 302
