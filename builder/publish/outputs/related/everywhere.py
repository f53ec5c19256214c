"""What leads on from all articles of an archive, found in as many processes as there are.

Each of them may ask for any article. What they ask for lies in files for as long as they work, by number:
what an article is compared by, who stands beside it, and who is known by a piece of a word.
"""

from __future__ import annotations

import pickle
import tempfile
from array import array
from collections.abc import Iterator, Sequence
from functools import lru_cache, partial
from pathlib import Path
from typing import Final

from builder.memory import Together
from builder.pairs import seconds
from builder.publish.alone import Hands
from builder.publish.outputs.related.closeness import if_rare
from builder.publish.outputs.related.comparing import Comparing, Found
from builder.publish.outputs.related.rows import Rows, write_rows
from builder.publish.outputs.related.seen import SEEN, Turn, seen_from
from builder.publish.outputs.related.shelves import AT_HAND, Lists, place_of
from builder.publish.outputs.related.traits import packed_traits, traits_from
from builder.publish.outputs.related.words import VECTORS, Words
from builder.publish.publication import Publication

_ARTICLES, _BESIDE, _HOLDERS, _SCALE = "articles", "beside", "holders", "scale"
#: Of so many pieces is at hand who is known by them.
_AT_HAND_PIECES: Final = 1 << 16


def found_everywhere(
    kept: Together, turn: Turn, lists: Lists, words: Words, hands: Hands
) -> Iterator[tuple[str, Found]]:
    """Each article with what leads on from it."""
    # in order of date, as on the shelves: so the words of the same candidates are at hand for several
    names = sorted(turn.entries, key=lambda one: place_of(turn.entries[one]))
    with tempfile.TemporaryDirectory(prefix="briefings-", ignore_cleanup_errors=True) as folder:
        _write(Path(folder), kept, turn, lists, words)
        numbers = map(turn.roll.numbers.__getitem__, names)
        found = hands.map(partial(_find_all, folder=folder), numbers, len(names), on_disk=True)
        yield from zip(names, found, strict=True)
        _known.cache_clear()


def _write(folder: Path, kept: Together, turn: Turn, lists: Lists, words: Words) -> None:
    """What is asked for, in files."""
    count = len(turn.roll.names)
    write_rows(folder / _ARTICLES, _all_traits(kept, turn, lists), count)
    write_rows(folder / _BESIDE, _all_beside(kept, turn, lists), count)
    write_rows(folder / _HOLDERS, words.known.shelves(), turn.shelves)
    (folder / _SCALE).write_bytes(pickle.dumps((lists.scale, turn.shelves), pickle.HIGHEST_PROTOCOL))


def _all_traits(kept: Together, turn: Turn, lists: Lists) -> Iterator[tuple[int, bytes]]:
    count = len(turn.entries)
    for (one, seen), (_, vector) in zip(kept.rows(SEEN, count), kept.rows(VECTORS, count), strict=True):
        threads = lists.threads(seen_from(seen.value).names)
        yield turn.roll.numbers[one], packed_traits(turn.entries[one], threads, vector.value)


def _all_beside(kept: Together, turn: Turn, lists: Lists) -> Iterator[tuple[int, bytes]]:
    numbers = turn.roll.numbers
    for one, seen in kept.rows(SEEN, len(turn.entries)):
        beside = {numbers[other] for other in lists.beside(one, seen_from(seen.value).names)}
        yield numbers[one], pickle.dumps((array("I", beside).tobytes(), turn.versions(one)))


# --------------------------------------------------------------------------------------------- in any process


@lru_cache(1)
def _known(folder: str) -> tuple[Comparing, Rows]:
    """What was written: by what articles are compared, and who stands beside them."""
    articles, beside, holders = (Rows(Path(folder, name)) for name in (_ARTICLES, _BESIDE, _HOLDERS))
    scale, shelves = pickle.loads(Path(folder, _SCALE).read_bytes())  # noqa: S301 - from the process that began this one

    def few(piece: int) -> Sequence[int]:
        return if_rare(seconds(holders[piece % shelves].cast("Q"), piece))

    traits = lru_cache(AT_HAND)(lambda number: traits_from(articles[number]))
    return Comparing(traits, lambda number: traits(number).id, lru_cache(_AT_HAND_PIECES)(few), scale), beside


def _find_all(_: Publication, batch: Sequence[int], *, folder: str) -> list[Found]:
    known, around = _known(folder)
    found: list[Found] = []
    for number in batch:
        beside, same = pickle.loads(around[number])  # noqa: S301 - as above
        found.append(known.found(number, array("I", beside), same))
    return found
