"""What a build did and found, as it is told: at once, and again as long as nothing changes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, astuple, dataclass, field, replace
from typing import TYPE_CHECKING, Any, Final

from builder.model import Problem
from builder.pages.writing import write_whole
from builder.problems import problem_from
from builder.rights import Level, level_of
from builder.settings import Settings

if TYPE_CHECKING:  # not imported: it brings all that a build needs
    from builder.run.order import Prepared
    from builder.run.whole import Built


_REREAD: Final = "read-otherwise.txt"


@dataclass(frozen=True, slots=True)
class Report:
    """Of one build."""

    articles: int
    created: int
    """Files in docs/; as the two below."""
    updated: int
    unchanged: int
    new_addresses: int
    """How many the ledger did not hold before."""
    docs: str
    """The name of its folder."""
    site: str | None
    """The folder of the site; None where none was to be made, or could be."""
    last_good: int
    """The articles that the site goes on showing as it did."""
    reserved: int
    """The articles that reserve all rights."""
    reserved_text: Level
    """How much of their text is published (rights.py)."""
    waiting: int
    """The articles that have facts to look at."""
    problems: tuple[Problem, ...]
    reread: Mapping[str, int] = field(default_factory=dict)
    """Fact → on how many pages the rules read it otherwise than when they were made."""
    reread_file: str = ""
    """Where all of that is told; empty where there is nothing."""

    @property
    def again(self) -> Report:
        """The same of a build that found everything as it was."""
        standing = self.created + self.updated + self.unchanged
        return replace(
            self, created=0, updated=0, unchanged=standing, new_addresses=0, reread={}, reread_file=""
        )


def report_of(built: Built, settings: Settings) -> Report:
    """What is told of a build that has just ended."""
    from builder.pages.later import brief_of  # noqa: PLC0415 - as above

    prepared, written = built.prepared, built.written
    reread, file = _reread(prepared, settings)
    return Report(
        articles=len(prepared.pages),
        created=written.created,
        updated=written.updated,
        unchanged=written.unchanged,
        new_addresses=built.new_addresses,
        docs=settings.docs.name,
        site=str(settings.site_dir) if built.rendered else None,
        last_good=len(built.last_good) if built.rendered else 0,
        reserved=sum(brief_of(page).licence == "reserved" for page in prepared.pages),
        reserved_text=level_of("reserved", settings.site.text),
        waiting=sum(1 for notices in prepared.notices.values() if notices),
        problems=built.problems,
        reread=reread,
        reread_file=file,
    )


def _reread(prepared: Prepared, settings: Settings) -> tuple[Mapping[str, int], str]:
    """What is read otherwise, and the file that tells all of it, from the archive's folder; or nothing."""
    from builder.review.rereading import counts, report  # noqa: PLC0415 - a build that changes nothing needs it not

    found = counts(prepared.reread)
    if not found:
        return {}, ""
    path = settings.cache / _REREAD
    write_whole(path, "\n".join([*report(prepared.reread, settings.docs.name), ""]))
    return found, path.relative_to(settings.root).as_posix()


def as_data(report: Report) -> dict[str, Any]:
    """The report as plain data."""
    return {**asdict(report), "problems": [astuple(one) for one in report.problems]}


def report_from(data: Mapping[str, Any]) -> Report:
    """The report of such data, also where JSON has been between. Raises KeyError, TypeError, ValueError."""
    return Report(**{**data, "problems": tuple(problem_from(one) for one in data["problems"])})
