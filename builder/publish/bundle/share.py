"""One ministry's, topic's or year's share of an archive, published as an archive of its own.

The share is made like any archive: the chosen articles' pages as they lie in docs/, and index pages made from
these articles alone. So every list, count, chart, feed and the search hold the share and nothing else, by
construction, under the addresses they have in the whole. What the articles' pages say of other articles
(related ones) stays as published; links of those that leave the share are then made text by outside.py, as
are links that a person wrote into an introduction.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

from builder.catalogue import links
from builder.catalogue.indexes import index_pages
from builder.catalogue.kinds.ministry import MINISTRY
from builder.catalogue.kinds.topic import TOPIC
from builder.catalogue.kinds.undated import UNDATED
from builder.catalogue.kinds.year import YEAR
from builder.catalogue.organizations import holders
from builder.checks import tree
from builder.host.renderer import renderer
from builder.kept import Kept
from builder.model import Entry
from builder.pages.page import is_article
from builder.pages.store import read_pages
from builder.permanence.ledger import address_of
from builder.progress import Progress, silent
from builder.publish import derive
from builder.publish.dating import INDEXING, RENDERING, day_of, epoch_of
from builder.publish.earlier_files import EarlierFiles
from builder.publish.fragments import write_fragments
from builder.publish.originals import find_originals
from builder.publish.publication import Publication, publication, with_versions
from builder.settings import Settings
from builder.theme.functions import FRAGMENTS

if TYPE_CHECKING:
    from builder.model import Problem
    from builder.registry import Registry

#: The whole archive has just been published, so what these name is there: the link leaves the share.
_OUTSIDE: Final = ("E302", "E303")


ShareKind = Literal["ministry", "topic", "year", "undated"]


@dataclass(frozen=True, slots=True)
class Share:
    """Which articles: those of one body, in any role, of one topic or of one year, or those without a date.

    ``id`` is the registry's, or the year.
    """

    kind: ShareKind
    id: str = ""

    @property
    def name(self) -> str:
        """``ministry-mosf-2008``: for names of files and folders."""
        return f"{self.kind}-{self.id}" if self.id else self.kind

    @property
    def page(self) -> str:
        """The address of the ministry's, topic's or year's own page."""
        return address_of(_PAGES[self.kind](self.id))


_PAGES: Final[Mapping[ShareKind, Callable[[str], str]]] = {
    "ministry": links.ministry,
    "topic": links.topic,
    "year": links.year,
    "undated": lambda _: links.UNDATED,
}
_KINDS: Final = {"ministry": MINISTRY, "topic": TOPIC, "year": YEAR, "undated": UNDATED}


class ShareError(ValueError):
    """The archive has no article of the share."""


def share_entries(what: Publication, share: Share) -> tuple[Entry, ...]:
    """The articles of the share, newest first; none where the archive has none."""
    lists = _KINDS[share.kind].lists
    return lists.entries(what.collection, share.id) if lists else ()


def parts_of(what: Publication) -> tuple[Share, ...]:
    """The shares by which an archive too large for one copy is copied: together they are all of it."""
    years = tuple(Share("year", year) for year in what.collection.years)
    return (*years, Share("undated")) if what.collection.undated else years


def share_title(share: Share, registry: Registry) -> str:
    """Its Korean name."""
    if share.kind == "undated":
        return registry.labels["title.undated"]
    if share.kind == "year":
        return registry.labels["common.year"].format(year=share.id)
    return registry.bodies[share.id].name if share.kind == "ministry" else registry.topics[share.id].name


def publish_share(
    settings: Settings, whole: Publication, share: Share, folder: Path, progress: Progress = silent
) -> tuple[Problem, ...]:
    """Publish the share of an archive whose site stands into ``folder/site``; ``folder`` is emptied first.

    ``whole``: the archive as it was published. Returns what keeps the share from being published; then there
    is no ``folder/site``.

    Raises:
        ShareError: see there.
    """
    shutil.rmtree(folder, ignore_errors=True)
    docs, site = settings.docs, folder / "site"
    _write_docs(whole, share, docs, folder / "docs")
    own = _moved(settings, folder, _notice(settings.site.notice, whole, share))
    what = with_versions(_with_originals(published(own.docs, own, whole.registry), own), docs)
    found = [*write_fragments(what, folder / FRAGMENTS).problems]
    _copy_fragments(settings.root / FRAGMENTS, what, folder / FRAGMENTS)
    rendered = renderer().build(own, site, epoch_of(what.updated), partial(progress, RENDERING))
    found += [one for one in rendered if one.code not in _OUTSIDE]
    if not found:
        found += derive.write_files(what, site, EarlierFiles(), folder, partial(progress, INDEXING))
    if found:
        shutil.rmtree(site, ignore_errors=True)
    return tuple(found)


