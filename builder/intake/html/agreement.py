"""What a page states to machines, held against what it prints.

Only what agrees, or what nothing speaks against, is handed on.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Final

from builder.intake.html.regions import STAMP
from builder.text import key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from builder.model import Line

Statements = list[tuple[str, str]]

TITLES: Final = (
    "json-ld:headline",
    "itemprop:headline",
    "og:title",
    "twitter:title",
    "dc.title",
    "dcterms.title",
    "title",
)
"""Where a headline is stated, the most telling first."""
_LONGEST_TITLE: Final = 300
_MOST_TITLES: Final = 20
_DATES: Final = (
    "json-ld:datePublished",
    "itemprop:datePublished",
    "article:published_time",
    "datepublished",
    "dc.date.issued",
    "dcterms.issued",
    "pubdate",
    "date",
)
_OWN_NAMES: Final = frozenset({"article:published_time"})
_AUTHORS: Final = ("json-ld:author", "author", "article:author")
_INSTANT: Final = re.compile(
    r"(\d{4})-?(\d\d)-?(\d\d)(?:[T ](\d\d):?(\d\d)(?::?\d\d(?:\.\d{1,9})?)?\s?(Z|[+-]00:?00)?)?"
)
_JOINTS: Final = re.compile(r"\s[-|<>–—:]{1,2}\s|[|>]")
_LONGEST_NAME: Final = 20
_SURE_NAME: Final = 3
"""Letters of a name that is found within a longer one by no chance."""
_EDGES: Final = " :.·-"
_SEOUL: Final = dt.timedelta(hours=9)
_LONGEST_STAMP: Final = 120
"""A longer line with a date in it is text, no date line."""
_HANDED_ON: Final = frozenset(
    {
        "title",
        "og:title",
        "og:site_name",
        "og:url",
        "og:description",
        "canonical",
        "saved",
        "time",
        "attachment",
        "licence",
        "article:modified_time",
    }
)


def titles(stated: Statements) -> list[str]:
    """What the page states to be its headline, the most telling first."""
    found = [value for name in TITLES for value in _values(stated, name) if len(value) <= _LONGEST_TITLE]
    return found[:_MOST_TITLES]


def agreed(
    stated: Statements, headline: str | None, short: Sequence[Line], logos: Sequence[str]
) -> Statements:
    """The statements that later rooms may build on.

    ``headline``: the printed one, if it was found. ``short``: the lines that may be part of the article and
    are no running text. ``logos``: what the page's first links and headings say. Besides what the head says
    under its own names: ``headline``; ``datePublished`` (if it was no ``article:published_time``) and
    ``dateModified``, Korean time; ``author``; ``publisher``; ``conflict`` where a stated date is none of
    those printed.
    """
    printed = _printed_days(short)
    found = [("headline", headline)] if headline else []
    found += _dates(stated, printed)
    found += [("publisher", name) for name in _publisher(stated, headline, logos)]
    found += [("author", name) for name in _authors(stated)]
    kept = [pair for pair in stated if pair[0] in _HANDED_ON and not _is_site(pair, logos)]
    return [*found, *kept]


def _is_site(pair: tuple[str, str], logos: Sequence[str]) -> bool:
    """Whether a stated title is no article's but the site's: what its logo says."""
    return pair[0] == "og:title" and any(key(pair[1]) in key(logo) for logo in logos)


def _publisher(stated: Statements, headline: str | None, logos: Sequence[str]) -> list[str]:
    """Who publishes the page: stated, or the part of the window's title that the page's logo says too."""
    told = next(
        (found for name in ("json-ld:publisher", "og:site_name") if (found := _values(stated, name))), []
    )
    if told:
        return told[:1]
    said = [key(logo) for logo in logos]
    parts = [part.strip(_EDGES) for title in _values(stated, "title")[:1] for part in _JOINTS.split(title)]
    names = [part for part in (*parts[-1:], *parts[:1]) if _may_be_name(key(part), key(headline or ""))]
    places = {
        name: next((i for i, logo in enumerate(said) if _is_name_of(key(name), logo)), -1) for name in names
    }
    return sorted((name for name in names if places[name] >= 0), key=lambda name: places[name])[:1]


def _may_be_name(name: str, headline: str) -> bool:
    """Whether an end of the window's title may be a site's name: short, and not the headline."""
    return 0 < len(name) <= _LONGEST_NAME and name != headline


def _is_name_of(name: str, logo: str) -> bool:
    """Whether a logo says the name; a short one stands in many words, so it is the whole of it."""
    return name == logo or (len(name) >= _SURE_NAME and name in logo)


def _printed_days(lines: Iterable[Line]) -> frozenset[str]:
    """The full dates printed on lines of their own, as ISO days."""
    return frozenset(
        f"{found[1]}-{int(found[2]):02}-{int(found[3]):02}"
        for line in lines
        if len(line.text) <= _LONGEST_STAMP
        for found in STAMP.finditer(line.text)
    )


def _dates(stated: Statements, printed: frozenset[str]) -> Iterator[tuple[str, str]]:
    """The day of publication and ``dateModified``.

    A ``conflict`` where all stated days differ from the printed.
    """
    told = [(name, value, day) for name in _DATES for value in _values(stated, name) for day in _days(value)]
    agreeing = [one for one in told if one[2] in printed]
    if agreeing or (told and not printed):
        name, value, day = (agreeing or told)[0]
        yield (name if name in _OWN_NAMES else "datePublished"), (value if day in value else day)
    elif told:
        yield "conflict", f"{told[0][0]} {told[0][1]}: printed {', '.join(sorted(printed)[:5])}"
    modified = [
        day
        for name, value in stated
        if name.endswith((":dateModified", ":modified_time"))
        for day in _days(value)
    ]
    yield from [("dateModified", day) for day in modified[:1]]


def _days(value: str) -> list[str]:
    """The ISO day a machine-readable date names; of an instant in universal time the Korean day first."""
    found = _INSTANT.match(value.strip()) or STAMP.match(value.strip())
    if not found:
        return []
    try:
        day = dt.datetime(int(found[1]), int(found[2]), int(found[3]))  # noqa: DTZ001
        if found.re is _INSTANT and found[6]:
            seoul = day + dt.timedelta(hours=int(found[4]), minutes=int(found[5])) + _SEOUL
            return list(dict.fromkeys((seoul.date().isoformat(), day.date().isoformat())))
    except (ValueError, OverflowError):
        return []
    return [day.date().isoformat()]


def _authors(stated: Statements) -> list[str]:
    """Those said to have written it: no address, and not the outlet under another key."""
    outlets = {key(value) for name, value in stated if name in ("og:site_name", "json-ld:publisher")}
    told = next((found for found in (_values(stated, name) for name in _AUTHORS) if found), [])
    return [name for name in told if key(name) not in outlets and "://" not in name][:5]


def _values(stated: Statements, name: str) -> list[str]:
    return [value for other, value in stated if other == name]
