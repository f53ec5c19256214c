"""Damaged files on the whole way from the disk to a page: `python tests/measures/damage.py [FILE…] [--count N]`.

Each file is flipped, truncated and spliced N times (2,000), then read, understood and written as a page; a file of records is imported.
Printed for each: how many were still read, by which codes the others were refused, the slowest in seconds of CPU, the most memory.
Without a FILE: the small ones of the tests, one of each format.
"""

from __future__ import annotations

import argparse
import multiprocessing
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Final

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))  # so that it runs as a script too

from builder.codes import CODES  # noqa: E402
from builder.intake.discover import SEED_SUFFIXES  # noqa: E402
from builder.intake.read import read_seed  # noqa: E402
from builder.model import Problem, Severity  # noqa: E402
from builder.pages.article import understand_seed  # noqa: E402
from builder.pages.make import article_page  # noqa: E402
from builder.pages.new_id import new_id  # noqa: E402
from builder.progress import silent  # noqa: E402
from builder.prose.front_matter import dump_page  # noqa: E402
from builder.records.importing import import_records  # noqa: E402
from builder.records.survey import Wanted  # noqa: E402
from builder.registry import Registry, load_registry  # noqa: E402
from tests.intake.formats import make  # noqa: E402
from tests.intake.formats.make import damaged, p, para  # noqa: E402
from tests.records.make import FORMS, records  # noqa: E402
from tests.records.test_import import ATOM, PRESS_MD  # noqa: E402

TEXTS: Final = [f"시험 문서의 {number}째 문단은 {number * 7919} 번이다." for number in range(60)]
_GRID = [[make.cell(f"{row}행 {column}열", row, column) for column in range(4)] for row in range(6)]
_ROWS = "".join(
    f"<tr>{''.join(f'<td>{row}행 {column}열</td>' for column in range(4))}</tr>" for row in range(6)
)
_WORDS = "".join(f"<p>{text}</p>" for text in TEXTS)
_PAGE = f'<!doctype html><html lang="ko"><head><meta charset="utf-8"><title>시험</title></head><body>{_WORDS}<table>{_ROWS}</table></body></html>'

SEEDS: Final = {
    "a.hwpx": make.hwpx(
        "".join(map(p, TEXTS)) + p(make.table(*_GRID)), more={"BinData/image1.bmp": bytes(range(256)) * 40}
    ),
    "a.hwp": make.hwp5(
        *map(para, TEXTS),
        para(make.control(11, b"tbl ")) + make.hwp5_table(*[(f"{n}", n // 3, n % 3, 1, 1) for n in range(9)]),
    ),
    "a.docx": make.docx("".join(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in TEXTS)),
    "a.pdf": make.pdf(
        *[[(50, 780 - 20 * row, 12, text) for row, text in enumerate(TEXTS[at : at + 30])] for at in (0, 30)]
    ),
    "a.html": _PAGE.encode(),
    "a.mhtml": make.mhtml(_PAGE),
    "a.md": (
        "---\ntitle: 시험 문서\ndate: 2026-04-01\n---\n\n" + "\n\n".join(f"- **{text}**" for text in TEXTS)
    ).encode(),
    "a.txt": "\n\n".join(TEXTS).encode("cp949"),
}
"""A small file of each format that a seed may have."""
RECORDS: Final = {
    **{name: made(records(4)) for name, made in FORMS.items()},
    "atom.xml": ATOM.encode(),
    "record.md": PRESS_MD.encode(),
}
"""A small file of records in each form."""
FILES: Final = SEEDS | RECORDS


@dataclass(frozen=True, slots=True)
class Report:
    """What became of a file's damaged copies."""

    outcomes: Counter[str]
    """``read``, or the code of the first error; what should never be: ``empty``, ``unnamed``, or the name of an exception."""
    slowest: float
    """CPU seconds."""
    memory: int
    """Megabytes, the most at a time, of a process of its own."""

    @property
    def faults(self) -> dict[str, int]:
        """The outcomes that should never be."""
        return {one: count for one, count in self.outcomes.items() if one != "read" and one not in CODES}


def outcome(name: str, data: bytes, folder: Path, registry: Registry) -> str:
    """What becomes of the file ``name`` with these bytes; see ``Report``. Raises what the builder raises."""
    path = folder / name
    path.write_bytes(data)
    is_seed = path.suffix in SEED_SUFFIXES and name not in RECORDS
    return _of_seed(path, registry) if is_seed else _of_records(path)


def _of_seed(path: Path, registry: Registry) -> str:
    read = read_seed(path, path.name, registry.list_page_patterns)
    if read.seed is None:
        return _refusal(read.problems)
    article = understand_seed(read.seed, registry)
    if isinstance(article, Problem):
        return article.code
    page = article_page(article, new_id(article.seed.sha256), "2026-04-01", registry)
    is_told = page.body.strip() or any(one.code == "N118" for one in article.problems)
    return "read" if is_told and dump_page(page.meta, page.body) else "empty"


def _of_records(path: Path) -> str:
    found = import_records(Wanted((path,), lambda _: True), path.parent / "seeds", silent, dry_run=True)
    return "read" if found.fates or found.survey.withdrawn else _refusal(found.problems)


def _refusal(problems: Iterable[Problem]) -> str:
    return next((one.code for one in problems if one.severity is Severity.ERROR), "unnamed")


def report(name: str, data: bytes, count: int) -> Report:
    """What becomes of ``count`` damaged copies of the file ``name``, in this process."""
    registry = load_registry()
    outcomes: Counter[str] = Counter()
    slowest = 0.0
    with tempfile.TemporaryDirectory() as folder:
        for seed in range(count):
            broken = damaged(data, seed)
            began = time.process_time()
            try:
                outcomes[outcome(name, broken, Path(folder), registry)] += 1
            except Exception as error:  # noqa: BLE001 - that there is none is what is measured
                outcomes[f"{type(error).__name__} at {seed}"] += 1
            slowest = max(slowest, time.process_time() - began)
    return Report(outcomes, slowest, _peak_megabytes())


def _peak_megabytes() -> int:
    """What this process has used at most. ``ru_maxrss`` also remembers the one it was started by."""
    status = Path("/proc/self/status").read_text("ascii")
    return int(status.split("VmHWM:")[1].split()[0]) // 1024


def report_apart(name: str, data: bytes, count: int) -> Report:
    """The same in a process of its own, whose memory nothing else has used."""
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        return pool.submit(report, name, data, count).result()


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition(":")[0])
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--count", type=int, default=2_000)
    asked = parser.parse_args()
    files = {path.name: path.read_bytes() for path in asked.files} or FILES
    for name, data in files.items():
        found = report_apart(name, data, asked.count)
        said = ", ".join(f"{one} {count}" for one, count in found.outcomes.most_common())
        sys.stdout.write(f"{name}: {said}; slowest {found.slowest:.2f} s, {found.memory} MB\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
