"""Lists of articles.

Their order, their division into pages of at most ``LIMIT`` entries, and how one entry reads.

A list above ``LIMIT`` is divided by year, a year above it by month, a
month above it into parts numbered from the oldest. A part that is full keeps its entries when newer ones
come, so its address keeps its content.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

from builder.catalogue.links import UNDATED, briefing, ministry, relative, year
from builder.catalogue.markdown import heading, link, link_text
from builder.kept import key_of
from builder.model import Basis, Entry
from builder.partial_date import korean, precision
from builder.prose.escape import escape_inline

LIMIT: Final = 200
"""The most entries a page lists: more are a long way to scroll, and slow on a phone."""
NEWEST: Final = 12
"""How many of the newest briefings a page shows that does not list all; so does home."""
UNDATED_KEY: Final = "undated"
ANNOUNCING_ROLES: Final = ("lead", "joint")
_DENSE: Final = 2
"""Entries a month, on average, from which a list is headed by months."""
_NAMED_BODIES: Final = 2
"""How many announcing bodies a line names; a joint release of sixteen would bury its title."""

Labels = Mapping[str, str]


# -------------------------------------------------------------------------------------------------- one entry


def announcers(entry: Entry) -> dict[str, str]:
    """Id → name of the bodies that announced it, the lead first."""
    roles = zip(entry.ministry_ids, entry.ministry_names, entry.ministry_roles, strict=True)
    return {body: name for body, name, role in roles if role in ANNOUNCING_ROLES}


def bracketed_title(entry: Entry) -> str:
    """The title as it is shown everywhere, plain: one that nobody wrote stands in square brackets."""
    return f"[{entry.title}]" if entry.title_basis == Basis.GENERATED else entry.title


# ---------------------------------------------------------------------------------------------- order, groups


def newest_first(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """By date, then by the day they were added, newest first, then by id; undated ones last.

    A coarse date follows its days.
    """
    by_id = sorted(entries, key=lambda entry: entry.id)
    return tuple(sorted(by_id, key=lambda entry: f"{entry.date or ''}\0{entry.added}", reverse=True))


def oldest_first(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """By date, day added and id, oldest first: the order in which parts are counted."""
    return tuple(sorted(entries, key=lambda entry: (entry.date or "", entry.added, entry.id)))


def year_key(entry: Entry) -> str:
    """``2020``, or ``undated``."""
    return entry.date[:4] if entry.date else UNDATED_KEY


def month_key(entry: Entry) -> str:
    """``2020-04``; ``2020-unknown`` where only the year is known; or ``undated``."""
    if entry.date is None:
        return UNDATED_KEY
    return f"{entry.date}-unknown" if precision(entry.date) == "year" else entry.date[:7]


def day_key(entry: Entry) -> str:
    """``2020-04-16``; where no day is known as ``month_key``."""
    return entry.date if entry.date and precision(entry.date) == "day" else month_key(entry)


def grouped(entries: Iterable[Entry], key: Callable[[Entry], str]) -> dict[str, tuple[Entry, ...]]:
    """The entries by key, keys and entries in the order they come."""
    groups: dict[str, list[Entry]] = {}
    for entry in entries:
        groups.setdefault(key(entry), []).append(entry)
    return {name: tuple(members) for name, members in groups.items()}


# --------------------------------------------------------------------------------------------------- division


@dataclass(frozen=True, slots=True)
class Part:
    """A page of a divided list.

    ``key`` ends its address: ``2026``, ``2026-07``, ``2026-unknown``, ``undated``, ``2026-07-p2``.
    """

    key: str
    entries: tuple[Entry, ...]
    """All it covers, newest first."""
    parts: tuple[Part, ...] = ()
    """The pages below it, newest first."""
    number: int | None = None
    """Of a numbered part: its place, counted from the oldest."""

    @property
    def listed(self) -> bool:
        """Whether the page shows its entries itself; if not, it is the index of its parts."""
        return len(self.entries) <= LIMIT

    @property
    def is_year(self) -> bool:
        """Whether it holds a whole year."""
        return len(self.key) == len("2026") and self.key.isdecimal()

    @property
    def is_month(self) -> bool:
        """Whether it holds a whole month."""
        return len(self.key) == len("2026-07") and self.key[5:].isdecimal()


def divide(entries: Sequence[Entry]) -> tuple[Part, ...]:
    """The pages a list is divided into by year, newest first, undated ones last.

    ``entries`` come newest first.
    """
    return tuple(_year_or_undated(key, members) for key, members in grouped(entries, year_key).items())


def month_parts(entries: Sequence[Entry]) -> tuple[Part, ...]:
    """One part a month of entries of one year; those of which only the year is known come last."""
    return tuple(_numbered_if_long(key, members) for key, members in grouped(entries, month_key).items())


def _year_or_undated(key: str, entries: tuple[Entry, ...]) -> Part:
    if key == UNDATED_KEY:
        return _numbered_if_long(key, entries)
    return Part(key, entries, month_parts(entries) if len(entries) > LIMIT else ())


def _numbered_if_long(key: str, entries: tuple[Entry, ...]) -> Part:
    if len(entries) <= LIMIT:
        return Part(key, entries)
    counted = oldest_first(entries)
    chunks = [counted[start : start + LIMIT] for start in range(0, len(counted), LIMIT)]
    parts = [
        Part(f"{key}-p{number}", newest_first(chunk), number=number)
        for number, chunk in enumerate(chunks, start=1)
    ]
    return Part(key, entries, tuple(reversed(parts)))


def key_title(key: str, labels: Labels) -> str:
    """A year, a month or no date as a reader calls it.

    ``2026년``, ``2026년 7월``, ``2026년 · 월 미상``, ``날짜 미상``.
    """
    if key == UNDATED_KEY:
        return labels["common.unknown_date"]
    year, _, month = key.partition("-")
    if month == "unknown":
        return labels["common.unknown_month"].format(year=int(year))
    return labels["common.month" if month else "common.year"].format(year=int(year), month=int(month or 0))


# -------------------------------------------------------------------------------------------------- rendering

Line = tuple[str, ...]
"""An entry's line in pieces; the way from the page to docs/ goes between them."""
_AT_HAND: Final = 8_000
"""So many lines, of some kilobyte each, are in memory at once."""
_UP: Final = "\0"
"""Where that way goes, while a line is made: no text holds this character once it is escaped."""


