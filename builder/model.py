"""The types that travel between the rooms: frozen, complete, without logic.

A stage that is not finished is another type, never a half-filled object: ``Seed`` → ``Reading`` → ``Article``
(reading, facts and document) → ``Page`` (what stands on disk) → ``Entry`` (what an index page needs of it) →
``OutputFile``.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How a problem weighs: an error makes the exit status 1, a notice leaves it 0."""

    ERROR = "error"
    NOTICE = "notice"


class Root(StrEnum):
    """The folder that the path of a problem is relative to."""

    SEEDS = "seeds"
    DOCS = "docs"
    ARCHIVE = "archive"
    """The archive's own folder, or wherever the command stands: the path can be opened as it is."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something a person should know about one file. Printed as ``path:line: CODE message (hint)``."""

    code: str
    severity: Severity
    path: str
    line: int | None
    message: str
    hint: str
    root: Root


# ----------------------------------------------------------------------------------------------------- intake


@dataclass(frozen=True, slots=True)
class Link:
    """A link in a line: its words as they stand there, and the http(s) address it leads to."""

    text: str
    url: str


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a seed.

    ``number`` is its 1-based line in the raw file; ``text`` is NFC, without line end, indent kept.
    """

    number: int
    text: str
    aside: str = ""
    """HTML only: the rule by which this line is no part of the article (``navigation``, ``outside-the-article`` …); empty if it may be."""
    links: tuple[Link, ...] = ()
    """HTML only: the links in it that lead to the web, in order."""


@dataclass(frozen=True, slots=True)
class Supplied:
    """What the collector of the article already knew.

    A YAML header on top of the text, or ``<name>.yml`` beside it.
    """

    id: str | None = None
    url: str | None = None
    title: str | None = None
    subtitle: tuple[str, ...] = ()
    date: str | None = None
    """ISO, at its precision: ``2020-04-16``, ``2020-04`` or ``2020``."""
    outlet: str | None = None
    author: str | None = None
    rights: str | None = None
    kind: str | None = None
    ministries: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Seed:
    """One raw article, decoded."""

    path: str
    """POSIX path relative to the seeds folder; for ``convert`` the path as given."""
    sha256: str
    """Of the decoded, NFC, LF text of the whole file (header included): the base of the identity."""
    encoding: str
    lines: tuple[Line, ...]
    """Every line of the article, blank ones too. HTML: one line a text block, numbered by its source line."""
    supplied: Supplied
    metadata: tuple[tuple[str, str], ...] = ()
    """HTML only: what the page's head states, as (property, content).

    ``og:title``, ``article:published_time`` …
    """


# ---------------------------------------------------------------------------------------------------- reading


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


@dataclass(frozen=True, slots=True)
class Placed:
    """A line in its role.

    ``text`` is what is left of it after its ``cuts``; ``rule`` names why it has the role.
    """

    number: int
    text: str
    role: Role
    rule: str
    cuts: tuple[Cut, ...] = ()


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


@dataclass(frozen=True, slots=True)
class TopicHit:
    """A keyword of a topic in the text, spaces or not."""

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


@dataclass(frozen=True, slots=True)
class Sentence:
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


@dataclass(frozen=True, slots=True)
class Passage:
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
    outlet: str | None
    author: str | None
    credit: str | None
    passages: tuple[Passage, ...]
    sentences: tuple[Sentence, ...]
    labels: tuple[Label, ...]
    text: str
    """Title, subtitles and passages as one text, dots folded.

    What the places of names, topics and zones count in.
    """
    zones: tuple[Zone, ...]
    names: tuple[Name, ...]
    topics: tuple[TopicHit, ...]

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


# ------------------------------------------------------------------------------------------------------ facts


class Basis(StrEnum):
    """Where a fact comes from. See the first promise: nothing is made up."""

    SUPPLIED = "supplied"
    STATED = "stated"
    INFERRED = "inferred"
    GENERATED = "generated"
    EDITED = "edited"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why a fact was decided as it was.

    One readable Korean sentence, the raw line it stands on, the rule that found it.
    """

    sentence: str
    line: int | None
    rule: str


