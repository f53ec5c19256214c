"""Articles that need not be understood again: the page that stands is what their seeds would give.

Kept is, for a page, the digest of its seed's files, of the rules and the code, and of the page's own file; so
a page that a person has edited, whose seed or whose rules have changed, is made as ever. Nothing of the page
itself is kept: it stands in docs/.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterable
from dataclasses import astuple, replace
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Final

import builder
from builder.checks import tree
from builder.checks.before_publishing import Judged
from builder.kept import Drawer, Kept, key_of
from builder.looks import Tree
from builder.model.packed import PackedFile
from builder.pages.current import current
from builder.pages.edits import Made
from builder.pages.keys import says_all_of, supplied_url
from builder.pages.later import LaterPage
from builder.pages.page import AnyPage, IndexPage, Page, id_at, is_article
from builder.pages.parsed import ParsedPages
from builder.pages.private import judged
from builder.personal import Handling
from builder.problems import problem_from
from builder.prose.front_matter import dump_page
from builder.registry import Registry
from builder.run.carried import Carried, Fitting
from builder.run.known_lists import KnownLists
from builder.run.known_seeds import KnownSeeds
from builder.settings import Settings
from builder.spool import Spool

_KIND: Final = "page"
_INTRO: Final = "intro"
#: The packages that have a part in what an article's page says.
_READERS: Final = ("ahocorasick-rs", "lxml", "olefile", "pypdfium2", "PyYAML")


class Remembered:
    """What is kept of an archive's seeds and pages."""

    def __init__(self, kept: Kept, shape: bytes, settings: Settings, registry: Registry) -> None:
        """``shape``: of the rules, the code and its versions; whatever shapes a page besides its seed."""
        self.kept, self.shape = kept, shape
        self._drawer = Drawer(kept, _KIND)
        self.pages = ParsedPages(kept, shape)
        self.intros = Drawer(kept, _INTRO)
        self._spool = Spool(settings.cache)
        self.lists = KnownLists(kept, key_of(shape, settings.fingerprint), self.pages, self._spool)
        self.seeds = KnownSeeds(kept, shape, registry.list_page_patterns, self._spool)
        self.judged = Judged(kept, shape, settings)
        self.carried = Carried(kept, key_of(shape, settings.fingerprint, settings.ignore), self.pages)
        self._handling, self._registry = settings.personal, registry

    def look(self, seeds: Tree, docs: Tree) -> None:
        """Both folders look like that now."""
        self.pages.look(docs)
        self.pages.take_over_lists()
        self.carried.look(seeds, docs)
        self.pages.take_over(one.page for one in self.carried)

    def carry(self) -> dict[str, Made]:
        """The articles that nobody needs to visit, by the paths of their pages."""
        made = {one.page.path: one.made for one in self.carried}
        self._drawer.all_met(made)
        self.judged.carry(made)
        self.seeds.carry(one.seed for one in self.carried)
        return made

    def made(self, name: str, standing: Page) -> Made | None:
        """The page that stands, where it is what the seed of that name would give; else None."""
        seed, page = self.seeds.known(name), self.pages.digest(standing.path)
        if seed is None or page is None:
            return None
        key = key_of(self.shape, seed, page)
        value = self._drawer.take(standing.path, key)
        if value is None:
            return None
        return Made(standing, notices=tuple(map(problem_from, json.loads(value))), stands=True)

    def last_read(self, standing: Iterable[AnyPage], broken: Iterable[str]) -> tuple[IndexPage, ...]:
        """Index pages that cannot be read now, with the introductions they were published with last.

        ``standing``: the pages that can be read. Theirs are noted; whoever publishes them saves ``intros``.
        """
        for page in standing:
            if isinstance(page, IndexPage) and page.intro:
                self.intros.put(page.path, b"", page.intro.encode())
        found = {path: self.intros.take(path, b"") for path in broken if not is_article(path)}
        return tuple(
            IndexPage(path, {"intro": intro.decode(), "generated": {}}, "")
            for path, intro in found.items()
            if intro is not None
        )

    def noted(self, name: str, made: Made, *, alone: bool) -> Made:
        """What was made, with its page no more in memory than has to be.

        ``alone``: it was made from a seed alone: a page without edits. It is kept if nothing is wrong.
        """
        if made.page is None:
            return made
        text, seed = dump_page(made.page.meta, made.page.body), self.seeds.known(name)
        if alone and seed and not made.problems and not made.drifts:
            key = key_of(self.shape, seed, hashlib.sha256(text.encode()).digest())
            notices = json.dumps([astuple(one) for one in made.notices], ensure_ascii=False)
            self._drawer.put(made.page.path, key, notices.encode())
        page, file = self.pages.made(made.page, text), PackedFile(made.page.path, text, self._spool)
        return replace(made, page=page, file=file)

    def save(self) -> None:
        """Bring it to the disk; forget what is no more."""
        self.seeds.save()
        self.pages.save()
        self._drawer.save()

    def save_carried(self, docs: Tree) -> None:
        """Keep which articles need no visit the next time. ``docs``: as it looks when all is done."""
        self.pages.save_lists(docs)
        pages = {page.brief.file: page for page in self.pages.articles()}
        self.carried.save(docs, lambda name: self._fitting(name, pages.get(name), docs))

    def _fitting(self, name: str, page: LaterPage | None, docs: Tree) -> Fitting | None:
        """The article of a seed, if nothing is to be done or told of it that is not told by both alone."""
        read, made = self.seeds.recalled(name), self.made(name, page) if page else None
        if page is None or made is None or read is None or read.seed is None:
            return None
        fits = (
            says_all_of(page.brief, read.seed)
            and read.seed.supplied.id in (None, id_at(page.path))
            and current(page, self._registry) is page
            and judged({page.path: made}, self._handling)[page.path] is made
            and self.judged.is_fine(page.path, page.digest)
            and docs.settled(page.path)
            and self.pages.stands(page)
        )
        url = supplied_url(read.seed)
        return (
            Fitting(page, url if url != page.brief.url else None, read.problems, made.notices)
            if fits
            else None
        )


def shape_of(registry: Registry, handling: Handling, kept: Kept) -> bytes:
    """Of all that shapes an article's page besides its seed: rules, a setting, our code, what reads files."""
    code = tree.digest(Path(builder.__file__).parent, kept)
    return key_of(code, registry.fingerprint, handling, sys.version, tuple(map(_version, _READERS)))


def _version(package: str) -> str | None:
    try:
        return version(package)
    except PackageNotFoundError:  # of an extra
        return None
