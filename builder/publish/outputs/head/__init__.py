"""What a page says of itself to machines: link previews, reference managers, feed readers, search engines."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from builder.catalogue import links
from builder.kept import key_of
from builder.model import Entry
from builder.pages.page import IndexPage
from builder.publish.fragment import Fragment, OfArticles
from builder.publish.outputs.changed import list_changed_on
from builder.publish.outputs.citation.work import work_of
from builder.publish.outputs.head.json_ld import article_data, index_data, script
from builder.publish.outputs.head.tags import (
    alternate_links,
    article_tags,
    discovery_links,
    index_tags,
    signposts,
)
from builder.publish.publication import Publication


def article_heads(publication: Publication) -> OfArticles:
    """The fragment ``head`` of every article.

    Title, description and canonical address are the template's.
    """
    return OfArticles(publication, _of_article)


def index_heads(publication: Publication) -> Iterator[Fragment]:
    """The same of every index page but those that only lead on."""
    collection = publication.collection
    around = key_of([*collection.bodies], links.SEARCH in publication.indexes)
    whole = (publication.updated, [*collection.years], [pack.address for pack in collection.packs])
    for index in (page for page in publication.indexes.values() if page.moved_to is None):
        changed = list_changed_on(index, publication)
        depends = (
            publication.page_digest(index),
            around,
            changed,
            whole if index.path == links.DATA else (),
        )
        make = partial(_of_index, publication, index)
        yield Fragment(index.path, "head", publication.memory.recall("head", index.path, depends, make))


def _of_index(publication: Publication, index: IndexPage) -> str:
    said = [
        *index_tags(index, publication),
        *alternate_links(index, publication),
        *discovery_links(index, publication),
        script(index_data(index, publication)),
    ]
    return "\n".join(said)


def _of_article(publication: Publication, entry: Entry, _: None) -> Iterator[Fragment]:
    page, work = publication.articles[entry.id], work_of(publication, entry)
    data = script(article_data(page, entry, work, publication))
    said = [
        *article_tags(page, entry, work, publication),
        *alternate_links(page, publication),
        *discovery_links(page, publication),
        *signposts(page, entry, work, publication),
        data,
    ]
    yield Fragment(page.path, "head", "\n".join(said))
