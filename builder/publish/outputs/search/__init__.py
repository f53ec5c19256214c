"""The search index: what ``assets/search/engine/`` loads, hosted or from disk.

Written beside MkDocs' pages, into ``search/``.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Final

from builder.progress import Count
from builder.publish.outputs.search.disk import Stands
from builder.publish.outputs.search.documents import SearchDocument, documents, drafts, drafts_of
from builder.publish.outputs.search.names import BodyName, Names, TopicName, names_of
from builder.publish.outputs.search.store import no_garbage, write_index
from builder.publish.publication import Publication
from builder.workers import HERE, Workers

__all__ = [
    "FOLDER",
    "BodyName",
    "Names",
    "SearchDocument",
    "TopicName",
    "documents",
    "names_of",
    "write_publication",
    "write_search",
]

#: Below the site, and below the cache.
FOLDER: Final = "search"


def write_search(
    made: Iterable[SearchDocument],
    names: Names,
    site_folder: Path,
    cache_folder: Path,
    progress: Count | None = None,
) -> None:
    """Write the index of these documents to ``search/`` below ``site_folder``.

    What ``cache_folder`` knows of an older index saves work.

    The bytes depend on the documents and names alone, whatever the cache holds. ``progress`` is called with
    (done, all) of the documents.

    Raises:
        ValueError: two documents have one id.
        OSError: the disk refuses.
    """
    with no_garbage():
        write_index(drafts_of(made), names, site_folder / FOLDER, cache_folder / FOLDER, progress)


def write_publication(
    publication: Publication,
    site_folder: Path,
    cache_folder: Path,
    progress: Count | None = None,
    workers: Workers = HERE,
    stands: Stands = lambda _path, _digest: False,
) -> None:
    """The same for the published articles; of an article that has not changed not even the text is read.

    What ``stands``, by its path in the site and a digest, is not put there.

    Raises:
        OSError: the disk refuses.
    """
    with no_garbage():
        write_index(
            drafts(publication),
            names_of(publication),
            site_folder / FOLDER,
            cache_folder / FOLDER,
            progress,
            workers,
            lambda path, digest: stands(f"{FOLDER}/{path}", digest),
        )
