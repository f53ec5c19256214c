"""What was changed in articles after they had been published, day by day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain, groupby

from builder.catalogue import links
from builder.catalogue.lists import Labels, bracketed_title
from builder.catalogue.markdown import dated_line, link
from builder.model import Change, ChangedBy, Entry
from builder.pages.parts import PARTS
from builder.partial_date import korean


@dataclass(frozen=True, slots=True)
class Changed:
    """What source or persons changed in one article on one day."""

    entry: Entry
    on: str
    by: tuple[ChangedBy, ...]
    what: tuple[str, ...]


def changes_of(entries: Iterable[Entry]) -> tuple[Changed, ...]:
    """All of them, newest first. What was only read anew is none."""
    found = [
        _changed(entry, day, tuple(group))
        for entry in entries
        for day, group in groupby(_corrections(entry), key=lambda one: one.on)
    ]
    found.sort(key=lambda one: one.entry.id)
    return tuple(sorted(found, key=lambda one: one.on, reverse=True))


def _corrections(entry: Entry) -> list[Change]:
    """Without what was only read anew."""
    return [one for one in entry.changed if one.is_correction]


def _changed(entry: Entry, day: str, changes: Sequence[Change]) -> Changed:
    what = {part for one in changes for part in one.what}
    by = tuple(dict.fromkeys(one.by for one in changes))
    return Changed(entry, day, by, tuple(part for part in PARTS if part in what))


def read_anew(entries: Iterable[Entry]) -> Counter[str]:
    """How many articles the rules have come to read otherwise, by month (``2026-11``); ``""`` is ever."""
    return Counter(chain.from_iterable(map(_read_anew_in, entries)))


def _read_anew_in(entry: Entry) -> set[str]:
    days = [one.on for one in entry.changed if not one.is_correction]
    return {"", *(day[:7] for day in days)} if days else set()


def said_of(what: Iterable[str], by: Iterable[ChangedBy], labels: Labels) -> str:
    """``제목, 본문 · 출처가 고침``."""
    parts = ", ".join(labels[f"history.{part}"] for part in what)
    doers = ", ".join(labels[f"history.by.{one}"] for one in by)
    return labels["common.separator"].join((parts, doers))


def change_line(source: str, one: Changed, labels: Labels) -> str:
    """A change as an entry of a list on the page ``source``."""
    title = link(bracketed_title(one.entry), source, links.briefing(one.entry.id))
    return dated_line(one.on, korean(one.on), title, said_of(one.what, one.by, labels))
