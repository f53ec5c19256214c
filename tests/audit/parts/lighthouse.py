"""Lighthouse on home, an article, a ministry and a topic: accessibility, best practices and SEO."""

from __future__ import annotations

import json
import os
import subprocess
import tempfile
from pathlib import Path
from typing import Any

from tests.audit.archives import ROOT, SITE_URL
from tests.audit.model import Outcome, Work
from tests.audit.visits import CHROMIUM_FLAGS, chromium_path, host, resolver_rule

_COMMAND = ROOT / "tests" / "audit" / "node_modules" / "lighthouse" / "cli" / "index.js"
_KINDS = ("home", "article-stated", "ministry-living", "topic")
_CATEGORIES = ("accessibility", "best-practices", "seo")
_LEAST = 95


def run(work: Work) -> Outcome:
    """Each of three scores at least 95, as on a phone (Lighthouse's default)."""
    outcome = Outcome()
    with host(work.archive.hosted) as port:
        for case in work.cases:
            if case.kind in _KINDS:
                outcome.looked_at.append(case.path)
                _judge(outcome, case.kind, _report(SITE_URL + case.path, port))
    return outcome


def _judge(outcome: Outcome, kind: str, report: dict[str, Any]) -> None:
    scores = {name: round((report["categories"][name]["score"] or 0) * 100) for name in _CATEGORIES}
    outcome.notes.append(f"{kind}: " + ", ".join(f"{name} {score}" for name, score in scores.items()))
    for name, score in scores.items():
        failed = [
            audit
            for audit in report["categories"][name]["auditRefs"]
            if audit["weight"] and report["audits"][audit["id"]]["score"] not in (None, 1)
        ]
        titles = "; ".join(f"{audit['id']}: {report['audits'][audit['id']]['title']}" for audit in failed)
        outcome.check(kind, name, what=f"{score}, at least {_LEAST}: {titles}", fails=score < _LEAST)
        if titles and score >= _LEAST:
            outcome.notes.append(f"{kind} {name}: {titles}")


def _report(address: str, port: int) -> dict[str, Any]:
    """What Lighthouse reports of one address, as a browser that it starts sees it."""
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "report.json"
        name, _, rule = resolver_rule(port).partition("=")
        flags = " ".join(("--headless=new", *CHROMIUM_FLAGS, f'{name}="{rule}"'))
        command = [
            "node",
            str(_COMMAND),
            address,
            "--quiet",
            "--output=json",
            f"--output-path={target}",
            f"--only-categories={','.join(_CATEGORIES)}",
        ]
        command += [f"--chrome-flags={flags}", "--no-enable-error-reporting", "--max-wait-for-load=60000"]
        subprocess.run(
            command, check=True, env={**os.environ, "CHROME_PATH": chromium_path()}, capture_output=True
        )
        report: dict[str, Any] = json.loads(target.read_text("utf-8"))
    return report
