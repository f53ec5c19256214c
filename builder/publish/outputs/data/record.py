"""One article as data: the facts of its page under stable keys, each with its basis."""

from __future__ import annotations

from typing import Any, Final

from builder.model import Attachment, Entry
from builder.pages.mappings import write_changed, write_levels
from builder.pages.record import Record as FrontMatter
from builder.partial_date import precision
from builder.permanence.ledger import address_of
from builder.prose.front_matter import dump_page
from builder.publish.outputs.citation.work import work_of
from builder.publish.publication import Publication, remembered_an_article

SCHEMA: Final = 1
"""Of the JSON: keys may be added; when one goes or changes its meaning, this number rises."""
#: What an article's front matter says to the builder and to its editors, not to readers.
_INTERNAL: Final = ("generated", "confirmed", "skipped")

Record = dict[str, Any]


@remembered_an_article
def record_of(publication: Publication, entry: Entry) -> Record:
    """The article's facts, without its text.

    Every key is always there; what is unknown is null or an empty list.
    Its authors are those whom citations name.
    """
    page = publication.articles[entry.id]
    front, address = page.record, address_of(page.path)
    return {
        "schema": SCHEMA,
        "id": entry.id,
        "address": address,
        "url": publication.absolute(address),
        "kind": entry.kind,
        "title": {"text": entry.title, "basis": entry.title_basis, "subtitles": list(front.subtitle)},
        "date": _date(entry, front),
        "authors": [author.name for author in work_of(publication, entry).authors],
        "ministries": _ministries(entry),
        "topics": _topics(publication, entry),
        "organizations": list(front.organizations),
        "people": _people(publication, entry),
        "summary": entry.summary or None,
        "source": {
            key: getattr(front.source, key)
            for key in ("outlet", "author", "credit", "url", "modified", "file", "sha256")
        },
        "rights": {
            "licence": front.licence,
            "statement": front.rights.statement,
            "text": publication.level(entry.id),
        },
        "certainty": write_levels(front.certainty),
        "attachments": [_attachment(publication, entry, one) for one in front.attachments],
        "removed": [{"lines": one.lines or None, "rule": one.rule or None} for one in front.removed],
        "changed": write_changed(entry.changed),
        "added": entry.added or None,
    }


def with_text(publication: Publication, facts: Record) -> Record:
    """The same with as much of the text as may be published: Markdown, an empty text where none may."""
    return {**facts, "text": publication.text(facts["id"])}


def published_markdown(publication: Publication, entry: Entry) -> str:
    """The article's page as Markdown, as published.

    Its front matter without what is internal, and as much text as may be.
    """
    page = publication.articles[entry.id]
    left_out = (*_INTERNAL, *(["summary"] if publication.level(entry.id) == "none" else []))
    return dump_page(
        {key: value for key, value in page.meta.items() if key not in left_out}, publication.text(entry.id)
    )


def _attachment(publication: Publication, entry: Entry, one: Attachment) -> Record:
    """A file of the article: in the archive, with its digest, or elsewhere, with its address.

    One that is published with the site has both, and its address below the site.
    """
    address = publication.original(entry.id, one)
    return {
        "name": one.name or one.file.rpartition("/")[2] or None,
        "type": one.type or None,
        "bytes": one.bytes if one.file else None,
        "sha256": one.sha256 or None,
        "address": address,
        "url": one.url or (publication.absolute(address) if address else None),
    }


def _date(entry: Entry, front: FrontMatter) -> Record:
    return {
        "value": entry.date,
        "precision": precision(entry.date) if entry.date else None,
        "basis": entry.date_basis,
        "of": front.date_of if entry.date else None,
        "evidence": front.date_evidence,
    }


def _ministries(entry: Entry) -> list[Record]:
    acting = zip(entry.ministry_ids, entry.ministry_names, entry.ministry_roles, strict=True)
    return [{"id": body, "name": name, "role": role} for body, name, role in acting]


def _people(publication: Publication, entry: Entry) -> list[Record]:
    known = publication.collection.people
    return [{"id": one, "name": known[one][0].name} for one in entry.people if one in known]


def _topics(publication: Publication, entry: Entry) -> list[Record]:
    known = publication.registry.topics
    return [
        {"slug": slug, "name": known[slug].name if slug in known else None}
        for slug in dict.fromkeys(entry.topics)
    ]
