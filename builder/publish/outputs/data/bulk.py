"""The facts of all articles in one file, and checksums.

Who holds the checksums can verify everything: they name the tables, the packs and the bulk file, which names
the files beside the articles, and the pack of an article that has none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Final

from builder.catalogue import links
from builder.catalogue.forms import BULK, DATABASE, SUMS, TABLE
from builder.model import Entry
from builder.publish.listings import listings
from builder.publish.outputs.blocks import blocks_of
from builder.publish.outputs.data.article import encode
from builder.publish.outputs.data.record import record_of
from builder.publish.outputs.output import ArchiveOutput, File, Made, Poured
from builder.publish.publication import Publication


@dataclass(frozen=True, slots=True)
class _Bulk:
    """A line an article, in order of the day they were added."""

    publication: Publication
    made: Made
    packed: Mapping[str, str]
    """The pack of an article, by its id, where there are packs."""

    def lines(self, some: Iterable[Entry]) -> bytes:
        return "".join(f"{self._line(entry)}\n" for entry in some).encode()

    def _line(self, entry: Entry) -> str:
        page = self.publication.articles[entry.id].path
        beside = list(self.made.beside.get(page, ()))
        if page not in self.publication.beside:
            beside.append(self.packed[entry.id])
        files = [{"path": address, "sha256": self.made.sums[address]} for address in beside]
        return encode({**record_of(self.publication, entry), "files": files})

    def packs(self, some: Iterable[Entry]) -> list[tuple[str, str | None]]:
        """Those that are named in lines, as they are: the other files are made of each article alone."""
        addresses = dict.fromkeys(self.packed[entry.id] for entry in some) if self.packed else ()
        return [(one, self.made.sums.get(one)) for one in addresses]


def _bulk(publication: Publication, made: Made) -> Iterator[Poured]:
    packed = {entry.id: pack.address for pack in publication.collection.packs for entry in pack.entries}
    bulk = _Bulk(publication, made, packed)
    entries = sorted(publication.collection.entries, key=lambda one: (one.added, one.id))
    depends = ("bulk", publication.all_around(entries), bulk.packs(entries))
    yield Poured(BULK, depends, partial(blocks_of, publication, entries, bulk.lines, bulk.packs))


def _checksums(publication: Publication, made: Made) -> Iterator[File]:
    """As ``sha256sum -c`` reads them in the folder of the file."""
    tables = (TABLE.beside(listing.path) for listing in listings(publication, TABLE))
    packs = (pack.address for pack in publication.collection.packs)
    summed = (address for address in (*tables, *packs, BULK, DATABASE) if address in made.sums)
    lines = (f"{made.sums[address]}  {links.relative(SUMS, address)}\n" for address in summed)
    yield File(SUMS, "".join(lines).encode())


BULK_FILE: Final = ArchiveOutput("bulk file", _bulk, (BULK,))
CHECKSUMS: Final = ArchiveOutput("checksums", _checksums, (SUMS,))
