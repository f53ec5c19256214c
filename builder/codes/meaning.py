"""What a code stands for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from builder.model import Severity


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a code stands for: a short meaning for the guide and the hint printed with each problem."""

    severity: Severity
    meaning: str
    hint: str


ERROR: Final = Severity.ERROR
NOTICE: Final = Severity.NOTICE
