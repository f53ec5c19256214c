"""The headline.

Where there is none, a phrase of the lead's own words in their order, marked as generated: who, and what is
done. Which phrase is told by the weights of headline.tsv, learned from those of releases (``make train``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Final

from builder.facts.lead_phrases import LONGEST, SHORTEST, Phrase, is_whole, phrases, saying, stems_of, without
from builder.model import Basis, Reading, Sentence, TitleFact
from builder.registry import Registry

WEIGHTS: Final = Path(__file__).with_name("headline.tsv")
#: Letters that a first line which stands as it is may be longer.
_ALLOWANCE: Final = 5
#: Phrases that share more of their words say the same.
_ALIKE: Final = 0.6
#: The full stop of a sentence that stands as a headline; marks of omission and abbreviations stay.
_STOP: Final = re.compile(r"(?<=다)\.\Z")


def decide_title(reading: Reading, registry: Registry) -> TitleFact:
    """The stated or supplied headline, else a generated one.

    The registry's placeholder when there is not even a lead. A greeting is no lead.
    """
    supplied = reading.seed.supplied.title
    if supplied:
        return TitleFact(supplied, Basis.SUPPLIED, reading.subtitles)
    if reading.title:
        return TitleFact(_STOP.sub("", reading.title), Basis.STATED, reading.subtitles)
    said = next((one.printed.rstrip(".") for one in reading.sentences if is_whole(one.printed)), "")
    short = said if len(said) <= LONGEST and any(map(str.isalnum, said)) else ""
    made = _made(reading, registry) or short or registry.labels["title.none"]
    return TitleFact(made, Basis.GENERATED, ())


def _made(reading: Reading, registry: Registry) -> str:
    """A short first sentence as it stands; else the phrase for which most speaks."""
    said = saying(reading, registry)
    if said and _is_headline(said[0], reading.sentences):
        return without(said[0].printed, "title-pointer", registry).rstrip(".")
    best = max(phrases(reading, registry), key=lambda phrase: worth(phrase, _weights()), default=None)
    return best.text if best else ""


def others(title: str, reading: Reading, registry: Registry) -> Iterator[str]:
    """The next best phrases beside a generated headline: each has other words than those before it."""
    given = [stems_of(title)]
    for phrase in sorted(phrases(reading, registry), key=lambda phrase: -worth(phrase, _weights())):
        stems = stems_of(phrase.text)
        if all(len(stems & known) <= _ALIKE * len(stems | known) for known in given):
            given.append(stems)
            yield phrase.text


def worth(phrase: Phrase, weights: Mapping[str, float]) -> float:
    """How much speaks for a phrase."""
    return sum(weights.get(name, 0.0) * value for name, value in phrase.features.items())


@cache
def _weights() -> Mapping[str, float]:
    lines = WEIGHTS.read_text("utf-8").splitlines()
    rows = (line.split("\t") for line in lines if not line.startswith("#"))
    return {name: float(weight) for name, weight in rows}


def _is_headline(first: Sentence, whole: Sequence[Sentence]) -> bool:
    """Whether the first sentence is short and alone on its line, as headlines are."""
    text = first.printed.rstrip(".")
    is_alone = all(one is first or one.paragraph != first.paragraph for one in whole)
    fits = SHORTEST <= len(text) <= LONGEST + _ALLOWANCE and text[0].isalpha() and is_whole(text)
    return is_alone and fits and first.printed[-1] not in '!?…”’"'