@dataclass(frozen=True, slots=True)
class TitleFact:
    """The headline.

    ``text`` is never empty (a missing one is made of words of the lead and marked generated).
    """

    text: str
    basis: Basis
    subtitles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DateFact:
    """The article's date at its precision, with what speaks for and against it."""

    value: str | None
    """``2020-04-16``, ``2020-04``, ``2020`` or None."""
    precision: str | None
    """day | month | year; None when unknown."""
    basis: Basis
    of: str
    """published | announced."""
    sentence: str
    """One Korean sentence of evidence, for the page."""
    evidence: tuple[Evidence, ...]
    conflicts: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class MinistryMention:
    """A central body that acts in the article. ``role``: lead | joint | involved."""

    id: str
    name: str
    role: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class TopicScore:
    """A topic that was considered, its score and the phrases (with weight and place) that gave it."""

    slug: str
    score: float
    phrases: tuple[tuple[str, float, str], ...]
    chosen: bool


@dataclass(frozen=True, slots=True)
class Source:
    """Who published the text."""

    outlet: str | None
    author: str | None
    credit: str | None
    url: str | None


@dataclass(frozen=True, slots=True)
class Rights:
    """What the text itself says about its use. ``licence``: kogl-0 … kogl-4 | reserved | unknown."""

    statement: str | None
    licence: str


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything known about an article, each fact with its basis."""

    kind: str
    title: TitleFact
    date: DateFact
    ministries: tuple[MinistryMention, ...]
    organizations: tuple[str, ...]
    topics: tuple[TopicScore, ...]
    source: Source
    rights: Rights


# ------------------------------------------------------------------------------------------------------ prose


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text of one paragraph, plain (not yet Markdown)."""

    text: str


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside the article; ``level`` 2 or 3."""

    text: str
    level: int


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote or remark (``※ …``, ``* …``), its mark kept in the text."""

    text: str


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of a list.

    Its text (mark removed, but Hangul letters and ①② kept), its notes, the list below it.
    """

    text: str
    notes: tuple[Note, ...] = ()
    children: ItemList | None = None


@dataclass(frozen=True, slots=True)
class ItemList:
    """A block list."""

    items: tuple[Item, ...]
    ordered: bool


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells, all of one length; the first row is the head."""

    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Caption:
    """The words under a picture that is not there."""

    text: str


@dataclass(frozen=True, slots=True)
class Speaker:
    """A speaker's label or a question, on a line of its own."""

    text: str


Block = Paragraph | Heading | Note | ItemList | Table | Caption | Speaker


@dataclass(frozen=True, slots=True)
class Document:
    """The article's body."""

    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Article:
    """One understood article: what ``convert`` prints, ``explain`` shows and ``build`` writes."""

    seed: Seed
    reading: Reading
    facts: Facts
    document: Document
    problems: tuple[Problem, ...]


# ---------------------------------------------------------------------------------------------------- archive


@dataclass(frozen=True, slots=True)
class Entry:
    """What an index page needs to know of one article page."""

    id: str
    title: str
    title_basis: str
    date: str | None
    date_basis: str
    ministry_ids: tuple[str, ...]
    ministry_names: tuple[str, ...]
    ministry_roles: tuple[str, ...]
    """lead | joint | involved, in the order of ``ministry_ids``."""
    topics: tuple[str, ...]
    kind: str
    outlet: str | None
    summary: str
    """The first sentence of the body, plain."""
    added: str
    licence: str = "unknown"
    """As in ``Rights``."""


@dataclass(frozen=True, slots=True)
class OutputFile:
    """A text to stand at ``path`` (POSIX, relative to docs)."""

    path: str
    text: str
