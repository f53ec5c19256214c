"""`review --csv`, a person at a spreadsheet, `correct`, `build`: what leaves the list, what stays, what is refused."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

Briefings = Callable[..., Result]
Rows = dict[str, dict[str, str]]


@pytest.fixture
def archive(built: Path, copy_of: Callable[[Path], Path]) -> Path:
    """The mkdocs.yml of a small archive of one's own."""
    return copy_of(built)


def docs_of(config: Path) -> dict[str, tuple[bytes, int]]:
    docs = config.parent / "docs"
    return {
        path.relative_to(docs).as_posix(): (path.read_bytes(), path.stat().st_mtime_ns)
        for path in sorted(docs.rglob("*"))
        if path.is_file()
    }


def listed(config: Path, briefings: Briefings) -> dict[str, set[str]]:
    """Id of an article → the codes `review` asks about."""
    rows = json.loads(briefings("review", "-f", config, "--format", "json").stdout)
    return {row["id"]: {one["code"] for one in row["problems"]} for row in rows}


def asked(config: Path, briefings: Briefings, code: str) -> str:
    """The first article that a notice of the code is about."""
    return next(page_id for page_id, codes in listed(config, briefings).items() if code in codes)


class Spreadsheet:
    """The archive's spreadsheet, open in a program."""

    def __init__(self, config: Path, briefings: Briefings) -> None:
        self.config, self.briefings, self.file = config, briefings, config.parent / "review.csv"
        assert briefings("review", "-f", config, "--csv", self.file).exit_code == 0
        text = self.file.read_bytes().decode("utf-8-sig")
        self.rows: Rows = {row["id"]: row for row in csv.DictReader(io.StringIO(text, newline=""))}

    def save(self, encoding: str = "utf-8-sig", separator: str = ",") -> None:
        out = io.StringIO(newline="")
        table = csv.DictWriter(out, list(next(iter(self.rows.values()))), delimiter=separator)
        table.writeheader()
        table.writerows(self.rows.values())
        self.file.write_bytes(out.getvalue().encode(encoding))

    def correct(self, encoding: str = "utf-8-sig", separator: str = ",") -> Result:
        self.save(encoding, separator)
        return self.briefings("correct", self.file, "-f", self.config)


def test_a_round_trip_changes_no_byte(archive: Path, briefings: Briefings) -> None:
    before = docs_of(archive)
    Spreadsheet(archive, briefings)
    result = briefings("correct", archive.parent / "review.csv", "-f", archive)
    assert (result.exit_code, result.stdout, result.stderr) == (0, "There was nothing to apply.\n", "")
    assert docs_of(archive) == before


def test_a_round_trip_through_an_old_excel_changes_no_byte(archive: Path, briefings: Briefings) -> None:
    sheet, before = Spreadsheet(archive, briefings), docs_of(archive)
    for row in sheet.rows.values():
        year, *rest = row["date"].split("-")
        row["date"] = " ".join(f"{int(part)}." for part in (year, *rest)) if year else ""
        row["title"], row["evidence"] = (
            cell.encode("cp949", "replace").decode("cp949") for cell in (row["title"], row["evidence"])
        )
        row["to_look_at"] = ""
    result = sheet.correct("cp949", ";")
    assert (result.exit_code, result.stdout) == (0, "There was nothing to apply.\n"), result.stderr
    assert docs_of(archive) == before


