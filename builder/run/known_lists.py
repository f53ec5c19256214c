"""Lists that need not be written again: their pages stand, and what they are made of has not changed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from typing import Final

from builder.catalogue.sheet import Sheet, depends, output_file
from builder.kept import Kept, Value, key_of
from builder.model import OutputFile
from builder.pages.parsed import ParsedPages

_KIND: Final = "sheet"


class KnownLists:
    """The pages that lead to articles, as they were made in an earlier run."""

    def __init__(self, kept: Kept, shape: bytes, pages: ParsedPages) -> None:
        """``shape``: of the code, the rules and the settings; ``pages``: those that stand."""
        self._kept, self._shape, self._pages = kept, shape, pages
        self._before = kept.values(_KIND)
        self._now: dict[str, Value] = {}

    def stands(self, path: str, depends_on: bytes) -> bool:
        """Whether a page stands as it is made of that."""
        value = Value(key_of(self._shape, depends_on), self._pages.digest(path) or b"")
        if self._before.get(path) != value:
            return False
        self._now[path] = value
        return True

    def note(self, file: OutputFile, depends_on: bytes) -> None:
        """What a page is made of that is about to be written."""
        digest = hashlib.sha256(file.text.encode()).digest()
        self._now[file.path] = Value(key_of(self._shape, depends_on), digest)

    def save(self) -> None:
        """Bring it to the disk; forget what is no more."""
        changed = {path: value for path, value in self._now.items() if self._before.get(path) != value}
        self._kept.replace(_KIND, changed, self._before.keys() - self._now.keys())
        self._kept.commit()
        self._before, self._now = self._now, {}


def divided(
    sheets: Iterable[Sheet], intros: Mapping[str, str], digests: Mapping[str, bytes], known: KnownLists | None
) -> tuple[list[OutputFile], set[str]]:
    """The pages that are to be written, and the paths of those that are known to stand as they would be.

    ``intros``: what opens them, by path; ``digests``: of each entry that they list, by id.
    """
    made, standing = list[OutputFile](), set[str]()
    for sheet in sheets:
        intro = intros.get(sheet.path)
        depends_on = key_of(depends(sheet, digests), intro) if known else b""
        if known and known.stands(sheet.path, depends_on):
            standing.add(sheet.path)
            continue
        made.append(output_file(sheet, intro))
        if known:
            known.note(made[-1], depends_on)
    if known:
        known.save()
    return made, standing
