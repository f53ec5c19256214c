"""Forty real releases converted with nothing supplied, where they are at hand: title, lead ministry and date hold their floors.

``python -m pytest tests/documents/test_real_releases.py -s`` prints what is reached and what is missed.
"""

from __future__ import annotations

import re
import sys
from typing import Final

import pytest

from builder.model import Basis
from builder.registry import Registry
from tests.intake.formats.make import ATTACHMENTS
from tests.measures.documents import Document, read_documents

pytestmark = pytest.mark.skipif(not ATTACHMENTS.is_dir(), reason="the shared real files are not here")

#: Of 40: they only rise.
TITLES: Final = 39
MINISTRIES: Final = 36
DATES: Final = 38


def say(*parts: object) -> None:
    """For ``-s``."""
    sys.stdout.write(" ".join(map(str, parts)) + "\n")


@pytest.fixture(scope="module")
def releases(registry: Registry) -> dict[str, Document]:
    """Every release of the truth table."""
    return read_documents(registry)


def test_titles(releases: dict[str, Document]) -> None:
    missed = {
        number: (one.title, one.article.facts.title.text)
        for number, one in releases.items()
        if not one.has_title
    }
    say("\ntitles", len(releases) - len(missed), missed)
    assert len(releases) - len(missed) >= TITLES


def test_lead_ministries_and_none_wrong(releases: dict[str, Document]) -> None:
    leads = {number: (one.ministry, one.lead) for number, one in releases.items()}
    say("\nministries", sum(one == two for one, two in leads.values()), "of", len(leads))
    assert [pair for pair in leads.values() if pair[1] not in (pair[0], None)] == []
    assert sum(one == two for one, two in leads.values()) >= MINISTRIES


def test_dates_are_the_file_s_own_and_none_wrong(releases: dict[str, Document]) -> None:
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


def test_nothing_of_the_masthead_is_left_in_the_text(releases: dict[str, Document]) -> None:
    labels = re.compile(r"^\|? ?(?:보도 ?시점|보도 ?일시|담당 ?부서|책임 ?자|배 ?포 *\|)")
    left = {
        number: [
            line.text for line in one.article.reading.kept if line.role == "body" and labels.match(line.text)
        ]
        for number, one in releases.items()
    }
    assert {number: lines for number, lines in left.items() if lines} == {}
