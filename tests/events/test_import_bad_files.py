"""Bad files: each a plain reason, nothing written, memory bounded."""

import io
import tracemalloc
import zipfile
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from events.importing.items import Reading, UnreadableError
from events.importing.reading import MOST_BYTES, read, read_file
from tests.events.importing_world import calendar, sheet, workbook

MEGABYTE = 1024 * 1024
MOST_MEMORY = 80 * MEGABYTE
ROW = ["Festa", "05/12/2026", "15:00"]
HEAD = ["titolo", "data", "dalle"]


def refusal(content: bytes, name: str = "") -> str:
    with pytest.raises(UnreadableError) as error:
        read(content, name)
    return str(error.value)


def bounded(work: Callable[[], Any]) -> int:
    """Do some work, and return how many bytes it needed at most."""
    tracemalloc.start()
    try:
        work()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


class Endless(io.RawIOBase):
    """A file that must not be read."""

    def read(self, size: int = -1) -> bytes:
        raise AssertionError("it was read")


def test_a_file_of_fifty_megabytes_is_not_even_read() -> None:
    with pytest.raises(UnreadableError, match="10 MB"):
        read_file(Endless(), "agenda.ics", 50 * MEGABYTE)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_sheet_is_read_in_whatever_encoding(encoding: str) -> None:
    reading = read(sheet(["Perché no? Città è", "05/12/2026", ""], head=HEAD, encoding=encoding), "foglio.csv")
    assert [item.facts["title"] for item in reading.items] == ["Perché no? Città è"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_calendar_is_read_in_whatever_encoding(encoding: str) -> None:
    content = calendar("UID:1\nSUMMARY:Perché no? Città è\nDTSTART:20261205T150000").decode().encode(encoding)
    assert [item.facts["title"] for item in read(content, "agenda.ics").items] == ["Perché no? Città è"]


@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_a_sheet_is_read_with_whatever_separator(separator: str) -> None:
    assert len(read(sheet(ROW, ROW, head=HEAD, separator=separator)).items) == 2
    assert len(read(b"sep=;\r\n" + sheet(ROW, head=HEAD, encoding="utf-8")).items) == 1


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"", "vuoto.csv"),
        (b"   \r\n ", "vuoto.csv"),
        (b"\x00\x01\x02\x03" * 100, "foglio.csv"),
        (b"\xff\xd8\xff\xe0" + bytes(range(256)) * 20, "foto.csv"),
        (b"<!doctype html><title>Accedi</title>", "agenda.ics"),
        (b"<html></html>", "foglio.csv"),
        (b"%PDF-1.7\n%\xe2\xe3", "foglio.csv"),
        (b"MZ\x90\x00" * 40, "foglio.xlsx"),
        (b"PK\x03\x04" + b"rotto" * 100, "foglio.xlsx"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" * 64, "vecchio.xls"),
        (b"ciao a tutti", "agenda.ics"),
        (b"ciao;a;tutti\r\n1;2;3", "foglio.csv"),
        (b"titolo;dalle\r\nFesta;15:00", "foglio.csv"),
        (b'titolo;data\r\n"Festa;05/12/2026\r\nAltra;06/12/2026', "foglio.csv"),
        (b'titolo;data\r\n"Festa"boh;05/12/2026', "foglio.csv"),
    ],
)
def test_what_is_no_calendar_and_no_sheet_is_said_plainly(content: bytes, name: str) -> None:
    said = refusal(content, name)
    assert said
    assert "Error" not in said
    assert "Traceback" not in said


def test_a_sheet_cut_off_in_the_middle_names_the_row() -> None:
    content = sheet(ROW, ['"Festa interrotta', "", ""], head=HEAD)
    assert "3" in refusal(content, "foglio.csv")


def test_a_calendar_cut_off_in_the_middle_keeps_what_is_whole() -> None:
    whole = calendar("UID:1\nSUMMARY:Prima\nDTSTART:20261205T150000", "UID:2\nSUMMARY:Seconda\nDTSTART:20261206T150000")
    reading = read(whole[: whole.index(b"Seconda") + 7], "agenda.ics")
    assert [item.facts["title"] for item in reading.items] == ["Prima"]
    assert [(each.row, each.title) for each in reading.refused] == [(2, "Seconda")]


