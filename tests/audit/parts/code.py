"""The tests that take long: properties with a thousand examples each, those marked slow file by file, those that need a cluster."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from xml.etree import ElementTree as ET

from tests.audit.archives import ROOT
from tests.audit.model import Outcome

CLUSTER = ROOT / ".venv" / "cluster"
_CLUSTER_TESTS = "tests/run/test_cluster.py"


def names() -> tuple[str, ...]:
    """The parts there are: each file of slow tests is one of its own."""
    slow = sorted(
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "tests").rglob("test_*.py")
        if "node_modules" not in path.parts and "pytest.mark.slow" in path.read_text("utf-8")
    )
    return ("properties", *(f"slow {name}" for name in slow if name != _CLUSTER_TESTS), "cluster")


def run(name: str) -> Outcome:
    """Run a part; every test is a check, every failed one a finding, and why others did not run is a note."""
    if name == "properties":
        return _pytest("tests", "-m", "hypothesis and not slow")
    if name == "cluster":
        return _pytest(_CLUSTER_TESTS, "--numprocesses=0")
    return _pytest(name.removeprefix("slow "), "-m", "slow")


def _pytest(place: str, *options: str) -> Outcome:
    """What the tests at ``place`` come to, many examples of each property tried."""
    paths = [str(ROOT), *([str(CLUSTER)] if place == _CLUSTER_TESTS else [])]
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.xml"
        result = subprocess.run(
            [sys.executable, "-m", "pytest", place, *options, f"--junitxml={report}"],
            cwd=ROOT,
            env={**os.environ, "HYPOTHESIS_PROFILE": "audit", "PYTHONPATH": os.pathsep.join(paths)},
            capture_output=True,
            text=True,
            check=False,
        )
        if not report.is_file():
            raise subprocess.CalledProcessError(result.returncode, "pytest", result.stdout, result.stderr)
        return read(report, place)


def read(report: Path, place: str) -> Outcome:
    """The outcome that a report in JUnit's form tells."""
    outcome, skipped = Outcome(looked_at=[place]), set[str]()
    for case in ET.parse(report).getroot().iter("testcase"):
        if (why := case.find("skipped")) is not None:
            skipped.add(str(why.get("message")))
            continue
        wrong = case.find("failure") if case.find("error") is None else case.find("error")
        said = "" if wrong is None else f"{wrong.get('message')}"[:2_000]
        outcome.check(
            f"{case.get('classname')}::{case.get('name')}", "test", what=said, fails=wrong is not None
        )
    outcome.notes += [f"not run: {why}" for why in sorted(skipped)]
    return outcome
