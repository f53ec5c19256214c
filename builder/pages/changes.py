"""What has changed in a published article: recorded on its page when the change comes into docs/.

The day is given once, as that of the article's coming into the archive is, and stands in front matter from
then on. Beside it stand which parts say something else, and by whose doing: the source corrected itself, a
person edited the page, or the rules read the same source otherwise. The text before stands in a file of its
own (versions.py); of rules alone none is kept, for they may change every page at once.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import Final

from builder.model import Change, ChangedBy, Supplied
from builder.pages.edits import Made
from builder.pages.page import Page
from builder.pages.parts import PARTS, edited_parts, part_hash
from builder.pages.versions import NOTED, SHOWN, Version, version_file, version_of

_ORDER: Final[tuple[ChangedBy, ...]] = ("source", "person", "rules")


@dataclass(frozen=True, slots=True)
class Before:
    """How an article stood before this build."""

    page: Page
    noted: Version | None = None
    """What the page said when the builder last saw a person's edits on it, where that is kept."""
    is_published: bool = True
    """Whether its address was ever published: before that nobody has seen it."""
    keeps: bool = True
    """Whether the archive kept versions then; edits older than that have no day."""
    corrected: frozenset[str] = frozenset()
    """The parts that the source says itself now: all of a changed seed, else those that are supplied."""


def supplied_parts(supplied: Supplied) -> frozenset[str]:
    """The parts of a page that the collector of the article gave with it."""
    given = {
        "title": supplied.title or supplied.subtitle,
        "date": supplied.date,
        "ministries": supplied.ministries,
        "topics": supplied.topics,
        "kind": supplied.kind,
        "source": supplied.outlet or supplied.author or supplied.url,
        "rights": supplied.rights,
    }
    return frozenset(part for part, value in given.items() if value)


def with_changes(made: Made, before: Before, today: str) -> Made:
    """The page to stand with what has changed since it was published, and the versions to be kept for that.

    ``today``: the ISO day that new changes carry. Pure; to build once more adds nothing.
    """
    page = made.page
    if page is None:
        return made
    is_edited, now = bool(edited_parts(page)), version_of(page)
    earlier = _earlier(before, made.plain) if before.is_published else None
    old = before.page.record.changed
    new = tuple(_changes(before, earlier, now, today)) if earlier else ()
    changed = _joined(old, new)
    kept = [now] if is_edited else []
    if earlier and new and any(one.is_correction for one in changed):
        kept.append(earlier)
    noted = {NOTED: now.hash} if is_edited else {}
    record = replace(page.record, changed=changed, generated={**page.record.generated, **noted})
    page_id = PurePosixPath(page.path).stem
    files = tuple(version_file(page_id, version) for version in kept)
    return replace(made, page=replace(page, record=record), versions=files, plain=None)


def _earlier(before: Before, plain: Page | None) -> Version | None:
    """What the page said until now; None where nothing can be compared with it.

    A page whose front matter is gone says nothing of itself; one without a text was taken down, or never had
    one: to fill it is no change.
    """
    page = before.page
    if "generated" in page.record.missing or not page.body.strip():
        return None
    stood, noted, edited = version_of(page), page.record.generated.get(NOTED), edited_parts(page)
    if noted == stood.hash:
        return stood
    if before.noted:
        return before.noted
    return _unedited(page, stood, plain, edited) if edited and before.keeps else stood


def _unedited(page: Page, stood: Version, plain: Page | None, edited: frozenset[str]) -> Version:
    """What stood with what the builder had written in the place of edits, as far as it can write it again."""
    was = page.record.generated
    again = {part for part in edited if plain and part_hash(part, plain) == was.get(part)}
    made = version_of(plain).texts if plain else {}
    texts = {
        key: made[key] if part in again else stood.texts[key]
        for key, part in SHOWN.items()
        if part in again or part not in edited
    }
    return Version(texts)


def _changes(before: Before, earlier: Version, now: Version, today: str) -> Iterator[Change]:
    """One for each by whose doing parts say something else; what follows from an edit is the person's too."""
    unlike = now.parts_unlike(earlier)
    by_hand = unlike & version_of(before.page).parts_unlike(earlier)
    told: dict[str, ChangedBy] = dict.fromkeys(unlike, "person" if by_hand else "rules")
    told |= dict.fromkeys(unlike & before.corrected - by_hand, "source")
    for by in _ORDER:
        if what := tuple(part for part in PARTS if told.get(part) == by):
            yield Change(today, by, what, earlier.hash)


def _joined(old: tuple[Change, ...], new: tuple[Change, ...]) -> tuple[Change, ...]:
    """Old changes and new ones. Read anew time and again, a page tells it once, with the last day."""
    if not (old and new and len(new) == 1 and old[-1].by == new[0].by == "rules"):
        return (*old, *new)
    what = {*old[-1].what, *new[0].what}
    return (*old[:-1], replace(old[-1], on=new[0].on, what=tuple(part for part in PARTS if part in what)))
