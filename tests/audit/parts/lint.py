"""Style sheets and scripts of the theme, and those that stand in the pages, against Chromium 109 and Firefox 115 (lint.mjs)."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

from tests.audit.archives import ROOT
from tests.audit.model import Outcome, Work

_HERE = ROOT / "tests" / "audit"
_ASSETS = ROOT / "builder" / "theme" / "assets"
_INLINE = {
    "css": re.compile(r"<style\b[^>]*>(.*?)</style>", re.DOTALL),
    "js": re.compile(r"<script(?![^>]*\b(?:src|type)=)[^>]*>(.*?)</script>", re.DOTALL),
}


def run(work: Work) -> Outcome:
    """Nothing newer than the oldest browsers we promise, without a fallback or a written reason."""
    outcome = Outcome()
    inline = work.output / "inline"
    files = sorted(path for path in _ASSETS.rglob("*") if path.suffix in (".css", ".js")) + _inline(
        work, inline
    )
    outcome.checks = len(files)
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
        path = Path(one["file"])
        page = path.relative_to(
            ROOT if path.is_relative_to(ROOT) and not path.is_relative_to(inline) else inline
        ).as_posix()
        outcome.check(f"{page}:{one['line']}", one["rule"], what=one["text"], fails=True)
    return outcome


def _inline(work: Work, folder: Path) -> list[Path]:
    """Each distinct script and style that stands in a page, as a file named after the page that has it first."""
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.iterdir():
        old.unlink()
    seen: dict[str, Path] = {}
    for case in work.cases:
        page = (work.archive.hosted / case.path.partition("?")[0]).read_text("utf-8")
        for suffix, pattern in _INLINE.items():
            for number, text in enumerate(pattern.findall(page), 1):
                if text.strip() and text not in seen:
                    seen[text] = folder / f"{case.kind}-{number}.{suffix}"
                    seen[text].write_text(text, "utf-8")
    return list(seen.values())
