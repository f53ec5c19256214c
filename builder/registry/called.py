"""The topic or ministry that a person means at the command line: by slug or id, by name, or for short."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, Literal

from builder.registry.resolve import bodies_named, body_with_id, nearest, topic_called
from builder.registry.types import Body, Registry, Topic

Kind = Literal["ministry", "topic"]
_MOST_NEAR: Final = 5
FOLDERS: Final[Mapping[Kind, str]] = {"topic": "topics", "ministry": "ministries"}
"""What all of a kind are called: the folder of their pages, their registry file, the command for a list."""
KINDS: Final[Mapping[str, Kind]] = {folder: kind for kind, folder in FOLDERS.items()}
"""The same the other way round."""


class UncalledError(ValueError):
    """Nothing is called so, or more than one is; the message names those, or what is near."""


def entries_of(kind: Kind, registry: Registry) -> Mapping[str, Body | Topic]:
    """The registry's topics by slug, or its bodies by id."""
    return registry.topics if kind == "topic" else registry.bodies


def id_called(kind: Kind, word: str, registry: Registry) -> str:
    """The slug or id of the one that is called so.

    Raises:
        UncalledError: see there.
    """
    known = entries_of(kind, registry)
    if word in known:
        return word
    meant = _named(kind, word, registry)
    if len(meant) == 1:
        return meant[0]
    named = ", ".join(f"{one} ({known[one].name})" for one in meant or _near(word, known))
    if meant:
        raise UncalledError(f"more than one {kind} is called {word!r}: {named}")
    near = f"; near are {named}" if named else ""
    raise UncalledError(f"no {kind} is called {word!r}{near}; briefings {FOLDERS[kind]} lists them all")


def uncalled(chosen: Mapping[str, Sequence[str]], registry: Registry) -> Iterator[tuple[str, int, str]]:
    """What is wrong with the names of a setting: of ``topics`` or ``ministries``, which, and in a sentence.

    Other groups of the setting are not looked at.
    """
    for group, words in chosen.items():
        for place, word in enumerate(words if group in KINDS else ()):
            try:
                id_called(KINDS[group], word, registry)
            except UncalledError as error:
                yield group, place, str(error)


def _named(kind: Kind, word: str, registry: Registry) -> list[str]:
    """The ids of those that bear the word as a name, or that stand for what had it as an id."""
    if kind == "ministry":
        replaced = body_with_id(word, registry)
        return [replaced.id] if replaced else [body.id for body in bodies_named(word, registry)]
    slug = topic_called(word, registry)
    return [slug] if slug else []


def _near(word: str, known: Mapping[str, Body | Topic]) -> list[str]:
    """Ids like the word, or of names like it or with it inside."""
    inside = [one for one, entry in known.items() if word in entry.name]
    alike = [one for one, entry in known.items() if nearest(word, (one, entry.name), 1)]
    return list(dict.fromkeys((*inside, *alike)))[:_MOST_NEAR]
