"""What is made when publishing and MkDocs knows nothing of: the files of all outputs.

Makers are pure functions of the ``Publication``. One that fails is E312, which names it and the page it
failed on; the others go on.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Final

from builder.freed import give_back
from builder.model import Problem
from builder.problems import not_made
from builder.progress import Count
from builder.publish.alone import NOBODY, Elsewhere
from builder.publish.article_files import ArticleFiles, Taken
from builder.publish.earlier_files import EarlierFiles
from builder.publish.listings import listings
from builder.publish.outputs.all import (
    ARCHIVE_OUTPUTS,
    DRAWN_OUTPUTS,
    LIST_OUTPUTS,
    PARTS_OUTPUTS,
)
from builder.publish.outputs.output import File, Later, Made, Poured, Standing
from builder.publish.outputs.search import write_publication
from builder.publish.publication import Publication
from builder.workers import Shared

_Asked = File | Later | Poured | Standing
Pour = Callable[[Poured], str]
"""Puts a file in its place piece by piece, and gives its SHA-256."""
_Making = tuple[str, str, Callable[[], Iterable[_Asked]]]
"""An output, a page, and how the files are made that the one has for the other."""


def write_files(
    publication: Publication,
    site: Path,
    earlier: EarlierFiles,
    cache: Path,
    progress: Count | None = None,
    elsewhere: Elsewhere = NOBODY,
) -> tuple[Problem, ...]:
    """Feeds, data, and the search index, into the folder of a site that MkDocs has just built.

    What the ``earlier`` site has is not made again. ``cache`` keeps what saves work the next time.
    ``progress`` is called with (done, all) of the documents indexed. ``elsewhere``: who may make some of it.
    """
    problems, places = [], _Places(site)

    def pour(file: Poured) -> str:
        return earlier.pour(file, places.of(file.path))

    for made in made_files(publication, earlier.take, elsewhere, pour):
        if isinstance(made, Problem):
            problems.append(made)
        else:
            earlier.put(made, places.of(made.path))
    publication.at_hand.clear()  # the search index has no use for it, but for the room it takes
    give_back()
    write_publication(publication, site, cache, progress, elsewhere.workers, earlier.stands)
    return tuple(problems)


class _Places:
    """Where files of a site are to stand, in folders that are there."""

    def __init__(self, site: Path) -> None:
        self._site, self._folders = site, set[str]()

    def of(self, path: str) -> str:
        folder = path.rpartition("/")[0]
        if folder not in self._folders:
            (self._site / folder).mkdir(parents=True, exist_ok=True)
            self._folders.add(folder)
        return f"{self._site}/{path}"


def made_files(
    publication: Publication,
    taken: Taken = lambda _address, _depends: None,
    elsewhere: Elsewhere = NOBODY,
    pour: Pour | None = None,
) -> Iterator[File | Problem]:
    """The files of all outputs one by one, with a problem in the place of what could not be made.

    A file that is ``taken`` is passed over here, and so is a long one where somebody can ``pour`` it.
    ``elsewhere``: who may make some of them.
    """
    sums: dict[str, str] = {}
    beside: dict[str, list[str]] = defaultdict(list)
    articles = ArticleFiles(publication, taken, elsewhere)
    for page, standing in articles.standing.items():
        sums |= standing
        beside[page] = [*standing]
    drawn = _drawn(publication, taken, elsewhere)
    makers = _makers(publication, Made(sums, beside))
    for output, page, make in chain(_of_articles(articles), drawn, makers):
        try:
            files = [_made(one, taken, pour) for one in make()]
        except Exception as error:  # noqa: BLE001 - whatever it is, it is named, and the other pages go on
            yield not_made(output, page, error)
            continue
        for path, file in files:
            sums[path] = hashlib.sha256(file.content).hexdigest() if isinstance(file, File) else file
            beside[page].append(path)
            if isinstance(file, File):
                yield file


def _made(file: _Asked, taken: Taken, pour: Pour | None) -> tuple[str, File | str]:
    """Its path; and the file, or the SHA-256 of one that stands by now."""
    if isinstance(file, Standing):
        return file.path, file.sha256
    if isinstance(file, File):
        return file.path, file
    if sha256 := taken(file.path, file.depends):
        return file.path, sha256
    return file.path, pour(file) if pour and isinstance(file, Poured) else file.made()


def _of_articles(articles: ArticleFiles) -> Iterator[_Making]:
    for page, output, file in articles.files():
        yield output.form.name, page, partial(_alone, file)


def _alone(file: _Asked) -> tuple[_Asked]:
    return (file,)


def _drawn(publication: Publication, taken: Taken, elsewhere: Elsewhere) -> Iterator[_Making]:
    for output in DRAWN_OUTPUTS:
        files = [(page, later, taken(later.path, later.depends)) for page, later in output.files(publication)]
        needed = [later.make for _, later, sha256 in files if not sha256]
        made = elsewhere.workers.map(_NOTHING, _each, needed, len(needed))
        for page, later, sha256 in files:
            content = None if sha256 else next(made)
            ready = later if content is None else File(later.path, content, later.depends)
            yield output.name, page, partial(_alone, Standing(later.path, sha256) if sha256 else ready)


def _each(_: None, makers: Sequence[Callable[[], bytes]]) -> list[bytes | None]:
    """What each makes; None for one that fails: it is asked again where the failure is named."""
    return [_tried(make) for make in makers]


def _tried(make: Callable[[], bytes]) -> bytes | None:
    try:
        return make()
    except Exception:  # noqa: BLE001 - it may be anything
        return None


def _nothing(_: bytes) -> None:
    return None


_NOTHING: Final = Shared(None, _nothing, bytes)


def _makers(publication: Publication, made: Made) -> Iterator[_Making]:
    """What is made, for which page, and how; what vouches for others comes after them."""
    for lists in LIST_OUTPUTS:
        for listing in listings(publication, lists.form):
            yield lists.form.name, listing.path, partial(lists.make, publication, listing)
    for divided in PARTS_OUTPUTS:
        for page, part in divided.parts(publication):
            yield divided.name, page, partial(divided.make, publication, part)
    for whole in ARCHIVE_OUTPUTS:
        yield whole.name, "", partial(whole.make, publication, made)
