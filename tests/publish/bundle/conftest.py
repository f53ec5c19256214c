"""One small archive with everything that may leave a part, its copies, and where they are unpacked."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from click.testing import Result

#: The part that the tests take: articles of this ministry are related to, and stand beside, articles of others.
MINISTRY = "mosf-2008"
#: In a folder as people have them.
UNPACKED = "내려받은 것 (1)"


@pytest.fixture(scope="session")
def archive(tmp_path_factory: pytest.TempPathFactory, built: Path, briefings: Callable[..., Result]) -> Path:
    """The small archive with an address, a page that a person wrote, and an introduction that links to an article; its mkdocs.yml."""
    folder = tmp_path_factory.mktemp("bundle") / "archive"
    shutil.copytree(built, folder, ignore=shutil.ignore_patterns("site", ".cache"))
    config = folder / "mkdocs.yml"
    settings = (
        config.read_text("utf-8")
        .replace("# site_url: https", "site_url: https")
        .replace(
            "  - 안내: about.md\n", "  - 안내: about.md\n  - 도움: [guide.md, 산림청: ministries/kfs.md]\n"
        )
    )
    config.write_text(settings, "utf-8")
    articles = sorted((folder / "docs" / "briefings").glob("*.md"))
    links = "".join(f"- [{path.stem}](briefings/{path.name})\n" for path in articles)
    (folder / "docs" / "guide.md").write_text(f"# 도움\n\n![그림](picture.svg)\n\n{links}", "utf-8")
    (folder / "docs" / "picture.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>', "utf-8"
    )
    home = folder / "docs" / "index.md"
    intro = "처음 오셨으면 " + " ".join(f"[{path.stem}](briefings/{path.name})" for path in articles)
    home.write_text(
        home.read_text("utf-8").replace("\ngenerated:", f"\nintro: '{intro}'\ngenerated:", 1), "utf-8"
    )
    result = briefings("build", "-f", config)
    assert result.exit_code == 0, result.stderr
    return config


@pytest.fixture(scope="session")
def bundle(archive: Path, briefings: Callable[..., Result]) -> Callable[..., Path]:
    """Makes a copy of the archive; the zip."""

    def make(*options: str) -> Path:
        result = briefings("bundle", "-f", archive, *options)
        assert result.exit_code == 0, result.stderr
        return Path(result.stdout.splitlines()[0])

    return make


@pytest.fixture(scope="session")
def unpacked(bundle: Callable[..., Path], tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    """The copies, unpacked: ``whole``, ``data`` and ``part`` → the folder the zip was unpacked into. ``….zip`` → the zip, kept aside."""
    place = tmp_path_factory.mktemp("unpacked")
    found: dict[str, Path] = {}
    for name, options in {"data": ("--data",), "whole": (), "part": ("--ministry", MINISTRY)}.items():
        found[f"{name}.zip"] = Path(shutil.copy(bundle(*options), place / f"{name}.zip"))
        found[name] = place / UNPACKED / name
        with zipfile.ZipFile(found[f"{name}.zip"]) as content:
            content.extractall(found[name])
    return found
