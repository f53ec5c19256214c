"""The steps of a policy that headlines tell of: the rules of ``steps.yaml``."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache


@dataclass(frozen=True, slots=True)
class Step:
    """One step, the words that tell of it, headlines that are of it and such as are not."""

    id: str
    expression: str
    match: tuple[str, ...]
    spare: tuple[str, ...]

    @property
    def label(self) -> str:
        """The key of its Korean name among the labels."""
        return f"step.{self.id}"


@dataclass(frozen=True)  # no slots: cached_property keeps what it compiled in the instance's dictionary
class Steps:
    """The steps in the order of the file, the words that tell only of talk, and what is never a step."""

    entries: tuple[Step, ...]
    talk: str
    never: str

    def of(self, headline: str) -> Step | None:
        """The step that a headline tells of: that of the last of its words; None where there is none."""
        return self._find(headline)

    @cached_property
    def _find(self) -> Callable[[str], Step | None]:
        """Kept: a topic and its timeline ask for the same headlines, and articles have several topics."""
        never, talk = re.compile(self.never), re.compile(self.talk)
        patterns = [(re.compile(step.expression), step) for step in self.entries]

        @lru_cache(maxsize=65_536)
        def find(headline: str) -> Step | None:
            if never.search(headline):
                return None
            found = [
                (match.end(), -place, step)
                for place, (pattern, step) in enumerate(patterns)
                for match in pattern.finditer(headline)
            ]
            end, _, last = max(found, key=lambda one: one[:2], default=(0, 0, None))
            return None if talk.search(headline, end) else last

        return find

    def faults(self, labels: Container[str]) -> Iterator[str]:
        """What is wrong with them: one without a name, and headlines that are not of theirs."""
        for step in self.entries:
            if step.label not in labels:
                yield f"{step.id} has no name: write {step.label} into labels.yaml"
            for headline in step.match:
                if self.of(headline) != step:
                    yield f"{step.id} does not tell of its own headline: {headline}"
            for headline in step.spare:
                if self.of(headline) == step:
                    yield f"{step.id} tells of a headline that it promises to spare: {headline}"
