"""Entries that another has replaced: renamed (``renames`` of the new one), or merged (their ``replaced_by``).

What such an entry knows goes to the one that stands for it: keywords of topics, names of bodies, and all that
other entries say of it. Of itself nothing is left but where it leads, for ever: its address was published.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from builder.registry.files import Data, Entry
from builder.text import key

REPLACED: Final = "replaced"
"""Beside the files' stems in what is merged: stem → what was replaced → by what."""
_BY: Final = "replaced_by"
_WAS: Final = "renames"
_BODY_LISTS: Final = ("predecessors", "successors")
_MEND: Final = "take `renames` or `replaced_by` from one of them"


class ReplacedError(ValueError):
    """An entry is replaced by none, or in a circle. ``stem``: the registry it stands in."""

    def __init__(self, stem: str, message: str) -> None:
        super().__init__(message)
        self.stem = stem


def settled(merged: Mapping[str, Data]) -> dict[str, Data]:
    """The registries' data without the entries that were replaced, and with ``REPLACED`` beside them.

    Raises:
        ReplacedError: see there.
    """
    bodies, moved_bodies = _of_bodies(merged["ministries"]["bodies"])
    areas, moved_topics = _of_topics(merged["topics"]["areas"])
    officials = [_renamed_in(one, ("body",), (), moved_bodies) for one in merged["officials"]["officials"]]
    return {
        **merged,
        "ministries": {"bodies": bodies},
        "officials": {"officials": officials},
        "topics": {"areas": areas},
        REPLACED: {"ministries": moved_bodies, "topics": moved_topics},
    }


def _of_bodies(bodies: list[Entry]) -> tuple[list[Entry], dict[str, str]]:
    moved = _ends("ministries", bodies, "id")
    if not moved:
        return bodies, moved
    given = _gathered(bodies, moved, "id", _names)
    misspelt = _gathered(bodies, moved, "id", lambda one: one.get("misspellings", ()))
    kept: list[Entry] = []
    for body in (one for one in bodies if one["id"] not in moved):
        aliases = _united(body.get("aliases", ()), given.get(body["id"], ()))
        whole = {
            **_renamed_in(body, ("parent",), _BODY_LISTS, moved),
            "aliases": [name for name in aliases if name != body["name"]],
            "misspellings": _united(body.get("misspellings", ()), misspelt.get(body["id"], ())),
        }
        if "transfers" in body:
            whole["transfers"] = [_renamed_in(one, ("to",), (), moved) for one in body["transfers"]]
        kept.append(whole)
    return kept, moved


def _of_topics(areas: list[Entry]) -> tuple[list[Entry], dict[str, str]]:
    """Topics are also replaced under their names, where no other topic has them: so people write them."""
    topics = [topic for area in areas for topic in area["topics"]]
    moved = _ends("topics", topics, "slug")
    if not moved:
        return areas, moved
    given = _gathered(topics, moved, "slug", lambda one: one.get("keywords", ()))
    past = _gathered(topics, moved, "slug", lambda one: one.get("background", ()))

    def whole(topic: Entry) -> Entry:
        slug = topic["slug"]
        return {
            **_renamed_in(topic, (), ("neighbours",), moved, itself=slug),
            "keywords": _with_keywords(topic["keywords"], given.get(slug, ())),
            "background": _united(topic.get("background", ()), past.get(slug, ())),
        }

    kept: list[Entry] = [
        {**area, "topics": [whole(one) for one in area["topics"] if one["slug"] not in moved]}
        for area in areas
    ]
    names = {
        key(name).casefold(): moved[one["slug"]]
        for one in topics
        if one["slug"] in moved
        for name in (one.get("name", ""), one.get("english", ""))
        if name
    }
    return kept, {**names, **moved}


def _ends(stem: str, entries: Iterable[Entry], name: str) -> dict[str, str]:
    """Each entry that was replaced → the one at the end of its way."""
    entries = list(entries)
    known = {one[name] for one in entries}
    steps = {one[_WAS]: one[name] for one in entries if _WAS in one}
    steps |= {one[name]: one[_BY] for one in entries if _BY in one}
    return {first: _end(stem, first, steps, known) for first in steps}


def _end(stem: str, first: str, steps: Mapping[str, str], known: set[str]) -> str:
    seen, at = {first}, first
    while at in steps:
        last, at = at, steps[at]
        if at in seen:
            raise ReplacedError(stem, f"{first} is replaced in a circle, by {last} in the end: {_MEND}")
        if at not in known:
            raise ReplacedError(stem, f"{last} is replaced by {at}, which is no entry of the registry")
        seen.add(at)
    return at


def _gathered(
    entries: Iterable[Entry], moved: Mapping[str, str], name: str, of: Callable[[Entry], Iterable[Any]]
) -> dict[str, list[Any]]:
    """What the entries that were replaced bring to each that stands for them."""
    found: dict[str, list[Any]] = {}
    for one in entries:
        if one[name] in moved:
            found.setdefault(moved[one[name]], []).extend(of(one))
    return found


def _united(own: Iterable[Any], more: Iterable[Any]) -> list[Any]:
    return list(dict.fromkeys((*own, *more)))


def _with_keywords(own: list[Any], more: Iterable[Any]) -> list[Any]:
    """A phrase that both have weighs what the entry itself says."""
    known = {_phrase(one) for one in own}
    return [*own, *({_phrase(one): one for one in more if _phrase(one) not in known}).values()]


def _phrase(keyword: Any) -> str:
    return str(keyword["phrase"] if isinstance(keyword, dict) else keyword)


def _renamed_in(
    entry: Entry, single: Iterable[str], lists: Iterable[str], moved: Mapping[str, str], itself: str = ""
) -> dict[str, Any]:
    """The entry with what it names called as it is called now; what would name the entry itself goes."""
    itself = itself or entry.get("id", "")
    one = {field: moved.get(entry[field], entry[field]) for field in single if field in entry}
    many = {
        field: [name for name in _called_now(entry[field], moved) if name != itself]
        for field in lists
        if field in entry
    }
    return {**entry, **one, **many}


def _called_now(names: Iterable[str], moved: Mapping[str, str]) -> list[str]:
    return _united((moved.get(name, name) for name in names), ())


def _names(body: Entry) -> list[str]:
    return [*([body["name"]] if "name" in body else []), *body.get("aliases", ())]
