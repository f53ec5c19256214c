"""The fragments of each page, one JSON file a page with its slots, before MkDocs runs.

The templates read them (builder/theme/functions.py), so that plain ``mkdocs build`` shows them too. A file
that says the same already is not touched, and those of an article for which nothing has changed are not even
made. Only one article's fragments are in memory at a time.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Final, NamedTuple

from builder.kept import key_of
from builder.looks import files_below
from builder.model import Entry, Problem
from builder.problems import not_made
from builder.publish.fragment import Fragment, OfArticles
from builder.publish.outputs.charts import chart_fragments
from builder.publish.outputs.citation.section import cite_sections
from builder.publish.outputs.head import article_heads, index_heads
from builder.publish.outputs.history.section import history_fragments
from builder.publish.outputs.originals import original_fragments
from builder.publish.outputs.people import mention_fragments, organization_fragments, people_fragments
from builder.publish.outputs.related.fragments import related_fragments
from builder.publish.outputs.volumes.ways import volume_fragments
from builder.publish.publication import Publication

#: What each makes for lists, and who makes it; the order does not matter.
FRAGMENT_MAKERS: Final[dict[str, Callable[[Publication], Iterable[Fragment]]]] = {
    "charts": chart_fragments,
    "heads": index_heads,
    "volumes": volume_fragments,
}
#: The same for articles.
ARTICLE_FRAGMENTS: Final[dict[str, Callable[[Publication], OfArticles]]] = {
    "citations": cite_sections,
    "heads": article_heads,
    "history": history_fragments,
    "mentions": mention_fragments,
    "originals": original_fragments,
    "organizations": organization_fragments,
    "people": people_fragments,
    "related briefings": related_fragments,
}
_KIND: Final = "fragments"
_ALL: Final = "all"
#: After so many articles what several makers have asked of them is forgotten.
_TOGETHER: Final = 500


class _Made(NamedTuple):
    """A file as it was written, and what it was made from."""

    size: int
    changed: int
    sha256: str
    depends: str


class Fragments(NamedTuple):
    """The files of all pages' fragments, as they stand."""

    problems: tuple[Problem, ...]
    digests: Mapping[str, bytes]
    """The SHA-256 of each page's, by the page's path."""


def write_fragments(publication: Publication, folder: Path) -> Fragments:
    """Bring the files in ``folder`` to what they shall be; E312 names who failed, and the others go on."""
    files, problems = _Files(folder), list[Problem]()
    slots: dict[str, dict[str, str]] = defaultdict(dict)
    for name, make in FRAGMENT_MAKERS.items():
        with _named(name, "", problems):
            for fragment in make(publication):
                slots[fragment.page][fragment.slot] = fragment.html
    for page, found in slots.items():
        files.write(page, found)
    makers: dict[str, OfArticles] = {}
    for name, of_articles in ARTICLE_FRAGMENTS.items():
        with _named(name, "", problems):
            makers[name] = of_articles(publication)
    _write_articles(publication, makers, files, problems)
    publication.at_hand.clear()  # hardly anything else asks for it
    files.sweep()
    return Fragments(tuple(problems), files.digests)


def _write_articles(
    publication: Publication, makers: Mapping[str, OfArticles], files: _Files, problems: list[Problem]
) -> None:
    """All articles', but for those that stand as they would be made."""
    memory = publication.memory
    known = {one: _Made(*made) for one, made in json.loads(memory.known(_KIND, _ALL, ()) or b"{}").items()}
    standing: dict[str, _Made] = {}
    needy: list[tuple[Entry, str]] = []
    for entry in sorted(publication.collection.entries, key=lambda entry: entry.id):
        made, depends = known.get(entry.id), _depends(publication, entry, makers)
        page = publication.articles[entry.id].path
        if made and made.depends == depends and files.stands(page, made.size, made.changed, made.sha256):
            standing[entry.id] = made
        else:
            needy.append((entry, depends))
    for count, (entry, depends) in enumerate(needy, 1):
        made = _write_article(publication, entry, depends, makers, files, problems)
        standing |= {entry.id: made} if made else {}
        if count % _TOGETHER == 0:
            publication.at_hand.clear()
    if standing != known:
        memory.keep(_KIND, _ALL, (), json.dumps(standing).encode())


def _write_article(
    publication: Publication,
    entry: Entry,
    depends: str,
    makers: Mapping[str, OfArticles],
    files: _Files,
    problems: list[Problem],
) -> _Made | None:
    """One article's, if it has any; what is to be known of them."""
    page, slots, failed = publication.articles[entry.id].path, dict[str, str](), list[Problem]()
    for name, maker in makers.items():
        with _named(name, page, failed):
            slots |= {fragment.slot: fragment.html for fragment in maker.make(entry)}
    written = files.write(page, slots) if slots else None
    problems += failed
    return _Made(*written, depends) if written and depends and not failed else None


def _depends(publication: Publication, entry: Entry, makers: Mapping[str, OfArticles]) -> str:
    """What decides an article's fragments; empty where that cannot be told: who makes them says why."""
    try:
        asked = (maker.depends(entry) for maker in makers.values() if maker.depends)
        return key_of(publication.around(entry), *asked).hex()
    except Exception:  # noqa: BLE001 - it may be anything
        return ""


@contextmanager
def _named(maker: str, page: str, problems: list[Problem]) -> Iterator[None]:
    """Whatever goes wrong is a problem with the maker's name, and the others go on."""
    try:
        yield
    except Exception as error:  # noqa: BLE001 - it may be anything
        problems.append(not_made(maker, page, error))


class _Files:
    """The files in a folder, as they were found; those that are neither met nor written are swept away."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._found = {path: (one.st_size, one.st_mtime_ns) for path, one in files_below(folder)}
        self.digests: dict[str, bytes] = {}
        """The SHA-256 of those that were met or written, by the page's path."""

    def stands(self, page: str, size: int, changed: int, sha256: str) -> bool:
        """Whether a page's file is as it was written: by its look, or in a copy by its bytes."""
        path = f"{page}.json"
        if path not in self._found or self._found[path][0] != size:
            return False
        if self._found[path][1] != changed and _sha256((self._folder / path).read_bytes()) != sha256:
            return False
        self.digests[page] = bytes.fromhex(sha256)
        return True

    def write(self, page: str, slots: Mapping[str, str]) -> tuple[int, int, str]:
        """The file of a page as it shall be; its size, time and digest, by which it ``stands``."""
        path, content = f"{page}.json", json.dumps(slots, ensure_ascii=False, sort_keys=True).encode()
        place, sha256 = self._folder / path, _sha256(content)
        self.digests[page] = bytes.fromhex(sha256)
        if path not in self._found or place.read_bytes() != content:
            place.parent.mkdir(parents=True, exist_ok=True)
            temporary = place.with_name(f".{place.name}.new")
            temporary.write_bytes(content)
            os.replace(temporary, place)  # noqa: PTH105 - says what it does: whole or not at all
        return len(content), place.stat().st_mtime_ns, sha256

    def sweep(self) -> None:
        """Away with the others."""
        for path in self._found.keys() - {f"{page}.json" for page in self.digests}:
            (self._folder / path).unlink()


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
