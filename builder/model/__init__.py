"""The types that travel between the rooms: frozen, complete, without logic.

A stage that is not finished is another type, never a half-filled object: ``Seed`` → ``Reading`` → ``Article``
(reading, facts and document) → ``Page`` (what stands on disk) → ``Entry`` (what an index page needs of it) →
``OutputFile``.
"""

from builder.model.article import Article, Entry, OutputFile
from builder.model.document import (
    Block,
    Caption,
    Document,
    Heading,
    Item,
    ItemList,
    Note,
    Paragraph,
    Speaker,
    Table,
)
from builder.model.facts import (
    Basis,
    DateFact,
    Evidence,
    Facts,
    MinistryMention,
    Rights,
    Source,
    TitleFact,
    TopicScore,
)
from builder.model.problem import Problem, Root, Severity
from builder.model.reading import (
    Cut,
    EventHit,
    Label,
    LabelKind,
    Mention,
    Name,
    Passage,
    Placed,
    Reading,
    Role,
    Sentence,
    Stamp,
    TopicHit,
    Zone,
)
from builder.model.seed import Attachment, Line, Link, Seed, Stated, Supplied

__all__ = [
    "Article",
    "Attachment",
    "Basis",
    "Block",
    "Caption",
    "Cut",
    "DateFact",
    "Document",
    "Entry",
    "EventHit",
    "Evidence",
    "Facts",
    "Heading",
    "Item",
    "ItemList",
    "Label",
    "LabelKind",
    "Line",
    "Link",
    "Mention",
    "MinistryMention",
    "Name",
    "Note",
    "OutputFile",
    "Paragraph",
    "Passage",
    "Placed",
    "Problem",
    "Reading",
    "Rights",
    "Role",
    "Root",
    "Seed",
    "Sentence",
    "Severity",
    "Source",
    "Speaker",
    "Stamp",
    "Stated",
    "Supplied",
    "Table",
    "TitleFact",
    "TopicHit",
    "TopicScore",
    "Zone",
]
