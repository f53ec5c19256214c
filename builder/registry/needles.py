"""What must stand in a text for a pattern to match in it, read from the pattern itself. Pure.

``(?:사진|자료) ?=.+`` matches nothing that holds neither 사진 nor 자료. Where nothing is sure, nothing is
claimed, and the pattern is tried on every text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from re import _constants as op  # type: ignore[attr-defined]  # the only reader of patterns there is
from re import _parser  # type: ignore[attr-defined]
from typing import Any, Final

#: Of a pattern with more of them nothing is claimed.
_MOST: Final = 300
#: Characters of a class that are tried one by one.
_MOST_OF_A_CLASS: Final = 20
#: Spellings of one run of letters: ``[Cc]opyright`` has two.
_MOST_SPELLINGS: Final = 8
#: White space, digits and signs: hardly a text is without one of them.
_COMMON: Final = " \t\n0123456789.,:/()[]<>-"
_CHANGES_LETTERS: Final = re.IGNORECASE | re.VERBOSE

_Needles = frozenset[str]


@lru_cache(maxsize=4096)
def needles(expression: str) -> tuple[str, ...]:
    """Words of which every text in which the expression is found holds at least one; () where none is sure.

    Raises:
        re.error: it is no regular expression.
    """
    parsed = _parser.parse(expression)
    sure = None if parsed.state.flags & _CHANGES_LETTERS else _of_sequence(parsed)
    return tuple(sorted(sure or ()))


def _of_sequence(items: Sequence[tuple[Any, Any]]) -> _Needles | None:
    """Of what follows one another the part that the fewest texts hold: the longest words, few of them.

    What stands in nearly every text counts for nothing.
    """
    return max((part for part in _parts(items) if part and len(part) <= _MOST), key=_worth, default=None)


def _worth(part: _Needles) -> tuple[int, int, int]:
    return (
        min(len(word.strip(_COMMON)) for word in part),
        min(len(word.strip()) for word in part),
        -len(part),
    )


def _parts(items: Sequence[tuple[Any, Any]]) -> Iterator[_Needles | None]:
    """What is sure of each run of letters, in all its spellings, and of each other item."""
    runs = frozenset({""})
    for kind, value in (*items, (op.AT, None)):
        letters = _letters(kind, value)
        if letters and len(runs) * len(letters) <= _MOST_SPELLINGS:
            runs = frozenset(run + letter for run in runs for letter in letters)
            continue
        if runs != {""}:
            yield runs
            runs = frozenset({""})
        if letters:
            yield letters
        elif kind in _OF:
            yield _OF[kind](value)


def _letters(kind: Any, value: Any) -> _Needles | None:
    """The letters of which one stands here; None where that is not sure."""
    if kind is op.LITERAL:
        return frozenset({chr(value)})
    return _of_class(value) if kind is op.IN else None


def _of_branches(value: tuple[Any, Sequence[Any]]) -> _Needles | None:
    found = [_of_sequence(branch) for branch in value[1]]
    return None if None in found else frozenset[str]().union(*filter(None, found))


def _of_group(value: tuple[Any, int, int, Any]) -> _Needles | None:
    _, switched_on, switched_off, items = value
    return None if (switched_on | switched_off) & _CHANGES_LETTERS else _of_sequence(items)


def _of_repeat(value: tuple[int, Any, Any]) -> _Needles | None:
    least, _, items = value
    return _of_sequence(items) if least else None


def _of_class(value: Sequence[tuple[Any, Any]]) -> _Needles | None:
    letters: list[str] = []
    for kind, found in value:
        if kind is op.LITERAL:
            letters.append(chr(found))
        elif kind is op.RANGE and found[1] - found[0] < _MOST_OF_A_CLASS:
            letters += map(chr, range(found[0], found[1] + 1))
        else:
            return None
    return frozenset(letters) if len(letters) <= _MOST_OF_A_CLASS else None


def _of_what_stands_beside(value: tuple[int, Any]) -> _Needles | None:
    return _of_sequence(value[1])


_OF: Final[Mapping[Any, Callable[[Any], _Needles | None]]] = {
    op.BRANCH: _of_branches,
    op.SUBPATTERN: _of_group,
    op.MAX_REPEAT: _of_repeat,
    op.MIN_REPEAT: _of_repeat,
    op.POSSESSIVE_REPEAT: _of_repeat,
    op.ATOMIC_GROUP: _of_sequence,
    op.ASSERT: _of_what_stands_beside,
}
