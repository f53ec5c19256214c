"""From probabilities to roles: what stays, what is removed, and what no score alone may remove."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import exp, log
from typing import Final, NamedTuple

from builder.reading.labeller.features import LINES_COMPARED, Page

#: The model's labels, in its order, and the roles they stand for.
#: A digit tells where a line stands: above, within, below the article.
ROLES: Final[Mapping[str, str]] = {
    "T": "title", "U": "subtitle", "C": "caption", "L": "label", "D": "date", "Y": "byline",
    "B": "body", "H": "heading", "I": "list", "X": "table",
    "N1": "noise", "N2": "noise", "N3": "noise", "O1": "other-article", "O3": "other-article",
    "R": "repeat",
}  # fmt: skip
_ROLE: Final = tuple(ROLES.values())
#: Roles that belong above an article: below its first sentence a line that looks like one of them is a
#: heading or a part of the text.
_ABOVE: Final = slice(0, 4)
_FRAME: Final = slice(0, 6)
_ARTICLE: Final = slice(6, 10)
_FURNITURE: Final = slice(10, 15)
_CAPTION: Final = 2
_REPEAT: Final = 15
_TITLE: Final = 0
_BESIDE_TITLE: Final = slice(1, 6)
_TEXT: Final = frozenset(["body", "list", "table"])

#: A title: the first line that is this likely one, or the likeliest of the page from … on.
_TITLE_LIKELY: Final = 0.6
_TITLE_POSSIBLE: Final = 0.4
_TITLE_IN_TEXT: Final = 0.5  # a line of the text is a title only when this is surpassed
_TITLE_LEAST_WHOLE: Final = 0.05
#: Why a line does not stand on the page: names for the receipt.
UNLIKE: Final = "unlike-the-article"
REPEATED: Final = "repeated-text"

#: A line leaves the article when the probability that it belongs there is below … (by left-out families).
_LEAVES: Final = 0.5
#: … and of a sentence within the run of the article's sentences: it is never removed but by a wide margin.
_LEAVES_RUN: Final = 0.4
#: The article has begun below a sentence that is this surely its own.
_BEGUN: Final = 0.8
#: Lines of one shape that stand together are judged together: the weight of their common judgement.
_TOGETHER: Final = 0.3
#: When more than this share of a page's sentences (of their characters) would go, only those go of which it
#: is this sure that they are no article.
_MOST_REMOVED: Final = 0.8
_SURELY_NONE: Final = 0.05
#: Below this margin a line is listed for a reader's eye.
_DOUBT: Final = 0.3
_SURE: Final = 1e-4  # probabilities are held off 0 and 1, so that their logarithms are


@dataclass(frozen=True, slots=True)
class Labelled:
    """What a line is taken for.

    ``margin``: by how much the role's group (article, frame, furniture) is likelier than the next; below 0
    where a protection kept the line. ``reason``: why the line does not stand on the page, else empty.
    ``doubtful``: a low margin; belongs into the review.
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
    """Per line each group's share. That a line repeats another is not guessed: the texts are compared."""
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
    return int(among.start) + part.index(max(part))


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
        margin, reason = (
            chance.furniture - max(article, chance.frame),
            REPEATED if best == _REPEAT else UNLIKE,
        )
    return Labelled(number, _ROLE[best], round(margin, 2), reason, margin < _DOUBT)


def _never_all_copies(page: Page, told: Sequence[Labelled]) -> list[Labelled]:
    """A sentence goes as a repeat only when it still stands somewhere: as a line, or within one."""
    out, lines = list(told), {x.key for x, t in zip(page.lines, told, strict=True) if t.stays}
    within = "\n".join(lines) if len(out) <= LINES_COMPARED else ""
    for i, (line, sentence, x) in enumerate(zip(page.lines, page.sentence, told, strict=True)):
        if x.role == "repeat" and sentence and line.key not in lines and line.key not in within:
            out[i] = replace(x, role="body", reason="", margin=-x.margin, doubtful=True)
            lines.add(line.key)
    return out


def _title_at(page: Page, probable: Sequence[Sequence[float]], told: Sequence[Labelled]) -> int | None:
    """Which line is the title: the first likely one (subtitles look alike, and stand below), or the best."""
    likely, seen = [], set[str]()
    for line, p, x in zip(page.lines, probable, told, strict=True):
        again, text = line.key in seen, x.role in _TEXT and p[_TITLE] < _TITLE_IN_TEXT
        seen.add(line.key)
        likely.append(0.0 if again or text else p[_TITLE] / max(_TITLE_LEAST_WHOLE, 1 - p[_REPEAT]))
    best = max(range(len(likely)), key=likely.__getitem__)
    first = next((i for i, chance in enumerate(likely) if chance >= _TITLE_LIKELY), best)
    return first if likely[first] >= _TITLE_POSSIBLE else None


def _with_one_title(
    page: Page, probable: Sequence[Sequence[float]], told: Sequence[Labelled]
) -> Iterator[Labelled]:
    """One line is the title, and what else was taken for one is the next that it can be."""
    title = _title_at(page, probable, told)
    for i, (x, p) in enumerate(zip(told, probable, strict=True)):
        if i == title:
            yield Labelled(x.number, "title", x.margin, "", x.doubtful or p[_TITLE] < _TITLE_LIKELY)
        elif x.role == "title":
            yield replace(x, role=_ROLE[_likeliest(p, _BESIDE_TITLE)])
        else:
            yield x


def decide(page: Page, alike: Sequence[int], probable: Sequence[Sequence[float]]) -> tuple[Labelled, ...]:
    """A role for every line of the page, from the probabilities of the labels (in the order of ROLES).

    alike: for each line, how many lines of its shape stand together with it.
    """
    chances = _chances(page, probable)
    article = _together([c.article for c in chances], alike)
    stands = _stands(page, article)
    told = [
        _label(number, p, chance, a, stands=s)
        for number, p, chance, a, s in zip(page.numbers, probable, chances, article, stands, strict=True)
    ]
    told = _never_all_copies(page, told)
    return tuple(_with_one_title(page, probable, told)) if told else ()