BAD_EVENTS = {
    "no title": "UID:1\nDTSTART:20261205T150000",
    "no beginning": "UID:1\nSUMMARY:A",
    "a beginning that is no date": "UID:1\nSUMMARY:A\nDTSTART:domani",
    "an end that is no date": "UID:1\nSUMMARY:A\nDTSTART:20261205T150000\nDTEND:boh",
    "an end before the beginning": "UID:1\nSUMMARY:A\nDTSTART:20261205T150000\nDTEND:20261205T140000",
    "a day that ends at an hour": "UID:1\nSUMMARY:A\nDTSTART;VALUE=DATE:20261205\nDTEND:20261205T140000",
    "a rule that is none": "UID:1\nSUMMARY:A\nDTSTART:20261205T150000\nRRULE:ogni martedì",
    "every hour": "UID:1\nSUMMARY:A\nDTSTART:20261205T150000\nRRULE:FREQ=HOURLY",
    "every second": "UID:1\nSUMMARY:A\nDTSTART:20261205T150000\nRRULE:FREQ=SECONDLY",
    "by week number": "UID:1\nSUMMARY:A\nDTSTART:20261205T150000\nRRULE:FREQ=YEARLY;BYWEEKNO=20",
    "two rules": "UID:1\nSUMMARY:A\nDTSTART:20261205T150000\nRRULE:FREQ=DAILY;COUNT=2\nRRULE:FREQ=WEEKLY;COUNT=2",
    "a rule of exceptions": "UID:1\nSUMMARY:A\nDTSTART:20261205T150000\nRRULE:FREQ=DAILY;COUNT=9\nEXRULE:FREQ=WEEKLY",
    "an unknown zone": "UID:1\nSUMMARY:A\nDTSTART;TZID=Luna/Mare:20261205T150000",
    "without an end by other clocks": "UID:1\nSUMMARY:A\nDTSTART:20261205T150000Z\nRRULE:FREQ=WEEKLY",
    "before the calendar": "UID:1\nSUMMARY:A\nDTSTART:00010101T000000Z",
    "after the calendar": "UID:1\nSUMMARY:A\nDTSTART:99991231T235959Z",
    "long ago, every day": "UID:1\nSUMMARY:A\nDTSTART:19010101T000000\nRRULE:FREQ=DAILY",
    "for ever": "UID:1\nSUMMARY:A\nDTSTART:20261205T150000\nDURATION:P999999D",
    "backwards": "UID:1\nSUMMARY:A\nDTSTART:20261205T150000\nDURATION:-PT1H",
    "private": "UID:1\nSUMMARY:A\nCLASS:PRIVATE\nDTSTART:20261205T150000",
    "a period": "UID:1\nSUMMARY:A\nDTSTART:20261205T150000\nRDATE;VALUE=PERIOD:20261206T150000/PT1H",
    "no iCalendar": "UID:1\nSUMMARY;;;=:\x07\nDTSTART\n;;;",
}


@pytest.mark.parametrize("name", BAD_EVENTS)
def test_one_bad_event_is_a_row_with_its_reason_and_the_others_stay(name: str) -> None:
    good = "UID:2\nSUMMARY:Buono\nDTSTART:20261205T150000"
    reading = read(calendar(BAD_EVENTS[name], good), "agenda.ics")
    assert [item.facts["title"] for item in reading.items] == ["Buono"]
    assert [each.row for each in reading.refused] == [1]
    assert reading.refused[0].reason


def test_an_override_of_a_date_that_is_none_is_its_own_row() -> None:
    master = "UID:1\nSUMMARY:A\nDTSTART:20261205T150000\nRRULE:FREQ=WEEKLY;COUNT=3"
    lost = "UID:1\nSUMMARY:A\nRECURRENCE-ID:20261206T150000\nDTSTART:20261206T160000"
    future = "UID:1\nSUMMARY:A\nRECURRENCE-ID;RANGE=THISANDFUTURE:20261212T150000\nDTSTART:20261212T160000"
    reading = read(calendar(master, lost, future), "agenda.ics")
    assert len(reading.items) == 1
    assert [each.row for each in reading.refused] == [2, 3]


