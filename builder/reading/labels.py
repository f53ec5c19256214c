"""Words beside the body that may say whose the text is.

Headlines, the contact table, date lines, a portal's closing line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from builder.model import Label, LabelKind, Passage, Reading, Role
from builder.registry import Registry

#: Subtitles that stand glued together in the lead: ``- 권익위, … 발표- …``.
_DASHED: Final = re.compile(r"(?:^|\s|(?<=[가-힣\d)]))[-–▷□]\s?")
_MOST_DASHED: Final = 4
#: Statements of a saved page that name its site, and what parts a window's title.
_SAY_SITE: Final = ("publisher", "title")
_TITLE_PARTS: Final = re.compile(r"[|<>:–]| - ")
#: Lines above the text that may say whose it is: a body's name, and what the labeller sets aside.
_SAY_WHOSE: Final = ("body-label", "labelled-noise", "labelled-label")


def labels_of(placed: Reading, passages: Sequence[Passage], registry: Registry) -> tuple[Label, ...]:
    """All of them, still without the name in each.

    The title comes first, an empty one where there is none.
    """
    return (
        *(Label(LabelKind.HEADLINE, text, None, None) for text in (placed.title or "", *placed.subtitles)),
        *(Label(LabelKind.HEADLINE, text, None, None) for text in _dashed_starts(passages)),
        *_contacts(placed, registry),
        *_portal_labels(placed, registry),
    )


def _dashed_starts(passages: Sequence[Passage]) -> list[str]:
    return _DASHED.split(passages[0].text)[1:_MOST_DASHED] if passages else []


def _contacts(placed: Reading, registry: Registry) -> Iterator[Label]:
    """The department a masthead names first; lines of a contact table that name who is in charge."""
    for department, number in placed.seed.stated.departments[:1] if placed.seed.stated else ():
        yield Label(LabelKind.CONTACT, department, number or None, None)
    in_charge = [p.pattern for p in registry.patterns_of("contact-in-charge")]
    for line in placed.lines:
        is_contact = line.role is Role.REMOVED and line.rule.startswith("contact")
        if is_contact and any(p.search(line.text) for p in in_charge):
            yield Label(LabelKind.CONTACT, line.text.strip(), line.number, None)


def _portal_labels(placed: Reading, registry: Registry) -> Iterator[Label]:
    head = next((line.number for line in placed.lines if line.role is Role.BODY and line.text.strip()), 0)
    for stamp in placed.stamps:
        yield Label(LabelKind.PORTAL, stamp.text, stamp.line, None)
    for line in placed.lines:
        if line.rule in _SAY_WHOSE and line.number <= head:
            yield Label(LabelKind.PORTAL, line.text.strip(), line.number, None)
    for name, content in placed.seed.metadata:
        for part in _TITLE_PARTS.split(content) if name in _SAY_SITE else ():
            if part.strip() in registry.bodies_by_name:
                yield Label(LabelKind.PORTAL, part.strip(), None, None)
    raw = placed.seed.lines
    closing = registry.sieve("portal-closing").found([line.text for line in raw])
    for place in dict.fromkeys(place for place, _, _ in closing):
        yield Label(LabelKind.PORTAL, raw[place].text.strip(), raw[place].number, None)
