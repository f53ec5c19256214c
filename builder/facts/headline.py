"""The headline.

Where there is none, one made of words of the lead only, in their order, and marked as generated.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from builder.model import Basis, Reading, TitleFact

_LENGTH: Final = 42
_SHORTEST: Final = 12
#: Places where a lead can be cut and still reads: after a particle that closes an object or a clause.
_CUT: Final = re.compile(r"(?<=[을를고며에로서])\s|,\s|(?<=[다요])\.")


def decide_title(reading: Reading, placeholder: str, greetings: Sequence[re.Pattern[str]] = ()) -> TitleFact:
    """The stated or supplied headline, else a generated one.

    ``placeholder`` when there is not even a lead. ``greetings`` are no lead.
    """
    supplied = reading.seed.supplied.title
    if supplied:
        return TitleFact(supplied, Basis.SUPPLIED, reading.subtitles)
    if reading.title:
        return TitleFact(reading.title, Basis.STATED, reading.subtitles)
    said = [sentence.printed for sentence in reading.sentences]  # a paragraph may be a mark alone
    lead = next((one for one in said if not any(greeting.fullmatch(one) for greeting in greetings)), None)
    return TitleFact(_shorten(lead or next(iter(said), "")) or placeholder, Basis.GENERATED, ())


def _shorten(lead: str) -> str:
    """The lead as far as it fits a headline, cut where a clause closes if there is such a place."""
    lead = lead.strip().rstrip(".")
    if len(lead) <= _LENGTH:
        return lead
    places = [match.start() for match in _CUT.finditer(lead) if _SHORTEST <= match.start() <= _LENGTH]
    cut = places[-1] if places else lead.rfind(" ", 0, _LENGTH)
    return lead[: cut if cut > 0 else _LENGTH].rstrip(" ,") + "…"
