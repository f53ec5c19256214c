"""Files put in their places: each whole or not at all, and none over what someone saved meanwhile."""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Final, NamedTuple

from builder.barrier import await_files
from builder.exchange import exchange
from builder.looks import Stamp, files_below

_TEMPORARY: Final = ".briefings-tmp"
TOGETHER: Final = 1_000
"""Files brought to the disk and put in their places at a time; fewer wait for the disk more often."""


class Outcome(NamedTuple):
    """What became of files that were to be put in their places."""

    left: tuple[Path, ...]
    """The places where someone saved something meanwhile: it stays."""
    stamps: Mapping[Path, Stamp]
    """Those of the others, by place."""


def stamps(folder: Path) -> dict[Path, Stamp]:
    """Of every file below, as it is now. To be asked before the files are read."""
    return {folder / path: _stamp_of(known) for path, known in files_below(folder)}


def _stamp(path: Path) -> Stamp:
    return _stamp_of(path.lstat())


def _stamp_of(known: os.stat_result) -> Stamp:
    return known.st_mtime_ns, known.st_size, known.st_ino


def write_whole(target: Path, written: str) -> None:
    """Put the text at ``target`` (UTF-8, line ends as given) in one step.

    A reader finds the old file or the new one.

    Raises:
        OSError: it cannot be written; then the old file stands, and nothing lies beside it.
    """
    write_together({target: written})


def write_together(texts: Mapping[Path, str], seen: Mapping[Path, Stamp] | None = None) -> Outcome:
    """Put each text in its place as ``write_whole`` does, but none before all of them are on the disk.

    A full disk changes nothing.

    All are written before the first is waited for: the disk then takes them in one go (barrier.py).

    Args:
        texts: By place.
        seen: How the files looked before they were read; None writes over whatever is there.

    Returns:
        Where a file looks otherwise than it was seen, or where one is that was not, someone saved it
        meanwhile; and how those look that were put in their places.

    Raises:
        OSError: one cannot be written; then all old files stand, and nothing lies beside them.
    """
    staged: dict[Path, Path] = {target: target.with_name(f".{target.name}{_TEMPORARY}") for target in texts}
    try:
        for target, temporary in staged.items():
            temporary.write_bytes(texts[target].encode("utf-8"))
            with contextlib.suppress(FileNotFoundError):
                shutil.copymode(target, temporary)
        await_files([*staged.values()])
        found = {target: _stamp(temporary) for target, temporary in staged.items()}
        if seen is None:
            for target, temporary in staged.items():
                temporary.replace(target)
            return Outcome((), found)
        left = [
            target for target, temporary in staged.items() if not _put(temporary, target, seen.get(target))
        ]
        return Outcome(tuple(left), {target: stamp for target, stamp in found.items() if target not in left})
    finally:  # Ctrl-C too: nothing may be left beside the pages
        for temporary in staged.values():
            temporary.unlink(missing_ok=True)


def _put(temporary: Path, target: Path, known: Stamp | None) -> bool:
    """Whether the file took its place; not where the one that stands there looks otherwise than known.

    Where the system can, the two change places and the old one is looked at then, when nobody finds it under
    its name any more: so nothing can be saved between the look and the step.
    """
    if not target.exists():
        return _put_new(temporary, target)
    if known is not None and exchange(temporary, target):
        if _stamp(temporary) == known:
            return True
        exchange(temporary, target)
        return False
    if known is None or _stamp(target) != known:
        return False
    temporary.replace(target)
    return True


def _put_new(temporary: Path, target: Path) -> bool:
    """The same where nothing stood a moment ago."""
    try:
        target.hardlink_to(temporary)
    except FileExistsError:
        return False
    except OSError:  # a file system without hard links
        temporary.replace(target)
    return True


def sweep(docs: Path) -> None:
    """Delete the temporary files that a killed run left below ``docs``: only files this module names."""
    for folder, _, files in os.walk(docs):
        for name in files:
            if name.startswith(".") and name.endswith(_TEMPORARY):
                with contextlib.suppress(FileNotFoundError):
                    (Path(folder) / name).unlink()
