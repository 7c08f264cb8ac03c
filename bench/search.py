"""The search and its suggestions: against Wagtail's own on the same pages, one question at a time and as people ask,
at 50,000 entries against 5,000, and against a bare "hello" under the same server.

`python bench/search.py`, or one part of it: `wagtail`, `people`, `sizes`. DATABASE_URL=postgres://… measures there,
SEARCH_URL=http://… asks a search server, on which `sizes` makes an index for each data set; SIZES=5000 takes one alone.
"""

import http.client
import os
import random
import subprocess
import sys
import time
from contextlib import ExitStack
from pathlib import Path
from statistics import median
from urllib.parse import quote, urlsplit

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "settings.demo")

from bench.databases import FOLDER, ROOT, SERVER, database
from bench.server import HOST, requests_per_second, running
from bench.words import ABOUT, WORDS

#: The words of `dataset_entries` that as many entries have at every size, one in their texts and one in their titles.
RARE, NAMED = "zafferano", "rosmarino"
SEARCH = f"/api/v1/search/?limit=20&q={RARE}"
SUGGEST, SUGGEST_SAID = f"/api/v1/suggest/?q={NAMED[:4]}", f"/api/v1/suggest/?q={RARE[:4]}"
EVERYTHING = "/api/v1/search/?limit=20"
ASKED = (SEARCH, SUGGEST, SUGGEST_SAID, EVERYTHING)
SIZES = tuple(map(int, os.environ.get("SIZES", "5000,50000").split(",")))
SEARCH_SERVER = os.environ.get("SEARCH_URL", "")
COUNTS_KEPT = {"ANSWER_CACHE_SECONDS": "0"}
NOTHING_KEPT = COUNTS_KEPT | {"CACHE_URL": "none"}
#: How many questions people ask, and by what number they are drawn.
PEOPLE, SEED = 400, 7
ROUNDS, TIMES = int(os.environ.get("ROUNDS", "7")), 20


def wagtail() -> None:
    """Print how many times the requests a second of Wagtail's own search ours does, with facets, asked for the first
    time and asked again.
    """
    address = _indexed(database(SIZES[0]))
    ours, theirs = "/api/v1/search/?limit=20&q=orto", "/api/wagtail/v2/pages/?limit=20&search=orto"
    with running(DATABASE_URL=address, **NOTHING_KEPT) as first, running(DATABASE_URL=address) as again:
        asked = {"nothing kept": (first, ours), "asked again": (again, ours), "Wagtail's own": (again, theirs)}
        found: dict[str, list[float]] = {said: [] for said in asked}
        for _round in range(ROUNDS + 1):
            for said, (port, path) in asked.items():
                found[said].append(requests_per_second(port, path, 2.0))
    base = median(found["Wagtail's own"][1:])
    for said, rates in found.items():
        print(f"{said}: {median(rates[1:]):.2f} a second, {median(rates[1:]) / base:.1f} times Wagtail's own")


def people() -> None:
    """Print the same for questions as people ask them, some again and again and most but once or twice (after Zipf),
    when none of them is remembered yet.
    """
    address, draw = _indexed(database(SIZES[0])), random.Random(SEED)
    questions = [*WORDS, *ABOUT, *(f"{word} {about}" for word in WORDS for about in ABOUT)]
    draw.shuffle(questions)
    asked = draw.choices(questions, [1 / rank for rank, _each in enumerate(questions, 1)], k=PEOPLE)
    ours, theirs = "/api/v1/search/?limit=20&q={}", "/api/wagtail/v2/pages/?limit=20&search={}"
    with running(DATABASE_URL=address) as port:
        connection = http.client.HTTPConnection(HOST, port)
        # The first request of a process loads what all others share.
        _time(connection, ours.format("xyzzy")), _time(connection, theirs.format("xyzzy"))
        seconds = {path: sum(_time(connection, path.format(quote(each))) for each in asked) for path in (ours, theirs)}
    print(
        f"{len(asked)} questions, {len(set(asked))} of them different: {PEOPLE / seconds[ours]:.1f} a second,", end=" "
    )
    print(f"{seconds[theirs] / seconds[ours]:.1f} times Wagtail's own")


def sizes() -> None:
    """Print medians and 95th percentiles at both sizes, and as multiples of a bare answer: asked for the first time,
    with the counts of the same state of the data at hand, and asked again.
    """
    for said, more in {"nothing kept": NOTHING_KEPT, "counts kept": COUNTS_KEPT, "asked again": {}}.items():
        print(said)
        _compare_sizes(more)


def _compare_sizes(more: dict[str, str]) -> None:
    with ExitStack() as servers:
        ports = [servers.enter_context(running(**_data_set(size), **more)) for size in SIZES]
        bare = servers.enter_context(running(application="bench.hello:application"))
        asked = {(path, port): [] for path in ASKED for port in ports}
        asked |= {("/", bare): []}
        for _round in range(ROUNDS):
            for (path, port), times in asked.items():
                times += _times(port, path)
    hello = _p95(asked.pop(("/", bare)))
    print(f"hello: p95 {hello * 1000:.2f} ms")
    for path in ASKED:
        times = [asked[path, port] for port in ports]
        medians = " and ".join(f"{median(each) * 1000:.1f}" for each in times)
        ratio = f", {median(times[-1]) / median(times[0]):.2f} times" if len(times) > 1 else ""
        print(f"{path}: median {medians} ms{ratio};", end=" ")
        print(f"p95 {' and '.join(f'{_p95(each) / hello:.1f}' for each in times)} hellos")


def _data_set(size: int) -> dict[str, str]:
    """Return where the entries are, and their index on the search server where one is to answer."""
    found = {"DATABASE_URL": database(size, "entries")}
    if SEARCH_SERVER:
        found |= {"SEARCH_URL": SEARCH_SERVER, "SEARCH_INDEX": f"agora-bench-{size}"}
        code = "import django; django.setup(); from search.elastic.indexes import build; sum(build())"
        subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=os.environ | found, check=True)
    return found


def _times(port: int, path: str) -> list[float]:
    connection = http.client.HTTPConnection(HOST, port)
    return [_time(connection, path) for _request in range(TIMES)][1:]


def _time(connection: http.client.HTTPConnection, path: str) -> float:
    """Return how long an answer took, in seconds."""
    start = time.perf_counter()
    connection.request("GET", path)
    answer = connection.getresponse()
    answer.read()
    if answer.status != 200:
        raise RuntimeError(f"{path} answered {answer.status}")
    return time.perf_counter() - start


def _p95(times: list[float]) -> float:
    return sorted(times)[int(len(times) * 0.95)]


def _indexed(address: str) -> str:
    """Return the address of a database of pages once its pages are in our index and in Wagtail's."""
    done = FOLDER / f"{urlsplit(address).path.rpartition('/')[2]}.indexed"
    if SERVER or not done.exists():
        environment = os.environ | {"DATABASE_URL": address}
        for command in ("rebuild_index", "update_index"):
            subprocess.run([sys.executable, "manage.py", command, "-v0"], cwd=ROOT, env=environment, check=True)
        done.touch()
    return address


PARTS = {"wagtail": wagtail, "people": people, "sizes": sizes}

if __name__ == "__main__":
    for name in sys.argv[1:] or PARTS:
        PARTS[name]()