def published(docs: Path, settings: Settings, registry: Registry) -> Publication:
    """What stands in ``docs``, as it is published; it is read anew."""
    return publication(read_pages(docs)[0], registry, settings.site, settings.site_url, day_of(docs))


def share_depends(settings: Settings, whole: Publication, share: Share) -> tuple[object, ...]:
    """All that decides the bytes of a share, besides what is the same for every page of the archive.

    Its articles, what leads on from them, the introductions of lists, and what a person put into docs/.
    ``whole``: as it was published.
    """
    entries = share_entries(whole, share)
    pages = [whole.articles[entry.id].path for entry in entries]
    fragments = (settings.root / FRAGMENTS / f"{page}.json" for page in pages)
    intros = {path: page.intro for path, page in whole.indexes.items() if page.intro}
    return (
        share.name,
        whole.all_around(entries),
        [sorted(whole.versions.get(entry.id, ())) for entry in entries],
        _digest(place for place in fragments if place.is_file()),
        intros,
        _digest(file for file, _ in _by_hand(whole, settings.docs)),
    )


def _digest(files: Iterator[Path]) -> str:
    """Of the files' names and bytes."""
    digest = hashlib.sha256()
    for file in files:
        digest.update(f"{file.name}\n{file.stat().st_size}\n".encode())
        digest.update(file.read_bytes())
    return digest.hexdigest()


def _by_hand(whole: Publication, docs: Path) -> Iterator[tuple[Path, str]]:
    """What lies in docs/ besides articles and the builder's lists, each with its path there."""
    for file in tree.files(docs):
        path = file.relative_to(docs).as_posix()
        if not (is_article(path) or path in whole.indexes):
            yield file, path


def _with_originals(what: Publication, settings: Settings) -> Publication:
    """What is missing was told when the whole archive was published."""
    with Kept(settings.cache) as kept:
        return replace(what, originals=find_originals(what, settings, kept)[0])


def _write_docs(whole: Publication, share: Share, docs: Path, target: Path) -> None:
    """The articles as they lie there, index pages of them alone, and what a person put into docs/."""
    entries = share_entries(whole, share)
    if not entries:
        raise ShareError(
            f"the archive holds no article of the {share.kind} {share.id}"
            f" ({share_title(share, whole.registry)})"
        )
    chosen = {whole.articles[entry.id].path for entry in entries}
    intros = {path: page.intro for path, page in whole.indexes.items() if page.intro}
    held = holders(whole.indexes.values())
    for index in index_pages(entries, whole.registry, intros, whole.site, holders=held):
        _place(target / index.path).write_bytes(index.text.encode())
    for file, path in (*((docs / path, path) for path in sorted(chosen)), *_by_hand(whole, docs)):
        shutil.copyfile(file, _place(target / path))


def _place(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    return path


def _moved(settings: Settings, folder: Path, notice: str) -> Settings:
    """The archive with the share's pages in place of its own."""
    docs = folder / "docs"
    # volumes of a share would not be those of the archive, and a copy has no use for cards
    site = replace(settings.site, volumes={}, cards="none", notice=notice)
    nav = _standing(settings.nav, docs)
    return replace(settings, root=folder, docs=docs, site=site, nav=nav)


def _standing(nav: object, docs: Path) -> object:
    """A menu of mkdocs.yml without the pages that are not in the share.

    Titles, mappings of title to page, and lists of them.
    """
    if isinstance(nav, list):
        return [kept for item in nav if (kept := _standing(item, docs))]
    if isinstance(nav, dict):
        return {title: kept for title, item in nav.items() if (kept := _standing(item, docs))}
    return nav if not isinstance(nav, str) or not nav.endswith(".md") or (docs / nav).is_file() else None


def _notice(own: str, whole: Publication, share: Share) -> str:
    """What stands on top of every page: that this is a share, and where the whole is.

    Then the archive's own notice.
    """
    labels: Mapping[str, str] = whole.labels
    name = share_title(share, whole.registry)
    said = labels["bundle.part_notice"].format(name=name)
    where = labels["bundle.part_whole"].format(address=whole.site_url) if whole.site_url else ""
    return " ".join(text for text in (said, where, own) if text)


def _copy_fragments(published: Path, what: Publication, target: Path) -> None:
    """What the whole archive has for the chosen articles' pages replaces what the share alone would give."""
    for page in what.articles.values():
        source = published / f"{page.path}.json"
        if source.is_file():
            shutil.copyfile(source, _place(target / f"{page.path}.json"))
