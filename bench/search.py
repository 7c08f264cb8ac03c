"""The search and its suggestions, nothing remembered: against Wagtail's own on the same pages, at 50,000 entries
against 5,000, and against a bare "hello" under the same server; and how fast the whole index is made anew.

`python bench/search.py`, or one part of it: `wagtail`, `sizes`, `rebuild`.
"""

import http.client
import os
import re
import subprocess
import sys
import time
from contextlib import ExitStack
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "settings.demo")

from bench.databases import ROOT, database
from bench.server import HOST, requests_per_second, running

#: The word of `dataset_entries` that as many entries say at every size.
RARE = "zafferano"
SEARCH = f"/api/v1/search/?limit=20&q={RARE}"
SUGGEST = f"/api/v1/suggest/?q={RARE[:4]}"
EVERYTHING = "/api/v1/search/?limit=20"
SIZES = (5_000, 50_000)
ROUNDS, ASKED = int(os.environ.get("ROUNDS", "7")), 20


def wagtail() -> None:
    """Print how many times the requests a second of Wagtail's own search ours does, facets included."""
    address = _indexed(database(SIZES[0]))
    ours, theirs = "/api/v1/search/?limit=20&q=orto", "/api/wagtail/v2/pages/?limit=20&search=orto"
    found: dict[str, list[float]] = {ours: [], theirs: []}
    with running(DATABASE_URL=address, ANSWER_CACHE_SECONDS="0", CACHE_URL="none") as port:
        for _round in range(ROUNDS + 1):
            for path, rates in found.items():
                rates.append(requests_per_second(port, path, 2.0))
    rate, base = (median(rates[1:]) for rates in found.values())
    print(f"search with facets: {rate:.1f} a second, Wagtail's own: {base:.2f}, {rate / base:.1f} times")


def sizes() -> None:
    """Print medians and 95th percentiles at both sizes, and as multiples of a bare answer."""
    with ExitStack() as servers:
        addresses = [database(size, "entries") for size in SIZES]
        more = {"ANSWER_CACHE_SECONDS": "0", "CACHE_URL": "none"}
        ports = [servers.enter_context(running(DATABASE_URL=address, **more)) for address in addresses]
        bare = servers.enter_context(running(application="bench.hello:application"))
        asked = {(path, port): [] for path in (SEARCH, SUGGEST, EVERYTHING) for port in ports}
        asked |= {("/", bare): []}
        for _round in range(ROUNDS):
            for (path, port), times in asked.items():
                times += _times(port, path)
    hello = _p95(asked.pop(("/", bare)))
    print(f"hello: p95 {hello * 1000:.2f} ms")
    for path in (SEARCH, SUGGEST, EVERYTHING):
        small, large = (asked[path, port] for port in ports)
        before, after = median(small), median(large)
        print(f"{path}: median {before * 1000:.1f} and {after * 1000:.1f} ms, {after / before:.2f} times;", end=" ")
        print(f"p95 {_p95(small) / hello:.1f} and {_p95(large) / hello:.1f} hellos")


def rebuild() -> None:
    """Print entries a second and the most memory that making the whole index anew took."""
    _indexed(database(SIZES[0]), again=True)


def _times(port: int, path: str) -> list[float]:
    connection, found = http.client.HTTPConnection(HOST, port), []
    for _request in range(ASKED):
        start = time.perf_counter()
        connection.request("GET", path)
        answer = connection.getresponse()
        answer.read()
        if answer.status != 200:
            raise RuntimeError(f"{path} answered {answer.status}")
        found.append(time.perf_counter() - start)
    return found[1:]


def _p95(times: list[float]) -> float:
    return sorted(times)[int(len(times) * 0.95)]


def _indexed(address: str, *, again: bool = False) -> str:
    """Return the address of a database of pages once its pages are in our index and in Wagtail's."""
    done = Path(f"{address.removeprefix('sqlite:///')}.indexed")
    environment = os.environ | {"DATABASE_URL": address}
    if again or not done.exists():
        start = time.perf_counter()
        command = ["/usr/bin/env", "time", "-v", sys.executable, "manage.py", "rebuild_index", "--afresh"]
        told = subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True, text=True)
        seconds, memory = time.perf_counter() - start, re.search(r"Maximum resident .*: (\d+)", told.stderr)
        number = _entries(environment)
        print(f"rebuild: {number} entries in {seconds:.1f} s, {number / seconds:.0f} a second", end="")
        print(f", {int(memory[1]) // 1024} MB at most" if memory else "")
        subprocess.run([sys.executable, "manage.py", "update_index", "-v0"], cwd=ROOT, env=environment, check=True)
        done.touch()
    return address


def _entries(environment: dict[str, str]) -> int:
    code = "import django; django.setup(); from search.models import Entry; print(Entry.objects.count())"
    told = subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=environment, check=True, capture_output=True)
    return int(told.stdout)


PARTS = {"wagtail": wagtail, "sizes": sizes, "rebuild": rebuild}

if __name__ == "__main__":
    for name in sys.argv[1:] or PARTS:
        PARTS[name]()
