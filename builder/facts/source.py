"""Who published a text and who wrote it, and what it says of its use.

Bylines, an agency's marks, copyright lines, mastheads and sign-offs may stand on any line, removed ones too.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain, islice
from typing import Final

from builder.model import Reading, Rights, Role, Source
from builder.registry import Registry
from builder.registry.kinds import article_kind
from builder.text import fold

#: Letters at either end of a long line in which its marks are looked for: a byline stands in front or behind.
_HEAD: Final = 80
_TAIL: Final = 100
#: A shorter line may be a masthead.
_SHORT: Final = 45
#: A longer name of an outlet is whole.
_LONGEST_SHORT_NAME: Final = 3
#: How far above it stands what a line goes with that says nothing alone.
_LINES_ABOVE: Final = 2
#: Marks that are looked at in the midst of one long line.
_MOST_INSIDE: Final = 8
_LETTER_BY_LETTER: Final = re.compile(r"(?<![가-힣])(?:[가-힣] ){3,}[가-힣](?![가-힣])")
#: What stands in such a text.
_LETTER_ALONE: Final = re.compile(r" [가-힣] [가-힣] ")
_HANGUL: Final = re.compile("[가-힣]")
_INITIALS: Final = re.compile("[A-Z0-9]{2,6}")
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
    outlet = _first((supplied.outlet, _SUPPLIED), told[0], (_stated_outlet(stated, registry), _METADATA))
    author = _first((supplied.author, _SUPPLIED), told[1], (next(filter(None, authors), None), _METADATA))
    return Source(
        outlet=outlet[0],
        author=author[0],
        credit=reading.credit,
        url=supplied.url or next((url for url in addresses if url.startswith(("http://", "https://"))), None),
        outlet_by=outlet[1],
        author_by=author[1],
    )


def _stated_outlet(stated: Mapping[str, str], registry: Registry) -> str | None:
    """What the page's head names as its publisher, unless it is a body or a section."""
    return next(iter(_outlets([{"outlet": stated.get("publisher")}], registry)), None)


def _first(*known: _Told) -> _Told:
    return next((one for one in known if one[0]), (None, ""))


def _told(lines: Sequence[str], registry: Registry) -> tuple[_Told, _Told]:
    """The outlet and the author that the surest pattern finds, each for itself."""
    found = _found(lines, registry)
    outlets = {rule: _outlets(groups, registry) for rule, groups in found.items()}
    authors = {rule: _authors(groups, registry)[:1] for rule, groups in found.items()}
    told, outlet_by = _surest(outlets)
    names = list(chain.from_iterable(outlets.values()))
    again = f" {_AGAIN}" if names.count(told or "") > 1 else ""
    outlet = _in_full(_in_hangul(told, names), names)
    author, author_by = _surest(authors)
    return (outlet, f"{outlet_by}{again}"), (_without(author, outlet), author_by)


def _surest(found: Mapping[str, Sequence[str]]) -> _Told:
    """What stands oftenest among the names that the first pattern with any finds, and its id."""
    return next(((_commonest(names), rule) for rule, names in found.items() if names), (None, ""))


def _found(lines: Sequence[str], registry: Registry) -> dict[str, list[dict[str, str | None]]]:
    """For each rule that finds any, in their order, what its groups read, line by line."""
    sieve = registry.sieve("origin")
    found: dict[str, list[dict[str, str | None]]] = {}
    pieces = list(_pieces([_closed_up(fold(line)) for line in lines[:_MOST_LINES]], registry))
    for place, rule, match in sieve.whole(pieces):
        if len(pieces[place]) <= _SHORT or _has_hint(pieces[place], registry):
            said: dict[str, str | None] = match.groupdict()
            found.setdefault(rule.id, []).append({"outlet": rule.stands_for} if rule.stands_for else said)
    return {rule.id: found[rule.id] for rule in sieve.rules if rule.id in found}


def _has_hint(piece: str, registry: Registry) -> bool:
    return any(rule.pattern.search(piece) for rule in registry.patterns_of("origin-hint"))


