"""A published address never dies.

The ledger of all there ever were, and what stands where an index page has nothing left to list.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path
from typing import Final

from builder.catalogue import links
from builder.catalogue.markdown import link
from builder.model import OutputFile, Problem
from builder.pages.page import Crumb, IndexPage
from builder.problems import in_order, page_problem
from builder.prose.front_matter import dump_page
from builder.registry.types import Registry

#: The ledger's place below docs. MkDocs passes hidden files over.
LEDGER: Final = ".addresses"
_HEAD: Final = (
    "# Every address this archive has published, kept by the builder. "
    "An address never dies: do not delete a line.\n"
)
_ADDRESS: Final = re.compile(r"[a-z0-9][a-z0-9._/-]*")


def address_of(path: str) -> str:
    """Where a file below docs is published: ``briefings/k7f3q9x2mt.md`` at ``briefings/k7f3q9x2mt.html``."""
    return f"{path.removesuffix('.md')}.html" if path.endswith(".md") else path


def read_ledger(docs: Path) -> tuple[str, ...]:
    """The addresses of the ledger, sorted.

    No ledger is an empty one; comments, and marks a version control left, are passed over.

    Raises:
        OSError, UnicodeDecodeError: the ledger is there and cannot be read. To go on without it would forget
        every address.
    """
    place = docs / LEDGER
    if not place.exists():
        return ()
    lines = place.read_bytes().decode("utf-8-sig").split("\n")
    return tuple(sorted({line.strip() for line in lines if _ADDRESS.fullmatch(line.strip())}))


def ledger_text(addresses: Iterable[str]) -> str:
    """The ledger's file: each address once, sorted, so that two people's additions merge line by line."""
    return _HEAD + "".join(f"{address}\n" for address in sorted(set(addresses)))


def lost_addresses(ledger: Iterable[str], paths: Iterable[str]) -> tuple[Problem, ...]:
    """E304 for every address of the ledger that none of ``paths`` is published at.

    ``paths`` are the files below docs that stand or will stand.
    """
    standing = {address_of(path) for path in paths}
    return in_order([page_problem("E304", _page_of(address)) for address in set(ledger) - standing])


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
