"""What else a word may mean, who held which office, and the words of the titles: for a query to look up.

A query asks of its words, and of neighbours as one, whether there is anything to look up: the manifest holds
a Bloom filter of two bits a word, so that of seventy others one is looked up in vain.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from builder.publish.outputs.search import layout
from builder.publish.outputs.search.layout import hash_of
from builder.publish.outputs.search.names import Names
from builder.publish.outputs.search.terms import letters

Meanings = Mapping[str, Sequence[str]]
"""Letters of a word, as ``letters`` makes them → other ways to say it."""

#: Words whose meanings stand in one file, about.
_A_FILE: Final = 64
_BITS_A_WORD: Final = 16
#: The words of titles that are kept, the commonest, and in how many titles they stand at least.
_MOST_WORDS: Final = 20_000
_FEWEST_TITLES: Final = 2


def meanings_of(names: Names, short: Mapping[str, Sequence[str]]) -> Meanings:
    """The registry's synonyms, then the short forms that the texts agree on, each in both directions.

    The abbreviations of bodies are not among them: they lead to the body itself.
    """
    found: dict[str, dict[str, str]] = {}
    bodies = {letters(name) for body in names.bodies for name in (body.official, *body.aliases)}
    for word, others in names.synonyms.items():
        _put(found, word, others)
    for form, longs in short.items():
        if letters(form) not in bodies:
            _put(found, form, longs)
            for long in longs:
                _put(found, long, [form])
    return {
        word: tuple(others[key] for key in others if key != word) for word, others in sorted(found.items())
    }


def _put(found: dict[str, dict[str, str]], word: str, others: Iterable[str]) -> None:
    """One that differs in blanks and marks alone is the same."""
    known = found.setdefault(letters(word), {letters(word): word})
    for other in others:
        known.setdefault(letters(other), other)


def shards_of(meanings: Meanings) -> int:
    """Into how many files they are divided: a power of two."""
    return 1 << max(0, (len(meanings) // _A_FILE).bit_length())


def meaning_files(meanings: Meanings, names: Names) -> dict[str, bytes]:
    """A file a shard; terms of office stand under the person's name with ``=`` before it."""
    shards = shards_of(meanings)
    members: list[dict[str, list[object]]] = [{} for _ in range(shards)]
    for word, others in meanings.items():
        members[hash_of(word) % shards][word] = [*others]
    for one in names.people:
        members[hash_of(one.name) % shards].setdefault(f"={one.name}", []).append(
            [one.office, one.since, one.until]
        )
    return {f"meanings/{number:x}.js": layout.script(found) for number, found in enumerate(members)}


def filter_of(meanings: Meanings, names: Names) -> dict[str, object]:
    """For the manifest: how many files, and the bits of the filter, four a digit."""
    words = {*meanings, *(one.name for one in names.people)}
    size = max(4, len(words) * _BITS_A_WORD // 4 * 4)
    bits = bytearray(size)
    for word in words:
        bits[hash_of(word) % size] = bits[hash_of(f"={word}") % size] = 1
    digits = (f"{int(bytes(48 + bit for bit in bits[at : at + 4]), 2):x}" for at in range(0, size, 4))
    return {"shards": shards_of(meanings), "bits": "".join(digits)}


def people(names: Names) -> dict[str, str]:
    """Who can be suggested: name → the last office."""
    return {one.name: one.office for one in sorted(names.people, key=lambda one: one.since)}


def vocabulary(counts: Mapping[str, int]) -> str:
    """The words of the titles, the commonest first, with a blank between; ``counts``: how many titles."""
    often = [word for word, count in counts.items() if count >= _FEWEST_TITLES]
    return " ".join(sorted(often, key=lambda word: (-counts[word], word))[:_MOST_WORDS])
