"""What no published text may hold, whatever it is the text of: a page, or a file beside the pages."""

from __future__ import annotations

import re
from typing import Final

from builder.credentials import secret_in
from builder.personal import resident_number_in
from builder.text import HIDDEN

#: The marks that a version control leaves where two versions of a file could not be merged.
_CONFLICT: Final = re.compile(r"^(?:<{7}|>{7})(?: |$)", re.MULTILINE)


def text_fault(text: str) -> tuple[str, int] | None:
    """The code of what is wrong with a text, and where it begins.

    E317 marks of a merge, E318 hidden characters, E319 a key or a password, E315 a resident number.
    """
    for code, pattern in (("E317", _CONFLICT), ("E318", HIDDEN)):
        if found := pattern.search(text):
            return code, found.start()
    for code, place_in in (("E319", secret_in), ("E315", resident_number_in)):
        if (place := place_in(text)) is not None:
            return code, place
    return None


def line_at(text: str, place: int) -> int:
    """The line on which a place of the text stands."""
    return text.count("\n", 0, place) + 1
