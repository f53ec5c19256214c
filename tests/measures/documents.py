"""Real releases as the files in which their offices published them, each beside what its portal says of it."""

from __future__ import annotations

import difflib
import json
import re
from dataclasses import dataclass
from typing import Final

from builder.intake.read import read_seed
from builder.model import Article
from builder.pages.article import understand_seed
from builder.registry import Registry
from builder.text import key
from tests.intake.formats.make import ATTACHMENTS, SHARED

_PREFIX: Final = re.compile(r"^\s*[(\[][^)\]]{1,8}[)\]]\s*")
_ALIKE: Final = 0.9


@dataclass(frozen=True, slots=True)
class Document:
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

    @property
    def has_day(self) -> bool:
        """Whether its date is the day it was posted, or one its head states, before that."""
        date = self.article.facts.date
        is_own = bool(date.evidence) and date.evidence[0].rule == "stamp-masthead"
        return date.value == self.posted or (is_own and (date.value or "") <= self.posted)


def read_documents(registry: Registry) -> dict[str, Document]:
    """Every release of the truth table, read from its file alone, by number; none where they are not at hand."""
    table = SHARED / "truth.json"
    truth = json.loads(table.read_text("utf-8")) if table.is_file() else {}
    return {number: _scored(f"{number}.hwpx", said, registry) for number, said in sorted(truth.items())}


def _scored(name: str, said: dict[str, str], registry: Registry) -> Document:
    seed = read_seed(ATTACHMENTS / name, name, registry.list_page_patterns).seed
    assert seed is not None, name
    article = understand_seed(seed, registry)
    assert isinstance(article, Article), (name, article)
    month, day, year = said["approved"][:10].split("/")
    return Document(article, said["title"], said["ministry"], f"{year}-{month}-{day}")
