"""A key of the front matter: what it means, its form, and how it is read from and written to YAML."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

Form = Mapping[str, object]
"""A JSON Schema, dates as ISO text."""
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Key:
    """What there is to know of one key.

    Its meaning, its form, how it is read and written, and whether every page has it.
    """

    means: str
    form: Form
    read: Callable[[object], object]
    write: Callable[[Any], object]
    required: bool
    optional: bool
    """Left out where there is nothing to say."""
    nothing: object
    """What nothing at all is read as."""

    def differs(self, value: object, raw: object) -> bool:
        """Whether the builder would write a value otherwise than it stands there."""
        return self.write(value) != raw or (self.optional and value == self.nothing)


def _as_it_is(value: object) -> object:
    return value


def key(
    means: str,
    form: Form,
    read: Callable[[object], T],
    write: Callable[[Any], object] = _as_it_is,
    *,
    required: bool = True,
    optional: bool = False,
) -> T:
    """A field of the record; its default is what nothing at all is read as."""
    nothing = read(None)
    made: T = field(
        default_factory=lambda: nothing,
        metadata={"key": Key(means, form, read, write, required and not optional, optional, nothing)},
    )
    return made


def one_of(*allowed: str | None) -> Form:
    """The form of a key that is one of a few words."""
    return {"enum": list(allowed)}
