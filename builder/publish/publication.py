"""The archive as it is about to be published.

What fragments, feeds, data files and the search index are made of.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial, wraps
from hashlib import blake2b
from pathlib import Path
from typing import Concatenate, Final, ParamSpec, TypeVar, cast

from builder.catalogue import links
from builder.catalogue.collection import Collection, collect
from builder.catalogue.organizations import holders
from builder.kept import key_of
from builder.memory import Memory
from builder.model import Attachment, Entry
from builder.pages.later import brief_of, licence_of
from builder.pages.original import original_address
from builder.pages.page import AnyPage, IndexPage, Page
from builder.pages.versions import Version, versions_before
from builder.permanence.article_data import DataBeside, data_beside
from builder.permanence.ledger import Ledger, address_of
from builder.prose.excerpt import public_text
from builder.registry import Registry
from builder.rights import Level, Setting, level_of
from builder.settings import Site


@dataclass(frozen=True, slots=True)
class Publication:
    """Everything that is published, read once.

    Bytes made from it depend on nothing else: no clock, no folder, no machine.
    """

    registry: Registry
    collection: Collection
    """The articles' entries, sorted and grouped: by body, topic, year."""
    articles: Mapping[str, Page]
    """By id, in order of id."""
    indexes: Mapping[str, IndexPage]
    """The builder's other pages by path below docs (``ministries/mosf-2008.md``), in order of path."""
    site_url: str | None
    """Ends with a slash. Without it nothing can be named by an absolute address."""
    updated: str
    """ISO: the newest day on which an article was added; the day everything made here is dated with."""
    ledger: Ledger = field(default_factory=Ledger)
    """What was published before."""
    beside: DataBeside = field(default_factory=DataBeside)
    """The articles whose JSON and Markdown stand beside their page."""
    withdrawn: Mapping[str, Page] = field(default_factory=dict)
    """What is left of the articles that were taken down, by path; they are in no list, feed or table."""
    originals: Mapping[str, Mapping[str, Path]] = field(default_factory=dict)
    """The originals that are published: article's id → address → the file that holds them."""
    versions: Mapping[str, Mapping[str, Version]] = field(default_factory=dict)
    """The earlier versions of changed articles that are kept: article's id → hash → version."""
    digests: Mapping[str, bytes] = field(default_factory=dict)
    """The SHA-256 of pages' files, by path, as far as they are known."""
    memory: Memory = field(default_factory=Memory, repr=False, compare=False)
    """Saves work, and changes nothing."""
    kept: dict[tuple[object, ...], object] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )
    """What is asked of the whole archive, or of a list, more than once."""
    at_hand: dict[tuple[object, ...], object] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )
    """What ``once_an_article`` has made last."""
    _unread: dict[str, bytes] = field(default_factory=dict, init=False, repr=False, compare=False)
    """The digests of pages of which ``digests`` knows none."""
    _around: dict[str, bytes] = field(default_factory=dict, init=False, repr=False, compare=False)
    """What ``all_around`` has asked of each article."""

    def digest(self, article_id: str) -> bytes:
        """Of the whole page of an article."""
        return self.page_digest(self.articles[article_id])

    def page_digest(self, page: AnyPage) -> bytes:
        """Of a whole page."""
        known = self.digests.get(page.path) or self._unread.get(page.path)
        if known is None:
            known = self._unread[page.path] = key_of(repr(page))
        return known

    def around(self, entry: Entry) -> bytes:
        """All that decides what is said of an article alone, besides what is the same for all.

        Its page; whether its data stand beside it, and whether there is a search; its published originals.
        Its topics and bodies have pages of their own because it has them.
        """
        page, originals = self.articles[entry.id], self.originals.get(entry.id)
        shown = b"+" if links.SEARCH in self.indexes else b"-"
        beside = b"+" if page.path in self.beside else b"-"
        return b"".join(
            (self.page_digest(page), shown, beside, key_of(*sorted(originals)) if originals else b"")
        )

    def all_around(self, entries: Sequence[Entry]) -> bytes:
        """A digest of the same of several, in their order; an article stands in a dozen lists."""
        try:
            whole = b"".join([self._around[entry.id] for entry in entries])
        except KeyError:
            self._around.update((entry.id, self.around(entry)) for entry in entries)
            return self.all_around(entries)
        return blake2b(whole, digest_size=20).digest()

    @property
    def labels(self) -> Mapping[str, str]:
        """The site's visible strings."""
        return self.registry.labels

    @property
    def site(self) -> Site:
        """Name, description, and whether it is a sample or an official site."""
        return self.collection.site

    @property
    def pages(self) -> Mapping[str, AnyPage]:
        """Articles, those taken down, and index pages, by path below docs."""
        return {**{page.path: page for page in self.articles.values()}, **self.withdrawn, **self.indexes}

    def absolute(self, address: str) -> str | None:
        """The absolute address of ``briefings/k7f3q9x2mt.html``; None without ``site_url``.

        Home is the folder itself.
        """
        return f"{self.site_url}{'' if address == 'index.html' else address}" if self.site_url else None

    @property
    def text_setting(self) -> Setting:
        """``extra.archive.text``: a level, or licence → level."""
        return self.site.text

    def level(self, article_id: str) -> Level:
        """How much of the article's text may leave the archive."""
        return level_of(licence_of(self.articles[article_id]), self.text_setting)

    def text(self, article_id: str) -> str:
        """The Markdown of the article that may leave the archive."""
        return public_text(self.articles[article_id].body, self.level(article_id))

    def original(self, article_id: str, one: Attachment) -> str | None:
        """The address at which a file of the article is published; None where it is not."""
        address = original_address(article_id, one)
        return address if address in self.originals.get(article_id, {}) else None


