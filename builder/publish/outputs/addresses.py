"""``addresses.txt``: every address there ever was, published with the site.

By it a ledger that was deleted or shortened is noticed (builder/permanence/ledger.py).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from builder.catalogue.forms import page_beside
from builder.catalogue.packs import is_pack
from builder.catalogue.volumes import is_volume
from builder.permanence.article_data import has_packs
from builder.permanence.ledger import PUBLISHED, Ledger, ledger_text
from builder.publish.outputs.output import ArchiveOutput, File, Made
from builder.publish.publication import Publication, address


def _addresses(publication: Publication, made: Made) -> Iterator[File]:
    before = publication.ledger
    standing = frozenset(address(page) for page in publication.pages.values())
    standing |= {one for files in publication.originals.values() for one in files}
    standing |= {pair.feed for pair in publication.collection.pairs}
    standing |= {one for one in made.sums if is_volume(one) or is_pack(one)}
    if publication.collection.packs or has_packs(before):  # else each article has its data beside it
        standing |= {one for one in made.sums if page_beside(one)}
    now = Ledger(before.published | standing, before.discarded - standing)
    yield File(PUBLISHED, ledger_text(now).encode())


ADDRESSES: Final = ArchiveOutput("addresses", _addresses, (PUBLISHED,))
