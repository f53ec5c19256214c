"""Many patterns tried in one look: whether any of them matches, before each is asked in its order. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Final

_NAMED_GROUP: Final = re.compile(r"(?<!\\)\(\?P<\w+>")
#: What means something else inside a longer expression: a group that is looked back to, or asked for.
_REFERENCE: Final = re.compile(r"\\[1-9]|(?<!\\)\(\?(?:P=|\()")

Test = Callable[[str], re.Match[str] | None]


@lru_cache(maxsize=64)
def any_whole(expressions: tuple[str, ...]) -> Test:
    """A test that is true of exactly the texts that one of the expressions matches whole.

    Most lines match none: they are let go after one look instead of one for each rule.
    """
    union = _union(expressions)
    if union is not None:
        return union.fullmatch
    patterns = [re.compile(one) for one in expressions]
    return lambda text: next(filter(None, (pattern.fullmatch(text) for pattern in patterns)), None)


@lru_cache(maxsize=64)
def any_found(expressions: tuple[str, ...]) -> Test:
    """A test that is true of exactly the texts in which one of the expressions is found."""
    union = _union(expressions)
    if union is not None:
        return union.search
    patterns = [re.compile(one) for one in expressions]
    return lambda text: next(filter(None, (pattern.search(text) for pattern in patterns)), None)


def _union(expressions: tuple[str, ...]) -> re.Pattern[str] | None:
    """One expression for all.

    None where one of them cannot be part of another (it has flags of its own, say).
    """
    if not expressions or any(map(_REFERENCE.search, expressions)):
        return None
    try:
        return re.compile("|".join(f"(?:{_NAMED_GROUP.sub('(?:', one)})" for one in expressions))
    except re.error:
        return None
