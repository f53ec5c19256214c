"""The database holds what the table holds, and finds it by its words."""

from __future__ import annotations

import csv
import sqlite3
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from builder.publish.derive import made_files
from builder.publish.outputs.output import File
from builder.publish.publication import Publication


def _files(publication: Publication) -> dict[str, bytes]:
    return {made.path: made.content for made in made_files(publication) if isinstance(made, File)}


def _with_database(publication: Publication) -> Publication:
    site = replace(publication.site, database=True)
    return replace(publication, collection=replace(publication.collection, site=site))


def test_it_is_the_table_and_a_search(
    publication_of: Callable[..., Publication], article_page: Callable[..., Any]
) -> None:
    publication = _with_database(
        publication_of(article_page("a001"), article_page("a002"), article_page("a003", title="-1도까지"))
    )
    files = _files(publication)
    database = sqlite3.connect(":memory:")
    database.deserialize(files["data/briefings.sqlite"])
    table = csv.DictReader(files["index.csv"].decode("utf-8-sig").splitlines())
    # What a spreadsheet would run as a formula is quoted for it, in the table alone.
    rows = [{column: cell.removeprefix("'") for column, cell in row.items()} for row in table]
    columns = ", ".join(rows[0])
    held = [
        dict(zip(rows[0], row, strict=True)) for row in database.execute(f"SELECT {columns} FROM briefings")
    ]
    assert sorted(held, key=lambda row: row["id"]) == sorted(rows, key=lambda row: row["id"])
    word = rows[0]["title"].split()[0]
    assert (
        database.execute("SELECT count(*) FROM search WHERE search MATCH ?", (f'"{word}"',)).fetchone()[0] > 0
    )
    assert _files(publication)["data/briefings.sqlite"] == files["data/briefings.sqlite"]
    assert b"briefings.sqlite" in files["data/SHA256SUMS"]


def test_nobody_gets_one_who_did_not_ask(publication_of: Callable[..., Publication]) -> None:
    assert "data/briefings.sqlite" not in _files(publication_of())
