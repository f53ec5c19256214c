"""Judges the published site: `make audit`, or parts of it, as `python tests/audit/run.py --only axe --pages article`.

Builds the sample archive, an archive of 1,000 generated articles and, with --records FILE, one of real releases in .cache/audit, opens the
page kinds of each in Debian's Chromium, and prints one table and what there is to mend. Exit status: 0 nothing to mend, 1 findings, 2 something that it needs is missing.
"""

from __future__ import annotations

import argparse
import functools
import shutil
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))  # so that it runs as a script too

from playwright.sync_api import Error as BrowserError  # noqa: E402

from tests.audit.archives import MAKERS, imported  # noqa: E402
from tests.audit.kinds import cases  # noqa: E402
from tests.audit.model import Archive, Case, Finding, Outcome, Part, Work  # noqa: E402
from tests.audit.parts import (  # noqa: E402
    axe,
    books,
    keyboard,
    lighthouse,
    lint,
    listening,
    nu,
    opensearch,
    pictures,
    reflow,
    schema,
    silence,
    steadiness,
    weight,
    without_scripts,
    zotero,
)

#: Quick ones first. The names are what --only takes.
PARTS: Mapping[str, Part] = {
    "lint": lint.run,
    "weight": weight.run,
    "schema": schema.run,
    "opensearch": opensearch.run,
    "books": books.run,
    "nu": nu.run,
    "silence": silence.run,
    "without-scripts": without_scripts.run,
    "steadiness": steadiness.run,
    "listening": listening.run,
    "keyboard": keyboard.run,
    "reflow": reflow.run,
    "axe": axe.run,
    "axe-best-practice": axe.best_practice,
    "zotero": zotero.run,
    "lighthouse": lighthouse.run,
    "pictures": pictures.run,
}
#: Lighthouse is slow, and the generated pages come from the same templates; nobody looks at pictures of them.
ONLY_SAMPLE = frozenset({"lint", "opensearch", "lighthouse", "pictures"})
_SHOWN = 6


def main() -> int:
    """Run what was asked for; the exit status."""
    asked = _arguments()
    if missing := _missing():
        say(f"missing: {', '.join(missing)}")
        return 2
    outcomes: dict[tuple[str, str], Outcome] = {}
    makers = dict(MAKERS)
    if asked.records:
        makers["imported"] = functools.partial(imported, asked.records, asked.count)
    for name in asked.archive or makers:
        say(f"building the {name} archive")
        archive = makers[name](asked.folder / name)
        chosen, absent = _cases(archive, asked.pages)
        for part in asked.only:
            if part in ONLY_SAMPLE and name != "sample":
                continue
            started = time.monotonic()
            outcome = _run(part, Work(archive, chosen, not asked.pages, asked.folder / name))
            outcome.findings.extend(
                Finding(kind, "page-kind", "", f"the {name} archive has no page of this kind")
                for kind in absent
            )
            absent = ()
            outcomes[name, part] = outcome
            say(
                f"  {part}: {outcome.checks} checks, {len(outcome.findings)} findings, {time.monotonic() - started:.0f} s"
            )
    _report(outcomes)
    return int(any(outcome.findings for outcome in outcomes.values()))


def _run(part: str, work: Work) -> Outcome:
    """One part; if a tool fails, that is its finding, and the others still run."""
    try:
        return PARTS[part](work)
    except (BrowserError, subprocess.CalledProcessError) as error:
        said = f"{error} {getattr(error, 'stderr', None) or ''}"
        return Outcome(0, [Finding(part, "failed", "", said[:2_000])])


def say(line: str = "") -> None:
    """Tell it at once: the run takes minutes."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--only",
        type=_names(PARTS),
        default=tuple(PARTS),
        help=f"parts, separated by commas: {', '.join(PARTS)}",
    )
    parser.add_argument(
        "--pages",
        type=lambda text: tuple(text.split(",")),
        default=(),
        help="page kinds, separated by commas; `article` stands for all that begin so",
    )
    archives = (*MAKERS, "imported")
    parser.add_argument(
        "--archive", type=_names(archives), default=(), help=f"archives: {', '.join(archives)}; all there are"
    )
    parser.add_argument(
        "--records", type=Path, help="releases as JSONL, gzipped or not: an archive of them is judged too"
    )
    parser.add_argument("--count", type=int, default=300, help="how many of them, evenly spaced")
    parser.add_argument(
        "--folder",
        type=Path,
        default=ROOT / ".cache" / "audit",
        help="where archives are built, and what is to be read and looked at is written",
    )
    asked = parser.parse_args()
    if "imported" in asked.archive and not asked.records:
        parser.error("--archive imported needs --records FILE")
    return asked


def _names(known: Iterable[str]):
    def parse(text: str) -> tuple[str, ...]:
        names = tuple(text.split(","))
        if unknown := set(names) - set(known):
            raise argparse.ArgumentTypeError(f"unknown: {', '.join(sorted(unknown))}")
        return names

    return parse


def _missing() -> list[str]:
    tools = [f"{name} (on the path)" for name in ("chromium", "node", "java") if not shutil.which(name)]
    modules = ROOT / "tests" / "audit" / "node_modules"
    return tools + (
        []
        if modules.is_dir()
        else ["tests/audit/node_modules (npm ci --prefix tests/audit --ignore-scripts)"]
    )


def _cases(archive: Archive, wanted: tuple[str, ...]) -> tuple[tuple[Case, ...], tuple[str, ...]]:
    """The pages to look at, and the kinds that should be there and are not."""
    found, absent = cases(archive.name, archive.docs)
    there = [case for case in found if (archive.hosted / case.path.partition("?")[0]).is_file()]
    if not wanted:
        return tuple(there), absent
    return tuple(case for case in there if case.kind.startswith(wanted)), ()


# ---------------------------------------------------------------------------------------------------------------------- report


def _report(outcomes: Mapping[tuple[str, str], Outcome]) -> None:
    """One table; below it each thing to mend once, with the pages it is on."""
    archives = tuple(dict.fromkeys(name for name, _ in outcomes))
    say(f"\n{'':18}" + "".join(f"{name:>28}" for name in archives))
    for part in PARTS:
        if any((name, part) in outcomes for name in archives):
            say(f"{part:18}" + "".join(f"{_cell(outcomes.get((name, part))):>28}" for name in archives))
    for (name, part), outcome in outcomes.items():
        for note in outcome.notes:
            say(f"note: {name}, {part}: {note}")
    for (name, part), outcome in outcomes.items():
        _list(f"{name}, {part}", outcome.findings)


def _cell(outcome: Outcome | None) -> str:
    if outcome is None:
        return "-"
    return (
        f"{outcome.checks} checks, {len(outcome.findings)} failed"
        if outcome.findings
        else f"{outcome.checks} checks, ok"
    )


def _list(heading: str, findings: Iterable[Finding]) -> None:
    pages: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for one in findings:
        pages[one.rule, one.where, one.what].append(one.page)
    if pages:
        say(f"\n{heading}")
    for (rule, where, what), on in pages.items():
        more = f" and {len(on) - _SHOWN} more" if len(on) > _SHOWN else ""
        say(
            f"  {rule}: {where}{' - ' if where and what else ''}{what}\n      on {', '.join(on[:_SHOWN])}{more}"
        )


if __name__ == "__main__":
    sys.exit(main())
