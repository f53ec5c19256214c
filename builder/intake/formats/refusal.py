"""Why a file cannot be read: raised deep inside a reader, caught at its door, there made a ``Problem``."""

from __future__ import annotations

from collections.abc import Callable

from builder.intake.formats.extracted import Extracted, texts
from builder.model import Problem
from builder.problems import problem


class Refusal(Exception):  # noqa: N818  it is no programmer's error
    """One reason not to read a file, by its code in ``builder.problems``. Never leaves this package."""

    def __init__(self, code: str, detail: str | None = None) -> None:
        super().__init__(code, detail)
        self.code = code
        self.detail = detail


def at_the_door(read: Callable[[bytes, str], Extracted], data: bytes, name: str) -> Extracted | Problem:
    """What ``read`` makes of the bytes of the file ``name``, or why it cannot; no text at all is E126."""
    try:
        found = read(data, name)
    except Refusal as refusal:
        return problem(refusal.code, name, detail=refusal.detail)
    except RecursionError:
        return problem("E124", name)
    return found if next(texts(found.blocks), None) else problem("E126", name)
