"""Problems made, put in order and told; what their codes mean stands in ``codes``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from builder.codes import CODES
from builder.model import Problem, Root, Severity


def problem(
    code: str,
    path: str,
    line: int | None = None,
    detail: str | None = None,
    hint: str | None = None,
    root: Root = Root.ARCHIVE,
) -> Problem:
    """A problem of a known code; ``detail`` makes its meaning specific, ``hint`` replaces the usual one.

    ``path`` is relative to ``root``.
    """
    known = CODES[code]
    message = f"{known.meaning}: {detail}" if detail else known.meaning
    return Problem(code, known.severity, path, line, message, hint or known.hint, root)


#: The same of a seed, by its path below the folder of seeds.
seed_problem = partial(problem, root=Root.SEEDS)

#: The same of a page or another file below docs.
page_problem = partial(problem, root=Root.DOCS)


def located(found: Iterable[Problem], folders: Mapping[Root, str]) -> tuple[Problem, ...]:
    """The problems in order, with paths that can be opened from the archive's own folder.

    ``folders`` are the others as they are named from there: ``{Root.DOCS: "docs"}``.
    """
    return in_order(
        replace(one, path=f"{folders[one.root]}/{one.path}", root=Root.ARCHIVE)
        if one.root in folders
        else one
        for one in found
    )


def not_made(what: str, page: str, error: Exception) -> Problem:
    """E312: an output, or a part of a page, that its maker could not make, whatever the ``error``."""
    return page_problem("E312", page, detail=f"{what}: {type(error).__name__}: {error}")


def problem_from(written: Sequence[Any]) -> Problem:
    """A problem of what ``astuple`` made of it."""
    code, severity, path, line, message, hint, root = written
    return Problem(code, Severity(severity), path, line, message, hint, Root(root))


def render(found: Problem) -> str:
    """One line for a terminal: ``path:line: CODE message (hint)``."""
    place = f"{found.path}:{found.line}" if found.line is not None else found.path
    return f"{place}: {found.code} {found.message} ({found.hint})"


def in_order(found: Iterable[Problem]) -> tuple[Problem, ...]:
    """Sorted by path, line and code, each once."""
    return tuple(sorted(set(found), key=lambda p: (p.path, p.line or 0, p.code, p.message)))


def has_errors(found: Iterable[Problem]) -> bool:
    """Whether one of them is an error: the exit status must be 1."""
    return any(one.severity is Severity.ERROR for one in found)
