"""The steps of a policy that headlines tell of: read once from ``data/steps.yaml``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Final

import yaml

PATH: Final = Path(__file__).parent / "data" / "steps.yaml"


@dataclass(frozen=True, slots=True)
class Step:
    """One step and the words that tell of it."""

    id: str
    pattern: re.Pattern[str]

    @property
    def label(self) -> str:
        """The key of its Korean name among the labels."""
        return f"step.{self.id}"


@dataclass(frozen=True, slots=True)
class _Rules:
    """The steps in the order of the file, the words that tell only of talk, and what is never a step."""

    steps: tuple[Step, ...]
    talk: re.Pattern[str]
    never: re.Pattern[str]


@cache
def _rules() -> _Rules:
    held = yaml.safe_load(PATH.read_bytes())
    steps = tuple(Step(entry["id"], re.compile(entry["pattern"])) for entry in held["steps"])
    return _Rules(steps, re.compile(held["talk"]), re.compile(held["never"]))


@lru_cache(maxsize=65_536)
def step_of(headline: str) -> Step | None:
    """The step that a headline tells of: that of the last of its words; None where there is none.

    Kept: a topic and its timeline ask for the same headlines, and articles have several topics.
    """
    rules = _rules()
    if rules.never.search(headline):
        return None
    found = [
        (match.end(), -place, step)
        for place, step in enumerate(rules.steps)
        for match in step.pattern.finditer(headline)
    ]
    end, _, last = max(found, key=lambda one: one[:2], default=(0, 0, None))
    return None if rules.talk.search(headline, end) else last
