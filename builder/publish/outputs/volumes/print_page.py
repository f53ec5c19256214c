"""A volume as one long page to read and to print: contents, then its briefings, each on a new sheet."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

from builder.catalogue import links
from builder.catalogue.lists import bracketed_title, dated
from builder.catalogue.volumes import Volume
from builder.content_policy import content_policy
from builder.model import Entry
from builder.permanence.ledger import address_of
from builder.publish.outputs.volumes.chapter import chapter
from builder.publish.publication import Publication

STYLE = "assets/volume.css"
"""Of the page and of the book."""


def print_page(publication: Publication, volume: Volume) -> bytes:
    """The HTML document. It stands without the theme: nothing but the volume is printed."""
    title = escape(volume.title)
    return "\n".join(
        [
            *_head(publication, volume, title),
            "<body>",
            _ways(volume, publication.labels),
            '<main id="content">',
            f"<h1>{title}</h1>",
            opening(publication, volume),
            _contents(volume, publication.labels),
            *(chapter(publication, entry) for entry in volume.entries),
            "</main>",
            f"<footer>{escape(_whose(publication))}</footer>",
            "</body>",
            "</html>",
            "",
        ]
    ).encode()


def _head(publication: Publication, volume: Volume, title: str) -> tuple[str, ...]:
    """What programs read; no search engine keeps it, for each briefing has a page of its own."""
    up = links.relative(volume.stem, "")
    return (
        "<!doctype html>",
        '<html lang="ko">',
        '<head><meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{content_policy(publication.site.policy)}">',
        '<meta name="viewport" content="width=device-width,initial-scale=1">',
        '<meta name="robots" content="noindex">',
        f"<title>{title} - {escape(publication.site.name)}</title>",
        f'<link rel="icon" href="{up}assets/favicon.svg"><link rel="stylesheet" href="{up}{STYLE}">',
        "</head>",
    )


def _ways(volume: Volume, labels: Mapping[str, str]) -> str:
    here, book = volume.addresses
    ways = {"volume.back": address_of(volume.page), "volume.book": book}
    shown = "".join(
        f'<a href="{escape(links.relative(here, address))}">{escape(labels[label])}</a>'
        for label, address in ways.items()
    )
    skip = f'<a class="skip" href="#content">{escape(labels["site.skip"])}</a>'
    name = escape(labels["site.breadcrumb"])
    return f'<header class="ways">{skip}<nav aria-label="{name}">{shown}</nav></header>'


def _whose(publication: Publication) -> str:
    """Who this is not, as at the foot of every page; else the archive's name."""
    site = publication.site
    return site.name if site.official else publication.labels["site.disclaimer"]


def opening(publication: Publication, volume: Volume) -> str:
    """Below the title, as HTML: the notice of every page of the archive, and what is in the volume."""
    notice = publication.site.notice
    told = f'<p class="notice">{escape(notice)}</p>\n' if notice else ""
    return f"{told}<p>{_about(publication, volume)}</p>"


def _about(publication: Publication, volume: Volume) -> str:
    """What is in the volume, in a sentence; of one that is made no more, that it is not. As HTML."""
    labels = publication.labels
    if not volume.entries:
        return escape(labels["volume.gone"])
    first, last = (dated(one, labels) for one in (volume.entries[0], volume.entries[-1]))
    period = first if first == last else labels["common.range"].format(first=first, last=last)
    site, count = publication.site.name, len(volume.entries)
    return escape(labels["volume.about"].format(site=site, count=count, period=period))


def named(entry: Entry, labels: Mapping[str, str]) -> str:
    """A briefing in the contents: its title and its date."""
    return f"{bracketed_title(entry)} ({dated(entry, labels)})"


def _contents(volume: Volume, labels: Mapping[str, str]) -> str:
    if not volume.entries:
        return ""
    items = "".join(
        f'<li><a href="#{entry.id}">{escape(named(entry, labels))}</a></li>\n' for entry in volume.entries
    )
    name = escape(labels["volume.contents"])
    return f'<nav class="contents" aria-label="{name}"><h2>{name}</h2>\n<ol>\n{items}</ol></nav>'
