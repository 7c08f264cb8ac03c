"""Files that nobody has read yet are read by the tick, each by a process of its own with bounded time and memory."""

import json
import logging
import subprocess
import sys
from pathlib import Path, PurePath
from typing import NamedTuple

from django.db import transaction
from django.db.models import F, Q

from portal.filters.values import clean
from portal.follow import follow_text
from portal.models import DocumentText, PortalDocument
from portal.ticking import every_tick

logger = logging.getLogger(__name__)
State = DocumentText.State
#: What runs apart; not imported here, where nobody else needs its libraries.
EXTRACT = Path(__file__).with_name("extract.py")
KINDS = ("pdf", "docx", "odt", "txt")
MAX_BYTES = 20 * 1024 * 1024
SECONDS = 30
#: So many at each tick, so that whatever else time brings does not wait.
MOST = 20


class Reading(NamedTuple):
    """What became of reading a file."""

    state: State
    text: str = ""


@every_tick
def read_papers() -> int:
    """Read files that wait, those that pages show first; return how many."""
    waiting = PortalDocument.objects.filter(Q(text=None) | Q(text__state=State.WAITING))
    first = waiting.order_by(F("shown_by").desc(nulls_last=True), "-pk")
    found = list(dict.fromkeys(first[: 3 * MOST]))[:MOST]
    for document in found:
        _keep(document, read(document))
    return len(found)


@transaction.atomic
def _keep(document: PortalDocument, reading: Reading) -> None:
    """Write down what became of it, unless the file was deleted or another put in its place meanwhile."""
    name = document.file.name
    if PortalDocument.objects.filter(pk=document.pk, file=name).exists():
        said = {"state": reading.state, "text": reading.text, "file": name}
        DocumentText.objects.update_or_create(document=document, defaults=said)
        if reading.text:
            follow_text(document)


def read(document: PortalDocument) -> Reading:
    """Return what became of reading a file."""
    kind = PurePath(document.file.name).suffix[1:].lower()
    if kind not in KINDS:
        return Reading(State.OTHER)
    try:
        if document.file.size > MAX_BYTES:
            return Reading(State.LARGE)
        with document.file.open("rb") as file:
            content = file.read()
    except OSError:
        return Reading(State.MISSING)
    return read_content(kind, content)


def read_content(kind: str, content: bytes, seconds: float = SECONDS) -> Reading:
    """Return what became of reading the bytes of a file of one of KINDS; never raises for what they hold."""
    command = [sys.executable, "-I", str(EXTRACT), kind]
    try:
        done = subprocess.run(command, input=content, capture_output=True, timeout=seconds, check=False)  # noqa: S603
    except subprocess.TimeoutExpired:
        return Reading(State.SLOW)
    try:
        said = json.loads(done.stdout)
    except ValueError:
        # Ended by its bounds: out of memory or out of processor time.
        return Reading(State.SLOW if done.returncode < 0 else State.LARGE)
    if "problem" in said:
        return Reading(State(said["problem"]))
    text = clean(said["text"])
    if not any(char.isalnum() for char in text):
        return Reading(State.EMPTY)
    return Reading(State.READ if said["whole"] else State.PARTLY, text)
