"""What has changed since an article was published: told once, with its day, by whom, and what stood before."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from unittest import mock

import pytest
from click.testing import Result

from builder.commands import common
from builder.model import Change
from builder.pages.page import Page
from builder.pages.store import read_page
from builder.pages.versions import FOLDER, read_version, versions_before
from builder.permanence.ledger import LEDGER

SEED = (
    "관세청, 통관 절차 고친다\n\n2020-01-02 10:00\n\n관세청은 2일 통관 절차를 고친다고 밝혔다.\n\n"
    "신고는 사흘 안에 마치면 된다. 서류는 hong@example.com 주소로 내야 한다.\n"
)
Run = Callable[..., Result]


class Archive:
    """An archive of one article, built on days of its own."""

    def __init__(self, config: Path, briefings: Run) -> None:
        self.config, self.briefings = config, briefings
        self.docs, self.seed = config.parent / "docs", config.parent / "seeds/a.txt"

    def build(self, day: str, *more: str) -> Result:
        with mock.patch.object(common, "epoch_day", return_value=day):
            result = self.briefings("build", "--no-site", "-f", self.config, *more)
        assert result.exit_code == 0, result.stderr
        return result

    def publish(self) -> None:
        (self.docs / LEDGER).write_text(f"briefings/{self.id}.html\n", "utf-8")

    @property
    def id(self) -> str:
        (page,) = (self.docs / "briefings").glob("*.md")
        return page.stem

    @property
    def page(self) -> Page:
        page = read_page(self.docs, f"briefings/{self.id}.md")
        assert isinstance(page, Page)
        return page

    def changes(self) -> tuple[Change, ...]:
        return self.page.record.changed

    def edit(self, old: str, new: str) -> None:
        place = self.docs / f"briefings/{self.id}.md"
        text = place.read_text("utf-8")
        assert old in text
        place.write_text(text.replace(old, new), "utf-8")

    def before(self, change: Change) -> dict[str, str]:
        version = read_version(self.docs, self.id, change.before)
        assert version
        return dict(version.texts)


@pytest.fixture
def archive(new_archive: Callable[..., Path], briefings: Run, tmp_path: Path) -> Archive:
    made = Archive(new_archive(tmp_path / "a", {"a.txt": SEED}), briefings)
    made.build("2026-01-01")
    return made


def test_what_nobody_has_seen_does_not_change(archive: Archive) -> None:
    archive.edit("title: 관세청, 통관 절차 고친다", "title: 통관 절차를 고친다")
    archive.build("2026-01-02")
    archive.seed.write_text(SEED.replace("사흘", "나흘"), "utf-8")
    archive.build("2026-01-03")
    archive.publish()
    archive.build("2026-01-04")
    assert archive.changes() == ()


def test_the_source_corrects_itself(archive: Archive) -> None:
    archive.publish()
    archive.seed.write_text(SEED.replace("사흘", "나흘"), "utf-8")
    archive.build("2026-01-02")
    (change,) = archive.changes()
    assert (change.on, change.by, change.what) == ("2026-01-02", "source", ("body",))
    body = archive.before(change)["body"]
    assert "사흘" in body
    assert r"\*\*\*@example.com" in body  # masked, whatever is set
    archive.build("2026-02-01")
    assert archive.changes() == (change,)
    archive.seed.write_text(SEED.replace("사흘", "닷새"), "utf-8")
    archive.build("2026-03-01")
    assert [one.on for one in archive.changes()] == ["2026-01-02", "2026-03-01"]
    assert "나흘" in archive.before(archive.changes()[1])["body"]


def test_facts_that_come_with_the_article_are_the_source_s(archive: Archive) -> None:
    archive.publish()
    (archive.config.parent / "seeds/a.yml").write_text("title: 통관 절차 개선\n", "utf-8")
    archive.build("2026-01-02")
    (change,) = archive.changes()
    assert (change.by, change.what, archive.before(change)["title"]) == (
        "source",
        ("title",),
        "관세청, 통관 절차 고친다",
    )


def test_a_person_edits_time_and_again_and_takes_it_back(archive: Archive) -> None:
    archive.publish()
    archive.edit("사흘", "나흘")
    archive.build("2026-01-02")
    archive.build("2026-01-03")
    (first,) = archive.changes()
    assert (first.on, first.by, first.what) == ("2026-01-02", "person", ("body",))
    assert "사흘" in archive.before(first)["body"]
    archive.edit("나흘", "닷새")
    archive.build("2026-01-04")
    assert "나흘" in archive.before(archive.changes()[1])["body"]
    archive.edit("닷새", "사흘")
    archive.build("2026-01-05")
    assert [(one.on, one.by) for one in archive.changes()[1:]] == [
        ("2026-01-04", "person"),
        ("2026-01-05", "person"),
    ]
    assert "version" not in archive.page.record.generated
    archive.build("2026-01-06")
    assert len(archive.changes()) == 3


def test_what_follows_from_an_edit_is_the_person_s(archive: Archive) -> None:
    archive.publish()
    archive.edit("date: 2020-01-02", "date: 1960-01-02")
    archive.build("2026-01-02")
    assert {one.by for one in archive.changes()} == {"person"}
    assert archive.before(archive.changes()[0])["date"] == "2020-01-02"


def test_rules_that_read_it_otherwise_are_told_apart_and_once(archive: Archive) -> None:
    archive.publish()
    rules = archive.config.parent / "registry"
    rules.mkdir()

    def rule(pattern: str, line: str, day: str) -> None:
        noise = f"rules: [{{id: own, why: own, scope: line, pattern: '{pattern}', removes: ['{line}'], keeps: ['나']}}]\n"
        (rules / "noise.yaml").write_text(noise, "utf-8")
        archive.build(day)

    rule("신고는 사흘.*", "신고는 사흘 안에", "2026-01-02")
    assert [(one.on, one.by, one.what) for one in archive.changes()] == [("2026-01-02", "rules", ("body",))]
    rule("신고는 나흘.*", "신고는 나흘 안에", "2026-01-03")
    assert [(one.on, one.by, one.what) for one in archive.changes()] == [("2026-01-03", "rules", ("body",))]
    assert versions_before(archive.docs, archive.page.record.id, archive.page.record.changed) == {}


def test_edits_older_than_the_record_have_no_day(archive: Archive) -> None:
    archive.publish()
    (archive.docs / FOLDER / "readme.txt").unlink()
    archive.edit("사흘", "나흘")
    archive.build("2026-01-02")
    assert archive.changes() == ()
    archive.edit("나흘", "닷새")
    archive.build("2026-01-03")
    (change,) = archive.changes()
    assert (change.on, "나흘" in archive.before(change)["body"]) == ("2026-01-03", True)


def test_who_takes_an_article_down_for_good_takes_what_it_said_before_too(archive: Archive) -> None:
    archive.publish()
    archive.seed.write_text(SEED.replace("사흘", "나흘"), "utf-8")
    archive.build("2026-01-02")
    run = ("withdraw", archive.id, "--reason", "잘못된 글", "--purge", "-f", archive.config)
    assert "Deleted 1 earlier version of it." in archive.briefings(*run).stdout
    archive.build("2026-01-03")
    assert not list((archive.docs / FOLDER).rglob("*.json"))
    assert len(archive.changes()) == 1
    assert archive.page.body == ""
    assert "나흘" not in "".join(path.read_text("utf-8") for path in archive.docs.rglob("*.md"))
