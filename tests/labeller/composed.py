"""Pages made of two labelled ones: the article of one in the layout of another.

A layout has been seen with one article only, and an article in one layout: what a model learns of either holds their words. Of the pages
made here it learns that the same furniture stands around any article, and the same article in any furniture.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from hashlib import sha256

from tests.labeller.corpus import Sample

_ARTICLE = frozenset(["body", "heading", "list", "note", "table", "mixed"])
_FURNITURE = frozenset(["noise", "other-article", "rights", "contact"])
#: Lines of the layout that stand within its text, and how short an article is too short for them.
_INNER, _SHORTEST = 6, 4
_FEWEST_LINES = 4
Row = tuple[str, str]
_BLANK: Row = ("", "")


def composed(corpus: Sequence[Sample], turn: int) -> list[Sample]:
    """A page for each of the corpus: its article in the layout of another, which ``turn`` and its name choose. The same at every run."""
    made = (_composed(one, corpus[_number(turn, one.id) % len(corpus)]) for one in corpus)
    return [page for page in made if page is not None and len(page.lines) >= _FEWEST_LINES]


def _number(*of: object) -> int:
    """A number as if by chance, the same for the same words."""
    return int.from_bytes(sha256(repr(of).encode()).digest()[:8], "big")


def _composed(article: Sample, layout: Sample) -> Sample | None:
    own, around = list(_rows(article)), list(_rows(layout))
    text, place = _span(own), _span(around)
    if text is None or place is None:
        return None
    above, below = around[: place.start], around[place.stop :]
    inner = [row for row in around[place] if row[0] in _FURNITURE][:_INNER]
    body = [row for row in own[text] if row[0] not in _FURNITURE and row[0] != "repeat"]
    titles = [_first(rows, "title") for rows in (own, around)]
    rows = [
        *_framed(above, own, titles),
        *_with(body, inner, _number(article.id, layout.id)),
        *(row for row in _framed(below, [], titles) if row[0] not in ("title", "subtitle")),
    ]
    return _sample(f"{article.id}-in-{layout.id}", layout.family, rows)


def _rows(sample: Sample) -> Iterator[Row]:
    """The lines with their roles; several blank lines are one."""
    last = sample.lines[0][0] if sample.lines else 0
    for (number, text), role in zip(sample.lines, sample.roles, strict=True):
        if number - last > 1:
            yield _BLANK
        yield role, text
        last = number


def _span(rows: Sequence[Row]) -> slice | None:
    """From the article's first line to its last."""
    at = [i for i, (role, _) in enumerate(rows) if role in _ARTICLE]
    return slice(at[0], at[-1] + 1) if at else None


def _first(rows: Sequence[Row], role: str) -> str:
    return next((text.strip() for one, text in rows if one == role), "")


def _framed(rows: Sequence[Row], own: Sequence[Row], titles: Sequence[str]) -> Iterator[Row]:
    """Lines of the layout with the article's titles; a repeat of its title is one of the article's, another is left out."""
    given = {role: iter([row for row in own if row[0] == role]) for role in ("title", "subtitle")}
    for role, text in rows:
        if role in given:
            yield from (row for row in [next(given[role], None)] if row)
        elif role != "repeat":
            yield role, text
        elif all(titles) and _letters(titles[1]) in _letters(text):
            yield role, text.replace(titles[1], titles[0])


def _letters(text: str) -> str:
    return re.sub(r"\W", "", text)


def _with(body: Sequence[Row], inner: Sequence[Row], chance: int) -> list[Row]:
    """The article's lines with the furniture of the layout among them, in no table."""
    if not inner or len(body) < _SHORTEST:
        return list(body)
    place = 1 + chance % (len(body) - 2)
    while place < len(body) - 1 and body[place][0] == "table":
        place += 1
    return [*body[:place], *inner, *body[place:]]


def _sample(name: str, family: str, rows: Sequence[Row]) -> Sample:
    kept = [(i, role, text) for i, (role, text) in enumerate(rows, 1) if text]
    lines, roles = tuple((i, text) for i, _, text in kept), tuple(role for _, role, _ in kept)
    return Sample(name, family, "composed", lines, roles)
