"""Pages that are no article: lists, results of a search, shells whose text is somewhere else."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, Final

from builder.intake.extract import Refusal
from builder.intake.html.names import HEADINGS
from builder.intake.html.regions import STAMP

if TYPE_CHECKING:
    from collections.abc import Sequence

    from builder.intake.html.regions import Outline, Region

_MIN_ITEMS: Final = 4
"""The shortest lists seen have four entries; an article seldom has so many dated links beside it."""
_MIN_OUTSIDE: Final = 3
"""So many sentences outside of the list make it an article with a list beside it."""
_LEAD_CARD: Final = 6
"""A list's first entry, told at length below a title that is a link, has at most so many."""
_TITLE: Final = 8
"""Letters in links that an entry's title has."""
_SHELL: Final = 60
"""Letters of running text below which a page that shows a document in a frame is a shell."""
_LONGEST_ENTRY: Final = 20
"""Lines of an entry."""
_NOTHING_BUT: Final = 0.8
_SENTENCE: Final = re.compile("[가-힣][.?!](?=[\\s\"'”’)\\]…]|$)")


def refusal(
    outline: Outline, furniture: Sequence[str], kind: str | None, *, has_headline: bool
) -> Refusal | None:
    """Why the page is no article's page; None if it may be one.

    ``furniture``: for each line the rule by which it is furniture, or empty. ``kind``: the sort of list that
    the page calls itself.
    """
    if kind is not None:
        return Refusal(None, f"it calls itself a {kind}")
    entries = _entries(outline, furniture)
    listed = {index for first, end in entries for index in range(first, end)}
    outside = [
        index
        for index, weight in enumerate(outline.weights)
        if weight and not furniture[index] and index not in listed
    ]
    said = sum(len(_SENTENCE.findall(outline.lines[index].text)) for index in outside)
    if len(entries) >= _MIN_ITEMS and _is_list(outline, outside, said, has_headline=has_headline):
        return Refusal(
            outline.lines[entries[0][0]].number,
            f"{len(entries)} entries, each a link with its date or teaser",
        )
    return None if entries else _shell(outline, furniture)


def _is_list(outline: Outline, outside: Sequence[int], said: int, *, has_headline: bool) -> bool:
    """Whether hardly anything is said outside of the entries, or a teaser below a title that is a link."""
    if said < _MIN_OUTSIDE:
        return True
    return not has_headline and said <= _LEAD_CARD and _has_linked_title(outline, outside[0])


def _has_linked_title(outline: Outline, index: int) -> bool:
    """Whether the closest heading above a line is a link to somewhere else."""
    for above in range(index - 1, -1, -1):
        region = outline.regions[outline.marks[above].region]
        if outline.lines[above].text and region.tag in HEADINGS:
            return outline.is_link(above)
    return False


def _entries(outline: Outline, furniture: Sequence[str]) -> list[tuple[int, int]]:
    """The runs of lines that are entries of a list.

    At least 4 blocks of one kind side by side, or rows, each with a link and more.
    """
    groups: dict[tuple[int, str, frozenset[str]], list[Region]] = defaultdict(list)
    for region in outline.regions:
        if region.first < region.end and not furniture[region.first] and _is_entry(outline, region):
            groups[region.parent, region.tag, region.names].append(region)
    runs = [(one.first, one.end) for group in groups.values() if len(group) >= _MIN_ITEMS for one in group]
    rows = [
        (index, index + 1)
        for index, mark in enumerate(outline.marks)
        if mark.is_row
        and mark.linked >= _TITLE
        and not furniture[index]
        and STAMP.search(outline.lines[index].text)
    ]
    return sorted([*runs, *(rows if len(rows) >= _MIN_ITEMS else [])])


def _is_entry(outline: Outline, region: Region) -> bool:
    """Whether a block has a title in a link, and a date, a time or a teaser besides.

    A block of many lines is none: it is the body with some links in it.
    """
    linked = outline.total("linked", region)
    if linked < _TITLE or region.end - region.first > _LONGEST_ENTRY:
        return False
    return any(outline.total(name, region) for name in ("stamps", "times", "weight"))


def _shell(outline: Outline, furniture: Sequence[str]) -> Refusal | None:
    """A page without an article of its own: a document shown in a frame, or nothing but links."""
    weight = sum(weight for weight, rule in zip(outline.weights, furniture, strict=True) if not rule)
    if not outline.regions or weight >= _SHELL:
        return None
    letters, linked = sum(outline.letters), sum(mark.linked for mark in outline.marks)
    if outline.regions[0].embeds:
        return Refusal(None, "a shell: the text is in a frame or a document that was not saved")
    return Refusal(None, "nothing but links") if not weight and linked > _NOTHING_BUT * letters else None
