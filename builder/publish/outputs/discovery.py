"""What programs look for at fixed names: robots.txt, llms.txt, security.txt and their like.

All but the last name addresses of the site, so they are made with ``site_url`` only. A host reads
``robots.txt`` only at its root: below it, it says at least to people where the sitemap is.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Final

from lxml import etree

from builder.catalogue import links
from builder.catalogue.forms import BULK, MANIFEST, OPENSEARCH, OPML
from builder.catalogue.kinds import KINDS
from builder.permanence.ledger import address_of
from builder.prose.escape import escape_inline
from builder.publish.outputs.output import ArchiveOutput, File, Made
from builder.publish.publication import Publication

_OPENSEARCH_NAMESPACE: Final = "http://a9.com/-/spec/opensearch/1.1/"
_LONGEST_NAME: Final = 16
"""Characters of an OpenSearch ``ShortName`` (OpenSearch 1.1, draft 6)."""


def _discovery(publication: Publication, _: Made) -> Iterator[File]:
    if publication.site.security:
        lines = "".join(f"{key.title()}: {value}\n" for key, value in publication.site.security)
        yield File(".well-known/security.txt", lines.encode())
    if publication.site_url is None:
        return
    yield File(
        "robots.txt", f"User-agent: *\nAllow: /\nSitemap: {publication.site_url}sitemap.xml\n".encode()
    )
    yield File(OPENSEARCH, _search(publication))
    yield File("llms.txt", _guide(publication).encode())
    yield File(MANIFEST, _manifest(publication))


def _manifest(publication: Publication) -> bytes:
    """Web Application Manifest (W3C): name and icon of the archive among a reader's apps."""
    manifest = {
        "name": publication.site.name,
        "short_name": publication.site.name[:_LONGEST_NAME],
        "description": publication.site.description,
        "lang": "ko",
        "start_url": "index.html",
        "display": "browser",
        "icons": [{"src": "assets/favicon.svg", "sizes": "any", "type": "image/svg+xml"}],
    }
    return json.dumps(manifest, ensure_ascii=False, indent=2).encode()


def _search(publication: Publication) -> bytes:
    """OpenSearch 1.1: a browser offers the archive's search in its own box."""
    name = publication.site.name
    root = etree.Element("OpenSearchDescription", nsmap={None: _OPENSEARCH_NAMESPACE})
    for tag, text in (
        ("ShortName", name[:_LONGEST_NAME]),
        ("LongName", name),
        ("Description", publication.labels["search.open"]),
        ("Language", "ko"),
        ("InputEncoding", "UTF-8"),
    ):
        etree.SubElement(root, tag).text = text
    template = f"{publication.site_url}{address_of(links.SEARCH)}?q={{searchTerms}}"
    etree.SubElement(root, "Url", type="text/html", method="get", template=template)
    return etree.tostring(root, encoding="utf-8", xml_declaration=True, pretty_print=True)


def _guide(publication: Publication) -> str:
    """llmstxt.org: what the archive is, and where its lists and its data are, as Markdown."""
    labels = publication.labels
    pages = [(labels[kind.title], address_of(kind.path)) for kind in KINDS if kind.path and kind.title]
    data = [(BULK, BULK), (OPML, OPML)]
    lines = [f"# {escape_inline(publication.site.name)}", ""]
    if publication.site.description:
        lines += [f"> {escape_inline(publication.site.description)}", ""]
    for title, entries in ((labels["site.menu"], pages), (labels["title.data"], data)):
        lines += [f"## {title}", ""]
        lines += [f"- [{escape_inline(name)}]({publication.absolute(place)})" for name, place in entries]
        lines.append("")
    return "\n".join(lines)


DISCOVERY: Final = ArchiveOutput("discovery", _discovery)
