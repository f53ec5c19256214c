"""Versions of one story, found again only where that may have changed: the same as if all were looked at."""

from __future__ import annotations

import json
from array import array
from collections.abc import Mapping
from itertools import chain
from typing import Final

from builder.kept import Value
from builder.memory import Together
from builder.pages.page import Page
from builder.pairs import Pairs, shelves_for
from builder.review.gathered import Gathered
from builder.review.gathering import Gathering, Texts
from builder.review.near_duplicates import Versions, alike, all_versions, both_ways, noted
from builder.review.shingles import Packed, Shingles, packed, shingles_of_each
from builder.roll import Roll
from builder.workers import HERE, Workers

_MARKS: Final = "shingles"
_HOLDERS: Final = "holders of shingles"
_STORIES: Final = "stories"
STORIES: Final = (_MARKS, _HOLDERS, _STORIES)
"""The parts of what is kept."""
_KNOWN, _STOCK = "known", "stock"


def known_versions(kept: Together) -> Versions:
    """The versions as they were found last.

    Raises:
        LostError: something kept is damaged.
    """
    versions: Versions = json.loads(kept.value(_STORIES, _KNOWN).value)["versions"]
    return versions


def versions_of(
    kept: Together, roll: Roll, articles: Mapping[str, Page], workers: Workers = HERE
) -> Versions:
    """The versions of all ``articles``, by path; the names of the ``roll`` are paths too.

    ``workers``: who may work for it.

    Raises:
        LostError: something kept is damaged.
    """
    if kept.state is None:
        return _from_nothing(kept, roll, articles, workers)
    known = json.loads(kept.value(_STORIES, _KNOWN).value)
    stock = frozenset(array("I", kept.value(_STORIES, _STOCK).value))
    holders = Pairs(kept, _HOLDERS, known["shelves"])
    changed = sorted(roll.changed)
    found = shingles_of_each((articles[one] for one in changed), len(changed), workers)
    new = dict(zip(changed, found, strict=True))
    gathering = Gathering(Texts(lambda one: _marks(kept, one)), holders, roll, known["firsts"], stock)
    gathering.change(new)
    again = gathering.again()
    still = (
        (one, other, share)
        for one, others in known["versions"].items()
        if one not in again.asked
        for other, share in others.items()
        if other not in again.asked
    )
    asked = alike(again.pairs, again.evidence, articles.__getitem__, gathering.stock)
    versions = both_ways(chain(still, asked))
    holders.put()
    kept.put(_MARKS, {}, roll.gone)
    kept.put_each(_MARKS, ((one, marks.tobytes()) for one, marks in new.items()))
    _keep(kept, versions, gathering.firsts, gathering.stock, known["shelves"])
    return versions


def _marks(kept: Together, one: str) -> Packed:
    return array("I", kept.value(_MARKS, one).value)


def _from_nothing(kept: Together, roll: Roll, articles: Mapping[str, Page], workers: Workers) -> Versions:
    names, totals, shelves = roll.names, array("I"), shelves_for(len(articles))  # all are new: in their order
    found = shingles_of_each((articles[one] for one in names), len(names), workers)
    rows = kept.put_by(_MARKS, zip(names, (marks.tobytes() for marks in noted(found, totals)), strict=True))
    holders = Pairs(kept, _HOLDERS, shelves)
    holders.begin()
    holders.add((array("I", marks), one) for one, (_, marks) in enumerate(rows))
    holders.put()
    gathered = Gathered(holders.of_several(), totals)
    versions = all_versions([articles[one] for one in names], gathered)
    firsts = {names[one]: names[first] for one, first in enumerate(gathered.firsts) if one != first}
    _keep(kept, versions, firsts, gathered.stock, shelves)
    return versions


def _keep(kept: Together, found: Versions, firsts: Mapping[str, str], stock: Shingles, shelves: int) -> None:
    known = json.dumps({"versions": found, "firsts": firsts, "shelves": shelves}).encode()
    rows = {_KNOWN: known, _STOCK: packed(stock).tobytes()}
    kept.put(_STORIES, {name: Value(b"", value) for name, value in rows.items()})
