"""One line by itself: its length, what it is made of, how it begins and ends, its words and signs."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from builder.plain_yaml import SAFE_LOADER

_FILE = Path(__file__).with_name("words.yaml")
_DATA: dict[str, Any] = yaml.load(_FILE.read_bytes(), Loader=SAFE_LOADER)  # noqa: S506 - a safe loader

WORD = re.compile(r"[가-힣]+|[A-Za-z]+|\d+")
#: How words begin, of two syllables or three letters and more: two lines that share some speak of one thing.
_STEM = re.compile(r"([가-힣]{2}|[A-Za-z]{3,5})(?:(?<=[가-힣])[가-힣]*|[A-Za-z]*)")
NO_WORD = re.compile(r"\W+")
_SPACED = re.compile(r"(?<![가-힣])(?:[가-힣] ){2,}[가-힣](?![가-힣])")  # a word with its letters set apart

NOTE = re.compile(_DATA["note"])
_INNER = re.compile(_DATA["inner"])
_ENDINGS = re.compile("|".join(f"(?P<{k}>{p})" for k, p in _DATA["endings"].items()))
_ENDS_AT = 24  # an ending is sought in this many last characters
_MARKS = re.compile("|".join(f"(?P<{k}>{p})" for k, p in _DATA["marks"].items()))
_CLASSES: dict[str, tuple[str, ...]] = {}
for _class, _words in _DATA["begins"].items():
    for _word in dict.fromkeys(_words):
        _CLASSES[_word] = (*_CLASSES.get(_word, ()), _class)
_LONGEST = max(map(len, _CLASSES))
_STARTS = frozenset(word[:2] for word in _CLASSES)  # few words begin like one that has a class


# ------------------------------------------------------------------------------------------------- signs
#
# Of some thirty expressions a line holds one or two. So the characters that tell anything are found first.
# Each stands for the signs that need it, a bit a sign, and for those that hold it, so many bits higher; a
# sign is sought only where both of its bits are set.

_DIGITS = "0123456789"


class _Sign(NamedTuple):
    """An expression of words.yaml, and of which words one must stand in a line before it is tried, if any."""

    name: str
    words: tuple[str, ...]
    search: Callable[[str], object]


def _first_found(needs: str) -> tuple[bool, bool, str]:
    return needs != "", needs != _DIGITS, needs


#: Each sign as words.yaml tells it; those that may stand anywhere come first.
_TOLD = sorted(_DATA["signs"].items(), key=lambda sign: _first_found(sign[1].get("needs", "")))
_HOLDS = len(_TOLD)  # how much higher the bits stand of the signs that hold a character


def _bits_by_character() -> tuple[int, dict[str, int]]:
    """The bits that every line has, and those of each character."""
    always, bits = 0, dict[str, int]()
    for place, (_, told) in enumerate(_TOLD):
        for key, bit in (("needs", 1 << place), ("holds", 1 << place + _HOLDS)):
            characters = told.get(key)
            if isinstance(characters, str):
                for c in characters:
                    bits[c] = bits.get(c, 0) | bit
            else:
                always |= bit
    return always, bits


_ALWAYS, _BITS = _bits_by_character()
_TELLING = re.compile(f"[{re.escape(''.join(_BITS))}]")
_IN_SHORT = (1 << _HOLDS) - 1  # the signs that are sought in a line, as bits
_IN_LONG = sum(1 << place for place, (_, told) in enumerate(_TOLD) if not told.get("short"))


@cache
def _sign(place: int) -> _Sign:
    """Compiled when it is first asked for: one article needs few of them."""
    name, told = _TOLD[place]
    holds = told.get("holds")
    words = tuple(holds) if isinstance(holds, list) else ()
    return _Sign(name, words, re.compile(told["pattern"]).search)


@lru_cache(maxsize=8192)
def _signs_of(bits: int) -> tuple[_Sign, ...]:
    return tuple(_sign(place) for place in range(_HOLDS) if bits >> place & 1)


LONG = 90  # characters; of a longer line only its two ends are looked at for signs
_ENDS = 45
_LONGEST_READ = 4000  # characters of a line whose words are gathered


#: Signs and classes of a neighbour that tell something of a line.
# fmt: off
_NEAR_SIGNS = (
    "date", "byline", "rights", "file", "tel", "mail", "cell", "crumb", "pipe", "quote", "framed", "url",
    "polite", "page", "path", "self", "ask",
)
_NEAR_CLASSES = (
    "act", "menu", "sns", "react", "other", "near", "right", "firm", "desk", "file", "stamp", "who", "pic",
    "poll", "ai", "cell", "kind", "hello", "head", "pay", "feed", "clip", "cast",
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


@lru_cache(maxsize=8192)
def classes_of(word: str) -> tuple[str, ...]:
    """The classes of words.yaml the word belongs to, by its beginning (of two letters and more)."""
    longest = min(len(word), _LONGEST)
    found = [c for k in range(2, longest + 1) for c in _CLASSES.get(word[:k], ())]
    return tuple(dict.fromkeys(found or _CLASSES.get(word, ())))


def _signs_in(head: str, sought: int) -> list[str]:
    have, has = _ALWAYS, head.__contains__
    for c in set(_TELLING.findall(head)):
        have |= _BITS[c]
    return [
        sign.name
        for sign in _signs_of(have & have >> _HOLDS & sought)
        if (not sign.words or any(map(has, sign.words))) and sign.search(head)
    ]


@lru_cache(maxsize=8192)
def _shape(length: int, spaces: int, end: str, inner: int, mark: str) -> tuple[str, ...]:
    """Features of a line's length, how it begins and ends; made once for all lines that are alike in it."""
    return (
        f"L{length}", f"t{spaces}", f"end={end}", f"end={end}{length}", f"in{inner}", f"m={mark}",
        f"m={mark},{end}",
    )  # fmt: skip


