"""Lists of dates that nobody asked for before: their time at 50,000 events as a part of that at 5,000.

Nothing answered is remembered; how many dates a list holds is counted once for a state of the data, and apart from
that shown with the count made each time (`CACHE_URL=none`). Rounds alternate, so that both sides see the same machine.
"""

import os
import sys
from itertools import product
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "settings.demo")

from contextlib import ExitStack

from bench.databases import database
from bench.server import requests_per_second, running

LISTS = ("/api/v1/occurrences/?limit=20", "/feeds/agenda.json?limit=20", "/feeds/agenda.rss?limit=20", "/it/agenda/?")
MARCH = "&from=2027-03-01&to=2027-03-31"
FILTERS = (
    "",
    "&territory=pavia",
    "&lab=la-torretta",
    "&municipality=pavia",
    "&topic=arte",
    "&from=2027-03-01&to=2027-03-31",
)
SIZES = (5_000, 50_000)
ROUNDS = int(os.environ.get("ROUNDS", "9"))


def main() -> None:
    """Print the times and their ratio."""
    for cache in ("", "none"):
        print("counts kept" if cache == "" else "counted each time")
        with ExitStack() as servers:
            ports = [servers.enter_context(running(**_environment(size, cache))) for size in SIZES]
            lists = LISTS if cache == "" else LISTS[:1]
            for path in map("".join, product(lists, FILTERS)):
                small, large = _seconds(ports, path)
                print(f"{path}: {small * 1000:.1f} ms, {large * 1000:.1f} ms, {large / small:.2f}")


def _environment(size: int, cache: str) -> dict[str, str]:
    return {"DATABASE_URL": database(size), "CACHE_URL": cache, "ANSWER_CACHE_SECONDS": "0"}


def _seconds(ports: list[int], path: str) -> list[float]:
    found: list[list[float]] = [[] for _port in ports]
    for _round in range(ROUNDS + 1):
        for times, port in zip(found, ports, strict=True):
            times.append(1 / requests_per_second(port, path, 0.15))
    return [median(times[1:]) for times in found]


if __name__ == "__main__":
    main()
