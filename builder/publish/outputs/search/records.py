"""A document as a result shows it: what stands in the files of documents, and the way back."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import Any

from builder.prose.escape import INVISIBLE
from builder.publish.outputs.search.documents import SearchDocument


def record(document: SearchDocument) -> list[object]:
    """The document as a result shows it, as JSON."""
    marks = document.title_generated + 2 * document.date_inferred
    title, text = (
        unicodedata.normalize("NFC", INVISIBLE.sub("", words)) for words in (document.title, document.text)
    )
    return [
        document.id,
        document.address,
        title,
        marks,
        document.date,
        document.kind,
        [*document.ministries],
        [*document.topics],
        text,
    ]


def document_of(written: Sequence[Any]) -> SearchDocument:
    """The reverse of ``record``, but for what no result shows."""
    article_id, address, title, marks, date, kind, ministries, topics, text = written
    return SearchDocument(
        article_id,
        address,
        title,
        bool(marks & 1),
        date,
        bool(marks & 2),
        tuple(ministries),
        tuple(topics),
        kind,
        text,
    )
