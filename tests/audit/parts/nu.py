"""The Nu HTML checker on the pages that stand for their kinds and up to 120 others of each folder: no error, no warning."""

from __future__ import annotations

import json
import math
import shutil
import subprocess
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any

from tests.audit.archives import ROOT
from tests.audit.model import Outcome, Work

_HERE = ROOT / "tests" / "audit"
_JAR = _HERE / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
_MORE = 120
#: For a file the checker knows no origin, and it takes a block of data for a script: whether the policy lets through
#: what a page loads is told by a browser that obeys it (``silence``).
_POLICY = " violates Content Security Policy "


def run(work: Work) -> Outcome:
    """No message of whatever kind."""
    outcome = Outcome()
    files, site = _files(work), work.archive.hosted.resolve()
    outcome.checks = len(files)
    outcome.looked_at = [path.relative_to(site).as_posix() for path in files]
    for message in _messages(files):
        if _POLICY not in message["message"]:
            page = Path(message["url"].removeprefix("file:")).relative_to(site).as_posix()
            rule = message.get("subType") or message["type"]
            outcome.check(page, rule, _markup(message), message["message"], fails=True)
    return outcome


def _files(work: Work) -> list[Path]:
    """The pages that stand for their kinds; with everything, of each folder so many more, evenly spaced."""
    site = work.archive.hosted.resolve()
    chosen = {site / case.path.partition("?")[0] for case in work.cases}
    if work.everything:
        folders: dict[str, list[Path]] = defaultdict(list)
        for page in sorted(site.rglob("*.html")):
            folders[page.relative_to(site).parts[0]].append(page)
        for pages in folders.values():
            chosen.update(pages[:: math.ceil(len(pages) / _MORE)])
    return sorted(chosen)


def _messages(files: list[Path]) -> list[dict[str, Any]]:
    java = shutil.which("java") or sys.exit("java is not installed; the Nu HTML checker needs it")
    command = [
        java,
        "-Xss4m",
        "-jar",
        str(_JAR),
        "--format",
        "json",
        "--stdout",
        "--exit-zero-always",
        *map(str, files),
    ]
    result = subprocess.run(command, capture_output=True, text=True, check=True)
    messages: list[dict[str, Any]] = json.loads(result.stdout)["messages"]
    return messages


def _markup(message: dict[str, Any]) -> str:
    """The markup that the message is about, without what stands around it."""
    begin = message.get("hiliteStart", 0)
    return " ".join(message.get("extract", "")[begin : begin + message.get("hiliteLength", 200)].split())[
        :160
    ]
