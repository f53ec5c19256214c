"""An archive comes back from what its guide says is to be kept: seeds, pages, registry, settings, ledger."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from builder.permanence.ledger import LEDGER

SEED = "관세청, 통관 절차 고친다\n\n2020-01-02 10:00\n\n관세청은 2일 통관 절차를 고친다고 밝혔다.\n"
KEPT = ("seeds", "docs", "registry", "mkdocs.yml")


def contents(folder: Path) -> dict[str, bytes]:
    return {
        file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()
    }


def test_without_its_pages_an_archive_comes_back_at_its_addresses(
    new_archive: Callable[..., Path], briefings: Callable[..., Result], tmp_path: Path
) -> None:
    config = new_archive(tmp_path / "a", {"a.txt": SEED})
    docs = config.parent / "docs"
    assert briefings("build", "--no-site", "-f", config).exit_code == 0
    before = contents(docs)
    (page,) = (docs / "briefings").glob("*.md")
    ledger = f"briefings/{page.stem}.html\n"
    shutil.rmtree(docs)
    docs.mkdir()
    (docs / LEDGER).write_text(ledger, "utf-8")
    assert briefings("build", "--no-site", "-f", config).exit_code == 0
    assert contents(docs) == {**before, LEDGER: ledger.encode()}

    shutil.rmtree(docs)
    docs.mkdir()
    (docs / LEDGER).write_text(ledger, "utf-8")
    (config.parent / "seeds/a.txt").write_text(SEED.replace("고친다고", "바꾼다고"), "utf-8")
    assert f"{page.name}: E304" in briefings("build", "--no-site", "-f", config).stderr
    shutil.rmtree(docs / "briefings")
    (config.parent / "seeds/a.yml").write_text(f"id: {page.stem}\n", "utf-8")
    assert briefings("build", "--no-site", "-f", config).exit_code == 0
    assert page.exists()


@pytest.mark.slow
def test_what_is_kept_makes_the_same_site(
    built: Path, briefings: Callable[..., Result], tmp_path: Path
) -> None:
    for name in (one for one in KEPT if (built / one).exists()):
        copy = shutil.copytree if (built / name).is_dir() else shutil.copy
        copy(built / name, tmp_path / name)
    assert briefings("build", "-f", tmp_path / "mkdocs.yml").exit_code == 0
    assert contents(tmp_path / "site") == contents(built / "site")
