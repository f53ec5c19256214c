"""One line by itself: its length, what it is made of, how it begins and ends, its words and signs."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml

_DATA: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("words.yaml").read_text("utf-8"))

WORD = re.compile(r"[가-힣]+|[A-Za-z]+|\d+")
NO_WORD = re.compile(r"\W+")
_SPACED = re.compile(r"(?<![가-힣])(?:[가-힣] ){2,}[가-힣](?![가-힣])")  # a word with its letters set apart

_INNER = re.compile(_DATA["inner"])
_ENDINGS = re.compile("|".join(f"(?P<{k}>{p})" for k, p in _DATA["endings"].items()))
_ENDS_AT = 24  # an ending is sought in this many last characters
_MARKS = re.compile("|".join(f"(?P<{k}>{p})" for k, p in _DATA["marks"].items()))
_CLASSES = {
    w: tuple(c for c, ws in _DATA["begins"].items() if w in ws) for ws in _DATA["begins"].values() for w in ws
}
_LONGEST = max(map(len, _CLASSES))


class _Sign(NamedTuple):
    """A sign of words.yaml. ``holds``: words of which every text it is found in holds one; if any are given."""

    name: str
    search: Callable[[str], object]
    holds: tuple[str, ...]


_Signs = list[_Sign]


def _signs(need: str | None, *, long: bool) -> _Signs:
    wanted = (
        (k, v) for k, v in _DATA["signs"].items() if v.get("needs") == need and not (long and v.get("short"))
    )
    return [_Sign(k, re.compile(v["pattern"]).search, tuple(v.get("holds", ()))) for k, v in wanted]


class _Sought(NamedTuple):
    always: _Signs
    with_digit: _Signs
    needing: list[tuple[frozenset[str], _Signs]]


def _sought(*, long: bool) -> _Sought:
    needs = sorted({v["needs"] for v in _DATA["signs"].values() if "needs" in v} - {"digit"})
    needing = [(frozenset(n), signs) for n in needs if (signs := _signs(n, long=long))]
    return _Sought(_signs(None, long=long), _signs("digit", long=long), needing)


_IN_SHORT, _IN_LONG = _sought(long=False), _sought(long=True)
_DIGITS = frozenset("0123456789")

LONG = 90  # characters; of a longer line only its two ends are looked at for signs
_ENDS = 45
_LONGEST_READ = 4000  # characters of a line whose words are gathered


#: Signs and classes of a neighbour that tell something of a line.
# fmt: off
_NEAR_SIGNS = (
    "date", "byline", "rights", "file", "tel", "mail", "cell", "crumb", "pipe", "quote", "framed", "url",
    "polite", "page",
)
_NEAR_CLASSES = (
    "act", "menu", "sns", "react", "other", "near", "right", "firm", "desk", "file", "stamp", "who", "pic",
    "poll", "ai", "cell", "kind", "hello", "head",
)
# fmt: on
_SIDES = ("+2", "+1", "-1", "-2")  # where the neighbour stands that is told of: two below, one below, above
_NEAR_LENGTH = [tuple(f"{side}L{length}" for side in _SIDES) for length in range(12)]
_NEAR_SIGN = {sign: tuple(side + sign for side in _SIDES) for sign in _NEAR_SIGNS}
_NEAR_CLASS = {name: tuple(f"{side}k{name}" for side in _SIDES) for name in _NEAR_CLASSES}


class Line(NamedTuple):
    """A line as the model sees it, by itself."""

    text: str
    length: int  # bucket, 0–11
    stems: frozenset[str]
    key: str  # letters and digits only: what two lines have in common that say the same
    mark: str
    end: str
    sentence: bool
    signs: tuple[str, ...]
    classes: tuple[str, ...]
    features: tuple[str, ...]
    near: tuple[tuple[str, ...], ...]  # features for the line two above, one above, one below, two below


def bucket(value: float, bounds: tuple[float, ...]) -> int:
    """How many of the bounds the value has reached."""
    return bisect_right(bounds, value)


@lru_cache(maxsize=8192)
def classes_of(word: str) -> tuple[str, ...]:
    """The classes of words.yaml the word belongs to, by its beginning (of two letters and more)."""
    longest = min(len(word), _LONGEST)
    found = [c for k in range(2, longest + 1) for c in _CLASSES.get(word[:k], ())]
    return tuple(dict.fromkeys(found or _CLASSES.get(word, ())))


def _signs_in(head: str, sought: _Sought) -> list[str]:
    have, holds = set(head), head.__contains__
    possible = [*sought.always]
    if not have.isdisjoint(_DIGITS):
        possible += sought.with_digit
    for needed, signs in sought.needing:
        if not needed.isdisjoint(have):
            possible += signs
    return [name for name, search, words in possible if (not words or any(map(holds, words))) and search(head)]


def _stems(words: Iterable[str]) -> frozenset[str]:
    """How the words begin: two lines that share some speak of one thing."""
    return frozenset(
        [
            w[:2] if w >= "가" else w[:5]
            for w in words
            if w.isalpha() and len(w) >= (2 if w >= "가" else 3)
        ]
    )


def _made_of(head: str, words: list[str]) -> list[str]:
    n, letters, hangul, digits = len(head), 0, 0, 0
    for w in words:
        k = len(w)
        letters += k
        if w >= "가":
            hangul += k
        elif w[0] <= "9":
            digits += k
    marks = n - letters - head.count(" ")
    return [
        f"h{bisect_right((0.1, 0.4, 0.6, 0.7, 0.8), hangul / n)}",
        f"d{bisect_right((0.01, 0.1, 0.25, 0.5), digits / n)}",
        f"a{bisect_right((0.01, 0.2, 0.5), (letters - hangul - digits) / n)}",
        f"p{bisect_right((0.01, 0.05, 0.12, 0.25), marks / n)}",
    ]


def _wording(n: int, words: list[str], key: str, classes: list[str]) -> list[str]:
    size = 0 if n < 20 else 1 if n < 60 else 2
    out = [f"k={c}" for c in classes] + [f"k={c}{size}" for c in classes]
    if not words:
        return out
    if n >= 70:
        return [*out, "f=" + words[0][:2], "l=" + words[-1][-2:]]
    out += dict.fromkeys("w=" + w[:4] for w in words[:14] if len(w) > 1)
    out += ("w0=" + words[0][:3], "w9=" + words[-1][-2:])
    out.append(
        f"kf{bisect_right((0.01, 0.3, 0.6, 0.99), sum(1 for w in words if classes_of(w)) / len(words))}"
    )
    if n <= 14:
        out.append("line=" + key)
    return out


def is_sentence(n: int, end: str, inner: int) -> bool:
    """Whether a line of n characters reads as running text."""
    return (n >= 14 and end == "s") or (inner > 0 and n >= 20) or n >= 110 or (n >= 40 and end == "n")


def _near(length: int, n: int, key: str, signs: list[str], classes: list[str]) -> tuple[tuple[str, ...], ...]:
    known = [_NEAR_LENGTH[length], *[_NEAR_SIGN[k] for k in signs if k in _NEAR_SIGN]]
    if n <= 60:
        known += [_NEAR_CLASS[k] for k in classes if k in _NEAR_CLASS]
    two_below, below, above, two_above = zip(*known, strict=True)
    if n < 14:
        return two_below, (*below, f"+1l{key}"), (*above, f"-1l{key}"), two_above
    return two_below, below, above, two_above


@lru_cache(maxsize=8192)  # pages of one site share their furniture
def scan(text: str) -> Line:
    """What can be said of one non-blank line without its neighbours."""
    s = " ".join(text.split())
    if s.count(" ") * 3 >= len(s):
        s = _SPACED.sub(lambda found: found[0].replace(" ", ""), s)
    n = len(s)
    is_long = n > LONG
    head = f"{s[:_ENDS]} {s[-_ENDS:]}" if is_long else s
    words = WORD.findall(head)
    length = bisect_right((3, 5, 8, 12, 17, 24, 34, 48, 70, 110, 200), n)
    found = _ENDINGS.search(s, max(0, n - _ENDS_AT))
    end = (found.lastgroup if found else None) or "0"
    begun = _MARKS.match(s)
    mark = (begun.lastgroup if begun else None) or ""
    inner = min(len(_INNER.findall(s)), 3) if n >= 20 else 0
    signs = _signs_in(head, _IN_LONG if is_long else _IN_SHORT)
    few = words[:4] + words[-4:] if is_long else words[:24]
    classes = list(dict.fromkeys([c for w in few for c in classes_of(w)]))
    key = NO_WORD.sub("", s)
    first, last = s[0], s[-1]
    features = [
        f"L{length}", f"t{bisect_right((1, 2, 3, 5, 9, 17), s.count(' '))}",
        f"end={end}", f"end={end}{length}", f"in{inner}", f"m={mark}", f"m={mark},{end}",
        "c0=" + ("k" if first.isalnum() else first), "c9=" + ("k" if last.isalnum() else last),
        *signs, *_made_of(head, words), *_wording(n, words, key, classes),
    ]  # fmt: skip
    return Line(
        text=s,
        length=length,
        stems=_stems(WORD.findall(s[:_LONGEST_READ]) if is_long else words),
        key=key,
        mark=mark,
        end=end,
        sentence=is_sentence(n, end, inner),
        signs=tuple(signs),
        classes=tuple(classes),
        features=tuple(features),
        near=_near(length, n, key, signs, classes),
    )