def test_a_time_zone_that_changes_every_second_keeps_nobody_busy() -> None:
    zone = """BEGIN:VTIMEZONE
TZID:Furbo
BEGIN:STANDARD
DTSTART:19700101T000000
RRULE:FREQ=SECONDLY
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:STANDARD
END:VTIMEZONE
BEGIN:VEVENT"""
    content = calendar("UID:1\nSUMMARY:A\nDTSTART;TZID=Furbo:20261205T150000").decode()
    reading = read(content.replace("BEGIN:VEVENT", zone.replace("\n", "\r\n")).encode(), "agenda.ics")
    assert [each.row for each in reading.refused] == [1]


def test_a_zone_of_the_file_is_used_where_it_is_sound() -> None:
    zone = """BEGIN:VTIMEZONE
TZID:Qui da noi
BEGIN:DAYLIGHT
DTSTART:19960331T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
END:VTIMEZONE
BEGIN:VEVENT"""
    event = "UID:1\nSUMMARY:A\nDTSTART;TZID=Qui da noi:20261006T150000\nRRULE:FREQ=WEEKLY"
    content = calendar(event).decode().replace("BEGIN:VEVENT", zone.replace("\n", "\r\n")).encode()
    [item] = read(content, "agenda.ics").items
    assert (item.facts["schedules"][0]["start_time"], item.facts["schedules"][0]["rrule"]) == ("15:00", "FREQ=WEEKLY")


@pytest.mark.parametrize(
    ("start", "begins", "days"),
    [
        ("DTSTART;TZID=America/New_York:20261020T100000", "16:00", "2026-10-27 15:00\n2026-11-03 16:00"),
        ("DTSTART:20261020T140000Z", "16:00", "2026-10-27 15:00\n2026-11-03 15:00"),
        ("DTSTART;TZID=Europe/Berlin:20261020T160000", "16:00", ""),
        ("DTSTART;TZID=W. Europe Standard Time:20261020T160000", "16:00", ""),
        ("DTSTART:20261020T160000", "16:00", ""),
    ],
)
def test_other_clocks_are_told_by_ours(start: str, begins: str, days: str) -> None:
    [item] = read(calendar(f"UID:1\nSUMMARY:A\n{start}\nRRULE:FREQ=WEEKLY;COUNT=3"), "agenda.ics").items
    assert (item.facts["schedules"][0]["start_time"], item.facts["schedules"][0]["rdate"]) == (begins, days)


# --- formulas and bombs ---


@pytest.mark.parametrize("cell", ["=1+1", "+39 0382", "-1", "@SUM(A1)", '=HYPERLINK("http://x")'])
def test_a_cell_that_may_be_a_formula_is_refused(cell: str) -> None:
    for content in (sheet([cell.replace('"', ""), *ROW[1:]], head=HEAD), workbook([cell, *ROW[1:]], head=HEAD)):
        reading = read(content)
        assert not reading.items
        assert [each.row for each in reading.refused] == [2]


def bomb(kind: str) -> bytes:
    """Return a sheet with a part of 300 MB, or of many parts, that packs to next to nothing."""
    out = io.BytesIO(workbook(ROW, head=HEAD))
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive:
        if kind == "large":
            with archive.open("xl/sharedStrings2.xml", "w", force_zip64=True) as part:
                for _number in range(300):
                    part.write(b"x" * MEGABYTE)
        else:
            for number in range(6_000):
                archive.writestr(f"xl/part{number}.xml", b"")
    return out.getvalue()


@pytest.mark.parametrize("kind", ["large", "many"])
def test_a_bomb_is_refused_before_it_goes_off(kind: str) -> None:
    content = bomb(kind)
    assert bounded(lambda: refusal(content, "foglio.xlsx")) < MOST_MEMORY


def test_entities_that_multiply_are_refused() -> None:
    laughs = '<!DOCTYPE x [<!ENTITY a "ah">' + "".join(
        f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 20}">' for n in range(8)
    )
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook(ROW, head=HEAD))) as source, zipfile.ZipFile(out, "w") as target:
        for member in source.infolist():
            data = source.read(member)
            if member.filename == "xl/worksheets/sheet1.xml":
                data = f"{laughs}]><worksheet><sheetData><row><c><v>&i;</v></c></row></sheetData></worksheet>".encode()
            target.writestr(member, data)
    content = out.getvalue()
    assert bounded(lambda: refusal(content, "foglio.xlsx")) < MOST_MEMORY


