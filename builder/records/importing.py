"""Record files into ``seeds/``: all of them looked at first, then written; as a rule all, or none."""

from __future__ import annotations

import signal
import threading
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

from builder.model import Problem
from builder.pages.writing import sweep, write_together
from builder.problems import has_errors, problem
from builder.progress import LOOKING, WRITING_SEEDS, Progress
from builder.records.record import Record
from builder.records.survey import Survey, Wanted, records_of, survey
from builder.records.target import Fate, Target, known_seeds, target_of

TOGETHER: Final = 100
"""Records written at a time."""


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did, or with ``dry_run`` would do."""

    survey: Survey
    fates: Mapping[Fate, int]
    problems: tuple[Problem, ...]


def import_records(
    wanted: Wanted, seeds: Path, progress: Progress, *, skip_wrong: bool = False, dry_run: bool = False
) -> Imported:
    """Write each wanted record as a seed with its sidecar, unless one of them is wrong: then none.

    With ``skip_wrong`` what is wrong is named and left out: records (E133), and files from where they cannot
    be read (E131, E132). What stands already and says the same is not touched.

    Raises OSError where the disk refuses.
    """
    found = survey(wanted, partial(progress, LOOKING))
    if has_errors(found.problems) and not skip_wrong:
        return Imported(found, {}, tuple(found.problems))
    for source in found.sources:
        sweep(seeds / source)
    known = known_seeds(seeds, frozenset(found.sources))
    fates: Counter[Fate] = Counter()
    problems = list(found.problems)
    batch: list[Target] = []
    for path, record in _chosen(wanted, found):
        target = target_of(record, seeds, known)
        fates[target.fate] += 1
        progress(WRITING_SEEDS, fates.total(), len(found.choices))
        if target.fate is Fate.EDITED:
            problems.append(problem("N133", str(path), record.place, record.id))
        if target.files and not dry_run:
            batch.append(target)
        if len(batch) == TOGETHER:
            _write(batch, seeds)
            batch.clear()
    _write(batch, seeds)
    return Imported(found, fates, tuple(problems))


def _chosen(wanted: Wanted, found: Survey) -> Iterator[tuple[Path, Record]]:
    """The records that count, read a second time: all at once they may need more memory than there is."""

    def unheard(_value: object, _other: object = None) -> None:
        """All has been told the first time."""

    for number, path, record in records_of(wanted, unheard, unheard):
        if found.is_chosen(number, record):
            yield path, record


def _write(batch: list[Target], seeds: Path) -> None:
    """The files of some records, so that whatever interrupts it leaves each record old or new."""
    root = seeds.resolve()
    files = {path: text for target in batch for path, text in target.files.items()}
    for folder in {path.parent for path in files}:
        if not folder.resolve().is_relative_to(root):
            raise OSError(f"{folder} lies outside {seeds}")
        folder.mkdir(parents=True, exist_ok=True)
    with _undisturbed():
        write_together(files)
        for target in batch:
            for path in target.gone:
                path.unlink(missing_ok=True)


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Ctrl-C waits until what is inside is done: a seed and its facts are two files."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    pressed: list[int] = []
    before = signal.signal(signal.SIGINT, lambda number, _frame: pressed.append(number))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
    if pressed:
        raise KeyboardInterrupt
