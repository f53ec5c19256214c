"""The packs of the articles' data (builder/catalogue/packs.py): what would stand beside their pages.

Unpacked where the site stands, the files have the same addresses and the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from io import BytesIO
from typing import Final

from builder.catalogue import links
from builder.catalogue.packs import Pack, is_pack
from builder.permanence.ledger import address_of
from builder.publish.outputs.data.article import JSON_FILES, MARKDOWN_FILES
from builder.publish.outputs.output import Later, PartsOutput
from builder.publish.publication import Publication
from builder.zip_file import Member, write_zip

_EARLIEST: Final = "1980-01-01"
"""The first day that a zip knows."""
_NOTE: Final = "README.txt"


def _packs(publication: Publication) -> Iterator[tuple[str, tuple[str, Pack | None]]]:
    """Each with its address; then what is left of those that were published and hold nothing any more."""
    planned = {pack.address: pack for pack in publication.collection.packs}
    left = {one for one in publication.ledger.living if is_pack(one)} - planned.keys()
    yield from ((links.DATA, item) for item in planned.items())
    yield from ((links.DATA, (address, None)) for address in sorted(left))


def _files(publication: Publication, part: tuple[str, Pack | None]) -> Iterator[Later]:
    address, pack = part
    around = publication.all_around(pack.entries) if pack else publication.site_url
    yield Later(address, ("pack", around), partial(_zip, publication, pack))


def _zip(publication: Publication, pack: Pack | None) -> bytes:
    written = BytesIO()
    members = _members(publication, pack) if pack else iter([_note(publication)])
    write_zip(written, members, max(pack.days[1], _EARLIEST) if pack else _EARLIEST)
    return written.getvalue()


def _members(publication: Publication, pack: Pack) -> Iterator[Member]:
    for entry in pack.entries:
        page = publication.articles[entry.id].path
        for one in (JSON_FILES, MARKDOWN_FILES):
            yield Member(one.form.beside(page), one.make(publication, entry))


def _note(publication: Publication) -> Member:
    """Of a pack of which nothing is left: where the data are now."""
    page = address_of(links.DATA)
    said = publication.labels["data.packs.gone"].format(page=publication.absolute(page) or page)
    return Member(_NOTE, f"{said}\n".encode())


PACKS: Final = PartsOutput("pack", _packs, _files)
