"""Plain data of the registry files, merged and known to be in order, as the frozen types of the registry."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Final

from builder.registry.files import STRUCTURE, Data, Entry
from builder.registry.needles import needles
from builder.registry.replaced import REPLACED
from builder.registry.romanise import romanised
from builder.registry.steps import Step, Steps
from builder.registry.structure import structure_of
from builder.registry.types import (
    Area,
    Body,
    Event,
    EventKind,
    LinePattern,
    NoiseRule,
    Official,
    Phrase,
    Registry,
    Synonym,
    Topic,
    Transfer,
)
from builder.text import fold_dots

_NEEDLES: Final = "needles"


def build_registry(merged: Mapping[str, Data], fingerprint: str) -> Registry:
    """The registry of ``merged``: file stem → what it holds.

    Nothing is compiled yet; a pattern is when it is first used.
    """
    bodies = [_body(entry) for entry in merged["ministries"]["bodies"]]
    topics = [_topic(entry, area["slug"]) for area in merged["topics"]["areas"] for entry in area["topics"]]
    areas = [_area(entry) for entry in merged["topics"]["areas"]]
    return Registry(
        bodies_by_name=_by_name(bodies),
        bodies=MappingProxyType({b.id: b for b in bodies}),
        officials=tuple(_official(entry) for entry in merged["officials"]["officials"]),
        areas=MappingProxyType({a.slug: a for a in areas}),
        topics=MappingProxyType({t.slug: t for t in topics}),
        events=tuple(_event(entry) for entry in merged["events"]["events"]),
        event_kinds=MappingProxyType(
            {entry["id"]: _event_kind(entry) for entry in merged["event_kinds"]["kinds"]}
        ),
        noise=tuple(noise_rule(entry) for entry in merged["noise"]["rules"]),
        patterns=tuple(_pattern(entry) for entry in merged["furniture"]["patterns"]),
        verbs=MappingProxyType(_verb_forms(merged["verbs"]["verbs"])),
        synonyms=tuple(one for entry in merged["synonyms"]["synonyms"] for one in _synonyms(entry)),
        steps=_steps(merged["steps"]),
        structure=structure_of(merged[STRUCTURE]),
        labels=MappingProxyType(dict(merged["labels"]["labels"])),
        replaced_bodies=MappingProxyType(merged[REPLACED]["ministries"]),
        replaced_topics=MappingProxyType(merged[REPLACED]["topics"]),
        fingerprint=fingerprint,
    )


def with_needles(merged: Mapping[str, Data]) -> dict[str, Data]:
    """``merged``, each rule of noise and pattern of furniture with what must stand in a line for it to match.

    Reading all patterns for that costs as much as compiling them: it is kept with the registry.
    """
    rules = [{**one, _NEEDLES: needles(noise_rule(one).expression)} for one in merged["noise"]["rules"]]
    patterns = [{**one, _NEEDLES: needles(joined(one["pattern"]))} for one in merged["furniture"]["patterns"]]
    return {**merged, "noise": {"rules": rules}, "furniture": {"patterns": patterns}}


def _body(entry: Entry) -> Body:
    return Body(
        id=entry["id"],
        name=entry["name"],
        english=entry.get("english"),
        kind=entry["kind"],
        aliases=tuple(entry.get("aliases", ())),
        misspellings=tuple(entry.get("misspellings", ())),
        institutions=tuple(entry.get("institutions", ())),
        since=entry["since"],
        until=entry.get("until"),
        parent=entry.get("parent"),
        parent_name=entry.get("parent_name"),
        predecessors=tuple(entry.get("predecessors", ())),
        predecessor_names=tuple(entry.get("predecessor_names", ())),
        successors=tuple(entry.get("successors", ())),
        transfers=tuple(Transfer(t["to"], t["what"]) for t in entry.get("transfers", ())),
        website=entry.get("website"),
        note=entry.get("note"),
        sources=MappingProxyType(dict(entry["sources"])),
    )


def _by_name(bodies: Sequence[Body]) -> Mapping[str, tuple[Body, ...]]:
    by_name: dict[str, list[Body]] = {}
    for body in bodies:
        for name in dict.fromkeys(
            fold_dots(n) for n in (body.name, *body.aliases, *body.misspellings, *_chair(body))
        ):
            by_name.setdefault(name, []).append(body)
    return MappingProxyType({name: tuple(found) for name, found in by_name.items()})


def _chair(body: Body) -> tuple[str, ...]:
    """금융위원회 is headed by the 금융위원장: the only heads whose title does not hold the body's name."""
    return (f"{body.name.removesuffix('회')}장",) if body.name.endswith("위원회") else ()


def _official(entry: Entry) -> Official:
    return Official(
        id=entry.get("id") or _person(entry["name"]),
        name=entry["name"],
        body=entry.get("body"),
        office=entry["office"],
        since=entry["from"],
        until=entry.get("until"),
        source=entry["source"],
        tells_days=entry.get("tells_days", True),
    )


