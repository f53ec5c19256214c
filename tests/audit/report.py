"""What an audit tells: a line when a part ends, a table at the end, and a file with every page that was looked at."""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from tests.audit.model import Finding, Outcome

#: Archive and part → what was found.
Outcomes = Mapping[tuple[str, str], Outcome]
_SHOWN = 6


def say(line: str = "") -> None:
    """Tell it at once: the run takes minutes."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def summary(outcome: Outcome) -> str:
    """``0 of 172 on 43 pages, 81 s (74 s of processors)``."""
    return (
        f"{len(outcome.findings)} of {outcome.checks:,} on {len(outcome.looked_at):,}, "
        f"{outcome.seconds:.0f} s ({outcome.processor:.0f} s of processors)"
    )


def write(outcomes: Outcomes, path: Path) -> None:
    """The table and what there is to mend, on the console; with all that was looked at, into a file."""
    told = [*_table(outcomes), *_notes(outcomes), *_to_mend(outcomes)]
    say("\n" + "\n".join(told))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join([*told, "", *_looked_at(outcomes), ""]), "utf-8")
    say(f"\nwhat was looked at: {path}")


def _table(outcomes: Outcomes) -> Iterator[str]:
    yield f"{'':44}{'findings':>10}{'checks':>10}{'looked at':>11}{'s':>8}{'s of processors':>17}"
    for (name, part), one in outcomes.items():
        cells = f"{len(one.findings):>10,}{one.checks:>10,}{len(one.looked_at):>11,}"
        yield f"{f'{name}, {part}':44}{cells}{one.seconds:>8,.0f}{one.processor:>17,.0f}"
    every = outcomes.values()
    sums = f"{sum(len(one.findings) for one in every):>10,}{sum(one.checks for one in every):>10,}{'':11}"
    times = f"{sum(one.seconds for one in every):>8,.0f}{sum(one.processor for one in every):>17,.0f}"
    yield f"{'all':44}{sums}{times}"


def _notes(outcomes: Outcomes) -> Iterator[str]:
    for (name, part), outcome in outcomes.items():
        yield from (f"note: {name}, {part}: {note}" for note in outcome.notes)


def _to_mend(outcomes: Outcomes) -> Iterator[str]:
    """Each thing to mend once, with the pages it is on."""
    for (name, part), outcome in outcomes.items():
        if outcome.findings:
            yield f"\n{name}, {part}"
            yield from _mended_once(outcome.findings)


def _mended_once(findings: Iterable[Finding]) -> Iterator[str]:
    pages: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for one in findings:
        pages[one.rule, one.where, one.what].append(one.page)
    for (rule, where, what), on in pages.items():
        more = f" and {len(on) - _SHOWN} more" if len(on) > _SHOWN else ""
        yield f"  {rule}: {where}{' - ' if where and what else ''}{what}"
        yield f"      on {', '.join(on[:_SHOWN])}{more}"


def _looked_at(outcomes: Outcomes) -> Iterator[str]:
    for (name, part), outcome in outcomes.items():
        yield f"{name}, {part} looked at {len(outcome.looked_at):,}:"
        yield from (f"  {place}" for place in outcome.looked_at)
