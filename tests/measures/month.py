"""The releases of one month, whose ministry and date are known: the lead ministry with the date line, the date without it."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from builder.model import Line, Seed, Supplied
from builder.partial_date import contains
from builder.registry import Registry
from builder.text import fold_dots
from tests.measures.evaluation import ARRIVED, understood

#: Of the releases that name their ministry, so many get it right; over all of them so few get a wrong one.
NAMED_RIGHT = 0.97
WRONG_AT_MOST = 0.02
#: A date inferred without the printed one may be the day of the event, not of the release: within a week it is no defect.
NEAR = dt.timedelta(7)


@dataclass(frozen=True)
class Release:
    """A ministry's release: what is known of it, and what the builder found."""

    title: str
    known: str
    found: str | None
    how: str
    named: bool = True

    @property
    def verdict(self) -> str:
        """right | wrong | unknown."""
        return "unknown" if self.found is None else "right" if self.found == self.known else "wrong"


def releases(path: Path) -> list[dict[str, Any]]:
    """The records of kind ``ministry``."""
    return [
        record
        for line in path.read_text("utf-8").splitlines()
        if (record := json.loads(line))["kind"] == "ministry"
    ]


def _seed_of(record: dict[str, Any], *, dated: bool) -> Seed:
    head = [record["title"], *([record["date"]] if dated else []), "", record["text"], ""]
    lines = tuple(Line(number, text) for number, text in enumerate("\n".join(head).split("\n"), 1))
    return Seed(f"{record['id']}.txt", "0" * 64, "utf-8", lines, Supplied())


def lead_ministries(records: Iterable[dict[str, Any]], registry: Registry) -> list[Release]:
    """The lead ministry of each release: title, date line and lead as a seed. ``named``: title or lead hold its name or an abbreviation."""
    names: dict[str, set[str]] = {}
    for body in registry.bodies.values():
        names.setdefault(body.name, set()).update(map(fold_dots, (body.name, *body.aliases)))
    found = []
    for record in records:
        lead = next(
            (
                mention
                for mention in understood(_seed_of(record, dated=True), registry).facts.ministries
                if mention.role == "lead"
            ),
            None,
        )
        text = fold_dots(record["title"] + record["text"])
        named = any(name in text for name in names.get(record["ministry"], ()))
        found.append(
            Release(
                record["title"],
                record["ministry"],
                lead.name if lead else None,
                lead.evidence.rule if lead else "",
                named,
            )
        )
    return found


def inferred_dates(records: Iterable[dict[str, Any]], registry: Registry) -> list[Release]:
    """The date of each release read without its date line. ``found`` is the known one where that lies in it or within a week."""
    found = []
    for record in records:
        date = understood(_seed_of(record, dated=False), registry, ARRIVED).facts.date
        right = date.value is not None and (
            contains(date.value, record["date"]) or _near(date.value, record["date"])
        )
        found.append(
            Release(
                record["title"],
                record["date"],
                record["date"] if right else date.value,
                f"{date.basis.value}: {date.sentence}",
            )
        )
    return found


def _near(one: str, other: str) -> bool:
    return (
        len(one) == len(other) == 10
        and abs(dt.date.fromisoformat(one) - dt.date.fromisoformat(other)) <= NEAR
    )


def share_right(found: Sequence[Release]) -> float:
    """Of those that name their ministry, the share that is right."""
    named = [one for one in found if one.named]
    return sum(one.verdict == "right" for one in named) / len(named)


def share_wrong(found: Sequence[Release]) -> float:
    """Of all, the share that is wrong; unknown is not."""
    return sum(one.verdict == "wrong" for one in found) / len(found)
