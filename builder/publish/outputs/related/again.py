"""Which briefings lead on from each one, found again only where that may have changed.

What leads on from an article follows from its candidates: those that share rare pieces of words with it, and
those beside it on the shelves of its topics, bodies and names. So a change of one article concerns those
that share a piece with it, as it is or as it was, and those beside its places, as they are or as they were;
besides them only articles whose words or topics weigh otherwise now. All others stay as they were found.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Final

from builder.memory import LostError, Together
from builder.pages.page import id_at
from builder.pairs import Pairs, shelves_for
from builder.publish.alone import NOBODY, Elsewhere, Hands, hands_for
from builder.publish.outputs.related.basis import basis, counts_of, is_rounded
from builder.publish.outputs.related.closeness import Closeness, number_of
from builder.publish.outputs.related.finding import ALL, FOUND, LEAST, LENGTH, SHOWN, Finding, kept_found
from builder.publish.outputs.related.reading import read_changed
from builder.publish.outputs.related.relations import Reason, Relation
from builder.publish.outputs.related.seen import CALLERS, SEEN, Turn, kept_seen, see
from builder.publish.outputs.related.shelves import Lists
from builder.publish.outputs.related.stirred import stirred
from builder.publish.outputs.related.words import WORDS, Basis, kept_pieces, words_of
from builder.publish.publication import Publication
from builder.review.near_duplicates import Versions
from builder.roll import ROLL, Roll, keep_roll, roll_of

_PARTS: Final = (*ROLL, *WORDS, SEEN, CALLERS, FOUND, SHOWN, LEAST)


def related(publication: Publication, versions: Versions, elsewhere: Elsewhere = NOBODY) -> Relations:
    """Article id → at most ``MOST`` others, closest first. What ``versions`` names already is left out.

    ``elsewhere``: who may work for it.
    """
    kept = publication.memory.together("related")

    def found() -> tuple[Roll, bytes]:
        return kept.brought_up(_PARTS, partial(_related, publication, versions, kept, elsewhere))

    return Relations(kept, found)


def _related(
    publication: Publication, versions: Versions, kept: Together, elsewhere: Elsewhere
) -> tuple[Roll, bytes]:
    """The articles; and what is shown of those to which they lead, in digests."""
    entries = {one.id: one for one in publication.collection.entries if one.id in publication.articles}
    roll = roll_of(kept, {one: publication.digest(one) for one in entries})
    same = {id_at(one): [*map(id_at, others)] for one, others in versions.items()}
    state = kept.state or {"same": None}
    if roll.is_the_same and same == state["same"]:
        return roll, kept.value(SHOWN, ALL).value
    counted = [one.id for one in basis(entries.values())]
    steady = kept.state is not None and (len(counted), is_rounded(len(entries))) == (
        len(state["basis"]),
        state["rounded"],
    )
    turn = Turn(
        roll,
        entries,
        same,
        Basis(counted, state["basis"] if steady else None, len(entries)),
        state,
        state["shelves"] if steady else shelves_for(len(entries)),
    )
    kept.begin()
    return roll, _bring_up(publication, kept, turn, hands_for(publication, elsewhere, len(roll.changed)))


def _bring_up(publication: Publication, kept: Together, turn: Turn, hands: Hands) -> bytes:
    roll, callers = turn.roll, Pairs(kept, CALLERS, turn.shelves)
    were = sorted(() if turn.is_new else (roll.changed | roll.gone.keys()) - roll.new)
    before, pieces = (
        {one: kept_seen(kept, one) for one in were},
        {one: kept_pieces(kept, one) for one in were},
    )
    read_changed(publication, kept, roll, turn.entries, hands)
    seen = see(kept, turn, callers, before)
    words = words_of(kept, roll, turn.basis, pieces, turn.shelves, hands)
    lists = Lists(
        publication.collection,
        turn.entries,
        Closeness(words.vector, words.known.of),
        lambda one: kept_seen(kept, one).names,
        lambda name: [roll.names[number] for number in callers.of(number_of(name))],
        counts_of(({*turn.entries[one].topics} for one in turn.basis.now), all_articles=len(turn.entries)),
    )
    finding = Finding(kept, turn, lists, publication.digest)
    if turn.is_new:
        finding.everywhere(words, hands)
    else:
        finding.where(stirred(turn, words, lists, before, seen, finding.least))
    shown = finding.put()
    keep_roll(kept, roll)
    state = {"same": turn.same, "basis": turn.basis.now, "rounded": is_rounded(len(turn.entries))}
    kept.finish(state | {"topics": lists.weights.known, "shelves": turn.shelves})
    return shown


class Relations(Mapping[str, tuple[Relation, ...]]):
    """What was found, as it is kept: read where it is asked for."""

    def __init__(self, kept: Together, found: Callable[[], tuple[Roll, bytes]]) -> None:
        """``found``: brings what is kept up to date; it is asked again where that turns out to be damaged."""
        self._kept, self._found = kept, found
        self._roll, self._shown = found()

    def digest(self, one: str) -> bytes:
        """Of all that is shown of the articles to which one leads, and why."""
        at = self._roll.numbers[one] * LENGTH
        return self._shown[at : at + LENGTH]

    def __getitem__(self, one: str) -> tuple[Relation, ...]:
        """What leads on from an article."""
        try:
            _, found = kept_found(self._kept, one)
        except LostError:
            self._kept.state = None
            self._found()
            _, found = kept_found(self._kept, one)
        return tuple(Relation(other.id, Reason(other.reason), other.name) for other in found)

    def __iter__(self) -> Iterator[str]:
        """All articles."""
        return iter(self._roll.numbers)

    def __len__(self) -> int:
        """How many there are."""
        return len(self._roll.numbers)
