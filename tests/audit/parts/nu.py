"""The Nu HTML checker on every index page and up to 200 articles. What Material's own templates cause is named in nu_known.yaml."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import yaml

from tests.audit.archives import ROOT
from tests.audit.model import Outcome, Work

_HERE = ROOT / "tests" / "audit"
_JAR = _HERE / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
_KNOWN = _HERE / "nu_known.yaml"
_ARTICLES = 200


def run(work: Work) -> Outcome:
    """No message but the known ones; a known one that no longer occurs is a finding too, when every page was read."""
    outcome = Outcome()
    files = _files(work)
    outcome.checks = len(files)
    known = {(entry["message"], entry["markup"]): 0 for entry in yaml.safe_load(_KNOWN.read_text("utf-8"))}
    for message in _messages(files):
        extract = _markup(message)
        fitting = [
            pair
            for pair in known
            if re.fullmatch(pair[0], message["message"]) and re.fullmatch(pair[1], extract)
        ]
        for pair in fitting:
            known[pair] += 1
        if not fitting:
            page = (
                Path(message["url"].removeprefix("file:"))
                .relative_to(work.archive.hosted.resolve())
                .as_posix()
            )
            outcome.check(
                page, message.get("subType") or message["type"], extract, message["message"], fails=True
            )
    for (text, markup), count in known.items():
        outcome.check("nu_known.yaml", "no-longer-occurs", markup, text, fails=work.everything and not count)
        outcome.notes.append(f"known, on {count} pages: {markup} - {text}")
    return outcome


def _files(work: Work) -> list[Path]:
    site = work.archive.hosted.resolve()
    if not work.everything:
        return sorted({site / case.path.partition("?")[0] for case in work.cases})
    articles = sorted((site / "briefings").glob("*.html"))
    chosen = {site / case.path.partition("?")[0] for case in work.cases} | set(
        articles[:: max(1, len(articles) // _ARTICLES)][:_ARTICLES]
    )
    return sorted(chosen | (set(site.rglob("*.html")) - set(articles)))


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
