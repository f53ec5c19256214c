"""What the parts of the audit hand to each other: an archive that was built, a page of it, what was found on the page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Archive:
    """One archive, published twice from the same docs/ where ``disk`` is another folder: with ``site_url`` and without."""

    name: str
    docs: Path
    hosted: Path
    disk: Path


@dataclass(frozen=True, slots=True)
class Case:
    """A page that stands for its kind. ``path`` is relative to the site, with a query where the kind has one."""

    kind: str
    """The name of its kind; of a further page of the same kind, with its number behind it: ``topic-2``."""
    path: str
    prepare: str = ""
    """The name of what is done on the page before it is looked at, one of ``visits.PREPARATIONS``."""
    typed: str = ""
    """What that types, if it types."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to mend: which page, by which rule, where on it, and what is wrong."""

    page: str
    rule: str
    where: str
    what: str


@dataclass(slots=True)
class Outcome:
    """What one part found on one archive. ``notes`` tell without failing anything."""

    checks: int = 0
    findings: list[Finding] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    looked_at: list[str] = field(default_factory=list)
    """The pages, books or files that were judged; what the runner had given, if a part does not say."""
    seconds: float = 0
    processor: float = 0
    """Seconds of processors, those of the browser and of other programs with them."""

    def check(self, page: str, rule: str, where: str = "", what: str = "", *, fails: bool) -> None:
        """Count one check, and keep it as a finding if it ``fails``."""
        self.checks += 1
        if fails:
            self.findings.append(Finding(page, rule, where, what))


@dataclass(frozen=True, slots=True)
class Work:
    """What a part is given: the archive, the pages to look at, and a folder for what a person shall look at later."""

    archive: Archive
    cases: tuple[Case, ...]
    everything: bool
    """Whether no page kind was asked for by name; only then the parts that look beyond the cases do so."""
    output: Path


@dataclass(frozen=True, slots=True)
class Part:
    """One way to judge an archive."""

    run: Callable[[Work], Outcome]
    most: int = 1
    """So many pages of a kind it is given at most; the fullest is the first of them."""
    only_sample: bool = False
    """For what the templates decide and not what stands in them, or for someone to look at: one archive is enough, unless it is asked for by name."""
