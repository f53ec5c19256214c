"""The record files that a person names: found, and each read by what it holds."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from builder.intake.discover import is_left_behind
from builder.model import Problem
from builder.problems import problem
from builder.records.json_rows import json_rows, jsonl_rows
from builder.records.markdown_rows import markdown_rows
from builder.records.row import Fits, Row
from builder.records.source import Told
from builder.records.table_rows import csv_rows, xlsx_rows
from builder.records.xml_rows import xml_rows

_PACKED: Final = ".gz"


def ending_of(path: Path) -> str:
    """The ending that says what a file holds: ``.jsonl`` of ``a.jsonl.gz``."""
    name = Path(path.name.lower())
    return Path(name.stem).suffix if name.suffix == _PACKED else name.suffix


def is_record_file(path: Path) -> bool:
    """Whether it is called like a file of records."""
    return ending_of(path) in _READERS


def rows_of(path: Path, fits: Fits, told: Told) -> Iterator[Row]:
    """The records of a file, one after the other. Raises ``UnreadableError`` and ``OSError``.

    ``fits``: which of the things in JSON and XML are records.
    """
    return _READERS[ending_of(path)](path, fits, told)


def record_files(named: Sequence[Path]) -> tuple[tuple[Path, ...], tuple[Problem, ...]]:
    """The files of records among the named files and in the named folders, in order.

    Problems: E131 for a named file of another kind, N134 for those in a folder. Hidden files, links and what
    tells people of a folder (README.md) are passed over there.
    """
    found: list[Path] = []
    problems: list[Problem] = []
    for one in named:
        inside = sorted(_below(one)) if one.is_dir() else [one]
        found += filter(is_record_file, inside)
        others = [path for path in inside if not is_record_file(path)]
        if others and one.is_dir():
            kinds = ", ".join(sorted({ending_of(path) or "no ending" for path in others}))
            problems.append(problem("N134", str(one), detail=f"{len(others):,} ({kinds})"))
        elif others:
            known = ", ".join(_READERS)
            problems.append(
                problem("E131", str(one), detail=f"records are read from {known}, packed as .gz too")
            )
    return tuple(dict.fromkeys(found)), tuple(problems)


def _below(folder: Path) -> Iterator[Path]:
    for path in folder.rglob("*"):
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        if not hidden and path.is_file() and not path.is_symlink() and not is_left_behind(path.name):
            yield path


_READERS: Final[Mapping[str, Callable[[Path, Fits, Told], Iterator[Row]]]] = {
    **dict.fromkeys((".jsonl", ".ndjson"), jsonl_rows),
    ".json": json_rows,
    **dict.fromkeys((".xml", ".rss", ".atom"), xml_rows),
    **dict.fromkeys((".csv", ".tsv"), csv_rows),
    ".xlsx": xlsx_rows,
    ".md": markdown_rows,
}
"""A file's ending → its reader."""
