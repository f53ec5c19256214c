"""Judges the published site and the code that makes it: `make audit`, or parts of it, as `python tests/audit/run.py --only axe --pages article`.

Builds the sample archive, an archive of 1,000 generated articles and, with --records FILE, one of real releases in .cache/audit, opens the
page kinds of each in Debian's Chromium, and runs the tests that take long. Every kind of page is covered; of a kind each part takes the
fullest page and so many others as stand beside its name below. What a part has found is kept: broken off, an audit goes on where it was.
Prints a table and what there is to mend; report.txt in its folder tells every page that was looked at too.
Exit status: 0 nothing to mend, 1 findings, 2 something that it needs is missing.
"""

from __future__ import annotations

import argparse
import functools
import inspect
import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))  # so that it runs as a script too

from playwright.sync_api import Error as BrowserError  # noqa: E402

from tests.audit import done, report  # noqa: E402
from tests.audit.archives import MAKERS, imported  # noqa: E402
from tests.audit.kinds import cases  # noqa: E402
from tests.audit.model import Archive, Case, Finding, Outcome, Part, Work  # noqa: E402
from tests.audit.parts import (  # noqa: E402
    axe,
    books,
    code,
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
from tests.audit.report import say  # noqa: E402

#: Quick ones first. The names are what --only takes.
PARTS: Mapping[str, Part] = {
    "lint": Part(lint.run, only_sample=True),
    "weight": Part(weight.run),
    "schema": Part(schema.run, most=20),
    "opensearch": Part(opensearch.run, only_sample=True),
    "books": Part(books.run),
    "nu": Part(nu.run, most=20),
    "silence": Part(silence.run, most=3),
    "without-scripts": Part(without_scripts.run, most=3),
    "steadiness": Part(steadiness.run),
    "listening": Part(listening.run, most=3),
    "keyboard": Part(keyboard.run),
    "reflow": Part(reflow.run, most=3),
    "axe": Part(axe.run),
    "axe-best-practice": Part(axe.best_practice),
    "zotero": Part(zotero.run, most=5),
    "lighthouse": Part(lighthouse.run, only_sample=True),
    "pictures": Part(pictures.run, only_sample=True),
}
#: The name under which the tests that take long are asked for as an archive is.
CODE = "code"
_HERE = ROOT / "tests" / "audit"
_TEXTS = (ROOT / "builder", ROOT / "docs", ROOT / "seeds", ROOT / "mkdocs.yml")


@dataclass(frozen=True, slots=True)
class Task:
    """A part on an archive: what would change its outcome, and what runs it."""

    archive: str
    part: str
    depends_on: tuple[Path, ...]
    run: Callable[[], Outcome]


@dataclass(slots=True)
class Built:
    """An archive that is built when the first part asks for it."""

    name: str
    make: Callable[[Path], Archive]
    folder: Path
    archive: Archive | None = field(default=None, init=False)

    def get(self) -> Archive:
        """The archive, built by now."""
        if self.archive is None:
            started = time.monotonic()
            self.archive = self.make(self.folder)
            say(f"{self.name}: built, {time.monotonic() - started:.0f} s")
        return self.archive


def main() -> int:
    """Run what was asked for; the exit status."""
    asked = _arguments()
    if missing := _missing():
        say(f"missing: {', '.join(missing)}")
        return 2
    outcomes: dict[tuple[str, str], Outcome] = {}
    all_of_them = tuple(_tasks(asked))
    for number, task in enumerate(all_of_them, 1):
        say(f"[{number}/{len(all_of_them)}] {task.archive}, {task.part}")
        outcomes[task.archive, task.part] = outcome = _outcome(task, asked)
        say(f"        {report.summary(outcome)}")
    report.write(outcomes, asked.folder / "report.txt")
    return int(any(outcome.findings for outcome in outcomes.values()))


def _tasks(asked: argparse.Namespace) -> Iterator[Task]:
    makers = dict(MAKERS)
    if asked.records:
        makers["imported"] = functools.partial(imported, asked.records, asked.count)
    for name in asked.archive or (*makers, CODE):
        if name == CODE:
            yield from _tests(asked.only)
            continue
        folder = f"{name}-{asked.count}" if name == "imported" else name
        built = Built(name, makers[name], asked.folder / folder)
        common = (*_TEXTS, *sorted(_HERE.glob("*.*")), *([asked.records] if name == "imported" else []))
        for part in asked.only or PARTS:
            if part in PARTS and (name == "sample" or asked.only or not PARTS[part].only_sample):
                judge = functools.partial(_judge, part, built, asked.pages)
                yield Task(name, part, (*common, Path(inspect.getfile(PARTS[part].run))), judge)


def _tests(only: tuple[str, ...]) -> Iterator[Task]:
    for name in code.names():
        if not only or not {name, name.partition(" ")[0]}.isdisjoint(only):
            yield Task(CODE, name, (*_TEXTS, ROOT / "tests"), functools.partial(code.run, name))


def _outcome(task: Task, asked: argparse.Namespace) -> Outcome:
    """What was found before and still holds; or what is found now, and how long that took."""
    path = asked.folder / "done" / task.archive / f"{task.part.replace('/', '-')}.json"
    mark = done.stamp(task.depends_on, str(asked.count), *asked.pages)
    if not asked.again and (kept := done.recall(path, mark)):
        say("        as it was found before:")
        return kept
    started, before = time.monotonic(), _processor()
    try:
        outcome = task.run()
    except (BrowserError, subprocess.CalledProcessError, RuntimeError) as error:
        said = f"{error} {getattr(error, 'stdout', None) or ''} {getattr(error, 'stderr', None) or ''}"
        outcome = Outcome(0, [Finding(task.part, "failed", "", said[:2_000])])
    outcome.seconds, outcome.processor = time.monotonic() - started, _processor() - before
    done.keep(path, mark, outcome)
    return outcome


def _processor() -> float:
    """Seconds that this process and those it waited for have had of processors."""
    used = (resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN))
    return sum(one.ru_utime + one.ru_stime for one in used)


