"""Whether a site is what plain MkDocs makes of the same pages, file by file, and what both cost to render.

Run with ``python -m tests.measures.rendering ARCHIVE``; no test. Of an archive that stands two copies are built from nothing with one
process each, one of them with every page rendered by MkDocs itself. Told are the files that differ, and the CPU seconds that the
renderer alone took.
"""

from __future__ import annotations

import filecmp
import json
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, Final
from unittest import mock

import click

from builder.cli import main as briefings
from builder.host import mkdocs, quick

_PLAIN: Final = "plain"
#: Of the theme; no page loads the rest of it, and our sites are without.
_UNUSED: Final = "assets/"


def built(config: str, way: str, told: str) -> None:
    """Build an archive in this process, and write into the file ``told`` what the renderer took of it."""
    taken: list[float] = []
    with (
        mock.patch.object(mkdocs.MkDocs, "build", _timed(mkdocs.MkDocs.build, taken)),
        mock.patch.object(mkdocs, "applies", _never if way == _PLAIN else quick.applies),
        suppress(SystemExit),
    ):
        briefings(["build", "-f", config, "--jobs", "1"], standalone_mode=False)
    Path(told).write_text(json.dumps(sum(taken)), "utf-8")


def _never(*_: object) -> bool:
    return False


def _timed(work: Callable[..., Any], taken: list[float]) -> Callable[..., Any]:
    def timed(*given: object, **named: object) -> Any:
        before = time.process_time()
        try:
            return work(*given, **named)
        finally:
            taken.append(time.process_time() - before)

    return timed


def differing(one: Path, other: Path) -> Iterator[str]:
    """The files that are not the same in both, or only in the first; only in the other what no page loads may be."""
    ours, theirs = (
        {path.relative_to(site) for path in site.rglob("*") if path.is_file()} for site in (one, other)
    )
    for path in sorted(ours | theirs):
        if path not in ours:
            if not path.as_posix().startswith(_UNUSED):
                yield f"only MkDocs makes {path}"
        elif path not in theirs:
            yield f"MkDocs does not make {path}"
        elif not filecmp.cmp(one / path, other / path, shallow=False):
            yield f"another {path}"


def main(archive: Path) -> None:
    """Build both, compare, print."""
    with tempfile.TemporaryDirectory(dir=archive.resolve().parent) as folder:
        took = {way: _copied_and_built(archive, Path(folder), way) for way in ("own", _PLAIN)}
        sites = [Path(folder) / way / "site" for way in took]
        files = sum(1 for path in sites[0].rglob("*") if path.is_file())
        found = list(differing(*sites))
    own, plain = took.values()
    click.echo("\n".join([f"{len(found)} of {files} files differ", *found[:20]]))
    click.echo(f"rendering: {own:.1f} s, MkDocs {plain:.1f} s: {own / plain:.2f} times")
    if found:
        raise SystemExit(1)


def _copied_and_built(archive: Path, folder: Path, way: str) -> float:
    place, told = folder / way, folder / f"{way}.json"
    shutil.copytree(archive, place, ignore=shutil.ignore_patterns("site", ".cache"))
    command = [sys.executable, "-m", __spec__.name, way, str(place / "mkdocs.yml"), str(told)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return float(json.loads(told.read_text("utf-8")))


if __name__ == "__main__":
    match sys.argv[1:]:
        case [way, config, told]:
            built(config, way, told)
        case [archive]:
            main(Path(archive))
        case _:
            sys.exit(__doc__)
