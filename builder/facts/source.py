"""Who published a text and who wrote it, and what it says of its use.

Bylines, an agency's marks, copyright lines, mastheads and sign-offs may stand on any line, removed ones too.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Final

from builder.model import Reading, Rights, Role, Source
from builder.registry import Registry
from builder.text import fold

#: Letters at either end of a long line in which its marks are looked for: a byline stands in front or behind.
_HEAD: Final = 80
_TAIL: Final = 100
#: A shorter line may be a masthead.
_SHORT: Final = 45
#: A longer name of an outlet is whole.
_LONGEST_SHORT_NAME: Final = 3
#: Patterns of the public licence: named by its type, else told by its conditions, the narrowest first.
_LICENCES: Final = ("rights-kogl", "rights-kogl-4", "rights-kogl-2", "rights-kogl-3", "rights-kogl-1")
_MOST_LINES: Final = 2_000
_LONGEST_STATEMENT: Final = 200
_SUPPLIED: Final = "supplied"
_METADATA: Final = "metadata"
#: Behind the pattern that told an outlet which stands more than once.
_AGAIN: Final = "again"
#: A name and what told it.
_Told = tuple[str | None, str]
_JOINT: Final = re.compile(r"\s?[·,]\s?|\s")


def decide_source(reading: Reading, registry: Registry) -> Source:
    """Outlet, author, credit and address: what is supplied, else what the text says, else the page's head."""
    supplied = reading.seed.supplied
    stated = dict(reversed(reading.seed.metadata))
    authors = (stated.get(name) for name in ("author", "article:author"))
    addresses = (stated.get(name, "") for name in ("canonical", "og:url", "saved"))
    captions = {line.text.strip() for line in reading.lines if line.role is Role.CAPTION}
    lines = [line.text for line in reading.seed.lines if line.text.strip() not in captions]
    told = _told(lines, registry)
    outlet = _first((supplied.outlet, _SUPPLIED), told[0], (stated.get("publisher"), _METADATA))
    author = _first((supplied.author, _SUPPLIED), told[1], (next(filter(None, authors), None), _METADATA))
    return Source(
        outlet=outlet[0],
        author=author[0],
        credit=reading.credit,
        url=supplied.url or next((url for url in addresses if url.startswith(("http://", "https://"))), None),
        outlet_by=outlet[1],
        author_by=author[1],
    )


def _first(*known: _Told) -> _Told:
    return next((one for one in known if one[0]), (None, ""))


def _told(lines: Sequence[str], registry: Registry) -> tuple[_Told, _Told]:
    """The outlet and the author that the surest pattern finds, each for itself."""
    found = _found(lines, registry)
    outlets = {rule: _outlets(groups, registry) for rule, groups in found.items()}
    authors = {rule: _authors(groups, registry)[:1] for rule, groups in found.items()}
    outlet, outlet_by = _surest(outlets)
    author, author_by = _surest(authors)
    names = list(chain.from_iterable(outlets.values()))
    again = f" {_AGAIN}" if names.count(outlet or "") > 1 else ""
    return (_in_full(outlet, names), f"{outlet_by}{again}"), (author, author_by)


def _surest(found: Mapping[str, Sequence[str]]) -> _Told:
    """What stands oftenest among the names that the first pattern with any finds, and its id."""
    return next(((_commonest(names), rule) for rule, names in found.items() if names), (None, ""))


def _found(lines: Sequence[str], registry: Registry) -> dict[str, list[dict[str, str | None]]]:
    """For each rule that finds any, in their order, what its groups read, line by line."""
    sieve = registry.sieve("origin")
    found: dict[str, list[dict[str, str | None]]] = {}
    pieces = [piece for line in lines[:_MOST_LINES] if line for piece in _ends(fold(line))]
    for place, rule, match in sieve.whole(pieces):
        if len(pieces[place]) <= _SHORT or _has_hint(pieces[place], registry):
            found.setdefault(rule.id, []).append(match.groupdict())
    return {rule.id: found[rule.id] for rule in sieve.rules if rule.id in found}


def _has_hint(piece: str, registry: Registry) -> bool:
    return any(rule.pattern.search(piece) for rule in registry.patterns_of("origin-hint"))


def _ends(text: str) -> Iterator[str]:
    """The text, or where it is long its beginning and its end."""
    if len(text) <= _HEAD + _TAIL:
        yield from filter(None, (text,))
    else:
        yield text[:_HEAD]
        yield text[-_TAIL:]


def _outlets(found: Sequence[dict[str, str | None]], registry: Registry) -> list[str]:
    names = (name.strip(" ·&") for groups in found if (name := groups.get("outlet") or groups.get("outlet2")))
    return [
        name for name in names if name not in registry.bodies_by_name and not _is(name, "no-outlet", registry)
    ]


def _commonest(names: Sequence[str]) -> str | None:
    """The name that stands most often, of equals the first."""
    return Counter(names).most_common(1)[0][0] if names else None


def _in_full(name: str | None, names: Iterable[str]) -> str | None:
    """The outlet's whole name where a mark has but its beginning (``[가람=…]``, ``ⓒ 가람일보``)."""
    if name is None or len(name) > _LONGEST_SHORT_NAME:
        return name
    return next((other for other in names if other.startswith(name) and other != name), name)


def _authors(found: Sequence[dict[str, str | None]], registry: Registry) -> list[str]:
    """The names of each byline that holds one, parted by commas."""
    bylines = (_JOINT.split(name.strip()) for groups in found if (name := groups.get("author")))
    names = ([name for name in byline if not _is(name, "no-author", registry)] for byline in bylines)
    people = [", ".join(dict.fromkeys(byline)) for byline in names if byline]
    return people or [team for groups in found if (team := groups.get("team"))]


def _is(name: str, group: str, registry: Registry) -> bool:
    return any(rule.pattern.fullmatch(name) for rule in registry.patterns_of(group))


def reservation(texts: Sequence[str], registry: Registry) -> str | None:
    """The first line that reserves all rights."""
    pieces = [(text, piece) for text in texts for piece in _ends(text)]
    found = registry.sieve("rights-reserved").whole([piece for _, piece in pieces])
    return next((pieces[place][0] for place, _, _ in found), None)


def decide_rights(
    supplied: str | None, texts: Sequence[str], reserved: str | None, registry: Registry
) -> Rights:
    """The most open statement the text carries: a public licence before what is ``reserved``.

    A supplied one stands for the text.
    """
    if supplied:
        texts, reserved = [supplied], reservation([supplied], registry)
    found = registry.sieve(*_LICENCES).found(texts)
    if licences := sorted(found, key=lambda one: _LICENCES.index(one[1].group)):
        place, rule, match = licences[0]
        number = match.groupdict().get("type") or rule.group[-1]
        return Rights(texts[place][:_LONGEST_STATEMENT], f"kogl-{number}", rule.id)
    if reserved:
        return Rights(reserved[:_LONGEST_STATEMENT], "reserved", "rights-reserved")
    return Rights(supplied, "unknown")
