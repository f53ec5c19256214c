"""Text → the terms it is found by.

``assets/search/engine/terms.js`` does the same to a query, with the same expressions.

Hangul runs are cut into overlapping pairs of syllables, so that particles, compounds and other spacing need
no dictionary; Han and Kana runs too. Latin, Greek and Cyrillic words and numbers are terms as they are.
Everything is NFKC (which includes NFC; full-width letters and ligatures such as ㈜ are what they stand for)
and lower case.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from typing import Final

#: Letters of words that are written with spaces between them: ASCII, Latin with marks, Greek, Cyrillic.
_LETTERS: Final = "0-9a-z\u00df-\u00f6\u00f8-\u024f\u0370-\u03ff\u0400-\u052f"
_HANGUL: Final = "\uac00-\ud7a3"
_HAN: Final = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
#: A pair within a run (found at every place, hence the lookahead), or a syllable that is a run of its own.
_PAIRS: Final = re.compile(f"(?=([{_HANGUL}]{{2}}|[{_HAN}]{{2}}))")
_SINGLES: Final = re.compile(f"(?<![{_HANGUL}])[{_HANGUL}](?![{_HANGUL}])|(?<![{_HAN}])[{_HAN}](?![{_HAN}])")
#: What begins a term that is cut from a run, where words are not.
SYLLABLE: Final = re.compile(f"[{_HANGUL}{_HAN}]")
_WORDS: Final = re.compile(f"[{_LETTERS}]+")
_RUNS: Final = re.compile(f"[{_HANGUL}]+|[{_HAN}]+|[{_LETTERS}]+")
#: 2,300 is 2300.
_THOUSANDS: Final = re.compile(r"(?<=[0-9]),(?=[0-9]{3}(?![0-9]))")


def normalise(text: str) -> str:
    """The form in which text and queries are compared."""
    return unicodedata.normalize("NFKC", text).lower()


def terms(text: str) -> Counter[str]:
    """How often each term stands in ``text``."""
    normal = _THOUSANDS.sub("", normalise(text))
    found = Counter(_PAIRS.findall(normal))
    found.update(_SINGLES.findall(normal))
    found.update(_WORDS.findall(normal))
    return found


def letters(text: str) -> str:
    """All letters of a text without blanks and marks: as ``joined`` of terms.js makes it."""
    return "".join(_RUNS.findall(_THOUSANDS.sub("", normalise(text))))


def words(text: str, particles: Sequence[str]) -> tuple[str, ...]:
    """The words of a title, each once, without particles: of two letters at least, and no numbers."""
    found = (_stem(run, particles) for run in _RUNS.findall(normalise(text)))
    return tuple(dict.fromkeys(word for word in found if len(word) > 1 and not word.isdigit()))


def _stem(run: str, particles: Sequence[str]) -> str:
    ending = next((one for one in particles if len(run) >= len(one) + 2 and run.endswith(one)), "")
    return run.removesuffix(ending)