def _judge(part: str, built: Built, wanted: tuple[str, ...]) -> Outcome:
    archive = built.get()
    chosen, absent = _cases(archive, wanted, PARTS[part].most)
    outcome = PARTS[part].run(Work(archive, chosen, not wanted, built.folder))
    outcome.looked_at = outcome.looked_at or [case.path for case in chosen]
    outcome.findings.extend(
        Finding(kind, "page-kind", "", f"the {archive.name} archive has no page of this kind")
        for kind in absent
    )
    return outcome


def _cases(archive: Archive, wanted: tuple[str, ...], most: int) -> tuple[tuple[Case, ...], tuple[str, ...]]:
    """The pages to look at, and the kinds that should be there and are not."""
    found, absent = cases(archive.name, archive.docs, most)
    there = [case for case in found if (archive.hosted / case.path.partition("?")[0]).is_file()]
    if not wanted:
        return tuple(there), absent
    return tuple(case for case in there if case.kind.startswith(wanted)), ()


# ------------------------------------------------------------------------------------------------------------------- arguments


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    bounds = ", ".join(f"{name} ({part.most})" for name, part in PARTS.items())
    archives = (*MAKERS, "imported", CODE)
    parser.add_argument(
        "--only",
        type=_names((*PARTS, "slow", *code.names())),
        default=(),
        help=f"parts, separated by commas: {bounds}; and of the code: properties, slow (all or `slow FILE`), cluster",
    )
    parser.add_argument(
        "--pages",
        type=lambda text: tuple(text.split(",")),
        default=(),
        help="page kinds, separated by commas; `article` stands for all that begin so",
    )
    parser.add_argument(
        "--archive", type=_names(archives), default=(), help=f"archives: {', '.join(archives)}; all there are"
    )
    parser.add_argument(
        "--records", type=Path, help="releases as JSONL, gzipped or not: an archive of them is judged too"
    )
    parser.add_argument("--count", type=int, default=300, help="how many of them, evenly spaced")
    parser.add_argument("--again", action="store_true", help="ask anew what was found before and still holds")
    parser.add_argument(
        "--folder",
        type=Path,
        default=ROOT / ".cache" / "audit",
        help="where archives are built, and what was found, and what is to be read and looked at is written",
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


if __name__ == "__main__":
    sys.exit(main())
