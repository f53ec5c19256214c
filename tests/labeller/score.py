"""How well lines are told apart, counted as the reference measure of the project counts it.

noise: share of the lines of role noise, other-article and contact that do not stand in the article; noise_free: pages with none of them;
body: share of the lines of body, heading, list, note and table that stand. Text that another line of the article holds is no noise and
is not lost; lines of role mixed are the business of the rules that cut bylines off.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from builder.reading.labeller import Labelled
from tests.labeller.corpus import Sample

NOISE = frozenset(["noise", "other-article", "contact"])
ARTICLE = frozenset(["body", "heading", "list", "note", "table"])
#: Roles whose lines stand in the article's text; a caption stands with its figure.
STANDS = frozenset(["body", "heading", "list", "table", "caption"])
FRAME = ("title", "subtitle", "date", "byline", "caption", "label")
_LEAD = re.compile(r"^[□ㅇ○◦❍▸▶►■◆◇▪※①-⑳▲△◈∙·•\-–―ㆍoO*☞]+")
_QUOTES = str.maketrans("“”‘’", "\"\"''")


def flat(text: str) -> str:
    plain = unicodedata.normalize("NFC", html.unescape(text)).translate(_QUOTES)
    return re.sub(r"[\s|*_#>`\\]", "", re.sub(r"\\(.)", r"\1", plain))


@dataclass(frozen=True, slots=True)
class Wrong:
    sample: str
    family: str
    kind: str  # kept: noise that stands; lost: a line of the article that does not
    number: int
    role: str
    told: Labelled
    text: str


@dataclass(frozen=True, slots=True)
class Score:
    noise: float
    body: float
    wrong: tuple[Wrong, ...]

    @property
    def noise_free(self) -> bool:
        return not any(w.kind == "kept" for w in self.wrong)

    @property
    def whole(self) -> bool:
        return not any(w.kind == "lost" for w in self.wrong)


def score(sample: Sample, told: Sequence[Labelled]) -> Score:
    texts = [flat(text) for _, text in sample.lines]
    rows = list(zip(sample.lines, texts, sample.roles, told, strict=True))
    standing = "\n".join(t for _, t, role, x in rows if role != "mixed" and not x.reason and x.role in STANDS)
    article = [t for _, t, role, _ in rows if role in ARTICLE]
    counts, wrong = Counter[str](), list[Wrong]()
    for (number, raw), text, role, x in rows:
        if len(text) < 4:
            continue
        if role in NOISE and not any(text in a for a in article):
            kind, good = "kept", text not in standing
        elif role in ARTICLE:
            kind, good = "lost", _LEAD.sub("", text) in standing
        else:
            continue
        counts[kind] += 1
        if not good:
            wrong.append(Wrong(sample.id, sample.family, kind, number, role, x, raw.strip()))
    bad = Counter(w.kind for w in wrong)
    return Score(
        1 - bad["kept"] / max(1, counts["kept"]), 1 - bad["lost"] / max(1, counts["lost"]), tuple(wrong)
    )


def mean(values: Iterable[float]) -> float:
    known = list(values)
    return sum(known) / max(1, len(known))


def summary(scores: Sequence[Score]) -> dict[str, float]:
    return {
        "pages": len(scores),
        "noise_lines": round(mean(s.noise for s in scores), 3),
        "noise_free": round(mean(s.noise_free for s in scores), 3),
        "body_lines": round(mean(s.body for s in scores), 4),
        "pages_with_loss": sum(not s.whole for s in scores),
    }


def frame(pairs: Iterable[tuple[Sample, Sequence[Labelled]]]) -> dict[str, tuple[int, float, float]]:
    """Of each role of the frame: lines that bear it, share of them found, share of the found that bear it."""
    true, told, both = Counter[str](), Counter[str](), Counter[str]()
    for sample, verdicts in pairs:
        for role, x in zip(sample.roles, verdicts, strict=True):
            true[role] += 1
            told[x.role] += 1
            both[role] += role == x.role
    return {
        r: (true[r], round(both[r] / max(1, true[r]), 3), round(both[r] / max(1, told[r]), 3)) for r in FRAME
    }
