"""What readers saw of an article before it was changed: its earlier versions, kept below docs/.versions/.

A version is what a page says, fact by fact and in its body; nothing of how the builder came to it. Each has a
file named by its hash, so that two branches of a repository never write different things under one name; a
file that says something else than its name is none. MkDocs passes hidden folders over. Only articles that
were changed, or edited by a person, have versions; one that should not be kept may be deleted.

Contacts and resident numbers are masked in versions, whatever the archive's setting: what was taken off a
page for them must not stand on in its history.
"""

from __future__ import annotations

import contextlib
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from builder.model import Change, OutputFile
from builder.pages.page import Page
from builder.pages.parts import digest
from builder.personal import masked, without_contacts

FOLDER: Final = ".versions"
NOTED: Final = "version"
"""The key of ``generated`` with the hash of what a page said when the builder last saw a person's edits."""
SHOWN: Final[Mapping[str, str]] = {
    "title": "title",
    "subtitle": "title",
    "date": "date",
    "ministries": "ministries",
    "topics": "topics",
    "kind": "kind",
    "outlet": "source",
    "author": "source",
    "credit": "source",
    "url": "source",
    "licence": "rights",
    "statement": "rights",
    "body": "body",
}
"""What a version holds → the part of the page that says it."""
_HASH: Final = re.compile(r"[0-9a-f]{12}")
_READ_ME: Final = "readme.txt"
_ABOUT: Final = (
    "Earlier versions of articles that were changed after they had been published, kept by the builder.\n"
    "Commit this folder with the pages. A file that should not be kept may be deleted.\n"
)
_LARGEST: Final = 8 << 20
_STAR: Final = r"\*"


@dataclass(frozen=True, slots=True)
class Version:
    """What a page said: facts and body as texts, lists a line an entry. What is not known is missing."""

    texts: Mapping[str, str]

    @property
    def hash(self) -> str:
        """12 hexadecimal digits, by which front matter names it."""
        return digest(dict(self.texts))

    def parts_unlike(self, other: Version) -> frozenset[str]:
        """The parts of a page of which the two say something else."""
        return frozenset(part for key, part in SHOWN.items() if self.texts.get(key) != other.texts.get(key))


def version_of(page: Page) -> Version:
    """What a page says now."""
    record = page.record
    texts = {
        "title": record.title,
        "subtitle": "\n".join(record.subtitle),
        "date": record.date or "",
        "ministries": "\n".join(record.ministries),
        "topics": "\n".join(record.topics),
        "kind": record.kind,
        **{key: getattr(record.source, key) or "" for key in ("outlet", "author", "credit", "url")},
        "licence": record.licence,
        "statement": record.rights.statement or "",
        "body": _public(page.body.strip()),
    }
    return Version(texts)


def _public(text: str) -> str:
    return without_contacts(masked(text), _STAR)


def version_file(page_id: str, version: Version) -> OutputFile:
    """The file that keeps a version, a line of the text a line."""
    lines = {key: text.split("\n") for key, text in version.texts.items()}
    text = json.dumps(lines, ensure_ascii=False, indent=1, sort_keys=True)
    return OutputFile(f"{FOLDER}/{page_id}/{version.hash}.json", f"{text}\n")


def read_version(docs: Path, page_id: str, name: str) -> Version | None:
    """The version of an article that is called so; None where it is not kept, or its file was changed."""
    place = docs / FOLDER / page_id / f"{name}.json"
    try:
        if not _HASH.fullmatch(name) or place.is_symlink() or place.stat().st_size > _LARGEST:
            return None
        found = json.loads(place.read_bytes())
    except (OSError, ValueError):
        return None
    version = _version(found)
    return version if version and version.hash == name else None


def _version(found: object) -> Version | None:
    if not isinstance(found, dict) or not all(isinstance(lines, list) for lines in found.values()):
        return None
    return Version({key: "\n".join(map(str, lines)) for key, lines in found.items() if key in SHOWN})


def keeps_versions(docs: Path) -> bool:
    """Whether a build has kept versions here already."""
    return (docs / FOLDER / _READ_ME).is_file()


def first_versions(docs: Path) -> tuple[OutputFile, ...]:
    """What says from now on that versions are kept here, where nothing does; to be written last of all."""
    return () if keeps_versions(docs) else (OutputFile(f"{FOLDER}/{_READ_ME}", _ABOUT),)


def versions_before(docs: Path, page_id: str, changed: Iterable[Change]) -> dict[str, Version]:
    """The earlier versions of an article that are kept, by hash."""
    names = {change.before for change in changed}
    found = {name: read_version(docs, page_id, name) for name in names}
    return {name: version for name, version in found.items() if version is not None}


def version_after(
    changed: Sequence[Change], number: int, now: Version, kept: Mapping[str, Version]
) -> Version | None:
    """What an article said from its change ``number`` on, until the next; None where that is not kept.

    Changes of one version came together: what they made is the version before the next other one, or ``now``.
    """
    before = changed[number].before
    following = next((one.before for one in changed[number + 1 :] if one.before != before), None)
    return now if following is None else kept.get(following)


def forget_versions(docs: Path, page_id: str) -> int:
    """Delete all that is kept of an article's earlier versions: how many there were. Raises OSError."""
    folder = docs / FOLDER / page_id
    if folder.is_symlink() or folder.parent.is_symlink():
        return 0
    files = sorted(folder.glob("*.json"))
    for file in files:
        file.unlink()
    with contextlib.suppress(OSError):  # there is none, or something of somebody else's lies in it
        folder.rmdir()
    return len(files)
