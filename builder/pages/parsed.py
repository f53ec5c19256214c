"""Pages that need not be parsed again: their files say what they said before."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final, NamedTuple

from builder.file_runs import Run, runs_of
from builder.kept import Drawer, Kept, Value, key_of
from builder.looks import Tree
from builder.model import Problem
from builder.pages.brief import Brief, brief_from, made_brief, written_brief
from builder.pages.later import LaterIndex, LaterPage
from builder.pages.page import AnyPage, Page, is_article, page_of
from builder.pages.store import Found, page_at

_KIND: Final = "parsed"
_BRIEF: Final = "brief"
_LISTS: Final = "lists that stand"
#: So many articles stay in memory once they were read; of the others the last one.
ROOM: Final = 2_000


class _Read(NamedTuple):
    """A file that was read."""

    look: bytes
    """How it looked; nothing where it may be saved again and look the same."""
    digest: bytes
    found: Found


class ParsedPages:
    """The pages of docs/ as they were read in this run or an earlier one.

    The text of a page is read where it is asked for (later.py).
    """

    def __init__(self, kept: Kept, shape: bytes) -> None:
        """``shape``: of the code that reads pages."""
        self._kept, self._shape = kept, shape
        self._drawer, self._briefs = Drawer(kept, _KIND), Drawer(kept, _BRIEF)
        self._lists = dict[str, bytes]()
        """The runs of lists that were taken over, and how they looked."""
        self._docs = Path()
        self.seen = Tree(self._docs, 0, {})
        """How docs/ looks."""
        self._read: dict[str, _Read] = {}
        self._opened: dict[str, tuple[bytes, Page]] = {}
        self._last: tuple[bytes, Page] | None = None

    def look(self, docs: Tree) -> None:
        """The files of docs/ look like that now: those that look as before are known without another."""
        self._docs, self.seen = docs.folder, docs

    def read(self, docs: Path, path: str) -> Found:
        """As ``page_at``, which is asked where the file has changed."""
        known = self._read.get(path)
        if known and known.look and known.look == self.seen.files.get(path):
            return known.found
        self._docs = docs
        try:
            digest = self._kept.digest(f"{docs}/{path}")
        except OSError:
            return page_at(docs, path)
        found = known.found if known and known.digest == digest else self._found(docs, path, digest)
        self._read[path] = _Read(self.seen.settled(path), digest, found)
        return found

    def take_over_lists(self) -> None:
        """The builder's other pages that are known to stand in docs/ as it looks now."""
        for name, run in runs_of(self.seen.only(_is_list)):
            value = self._kept.value(_LISTS, name)
            if value and value.key == key_of(self._shape, run.look):
                rows = ((path, bytes.fromhex(digest), meta) for path, digest, meta in json.loads(value.value))
                self.take_over(LaterIndex.of(*row, self._open) for row in rows)
                self._lists[name] = run.look

    def save_lists(self, docs: Tree) -> None:
        """Keep those that stand, in runs. ``docs``: as it looks when all is done."""
        runs = dict(runs_of(docs.only(_is_list)))
        changed = {
            name: Value(key_of(self._shape, run.look), self._written_lists(run))
            for name, run in runs.items()
            if run.is_settled and self._lists.get(name) != run.look
        }
        self._kept.replace(_LISTS, changed, self._kept.names(_LISTS) - runs.keys())

    def _written_lists(self, run: Run) -> bytes:
        found = (self._read[path].found for path in run.files if path in self._read)
        pages = [page for page in found if isinstance(page, LaterIndex) and self.stands(page)]
        rows = [(page.path, page.digest.hex(), dict(page.meta)) for page in pages]
        return json.dumps(rows, ensure_ascii=False).encode()

    def take_over(self, pages: Iterable[LaterPage | LaterIndex]) -> None:
        """Pages that are known to stand in docs/ as it looks now."""
        for page in pages:
            self._read[page.path] = _Read(self.seen.settled(page.path), page.digest, page)
            self._drawer.met(page.path)
            self._briefs.met(page.path)

    def made(self, page: Page, text: str) -> Page:
        """A page that is about to be written, as ``text``: when it is read, it is known."""
        digest = hashlib.sha256(text.encode()).digest()
        kept = self._kept_as(page, key_of(self._shape, digest), digest)
        if not isinstance(kept, Page):
            return page
        self._read[page.path] = _Read(b"", digest, kept)
        return kept

    def later(self, path: str, digest: bytes, brief: Brief) -> LaterPage:
        """The article's page of which that is known."""
        return LaterPage.of(path, digest, brief, self)

    def digest(self, path: str) -> bytes | None:
        """The SHA-256 of the page's file as it was read; None where it was not."""
        known = self._read.get(path)
        return known.digest if known else None

    def as_seen(self, path: str) -> bytes | None:
        """The same if the file looks as it did when it was read; else None."""
        known = self._read.get(path)
        return known.digest if known and known.look and known.look == self.seen.files.get(path) else None

    def articles(self) -> Iterator[LaterPage]:
        """Those of the builder that were read, or are about to be written."""
        return (one.found for one in self._read.values() if isinstance(one.found, LaterPage))

    def stands(self, page: LaterPage | LaterIndex) -> bool:
        """Whether its file says what it said when it was read or written.

        Raises:
            OSError: it cannot be read any more.
        """
        return self._kept.digest(f"{self._docs}/{page.path}") == page.digest

    def written(self, page: LaterPage | LaterIndex) -> bytes | None:
        """What is kept of a page: front matter and body as JSON."""
        return self._drawer.take(page.path, key_of(self._shape, page.digest))

    def opened(self, page: LaterPage) -> Page:
        """The page itself, if what is kept of it has not been lost meanwhile; else it is read again.

        Raises:
            OSError: it cannot be, or its file is another by now.
        """
        known = self._opened.get(page.path, self._last)
        if known and known[0] == page.digest and known[1].path == page.path:
            return known[1]
        found = self._open(page)
        if not isinstance(found, Page):
            raise OSError(f"{page.path} is no article any more")
        self._remember(found, page.digest)
        return found

    def save(self) -> None:
        """Bring it to the disk."""
        self._drawer.save()
        self._briefs.save()

    def _found(self, docs: Path, path: str, digest: bytes) -> Found:
        key = key_of(self._shape, digest)
        if brief := self._briefs.take(path, key):
            self._drawer.met(path)
            return self._later(path, digest, brief)
        page = page_at(docs, path)
        return page if page is None or isinstance(page, Problem) else self._kept_as(page, key, digest)

    def _kept_as(self, page: AnyPage, key: bytes, digest: bytes) -> AnyPage:
        """Keep a page of ours. It is itself no longer needed, if it comes back as it is."""
        text = _written(page) if page.is_ours else None
        brief = _brief(page) if text else None
        if text is None or brief is None:
            return page
        self._drawer.put(page.path, key, text.encode())
        self._briefs.put(page.path, key, brief)
        if isinstance(page, Page):
            self._remember(page, digest)
        return self._later(page.path, digest, brief)

    def _later(self, path: str, digest: bytes, brief: bytes) -> AnyPage:
        if is_article(path):
            return self.later(path, digest, brief_from(brief))
        return LaterIndex.of(path, digest, json.loads(brief), self._open)

    def _open(self, page: LaterPage | LaterIndex) -> AnyPage:
        if written := self.written(page):
            return page_of(page.path, *json.loads(written))
        found = page_at(self._docs, page.path)
        is_same = hashlib.sha256((self._docs / page.path).read_bytes()).digest() == page.digest
        if not is_same or found is None or isinstance(found, Problem):
            raise OSError(f"{page.path} was changed while it was read")
        return found

    def _remember(self, page: Page, digest: bytes) -> None:
        self._last = digest, page
        if len(self._opened) < ROOM or page.path in self._opened:
            self._opened[page.path] = digest, page


def _is_list(path: str) -> bool:
    return path.endswith(".md") and not is_article(path)


def _brief(page: AnyPage) -> bytes | None:
    if isinstance(page, Page):
        return written_brief(made_brief(page))
    return json.dumps(dict(page.meta), ensure_ascii=False).encode()


def _written(page: AnyPage) -> str | None:
    """Front matter and body as JSON, where it gives them back as they are.

    It does not for a date without quotation marks, or a number as a key.
    """
    try:
        text = json.dumps([dict(page.meta), page.body], ensure_ascii=False)
    except TypeError:
        return None
    return text if page_of(page.path, *json.loads(text)) == page else None
