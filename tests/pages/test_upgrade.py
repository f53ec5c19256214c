"""An archive of version 0.1, edited by hand in every part, under today's builder: nothing moves, no edit is lost, nothing conflicts."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from click.testing import Result

from builder.pages.page import Page
from builder.pages.parts import PARTS, edited_parts, part_value
from builder.pages.store import read_pages
from builder.pages.upgrade import STEPS, Step, upgrade, upgrade_page
from builder.pages.values import Meta
from builder.registry import Registry

#: Made with version 0.1: nine pages of the sample, one part or the summary edited on each, and one as an older page looked.
OLD = Path(__file__).parent / "archive-0.1"
OLDEST = "briefings/neijv2o4bg.md"
Run = Callable[..., Result]


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    return Path(shutil.copytree(OLD, tmp_path / "archive")) / "mkdocs.yml"


def pages_of(config: Path) -> dict[str, Page]:
    read, problems = read_pages(config.parent / "docs")
    assert not problems
    return {page.path: page for page in read if isinstance(page, Page)}


def bytes_of(config: Path) -> Mapping[str, bytes]:
    docs = config.parent / "docs"
    return {path.relative_to(docs).as_posix(): path.read_bytes() for path in sorted(docs.rglob("*.md"))}


def test_every_part_is_edited_in_it() -> None:
    edited = frozenset().union(*map(edited_parts, pages_of(OLD / "mkdocs.yml").values()))
    assert edited == PARTS.keys()


def test_nothing_moves_and_no_edit_is_lost(archive: Path, briefings: Run) -> None:
    before, texts = pages_of(archive), bytes_of(archive)
    result = briefings("upgrade", "-f", archive)
    assert result.exit_code == 0
    assert f"docs/{OLDEST}: ministry_roles added, topic_names added, generated.summary added" in result.stdout
    assert "1 page changed; no address moves. 8 edited parts on 8 pages kept" in result.stdout
    upgraded = pages_of(archive)
    assert {path for path, text in bytes_of(archive).items() if texts[path] != text} == {OLDEST}
    assert {path: page.record.id for path, page in upgraded.items()} == {
        path: page.record.id for path, page in before.items()
    }

    built = briefings("build", "--no-site", "-f", archive)
    assert built.exit_code == 0, built.stderr
    after = pages_of(archive)
    assert after.keys() == before.keys()
    for path, page in before.items():
        assert edited_parts(after[path]) == edited_parts(upgraded[path])
        for part in edited_parts(upgraded[path]):
            assert part_value(part, after[path]) == part_value(part, page)
        assert after[path].record.summary == page.record.summary
    ledger = (archive.parent / "docs/.addresses").read_text("utf-8").splitlines()
    assert {path.replace(".md", ".html") for path in before} <= set(ledger)


def test_twice_is_once_and_a_dry_run_writes_nothing(archive: Path, briefings: Run) -> None:
    old = bytes_of(archive)
    assert "1 page would change" in briefings("upgrade", "--dry-run", "-f", archive).stdout
    assert bytes_of(archive) == old
    file = archive.parent / "changes.txt"
    assert str(file) in briefings("upgrade", "-f", archive, "--report", file).stdout
    told = file.read_text("utf-8")
    once = bytes_of(archive)
    assert "0 pages changed" in briefings("upgrade", "-f", archive).stdout
    assert bytes_of(archive) == once
    otherwise = json.loads(briefings("upgrade", "-f", archive, "--format", "json").stdout)["read_otherwise"]
    assert {one["page"] for pages in otherwise.values() for one in pages} <= set(
        re.findall(r"docs/\S+\.md", told)
    )
    built = briefings("build", "--no-site", "-f", archive).stderr
    assert f"kind {len(otherwise['kind'])}" in built
    assert (archive.parent / ".cache/briefings/read-otherwise.txt").read_text("utf-8") == told
    assert "nothing otherwise" in briefings("upgrade", "-f", archive).stdout


def test_a_page_of_a_newer_builder_is_refused_and_left_alone(archive: Path, briefings: Run) -> None:
    page = archive.parent / "docs" / OLDEST
    page.write_text(page.read_text("utf-8").replace("schema: 1\n", "schema: 7\n"), "utf-8")
    newer = bytes_of(archive)
    for command in (("upgrade",), ("build", "--no-site")):
        result = briefings(*command, "-f", archive)
        assert result.exit_code == 1
        assert f"docs/{OLDEST}: E208" in result.stderr
        assert "schema 7, known are up to 1" in result.stderr
        assert bytes_of(archive)[OLDEST] == newer[OLDEST]


def test_steps_are_taken_in_order_each_once(registry: Registry) -> None:
    """As a later version will: each schema has one step, and a page takes those that it has not been through."""

    def renames(old: str, new: str) -> Callable[[Meta], Meta]:
        return lambda meta: {new if key == old else key: value for key, value in meta.items()}

    steps = (
        Step(2, "note becomes remark", renames("note", "remark")),
        Step(3, "remark becomes hint", renames("remark", "hint")),
    )
    page = pages_of(OLD / "mkdocs.yml")[OLDEST]
    noted = Page.read(page.path, {**page.meta, "note": "다시 볼 것"}, page.body)
    done = upgrade_page(noted, registry, steps)
    assert done.changes[:2] == ("note becomes remark", "remark becomes hint")
    assert done.page.record.more == {"hint": "다시 볼 것"}
    assert done.page.record.schema == 3
    assert upgrade_page(done.page, registry, steps).changes == ()
    assert upgrade([done.page], registry).problems[0].code == "E208"


def test_each_schema_has_its_step() -> None:
    assert [step.schema for step in STEPS] == list(range(2, len(STEPS) + 2))
