"""Packs: the JSON and Markdown of a year's briefings in one zip, in place of two files beside each.

``extra.archive.article_data: by-year`` asks for them, for hosts count files. A pack holds at most ``SIZE``
briefings, those that were added first in the first pack of their year: so a full one keeps what it holds when
others are added on a later day. A pack that was published once stays, whatever the setting says later: its
address is in the ledger.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from builder.catalogue.lists import UNDATED_KEY, grouped, key_title, year_key
from builder.model import Entry

SIZE: Final = 500
"""Briefings of a pack: some 2 MB; what one changed briefing makes anew."""
ZIP: Final = "application/zip"
_FOLDER: Final = "data/articles/"
_ADDRESS: Final = re.compile(rf"{_FOLDER}(?:\d{{4}}|{UNDATED_KEY})(?:-p\d+)?\.zip")


@dataclass(frozen=True, slots=True)
class Pack:
    """One of them."""

    year: str
    """``2020``, or ``undated``."""
    number: int
    """Among those of the year, from 1."""
    entries: tuple[Entry, ...]
    """In the order they were added."""

    @property
    def address(self) -> str:
        """``data/articles/2020.zip``, ``data/articles/2020-p2.zip``."""
        return f"{_FOLDER}{self.year}{f'-p{self.number}' if self.number > 1 else ''}.zip"

    def title(self, labels: Mapping[str, str]) -> str:
        """``2020년``, ``2020년 (2)``."""
        year = key_title(self.year, labels)
        return labels["data.packs.next"].format(year=year, number=self.number) if self.number > 1 else year

    @property
    def days(self) -> tuple[str, str]:
        """The first and the last day on which its briefings were added."""
        return self.entries[0].added, self.entries[-1].added


def is_pack(address: str) -> bool:
    """Whether a pack is or was published there."""
    return address.startswith(_FOLDER) and _ADDRESS.fullmatch(address) is not None


def packs_of(entries: Iterable[Entry], *, asked: bool, published: Iterable[str] = ()) -> tuple[Pack, ...]:
    """The packs of an archive, in order of their years; of none that neither asks for them nor ever had one.

    ``published``: the addresses at which something must stand.
    """
    if not (asked or any(map(is_pack, published))):
        return ()
    years = sorted(grouped(entries, year_key).items())
    return tuple(pack for year, members in years for pack in _numbered(year, members))


def _numbered(year: str, entries: Sequence[Entry]) -> Iterator[Pack]:
    counted = sorted(entries, key=lambda entry: (entry.added, entry.id))
    for number, start in enumerate(range(0, len(counted), SIZE), 1):
        yield Pack(year, number, tuple(counted[start : start + SIZE]))
