"""Facts in a ``.yml`` file beside the seed, and the files that facts name."""

from __future__ import annotations

import os
import re
from pathlib import Path, PurePosixPath
from typing import Final

from builder.intake.decode import Decoded, decode
from builder.intake.disk import bytes_of
from builder.intake.fact_values import attached
from builder.intake.supplied import MAX_BYTES, Facts, parse_facts, split_header
from builder.intake.text import unify_line_ends
from builder.problems import seed_problem

SUFFIX: Final = ".yml"
_CLOSING_FENCE: Final = re.compile(r"\n---\s*\Z")
"""Some write a sidecar as they write front matter."""


def sidecars(path: Path, name: str) -> list[Facts]:
    """The facts in ``<name>.txt.yml`` and ``<name>.yml`` beside the seed, the closer name first."""
    names = (f"{path.name}{SUFFIX}", f"{path.stem}{SUFFIX}")
    folder = os.path.dirname(path)  # noqa: PTH120 - asked of every seed, and Path takes ten times as long
    return [
        _sidecar(path.with_name(own), str(PurePosixPath(name).with_name(own)))
        for own in names
        if os.path.lexists(os.path.join(folder, own))  # noqa: PTH118 - as above
    ]


def files_named(path: Path) -> tuple[str, ...]:
    """The files beside it that a sidecar, or the header of a text, names as ``attachments``."""
    data = _start_of(path)
    if b"attachments" not in data:
        return ()
    decoded = decode(data)
    if not isinstance(decoded, Decoded):
        return ()
    text = unify_line_ends(decoded.text)
    if path.suffix.lower() == SUFFIX:
        facts = parse_facts(_CLOSING_FENCE.sub("\n", text), path.name)
    else:
        facts = split_header(text, path.name).facts
    entries, _line = facts.values.get("attachments", ((), 0))
    return tuple(name for name, url in map(attached, entries) if not url)


def _start_of(path: Path) -> bytes:
    """As much of a file as facts may take, in whole lines; nothing where it cannot be read."""
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError:
        return b""
    return data if len(data) <= MAX_BYTES else data[: data.rfind(b"\n") + 1]


def _sidecar(path: Path, name: str) -> Facts:
    """The facts in one sidecar. A link is not followed: it may lead out of the archive."""
    if path.is_symlink():
        return Facts(name, {}, (seed_problem("E110", name),))
    data = bytes_of(path, MAX_BYTES)
    decoded = decode(data) if isinstance(data, bytes) else data
    if isinstance(decoded, Decoded):
        return parse_facts(_CLOSING_FENCE.sub("\n", unify_line_ends(decoded.text)), name)
    is_empty = decoded.code in {"E101", "E102"}
    found = seed_problem(decoded.code, name, decoded.line, decoded.detail, decoded.hint)
    return Facts(name, {}, () if is_empty else (found,))
