"""An archive that the first release made, with edits by hand: under today's builder each of its addresses leads somewhere, each edit stays."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tarfile
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from click.testing import Result

ROOT = Path(__file__).resolve().parents[2]
#: The last commit of the first release, with the sample archive as it made it.
RELEASE = "00920ff"
EPOCH = "1764028800"
REFRESH = re.compile(r'http-equiv="refresh" content="0; url=([^"]+)"')


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """The sample of then, edited by hand and published by the builder of then."""
    pack = tmp_path / "release.tar"
    got = subprocess.run(["git", "archive", "-o", pack, RELEASE], cwd=ROOT, check=False, capture_output=True)
    if got.returncode:
        pytest.skip(f"the commit {RELEASE} is not in this checkout")
    folder = tmp_path / "archive"
    with tarfile.open(pack) as packed:
        packed.extractall(folder, filter="data")
    for page, (old, new) in zip(sorted((folder / "docs/briefings").glob("*.md")), EDITS, strict=False):
        text = page.read_text("utf-8")
        edited = re.sub(old, new, text, count=1, flags=re.MULTILINE)
        assert edited != text
        page.write_text(edited, "utf-8")
    home = folder / "docs/index.md"
    home.write_text(home.read_text("utf-8").replace("generated:", f"intro: {INTRO}\ngenerated:", 1), "utf-8")
    environment = {**os.environ, "PYTHONPATH": str(folder), "SOURCE_DATE_EPOCH": EPOCH}
    command = [sys.executable, "-m", "builder", "build"]
    made = subprocess.run(command, cwd=folder, env=environment, check=False, capture_output=True, text=True)
    if not (folder / "site").is_dir():
        pytest.skip(f"the builder of the first release does not run here: {made.stderr[-300:]}")
    return folder


INTRO = "손으로 쓴 소개다."
#: What is looked for on a page, and what a person writes instead; one page each.
EDITS = (
    (r"^title: .*$", "title: 손으로 고친 제목"),
    (r"^topics:(\n- .*)+|^topics: \[.*\]$", "topics: [tax]"),
    (r"^date: .*$", "date: 2019-03-04"),
    (r"\Z", "\n손으로 덧붙인 문단이다.\n"),
    (r"^kind: .*$", "kind: transcript"),
)
KEPT = ("손으로 고친 제목", "- tax", "date: 2019-03-04", "손으로 덧붙인 문단이다.", "kind: transcript")


def addresses(site: Path) -> set[str]:
    """What readers and programs call: not what pages load for themselves."""
    files = (path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file())
    return {path for path in files if not path.startswith("assets/") and path != "404.html"}


@pytest.mark.slow
def test_every_address_leads_somewhere_and_no_edit_is_lost(
    archive: Path, briefings: Callable[..., Result]
) -> None:
    site, config = archive / "site", archive / "mkdocs.yml"
    published = addresses(site)
    assert len(published) > 700
    pages = [page.name for page in sorted((archive / "docs/briefings").glob("*.md"))]
    for command in ("upgrade", "build"):
        result = briefings(command, "-f", config)
        assert result.exit_code == 0, result.stderr
    assert sorted(published - addresses(site)) == []
    for address in (one for one in published if one.endswith(".html")):
        if found := REFRESH.search((site / address).read_text("utf-8")):
            target = urlsplit(urljoin(f"/{address}", found[1])).path.lstrip("/")
            assert (site / target).is_file(), (address, target)
    assert {page.name for page in (archive / "docs/briefings").glob("*.md")} == set(pages)
    for name, words in zip(pages, KEPT, strict=False):
        assert words in (archive / "docs/briefings" / name).read_text("utf-8")
    assert INTRO in (site / "index.html").read_text("utf-8")
    again = briefings("build", "-f", config)
    assert (again.exit_code, ", 0 changed" in again.stdout + again.stderr) == (0, True), again.stdout
