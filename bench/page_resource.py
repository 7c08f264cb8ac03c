"""The page resource of a lab with 40 blocks and 12 pictures: requests a second over those of our own page of it and of
Wagtail's v2 and v3 detail, with answers remembered and without, and of a conditional request over a feed's.

The lab is put into a copy of the demonstration's database. Rounds alternate, so that all see the same machine.
"""

import os
import sqlite3
import sys
import tempfile
from contextlib import closing
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "settings.demo")

from bench.server import header, requests_per_second, running

BLOCKS, PICTURES = 40, 12
FEED = "/feeds/agenda.json?limit=20"
ROUNDS = int(os.environ.get("ROUNDS", "5"))


def main() -> None:
    """Print the ratios, first with what is remembered and then without."""
    with tempfile.TemporaryDirectory() as folder:
        copy = _copied(Path(folder))
        os.environ["DATABASE_URL"] = f"sqlite:///{copy}"
        path, number = _big_lab()
        ours = f"/api/v1/pages/?path={path}"
        others = (path, f"/api/wagtail/v2/pages/{number}/", f"/api/wagtail/v3/pages/{number}/")
        print(f"{_queries(ours)} statements when nothing is remembered")
        for seconds in ("3600", "0"):
            with running(ANSWER_CACHE_SECONDS=seconds) as port:
                print("answers remembered" if seconds != "0" else "answers made each time")
                _compare(port, ours, others)
                _conditional(port, ours)


def _compare(port: int, ours: str, others: tuple[str, ...]) -> None:
    found: dict[str, list[float]] = {path: [] for path in (ours, *others)}
    for _round in range(ROUNDS + 1):
        for path, speeds in found.items():
            speeds.append(requests_per_second(port, path, 1.0))
    base = median(found[ours][1:])
    for path in others:
        print(f"{ours}: {base:.0f} a second, {base / median(found[path][1:]):.1f} × {path}")


def _conditional(port: int, ours: str) -> None:
    speeds: dict[str, list[float]] = {ours: [], FEED: []}
    for _round in range(ROUNDS):
        for path, found in speeds.items():
            known = {"If-None-Match": header(port, path, "ETag")}
            found.append(requests_per_second(port, path, 1.0, known, 304))
    print(f"a conditional request: {median(speeds[ours]) / median(speeds[FEED]):.2f} × a feed's")


def _copied(folder: Path) -> Path:
    """Return a copy of the demonstration's database, taken while it may be in use."""
    import django

    django.setup()
    from django.conf import settings

    copy = folder / "bench.sqlite3"
    name = settings.DATABASES["default"]["NAME"]
    with closing(sqlite3.connect(name)) as source, closing(sqlite3.connect(copy)) as target:
        source.backup(target)
    settings.DATABASES["default"]["NAME"] = str(copy)
    from django.db import connection

    connection.close()
    connection.settings_dict["NAME"] = str(copy)
    return copy


def _big_lab() -> tuple[str, int]:
    """Give a public lab forty blocks, twelve of them pictures; return its path and its number."""
    from django.conf import settings

    from labs.models import LabPage
    from portal.addresses import path_on_platform
    from portal.models import PortalImage
    from portal.reading import public_pages

    labs = LabPage.objects.filter(locale__language_code=settings.SOURCE_LANGUAGE)
    lab = public_pages(labs).exclude(image=None).order_by("pk").first()
    image = PortalImage.objects.first()
    if lab is None or image is None:
        sys.exit("There is no lab: run `make demo` once.")
    page = lab.specific
    pictures = [("figure", {"image": image, "caption": f"Foto {number}"}) for number in range(PICTURES)]
    words = [("text", f"<p>{'Si impara insieme. ' * 20}</p>") for _number in range(BLOCKS - PICTURES)]
    page.body = [*words, *pictures]
    page.save_revision().publish()
    return path_on_platform(page.url_path, settings.SOURCE_LANGUAGE), page.pk


def _queries(path: str) -> int:
    from django.core.cache import cache
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from portal import reading

    client = Client()
    client.get(path)
    cache.clear(), reading.forget()
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(path)
    if answer.status_code != 200:
        sys.exit(f"{path} answered {answer.status_code}")
    return len(captured)


if __name__ == "__main__":
    main()
