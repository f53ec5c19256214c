"""Classes of characters of regular expressions, built once in a process.

Python makes a table of each class when it compiles an expression, character by character: half a millisecond
for the 11,172 syllables of ``[가-힣]``, which stands in our expressions some five hundred times. That was a
quarter of the time in which one article is converted. The table depends on the class alone, so the same class
is not built again. What is compiled is the same; where Python builds classes otherwise nothing is changed.
"""

from __future__ import annotations

from functools import lru_cache, wraps
from re import _compiler  # type: ignore[attr-defined]  # the only place where classes are built
from typing import Any, Final

_NAME: Final = "_optimize_charset"


def build_once() -> None:
    """From now on a class that was built is found again, unless letters of either case are to match."""
    build = getattr(_compiler, _NAME, None)
    if build is None or hasattr(build, "__wrapped__"):
        return

    @lru_cache(maxsize=2048)
    def once(charset: tuple[Any, ...]) -> Any:
        return build(list(charset))

    @wraps(build)
    def built(charset: Any, *cases: Any) -> Any:
        if any(cases):
            return build(charset, *cases)
        found, has_cases = once(tuple(charset))
        return list(found), has_cases

    setattr(_compiler, _NAME, built)
