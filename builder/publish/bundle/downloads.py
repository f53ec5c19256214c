"""The offline copies that readers are offered on the data page, beside the site.

``downloads/`` of the hosted site, with a manifest as ``sha256sum -c`` reads it. The site's data page names
each with its size and sum; it is written once more when they are made, so that no copy has to hold its own
sum. A copy holds no copies, and none is offered in it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Final, NamedTuple

from builder.catalogue import links
from builder.catalogue.forms import DOWNLOADS
from builder.model import Problem
from builder.pages.writing import write_whole
from builder.permanence.ledger import address_of
from builder.progress import Progress
from builder.publish.bundle.copies import LARGEST, copy_of_share, copy_of_site
from builder.publish.bundle.pack import MANIFEST, Bundle, TooLargeError, folder_of, manifest, zip_name
from builder.publish.bundle.share import Share, parts_of, share_depends, share_entries, share_title
from builder.publish.earlier_files import EarlierFiles
from builder.publish.publication import Publication
from builder.registry.called import KINDS, id_called
from builder.settings import Settings

#: Where the template of the data page leaves room for them, and for the way to them.
_PLACE: Final = "<!-- copies -->"
_WAY: Final = "<!-- way to copies -->"
_MEGABYTE: Final = 1_000_000


class _Offered(NamedTuple):
    """A copy as the data page names it."""

    title: str
    file: Path
    sha256: str


def write_downloads(
    settings: Settings,
    what: Publication,
    site: Path,
    earlier: EarlierFiles,
    progress: Progress,
    largest: int = LARGEST,
) -> tuple[Problem, ...]:
    """Put the copies that the settings ask for into ``site``, and name them on its data page.

    A ministry, topic or year without an article has none yet; a whole of more than ``largest`` bytes is
    offered by years. A copy of a share that the ``earlier`` site has is not made again while it would be the
    same; one of the whole is, for hardly anything can change without it. Returns what keeps a copy from being
    made.

    Raises:
        OSError: the disk refuses.
    """
    maker = _Maker(settings, what, site, earlier, progress)
    made: list[_Offered] = []
    problems: list[Problem] = []
    shares = list(_shares(settings, what))
    for share in shares:
        try:
            found = maker.share(share) if share else maker.whole(largest)
        except TooLargeError:
            shares += [one for one in parts_of(what) if one not in shares]
            continue
        if isinstance(found, _Offered):
            made.append(found)
        else:
            problems += found
    if made:
        sums = [(one.file.name, one.sha256) for one in made]
        (site / DOWNLOADS / MANIFEST).write_text(manifest(sums), "utf-8")
        _offer(made, what, site)
        earlier.forget(address_of(links.DATA))
    return tuple(problems)


def _shares(settings: Settings, what: Publication) -> Iterator[Share | None]:
    """What there is to offer, each once; None stands for the whole."""
    asked = (
        _share(group, name, what)
        for group, names in settings.site.downloads.items()
        for name in names or [""]
    )
    for share in dict.fromkeys(asked):
        if share is None or share_entries(what, share):
            yield share


def _share(group: str, name: str, what: Publication) -> Share | None:
    if group == "whole":
        return None
    if group == "years":
        return Share("year", name)
    return Share(KINDS[group], id_called(KINDS[group], name, what.registry))


@dataclass(frozen=True, slots=True)
class _Maker:
    """Makes the copies of one site."""

    settings: Settings
    what: Publication
    site: Path
    earlier: EarlierFiles
    progress: Progress

    def whole(self, largest: int) -> _Offered | tuple[Problem, ...]:
        """Raises TooLargeError."""
        registry, folder = self.what.registry, self.site / DOWNLOADS
        made = copy_of_site(
            self.settings, registry, self.site, self.what.updated, folder, self.progress, largest=largest
        )
        if not isinstance(made, Bundle):
            return made
        return _Offered(self.what.labels["downloads.whole"], made.path, made.sha256)

    def share(self, share: Share) -> _Offered | tuple[Problem, ...]:
        """The copy that the earlier site has, or a new one."""
        title = share_title(share, self.what.registry)
        path = f"{DOWNLOADS}/{zip_name(folder_of(self.settings, share))}"
        target, depends = self.site / path, share_depends(self.settings, self.what, share)
        target.parent.mkdir(exist_ok=True)
        if sha256 := self.earlier.take(path, depends):
            return _Offered(title, target, sha256)
        made = copy_of_share(self.settings, self.what, share, target.parent, self.progress)
        if not isinstance(made, Bundle):
            return made
        self.earlier.note(path, depends, made.sha256)
        return _Offered(title, target, made.sha256)


def _offer(made: Sequence[_Offered], what: Publication, site: Path) -> None:
    """Name the copies on the data page: as a new file, for the old one may stand in the earlier site too."""
    page = site / address_of(links.DATA)
    way = f'<li><a href="#bp-downloads">{escape(what.labels["downloads.heading"])}</a></li>'
    text = page.read_text("utf-8").replace(_PLACE, "\n".join(_section(made, what)), 1)
    write_whole(page, text.replace(_WAY, way, 1))


def _section(made: Sequence[_Offered], what: Publication) -> Iterator[str]:
    labels = what.labels
    yield f'<section class="bp-section"><h2 id="bp-downloads">{escape(labels["downloads.heading"])}</h2>'
    yield f"<p>{escape(labels['downloads.text'])}</p><ul>"
    for one in made:
        size = labels["downloads.size"].format(size=max(1, round(one.file.stat().st_size / _MEGABYTE)))
        link = f'<a href="{DOWNLOADS}/{one.file.name}">{escape(one.title)}</a> <small>{escape(size)}</small>'
        yield f"<li>{link}<br><small>SHA-256 <code>{one.sha256}</code></small></li>"
    yield f'</ul><p><a href="{DOWNLOADS}/{MANIFEST}">{MANIFEST}</a></p></section>'
