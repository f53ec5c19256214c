"""The files beside each article: all that is known of it as JSON, and its page as Markdown."""

from __future__ import annotations

import json
from typing import Final

from builder.catalogue.forms import JSON, MARKDOWN
from builder.model import Entry
from builder.publish.outputs.data.record import published_markdown, record_of, with_text
from builder.publish.outputs.output import ArticleOutput
from builder.publish.publication import Publication

encode: Final = json.JSONEncoder(ensure_ascii=False).encode
"""A value as JSON in one line."""


def _json(publication: Publication, entry: Entry) -> bytes:
    """A key a line: as readable as indented JSON, and written by the encoder in C, which knows no indents."""
    facts = with_text(publication, record_of(publication, entry))
    lines = ",\n".join(f'"{key}": {encode(value)}' for key, value in facts.items())
    return f"{{\n{lines}\n}}\n".encode()


def _markdown(publication: Publication, entry: Entry) -> bytes:
    return published_markdown(publication, entry).encode()


JSON_FILES: Final = ArticleOutput(JSON, _json)
MARKDOWN_FILES: Final = ArticleOutput(MARKDOWN, _markdown)
