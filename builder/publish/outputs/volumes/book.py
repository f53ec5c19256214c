"""A volume as an EPUB 3.3 (W3C Recommendation, 2023).

Why a writer of our own: EbookLib is under the AGPL, and the others that there are (pypub, mkepub) have had no
release for years, or date their files by the clock. An EPUB is a zip of XHTML with two lists of what is in
it, and the bytes here have to depend on the articles alone.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from functools import cache
from html import escape
from importlib.resources import files as resource
from typing import Final
from uuid import NAMESPACE_URL, uuid5

from builder.catalogue.volumes import Volume
from builder.model import Entry
from builder.publish.outputs.feeds.content import changed_on
from builder.publish.outputs.volumes.chapter import chapter
from builder.publish.outputs.volumes.print_page import STYLE, named, opening
from builder.publish.publication import Publication
from builder.zip_file import Member, write_zip

_FOLDER: Final = "EPUB/"
_CONTAINER: Final = """\
<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>
"""
_XHTML: Final = "application/xhtml+xml"
#: What a reader with assistive technology is told (EPUB Accessibility 1.1).
_ACCESS: Final = (
    ("schema:accessMode", "textual"),
    ("schema:accessModeSufficient", "textual"),
    ("schema:accessibilityFeature", "tableOfContents"),
    ("schema:accessibilityFeature", "structuralNavigation"),
    ("schema:accessibilityHazard", "none"),
)


def book(publication: Publication, volume: Volume) -> bytes:
    """The EPUB: a title page, the contents, a file for each briefing."""
    written = io.BytesIO()
    # The standard wants the media type first and not compressed: it is too short to be.
    write_zip(written, _members(publication, volume), _day(publication, volume))
    return written.getvalue()


def _members(publication: Publication, volume: Volume) -> Iterator[Member]:
    yield Member("mimetype", b"application/epub+zip")
    yield Member("META-INF/container.xml", _CONTAINER.encode())
    yield Member(f"{_FOLDER}package.opf", _package(publication, volume).encode())
    yield Member(f"{_FOLDER}volume.css", _style())
    yield Member(f"{_FOLDER}nav.xhtml", _contents(publication, volume).encode())
    said = f"<h1>{escape(volume.title)}</h1>\n{opening(publication, volume)}"
    yield _document("title.xhtml", volume.title, said)
    for entry in volume.entries:
        yield _document(_file(entry), entry.title, chapter(publication, entry))


def _file(entry: Entry) -> str:
    return f"{entry.id}.xhtml"


@cache
def _style() -> bytes:
    return (resource("builder.theme") / STYLE).read_bytes()


def _day(publication: Publication, volume: Volume) -> str:
    """The newest day on which one of its articles came in or changed: no other article moves it."""
    return max((changed_on(publication, entry) for entry in volume.entries), default=publication.updated)


def _document(name: str, title: str, body: str) -> Member:
    return Member(_FOLDER + name, _page(title, body).encode())


def _page(title: str, body: str, more: str = "") -> str:
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE html>\n'
        f'<html xmlns="http://www.w3.org/1999/xhtml"{more} lang="ko" xml:lang="ko">\n'
        f"<head><title>{escape(title)}</title>"
        '<link rel="stylesheet" type="text/css" href="volume.css"/></head>\n'
        f"<body>\n{body}\n</body>\n</html>\n"
    )


def _contents(publication: Publication, volume: Volume) -> str:
    labels = publication.labels
    items = "".join(
        f'<li><a href="{file}">{escape(name)}</a></li>\n'
        for file, name in (
            ("title.xhtml", volume.title),
            *((_file(entry), named(entry, labels)) for entry in volume.entries),
        )
    )
    heading = f"<h1>{escape(labels['volume.contents'])}</h1>"
    body = f'<nav epub:type="toc" id="toc">{heading}\n<ol>\n{items}</ol></nav>'
    return _page(labels["volume.contents"], body, ' xmlns:epub="http://www.idpf.org/2007/ops"')


def _package(publication: Publication, volume: Volume) -> str:
    pages = ("title.xhtml", *map(_file, volume.entries))
    items = "".join(
        f'<item id="p{n}" href="{page}" media-type="{_XHTML}"/>\n' for n, page in enumerate(pages)
    )
    spine = "".join(f'<itemref idref="p{n}"/>\n' for n in range(len(pages)))
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" xml:lang="ko">\n'
        '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">\n'
        f"{_metadata(publication, volume)}</metadata>\n"
        f'<manifest>\n<item id="nav" href="nav.xhtml" media-type="{_XHTML}" properties="nav"/>\n'
        f'<item id="css" href="volume.css" media-type="text/css"/>\n{items}</manifest>\n'
        f"<spine>\n{spine}</spine>\n</package>\n"
    )


def _metadata(publication: Publication, volume: Volume) -> str:
    """The archive is the publisher; an author of the whole nobody has named."""
    address = publication.absolute(volume.addresses[0]) or f"{publication.site.name}/{volume.stem}"
    day = _day(publication, volume)
    facts = (
        f'<dc:identifier id="id">urn:uuid:{uuid5(NAMESPACE_URL, address)}</dc:identifier>',
        f"<dc:title>{escape(volume.title)}</dc:title>",
        "<dc:language>ko</dc:language>",
        f"<dc:publisher>{escape(publication.site.name)}</dc:publisher>",
        f'<meta property="dcterms:modified">{day}T00:00:00Z</meta>',
        *(f'<meta property="{name}">{value}</meta>' for name, value in _ACCESS),
    )
    return "".join(f"{fact}\n" for fact in facts)