class Lines:
    """Entries' lines: made where they are asked for, and at hand for the next pages that list the same."""

    def __init__(self, labels: Labels, bodies: Container[str]) -> None:
        """``bodies`` are those that have a page of their own."""
        self._around, self._at_hand = (labels, bodies), dict[str, Line]()

    def of(self, entry: Entry) -> Line:
        """The line of one entry."""
        line = self._at_hand.get(entry.id)
        if line is None:
            if len(self._at_hand) >= _AT_HAND:
                self._at_hand.clear()
            line = self._at_hand[entry.id] = _line(entry, *self._around)
        return line


def _line(entry: Entry, labels: Labels, bodies: Container[str]) -> Line:
    remarks = [*_generated_mark(entry, labels), *_announcers(entry, labels, bodies), *_kind(entry, labels)]
    remark = f" <small>{labels['common.separator'].join(remarks)}</small>" if remarks else ""
    # The break opens the second line: so nothing an article says stands at the start of a line, where it
    # could be a list or a heading.
    summary = f"\n  <br>{escape_inline(entry.summary)}" if entry.summary.strip() else ""
    title = link_text(bracketed_title(entry))
    line = f"- {_time(entry, labels)} [{title}]({_UP}{briefing(entry.id)}){remark}{summary}"
    return tuple(line.split(_UP))


def dated(entry: Entry, labels: Labels) -> str:
    """The date in words, marked where it is inferred.

    What is inferred never looks stated.
    """
    if entry.date is None:
        return labels["common.unknown_date"]
    text = korean(entry.date)
    return labels["common.inferred_date"].format(date=text) if entry.date_basis == Basis.INFERRED else text


def _time(entry: Entry, labels: Labels) -> str:
    text = dated(entry, labels)
    return f'<time datetime="{entry.date}">{text}</time>' if entry.date else text


