"""What a build costs beside plain MkDocs and, where it is installed, Hugo, on the same pages. Run with `make bench`; no test.

Measured are the CPU seconds (children included) and the peak memory of one process of: `import` (with ``--corpus``), a build from nothing,
one with nothing changed, one with a changed article, `mkdocs build` of the same docs/ with the same theme, and `hugo` with a layout of
one line. All of it stands in one round, so that ratios hold on a busy machine; several rounds give their spread. Each result is kept in
``bench_results.jsonl`` beside this file, and the one before it of the same kind stands beside it in the table. With ``--keep`` table and
picture are written where README shows them (bench_plot.py).
"""

from __future__ import annotations

import argparse
import datetime as dt
import gzip
import hashlib
import heapq
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import bench_plot  # type: ignore[import-not-found]  # they lie beside this script
import generate  # type: ignore[import-not-found]
from bench import ROOT, archive, say  # type: ignore[import-not-found]
from bench_plot import Stage

KEPT = Path(__file__).with_name("bench_results.jsonl")
BUILD = (sys.executable, "-m", "builder")
LAYOUT = "<title>{{ .Title }}</title>{{ .Content }}"
Costs = dict[str, tuple[float, float]]
"""Stage → CPU seconds, MB at the peak."""


def cost(command: Sequence[str], folder: Path) -> tuple[float, float]:
    """Run a command: its CPU seconds, and the MB that its largest process took."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "SOURCE_DATE_EPOCH": "1764028800"}
    told = None if os.environ.get("BENCH_SHOW") else subprocess.DEVNULL
    process = subprocess.Popen(command, cwd=folder, env=environment, stdout=told, stderr=told)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{' '.join(command)} ended with {process.returncode}; BENCH_SHOW=1 shows why")
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def chosen(corpus: Path, count: int, folder: Path) -> list[str]:
    """So many of the records, spread over all of them, always the same: files of one each, or lines of one JSONL file."""
    if corpus.is_dir():
        return _spread([str(path) for path in corpus.rglob("*") if path.is_file()], count)
    packed = corpus.suffix == ".gz"
    with gzip.open(corpus, "rt", encoding="utf-8") if packed else corpus.open(encoding="utf-8") as file:
        lines = _spread(file, count)
    (folder / "records.jsonl").write_text("".join(lines), "utf-8")
    return [str(folder / "records.jsonl")]


def _spread(given: Iterable[str], count: int) -> list[str]:
    return heapq.nsmallest(count, given, key=lambda one: hashlib.sha256(one.encode()).digest())


def measured(folder: Path, corpus: Path | None, count: int, jobs: int) -> Costs:
    """One round, in an empty folder."""
    place = folder / "archive"
    config = archive(place, () if corpus else generate.articles(count))
    costs: Costs = {}
    if corpus:
        costs["import"] = cost([*BUILD, "import", *chosen(corpus, count, folder)], place)
    build = [*BUILD, "build", "-f", str(config), "--jobs", str(jobs)]
    costs["from nothing"] = cost(build, place)
    costs["nothing changed"] = cost(build, place)
    seeds = [path for path in sorted((place / "seeds").rglob("*")) if path.suffix in (".txt", ".html")]
    with seeds[len(seeds) // 2].open("a", encoding="utf-8") as seed:
        seed.write("\n새로 덧붙인 문단이다.\n")
    costs["one changed"] = cost(build, place)
    costs["plain mkdocs"] = cost(
        [sys.executable, "-m", "mkdocs", "build", "-q", "-d", str(folder / "plain")], place
    )
    if hugo := shutil.which("hugo"):
        costs["hugo"] = cost(_hugo(hugo, place, folder), folder)
    return costs


def _hugo(hugo: str, place: Path, folder: Path) -> list[str]:
    """The same pages as content, with a layout of one line for each kind."""
    source = folder / "hugo"
    for kind in ("single", "list", "home"):
        layout = source / "layouts/_default" / f"{kind}.html"
        layout.parent.mkdir(parents=True, exist_ok=True)
        layout.write_text(LAYOUT, "utf-8")
    for page in (place / "docs").rglob("*.md"):
        # to Hugo a folder with an index.md is one page; with an _index.md it is a list
        name = "_index.md" if page.name == "index.md" else page.name
        target = source / "content" / page.relative_to(place / "docs").with_name(name)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(page, target)
    (source / "hugo.toml").write_text('disableKinds = ["taxonomy", "term", "RSS"]\n', "utf-8")
    return [hugo, "--quiet", "--source", str(source)]


def summed(rounds: Sequence[Costs], count: int, before: Mapping[str, float]) -> list[Stage]:
    """What all rounds say of each stage."""
    stages = []
    for stage in rounds[0]:
        ratios = sorted(one[stage][0] / one["plain mkdocs"][0] for one in rounds)
        seconds = statistics.median(one[stage][0] for one in rounds)
        middle, peak = statistics.median(ratios), max(one[stage][1] for one in rounds)
        stages.append(
            Stage(stage, ratios[0], middle, ratios[-1], before.get(stage), 1000 * seconds / count, peak)
        )
    return stages


def earlier(kind: Mapping[str, object]) -> Mapping[str, float]:
    """The ratios of the last run of this kind; none where it is the first."""
    lines = KEPT.read_text("utf-8").splitlines() if KEPT.is_file() else []
    same = [one["ratios"] for one in map(json.loads, lines) if one["kind"] == kind]
    return same[-1] if same else {}


def keep(kind: Mapping[str, object], stages: Iterable[Stage]) -> None:
    """One more line of results."""
    ratios = {one.name: round(one.median, 3) for one in stages}
    written = {"day": dt.datetime.now(tz=dt.UTC).date().isoformat(), "kind": kind, "ratios": ratios}
    with KEPT.open("a", encoding="utf-8") as file:
        file.write(json.dumps(written) + "\n")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument(
        "--corpus",
        type=Path,
        help="records: a folder of files that `briefings import` reads, or one JSONL file",
    )
    parser.add_argument("--articles", type=int, default=1_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--keep", action="store_true", help="keep the result, and write table and picture")
    given = parser.parse_args()
    rounds = []
    for number in range(given.rounds):
        with tempfile.TemporaryDirectory() as folder:
            rounds.append(measured(Path(folder), given.corpus, given.articles, given.jobs))
        say(f"round {number + 1} of {given.rounds}")
    kind = {"real": given.corpus is not None, "articles": given.articles, "jobs": given.jobs}
    stages = summed(rounds, given.articles, earlier(kind))
    for line in bench_plot.table(stages):
        say(line)
    if given.keep:
        keep(kind, stages)
        source = "real releases" if given.corpus else "generated articles"
        processes = "one process" if given.jobs == 1 else f"{given.jobs} processes"
        bench_plot.write(stages, f"{given.articles:,} {source}, {given.rounds} rounds, {processes}")


if __name__ == "__main__":
    main()
