"""How the work grows with the archive, as ratios of CPU time on the same machine. Run with `make bench`; nothing here runs as a test.

Prints, for generated archives of 250 and 1,000 articles, the median CPU time of three first builds, and the ratio; then, for 1,380
articles in one month and 3,000 without a date, the longest list and the deepest article of the pages that `briefings build` writes.
"""

from __future__ import annotations

import argparse
import os
import resource
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

import generate  # type: ignore[import-not-found]  # it lies beside this script

ROOT = Path(__file__).resolve().parents[1]
SIZES = (250, 1_000)
RUNS = 3
#: Issue 2: the CPU time at 1,000 articles is at most so many times that at 250.
MOST = 4.6


def say(line: str) -> None:
    """Tell it at once: the run takes minutes."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def briefings(*arguments: str) -> float:
    """Run a command; the CPU seconds it took, children included."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "SOURCE_DATE_EPOCH": "1764028800"}
    subprocess.run(
        [sys.executable, "-m", "builder", *arguments],
        check=True,
        env=environment,
        stderr=None if os.environ.get("BENCH_SHOW") else subprocess.DEVNULL,
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def archive(folder: Path, articles: Iterable[tuple[str, str]]) -> Path:
    """A new archive of these articles; its mkdocs.yml."""
    subprocess.run(
        [sys.executable, "-m", "builder", "new", str(folder)],
        check=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
    )
    for name, text in articles:
        path = folder / "seeds" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
    return folder / "mkdocs.yml"


def growth(parts: list[str]) -> float:
    """The ratio of the medians of both sizes, each size built from nothing three times."""
    medians = []
    for size in SIZES:
        times = []
        for _ in range(RUNS):
            with tempfile.TemporaryDirectory() as folder:
                config = archive(Path(folder) / "archive", generate.articles(size))
                times.append(briefings("build", "-f", str(config), *parts))
        medians.append(statistics.median(times))
        say(
            f"{size:>6,} articles: {', '.join(f'{one:.1f}' for one in times)} s of CPU, median {medians[-1]:.1f}"
        )
    return medians[1] / medians[0]


def crowd(dated: int, undated: int) -> None:
    """The shape of an archive whose month and undated list overflow."""
    with tempfile.TemporaryDirectory() as folder:
        config = archive(Path(folder) / "archive", generate.crowded_month(dated, undated))
        seconds = briefings("build", "--no-site", "-f", str(config))
        files = generate.read_docs(config.parent / "docs")
    depth = generate.depths(files)
    articles = [path for path in files if path.startswith("briefings/")]
    longest, page = generate.longest_list(files)
    deepest = max((depth.get(path, 10**6), path) for path in articles)
    say(
        f"{dated:,} in one month and {undated:,} undated: {len(articles):,} articles, {len(files):,} pages written in {seconds:.1f} s of CPU"
    )
    say(
        f"  longest list: {longest} ({page}); deepest article: {deepest[0]} clicks ({deepest[1]}); unreachable: {sum(1 for path in files if path not in depth)}"
    )


def main() -> int:
    """Measure and print; 1 if the growth is above what the issue allows."""
    parser = argparse.ArgumentParser(description="Measure how the work grows with the archive.")
    parser.add_argument(
        "--no-site", action="store_true", help="measure the builder's own part, without MkDocs"
    )
    given = parser.parse_args()
    ratio = growth(["--no-site"] if given.no_site else [])
    say(f"  ratio {ratio:.2f} (at most {MOST})")
    crowd(1_380, 3_000)
    return 0 if ratio <= MOST else 1


if __name__ == "__main__":
    sys.exit(main())
