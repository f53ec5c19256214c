"""One article as data: the facts of its page under stable keys, each with its basis."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from builder.model import Entry
from builder.pages import values
from builder.partial_date import precision
from builder.permanence.ledger import address_of
from builder.prose.front_matter import dump_page
from builder.publish.outputs.citation.work import work_of
from builder.publish.publication import Publication, once_an_article
from builder.rights import licence_of

SCHEMA: Final = 1
"""Of the JSON: keys may be added; when one goes or changes its meaning, this number rises."""
#: What an article's front matter says to the builder and to its editors, not to readers.
_INTERNAL: Final = ("generated", "confirmed", "skipped")

Record = dict[str, Any]
Meta = Mapping[str, Any]


@once_an_article
def record_of(publication: Publication, entry: Entry) -> Record:
    """The article's facts, without its text. Every key is always there; what is unknown is null or an empty list.

    Its authors are those whom citations name.
    """
    page = publication.articles[entry.id]
    meta, address = page.meta, address_of(page.path)
    return {
        "schema": SCHEMA,
        "id": entry.id,
        "address": address,
        "url": publication.absolute(address),
        "kind": entry.kind,
        "title": {
            "text": entry.title,
            "basis": entry.title_basis,
            "subtitles": list(values.texts(meta.get("subtitle"))),
        },
        "date": _date(entry, meta),
        "authors": [author.name for author in work_of(publication, entry).authors],
        "ministries": [
            {"id": body, "name": name, "role": role}
            for body, name, role in zip(
                entry.ministry_ids, entry.ministry_names, entry.ministry_roles, strict=True
            )
        ],
        "topics": _topics(publication, entry),
        "organizations": list(values.texts(meta.get("organizations"))),
        "summary": entry.summary or None,
        "source": {
            key: values.text(values.mapping(meta.get("source")).get(key))
            for key in ("outlet", "author", "credit", "url", "file", "sha256")
        },
        "rights": _rights(publication, entry, meta),
        "removed": [
            {key: values.text(one.get(key)) for key in ("lines", "rule")}
            for one in _mappings(meta.get("removed"))
        ],
        "added": entry.added or None,
    }


def with_text(publication: Publication, facts: Record) -> Record:
    """The same with as much of the text as may be published: Markdown, an empty text where none may."""
    return {**facts, "text": publication.text(facts["id"])}


def published_markdown(publication: Publication, entry: Entry) -> str:
    """The article's page as Markdown, as published: its front matter without what is internal, and as much text as may be."""
    page = publication.articles[entry.id]
    left_out = (*_INTERNAL, *(["summary"] if publication.level(entry.id) == "none" else []))
    return dump_page(
        {key: value for key, value in page.meta.items() if key not in left_out}, publication.text(entry.id)
    )


def _date(entry: Entry, meta: Meta) -> Record:
    return {
        "value": entry.date,
        "precision": precision(entry.date) if entry.date else None,
        "basis": entry.date_basis,
        "of": values.text(meta.get("date_of")) if entry.date else None,
        "evidence": values.text(meta.get("date_evidence")),
    }


def _topics(publication: Publication, entry: Entry) -> list[Record]:
    known = publication.registry.topics
    return [
        {"slug": slug, "name": known[slug].name if slug in known else None}
        for slug in dict.fromkeys(entry.topics)
    ]


def _rights(publication: Publication, entry: Entry, meta: Meta) -> Record:
    statement = values.text(values.mapping(meta.get("rights")).get("statement"))
    return {"licence": licence_of(meta), "statement": statement, "text": publication.level(entry.id)}


def _mappings(value: Any) -> list[dict[str, Any]]:
    return [values.mapping(one) for one in value] if isinstance(value, list) else []
