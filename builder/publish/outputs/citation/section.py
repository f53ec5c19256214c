"""The part of an article's page from which it is cited.

Plain text to read and copy, with copy buttons where scripts run.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape

from builder.catalogue import links
from builder.catalogue.forms import ARTICLE_FORMS
from builder.catalogue.lists import key_title, year_key
from builder.catalogue.markdown import anchor
from builder.model import Entry
from builder.permanence.ledger import address_of
from builder.publish.fragment import Fragment, OfArticles
from builder.publish.outputs.citation.formats import bibtex, citation_line, csl_json, ris, wiki_line
from builder.publish.outputs.citation.work import Work, work_of
from builder.publish.publication import Publication


def cite_sections(publication: Publication) -> OfArticles:
    """The fragments ``cite`` and ``beside`` of every article.

    The button is hidden until assets/article.js can serve it; those of the folded forms it makes itself.
    """
    return OfArticles(publication, _of_article)


def _of_article(publication: Publication, entry: Entry, _: None) -> Iterator[Fragment]:
    page, labels = links.briefing(entry.id), publication.labels
    yield Fragment(page, "cite", _section(work_of(publication, entry), labels))
    ways = _files(page, labels) if page in publication.beside else _way(page, entry, labels)
    yield Fragment(page, "beside", _beside(ways, labels))


def _section(work: Work, labels: Mapping[str, str]) -> str:
    forms = (
        ("bibtex", "BibTeX", bibtex(work, labels)),
        ("ris", "RIS", ris(work, labels)),
        ("csl", "CSL-JSON", csl_json(work, labels)),
        ("wiki", labels["cite.wiki"], wiki_line(work, labels)),
    )
    line = escape(citation_line(work, labels))
    return "\n".join(
        [
            f'<section class="bp-cite"><h2>{escape(labels["cite.heading"])}</h2>',
            f'<p class="bp-cite__line" id="cite-line"{" data-retrieved" if work.url else ""}>{line}</p>',
            f'<div class="bp-cite__forms">{_copy_button("cite-line", labels["cite.line"], labels)}',
            *(_form(f"cite-{key}", name, text) for key, name, text in forms),
            "</div></section>",
        ]
    )


def _form(key: str, name: str, text: str) -> str:
    # The line break after <pre> is not part of its content.
    content = f'<pre id="{key}">\n{escape(text, quote=False)}</pre>'
    return f"<details><summary>{name}</summary>{content}</details>"


def _copy_button(key: str, name: str, labels: Mapping[str, str]) -> str:
    said = escape(labels["cite.copy_form"].format(name=name))
    button = f'<button class="bp-copy" type="button" data-copy="{key}" aria-label="{said}" hidden>'
    return f"{button}{escape(labels['cite.copy'])}</button>"


def _files(page: str, labels: Mapping[str, str]) -> Mapping[str, str]:
    """Where the article's data are, with what each is called."""
    return {links.relative(page, form.beside(page)): labels[form.link] for form in ARTICLE_FORMS}


def _way(page: str, entry: Entry, labels: Mapping[str, str]) -> Mapping[str, str]:
    """The way to the packs of its year, if its data stand there alone."""
    packs = address_of(links.relative(page, links.DATA)) + anchor(labels["data.packs.heading"])
    return {packs: labels["article.data_packed"].format(year=key_title(year_key(entry), labels))}


def _beside(ways: Mapping[str, str], labels: Mapping[str, str]) -> str:
    """The same article in other forms."""
    items = (f'<li><a href="{escape(way)}">{escape(name)}</a></li>' for way, name in ways.items())
    heading = f"<h2>{escape(labels['article.data'])}</h2>"
    return f'<section class="bp-data">{heading}<ul>{"".join(items)}</ul></section>'
