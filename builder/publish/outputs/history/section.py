"""The part of an article's page that tells what was changed on it."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from builder.catalogue.changes import said_of
from builder.model import Entry
from builder.partial_date import korean
from builder.publish.fragment import Fragment, OfArticles
from builder.publish.outputs.history.revisions import Revision, revisions
from builder.publish.publication import Publication


def history_fragments(publication: Publication) -> OfArticles:
    """The slot ``history`` of each article that was changed."""
    return OfArticles(
        publication,
        _of_article,
        depends=lambda entry: " ".join(sorted(publication.versions.get(entry.id, ()))).encode(),
    )


def _of_article(publication: Publication, entry: Entry, _: None) -> Iterator[Fragment]:
    if entry.changed:
        yield Fragment(publication.articles[entry.id].path, "history", _section(publication, entry))


def _section(publication: Publication, entry: Entry) -> str:
    labels = publication.labels
    items = "".join(f"<li>{_item(publication, one)}</li>" for one in revisions(publication, entry))
    first = escape(labels["history.first"].format(date=korean(entry.added))) if entry.added else ""
    return (
        f'<section class="bp-related bp-history" id="history" aria-labelledby="bp-history">'
        f'<h2 id="bp-history">{labels["history.heading"]}</h2>'
        f"<ul>{items}{f'<li>{first}</li>' if first else ''}</ul></section>"
    )


def _item(publication: Publication, one: Revision) -> str:
    day = f'<time datetime="{one.on}">{korean(one.on)}</time>'
    line = f"{day} {escape(said_of(one.what, one.by, publication.labels))}"
    if not one.html:
        return line
    return f"<details><summary>{line}</summary>{_spoken(one.html, publication)}</details>"


def _spoken(html: str, publication: Publication) -> str:
    """With words for those who do not see the marks: few screen readers tell ``<del>`` and ``<ins>``."""
    for tag in ("del", "ins"):
        said = escape(publication.labels[f"history.{tag}"])
        html = html.replace(f"<{tag}>", f'<{tag}><span class="bp-unseen">{said} </span>')
    return html
