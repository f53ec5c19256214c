"""The data page: feeds, tables and files that publishing puts beside the pages, and what stands in them.

Those files are not in docs/, so links to them are HTML: MkDocs and code hosts look for the target of a
Markdown link.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from html import escape
from itertools import groupby
from typing import Final

from builder.catalogue import links
from builder.catalogue.collection import Collection
from builder.catalogue.forms import BULK, CHANGE_FEED, DATABASE, FEED, OPML, SUMS, TABLE, Form
from builder.catalogue.kinds.kind import Look, PageKind
from builder.catalogue.markdown import bullets, link, section, table
from builder.catalogue.packs import SIZE
from builder.catalogue.sheet import Sheet
from builder.partial_date import korean
from builder.rights import LEVELS
from builder.settings import BESIDE

_NAME: Final = "data"

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
    "guesses",
    "attachments",
)
"""Of every CSV, in this order: columns may be added at the end, none goes or changes its meaning.

``data.column.…`` says what each means.
"""

#: The files of the archive as a whole, with the label that says what is in each.
_FEEDS: Final = {
    FEED.beside(links.HOME): "data.feed_home",
    CHANGE_FEED.beside(links.CHANGES): "data.feed_changes",
    OPML: "data.opml",
}
_BULK: Final = {TABLE.beside(links.HOME): "data.bulk.csv", BULK: "data.bulk.jsonl", SUMS: "data.bulk.sums"}
_DATABASE: Final = {DATABASE: "data.bulk.database"}
#: JSON keys that no column has, with the label that explains them.
_KEYS_OF_JSON: Final = (
    "schema",
    "date.evidence",
    "title.subtitles",
    "people",
    "source",
    "certainty",
    "attachments",
    "removed",
    "changed",
    "text",
    "files",
)


def data_kind(others: Sequence[PageKind]) -> PageKind:
    """``data.md``, with the lists of the ``others``."""
    return PageKind(
        name=_NAME,
        sheets=partial(_sheets, others),
        title="title.data",
        path=links.DATA,
        linked_from={"home": "home.data"},
        look=Look(contents=True, folds_long=True),
    )


def _sheets(others: Iterable[PageKind], collection: Collection) -> Iterator[Sheet]:
    labels = collection.labels
    yield Sheet(
        path=links.DATA,
        title=labels["title.data"],
        kind=_NAME,
        description=labels["data.description"],
        count=len(collection.entries),
        parents=(collection.home(),),
        blocks=(
            labels["data.intro"],
            *section(2, labels["data.feeds.heading"], labels["data.feeds.text"], _files(collection, _FEEDS)),
            *section(
                2,
                labels["data.bulk.heading"],
                _files(collection, {**_BULK, **(_DATABASE if collection.site.database else {})}),
                *([labels["data.bulk.each"]] if collection.site.article_data == BESIDE else []),
                *_verifying(collection),
            ),
            *_packs(collection),
            *section(
                2,
                labels["data.rights.heading"],
                labels["data.rights.text"],
                _levels(collection),
                labels["data.rights.cite"],
            ),
            *section(2, labels["data.columns.heading"], labels["data.columns.text"], _columns(collection)),
            *section(2, labels["data.json.heading"], labels["data.json.text"], _keys(collection)),
            *_lists(collection, others),
            *_pairs(collection),
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
        "data.verify.unix": f"sha256sum -c --ignore-missing {posixpath.basename(SUMS)}",
        "data.verify.windows": f"Get-FileHash {posixpath.basename(BULK)}",
    }
    labels = collection.labels
    lines = (
        labels["common.fact"].format(label=labels[label], value=_code(command))
        for label, command in commands.items()
    )
    return labels["data.verify"], bullets(lines)


def _levels(collection: Collection) -> str:
    labels = collection.labels
    return bullets(
        labels["common.fact"].format(label=_code(level), value=labels[f"data.text.{level}"])
        for level in LEVELS
    )


# ------------------------------------------------------------------------------------------------- its tables


def _lists(collection: Collection, others: Iterable[PageKind]) -> Iterator[str]:
    """A table for the lists of each kind, with the files beside each page.

    Kinds of one heading share theirs.
    """
    shown = [kind.lists for kind in others if kind.lists and kind.lists.pages]
    for heading, group in groupby(shown, key=lambda lists: lists.heading):
        lists = list(group)
        pages = [page for one in lists if one.pages for page in one.pages(collection)]
        yield from section(2, collection.labels[heading], _beside(collection, pages, lists[0].forms))


def _beside(collection: Collection, pages: Iterable[tuple[str, str]], forms: Sequence[Form]) -> str:
    """Each page with its feed and its table."""
    labels = collection.labels
    rows = [
        [link(name, links.DATA, path), *(_file(form.name, form.beside(path)) for form in forms)]
        for name, path in pages
    ]
    head = [labels["data.column_page"], *(labels[form.column] for form in forms)]
    return table(head, rows, text_columns=len(head)) if rows else ""


def _pairs(collection: Collection) -> tuple[str, ...]:
    """The feeds of a ministry and a topic together, each with the search that shows the same."""
    if not collection.pairs:
        return ()
    labels = collection.labels
    rows = (
        [link(name, links.DATA, links.SEARCH + pair.query), _file(FEED.name, pair.feed)]
        for name, pair in sorted((collection.pair_name(pair), pair) for pair in collection.pairs)
    )
    head = [labels["data.column_page"], labels[FEED.column]]
    return section(
        2, labels["data.pairs.heading"], labels["data.pairs.text"], table(head, rows, text_columns=2)
    )


def _packs(collection: Collection) -> tuple[str, ...]:
    """The packs of the articles' data, each with how many it holds and when those came in."""
    if not collection.packs:
        return ()
    labels = collection.labels
    rows = (
        [
            _file(pack.title(labels), pack.address),
            labels["common.briefings"].format(count=len(pack.entries)),
            first if first == last else labels["data.packs.days"].format(first=first, last=last),
        ]
        for pack in collection.packs
        for first, last in [map(korean, pack.days)]
    )
    head = [labels[f"data.packs.{column}"] for column in ("year", "count", "added")]
    text = labels["data.packs.text"].format(size=SIZE)
    return section(2, labels["data.packs.heading"], text, table(head, rows, text_columns=len(head)))


def _columns(collection: Collection) -> str:
    return _meanings(collection, ((name, f"data.column.{name}") for name in COLUMNS))


def _keys(collection: Collection) -> str:
    return _meanings(collection, ((name, f"data.key.{name}") for name in _KEYS_OF_JSON))


def _meanings(collection: Collection, names: Iterable[tuple[str, str]]) -> str:
    labels = collection.labels
    rows = ([_code(name), labels[label]] for name, label in names)
    return table([labels["data.column_name"], labels["data.column_meaning"]], rows, text_columns=2)
