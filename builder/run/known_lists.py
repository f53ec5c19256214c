"""Lists that need not be written again: their pages stand, and what they are made of has not changed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from builder.catalogue.sheet import Group, Sheet, depends, each_sheet, output_file
from builder.kept import Kept, Value, key_of
from builder.model import OutputFile
from builder.model.packed import PackedFile
from builder.pages.parsed import ParsedPages
from builder.spool import Spool

_KIND: Final = "sheet"
_GROUPS: Final = "sheets"


class KnownLists:
    """The pages that lead to articles, as they were made in an earlier run."""

    def __init__(self, kept: Kept, shape: bytes, pages: ParsedPages, spool: Spool) -> None:
        """``shape``: of the code, the rules and the settings; ``pages``: those that stand.

        ``spool``: where those wait that are to be written.
        """
        self._kept, self._shape, self._pages, self._spool = kept, shape, pages, spool
        self._before = kept.values(_KIND)
        self._groups_before = kept.values(_GROUPS)
        self._now: dict[str, Value] = {}
        self._groups_now: dict[str, Value] = {}

    def group_stands(self, group: str, depends_on: bytes, intros: Mapping[str, str]) -> list[str] | None:
        """The paths of the pages of a group that is made of that, if all of them stand as they were made."""
        found = self._groups_before.get(group)
        paths = found.value.decode().split() if found else []
        if not found or found.key != self._group_key(depends_on, paths, intros):
            return None
        pages = [(path, self._before.get(path)) for path in paths]
        if any(page is None or page.value != self._pages.digest(path) for path, page in pages):
            return None
        self._now |= {path: page for path, page in pages if page}
        self._groups_now[group] = found
        return paths

    def note_group(
        self, group: str, depends_on: bytes, paths: Sequence[str], intros: Mapping[str, str]
    ) -> None:
        """What a group is made of whose pages stand or are about to be written."""
        key = self._group_key(depends_on, paths, intros)
        self._groups_now[group] = Value(key, " ".join(paths).encode())

    def _group_key(self, depends_on: bytes, paths: Iterable[str], intros: Mapping[str, str]) -> bytes:
        return key_of(self._shape, depends_on, *map(intros.get, paths))

    def stands(self, path: str, depends_on: bytes) -> bool:
        """Whether a page stands as it is made of that."""
        value = Value(key_of(self._shape, depends_on), self._pages.digest(path) or b"")
        if self._before.get(path) != value:
            return False
        self._now[path] = value
        return True

    def noted(self, file: OutputFile, depends_on: bytes) -> OutputFile:
        """A page that is about to be written, no more in memory than must be; what it is made of is kept."""
        digest = hashlib.sha256(file.text.encode()).digest()
        self._now[file.path] = Value(key_of(self._shape, depends_on), digest)
        return PackedFile(file.path, file.text, self._spool)

    def save(self) -> None:
        """Bring it to the disk; forget what is no more."""
        self._save(_KIND, self._before, self._now)
        self._save(_GROUPS, self._groups_before, self._groups_now)
        self._kept.commit()
        self._before, self._now = self._now, {}
        self._groups_before, self._groups_now = self._groups_now, {}

    def _save(self, kind: str, before: Mapping[str, Value], now: Mapping[str, Value]) -> None:
        changed = {name: value for name, value in now.items() if before.get(name) != value}
        self._kept.replace(kind, changed, before.keys() - now.keys())


def divided(
    sheets: Iterable[Sheet | Group],
    intros: Mapping[str, str],
    digests: Mapping[str, bytes],
    known: KnownLists | None,
) -> tuple[list[OutputFile], set[str]]:
    """The pages that are to be written, and the paths of those that are known to stand as they would be.

    ``intros``: what opens them, by path; ``digests``: of each entry that they list, by id.
    """
    if known is None:
        return [output_file(sheet, intros.get(sheet.path)) for sheet in each_sheet(sheets)], set()
    made, standing = list[OutputFile](), set[str]()
    for one in sheets:
        if isinstance(one, Sheet):
            files, paths = _of_sheet(one, intros, digests, known)
        else:
            files, paths = _of_group(one, intros, digests, known)
        made += files
        standing.update(paths)
    known.save()
    return made, standing


def _of_group(
    group: Group, intros: Mapping[str, str], digests: Mapping[str, bytes], known: KnownLists
) -> tuple[list[OutputFile], list[str]]:
    """The same of one group."""
    depends_on = group.depends(digests)
    if (paths := known.group_stands(group.name, depends_on, intros)) is not None:
        return [], paths
    each = [_of_sheet(sheet, intros, digests, known) for sheet in group.make()]
    made = [file for files, _ in each for file in files]
    standing = [path for _, paths in each for path in paths]
    known.note_group(group.name, depends_on, [*standing, *(file.path for file in made)], intros)
    return made, standing


def _of_sheet(
    sheet: Sheet, intros: Mapping[str, str], digests: Mapping[str, bytes], known: KnownLists
) -> tuple[list[OutputFile], list[str]]:
    """The same of one page."""
    intro = intros.get(sheet.path)
    depends_on = key_of(depends(sheet, digests), intro)
    if known.stands(sheet.path, depends_on):
        return [], [sheet.path]
    return [known.noted(output_file(sheet, intro), depends_on)], []
