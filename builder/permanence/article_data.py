"""Which articles have their JSON and Markdown in files beside their page, and at which addresses for ever.

As long as an archive has no packs (builder/catalogue/packs.py), every article has, and the ledger need not
name them. The first build that makes packs brings those of the articles that were published before into the
ledger: they stay, and from then on the ledger names each that is made.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from builder.catalogue.forms import ARTICLE_FORMS, JSON, page_beside
from builder.catalogue.packs import is_pack
from builder.pages.page import is_article
from builder.pages.writing import write_whole
from builder.permanence.ledger import LEDGER, Ledger, ledger_text, page_of, whole_ledger
from builder.settings import BESIDE, Site


@dataclass(frozen=True, slots=True)
class DataBeside:
    """The articles whose data stand beside their page."""

    pages: frozenset[str] | None = None
    """Their paths below docs; None for all."""

    def __contains__(self, path: object) -> bool:
        """Whether the data of the article whose page has this path stand beside it."""
        return self.pages is None or path in self.pages


def data_beside(site: Site, ledger: Ledger) -> DataBeside:
    """Of which articles they shall stand there, after all that was published (``ledger``)."""
    if site.article_data == BESIDE:
        return DataBeside()
    if has_packs(ledger):
        return DataBeside(frozenset(filter(None, map(page_beside, ledger.living))))
    pages = (page for page in _published(ledger) if JSON.beside(page) not in ledger.discarded)
    return DataBeside(frozenset(pages))


def has_packs(ledger: Ledger) -> bool:
    """Whether packs of articles' data were ever published."""
    return any(map(is_pack, ledger.published))


def discard_data(docs: Path, site: Path) -> int:
    """Let the addresses of all data beside articles go, as a person asks: of how many articles.

    Raises:
        OSError: the disk refuses.
    """
    known = whole_ledger(docs, site)
    pages = _published(known)
    gone = frozenset(form.beside(page) for page in pages for form in ARTICLE_FORMS)
    write_whole(docs / LEDGER, ledger_text(known | Ledger(discarded=gone)))
    return len(pages)


def _published(ledger: Ledger) -> list[str]:
    """The pages of articles that were."""
    pages = (page_of(address) for address in ledger.living if address.endswith(".html"))
    return [page for page in pages if is_article(page)]
