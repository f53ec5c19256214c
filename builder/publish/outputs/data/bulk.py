"""The facts of all articles in one file, and checksums.

Who holds the checksums can verify everything: they name the tables, the packs and the bulk file, which names
the files beside the articles, and the pack of an article that has none.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Final

from builder.catalogue import links
from builder.catalogue.forms import BULK, DATABASE, SUMS, TABLE
from builder.model import Entry
from builder.publish.listings import listings
from builder.publish.outputs.data.article import encode
from builder.publish.outputs.data.record import record_of
from builder.publish.outputs.output import ArchiveOutput, File, Made, Poured
from builder.publish.publication import Publication


def _bulk(publication: Publication, made: Made) -> Iterator[Poured]:
    yield Poured(BULK, partial(_lines, publication, made))


def _lines(publication: Publication, made: Made) -> Iterator[bytes]:
    """One an article, in order of the day they were added."""
    packed = {entry.id: pack.address for pack in publication.collection.packs for entry in pack.entries}
    for entry in sorted(publication.collection.entries, key=lambda one: (one.added, one.id)):
        page = publication.articles[entry.id].path
        beside = [*made.beside.get(page, ()), *([] if page in publication.beside else [packed[entry.id]])]
        files = tuple((address, made.sums[address]) for address in beside)
        depends, make = (publication.around(entry), files), partial(_line, publication, entry, files)
        line = publication.memory.recall("bulk", entry.id, depends, make)
        yield f"{line}\n".encode()


def _line(publication: Publication, entry: Entry, beside: tuple[tuple[str, str], ...]) -> str:
    files = [{"path": address, "sha256": sha256} for address, sha256 in beside]
    return encode({**record_of(publication, entry), "files": files})


def _checksums(publication: Publication, made: Made) -> Iterator[File]:
    """As ``sha256sum -c`` reads them in the folder of the file."""
    tables = (TABLE.beside(listing.path) for listing in listings(publication, TABLE))
    packs = (pack.address for pack in publication.collection.packs)
    summed = (address for address in (*tables, *packs, BULK, DATABASE) if address in made.sums)
    lines = (f"{made.sums[address]}  {links.relative(SUMS, address)}\n" for address in summed)
    yield File(SUMS, "".join(lines).encode())


BULK_FILE: Final = ArchiveOutput("bulk file", _bulk, (BULK,))
CHECKSUMS: Final = ArchiveOutput("checksums", _checksums, (SUMS,))
