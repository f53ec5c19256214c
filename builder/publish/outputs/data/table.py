"""The CSV of a list: one row an article, the same columns everywhere.

What each column means stands on the data page.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Final

from builder.catalogue.collection import Entries
from builder.catalogue.forms import TABLE
from builder.catalogue.kinds.data import COLUMNS
from builder.model import Entry, Level
from builder.publish.listings import Listing
from builder.publish.outputs.blocks import blocks_of
from builder.publish.outputs.data.record import Record, record_of
from builder.publish.outputs.output import Block, ListOutput, Poured
from builder.publish.publication import Publication, remembered_an_article
from builder.review.spreadsheet import csv_line

_BETWEEN = "; "
_GUESS: Final = Level.GUESS.value


def _table(publication: Publication, listing: Listing) -> Iterator[Poured]:
    depends = ("table", publication.all_around(listing.entries))
    yield Poured(TABLE.beside(listing.path), depends, partial(_blocks, publication, listing.entries))


def _blocks(publication: Publication, entries: Entries) -> Iterator[Block]:
    """A BOM, by which spreadsheet programs know UTF-8, the names of the columns, and a line an article."""
    yield Block(("head",), f"\ufeff{csv_line(COLUMNS)}".encode)
    yield from blocks_of(publication, entries, partial(_lines, publication))


def _lines(publication: Publication, some: Sequence[Entry]) -> bytes:
    return "".join(row_of(publication, entry) for entry in some).encode()


@remembered_an_article
def row_of(publication: Publication, entry: Entry) -> str:
    """An article's line.

    Several values stand in one cell, parted by semicolons; a cell that would run as a formula begins with
    ``'``.
    """
    cells = cells_of(publication, entry)
    return csv_line(cells[column] for column in COLUMNS)


def cells_of(publication: Publication, entry: Entry) -> Mapping[str, str]:
    """What stands of an article in each column."""
    return _cells(record_of(publication, entry))


def _cells(facts: Record) -> Mapping[str, str]:
    title, date, source, rights = facts["title"], facts["date"], facts["source"], facts["rights"]
    given = {
        **{key: facts[key] for key in ("id", "kind", "summary", "added")},
        "address": facts["url"] or facts["address"],
        "title": title["text"],
        "title_basis": title["basis"],
        "date": date["value"],
        **{f"date_{key}": date[key] for key in ("precision", "basis", "of")},
        "authors": _BETWEEN.join(facts["authors"]),
        **{
            f"ministry_{key}s": _BETWEEN.join(one[key] for one in facts["ministries"])
            for key in ("name", "id", "role")
        },
        **{
            f"topic_{key}s": _BETWEEN.join(one[key] or "" for one in facts["topics"])
            for key in ("name", "slug")
        },
        "organizations": _BETWEEN.join(facts["organizations"]),
        "outlet": source["outlet"],
        "source_url": source["url"],
        "licence": rights["licence"],
        "rights_statement": rights["statement"],
        "text": rights["text"],
        "attachments": _BETWEEN.join(
            one["url"] or one["address"] or one["name"] for one in facts["attachments"]
        ),
        "guesses": _BETWEEN.join(fact for fact, levels in facts["certainty"].items() if _GUESS in levels),
    }
    return {column: value or "" for column, value in given.items()}


TABLES: Final = ListOutput(TABLE, _table)
