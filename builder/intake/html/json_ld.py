"""What a page's JSON-LD says of the article: headline, dates, author, publisher.

Ill-formed JSON is read field by field.

schema.org: Article and its subtypes (https://schema.org/Article); pages that list articles are
CollectionPage, SearchResultsPage, ProfilePage.
"""

from __future__ import annotations

import html
import json
import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_LIMIT: Final = 200_000
"""Characters of one script that are read."""
_MOST: Final = 200
"""Objects that are looked at."""
_TEXTS: Final = ("headline", "datePublished", "dateModified", "articleBody")
_PEOPLE: Final = ("author", "publisher")
_LISTS: Final = frozenset({"CollectionPage", "SearchResultsPage", "ProfilePage", "ItemList"})
_FIELD: Final = re.compile(r'"(headline|datePublished|dateModified)"\s{0,9}:\s{0,9}"((?>(?:[^"\\]|\\.)*))"')
_NAMED: Final = re.compile(
    r'"(author|publisher)"\s{0,9}:\s{0,9}\[?\s{0,9}\{(?>(?:[^{}"]|"(?!name")(?>(?:[^"\\]|\\.)*)")*)"name"\s{0,9}:\s{0,9}"((?>(?:[^"\\]|\\.)*))"'
)
_TYPE: Final = re.compile(r'"@type"\s{0,9}:\s{0,9}"([A-Za-z]{1,40})"')


def statements(scripts: Iterable[str]) -> list[tuple[str, str]]:
    """(field, value) of all JSON-LD scripts in order.

    ``headline``, ``datePublished``, ``dateModified``, ``articleBody``, ``author``, ``publisher``.

    A page that calls itself a list and no article has one field more: (``@type``, the type).
    """
    found: list[tuple[str, str]] = []
    types: list[str] = []
    for script in scripts:
        try:
            data = json.loads(html.unescape(script[:_LIMIT]), strict=False)
        except (ValueError, RecursionError):
            types += _TYPE.findall(script[:_LIMIT])
            found += _loose(script[:_LIMIT])
            continue
        for thing in _things(data):
            types += [kind for kind in _several(thing.get("@type")) if isinstance(kind, str)]
            found += _said(thing)
    is_article = any(kind.endswith(("Article", "Posting", "Report")) for kind in types)
    lists = [] if is_article else [("@type", kind) for kind in types if kind in _LISTS][:1]
    return [*found, *lists]


def _things(data: object) -> Iterator[dict[str, object]]:
    """The objects of a script, those in ``@graph`` and ``mainEntity`` too, bounded."""
    waiting, count = [data], 0
    while waiting and count < _MOST:
        count += 1
        thing = waiting.pop(0)
        if isinstance(thing, list):
            waiting += thing[:_MOST]
        elif isinstance(thing, dict):
            yield thing
            waiting += [thing[name] for name in ("@graph", "mainEntity") if name in thing]


def _said(thing: dict[str, object]) -> Iterator[tuple[str, str]]:
    for name in _TEXTS:
        words = thing.get(name)
        if isinstance(words, str):
            yield name, html.unescape(words)
    for name in _PEOPLE:
        for person in _several(thing.get(name)):
            called = person.get("name") if isinstance(person, dict) else person
            if isinstance(called, str):
                yield name, html.unescape(called)


def _several(value: object) -> list[object]:
    return value[:_MOST] if isinstance(value, list) else [] if value is None else [value]


def _loose(script: str) -> Iterator[tuple[str, str]]:
    """Fields found in JSON that does not parse: a bracket forgotten, a comma too many."""
    for pattern in (_FIELD, _NAMED):
        for name, raw in pattern.findall(script)[:_MOST]:
            try:
                yield name, html.unescape(json.loads(f'"{raw}"', strict=False))
            except ValueError:
                continue
