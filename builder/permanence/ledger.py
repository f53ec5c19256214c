"""A published address never dies.

The ledger of all there ever were, and what stands where an index page has nothing left to list.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from builder.catalogue import links
from builder.catalogue.markdown import link
from builder.model import OutputFile, Problem
from builder.pages.original import article_of
from builder.pages.page import Crumb, IndexPage
from builder.pages.writing import write_whole
from builder.problems import in_order, page_problem
from builder.prose.front_matter import dump_page
from builder.registry.types import Registry
from builder.settings import Settings

#: The ledger's place below docs. MkDocs passes hidden files over.
LEDGER: Final = ".addresses"
#: The same, published with the site.
PUBLISHED: Final = "addresses.txt"
_HEAD: Final = (
    "# Every address this archive has published, kept by the builder. "
    "An address never dies: do not delete a line.\n"
)
_LINE: Final = re.compile(r"(- )?([a-z0-9][a-z0-9._/-]*)")


@dataclass(frozen=True, slots=True)
class Ledger:
    """All addresses there ever were."""

    published: frozenset[str] = frozenset()
    discarded: frozenset[str] = frozenset()
    """Those of them that a person declared never handed out."""

    def __or__(self, other: Ledger) -> Ledger:
        """What either knows: so two branches merge, and nothing is lost."""
        return Ledger(self.published | other.published, self.discarded | other.discarded)

    @property
    def living(self) -> frozenset[str]:
        """The addresses at which something must stand for ever."""
        return self.published - self.discarded


def address_of(path: str) -> str:
    """Where a file below docs is published: ``briefings/k7f3q9x2mt.md`` at ``briefings/k7f3q9x2mt.html``."""
    return f"{path.removesuffix('.md')}.html" if path.endswith(".md") else path


def read_ledger(place: Path) -> Ledger:
    """The ledger in a file.

    No file is an empty one; comments, and marks a version control left, are passed over.

    Raises:
        OSError, UnicodeDecodeError: the ledger is there and cannot be read. To go on without it would forget
        every address.
    """
    if not place.exists():
        return Ledger()
    lines = place.read_bytes().decode("utf-8-sig").split("\n")
    found = [line for line in (_LINE.fullmatch(line.strip()) for line in lines) if line]
    return Ledger(
        frozenset(line[2] for line in found if not line[1]), frozenset(line[2] for line in found if line[1])
    )


def ledger_text(ledger: Ledger) -> str:
    """The ledger's file: each address once, sorted, so that two people's additions merge line by line.

    Below them, behind a hyphen, what was discarded.
    """
    discarded = (f"- {address}" for address in sorted(ledger.discarded))
    return _HEAD + "".join(f"{line}\n" for line in (*sorted(ledger.living), *discarded))


def whole_ledger(docs: Path, site: Path) -> Ledger:
    """The ledger in docs and the one that was published with the site, as one."""
    return read_ledger(docs / LEDGER) | read_ledger(site / PUBLISHED)


def shortened(docs: Path, site: Path) -> tuple[Problem, ...]:
    """N128 where addresses that the site was published with are gone from the ledger in docs."""
    kept = read_ledger(docs / LEDGER)
    gone = read_ledger(site / PUBLISHED).published - kept.published - kept.discarded
    detail = f"{len(gone):,}, {min(gone)} among them" if gone else ""
    return (page_problem("N128", LEDGER, detail=detail),) if gone else ()


def record(docs: Path, site: Path) -> int:
    """Bring into the ledger what has been published: how many addresses are new to it.

    To be called when the site stands. Raises OSError.
    """
    kept, stands = read_ledger(docs / LEDGER), read_ledger(site / PUBLISHED)
    whole = Ledger(kept.published | stands.published, kept.discarded - stands.living)
    text = ledger_text(whole)
    if not (docs / LEDGER).is_file() or (docs / LEDGER).read_bytes() != text.encode():
        write_whole(docs / LEDGER, text)
    return len(whole.living - kept.living)


def discard(docs: Path, site: Path, path: str) -> bool:
    """Let the address of a page go, as a person asks; False where the ledger does not know it.

    Those of its originals go with it.
    Should something be published there again, it lives again. Raises OSError.
    """
    known, address = whole_ledger(docs, site), address_of(path)
    if address not in known.published:
        return False
    originals = {one for one in known.published if article_of(one) == Path(path).stem}
    write_whole(docs / LEDGER, ledger_text(known | Ledger(discarded=frozenset({address, *originals}))))
    return True


def lost_addresses(ledger: Ledger, paths: Iterable[str]) -> tuple[Problem, ...]:
    """E304 for every living address that none of ``paths`` is published at.

    Originals stand in the site alone: publishing tells of theirs (N139).

    ``paths`` are the files below docs that stand or will stand.
    """
    standing = {address_of(path) for path in paths}
    lost = [address for address in ledger.living - standing if not article_of(address)]
    return in_order([page_problem("E304", _page_of(address)) for address in lost])


def problems_of(settings: Settings, paths: Iterable[str]) -> tuple[Problem, ...]:
    """N128 and E304: what is wrong with the ledger, and with what stands beside it (``paths`` below docs)."""
    docs, site = settings.docs, settings.site_dir
    return (*shortened(docs, site), *lost_addresses(whole_ledger(docs, site), paths))


def _page_of(address: str) -> str:
    """The file below docs that an address is published from."""
    return f"{address.removesuffix('.html')}.md" if address.endswith(".html") else address


def retired_pages(
    existing: Sequence[IndexPage], planned_paths: Collection[str], registry: Registry
) -> tuple[OutputFile, ...]:
    """Index pages that stand, and are not planned any more, as they shall stand.

    A note that the list is empty, and a link up.

    Title, place in the breadcrumb and a person's introduction are kept; nothing is deleted.
    """
    standing = {page.path for page in existing} | set(planned_paths)
    retired = [page for page in existing if page.path not in planned_paths]
    return tuple(_retired(page, standing, registry) for page in sorted(retired, key=lambda page: page.path))


def _retired(page: IndexPage, standing: Collection[str], registry: Registry) -> OutputFile:
    parents = [crumb for crumb in page.parents if crumb.path in standing and crumb.path != page.path]
    up = parents[-1] if parents else Crumb(registry.labels["title.home"], links.HOME)
    note = f"{registry.labels['retired.note']} {link(up.title, page.path, up.path)}"
    body = "\n\n".join(block for block in (page.intro, note) if block) + "\n"
    above = [{"title": crumb.title, "path": crumb.path} for crumb in parents]
    kept: dict[str, object] = {**page.meta, "parents": above, "count": 0, "retired": True}
    kept["generated"] = kept.pop("generated")
    return OutputFile(page.path, dump_page(kept, body))