def test_a_new_value_is_edited_after_the_build(archive: Path, briefings: Briefings) -> None:
    page_id = asked(archive, briefings, "N101")
    sheet = Spreadsheet(archive, briefings)
    sheet.rows[page_id] |= {"date": "2020. 5. 6.", "title": "사람이 지은 제목", "topics": "water"}
    before = docs_of(archive)
    result = sheet.correct()
    assert result.exit_code == 0, result.stderr
    assert (
        result.stdout
        == "3 values changed, 0 facts confirmed, 0 skipped, on 1 page. Now run briefings build.\n"
    )
    page = f"briefings/{page_id}.md"
    assert {path for path, state in docs_of(archive).items() if state != before.get(path)} == {page}
    assert briefings("build", "--no-site", "-f", archive).exit_code == 0
    text = (archive.parent / "docs" / page).read_text("utf-8")
    for line in (
        "title: 사람이 지은 제목",
        "title_basis: edited",
        "date: 2020-05-06",
        "date_precision: day",
        "date_basis: edited",
        "- water",
    ):
        assert re.search(rf"(?m)^{line}$", text), line
    assert "N101" not in listed(archive, briefings).get(page_id, set())
    assert page_id in (archive.parent / "docs" / "years" / "2020-05.md").read_text("utf-8")
    assert briefings("build", "--check", "-f", archive).exit_code == 0
    assert sheet.correct().stdout == "There was nothing to apply.\n"


def test_a_date_a_person_does_not_believe_can_be_emptied(archive: Path, briefings: Briefings) -> None:
    page_id = asked(archive, briefings, "N102")
    sheet = Spreadsheet(archive, briefings)
    sheet.rows[page_id]["date"] = ""
    assert sheet.correct().exit_code == 0
    result = briefings("build", "--no-site", "-f", archive)
    assert result.exit_code == 0, result.stderr
    assert "N102" not in listed(archive, briefings).get(page_id, set())
    result = briefings("build", "--check", "-f", archive)
    assert result.exit_code == 0, result.stderr


def test_ok_and_skip_leave_the_list_until_the_fact_changes(archive: Path, briefings: Briefings) -> None:
    confirmed, skipped = asked(archive, briefings, "N102"), asked(archive, briefings, "N101")
    sheet = Spreadsheet(archive, briefings)
    sheet.rows[confirmed]["date_check"] = "ok"
    sheet.rows[skipped] |= {"date_check": "skip", "reason": "원문을 찾지 못함"}
    assert sheet.correct().stdout.startswith("0 values changed, 1 fact confirmed, 1 skipped, on 2 pages.")
    assert "N102" not in listed(archive, briefings).get(confirmed, set())
    before = docs_of(archive)
    assert briefings("build", "--no-site", "-f", archive).exit_code == 0
    assert docs_of(archive) == before
    assert briefings("build", "--check", "-f", archive).exit_code == 0
    still = listed(archive, briefings)
    assert ("N102" in still.get(confirmed, set()), "N101" in still.get(skipped, set())) == (False, False)
    page = archive.parent / "docs" / "briefings" / f"{confirmed}.md"
    fact = re.search(r"confirmed:\n  date: '?(\w{12})", page.read_text("utf-8"))
    assert fact
    page.write_bytes(
        page.read_bytes().replace(fact[1].encode(), b"0123456789ab")
    )  # as if another date had been confirmed
    assert "N102" in listed(archive, briefings)[confirmed]


def test_what_is_settled_goes_to_the_end_of_the_next_spreadsheet(archive: Path, briefings: Briefings) -> None:
    sheet = Spreadsheet(archive, briefings)
    for row in sheet.rows.values():
        row.update(
            dict.fromkeys(
                ("title_check", "date_check", "ministries_check", "topics_check", "versions_check"), "ok"
            )
        )
    assert sheet.correct().exit_code == 0
    assert listed(archive, briefings) == {}
    assert {row["to_look_at"] for row in Spreadsheet(archive, briefings).rows.values()} == {""}


def test_one_wrong_row_and_nothing_is_applied(archive: Path, briefings: Briefings) -> None:
    sheet, before = Spreadsheet(archive, briefings), docs_of(archive)
    (first, *_, last), lines = sheet.rows.values(), len(sheet.rows)
    first |= {"title": "새 제목", "date_check": "ok"}
    last |= {"topics": "watre", "date": "2020-02-30"}
    result = sheet.correct()
    assert (result.exit_code, result.stdout) == (1, "")
    assert (
        re.findall(r"(?m)^(.+?):(\d+): (E\d+) .+ \(.+\)$", result.stderr)
        == [(str(sheet.file), str(lines + 1), "E206")] * 2
    )
    assert "perhaps water" in result.stderr
    assert result.stderr.endswith("Nothing was applied.\n")
    assert docs_of(archive) == before


