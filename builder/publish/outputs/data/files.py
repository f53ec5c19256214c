"""The data files of a site. Who holds ``data/SHA256SUMS`` can verify them all: it names the tables and the bulk file, which names the rest."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from builder.catalogue import links
from builder.model import Entry, OutputFile
from builder.publish.listings import BULK, SUMS, listings
from builder.publish.outputs.citation.work import works_by_id
from builder.publish.outputs.data import table
from builder.publish.outputs.data.record import Record, published_markdown, record, with_text
from builder.publish.publication import Publication

_encode: Final = json.JSONEncoder(ensure_ascii=False).encode


def data_files(publication: Publication) -> Iterator[OutputFile]:
    """``.json`` and ``.md`` of every article, ``.csv`` of every list, the bulk file and the checksums."""
    facts: dict[str, Record] = {}
    lines: dict[str, str] = {}
    works = works_by_id(publication)
    for entry in sorted(publication.collection.entries, key=lambda one: (one.added, one.id)):
        facts[entry.id] = record(publication, entry, works[entry.id])
        files = _article(publication, entry, facts[entry.id])
        lines[entry.id] = _encode(
            {
                **facts[entry.id],
                "files": [{"path": file.path, "sha256": _sha256(file.text)} for file in files],
            }
        )
        yield from files
    summed = [*_tables(publication, facts), OutputFile(BULK, "".join(f"{line}\n" for line in lines.values()))]
    yield from summed
    yield OutputFile(
        SUMS, "".join(f"{_sha256(file.text)}  {links.relative(SUMS, file.path)}\n" for file in summed)
    )


def _article(publication: Publication, entry: Entry, facts: Record) -> tuple[OutputFile, OutputFile]:
    path = publication.articles[entry.id].path
    text = _json(with_text(publication, facts))
    return OutputFile(f"{path.removesuffix('.md')}.json", text), OutputFile(
        path, published_markdown(publication, entry)
    )


def _json(facts: Record) -> str:
    """A key a line: as readable as indented JSON, and the encoder in C, which knows no indents, can write it."""
    return "{\n" + ",\n".join(f'"{key}": {_encode(value)}' for key, value in facts.items()) + "\n}\n"


def _tables(publication: Publication, facts: Mapping[str, Record]) -> Sequence[OutputFile]:
    """Each article's row is written once, whatever number of lists it stands in."""
    head, rows = table.head(), {article_id: table.row(one) for article_id, one in facts.items()}
    return [
        OutputFile(one.beside(".csv"), head + "".join(rows[entry.id] for entry in one.entries))
        for one in listings(publication)
    ]


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
