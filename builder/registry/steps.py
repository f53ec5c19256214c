"""The steps of a policy that headlines tell of: read once from ``data/steps.yaml``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
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


@cache
def steps() -> tuple[Step, ...]:
    """Every step, in the order of the file."""
    entries = yaml.safe_load(PATH.read_bytes())["steps"]
    return tuple(Step(entry["id"], re.compile(entry["pattern"])) for entry in entries)


def step_of(headline: str) -> Step | None:
    """The step that a headline tells of: that of the last of its words; None where there is none."""
    found = [
        (match.end(), -place, step)
        for place, step in enumerate(steps())
        for match in step.pattern.finditer(headline)
    ]
    return max(found, key=lambda one: one[:2])[2] if found else None
