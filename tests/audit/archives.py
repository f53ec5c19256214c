"""The archives that are audited: the sample archive, and a thousand generated articles. Built in a folder of their own."""

from __future__ import annotations

import gzip
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
_SETTINGS = """\
    database: true
    cards: all
    downloads: {whole: true, years: ["2020", "2024"]}
    feeds: {pairs: true}
    volumes: {ministries: [과학기술정보통신부, 환경부], topics: [인공지능·데이터]}
"""


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
    """An archive of generated articles, published with ``site_url``; made once, one article changed, one withdrawn."""
    if not (folder / "mkdocs.yml").is_file():
        _new(folder, "생성한 자료실")
        for name, text in generate.articles(GENERATED):
            path = folder / "seeds" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode())
        build(folder)
        changed, withdrawn = sorted((folder / "docs" / "briefings").glob("*.md"))[:2]
        changed.write_text(changed.read_text("utf-8") + "\n고쳐 쓴 문단입니다.\n", "utf-8")
        run("withdraw", "-f", str(folder / "mkdocs.yml"), withdrawn.stem, "--reason", "시험 삼아 내립니다.")
    build(folder)
    return Archive("generated", folder / "docs", folder / "site", folder / "site")


def imported(records: Path, count: int, folder: Path) -> Archive:
    """An archive of ``count`` records, evenly spaced, of a JSONL file of real releases (``.gz`` too)."""
    if not (folder / "mkdocs.yml").is_file():
        _new(folder, "들여온 자료실")
        with (
            gzip.open(records, "rt", encoding="utf-8") if records.suffix == ".gz" else records.open() as file
        ):
            lines = file.readlines()
        chosen = folder / "records.jsonl"
        chosen.write_text("".join(lines[:: -(-len(lines) // count)]), "utf-8")
        run("import", "-f", str(folder / "mkdocs.yml"), str(chosen))
    build(folder)
    return Archive("imported", folder / "docs", folder / "site", folder / "site")


def _new(folder: Path, name: str) -> None:
    """An archive of its own, with everything that an owner can switch on."""
    shutil.rmtree(folder, ignore_errors=True)
    run("new", str(folder), "--name", name)
    config = folder / "mkdocs.yml"
    settings = re.sub(r"(?m)^# *site_url:.*$", f"site_url: {SITE_URL}", config.read_text("utf-8"))
    config.write_text(settings.replace("  archive:\n", f"  archive:\n{_SETTINGS}", 1), "utf-8")


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
