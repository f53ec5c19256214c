"""The workflows trust nothing that can change under them, and may do no more than they need."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
FILES = [
    *sorted((ROOT / ".github/workflows").glob("*.yml")),
    *sorted((ROOT / ".github/actions").glob("*/action.yml")),
    ROOT / "builder/host/scaffold/pages.yml",
]


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_every_action_is_pinned_by_its_commit_with_its_version_beside_it(path: Path) -> None:
    used = re.findall(r"^ *(?:- )?uses: (.+)$", path.read_text("utf-8"), re.MULTILINE)
    assert used
    assert [one for one in used if not re.fullmatch(r"[\w./-]+@[0-9a-f]{40}  # v[\d.]+", one)] == []


@pytest.mark.parametrize(
    "path", [path for path in FILES if path.name != "action.yml"], ids=lambda path: path.name
)
def test_a_workflow_may_read_and_a_job_says_what_more_it_needs(path: Path) -> None:
    assert yaml.safe_load(path.read_bytes())["permissions"] == {"contents": "read"}


def test_only_publishing_gets_the_right_to_publish() -> None:
    jobs = yaml.safe_load((ROOT / ".github/workflows/release.yml").read_bytes())["jobs"]
    assert {name: job.get("permissions") for name, job in jobs.items()} == {
        "build": None,
        "try": None,
        "publish": {"id-token": "write"},
    }
