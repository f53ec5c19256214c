"""Articles that need not be understood again: the page that stands is what their seeds would give.

Kept is, for a page, the digest of its seed, of the rules and the code, and of the page's own text; so a page
that a person has edited, whose seed or whose rules have changed, is made as ever. Nothing of the page itself
is kept: it stands in docs/.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from dataclasses import astuple, replace
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any, Final

import builder
from builder.checks import tree
from builder.kept import Kept, Value, key_of
from builder.model import Problem, Root, Seed, Severity
from builder.pages.edits import Made
from builder.pages.page import Page
from builder.personal import Handling
from builder.prose.front_matter import dump_page
from builder.registry import Registry

_KIND: Final = "page"
#: The packages that have a part in what an article's page says.
_READERS: Final = ("ahocorasick-rs", "lxml", "olefile", "pypdfium2", "PyYAML")


class Remembered:
    """What is kept of an archive's pages."""

    def __init__(self, kept: Kept, shape: bytes) -> None:
        """``shape``: of the rules, the code and its versions; whatever shapes a page besides its seed."""
        self._kept, self._shape = kept, shape
        self._values = kept.values(_KIND)
        self._changed: dict[str, Value] = {}

    def made(self, seed: Seed, standing: Page) -> Made | None:
        """The page that stands, where it is what the seed would give; else None."""
        value = self._values.get(standing.path)
        if value is None or value.key != self._key(seed, standing):
            return None
        return Made(standing, notices=tuple(_problem(one) for one in json.loads(value.value)))

    def note(self, seed: Seed, made: Made) -> None:
        """Keep what was made from a seed alone: a page without edits, of which nothing is wrong."""
        if made.page is not None and not made.problems and not made.drifts:
            notices = json.dumps([astuple(one) for one in made.notices], ensure_ascii=False)
            self._changed[made.page.path] = Value(self._key(seed, made.page), notices.encode())

    def save(self, paths: Iterable[str]) -> None:
        """Bring it to the disk; forget the pages that are not among ``paths``."""
        self._kept.replace(_KIND, self._changed, self._values.keys() - set(paths))
        self._kept.commit()

    def _key(self, seed: Seed, page: Page) -> bytes:
        # the lines follow from the digest of the seed's text, its name and the code
        return key_of(self._shape, replace(seed, lines=()), dump_page(page.meta, page.body))


def shape_of(registry: Registry, handling: Handling, kept: Kept) -> bytes:
    """Of all that shapes an article's page besides its seed: rules, a setting, our code, what reads files."""
    code = tree.digest(Path(builder.__file__).parent, kept)
    return key_of(code, registry.fingerprint, handling, sys.version, tuple(map(_version, _READERS)))


def _version(package: str) -> str | None:
    try:
        return version(package)
    except PackageNotFoundError:  # of an extra
        return None


def _problem(written: Sequence[Any]) -> Problem:
    code, severity, path, line, message, hint, root = written
    return Problem(code, Severity(severity), path, line, message, hint, Root(root))
