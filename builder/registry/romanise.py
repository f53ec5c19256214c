"""Hangul in Latin letters, one syllable after the other.

What an identifier made from a Korean name is spelled with.

The letters are those of the Revised Romanization (문화관광부 고시 제2000-8호, 2000) taken one by one (its
전자법 for transliteration, without the sound changes between syllables), so that a name has one spelling
whatever stands beside it.
"""

from __future__ import annotations

from typing import Final

# fmt: off
_LEADS: Final = (
    "g", "kk", "n", "d", "tt", "r", "m", "b", "pp", "s", "ss", "", "j", "jj", "ch", "k", "t", "p", "h",
)
_VOWELS: Final = (
    "a", "ae", "ya", "yae", "eo", "e", "yeo", "ye", "o", "wa", "wae", "oe", "yo",
    "u", "wo", "we", "wi", "yu", "eu", "ui", "i",
)
_TAILS: Final = (
    "", "k", "k", "ks", "n", "nj", "nh", "t", "l", "lk", "lm", "lb", "ls", "lt", "lp", "lh", "m",
    "p", "ps", "t", "t", "ng", "t", "t", "k", "t", "p", "t",
)
# fmt: on
_FIRST: Final = 0xAC00
"""The code point of the first syllable.

The others follow in order of lead, vowel and tail (The Unicode Standard, chapter 3.12).
"""


def romanised(name: str) -> str:
    """``이규성`` as ``i-gyuseong``: the first syllable, a hyphen, the others.

    Whatever is no syllable stays as it is.
    """
    first, *others = (_letters(one) for one in name)
    return f"{first}-{''.join(others)}" if others else first


def _letters(syllable: str) -> str:
    number = ord(syllable) - _FIRST
    if not 0 <= number < len(_LEADS) * len(_VOWELS) * len(_TAILS):
        return syllable
    lead, rest = divmod(number, len(_VOWELS) * len(_TAILS))
    vowel, tail = divmod(rest, len(_TAILS))
    return _LEADS[lead] + _VOWELS[vowel] + _TAILS[tail]
