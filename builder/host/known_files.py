"""The files of docs/: a page that is in no menu is a file of MkDocs only for as long as somebody asks for it.

Thousands of pages are taken over as they are; MkDocs would ask each again and again what it is. And one that
is a file takes two thousand bytes.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Collection, Iterable
from pathlib import Path, PurePath
from typing import Final
from weakref import WeakValueDictionary

from builder.host import engine
from builder.host.engine import Engine

_AT_HAND: Final = 4_096
"""So many of those that were asked for last stay at hand."""


class KnownFiles(engine.Files):  # type: ignore[misc]  # of a class that is taken at run time
    """MkDocs' files, and the paths of pages that are ``known`` to be there."""

    def __init__(self, files: Iterable[Engine], known: Iterable[str], config: Engine) -> None:
        super().__init__(files)
        self.known, self._config = dict.fromkeys(known), config
        self._asked, self._last = WeakValueDictionary[str, Engine](), deque[Engine](maxlen=_AT_HAND)

    def get_file_from_path(self, path: str) -> Engine | None:
        """As MkDocs has it."""
        return self.at(PurePath(path).as_posix())

    def at(self, path: str) -> Engine | None:
        """The file at a path in its shortest form: the same for as long as anybody has it."""
        file = self.src_uris.get(path) or self._asked.get(path)
        if file is None and path in self.known:
            file = self._asked[path] = _file(path, self._config)
            file.inclusion = engine.INCLUDED
            self._last.append(file)
        return file

    def let_go(self, page: Engine) -> None:
        """A file of MkDocs is from now on a page that is known to be there."""
        self.remove(page)
        self.known[page.src_uri] = None
        self._asked[page.src_uri] = page

    def paths(self) -> list[str]:
        """Of all of them."""
        return [*self.src_uris, *self.known]

    def pages(self) -> list[str]:
        """Of those that can be linked to."""
        return [*(file.src_uri for file in self.documentation_pages()), *self.known]


def find_files(known: Collection[str], config: Engine) -> KnownFiles:
    """Those that lie in docs/; ``known``: pages that no setting keeps from being one."""
    if not known:
        return KnownFiles(engine.get_files(config), (), config)
    there, others = list[str](), list[Engine]()
    for place, folders, names in os.walk(config.docs_dir, followlinks=True):
        folders.sort()
        inside = Path(place).relative_to(config.docs_dir)
        for name in sorted(names):
            path = name if place == config.docs_dir else f"{inside.as_posix()}/{name}"
            if path in known:
                there.append(path)
            else:
                others.append(_file(path, config))
    engine.set_exclusions(others, config)
    return KnownFiles(others, there, config)


def _file(path: str, config: Engine) -> Engine:
    return engine.File(path, config.docs_dir, config.site_dir, config.use_directory_urls)
