"""An article as it was read: each line in its role, and all that is named in its text."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from builder.model.seed import Link, Seed


class Role(StrEnum):
    """What a line of the seed is."""

    BODY = "body"
    CAPTION = "caption"
    TITLE = "title"
    SUBTITLE = "subtitle"
    STAMP = "stamp"
    BYLINE = "byline"
    CREDIT = "credit"
    METADATA = "metadata"
    """Any other line that went into the front matter (a portal's ministry label, a rights statement)."""
    REMOVED = "removed"
    """No part of the article: a rule of noise, or a second print, took it."""


@dataclass(frozen=True, slots=True)
class Cut:
    """A part of a line that was taken out (a byline glued to the lead, a mail address), and the rule."""

    line: int
    text: str
    rule: str


class Placed(NamedTuple):
    """A line in its role.

    ``text`` is what is left of it after its ``cuts``; ``rule`` names why it has the role.
    """

    number: int
    text: str
    role: Role
    rule: str
    cuts: tuple[Cut, ...] = ()
    links: tuple[Link, ...] = ()
    margin: float | None = None
    """How sure the labeller of lines is of what it takes the line for, where it was asked."""
    as_title: float = 0.0
    """How likely it holds the line for the headline."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """A full date printed as metadata (not in a sentence)."""

    date: str
    label: str
    """The family of the label: published | released | embargo | modified | print | bare | caption."""
    line: int
    text: str


@dataclass(frozen=True, slots=True)
class Name:
    """A name or abbreviation of a central body as it stands in a text, not yet resolved by date."""

    name: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Mention:
    """A name of a body in a sentence. ``acts``, the part it plays there: subject | partner | none."""

    name: str
    start: int
    end: int
    acts: str


class TopicHit(NamedTuple):
    """A keyword of a topic in the text, spaces or not. As a tuple: a long article has hundreds."""

    topic: str
    keyword: str
    weight: float
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class EventHit:
    """A phrase that stands for a dated event, in a sentence without its brackets."""

    event: str
    start: int
    end: int


class Sentence(NamedTuple):
    """One sentence of the body.

    Its text with middle dots folded, its raw line, its paragraph's position, what it names.
    """

    text: str
    printed: str
    """As it stands in the paragraph."""
    line: int
    paragraph: int
    mentions: tuple[Mention, ...]
    bare: str
    """The text without (…): ``ICT(정보통신기술) 비상대책회의`` names the meeting too."""
    events: tuple[EventHit, ...]
    """In ``bare``, none inside another."""
    verbs: tuple[tuple[str, int], ...]
    """(what it tells, where it begins) of each verb of announcing, in order; see verbs.yaml."""
    names_office: bool
    """Whether the title of a head of a body stands in it."""


class Passage(NamedTuple):
    """A paragraph of running text with the raw line it begins on."""

    line: int
    text: str


class LabelKind(StrEnum):
    """Where words stand that say whose the text is."""

    HEADLINE = "headline"
    """The title, a subtitle, or a subtitle glued into the lead, in this order."""
    CONTACT = "contact"
    """The line of a contact table that names who is in charge."""
    PORTAL = "portal"
    """A date line, a body's name alone, a portal's closing line."""


@dataclass(frozen=True, slots=True)
class Label:
    """Words beside the body that may say whose the text is, and the first name of a body in them."""

    kind: LabelKind
    text: str
    line: int | None
    name: Name | None


@dataclass(frozen=True, slots=True)
class Zone:
    """A part of a reading's text: title | lead | body, from where to where."""

    name: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Reading:
    """An article as it was read, once: every line in its role, its running text, and all that is named in it.

    Facts are decided from this; nothing searches the seed again.
    """

    seed: Seed
    lines: tuple[Placed, ...]
    """Every line of the seed in order, blank ones as BODY.

    A caption glued to the lead is a line of its own.
    """
    title: str | None
    subtitles: tuple[str, ...]
    stamps: tuple[Stamp, ...]
    credit: str | None
    passages: tuple[Passage, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    labels: tuple[Label, ...] = ()
    text: str = ""
    """Title, subtitles and passages as one text, dots folded.

    What the places of names, topics and zones count in.
    """
    zones: tuple[Zone, ...] = ()
    names: tuple[Name, ...] = ()
    topics: tuple[TopicHit, ...] = ()

    @property
    def kept(self) -> tuple[Placed, ...]:
        """The lines that are part of the article, blank ones too: they part paragraphs."""
        return tuple(line for line in self.lines if line.role is not Role.REMOVED)

    @property
    def removed(self) -> tuple[Placed, ...]:
        """The lines that are not, each with the rule that took it."""
        return tuple(line for line in self.lines if line.role is Role.REMOVED)

    @property
    def cuts(self) -> tuple[Cut, ...]:
        """Everything that was taken out of kept lines."""
        return tuple(cut for line in self.lines for cut in line.cuts)
