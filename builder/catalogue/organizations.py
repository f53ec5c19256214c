"""Organizations that briefings name besides central bodies: under their whole names, each with its briefings.

One organization is called by its name and by the end of it (``가스안전공사`` for ``한국가스안전공사``): where
the archive knows the whole name, its end is no other organization. Local governments keep the name they are
given (``동구청`` is the end of many), but for their province: it changes its name more often than they do.

An organization's page stays its own: whoever comes later and is spelt the same gets another address, and the
page of one that is known under a whole name now leads on to that one's.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from builder.catalogue import links
from builder.model import Entry
from builder.pages import values
from builder.pages.page import AnyPage, Crumb, IndexPage
from builder.registry.romanise import romanised

LEAST: Final = 2
"""The briefings from which an organization has a page; the name of one with fewer leads to its briefing."""
OTHERS: Final = "#"
"""Stands for a consonant where a name begins with none."""
NAME: Final = "organization_name"
"""The key of an organization's page with its name: whose the address is for ever."""
_SLUG: Final = re.compile(r"[a-z0-9][a-z0-9-]{0,79}")
_LONGEST: Final = 72
"""Letters of a slug that the digits of a name fit behind."""
_LOCAL: Final = re.compile(r"[시군구도청]$")
_NATION: Final = "한국"
#: The consonants that begin 588 syllables each, in Unicode's order; doubled ones stand with the single one.
_INITIALS: Final = "ㄱㄱㄴㄷㄷㄹㅁㅂㅂㅅㅅㅇㅈㅈㅊㅋㅌㅍㅎ"
_FIRST: Final = 0xAC00
_EACH: Final = 588


@dataclass(frozen=True, slots=True)
class Organization:
    """One under its whole name, with its briefings, newest first."""

    name: str
    entries: tuple[Entry, ...]
    slug: str = ""
    """What its page is called; empty where it has none."""

    @property
    def initial(self) -> str:
        """The consonant under which it is listed."""
        number = (ord(self.name[0]) - _FIRST) // _EACH
        return _INITIALS[number] if 0 <= number < len(_INITIALS) else OTHERS


def organizations_of(
    entries: Sequence[Entry], whole: Mapping[str, str], holders: Mapping[str, str]
) -> tuple[Organization, ...]:
    """All of them, in Korean order.

    ``entries`` come newest first; ``whole``: see ``whole_names``; ``holders``: see there.
    """
    named: dict[str, list[Entry]] = {}
    for entry in entries:
        for name in dict.fromkeys(whole[one] for one in entry.organizations):
            named.setdefault(name, []).append(entry)
    slugs = _slugs((name for name in sorted(named) if len(named[name]) >= LEAST), holders)
    return tuple(Organization(name, tuple(named[name]), slugs.get(name, "")) for name in sorted(named))


def holders(pages: Iterable[AnyPage]) -> dict[str, str]:
    """What pages of organizations that stand are called → the name of the organization it was given to."""
    found = {}
    for page in pages:
        slug = page.path.removeprefix("organizations/").removesuffix(".md")
        if isinstance(page, IndexPage) and page.kind == "organization" and _SLUG.fullmatch(slug):
            found[slug] = values.text(page.meta.get(NAME)) or page.title
    return found


def successors(entries: Sequence[Entry], held: Mapping[str, str], paths: Iterable[str]) -> dict[str, Crumb]:
    """The pages of organizations that are known under a whole name now, with the page of that one.

    ``held``: see ``holders``; ``paths`` are the pages that something is listed on.
    """
    planned = {*paths}
    without = {slug: name for slug, name in held.items() if links.organization(slug) not in planned}
    if not without:
        return {}
    whole = whole_names(name for entry in entries for name in entry.organizations)
    pages = {one.name: one.slug for one in organizations_of(entries, whole, held) if one.slug}
    return {
        links.organization(slug): Crumb(whole[name], links.organization(pages[whole[name]]))
        for slug, name in without.items()
        if whole.get(name) in pages
    }


def _slugs(names: Iterable[str], holders: Mapping[str, str]) -> dict[str, str]:
    """What the page of each name is called: as it always was, else by its sound, else with digits behind."""
    found = {name: slug for slug, name in sorted(holders.items(), reverse=True)}
    taken = {*holders}
    for name in names:
        if name not in found and (slug := _slug(name, taken)):
            found[name] = slug
            taken.add(slug)
    return found


def _slug(name: str, taken: Collection[str]) -> str:
    slug = romanised(name).replace(" ", "-").casefold()
    if slug in taken:
        slug = f"{slug[:_LONGEST]}-{hashlib.sha256(name.encode()).hexdigest()[:6]}"
    return slug if _SLUG.fullmatch(slug) and slug not in taken else ""


def whole_names(names: Iterable[str]) -> Mapping[str, str]:
    """Each name as it is written → the whole name of the organization."""
    plain = {name: _without_province(name) for name in names}
    ends = _by_end({name for name in plain.values() if not _LOCAL.search(name)})
    return {name: ends.get(one, one) for name, one in plain.items()}


def _without_province(name: str) -> str:
    """``인천광역시 강화군`` as ``인천 강화군``."""
    province, space, rest = name.partition(" ")
    return f"{province[:2]} {rest}" if space and _LOCAL.search(rest) else name


def _by_end(names: set[str]) -> dict[str, str]:
    """Names that are the end of one other name → that one; of several the one that begins with the nation.

    What a place has of a kind (``창녕군시설관리공단``) is not what is called by the kind alone.
    """
    longer: dict[str, list[str]] = {}
    for name in names:
        for start in range(1, len(name)):
            if (end := name[start:]) in names and not _LOCAL.search(name[:start]):
                longer.setdefault(end, []).append(name)
    return {end: whole for end, found in longer.items() if (whole := _whole(end, found))}


def _whole(end: str, longer: Sequence[str]) -> str | None:
    if f"{_NATION}{end}" in longer:
        return f"{_NATION}{end}"
    return longer[0] if len(longer) == 1 else None
