"""A whole archive, from its seeds to its site: built, compared with what stands, checked. Prints nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from builder.checks.check import check as check_docs
from builder.model import Problem
from builder.pages.edits import Take
from builder.pages.store import read_pages
from builder.permanence import ledger
from builder.problems import located
from builder.progress import Progress
from builder.publish.outputs.all import derived_addresses
from builder.publish.site import publish
from builder.registry import Registry
from builder.run import order
from builder.run.order import Prepared, Written
from builder.settings import Settings

#: A published address is lost: nothing is published.
_LOST: Final = "E304"


@dataclass(frozen=True, slots=True)
class Built:
    """What a build found and did."""

    prepared: Prepared
    written: Written
    rendered: bool
    """Whether the site was to be made, and could be.

    Its problems may still have kept the old one in place.
    """
    problems: tuple[Problem, ...]

    @property
    def lost(self) -> bool:
        """Whether an address that was published would have no page any more."""
        return any(one.code == _LOST for one in self.problems)


def build(
    settings: Settings,
    registry: Registry,
    today: str,
    take: Take | None,
    progress: Progress,
    *,
    render_site: bool,
) -> Built:
    """Seeds to docs/, and with ``render_site`` to site/, unless a published address would be lost.

    Raises OSError where the disk refuses. Hold the archive (exclusive.py) meanwhile.
    """
    prepared = order.prepare(settings, registry, today, take, progress)
    written = order.write(prepared, settings, progress)
    built = Built(prepared, written, rendered=False, problems=(*prepared.problems, *written.problems))
    if not render_site or built.lost:
        return built
    found = located(publish(settings, registry, progress), settings.folders)
    return Built(prepared, written, rendered=True, problems=(*built.problems, *found))


def differences(
    settings: Settings, registry: Registry, today: str, progress: Progress
) -> tuple[Problem, ...]:
    """What a build would change (E307), what it would find wrong, and what ``check`` does.

    Nothing is written.
    """
    prepared = order.prepare(settings, registry, today, None, progress)
    changed = order.differences(prepared, settings)
    return (*prepared.problems, *changed, *check(settings, registry))


def check(settings: Settings, registry: Registry) -> tuple[Problem, ...]:
    """Every problem of docs/ as it lies there, in order.

    Addresses that were published and are gone among them.
    """
    docs = settings.docs
    pages, _ = read_pages(docs)
    own = {path.relative_to(docs).as_posix() for path in docs.rglob("*.md")} if docs.is_dir() else set()
    lost = ledger.lost_addresses(ledger.read_ledger(docs), own | {page.path for page in pages})
    return located([*check_docs(settings, registry, derived_addresses), *lost], settings.folders)
