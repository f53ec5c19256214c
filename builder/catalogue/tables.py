"""Counts as tables and lists: briefings per year, and links with a number behind them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from builder.catalogue import links
from builder.catalogue.links import relative
from builder.catalogue.lists import UNDATED_KEY, Labels, key_title, year_key
from builder.catalogue.markdown import anchor, bullets, link, link_text, small, table
from builder.catalogue.part import Shelf
from builder.model import Entry


@dataclass(frozen=True, slots=True)
class YearRow:
    """A year (or ``undated``), where it leads to, and its count in each column of the table."""

    key: str
    target: str
    """Relative to the page: the file of the year, or its place (``#…``) on the page that lists it."""
    counts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class YearTable:
    """Briefings per year, newest first, the undated last.

    ``columns`` are the heads; years without briefings have no row.
    """

    columns: tuple[str, ...]
    rows: tuple[YearRow, ...]


def counted_links(source: str, targets: Iterable[tuple[str, str, int]]) -> str:
    """A list of links, each with its count in small print; ``targets`` are (text, path, count)."""
    return bullets(f"{link(text, source, path)} {small(f'{count:,}')}" for text, path, count in targets)


def year_table(
    source: str, columns: Mapping[str, Sequence[Entry]], labels: Labels, *shelves: Shelf
) -> YearTable:
    """Counts per year on the page ``source``.

    ``columns`` maps the head of each column to its entries, empty ones are left out.

    A year links to the first of ``shelves`` that holds it: to its part where that list is divided, else to
    its place on the list's page; without such a shelf to the archive's own page of that year.
    """
    counts = {head: Counter(map(year_key, entries)) for head, entries in columns.items() if entries}
    keys = sorted({key for counter in counts.values() for key in counter if key != UNDATED_KEY}, reverse=True)
    if any(UNDATED_KEY in counter for counter in counts.values()):
        keys.append(UNDATED_KEY)
    rows = (
        YearRow(
            key, year_target(source, key, shelves, labels), tuple(counter[key] for counter in counts.values())
        )
        for key in keys
    )
    return YearTable(tuple(counts), tuple(rows))


def shelf_years(shelf: Shelf, labels: Labels) -> YearTable:
    """How many of a shelf's briefings each year has, on the page of the shelf."""
    columns = {labels["common.column_count"]: shelf.entries}
    return year_table(shelf.series.parents[-1].path, columns, labels, shelf)


def per_year(years: YearTable, labels: Labels) -> str:
    """The counts as a Markdown table; empty if there are none."""
    rows = [
        [f"[{link_text(key_title(row.key, labels))}]({row.target})", *(f"{count:,}" for count in row.counts)]
        for row in years.rows
    ]
    return table([labels["common.column_year"], *years.columns], rows) if rows else ""


def year_target(source: str, key: str, shelves: Iterable[Shelf], labels: Labels) -> str:
    """Where the entries of a year stand, as a link from ``source``; see ``year_table``."""
    for shelf in shelves:
        part = next((part for part in shelf.parts if part.key == key), None)
        if part is not None:
            return relative(source, shelf.series.path(part))
        held = next((entry for entry in shelf.entries if year_key(entry) == key), None)
        if held is not None:
            page = shelf.series.parents[-1].path
            heading = anchor(key_title(shelf.headed(held), labels))
            return heading if page == source else relative(source, page) + heading
    return relative(source, links.UNDATED if key == UNDATED_KEY else links.year(key))