@pytest.mark.parametrize("kind", ["csv", "xlsx", "ics"])
def test_a_hundred_thousand_rows_are_refused_in_bounded_memory(kind: str) -> None:
    rows = ([f"Festa {number}", "05/12/2026", "15:00"] for number in range(100_000))
    if kind == "csv":
        content = sheet(*rows, head=HEAD)
    elif kind == "xlsx":
        content = streamed(rows)
    else:
        event = b"BEGIN:VEVENT\r\nUID:%d\r\nSUMMARY:A\r\nDTSTART:20261205T150000\r\nEND:VEVENT\r\n"
        content = b"BEGIN:VCALENDAR\r\n" + b"".join(event % number for number in range(100_000)) + b"END:VCALENDAR"
    assert len(content) < MOST_BYTES
    assert bounded(lambda: refusal(content, f"tante.{kind}")) < MOST_MEMORY


def streamed(rows: Any) -> bytes:
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    page = book.create_sheet()
    for row in (HEAD, *rows):
        page.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_rows_far_below_are_neither_lost_nor_waited_for() -> None:
    from openpyxl import Workbook

    def far(row: int) -> bytes:
        book = Workbook()
        book.active.append(HEAD)
        for column, text in enumerate(ROW, start=1):
            book.active.cell(row, column, text)
        out = io.BytesIO()
        book.save(out)
        return out.getvalue()

    assert [item.row for item in read(far(3_000), "a.xlsx").items] == [3_000]
    assert refusal(far(1_000_000), "a.xlsx")


def test_a_property_of_ten_megabytes_is_a_bad_row_in_bounded_memory() -> None:
    content = calendar(f"UID:1\nSUMMARY:{'a' * 9 * MEGABYTE}\nDTSTART:20261205T150000")
    found: list[Reading] = []
    assert bounded(lambda: found.append(read(content, "agenda.ics"))) < MOST_MEMORY
    assert [each.row for each in found[0].refused] == [1]


SOUND = calendar(
    "UID:1\nSUMMARY:A\nDTSTART;TZID=Europe/Rome:20261205T150000\nDTEND;TZID=Europe/Rome:20261205T160000\n"
    "RRULE:FREQ=WEEKLY;COUNT=9\nEXDATE;TZID=Europe/Rome:20261212T150000\nRDATE:20261224T150000\nGEO:45.1;9.1\n"
    "CATEGORIES:a,b\nLOCATION:Sala\\, via Roma\nDESCRIPTION:<b>ciao</b>",
    "UID:1\nRECURRENCE-ID;TZID=Europe/Rome:20261219T150000\nSUMMARY:B\nDTSTART:20261220T150000Z",
)
SHEET = sheet(["Festa", "05/12/2026", "15:00", "16:00", "ogni martedì", "Sala", "a", "5 euro", "a, b", "1"])
PIECES = [
    b"\r\n",
    b":",
    b";",
    b",",
    b"=",
    b"\x00",
    b"\xff",
    b"\xe0",
    b'"',
    b"9999",
    b"T",
    b"Z",
    b"-",
    b"END:VEVENT\r\n",
]
damage = st.lists(st.tuples(st.integers(0, 900), st.integers(0, 12), st.sampled_from(PIECES)), max_size=4)


@settings(max_examples=300, deadline=None)
@given(st.sampled_from([(SOUND, "a.ics"), (SHEET, "a.csv"), (workbook(ROW, head=HEAD), "a.xlsx")]), damage)
def test_damage_is_a_refusal_never_a_failure(sound: tuple[bytes, str], damage: list[tuple[int, int, bytes]]) -> None:
    content, name = sound
    for start, length, piece in damage:
        content = content[:start] + piece + content[start + length :]
    with suppress(UnreadableError):
        reading = read(content, name)
        assert all(each.reason for each in reading.refused)
        assert Reading.from_json(reading.to_json()) == reading