def _pieces(lines: Sequence[str], registry: Registry) -> Iterator[str]:
    """What the patterns are tried on: each line, a long one by its ends and by what stands out within.

    And lines that say something only with what stands above them (``이솔빛`` / ``기자``).
    """
    yield from (piece for line in lines if line for piece in _ends(line))
    long = [line for line in lines if len(line) > _HEAD + _TAIL]
    for place, rule, _ in registry.sieve("origin-inside").found(long):
        yield from (match.group() for match in islice(rule.pattern.finditer(long[place]), _MOST_INSIDE))
    short = [line for line in lines if line and len(line) <= _SHORT]
    for place, _, _ in registry.sieve("origin-split").whole(short):
        for above in short[max(0, place - _LINES_ABOVE) : place]:
            yield f"{above} {short[place]}"


def _closed_up(text: str) -> str:
    """The text with what is printed letter by letter as words: ``솔 빛 신 문``."""
    if not _LETTER_ALONE.search(text):
        return text
    return _LETTER_BY_LETTER.sub(lambda found: found.group().replace(" ", ""), text)


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


def _in_hangul(name: str | None, names: Iterable[str]) -> str | None:
    """The outlet's Korean name where a mark has it in Latin letters, unless it goes by its initials."""
    if name is None or _HANGUL.search(name) or _INITIALS.fullmatch(name):
        return name
    return next(filter(_HANGUL.search, names), name)


def _without(author: str | None, outlet: str | None) -> str | None:
    """The reporters without the outlet, which some bylines name among them."""
    names = [name for name in (author or "").split(", ") if name != outlet]
    return ", ".join(names) or None


def _authors(found: Sequence[dict[str, str | None]], registry: Registry) -> list[str]:
    """The names of each byline that holds one, parted by commas."""
    told = (groups.get("author") or groups.get("author2") for groups in found)
    bylines = (_JOINT.split(name.strip()) for name in told if name)
    written = (_writers(byline, registry) for byline in bylines)
    names = ([name for name in byline if not _is(name, "no-author", registry)] for byline in written)
    people = [", ".join(dict.fromkeys(byline)) for byline in names if byline]
    return people or [team for groups in found if (team := groups.get("team"))]


def _writers(byline: Sequence[str], registry: Registry) -> Sequence[str]:
    """The byline without whoever took the pictures: ``사진 이솔빛``, ``이솔빛 사진(기자)``."""
    job = next((place for place, name in enumerate(byline) if _is(name, "photographer", registry)), None)
    if job is None:
        return byline
    return byline[: job - 1 if job == len(byline) - 1 else job]


def _is(name: str, group: str, registry: Registry) -> bool:
    return any(rule.pattern.fullmatch(name) for rule in registry.patterns_of(group))


def reservation(texts: Sequence[str], registry: Registry) -> str | None:
    """The first line that reserves all rights."""
    pieces = [(text, piece) for text in texts for piece in _ends(text)]
    found = registry.sieve("rights-reserved").whole([piece for _, piece in pieces])
    return next((pieces[place][0] for place, _, _ in found), None)


def decide_rights(
    supplied: str | None,
    texts: Sequence[str],
    marks: Sequence[str],
    reserved: str | None,
    kind: str,
    registry: Registry,
) -> Rights:
    """The most open statement the text carries: a public licence before what is ``reserved``.

    A supplied one stands for the text. ``marks``: the addresses of a licence's mark or page on a saved page;
    they tell a licence, and are no statement. What a site reserves in its last line does not reserve a text
    that it prints for a body (``kind``); where copying is forbidden, it does.
    """
    if supplied:
        texts, marks, reserved = [supplied], (), reservation([supplied], registry)
    if opened := _opened(texts, registry):
        return opened
    if marked := _opened(marks, registry):
        return replace(marked, statement=None)
    if reserved:
        answered = article_kind(kind).of_bodies
        forbids = not answered or next(registry.sieve("rights-forbid").found([reserved]), None)
        licence = "reserved" if supplied or forbids else "unknown"
        return Rights(reserved[:_LONGEST_STATEMENT], licence, "rights-reserved")
    return Rights(supplied, "unknown")


def _opened(said: Sequence[str], registry: Registry) -> Rights | None:
    """The public licence that something said names, else another that opens the text."""
    found = registry.sieve(*_LICENCES).found(said)
    if licences := sorted(found, key=lambda one: _LICENCES.index(one[1].group)):
        place, rule, match = licences[0]
        number = match.groupdict().get("type") or rule.group[-1]
        return Rights(said[place][:_LONGEST_STATEMENT], f"kogl-{number}", rule.id)
    opened = next(registry.sieve("rights-open").found(said), None)
    return Rights(said[opened[0]][:_LONGEST_STATEMENT], "unknown", opened[1].id) if opened else None
