"""What a text or a saved page gives to its seed: its lines, what it states, and why it may be no article."""

from __future__ import annotations

from dataclasses import dataclass

from builder.model import Line


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a page is no article's: the raw line of its list, if there is one, and a sentence."""

    line: int | None
    reason: str


@dataclass(frozen=True, slots=True)
class Extract:
    """Lines, and what an HTML page states (see ``Seed.metadata``).

    ``refusal``: why it is no article's page; None if it may be one.
    """

    lines: tuple[Line, ...]
    metadata: tuple[tuple[str, str], ...] = ()
    refusal: Refusal | None = None
    pictures: tuple[str, ...] = ()
    """The addresses, as they are written, of the pictures that stand in the article, each once."""
