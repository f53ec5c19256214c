"""``docs/`` brought to what is prepared, or only compared with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from builder.looks import Stamp, Tree
from builder.model import Problem
from builder.pages import store
from builder.pages.versions import first_versions
from builder.problems import located, page_problem
from builder.progress import WRITING, Progress, silent
from builder.run.order import Prepared
from builder.settings import Settings


@dataclass(frozen=True, slots=True)
class Written:
    """What a build did to ``docs/``."""

    created: int
    updated: int
    unchanged: int
    problems: tuple[Problem, ...]
    saved_meanwhile: tuple[Problem, ...]
    """N127 for each file that someone saved while the build ran: it stays as it was saved."""
    seen: Tree
    """How the files of ``docs/`` looked before they were read."""
    stamps: Mapping[str, Stamp]
    """Of those that were written since, by their paths."""


def write(prepared: Prepared, settings: Settings, progress: Progress = silent) -> Written:
    """Bring ``docs/`` to what is prepared.

    Files that say the same already are not touched, and neither are those that someone saved meanwhile.
    """
    agreed = store.plan(prepared.files, settings.docs)
    total, done = len(agreed.create) + len(agreed.update), 0

    def told(_path: str) -> None:
        nonlocal done
        done += 1
        progress(WRITING, done, total)

    planned = (file.path for file in (*agreed.create, *agreed.update))
    seen = {settings.docs / path: stamp for path in planned if (stamp := prepared.seen.stamp(path))}
    placed = store.apply(agreed, settings.docs, told, seen)
    saved = (path.relative_to(settings.docs).as_posix() for path in placed.left)
    begun = store.apply(store.plan(first_versions(settings.docs), settings.docs), settings.docs)
    return Written(
        len(agreed.create),
        len(agreed.update),
        len(agreed.unchanged) + len(prepared.standing),
        located(agreed.problems, settings.folders),
        located((page_problem("N127", path) for path in saved), settings.folders),
        prepared.seen,
        {
            place.relative_to(settings.docs).as_posix(): stamp
            for place, stamp in (*placed.stamps.items(), *begun.stamps.items())
        },
    )


def differences(prepared: Prepared, settings: Settings) -> tuple[Problem, ...]:
    """E307 for every file of ``docs/`` that a build would write."""
    agreed = store.plan(prepared.files, settings.docs)
    changed = [
        *((file.path, "would be created") for file in agreed.create),
        *((file.path, "would change") for file in agreed.update),
    ]
    return located(
        [*agreed.problems, *(page_problem("E307", path, detail=what) for path, what in changed)],
        settings.folders,
    )
