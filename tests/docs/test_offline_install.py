"""An office without a network installs from a folder of wheels, by the lines of the README alone."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.docs.test_readme import ROOT, blocks
from tests.intake.formats.make import pdf

#: An index that nobody answers for.
NO_NETWORK = {"PIP_INDEX_URL": "http://127.0.0.1:9/", "PIP_CONFIG_FILE": os.devnull}


def run(line: str, python: Path, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """A line of the README that begins with ``pip``."""
    command = f'"{python}" -m {line}'
    variables = {**os.environ, **environment}
    return subprocess.run(
        command, check=False, shell=True, cwd=folder, env=variables, capture_output=True, text=True
    )


def lines_of(readme: str) -> list[str]:
    """Gather, fetch and install, without their comments."""
    (block,) = (one for one in blocks(readme, "sh") if "pip wheel" in one)
    return [line.partition("#")[0].strip() for line in block.splitlines() if line]


def test_both_readmes_give_the_same_lines() -> None:
    assert lines_of("README.md") == lines_of("README.ko.md")


@pytest.mark.slow
def test_from_a_folder_of_wheels(tmp_path: Path) -> None:
    gather, fetch, install = lines_of("README.md")
    made = run(gather.replace(" .", f' "{ROOT}"'), Path(sys.executable), tmp_path)
    if made.returncode or run(fetch, Path(sys.executable), tmp_path).returncode:
        pytest.skip("no index can be reached: nothing can be collected for the office")
    subprocess.run([sys.executable, "-m", "venv", tmp_path / "there"], check=True)
    programs = tmp_path / "there" / ("Scripts" if os.name == "nt" else "bin")
    installed = run(install, programs / "python", tmp_path, **NO_NETWORK)
    assert installed.returncode == 0, installed.stderr
    words = (
        (50, 750, 20, "우물의 물을 다시 잰다"),
        (50, 700, 10, "환경부는 2일 우물의 물을 다시 잰다고 밝혔다."),
    )
    (tmp_path / "a.pdf").write_bytes(pdf(words))
    told = subprocess.run(
        [programs / "briefings", "convert", tmp_path / "a.pdf"], check=True, capture_output=True
    )
    assert "다시 잰다고 밝혔다." in told.stdout.decode()