def test_a_row_older_than_the_page_is_refused(archive: Path, briefings: Briefings) -> None:
    page_id = asked(archive, briefings, "N101")
    sheet = Spreadsheet(archive, briefings)
    page = archive.parent / "docs" / "briefings" / f"{page_id}.md"
    page.write_bytes(page.read_bytes().replace(b"\ndate: null\n", b"\ndate: 2019-01-02\n"))
    assert sheet.correct().exit_code == 0, "nobody touched the row"
    sheet.rows[page_id]["date_check"] = "ok"
    result = sheet.correct()
    assert result.exit_code == 1
    assert "E206" in result.stderr
    assert "changed since the export" in result.stderr


@pytest.mark.parametrize(
    "content", [None, b"", b"PK\x03\x04[Content_Types].xml xl/workbook.xml", b"id,title\r\na1,b\r\n"]
)
def test_what_is_no_spreadsheet_is_named(archive: Path, briefings: Briefings, content: bytes | None) -> None:
    file = archive.parent / "other.csv"
    if content is not None:
        file.write_bytes(content)
    result = briefings("correct", file, "-f", archive)
    assert result.exit_code == 1
    assert re.match(rf"{re.escape(str(file))}(:1)?: E207 ", result.stderr)


def test_a_full_disk_applies_nothing(
    archive: Path, briefings: Briefings, monkeypatch: pytest.MonkeyPatch
) -> None:
    sheet = Spreadsheet(archive, briefings)
    for row in sheet.rows.values():
        row["title"] += " 고침"
    before, written = docs_of(archive), list[int]()

    def full(descriptor: int) -> None:
        written.append(descriptor)
        if len(written) == 3:
            raise OSError(28, "No space left on device")

    monkeypatch.setattr("builder.barrier.os.fsync", full)
    result = sheet.correct()
    assert result.exit_code == 1
    assert "No space left on device" in result.stderr
    assert docs_of(archive) == before


def test_two_versions_of_a_story_are_compared_once(
    new_archive: Callable[..., Path], briefings: Briefings, tmp_path: Path
) -> None:
    """What is confirmed on one of the two pages is not asked on the other; a third version asks anew."""
    text = "숲길 새로 연다\n입력 2020-06-12\n\n" + "\n\n".join(
        f"산림청은 {number}번 구간에 참나무 {number * 7}그루를 심고 벤치 {number + 3}개를 놓는다."
        for number in range(12)
    )
    config = new_archive(
        tmp_path / "archive",
        {
            "a.txt": text,
            "b.txt": text.replace("숲길 새로 연다", "도심 숲길 열두 곳") + "\n\n다온통신이 전했다.",
        },
    )
    assert briefings("build", "--no-site", "-f", config).exit_code == 0
    first, second = [page_id for page_id, codes in listed(config, briefings).items() if "N109" in codes]
    sheet = Spreadsheet(config, briefings)
    sheet.rows[first]["versions_check"] = "ok"
    assert sheet.correct().exit_code == 0
    assert not {"N109"} & {
        *listed(config, briefings).get(first, ()),
        *listed(config, briefings).get(second, ()),
    }
    (config.parent / "seeds" / "c.txt").write_bytes(
        (text.replace("숲길 새로 연다", "숲길을 더 낸다") + "\n\n누리일보가 전했다.").encode()
    )
    assert briefings("build", "--no-site", "-f", config).exit_code == 0
    assert sum("N109" in codes for codes in listed(config, briefings).values()) == 3