_NEW: Final = Ledger()
#: So many values of articles are at hand at once; there are five of each, of some 4 KB.
_AT_HAND: Final = 5_000
_More = ParamSpec("_More")
_Result = TypeVar("_Result")


def once_an_article(
    make: Callable[Concatenate[Publication, Entry, _More], _Result],
) -> Callable[Concatenate[Publication, Entry, _More], _Result]:
    """``make``, called once for each article of a publication, or again after thousands of others.

    Several outputs need the same, whichever comes first.
    """

    @wraps(make)
    def kept(publication: Publication, entry: Entry, /, *more: _More.args, **named: _More.kwargs) -> _Result:
        key = (make, entry.id, *more, *named.items())
        at_hand = publication.at_hand
        if key not in at_hand:
            made = make(publication, entry, *more, **named)
            if len(at_hand) >= _AT_HAND:
                at_hand.clear()
            at_hand[key] = made
        return cast("_Result", at_hand[key])

    return kept


def remembered_an_article(
    make: Callable[Concatenate[Publication, Entry, _More], _Result],
) -> Callable[Concatenate[Publication, Entry, _More], _Result]:
    """``once_an_article``, and not even once where an earlier run has made the same of the same.

    ``make`` asks for nothing of other articles (``Publication.around``), and gives what JSON has.
    """

    @wraps(make)
    def recalled(what: Publication, entry: Entry, /, *more: _More.args, **named: _More.kwargs) -> _Result:
        arguments = (what.around(entry), more, sorted(named.items()))
        made = partial(make, what, entry, *more, **named)
        return cast(
            "_Result", what.memory.recall(_kind(make), " ".join((entry.id, *map(str, more))), arguments, made)
        )

    return once_an_article(recalled)


def is_remembered(make: Callable[[Publication, Entry], object], what: Publication, entry: Entry) -> bool:
    """Whether such a function has made the same of the article before."""
    return what.memory.known(_kind(make), entry.id, (what.around(entry), (), [])) is not None


def _kind(make: Callable[..., object]) -> str:
    return f"{make.__module__}.{make.__qualname__}"


def publication(
    pages: Iterable[AnyPage],
    registry: Registry,
    site: Site,
    site_url: str | None,
    updated: str,
    ledger: Ledger = _NEW,
) -> Publication:
    """``pages`` are the builder's pages as they lie in docs/.

    An article without an id or a title is in none of the groups.
    """
    ordered = sorted(pages, key=lambda page: page.path)
    articles = [page for page in ordered if isinstance(page, Page)]
    withdrawn = {page.path: page for page in articles if brief_of(page).withdrawn}
    read = {page.path: brief_of(page).entry for page in articles if page.path not in withdrawn}
    entries = {path: entry for path, entry in read.items() if isinstance(entry, Entry)}
    return Publication(
        registry=registry,
        collection=collect(tuple(entries.values()), registry, site, ledger.living, holders(ordered)),
        articles={entries[page.path].id: page for page in articles if page.path in entries},
        indexes={page.path: page for page in ordered if isinstance(page, IndexPage)},
        site_url=site_url,
        updated=updated,
        ledger=ledger,
        beside=data_beside(site, ledger),
        withdrawn=withdrawn,
    )


def with_versions(what: Publication, docs: Path) -> Publication:
    """The same with the earlier versions of its articles that are kept in ``docs``."""
    changed = {one.id: one.changed for one in what.collection.entries if one.changed}
    return replace(what, versions={one: versions_before(docs, one, parts) for one, parts in changed.items()})


def address(page: AnyPage) -> str:
    """Where a page is published, relative to the site: ``topics/hydrogen.html``."""
    return address_of(page.path)
