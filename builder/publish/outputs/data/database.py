"""All articles as one SQLite database with a full-text index, where the archive asks for it.

``briefings`` has the columns of every CSV and the text that may leave the archive; ``search`` is an FTS5
table over title and text (``SELECT … FROM search WHERE search MATCH '산불*'``). Made in memory, in order of
the day and the id, so that the same SQLite gives the same bytes.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from typing import Final

from builder.catalogue.forms import DATABASE
from builder.catalogue.kinds.data import COLUMNS
from builder.publish.outputs.data.table import cells_of
from builder.publish.outputs.output import ArchiveOutput, File, Made
from builder.publish.publication import Publication

_TEXT: Final = "body"
_COLUMNS: Final = (*COLUMNS, _TEXT)
_SCHEMA: Final = f"""
CREATE TABLE briefings ({", ".join(f'"{column}" TEXT NOT NULL' for column in _COLUMNS)});
CREATE UNIQUE INDEX briefings_id ON briefings (id);
CREATE VIRTUAL TABLE search USING fts5 (title, {_TEXT}, content = 'briefings');
"""


def _database(publication: Publication, _: Made) -> Iterator[File]:
    if not publication.site.database:
        return
    with closing(sqlite3.connect(":memory:")) as database:
        database.executescript(_SCHEMA)
        marks = ", ".join("?" * len(_COLUMNS))
        database.executemany(f"INSERT INTO briefings VALUES ({marks})", _rows(publication))  # noqa: S608 - question marks
        database.execute("INSERT INTO search (search) VALUES ('rebuild')")
        database.commit()
        database.execute("VACUUM")
        yield File(DATABASE, database.serialize())


def _rows(publication: Publication) -> Iterator[list[str]]:
    for entry in sorted(publication.collection.entries, key=lambda one: (one.added, one.id)):
        cells = cells_of(publication, entry)
        yield [*(cells[column] for column in COLUMNS), publication.text(entry.id)]


DATABASE_FILE: Final = ArchiveOutput("database", _database, (DATABASE,))