def _generated_mark(entry: Entry, labels: Labels) -> list[str]:
    return [escape_inline(labels["common.generated_title"])] if entry.title_basis == Basis.GENERATED else []


def _announcers(entry: Entry, labels: Labels, bodies: Container[str]) -> list[str]:
    """Links to the first of them, and how many more there are."""
    found = announcers(entry)
    shown = labels["common.separator"].join(
        f"[{link_text(name)}]({_UP}{ministry(body)})" if body in bodies else escape_inline(name)
        for body, name in islice(found.items(), _NAMED_BODIES)
    )
    if len(found) > _NAMED_BODIES:
        return [labels["common.more_bodies"].format(names=shown, count=len(found) - _NAMED_BODIES)]
    return [shown] if shown else []


def _kind(entry: Entry, labels: Labels) -> list[str]:
    """What it is called; nothing where nobody has said what it is."""
    name = labels[f"kind.{entry.kind}"]
    return [escape_inline(name)] if name else []


@dataclass(frozen=True, slots=True)
class Listed:
    """A block of Markdown that is not written yet: the lines of some entries on the page ``source``."""

    source: str
    entries: Sequence[Entry]
    lines: Lines

    def __bool__(self) -> bool:
        """Whether it is not empty, as of a text."""
        return bool(self.entries)

    def __str__(self) -> str:
        """The lines as a Markdown list, without links to that page itself."""
        up = relative(self.source, "")
        here = f"]({up}{self.source})"
        return "\n".join(_unlinked(up.join(self.lines.of(entry)), here) for entry in self.entries)

    def depends(self, digests: Mapping[str, bytes]) -> bytes:
        """What decides its text besides rules and settings; ``digests``: of each entry, by id."""
        whole = b"".join(digests[entry.id] for entry in self.entries)
        return key_of(self.source, whole)


Block = str | Listed
"""A block of a page: Markdown as it is, or as it is going to be."""


def _unlinked(line: str, end: str) -> str:
    """The line without the link that ends so: its words stay."""
    before, found, after = line.partition(end)
    start, _, words = before.rpartition("[")
    return f"{start}{words}{after}" if found else line


def list_by_time(
    source: str, entries: Sequence[Entry], lines: Lines, labels: Labels, level: int
) -> tuple[Block, ...]:
    """Blocks: each month's or year's heading of ``level``, which leads to all of that time, and its list."""
    return list_by(heading_key(entries), source, entries, lines, labels, level)


def heading_key(entries: Sequence[Entry]) -> Callable[[Entry], str]:
    """By month; by year where a month would hold hardly more than one: headings must not outweigh a list."""
    return month_key if len(set(map(month_key, entries))) * _DENSE <= len(entries) else year_key


def list_by_day(source: str, entries: Sequence[Entry], lines: Lines, labels: Labels) -> tuple[Block, ...]:
    """The briefings of a month, under a heading for each day where days hold as many as one is worth."""
    days = grouped(entries, day_key)
    if len(days) * _DENSE > len(entries):
        return (Listed(source, entries, lines),)
    return tuple(
        block
        for key, members in days.items()
        for block in (heading(2, _day_title(key, labels)), Listed(source, members, lines))
    )


def _day_title(key: str, labels: Labels) -> str:
    if len(key) != len("2020-04-16"):
        return labels["common.no_day"]
    return labels["common.day"].format(month=int(key[5:7]), day=int(key[8:]))


def list_by(
    group: Callable[[Entry], str],
    source: str,
    entries: Iterable[Entry],
    lines: Lines,
    labels: Labels,
    level: int,
) -> tuple[Block, ...]:
    """The same, by months or years as ``group`` says."""
    return tuple(
        block
        for key, members in grouped(entries, group).items()
        for block in (heading(level, _time_title(key, source, labels)), Listed(source, members, lines))
    )


def _time_title(key: str, source: str, labels: Labels) -> str:
    """The month's or year's name.

    On another page a link to all of that time, or of the year where the month is unknown.
    """
    title, page = (
        key_title(key, labels),
        UNDATED if key == UNDATED_KEY else year(key.removesuffix("-unknown")),
    )
    return escape_inline(title) if page == source else link(title, source, page)
