"""The headline; where there is none, one made of words of the lead only, in their order, and marked as generated."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from builder.model import Basis, Frame, TitleFact
from builder.reading.body import paragraphs
from builder.text import sentences

_LENGTH: Final = 42
_SHORTEST: Final = 12
#: Places where a lead can be cut and still reads: after a particle that closes an object or a clause.
_CUT: Final = re.compile(r"(?<=[을를고며에로서])\s|,\s|(?<=[다요])\.")


def decide_title(frame: Frame, placeholder: str, greetings: Sequence[re.Pattern[str]] = ()) -> TitleFact:
    """The stated or supplied headline, else a generated one; ``placeholder`` when there is not even a lead. ``greetings`` are no lead."""
    if frame.cleaned.seed.supplied.title:
        return TitleFact(frame.cleaned.seed.supplied.title, Basis.SUPPLIED, frame.subtitles)
    if frame.title:
        return TitleFact(frame.title, Basis.STATED, frame.subtitles)
    said = [
        sentence for _, text in paragraphs(frame) for sentence in sentences(text)
    ]  # a paragraph may be a mark alone
    lead = next(
        (sentence for sentence in said if not any(greeting.fullmatch(sentence) for greeting in greetings)),
        said[0] if said else "",
    )
    return TitleFact(_shorten(lead) or placeholder, Basis.GENERATED, ())


def _shorten(lead: str) -> str:
    """The lead as far as it fits a headline, cut where a clause closes if there is such a place."""
    lead = lead.strip().rstrip(".")
    if len(lead) <= _LENGTH:
        return lead
    places = [match.start() for match in _CUT.finditer(lead) if _SHORTEST <= match.start() <= _LENGTH]
    cut = places[-1] if places else lead.rfind(" ", 0, _LENGTH)
    return lead[: cut if cut > 0 else _LENGTH].rstrip(" ,") + "…"