def _synonyms(entry: Entry) -> Iterable[Synonym]:
    """Of words that mean the same each leads to the others; else only the one to the others."""
    if "word" in entry:
        return (Synonym(entry["word"], tuple(entry["also"]), entry["source"]),)
    words = entry["words"]
    return (
        Synonym(word, tuple(other for other in words if other != word), entry["source"]) for word in words
    )


def _person(name: str) -> str:
    """The id of a person whose entry gives none, as those of an archive's own file may."""
    return re.sub(r"[^a-z0-9]+", "-", romanised(name).lower()).strip("-") or "unnamed"


def _area(entry: Entry) -> Area:
    return Area(
        entry["slug"], entry["name"], entry.get("english", ""), tuple(t["slug"] for t in entry["topics"])
    )


def _topic(entry: Entry, area: str) -> Topic:
    return Topic(
        slug=entry["slug"],
        area=area,
        name=entry["name"],
        english=entry.get("english", ""),
        definition=entry["definition"],
        neighbours=tuple(entry.get("neighbours", ())),
        keywords=tuple(_phrase(keyword) for keyword in entry["keywords"]),
        background=tuple(entry.get("background", ())),
    )


def _phrase(keyword: str | Entry) -> Phrase:
    """A keyword; it begins at a word's start unless its entry says otherwise."""
    entry: Entry = {"phrase": keyword} if isinstance(keyword, str) else keyword
    weight, whole_word = float(entry.get("weight", 1.0)), entry.get("whole_word", True)
    return Phrase(entry["phrase"], weight, whole_word=whole_word)


def _event(entry: Entry) -> Event:
    return Event(
        id=entry["id"],
        name=entry["name"],
        kind=entry["kind"],
        phrases=tuple(entry["phrases"]),
        on=entry.get("on"),
        since=entry.get("from"),
        until=entry.get("until"),
        source=entry["source"],
        counted_from=entry.get("counted_from"),
        day=entry.get("day"),
        days=tuple(entry.get("days", ())),
        ahead=entry.get("ahead", False),
        only_counted=entry.get("only_counted", False),
    )


def _event_kind(entry: Entry) -> EventKind:
    return EventKind(
        id=entry["id"],
        ahead=entry["ahead"],
        ends=entry["ends"],
        follow_up=_window(entry["follow_up"]),
        anniversary=_window(entry["anniversary"]),
        kept=_window(entry["kept"]),
    )


def _window(days: Sequence[int]) -> tuple[int, int]:
    first, last = days
    return first, last


def noise_rule(entry: Entry) -> NoiseRule:
    """A rule of noise.yaml, from its pattern or its words."""
    pattern = joined(entry["pattern"]) if "pattern" in entry else _words_pattern(entry["words"])
    return NoiseRule(
        id=entry["id"],
        why=entry["why"],
        scope=entry["scope"],
        expression=pattern,
        goes_on_expression=joined(entry["while"]) if "while" in entry else None,
        removes=tuple(entry["removes"]),
        keeps=tuple(entry["keeps"]),
        needles=tuple(entry.get(_NEEDLES, ())),
        anywhere=entry.get("anywhere", False),
    )


def joined(pattern: str) -> str:
    """A pattern written over several lines is one pattern."""
    return "".join(line.strip() for line in pattern.splitlines())


def _words_pattern(words: Iterable[str]) -> str:
    """A line made of nothing but these words, numbers and separators."""
    choice = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    gap = r"[\s|·,/>:\[\]()•‧+-]*+"  # possessive: linear on any input
    return rf"{gap}(?:{choice})(?>(?:{gap}(?:{choice}|\d++))*){gap}"


def _pattern(entry: Entry) -> LinePattern:
    return LinePattern(
        entry["id"],
        entry["group"],
        joined(entry["pattern"]),
        entry["why"],
        tuple(entry["matches"]),
        tuple(entry["spares"]),
        tuple(entry.get(_NEEDLES, ())),
        entry.get("stands_for"),
    )


def _steps(file: Entry) -> Steps:
    entries = tuple(
        Step(entry["id"], joined(entry["pattern"]), tuple(entry["match"]), tuple(entry["spare"]))
        for entry in file["steps"]
    )
    return Steps(entries, joined(file["talk"]), joined(file["never"]))


def _verb_forms(entries: Sequence[Entry]) -> dict[str, tuple[str, ...]]:
    """The forms of the verbs that tell one thing, by what they tell."""
    forms: dict[str, dict[str, None]] = {}
    for entry in entries:
        for tells in entry["tells"]:
            forms.setdefault(tells, {}).update(
                dict.fromkeys(f"{form}{end}" for form in entry["forms"] for end in entry.get("ends", [""]))
            )
    return {tells: tuple(found) for tells, found in forms.items()}
