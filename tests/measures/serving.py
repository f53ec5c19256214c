"""How soon `briefings serve` shows a seed that was saved, and what it costs: ``python -m tests.measures.serving ARCHIVE``, or a number of articles.

A number: so many generated articles in a throw-away archive. ARCHIVE: a copy of a built archive, for a seed of it is changed. The server runs in a
process of its own. A sentence is put into a seed, after its longest line; then the page is asked for as a browser does that shows it: it waits for the server to
tell of something newer, and loads the page. Told are the seconds from saving to the answer that holds the sentence, and the CPU of the server in
them; then the same until the whole archive is built, lists and search too. CPU is read from /proc, so this runs on Linux alone.
"""

from __future__ import annotations

import argparse
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple
from urllib.request import urlopen

from tests import generate

ROOT = Path(__file__).resolve().parents[2]
BRIEFINGS = (sys.executable, "-m", "builder")
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT)}
_EPOCH = re.compile(rb"livereload\((\d+), \d+\)")
_SEED = re.compile(r"^  file: (.+)$", re.MULTILINE)
_ADDRESS = re.compile(r"Serving on (\S+)")


class Cost(NamedTuple):
    """Seconds that passed, and seconds of CPU."""

    wall: float
    cpu: float


class Shown(NamedTuple):
    """What it took from saving a seed until its page was answered, and until all was built."""

    page: Cost
    everything: Cost


def generated(folder: Path, count: int) -> Path:
    """An archive of so many generated articles."""
    subprocess.run([*BRIEFINGS, "new", str(folder)], check=True, env=ENVIRONMENT, stdout=subprocess.PIPE)
    for name, text in generate.articles(count):
        place = folder / "seeds" / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, "utf-8")
    return folder


@contextmanager
def served(archive: Path, port: int) -> Iterator[tuple[int, str]]:
    """The server of an archive, once it has built it: its process, and the address of the site."""
    command = [*BRIEFINGS, "serve", "--port", str(port)]
    with subprocess.Popen(
        command, cwd=archive, env=ENVIRONMENT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    ) as server:
        try:
            assert server.stderr is not None
            yield server.pid, next(filter(None, map(_ADDRESS.search, server.stderr)))[1]
        finally:
            server.terminate()


def changed(archive: Path, number: int, process: int, site: str) -> Shown:
    """A sentence is put into an article's seed."""
    pages = sorted((archive / "docs" / "briefings").glob("*.md"))
    page = pages[len(pages) // 2 + number]
    found = _SEED.search(page.read_text("utf-8"))
    assert found, page
    address = f"{site}briefings/{page.stem}.html"
    epoch, sentence = _epoch(_answer(address)), f"새로 더한 {time.time_ns()}번째 문장이다."
    seed = archive / "seeds" / found[1]
    lines = seed.read_text("utf-8").split("\n")
    lines[lines.index(max(lines, key=len))] += f" {sentence}"
    start, before = time.perf_counter(), _cpu(process)
    seed.write_text("\n".join(lines), "utf-8")
    costs: list[Cost] = []
    while len(costs) < 2:  # what is shown first, and the site that was built; or that alone
        epoch = max(epoch, int(_answer(f"{site}livereload/{epoch}/1")))
        content = _answer(address)
        costs.append(Cost(time.perf_counter() - start, _cpu(process) - before))
        assert sentence.encode() in content, f"{address} was answered without what had been saved"
        epoch = max(epoch, _epoch(content))
    return Shown(*costs)


def _answer(address: str) -> bytes:
    with urlopen(address) as answer:
        content: bytes = answer.read()
    return content


def _epoch(page: bytes) -> int:
    found = _EPOCH.search(page)
    assert found, "the page is not told when to load again"
    return int(found[1])


def _cpu(process: int) -> float:
    """Seconds of CPU of a process and of its children that have ended."""
    fields = Path(f"/proc/{process}/stat").read_text("ascii").rpartition(")")[2].split()
    return sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("archive", help="a copy of a built archive, or how many articles to generate")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--port", type=int, default=8765)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        count = int(given.archive) if given.archive.isdecimal() else 0
        archive = generated(Path(name), count) if count else Path(given.archive)
        with served(archive, given.port) as (process, site):
            rounds = [changed(archive, number, process, site) for number in range(given.rounds)]
    for what, costs in zip(("its page", "everything"), zip(*rounds, strict=True), strict=True):
        walls, cpus = zip(*costs, strict=True)
        print(  # noqa: T201 - told to who asked
            f"{what}: {statistics.median(walls):.2f} s ({min(walls):.2f} to {max(walls):.2f}), "
            f"CPU {statistics.median(cpus):.2f} s ({min(cpus):.2f} to {max(cpus):.2f}); {len(costs)} seeds saved"
        )


if __name__ == "__main__":
    main()
