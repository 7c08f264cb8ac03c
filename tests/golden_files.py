"""Golden files: what partners are promised, kept word by word; `UPDATE_GOLDEN=1` writes them anew."""

import json
import os
import re
from pathlib import Path

FOLDER = Path(__file__).resolve().parent / "golden"
UUID = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}")
# Names of stored files carry what tells two of the same name apart, numbers of rows what came before.
STORED = re.compile(r"(/media/(?:original_)?images/|/documents/)[^\"]+")
ROW = re.compile(r"(\"id\": |/pages/|/images/|/documents/)\d+")
# Every engine of the search has a measure of its own.
SCORE = re.compile(r"(\"score\": )[\d.e+-]+")


def normalised(data):
    """Return data as JSON text in which ids that chance gave are numbered in the order in which they come."""
    text = json.dumps(data, ensure_ascii=False, indent=2)
    text = numbered(text)
    return ROW.sub(r"\g<1>0", STORED.sub(r"\1…", text)) + "\n"


def promised(text):
    """Return what a JSON text promises: no order of keys, which PostgreSQL keeps in its own, and no score."""
    return json.loads(SCORE.sub(r"\g<1>0", text))


def check_golden(name, data):
    """Compare data with the golden file of a name."""
    file, text = FOLDER / f"{name}.json", normalised(data)
    if os.environ.get("UPDATE_GOLDEN"):
        FOLDER.mkdir(exist_ok=True)
        file.write_text(text)
    assert promised(text) == promised(file.read_text())


def check_golden_text(name, text):
    """Compare a text, ids that chance gave being numbered, with the golden file of a name with its ending."""
    file, text = FOLDER / name, numbered(text.replace("\r\n", "\n"))
    if os.environ.get("UPDATE_GOLDEN"):
        file.write_text(text)
    assert text == file.read_text()


def numbered(text):
    """Return a text in which ids that chance gave are numbered in the order in which they come."""
    seen = {}
    return UUID.sub(lambda found: f"uuid-{seen.setdefault(found[0], len(seen) + 1)}", text)
