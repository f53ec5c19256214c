"""The report of what new rules read otherwise: by fact, the doubtful first, so that what matters is found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any, Final, NamedTuple

from builder.pages.rereading import READ, Reread

Rereadings = Mapping[str, tuple[Reread, ...]]
"""Path of an article page → what is read otherwise of it."""
_NOTHING: Final = "nothing"


class _Row(NamedTuple):
    path: str
    one: Reread


def counts(found: Rereadings) -> dict[str, int]:
    """Fact → on how many pages it changes; without edits, which stand."""
    changed = Counter(one.fact for many in found.values() for one in many if not one.kept)
    return {fact: changed[fact] for fact in READ if changed[fact]}


def report(found: Rereadings, docs: str, most: int | None = None) -> Iterator[str]:
    """A head and a line a page for each fact, edits that stand last; of each at most ``most`` pages."""
    for fact in READ:
        rows = _rows(found, fact, kept=False)
        yield from _section(f"{fact}: {len(rows):,} read otherwise, the doubtful first", rows, docs, most)
    kept = [row for fact in READ for row in _rows(found, fact, kept=True)]
    yield from _section(f"edited by hand, and kept: {len(kept):,}", kept, docs, most)


def _rows(found: Rereadings, fact: str, *, kept: bool) -> list[_Row]:
    rows = [_Row(path, one) for path, many in found.items() for one in many]
    rows = [row for row in rows if row.one.fact == fact and row.one.kept == kept]
    return sorted(rows, key=lambda row: (row.one.doubt, row.path))


def _section(head: str, rows: list[_Row], docs: str, most: int | None) -> Iterator[str]:
    if rows:
        yield head
        yield from (f"  {docs}/{row.path}: {_told(row.one)}" for row in rows[:most])
        if most is not None and len(rows) > most:
            yield f"  … and {len(rows) - most:,} more"


def _told(one: Reread) -> str:
    level = f" ({one.level})" if one.level else ""
    if one.kept:
        return f"{one.fact}: {_line(one.old)} stays; the rules say {_line(one.new)}{level}"
    return f"{_line(one.old)} → {_line(one.new)}{level}"


def _line(value: str) -> str:
    return "; ".join(value.splitlines()) or _NOTHING


def data_of(found: Rereadings, docs: str) -> dict[str, list[dict[str, Any]]]:
    """The same as plain data: fact → its pages in the same order, edits that stand behind the others."""
    rows = {fact: [*_rows(found, fact, kept=False), *_rows(found, fact, kept=True)] for fact in READ}
    return {
        fact: [
            {
                "page": f"{docs}/{row.path}",
                "old": row.one.old or None,
                "new": row.one.new or None,
                "certainty": row.one.level or None,
                "kept": row.one.kept,
            }
            for row in found_rows
        ]
        for fact, found_rows in rows.items()
        if found_rows
    }
