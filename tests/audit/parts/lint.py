"""Style sheets and scripts of the theme, as they are published, against Chromium 109 and Firefox 115 (lint.mjs)."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

from tests.audit.archives import ROOT
from tests.audit.model import Outcome, Work

_HERE = ROOT / "tests" / "audit"
_ASSETS = ROOT / "builder" / "theme" / "assets"


def run(work: Work) -> Outcome:
    """Nothing newer than the oldest browsers we promise, without a fallback or a written reason."""
    outcome = Outcome()
    folder = work.archive.hosted.resolve() / "assets"
    files = _published(folder)
    outcome.checks = len(files)
    outcome.looked_at = [path.relative_to(folder).as_posix() for path in files]
    result = subprocess.run(
        ["node", str(_HERE / "lint.mjs"), *map(str, files)],
        capture_output=True,
        text=True,
        check=False,
        cwd=_HERE,
    )
    if result.returncode:
        raise RuntimeError(result.stderr)
    for one in json.loads(result.stdout):
        page = Path(one["file"]).relative_to(folder).as_posix()
        outcome.check(f"{page}:{one['line']}", one["rule"], what=one["text"], fails=True)
    return outcome


def _published(folder: Path) -> list[Path]:
    """What the theme's files have become in the site: some are templates, and parts of others. Material's are not ours to judge."""
    ours = (
        folder / path.relative_to(_ASSETS)
        for path in sorted(_ASSETS.rglob("*"))
        if path.suffix in (".css", ".js")
    )
    return [path for path in ours if path.is_file()]
