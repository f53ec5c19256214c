"""Real press releases as texts of which nothing is supplied: what is found in them, against what their publisher says of them."""

from __future__ import annotations

import datetime as dt
import gzip
import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from builder.model import Article, Line, Seed, Supplied
from builder.registry import Body, Registry
from builder.registry.resolve import living
from builder.text import fold_dots
from tests.measures.evaluation import ARRIVED, NoArticleError, understood

#: A release is told of a day early or late.
NEAR = dt.timedelta(3)
#: Letters of a body from which on a topic is asked for.
LONG_ENOUGH = 300


@dataclass(frozen=True)
class Truth:
    """What is known of a release. ``body`` and those above it: who may lead; None where the collection names no body of that day."""

    id: str
    date: str
    ministry: str
    bodies: tuple[Body, ...]
    named: bool
    """Whether the text holds its publisher's name, or an abbreviation of it."""


@dataclass(frozen=True)
class Release:
    """A release as it was understood."""

    truth: Truth
    article: Article

    @property
    def lead(self) -> str:
        """right | wrong | unknown."""
        acting = self.article.facts.ministries
        if not acting:
            return "unknown"
        return "right" if acting[0].id in {body.id for body in self.truth.bodies} else "wrong"

    @property
    def day(self) -> dt.timedelta | None:
        """How far the day that was found lies from the release's; None where no day was found."""
        value = self.article.facts.date.value
        if value is None or len(value) < len(self.truth.date):
            return None
        return abs(dt.date.fromisoformat(value) - dt.date.fromisoformat(self.truth.date))


def read_records(path: Path, every: int = 1) -> list[dict[str, Any]]:
    """The records of the collection, each so many one of them."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for place, line in enumerate(lines) if place % every == 0]


def seed_of(record: Mapping[str, Any]) -> Seed:
    """Title and body as a text."""
    lines = (record["Title"], "", *record["DataContents"].split("\n"))
    numbered = tuple(Line(number, text) for number, text in enumerate(lines, 1))
    return Seed(f"{record['NewsItemId']}.txt", "0" * 64, "utf-8", numbered, Supplied())


def release_of(record: Mapping[str, Any], registry: Registry) -> Release | None:
    """The record as an article; None for one that holds no sentence."""
    try:
        article = understood(seed_of(record), registry, ARRIVED)
    except NoArticleError:
        return None
    return Release(_truth(record, registry), article)


def _truth(record: Mapping[str, Any], registry: Registry) -> Truth:
    day, name = record["ApproveDate"], record["MinisterCode"]
    body = living(name, day, registry)
    above = registry.bodies.get(body.parent) if body and body.parent else None
    words = [word for one in (body,) if one for word in (one.name, *one.aliases)]
    text = fold_dots(f"{record['Title']}\n{record['DataContents']}")
    named = any(fold_dots(word) in text for word in words)
    return Truth(record["NewsItemId"], day, name, tuple(one for one in (body, above) if one), named)


def all_releases(records: Iterable[Mapping[str, Any]], registry: Registry) -> list[Release]:
    """Those that hold a sentence."""
    return [found for record in records if (found := release_of(record, registry)) is not None]


# ---------------------------------------------------------------------------------------------------------- figures


@dataclass(frozen=True)
class Leads:
    """Of the releases whose publisher is a body of that day and named in them."""

    asked: int
    right: float
    wrong: float
    left_out: tuple[int, int]
    """Releases whose publisher is no body of the registry that lived that day, and such as do not name theirs."""


def leads(found: Sequence[Release]) -> Leads:
    """How often the announcing body is right."""
    clean = [one for one in found if one.truth.bodies]
    named = [one for one in clean if one.truth.named]
    right, wrong = (sum(one.lead == verdict for one in named) for verdict in ("right", "wrong"))
    left_out = (len(found) - len(clean), len(clean) - len(named))
    return Leads(len(named), right / len(named), wrong / len(named), left_out)


@dataclass(frozen=True)
class Days:
    """Of all releases, and of those dated to the day."""

    to_the_day: float
    year_right: float
    near: float
    unknown: float
    coarser_wrong: int


def days(found: Sequence[Release]) -> Days:
    """How often a day is found, and how good it is."""
    dated = [(one, distance) for one in found if (distance := one.day) is not None]
    years = [one.article.facts.date.value[:4] == one.truth.date[:4] for one, _ in dated]  # type: ignore[index]
    coarse = [one for one in found if one.article.facts.date.value and one.day is None]
    wrong = [one for one in coarse if not one.truth.date.startswith(one.article.facts.date.value or "")]
    unknown = sum(one.article.facts.date.value is None for one in found)
    return Days(
        len(dated) / len(found),
        sum(years) / max(1, len(years)),
        sum(distance <= NEAR for _, distance in dated) / max(1, len(dated)),
        unknown / len(found),
        len(wrong),
    )


def with_topic(found: Sequence[Release]) -> float:
    """Of the long ones, the share that has a topic."""
    long = [one for one in found if sum(len(line.text) for line in one.article.seed.lines[2:]) >= LONG_ENOUGH]
    return sum(any(topic.chosen for topic in one.article.facts.topics) for one in long) / max(1, len(long))


@dataclass(frozen=True)
class Topics:
    """Means over releases, as topics_score.py counts them."""

    releases: int
    precision: float
    recall: float


def topics(golds: Sequence[Mapping[str, Any]], found: Mapping[str, Release]) -> Topics:
    """Against what a reader gave them: ``topics`` are asked for, ``optional`` ones are not wrong."""
    precisions, recalls = [], []
    for gold in golds:
        got = [topic.slug for topic in found[gold["id"]].article.facts.topics if topic.chosen]
        need, allowed = gold["topics"], {*gold["topics"], *gold["optional"]}
        precisions.append(sum(t in allowed for t in got) / len(got) if got else float(not need))
        recalls.append(sum(t in got for t in need) / len(need) if need else float(set(got) <= allowed))
    return Topics(len(golds), sum(precisions) / len(golds), sum(recalls) / len(golds))


def halves(golds: Iterable[Mapping[str, Any]]) -> tuple[list[Mapping[str, Any]], list[Mapping[str, Any]]]:
    """Split by the hash of their ids: the first is tuned on, the second is only reported."""
    parts: tuple[list[Mapping[str, Any]], list[Mapping[str, Any]]] = ([], [])
    for gold in golds:
        parts[hashlib.sha256(gold["id"].encode()).digest()[0] % 2].append(gold)
    return parts
