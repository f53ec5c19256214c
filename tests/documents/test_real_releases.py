"""Forty real releases converted with nothing supplied, where they are at hand: title, lead ministry and date hold their floors.

``python -m pytest tests/documents/test_real_releases.py -s`` prints what is reached and what is missed.
"""

from __future__ import annotations

import difflib
import json
import re
import sys
from dataclasses import dataclass
from typing import Final

import pytest

from builder.intake.read import read_seed
from builder.model import Article, Basis
from builder.pages.article import understand_seed
from builder.registry import Registry
from builder.text import key
from tests.intake.formats.make import ATTACHMENTS, SHARED

pytestmark = pytest.mark.skipif(not ATTACHMENTS.is_dir(), reason="the shared real files are not here")

#: Of 40: they only rise.
TITLES: Final = 39
MINISTRIES: Final = 36
DATES: Final = 38
_PREFIX: Final = re.compile(r"^\s*[(\[][^)\]]{1,8}[)\]]\s*")
_ALIKE: Final = 0.9


def say(*parts: object) -> None:
    """For ``-s``."""
    sys.stdout.write(" ".join(map(str, parts)) + "\n")


@dataclass(frozen=True, slots=True)
class Scored:
    """A release as it was read beside what its portal says of it."""

    article: Article
    title: str
    ministry: str
    posted: str

    @property
    def has_title(self) -> bool:
        """Whether the two titles are alike but for a prefix such as ``(참고)``."""
        ours, theirs = (key(_PREFIX.sub("", one)) for one in (self.article.facts.title.text, self.title))
        return difflib.SequenceMatcher(None, ours, theirs, autojunk=False).ratio() >= _ALIKE

    @property
    def lead(self) -> str | None:
        """The body it was given to."""
        return next((one.name for one in self.article.facts.ministries if one.role == "lead"), None)


@pytest.fixture(scope="module")
def releases(registry: Registry) -> dict[str, Scored]:
    """Every release of the truth table, read from its file alone."""
    truth = json.loads((SHARED / "truth.json").read_text("utf-8"))
    return {number: _scored(f"{number}.hwpx", said, registry) for number, said in sorted(truth.items())}


def _scored(name: str, said: dict[str, str], registry: Registry) -> Scored:
    seed = read_seed(ATTACHMENTS / name, name, registry.list_page_patterns).seed
    assert seed is not None, name
    article = understand_seed(seed, registry)
    assert isinstance(article, Article), (name, article)
    month, day, year = said["approved"][:10].split("/")
    return Scored(article, said["title"], said["ministry"], f"{year}-{month}-{day}")


def test_titles(releases: dict[str, Scored]) -> None:
    missed = {
        number: (one.title, one.article.facts.title.text)
        for number, one in releases.items()
        if not one.has_title
    }
    say("\ntitles", len(releases) - len(missed), missed)
    assert len(releases) - len(missed) >= TITLES


def test_lead_ministries_and_none_wrong(releases: dict[str, Scored]) -> None:
    leads = {number: (one.ministry, one.lead) for number, one in releases.items()}
    say("\nministries", sum(one == two for one, two in leads.values()), "of", len(leads))
    assert [pair for pair in leads.values() if pair[1] not in (pair[0], None)] == []
    assert sum(one == two for one, two in leads.values()) >= MINISTRIES


def test_dates_are_the_file_s_own_and_none_wrong(releases: dict[str, Scored]) -> None:
    """A file may name a day before the one on which the portal posted it; then the file is right."""
    facts = {number: one.article.facts.date for number, one in releases.items()}
    stated = [
        number for number, one in facts.items() if one.evidence and one.evidence[0].rule == "stamp-masthead"
    ]
    late = {number for number, one in releases.items() if facts[number].value not in (one.posted, None)}
    say("\ndates", len(stated), "stated; of another day than the posting:", sorted(late))
    assert len(stated) >= DATES
    assert all(facts[number].basis is Basis.STATED for number in stated)
    assert all((facts[number].value or "") <= releases[number].posted for number in late)


def test_nothing_of_the_masthead_is_left_in_the_text(releases: dict[str, Scored]) -> None:
    labels = re.compile(r"^\|? ?(?:보도 ?시점|보도 ?일시|담당 ?부서|책임 ?자|배 ?포 *\|)")
    left = {
        number: [
            line.text for line in one.article.reading.kept if line.role == "body" and labels.match(line.text)
        ]
        for number, one in releases.items()
    }
    assert {number: lines for number, lines in left.items() if lines} == {}
