"""XML of interfaces, RSS and Atom: one record after the other, without DTD and entities."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from lxml import etree

from builder.intake.safe_xml import STRANGERS_XML
from builder.records.row import Fits, Row, UnreadableError
from builder.records.source import Told, opened

_MOST_BETWEEN: Final = 200_000
"""Elements without a record among them."""
_ADDRESSES: Final = ("href", "url")
"""Attributes that say what an element without words stands for: ``<link href="…"/>``."""
_MARKUP: Final = "{http://www.w3.org/1999/xhtml}"


def xml_rows(path: Path, fits: Fits, told: Told) -> Iterator[Row]:
    """The elements called like the first that ``fits``. Raises ``UnreadableError`` with its line."""
    with opened(path, told) as stream:
        events = etree.iterparse(
            stream,
            events=("start", "end"),
            **STRANGERS_XML,
        )
        try:
            yield from _records(iter(events), fits)
        except etree.XMLSyntaxError as error:
            raise UnreadableError(f"it is no well-formed XML: {error.msg}", error.lineno) from error


def _records(events: Iterator[tuple[str, etree._Element]], fits: Fits) -> Iterator[Row]:
    name, between = "", 0
    for event, element in events:
        if event == "start":
            if element.getparent() is None and element.getroottree().docinfo.doctype:
                raise UnreadableError("it declares a DTD, as no record file does", 1)
            between += 1
            if between > _MOST_BETWEEN:
                raise UnreadableError(f"{between:,} elements without a record", element.sourceline)
            continue
        local = _local(element)
        if not name and len(element) and fits({key for key, _ in _values(element)}, local):
            name = local
        if local == name:
            yield Row(element.sourceline or 0, _collected(element), local)
            between = 0
            forget(element)


def forget(element: etree._Element) -> None:
    """Give back the memory of a record and of what stands before it."""
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


def _collected(record: etree._Element) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for key, value in _values(record):
        found.setdefault(key, []).append(value)
    return {key: tuple(values) for key, values in found.items()}


def _values(record: etree._Element, above: str = "") -> Iterator[tuple[str, str]]:
    """What stands in a record, key by key; what is nested has the keys above it in front."""
    for child in record.iterchildren("*"):
        key = above + _name(child)
        if len(child) and not _is_markup(child):
            yield from _values(child, f"{key}.")
        else:
            yield key, _words(child)


def _name(child: etree._Element) -> str:
    """An element's name; of a link in Atom that is none to the article itself, what it is."""
    local, relation = _local(child), child.get("rel", "alternate")
    return local if local != "link" or relation == "alternate" else relation


def _words(child: etree._Element) -> str:
    if _is_markup(child):
        return "".join(etree.tostring(inner, encoding="unicode") for inner in child)
    words = child.text or ""
    return words if words.strip() else next(filter(None, map(child.get, _ADDRESSES)), words) or ""


def _is_markup(child: etree._Element) -> bool:
    """Whether the element holds a text with its markup, as Atom allows."""
    return len(child) > 0 and all(str(inner.tag).startswith(_MARKUP) for inner in child)


def _local(element: etree._Element) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""
