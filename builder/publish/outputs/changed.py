"""The day on which a page last changed: of an article its own, of a list the newest of what it lists.

The day of the *page*, not of what it reports: an article of 2005 that was added today is new today.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import partial
from typing import Final, cast

from builder.pages.page import IndexPage
from builder.publish.publication import Publication

_ARTICLE_LINK: Final = re.compile(r"briefings/([a-z][a-z0-9-]+)\.md")


def article_changed_on(article_id: str, publication: Publication) -> str:
    """ISO."""
    return _days(publication).get(article_id) or publication.updated


def list_changed_on(page: IndexPage, publication: Publication) -> str:
    """ISO; where it lists nothing, the day on which anything was last added."""
    key, days = (list_changed_on, page.path), _days(publication)
    if key not in publication.kept:
        depends = (publication.page_digest(page),)
        listed = publication.memory.recall_bytes("listed", page.path, depends, partial(_listed, page))
        newest = max(filter(None, map(days.get, listed.decode().split())), default="")
        publication.kept[key] = newest or publication.updated
    return cast("str", publication.kept[key])


def _listed(page: IndexPage) -> bytes:
    return " ".join(_ARTICLE_LINK.findall(page.body)).encode()


def _days(publication: Publication) -> Mapping[str, str]:
    """Of each article the day on which it was added or, later, changed."""
    if (_days,) not in publication.kept:
        publication.kept[(_days,)] = {
            entry.id: max([entry.added, *(one.on for one in entry.changed)])
            for entry in publication.collection.entries
        }
    return cast("Mapping[str, str]", publication.kept[(_days,)])
