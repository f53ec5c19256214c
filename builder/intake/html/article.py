"""Main content first: which of a page's lines are the article.

Each other line with the rule that sets it aside.

The body is the block that holds most of the running text outside of furniture: what states that it is the
article's body wins, else the smallest block with three quarters of it. The headline is the line above it that
the page's own statements name. What stands between the two belongs to the article; what stands outside is set
aside, but for what tells date, author or licence.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from builder.intake.html.around import set_surroundings_aside
from builder.intake.html.body import find_body
from builder.intake.html.inside import set_blocks_aside
from builder.intake.html.sheet import Sheet

if TYPE_CHECKING:
    from collections.abc import Sequence

    from builder.intake.html.regions import Outline


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found out about a page's lines.

    ``rules``: for each line the rule that sets it aside, empty if none does; ``furniture``: the same by
    furniture alone. ``headline``: the index of the headline's line, None if it was not found. ``is_sure``:
    the page's statements or marks name it.
    """

    rules: tuple[str, ...]
    furniture: tuple[str, ...]
    headline: int | None
    is_sure: bool


def judge(outline: Outline, titles: Sequence[str], said: str = "") -> Verdict:
    """Which lines of a page are its article.

    ``titles``: what the page states to be its headline; ``said``: to be its text. A page with too little
    running text is left as it is.
    """
    sheet = Sheet(outline, titles, said)
    furniture, is_sure = tuple(sheet.rules), sheet.headline is not None
    body = find_body(sheet)
    if body is None:
        return Verdict(("",) * len(outline.lines), furniture, sheet.headline, is_sure)
    set_blocks_aside(sheet, body)
    set_surroundings_aside(sheet, body)
    sheet.keep_witnessed()
    return Verdict(tuple(sheet.rules), furniture, sheet.headline, is_sure)
