"""Counts as tables and lists: briefings per year, and links with a number behind them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from builder.archive.indexes.lists import UNDATED_KEY, Labels, key_title, year_key
from builder.archive.indexes.markdown import bullets, link, small, table
from builder.archive.indexes.part import Shelf, year_target
from builder.model import Entry


def counted_links(source: str, targets: Iterable[tuple[str, str, int]]) -> str:
    """A list of links, each with its count in small print; ``targets`` are (text, path, count)."""
    return bullets(f"{link(text, source, path)} {small(f'{count:,}')}" for text, path, count in targets)


def per_year(source: str, columns: Mapping[str, Sequence[Entry]], labels: Labels, *shelves: Shelf) -> str:
    """A table of counts per year, newest first; ``columns`` maps the head of each column to its entries, empty ones are left out.

    A year links to the first of ``shelves`` that is divided by it, else to the archive's own page of that year.
    """
    counts = {head: Counter(map(year_key, entries)) for head, entries in columns.items() if entries}
    keys = sorted({key for counter in counts.values() for key in counter if key != UNDATED_KEY}, reverse=True)
    if any(UNDATED_KEY in counter for counter in counts.values()):
        keys.append(UNDATED_KEY)
    rows = [[link(key_title(key, labels), source, year_target(key, shelves)), *(f"{c[key]:,}" for c in counts.values())] for key in keys]
    return table([labels["common.column_year"], *counts], rows) if rows else ""
