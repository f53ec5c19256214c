"""What the learned labeller of lines would decide otherwise than the rules.

For a person to look at, never acted on.
"""

from __future__ import annotations

from dataclasses import dataclass

from builder.model import Reading, Role
from builder.reading.labeller import label_lines


@dataclass(frozen=True, slots=True)
class Opinion:
    """A line on which the two differ.

    ``stays``: what the labeller holds; ``margin``: how sure it is, 0 to 1.
    """

    line: int
    stays: bool
    role: str
    margin: float
    text: str


def second_opinion(reading: Reading) -> tuple[Opinion, ...]:
    """Each line that the rules keep in the body and the labeller would remove, or the other way round.

    Where the labeller is in doubt itself it says nothing.
    """
    lines = [line for line in reading.lines if line.text.strip()]
    told = label_lines([(line.number, line.text) for line in lines])
    return tuple(
        Opinion(line.number, label.stays, str(label.role), round(label.margin, 2), line.text.strip())
        for line, label in zip(lines, told, strict=True)
        if not label.doubtful
        and line.role in (Role.BODY, Role.REMOVED)
        and label.stays is not (line.role is Role.BODY)
    )
