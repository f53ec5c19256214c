"""The data page: feeds, tables and files that publishing puts beside the pages, and what stands in them.

Those files are not in docs/, so links to them are HTML: MkDocs and code hosts look for the target of a Markdown link.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape
from typing import Final

from builder.catalogue import links
from builder.catalogue.bodies import korean_order
from builder.catalogue.collection import Collection
from builder.catalogue.lists import key_title
from builder.catalogue.markdown import bullets, link, section, table
from builder.catalogue.sheet import Sheet
from builder.rights import LEVELS

COLUMNS: Final = (
    "id",
    "address",
    "kind",
    "title",
    "title_basis",
    "date",
    "date_precision",
    "date_basis",
    "date_of",
    "authors",
    "ministry_names",
    "ministry_ids",
    "ministry_roles",
    "topic_names",
    "topic_slugs",
    "organizations",
    "outlet",
    "source_url",
    "licence",
    "rights_statement",
    "text",
    "summary",
    "added",
)
"""Of every CSV, in this order: columns may be added at the end, none goes or changes its meaning. ``data.column.…`` says what each means."""

#: The files of the archive as a whole, with the label that says what is in each.
_FEEDS: Final = {"index.xml": "data.feed_home", "feeds.opml": "data.opml"}
_BULK: Final = {
    "index.csv": "data.bulk.csv",
    "data/briefings.jsonl": "data.bulk.jsonl",
    "data/SHA256SUMS": "data.bulk.sums",
}
#: JSON keys that no column has, with the label that explains them.
_KEYS_OF_JSON: Final = ("schema", "date.evidence", "title.subtitles", "source", "removed", "text", "files")


def data_sheet(collection: Collection) -> Sheet:
    """``data.md``."""
    labels = collection.labels
    return Sheet(
        path=links.DATA,
        title=labels["title.data"],
        kind="data",
        description=labels["data.description"],
        count=len(collection.entries),
        parents=(collection.home(),),
        blocks=(
            labels["data.intro"],
            *section(2, labels["data.feeds.heading"], labels["data.feeds.text"], _files(collection, _FEEDS)),
            *section(
                2,
                labels["data.bulk.heading"],
                _files(collection, _BULK),
                labels["data.bulk.each"],
                *_verifying(collection),
            ),
            *section(
                2,
                labels["data.rights.heading"],
                labels["data.rights.text"],
                _levels(collection),
                labels["data.rights.cite"],
            ),
            *section(2, labels["data.columns.heading"], labels["data.columns.text"], _columns(collection)),
            *section(2, labels["data.json.heading"], labels["data.json.text"], _keys(collection)),
            *section(2, labels["data.ministries.heading"], _ministries(collection)),
            *section(2, labels["data.topics.heading"], _topics(collection)),
            *section(2, labels["data.years.heading"], _years(collection)),
        ),
    )


def _file(text: str, address: str) -> str:
    """A link to a file that is made when publishing."""
    return f'<a href="{escape(address)}">{escape(text)}</a>'


def _code(text: str) -> str:
    return f"`{text}`"


def _files(collection: Collection, contents: Mapping[str, str]) -> str:
    labels = collection.labels
    rows = ([_file(address, address), labels[label]] for address, label in contents.items())
    return table([labels["data.column_file"], labels["data.column_content"]], rows, text_columns=2)


def _verifying(collection: Collection) -> tuple[str, str]:
    commands = {
        "data.verify.unix": "sha256sum -c --ignore-missing SHA256SUMS",
        "data.verify.windows": "Get-FileHash briefings.jsonl",
    }
    labels = collection.labels
    told = (
        labels["common.fact"].format(label=labels[label], value=_code(command))
        for label, command in commands.items()
    )
    return labels["data.verify"], bullets(told)


def _levels(collection: Collection) -> str:
    labels = collection.labels
    return bullets(
        labels["common.fact"].format(label=_code(level), value=labels[f"data.text.{level}"])
        for level in LEVELS
    )


# ------------------------------------------------------------------------------------------------------------- its tables


def _ministries(collection: Collection) -> str:
    bodies = sorted(
        collection.bodies.values(), key=lambda body: (body.until is not None, *korean_order(body))
    )
    return _beside(collection, ((collection.body_name(body), links.ministry(body.id)) for body in bodies))


def _topics(collection: Collection) -> str:
    topics = (topic for area in collection.areas for topic, _ in collection.topics_of(area))
    return _beside(collection, ((topic.name, links.topic(topic.slug)) for topic in topics))


def _beside(collection: Collection, pages: Iterable[tuple[str, str]]) -> str:
    """Each page with its feed and its table."""
    labels = collection.labels
    forms = {"xml": "Atom", "csv": "CSV"}
    rows = [
        [
            link(name, links.DATA, path),
            *(_file(form, path.removesuffix("md") + end) for end, form in forms.items()),
        ]
        for name, path in pages
    ]
    head = [labels["data.column_page"], labels["data.column_feed"], labels["data.column_table"]]
    return table(head, rows, text_columns=3) if rows else ""


def _years(collection: Collection) -> str:
    labels = collection.labels
    pages = [
        *((key_title(key, labels), links.year(key)) for key in collection.years),
        (labels["title.undated"], links.UNDATED),
    ]
    rows = [
        [link(name, links.DATA, path), _file("CSV", f"{path.removesuffix('md')}csv")] for name, path in pages
    ]
    return table([labels["data.column_page"], labels["data.column_table"]], rows, text_columns=2)


def _columns(collection: Collection) -> str:
    return _meanings(collection, ((name, f"data.column.{name}") for name in COLUMNS))


def _keys(collection: Collection) -> str:
    return _meanings(collection, ((name, f"data.key.{name}") for name in _KEYS_OF_JSON))


def _meanings(collection: Collection, names: Iterable[tuple[str, str]]) -> str:
    labels = collection.labels
    rows = ([_code(name), labels[label]] for name, label in names)
    return table([labels["data.column_name"], labels["data.column_meaning"]], rows, text_columns=2)
