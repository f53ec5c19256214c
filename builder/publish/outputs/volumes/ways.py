"""The way to the volumes: from the page of their topic or ministry, and from the data page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from typing import Final

from builder.catalogue import links
from builder.catalogue.volumes import Volume, volumes
from builder.publish.fragment import HOSTED, Fragment
from builder.publish.publication import Publication

_SLOT: Final = "volumes"
_SHOWN: Final = 6
"""Volumes that a side column names before the others fold."""


def volume_fragments(publication: Publication) -> Iterator[Fragment]:
    """The fragment ``volumes`` of each topic and ministry that has some, and of the data page."""
    labels, planned = publication.labels, volumes(publication.collection)
    by_page: dict[str, list[Volume]] = defaultdict(list)
    for volume in planned:
        by_page[volume.page].append(volume)
    for page, some in by_page.items():
        shown, folded = _list(page, some[:_SHOWN], labels), _list(page, some[_SHOWN:], labels)
        more = labels["listing.more"].format(count=len(some) - _SHOWN)
        yield _section(page, HOSTED, shown + (_folded(folded, more) if folded else ""), labels)
    if planned:
        all_of_them = _folded(
            _list(links.DATA, planned, labels), labels["volume.all"].format(count=len(planned))
        )
        said = f"<p>{escape(labels['volume.what'])}</p>"
        yield _section(links.DATA, f"bp-section {HOSTED}", said + all_of_them, labels)


def _section(page: str, classes: str, html: str, labels: Mapping[str, str]) -> Fragment:
    heading = f'<h2 id="{_SLOT}">{escape(labels["volume.heading"])}</h2>'
    return Fragment(page, _SLOT, f'<section class="{classes}">{heading}{html}</section>')


def _folded(html: str, summary: str) -> str:
    return f'<details class="bp-fold"><summary>{escape(summary)}</summary>{html}</details>'


def _list(page: str, some: Sequence[Volume], labels: Mapping[str, str]) -> str:
    items = "".join(f"<li>{_item(page, volume, labels)}</li>" for volume in some)
    return f'<ul class="bp-volumes">{items}</ul>' if items else ""


def _item(page: str, volume: Volume, labels: Mapping[str, str]) -> str:
    whole, book = (links.relative(page, address) for address in volume.addresses)
    title, count = escape(volume.title), labels["common.briefings"].format(count=len(volume.entries))
    return (
        f'<a href="{whole}">{title}</a> <small>{count}</small>'
        f' <a href="{book}" aria-label="{title} EPUB" download>EPUB</a>'
    )
