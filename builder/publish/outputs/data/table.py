"""The CSV of a list: one row an article, the same columns everywhere. What each column means stands on the data page."""

from __future__ import annotations

from collections.abc import Mapping

from builder.catalogue.kinds.data import COLUMNS
from builder.publish.outputs.data.record import Record
from builder.review.spreadsheet import csv_line

_BETWEEN = "; "


def head() -> str:
    """The first line of every CSV: a BOM, by which spreadsheet programs know UTF-8, and the names of the columns."""
    return "\ufeff" + csv_line(COLUMNS)


def row(facts: Record) -> str:
    """An article's line. Several values stand in one cell, parted by semicolons; a cell that would run as a formula begins with ``'``."""
    cells = _cells(facts)
    return csv_line(cells[column] for column in COLUMNS)


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
    }
    return {column: value or "" for column, value in given.items()}
