"""Resident registration numbers never leave; addresses and mobile numbers are told."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from builder.personal import contacts, has_masked_number, masked, without_contacts

NUMBER = "900101-" + "1234567"
SEED = f"관세청, 통관 절차 고친다\n\n2020-01-02 10:00\n\n관세청은 2일 통관 절차를 고친다고 밝혔다.\n\n신청인({NUMBER})은 010-1234-5678이나 a.b@example.co.kr로 알린다.\n"


@pytest.mark.parametrize(
    ("text", "result"),
    [
        (f"가 {NUMBER}나", "가 900101-*******나"),
        ("900101 – 2234567", "900101 – *******"),
        ("9001011234567", "9001011234567"),  # the check digit is wrong
        ("9001011234568", "900101*******"),
        ("b9001011234568d", "b9001011234568d"),  # of a digest
        ("번호9001011234568입니다", "번호900101*******입니다"),
        ("901301-1234567 900132-1234567 900101-9234567", "901301-1234567 900132-1234567 900101-9234567"),
        ("1900101-1234567 900101-12345678", "1900101-1234567 900101-12345678"),
    ],
)
def test_resident_numbers_are_masked(text: str, result: str) -> None:
    assert masked(text) == result
    assert masked(result) == result


def test_contacts_are_counted() -> None:
    assert contacts("a@korea.kr, b@dept.mois.go.kr, c@mykorea.kr, d@go.kr.example.com") == 2
    assert contacts("02-123-4567, (044) 200-1234, 010.1234.5678, a@b.kr, 2020-01-02 1-800, 3@ 가@나") == 2


def test_no_page_shows_a_resident_number(
    new_archive: Callable[..., Path], briefings: Callable[..., Result], tmp_path: Path
) -> None:
    config = new_archive(tmp_path / "a", {"a.txt": SEED})
    result = briefings("build", "--no-site", "-f", config)
    assert (result.exit_code, "seeds/a.txt:7: N135" in result.stderr) == (0, True)
    pages = {page: page.read_text("utf-8") for page in (config.parent / "docs").rglob("*.md")}
    assert not [page for page, text in pages.items() if NUMBER in text]
    assert "N136" in briefings("review", "-f", config).stdout
    (config.parent / "docs/mine.md").write_text(f"---\ntitle: 내 쪽\n---\n\n{NUMBER}\n", "utf-8")
    for command in ("check", "build"):
        assert "docs/mine.md:5: E315" in briefings(command, "-f", config).stderr
    assert not (config.parent / "site").exists()


def test_contacts_are_masked_and_stay_so() -> None:
    text = "(010) 1234-5678, 010.1234.5678, a.b-c@example.co.kr"
    assert without_contacts(text) == "(010) ****-****, 010.****.****, ***@example.co.kr"
    assert without_contacts(without_contacts(text)) == without_contacts(text)
    shown = [without_contacts(one, star) for one in text.split(", ") for star in ("*", r"\*")]
    assert all(has_masked_number(one) for one in shown)
    assert not has_masked_number(text)


def test_the_archive_decides_what_becomes_of_contacts(
    new_archive: Callable[..., Path], briefings: Callable[..., Result], tmp_path: Path
) -> None:
    config = new_archive(tmp_path / "a", {"a.txt": SEED})
    docs, settings = config.parent / "docs", config.read_text("utf-8")

    def build(handling: str) -> tuple[Result, str]:
        config.write_text(
            settings.replace("  archive:\n", f"  archive:\n    personal: {handling}\n"), "utf-8"
        )
        result = briefings("build", "--no-site", "-f", config)
        text = "".join(page.read_text("utf-8") for page in (docs / "briefings").glob("*.md"))
        return result, text.replace("\\", "")

    result, _ = build("hide")
    assert (result.exit_code, "E401" in result.stderr) == (2, True)
    result, body = build("refuse")
    assert (result.exit_code, "E316" in result.stderr, "a.b@example.co.kr" in body) == (1, True, True)
    result, body = build("mask")
    assert (result.exit_code, "***@example.co.kr" in body, "010-****-****" in body) == (0, True, True)
    assert "N140" in briefings("review", "-f", config).stdout
    assert "a.b@example.co.kr" in build("keep")[1]
    (config.parent / "seeds/a.txt").unlink()
    result, body = build("mask")
    assert (result.exit_code, "***@example.co.kr" in body, "010-****-****" in body) == (0, True, True)
