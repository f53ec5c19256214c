"""Many patterns tried in one look: whether any of them matches a whole line, before each is asked in its order."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Final

_NAMED_GROUP: Final = re.compile(r"(?<!\\)\(\?P<\w+>")
#: What means something else inside a longer expression: a group that is looked back to, or asked for.
_REFERENCE: Final = re.compile(r"\\[1-9]|(?<!\\)\(\?(?:P=|\()")

Test = Callable[[str], object]


@lru_cache(maxsize=64)
def any_whole(expressions: tuple[str, ...]) -> Test:
    """A test that is true of exactly the texts that one of the expressions matches whole.

    Most lines match none: they are let go after one look instead of one for each rule.
    """
    if not any(map(_REFERENCE.search, expressions)):
        union = "|".join(f"(?:{_NAMED_GROUP.sub('(?:', one)})" for one in expressions)
        try:
            return re.compile(union).fullmatch
        except re.error:
            pass  # an expression with flags of its own, say: they are asked one by one
    patterns = [re.compile(one) for one in expressions]
    return lambda text: any(pattern.fullmatch(text) for pattern in patterns)
