"""What is asked again: conditional requests and remembered answers, against a bare "hello" under the same server."""

import os
import sys
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "settings.demo")

from bench.server import header, requests_per_second, running

FEEDS = tuple(f"/feeds/agenda.{kind}" for kind in ("ics", "rss", "json"))
LIST = "/api/v1/occurrences/?limit=20"
ROUNDS, SECONDS = 20, 0.3


def main() -> None:
    """Print the requests a second of each as a part of the bare server's."""
    with running(application="bench.hello:application") as bare, running() as ours:
        tags = {path: {"If-None-Match": header(ours, path, "ETag")} for path in (*FEEDS, LIST)}
        asked = {f"304 of {path}": (ours, path, tags[path], 304) for path in tags}
        asked |= {f"200 of {LIST}, remembered": (ours, LIST, {}, 200), "hello": (bare, "/", {}, 200)}
        found: dict[str, list[float]] = {name: [] for name in asked}
        for _round in range(ROUNDS):
            for name, (port, path, headers, status) in asked.items():
                found[name].append(requests_per_second(port, path, SECONDS, headers, status))
    bound = median(found.pop("hello"))
    print(f"hello: {bound:.0f} requests a second")
    for name, rates in found.items():
        print(f"{name}: {median(rates) / bound:.2f} of that")


if __name__ == "__main__":
    main()
