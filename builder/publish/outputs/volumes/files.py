"""Which volumes are made, and their files."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import PurePosixPath
from typing import Final

from builder.catalogue import links
from builder.catalogue.volumes import Volume, is_volume, page_behind, volumes
from builder.publish.outputs.output import Later, PartsOutput
from builder.publish.outputs.volumes.book import book
from builder.publish.outputs.volumes.print_page import print_page
from builder.publish.publication import Publication


def _volumes(publication: Publication) -> Iterator[tuple[str, Volume]]:
    """Each with the page it belongs to; then what is left of those that were published and are no more."""
    planned = volumes(publication.collection)
    yield from ((one.page, one) for one in planned)
    stems = {
        PurePosixPath(one).with_suffix("").as_posix() for one in publication.ledger.living if is_volume(one)
    }
    for stem in sorted(stems - {one.stem for one in planned}):
        page = page_behind(stem)
        known = publication.indexes.get(page)
        title = known.title if known and known.title else publication.labels["volume.heading"]
        yield page, Volume(stem, title, page if known else links.HOME, ())


def _files(publication: Publication, volume: Volume) -> Iterator[Later]:
    """The page and the book; neither is made again while its briefings are what they were."""
    page, epub = volume.addresses
    yield Later(page, _depends("page", publication, volume), partial(print_page, publication, volume))
    yield Later(epub, _depends("book", publication, volume), partial(book, publication, volume))


def _depends(form: str, publication: Publication, volume: Volume) -> tuple[object, ...]:
    """All that decides its bytes: what is left of a volume without briefings is dated with the archive."""
    day = "" if volume.entries else publication.updated
    return form, volume.title, volume.page, day, publication.all_around(volume.entries)


VOLUMES: Final = PartsOutput("volume", _volumes, _files)
