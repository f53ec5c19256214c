"""From probabilities to roles: which lines stay, which are removed, and what must not be removed by a score alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp, log
from typing import Final, NamedTuple

from builder.reading.labeller.features import Page

#: The model's labels, in its order, and the roles they stand for. A digit tells where a line stands: above, within, below the article.
ROLES: Final[Mapping[str, str]] = {
    "T": "title", "U": "subtitle", "C": "caption", "L": "label", "D": "date", "Y": "byline",
    "B": "body", "H": "heading", "I": "list", "X": "table",
    "N1": "noise", "N2": "noise", "N3": "noise", "O1": "other-article", "O3": "other-article", "R": "repeat",
}  # fmt: skip
_ROLE: Final = tuple(ROLES.values())
#: Roles that belong above an article: below its first sentence a line that looks like one of them is a heading or a part of the text.
_ABOVE: Final = slice(0, 4)
_FRAME: Final = slice(0, 6)
_ARTICLE: Final = slice(6, 10)
_FURNITURE: Final = slice(10, 15)
_CAPTION: Final = 2
_REPEAT: Final = 15
UNLIKE: Final = "unlike-the-article"

#: A line leaves the article when the probability that it belongs there is below …; found on left-out families.
_LEAVES: Final = 0.5
#: … and of a sentence within the run of the article's sentences: it is never removed but by a wide margin.
_LEAVES_RUN: Final = 0.4
#: The article has begun below a sentence that is this surely its own.
_BEGUN: Final = 0.8
#: Lines of one shape that stand together are judged together: the weight of their common judgement.
_TOGETHER: Final = 0.3
#: When more than this share of a page's sentences (of their characters) would go, only those go that are this surely no article.
_MOST_REMOVED: Final = 0.8
_SURELY_NONE: Final = 0.05
#: Below this margin a line is listed for a reader's eye.
_DOUBT: Final = 0.3
_SURE: Final = 1e-4  # probabilities are held off 0 and 1, so that their logarithms are


@dataclass(frozen=True, slots=True)
class Labelled:
    """What a line is taken for.

    ``margin``: by how much the role's group (article, frame, furniture) is likelier than the next, 0–1.
    ``reason``: why the line does not stand on the page, else empty. ``doubtful``: a low margin; belongs into the review.
    """

    number: int
    role: str
    margin: float
    reason: str
    doubtful: bool

    @property
    def stays(self) -> bool:
        """Whether the line's text is part of the page: of its article, or of what is told about it."""
        return not self.reason


class _Chance(NamedTuple):
    article: float
    frame: float
    furniture: float


def _logit(p: float) -> float:
    p = min(max(p, _SURE), 1 - _SURE)
    return log(p / (1 - p))


def _chances(page: Page, probable: Sequence[Sequence[float]]) -> list[_Chance]:
    """Per line the share of each group. Whether a line repeats another one is not guessed: the texts are compared."""
    seen, begun, out = set[str](), False, []
    for line, sentence, p in zip(page.lines, page.sentence, probable, strict=True):
        again = len(line.key) > 3 and line.key in seen
        seen.add(line.key)
        whole = 1.0 if again else max(1e-6, 1 - p[_REPEAT])
        own = sum(p[_ARTICLE])
        inner = sum(p[_ABOVE]) if begun else 0.0
        frame = (sum(p[_FRAME]) - inner) / whole
        article = min(1.0, (own + inner) / whole)
        out.append(_Chance(article, frame, max(0.0, 1 - article - frame)))
        begun = begun or (sentence and own > _BEGUN)
    return out


def _together(article: Sequence[float], alike: Sequence[int]) -> list[float]:
    """Draws lines of one shape that stand together towards their mean (of log odds)."""
    odds, out, i = [_logit(p) for p in article], [], 0
    while i < len(odds):
        group = odds[i : i + alike[i]]
        mean = sum(group) / len(group)
        out += [1 / (1 + exp(-((1 - _TOGETHER) * o + _TOGETHER * mean))) for o in group]
        i += len(group)
    return out


def _stands(page: Page, article: Sequence[float]) -> list[bool]:
    first, last = page.main
    run = [s and first <= i <= last for i, s in enumerate(page.sentence)]
    stands = [p >= (_LEAVES_RUN if r else _LEAVES) for p, r in zip(article, run, strict=True)]
    weight = [len(x.text) if s else 0 for x, s in zip(page.lines, page.sentence, strict=True)]
    gone = sum(w for w, s in zip(weight, stands, strict=True) if not s)
    if gone > _MOST_REMOVED * sum(weight):
        return [s or (r and p >= _SURELY_NONE) for s, r, p in zip(stands, run, article, strict=True)]
    return stands


def _likeliest(p: Sequence[float], among: slice) -> int:
    part = p[among]
    return among.start + part.index(max(part))


def _label(number: int, p: Sequence[float], chance: _Chance, article: float, *, stands: bool) -> Labelled:
    if stands:
        best = _likeliest(p, _ARTICLE)
        best = _CAPTION if p[_CAPTION] > p[best] else best
        margin, reason = 2 * article - 1, ""
    elif chance.frame >= chance.furniture:
        best = _likeliest(p, _FRAME)
        margin, reason = chance.frame - max(article, chance.furniture), ""
    else:
        best = _likeliest(p, _FURNITURE)
        best = _REPEAT if p[_REPEAT] > p[best] else best
        margin, reason = chance.furniture - max(article, chance.frame), UNLIKE
    return Labelled(number, _ROLE[best], round(margin, 2), reason, margin < _DOUBT)


def decide(page: Page, alike: Sequence[int], probable: Sequence[Sequence[float]]) -> tuple[Labelled, ...]:
    """A role for every line of the page, from the probabilities of the model's labels (in the order of ROLES).

    alike: for each line, how many lines of its shape stand together with it.
    """
    chances = _chances(page, probable)
    article = _together([c.article for c in chances], alike)
    stands = _stands(page, article)
    return tuple(
        _label(number, p, chance, a, stands=s)
        for number, p, chance, a, s in zip(page.numbers, probable, chances, article, stands, strict=True)
    )
