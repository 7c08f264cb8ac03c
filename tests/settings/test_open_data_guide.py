"""The guide to open data does what it says: its examples are run as they stand, against a live server."""

import csv
import json
import re

from tests.guides import guide, printed

GUIDE = guide("open-data.md")


def test_the_examples_print_what_the_guide_says(live):
    labs, services = printed(GUIDE, "sh", live)
    assert [row["slug"] for row in csv.DictReader(labs.splitlines())] == ["la-torretta"]
    assert [row["name"] for row in json.loads(services)["contents"]] == ["Spazio Compiti"]
    catalog, calendar = printed(GUIDE, "python", live)
    assert [line.split(" ")[0] for line in catalog.splitlines()] == sorted(
        ["Calendar", "Labs", "Organisations", "Places", "Decisions", "Figures"]
    )
    lines = calendar.splitlines()
    assert len(lines) == 8
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\dT16:30:00\+0[12]:00 Spazio Compiti", line) for line in lines)


def test_every_address_of_the_guide_answers(client, db):
    for path in re.findall(r"`(/api/v1/[\w./-]+)`", GUIDE):
        assert client.get(path).status_code == 200, path
