"""The names of a line's features by its place, put together from few parts.

A page's every line has some twenty of them, and they are few in all: each is made once, and found again by
its parts. Then it costs neither the text nor its hash.
"""

from __future__ import annotations

from bisect import bisect_right
from functools import lru_cache

FAR = 99  # lines; what is farther is as far
_REMEMBERED = 4096


def _names(name: str, bounds: tuple[int, ...]) -> tuple[str, ...]:
    """Feature names by a small number: its bucket stands behind the name."""
    return tuple(f"{name}{bisect_right(bounds, k)}" for k in range(FAR + 1))


BACK, AHEAD = _names("v", (2, 3, 4, 6, 10)), _names("n", (2, 3, 4, 6, 10))
SIZE, SAME = _names("b", (2, 3, 5, 9)), _names("same", (2, 3, 5, 9))
ABOVE_MAIN, BELOW_MAIN = _names("A", (1, 2, 3, 4, 6, 10, 17)), _names("E", (1, 2, 3, 4, 6, 10, 17))
STEPS = tuple(bisect_right((3, 6, 10), k) for k in range(FAR + 1))
AT = tuple(f"at{k}" for k in range(8))
FULL, NEAR_SAID = (tuple(f"{name}{k}" for k in range(5)) for name in ("bS", "wS"))
GAPS = ("g00", "g01", "g10", "g11")
NEAR_SHORT, NEAR_CELLS = (tuple(f"{name}{k}" for k in range(5)) for name in ("ws", "wn"))
COHESION = ("c0", "c1", "c2", "c3", "c4", "c5", "c6")


@lru_cache(maxsize=_REMEMBERED)
def of_main(side: str, outer: str, spoken: str, words: str, length: int, mark: str) -> tuple[str, ...]:
    """Whether it stands above, in or below the article's run of sentences, with what it is like."""
    z = f"z{side}"
    return (
        words, spoken, z, f"y{outer}", f"{z}L{length}", f"{z}{spoken}", f"{z}{words}", f"{z}m={mark}",
        f"L{length}{words}", f"{words}m={mark}", f"{spoken}{words}{z}",
    )  # fmt: skip


@lru_cache(maxsize=_REMEMBERED)
def of_kind(kind: str, mark: str, paragraph: str) -> tuple[str, ...]:
    """The kind of the whole page, and the line's place in its paragraph."""
    return f"K{kind}", f"K{kind}m={mark}", f"P{paragraph}"


@lru_cache(maxsize=_REMEMBERED)
def of_words(
    side: str, kind: str, words: str, classes: tuple[str, ...], signs: tuple[str, ...]
) -> tuple[str, ...]:
    """What a short line is told by, with the side on which it stands."""
    z, told = f"z{side}", "k1" if classes else "k0"
    return *(f"{z}k{k}" for k in classes), *(z + k for k in signs), f"{z}K{kind}{told}", f"{z}{words}{told}"


@lru_cache(maxsize=_REMEMBERED)
def of_gaps(gaps: str, length: int) -> tuple[str, ...]:
    """Whether blank lines stand above and below."""
    return gaps, f"{gaps}L{length}"


@lru_cache(maxsize=_REMEMBERED)
def of_steps(back: int, ahead: int, spoken: str, told: str, length: int) -> tuple[str, ...]:
    """How far the sentences above and below are, with what it is like."""
    steps = f"vn{back}{ahead}"
    return steps + spoken, f"{steps}{told}L{length}"


@lru_cache(maxsize=_REMEMBERED)
def of_head(head: str, spoken: str) -> tuple[str, ...]:
    """Below which word it stands."""
    return f"hd{head}", f"hd{head}{spoken}"


@lru_cache(maxsize=_REMEMBERED)
def of_neighbour(name: str, spoken: str, mark: str) -> str:
    """Of one of the lines around, whether it is a sentence, and how it begins."""
    return name + spoken + mark
