"""The form of a page's front matter.

Keys that are missing, ill-formed, unknown to the registry, or at odds with each other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from typing import Final

import fastjsonschema

from builder.checks.docs_page import ARTICLES, DocsPage
from builder.model import Problem
from builder.pages import page as index
from builder.pages import record as article
from builder.pages.record import Record
from builder.pages.values import Meta
from builder.partial_date import precision
from builder.problems import page_problem
from builder.registry import Registry

#: Keys by which other themes change what a page shows.
_FOREIGN: Final = {
    "template": "a page does not choose its template",
    "hide": "a page shows all of its parts; the key is of another theme",
}
#: A person may say that a date is unknown.
_BASES_OF_NO_DATE: Final = ("unknown", "edited")

Fault = tuple[str, str]
"""The key, and what is wrong with it."""


def front_matter_problems(page: DocsPage, registry: Registry) -> list[Problem]:
    """E301 for each fault of the page's front matter.

    A page that a person wrote by hand has no form to keep.
    """
    meta = dict(page.meta)
    if not page.text.strip():
        return [page_problem("E301", page.path, 1, "the page is empty")]
    foreign = [(key, why) for key, why in _FOREIGN.items() if key in meta]
    if "generated" not in meta and not (page.is_article and "id" in meta):
        detail = "the folder holds articles alone; move a page of your own out of it"
        if page.is_article:
            return [page_problem("E301", page.path, 1, detail)]
        return _told(page, foreign)
    if isinstance(year := meta.get("date"), int):
        meta["date"] = f"{year:04d}"
    found = [*foreign, *_ill_formed(meta, is_article=page.is_article)]
    if page.is_article and not found:
        record = Record.from_meta(meta)
        found += [*_contradictions(page.path, record), *_unknown_names(record, registry)]
    return _told(page, found)


def _told(page: DocsPage, faults: Iterable[Fault]) -> list[Problem]:
    return [
        page_problem("E301", page.path, page.line_of_key(key) or 1, f"{key}: {message}")
        for key, message in faults
    ]


@cache
def _forms(*, is_article: bool) -> Mapping[str, Callable[[object], object]]:
    """The compiled schema of each key."""
    forms = article.forms() if is_article else index.FORMS
    return {key: fastjsonschema.compile(dict(form)) for key, form in forms.items()}


def _ill_formed(meta: Meta, *, is_article: bool) -> Iterator[Fault]:
    required = article.required_keys() if is_article else index.REQUIRED
    yield from ((key, "it is missing") for key in required if key not in meta)
    for key, form in _forms(is_article=is_article).items():
        try:
            form(meta[key]) if key in meta else None
        except fastjsonschema.JsonSchemaValueException as error:
            yield key, error.message.removeprefix("data").lstrip(". ")


def _contradictions(path: str, record: Record) -> Iterator[Fault]:
    """Keys that are well-formed one by one, but not together."""
    if f"{ARTICLES}{record.id}.md" != path:
        yield "id", "it is not the name of the file"
    yield from _of_date(record)
    if len(record.ministries) != len(record.ministry_ids):
        yield "ministry_ids", "there is not one id for each name of ministries"
    if record.ministry is not None and record.ministry not in record.ministries:
        yield "ministry", "it is not among the ministries"
    if "topic_names" not in record.missing and len(record.topic_names) != len(record.topics):
        yield "topic_names", "there is not one name for each topic"


def _of_date(record: Record) -> Iterator[Fault]:
    written, date = record.written("date"), record.date
    if written is not None and date is None:
        yield "date", f"there is no such day: {written}"
    elif record.date_basis == "unknown" if date else record.date_basis not in _BASES_OF_NO_DATE:
        yield "date_basis", "only an unknown date has no basis"
    if date is not None and record.date_precision != precision(date):
        yield "date_precision", f"it is not that of {date}"


def _unknown_names(record: Record, registry: Registry) -> Iterator[Fault]:
    for body_id in record.ministry_ids:
        if body_id not in registry.bodies:
            yield "ministry_ids", f"no body has the id {body_id}"
    for slug in record.topics:
        if slug not in registry.topics:
            yield "topics", f"no topic has the slug {slug}"
