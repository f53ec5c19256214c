"""The archives that are audited: the sample archive, and a thousand generated articles. Built in a folder of their own."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from tests import generate
from tests.audit.model import Archive

ROOT = Path(__file__).resolve().parents[2]
#: Where the hosted copy claims to be. A browser takes *.localhost for a secure origin, as it would https.
SITE_URL = "http://archive.localhost/archive/"
GENERATED = 1_000


def sample(folder: Path) -> Archive:
    """The sample archive as it lies in the checkout, published without and with ``site_url``."""
    for name, extra in (("disk", ""), ("hosted", f"\nsite_url: {SITE_URL}\n")):
        target = folder / name
        target.mkdir(parents=True, exist_ok=True)
        (target / "mkdocs.yml").write_text((ROOT / "mkdocs.yml").read_text("utf-8") + extra, "utf-8")
        for part in ("seeds", "docs"):
            shutil.rmtree(target / part, ignore_errors=True)
            shutil.copytree(ROOT / part, target / part)
        build(target)
    return Archive("sample", folder / "disk" / "docs", folder / "hosted" / "site", folder / "disk" / "site")


def generated(folder: Path) -> Archive:
    """An archive of generated articles, published with ``site_url``; the seeds are written once."""
    if not (folder / "mkdocs.yml").is_file():
        shutil.rmtree(folder, ignore_errors=True)
        run("new", str(folder), "--name", "생성한 자료실")
        config = folder / "mkdocs.yml"
        config.write_text(
            re.sub(r"(?m)^# *site_url:.*$|^site_url:.*$", "", config.read_text("utf-8"))
            + f"\nsite_url: {SITE_URL}\n",
            "utf-8",
        )
        for name, text in generate.articles(GENERATED):
            path = folder / "seeds" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode())
    build(folder)
    return Archive("generated", folder / "docs", folder / "site", folder / "site")


def build(folder: Path) -> None:
    """``briefings build``; what it reports is shown only if it fails."""
    run("build", "-f", str(folder / "mkdocs.yml"))


def run(*arguments: str) -> None:
    """A command of the builder; SystemExit with what it said if it fails."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "SOURCE_DATE_EPOCH": "1764028800"}
    result = subprocess.run(
        [sys.executable, "-m", "builder", *arguments],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if result.returncode:
        sys.exit(f"briefings {' '.join(arguments)} failed:\n{result.stdout}{result.stderr}")


MAKERS = {"sample": sample, "generated": generated}
