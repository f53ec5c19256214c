"""What a page says of itself to machines: link previews, reference managers, feed readers, search engines."""

from __future__ import annotations

from collections.abc import Iterator

from builder.model import Entry
from builder.publish.fragment import Fragment
from builder.publish.outputs.citation.work import work_of
from builder.publish.outputs.head.json_ld import article_data, index_data, script
from builder.publish.outputs.head.tags import (
    alternate_links,
    article_tags,
    discovery_links,
    index_tags,
    signposts,
)
from builder.publish.publication import Publication, remembered_an_article


def heads(publication: Publication) -> Iterator[Fragment]:
    """The fragment ``head`` of every article and index page but those that only lead on.

    Title, description and canonical address are the template's.
    """
    for entry in publication.collection.entries:
        yield Fragment(publication.articles[entry.id].path, "head", _of_article(publication, entry))
    for index in (page for page in publication.indexes.values() if page.moved_to is None):
        data = script(index_data(index, publication))
        yield Fragment(
            index.path,
            "head",
            "\n".join(
                [
                    *index_tags(index, publication),
                    *alternate_links(index, publication),
                    *discovery_links(index, publication),
                    data,
                ]
            ),
        )


@remembered_an_article
def _of_article(publication: Publication, entry: Entry) -> str:
    page, work = publication.articles[entry.id], work_of(publication, entry)
    data = script(article_data(page, entry, work, publication))
    return "\n".join(
        [
            *article_tags(page, entry, work, publication),
            *alternate_links(page, publication),
            *discovery_links(page, publication),
            *signposts(page, entry, work, publication),
            data,
        ]
    )
