"""What is made when publishing and MkDocs knows nothing of: the files of all outputs.

Makers are pure functions of the ``Publication``. One that fails is E312, which names it and the page it
failed on; the others go on.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path

from builder.model import Entry, Problem
from builder.problems import not_made
from builder.progress import Count
from builder.publish.earlier_files import EarlierFiles
from builder.publish.listings import listings
from builder.publish.outputs.all import (
    ARCHIVE_OUTPUTS,
    ARTICLE_OUTPUTS,
    FILES_OUTPUTS,
    LIST_OUTPUTS,
    PARTS_OUTPUTS,
)
from builder.publish.outputs.output import ArticleOutput, File, Later, Made
from builder.publish.outputs.search import write_publication
from builder.publish.publication import Publication
from builder.workers import HERE, Workers

Maker = Callable[[], Iterable[File | Later]]


def write_files(
    publication: Publication,
    site: Path,
    earlier: EarlierFiles,
    cache: Path,
    progress: Count | None = None,
    workers: Workers = HERE,
) -> tuple[Problem, ...]:
    """Feeds, data, and the search index, into the folder of a site that MkDocs has just built.

    What the ``earlier`` site has is not made again. ``cache`` keeps what saves work the next time.
    ``progress`` is called with (done, all) of the documents indexed.
    """
    problems, places = [], _Places(site)

    def taken(file: Later) -> str | None:
        return earlier.take(file.path, file.depends, places.of(file.path))

    for made in made_files(publication, taken):
        if isinstance(made, Problem):
            problems.append(made)
        else:
            earlier.put(made, places.of(made.path))
    publication.kept.clear()  # the search index has no use for it, but for the room it takes
    write_publication(publication, site, cache, progress, workers)
    return tuple(problems)


class _Places:
    """Where files of a site are to stand, in folders that are there."""

    def __init__(self, site: Path) -> None:
        self._site, self._folders = site, set[str]()

    def of(self, path: str) -> Path:
        target, (folder, _, _) = self._site / path, path.rpartition("/")
        if folder not in self._folders:
            target.parent.mkdir(parents=True, exist_ok=True)
            self._folders.add(folder)
        return target


def made_files(
    publication: Publication, taken: Callable[[Later], str | None] = lambda _: None
) -> Iterator[File | Problem]:
    """The files of all outputs one by one, with a problem in the place of what could not be made.

    ``taken``: puts a file in its place that need not be made, and gives its SHA-256; it is passed over here.
    """
    sums: dict[str, str] = {}
    beside: dict[str, list[str]] = defaultdict(list)
    for output, page, make in _makers(publication, Made(sums, beside)):
        try:
            files = [_made(one, taken) for one in make()]
        except Exception as error:  # noqa: BLE001 - whatever it is, it is named, and the other pages go on
            yield not_made(output, page, error)
            continue
        for path, file in files:
            sums[path] = hashlib.sha256(file.content).hexdigest() if isinstance(file, File) else file
            beside[page].append(path)
            if isinstance(file, File):
                yield file


def _made(file: File | Later, taken: Callable[[Later], str | None]) -> tuple[str, File | str]:
    """Its path; and the file, or the SHA-256 of one that need not be made."""
    return file.path, file if isinstance(file, File) else taken(file) or file.made()


def _makers(publication: Publication, made: Made) -> Iterator[tuple[str, str, Maker]]:
    """What is made, for which page, and how; what vouches for others comes after them."""
    for entry in publication.collection.entries:
        page = publication.articles[entry.id].path
        for one in ARTICLE_OUTPUTS if page in publication.beside else ():
            yield one.form.name, page, partial(_beside, one, page, publication, entry)
        for own in FILES_OUTPUTS:
            yield own.name, page, partial(own.make, publication, entry)
    for lists in LIST_OUTPUTS:
        for listing in listings(publication, lists.form):
            yield lists.form.name, listing.path, partial(lists.make, publication, listing)
    for divided in PARTS_OUTPUTS:
        for page, part in divided.parts(publication):
            yield divided.name, page, partial(divided.make, publication, part)
    for whole in ARCHIVE_OUTPUTS:
        yield whole.name, "", partial(whole.make, publication, made)


def _beside(output: ArticleOutput, page: str, publication: Publication, entry: Entry) -> tuple[Later]:
    make = partial(output.make, publication, entry)
    return (Later(output.form.beside(page), (output.form.name, publication.around(entry)), make),)