def _made_of(head: str, words: list[str]) -> tuple[str, ...]:
    n, letters, hangul, digits = len(head), 0, 0, 0
    for w in words:
        k = len(w)
        letters += k
        if w >= "가":
            hangul += k
        elif w[0] <= "9":
            digits += k
    marks = n - letters - head.count(" ")
    return (
        _HANGUL[bisect_right((0.1, 0.4, 0.6, 0.7, 0.8), hangul / n)],
        _NUMBERS[bisect_right((0.01, 0.1, 0.25, 0.5), digits / n)],
        _LATIN[bisect_right((0.01, 0.2, 0.5), (letters - hangul - digits) / n)],
        _SIGNS[bisect_right((0.01, 0.05, 0.12, 0.25), marks / n)],
    )


_HANGUL, _NUMBERS, _LATIN, _SIGNS = (tuple(f"{name}{k}" for k in range(6)) for name in "hdap")


def _wording(n: int, words: list[str], key: str, classes: list[str]) -> list[str]:
    size = 0 if n < 20 else 1 if n < 60 else 2
    out = [f"k={c}" for c in classes] + [f"k={c}{size}" for c in classes]
    if not words:
        return out
    if n >= 70:
        return [*out, "f=" + words[0][:2], "l=" + words[-1][-2:]]
    out += dict.fromkeys("w=" + w[:4] for w in words[:14] if len(w) > 1)
    out += ("w0=" + words[0][:3], "w9=" + words[-1][-2:])
    known = len([w for w in words if w[:2] in _STARTS and classes_of(w)])
    out.append(f"kf{bisect_right((0.01, 0.3, 0.6, 0.99), known / len(words))}")
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
    classes = list(dict.fromkeys([c for w in few if w[:2] in _STARTS for c in classes_of(w)]))
    key = NO_WORD.sub("", s)
    first, last = s[0], s[-1]
    features = [
        *_shape(length, bisect_right((1, 2, 3, 5, 9, 17), s.count(" ")), end, inner, mark),
        "c0=k" if first.isalnum() else "c0=" + first, "c9=k" if last.isalnum() else "c9=" + last,
        *signs, *_made_of(head, words), *_wording(n, words, key, classes),
    ]  # fmt: skip
    return Line(
        text=s,
        length=length,
        stems=frozenset(_STEM.findall(s[:_LONGEST_READ])),
        key=key,
        mark=mark,
        end=end,
        sentence=is_sentence(n, end, inner),
        signs=tuple(signs),
        classes=tuple(classes),
        features=tuple(features),
        near=_near(length, n, key, signs, classes),
    )
