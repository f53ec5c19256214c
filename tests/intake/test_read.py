from __future__ import annotations

import codecs
import hashlib
import html
import os
import re
import unicodedata
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from builder.intake import read as reading
from builder.intake.read import (
    MAX_ARTICLE_BYTES,
    MAX_FILE_BYTES,
    MAX_LINE_CHARACTERS,
    MAX_LINES,
    Read,
    read_seed,
)
from builder.model import Line, Seed, Severity, Supplied

Reader = Callable[..., Read]
SeedReader = Callable[..., Seed]
Patterns = tuple[re.Pattern[str], ...]

#: Zero-width spaces, soft hyphens and stray byte order marks: they go.
UNSEEN = dict.fromkeys((0x200B, 0xAD, 0xFEFF))
#: Tags left in a text: they go too.
STRAY_SPAN = re.compile(r"</?span\b[^<>]*>")
STRAY_DIV = re.compile(r"</?div\b[^<>]*>")
#: Those that a feed has escaped.
ESCAPED = re.compile(r"&lt;/?(?:p|br|a)\b.*?&gt;")
ARTICLE = "정부, 대책 발표\n\n정부는 12일 대책을 발표했다.\n"
ENCODINGS = {
    "utf-8": ARTICLE.encode(),
    "utf-8-sig": codecs.BOM_UTF8 + ARTICLE.encode(),
    "utf-16-le": codecs.BOM_UTF16_LE + ARTICLE.encode("utf-16-le"),
    "utf-16-be": codecs.BOM_UTF16_BE + ARTICLE.encode("utf-16-be"),
    "cp949": ARTICLE.encode("cp949"),
}


def codes(result: Read) -> list[tuple[str, int | None]]:
    return [(found.code, found.line) for found in result.problems]


# ------------------------------------------------------------------------------------------------------- good seeds


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_one_article_in_five_encodings_is_one_text(seed_of: SeedReader, encoding: str) -> None:
    seed = seed_of(ENCODINGS[encoding])
    assert seed.encoding == encoding
    assert seed.lines == (Line(1, "정부, 대책 발표"), Line(2, ""), Line(3, "정부는 12일 대책을 발표했다."))
    assert seed.sha256 == hashlib.sha256(ARTICLE.encode()).hexdigest()
    assert (seed.path, seed.supplied, seed.metadata) == ("a.txt", Supplied(), ())


@pytest.mark.parametrize(
    "form",
    [
        ARTICLE.replace("\n", "\r\n"),
        ARTICLE.replace("\n", "\r"),
        "\ufeff" + ARTICLE,
        unicodedata.normalize("NFD", ARTICLE),
        ARTICLE.replace("\n", "\u2028"),
    ],
    ids=["crlf", "cr", "bom", "nfd", "line separator"],
)
def test_forms_of_one_text_have_one_hash_and_the_same_lines(seed_of: SeedReader, form: str) -> None:
    plain, other = seed_of(ARTICLE), seed_of(form)
    assert (other.sha256, other.lines) == (plain.sha256, plain.lines)


def test_lines_lose_what_cannot_be_seen_but_not_their_indent(seed_of: SeedReader) -> None:
    seed = seed_of(
        "    정부는\u00a0\u200b12일\u3000 \n\u00a0\n\t가\t나\x07\n&lt;붙임&gt;&nbsp;1부 &amp;lt; AT&T &모름;"
    )
    assert [line.text for line in seed.lines] == [
        "    정부는 12일",
        "",
        "\t가\t나",
        "<붙임> 1부 &lt; AT&T &모름;",
    ]


def test_the_escaped_paragraphs_of_a_feed_are_paragraphs(seed_of: SeedReader) -> None:
    feed = "description: &lt;p&gt;정부가 나섰다.&lt;/p&gt;&lt;p&gt;둘째&lt;br /&gt;셋째 &lt;AI 기본법&gt;&lt;/p&gt;"
    assert [(line.number, line.text) for line in seed_of(feed).lines if line.text] == [
        (1, "description:"),
        (1, "정부가 나섰다."),
        (1, "둘째"),
        (1, "셋째 <AI 기본법>"),
    ]


@pytest.mark.parametrize("name", ["a.txt", "a.html"])
def test_html_is_read_by_extension_or_by_its_tags(seed_of: SeedReader, name: str) -> None:
    seed = seed_of("<h1>제목</h1>\n<p>첫 문단</p>\n<p>둘째</p>", name)
    assert [(line.number, line.text) for line in seed.lines if line.text] == [
        (1, "제목"),
        (2, "첫 문단"),
        (3, "둘째"),
    ]


def test_an_html_file_without_tags_keeps_its_lines(seed_of: SeedReader) -> None:
    assert [line.text for line in seed_of(ARTICLE, "a.html").lines] == [
        "정부, 대책 발표",
        "",
        "정부는 12일 대책을 발표했다.",
    ]


def test_a_text_file_with_angle_brackets_stays_text(seed_of: SeedReader) -> None:
    text = "<국내 유입 방지 대책>\n<저작권자(c) 다온>\n<문철기자>a@example.com\n<붙임>"
    assert [line.text for line in seed_of(text).lines] == text.split("\n")


def test_the_examples_are_read_without_a_problem(
    labelled: Sequence[Any], list_page_patterns: Patterns
) -> None:
    for one in labelled:
        if not one.is_list:
            result = read_seed(one.path, one.path.name, list_page_patterns)
            assert result.problems == (), one.path.name
            assert result.seed is not None


def test_of_a_text_file_every_line_is_there_under_its_own_number(
    labelled: Sequence[Any], list_page_patterns: Patterns
) -> None:
    for one in labelled:
        if one.is_html:
            continue
        raw = one.text.removesuffix("\n").split("\n")
        seed = read_seed(one.path, one.path.name, list_page_patterns).seed
        assert seed is not None
        numbers = [line.number for line in seed.lines]
        assert list(dict.fromkeys(numbers)) == list(range(1, len(raw) + 1)), one.path.name
        words = [
            html.unescape(STRAY_DIV.sub(" ", STRAY_SPAN.sub("", ESCAPED.sub(" ", text))))
            .translate(UNSEEN)
            .split()
            for text in raw
        ]
        found = {number: list[str]() for number in numbers}
        for line in seed.lines:
            found[line.number] += line.text.split()
        assert list(found.values()) == words, one.path.name


# ------------------------------------------------------------------------------------------------------- supplied facts


def test_a_header_is_supplied_and_lines_keep_their_raw_numbers(seed_of: SeedReader) -> None:
    seed = seed_of(f"---\r\ntitle: 제목\r\ndate: 2020-04-16\r\n---\r\n{ARTICLE}")
    assert seed.supplied == Supplied(title="제목", date="2020-04-16")
    assert seed.lines[0] == Line(5, "정부, 대책 발표")


def test_a_header_stands_above_html_too(seed_of: SeedReader) -> None:
    seed = seed_of("---\nurl: https://a.kr/1\n---\n<p>가</p>\n<p>나</p>", "a.html")
    assert [(line.number, line.text) for line in seed.lines if line.text] == [(4, "가"), (5, "나")]


def test_a_sidecar_is_supplied_the_header_wins_and_the_sidecar_is_not_hashed(read: Reader) -> None:
    text = f"---\ntitle: 가\n---\n{ARTICLE}"
    result = read(text, sidecar="---\ntitle: 나\noutlet: 매체\n---\n")
    assert result.seed is not None
    assert result.seed.supplied == Supplied(title="가", outlet="매체")
    assert [(found.code, found.path, found.line) for found in result.problems] == [("N110", "a.yml", 2)]
    assert result.seed.sha256 == hashlib.sha256(text.encode()).hexdigest()


def test_a_sidecar_may_be_named_after_the_whole_file(seed_of: SeedReader, tmp_path: Path) -> None:
    (tmp_path / "a.txt.yml").write_text("title: 가", encoding="utf-8")
    assert seed_of(ARTICLE, sidecar="title: 나\nauthor: 다").supplied == Supplied(title="가", author="다")


def test_a_broken_header_or_sidecar_is_an_error_with_its_place(read: Reader) -> None:
    result = read(f"---\ntitle: 가\ndate: 어제\n---\n{ARTICLE}", sidecar="titel: 나")
    assert result.seed is None
    assert [(found.code, found.path, found.line) for found in result.problems] == [
        ("E112", "a.txt", 3),
        ("E112", "a.yml", 1),
    ]


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"%PDF-1.4", "E103"), (b"title: a\0", "E104"), (b"#" * 20_000, "E106"), (b"title: \xff\xff", "E105")],
)
def test_a_sidecar_that_cannot_be_read_is_an_error(
    read: Reader, tmp_path: Path, content: bytes, code: str
) -> None:
    (tmp_path / "a.yml").write_bytes(content)
    result = read(ARTICLE)
    assert result.seed is None
    assert [(found.code, found.path) for found in result.problems] == [(code, "a.yml")]


def test_an_empty_sidecar_says_nothing(read: Reader) -> None:
    assert read(ARTICLE, sidecar="").problems == ()
    assert read(ARTICLE, sidecar="# 아직 없음\n").problems == ()


def test_a_sidecar_that_is_a_link_is_not_followed(read: Reader, tmp_path: Path) -> None:
    (tmp_path / "a.yml").symlink_to("/etc/hostname")
    result = read(ARTICLE)
    assert result.seed is None
    assert [(found.code, found.path) for found in result.problems] == [("E110", "a.yml")]


# ------------------------------------------------------------------------------------------------------- bad input

LONG_LINE = "가" * (MAX_LINE_CHARACTERS + 1)
SENTENCE = "과학기술정보통신부는 16일 회의를 열었다.\n"
LIST_PAGE = "".join(
    f"대책 소식 {number}호가 나왔다\n정부가 새 대책 {number}호를 내놓았…\n가온일보 한가람 기자\n2020.04.{number + 10}\n\n"
    for number in range(10)
)

BAD = {
    "empty": (b"", "a.txt", [("E101", None)]),
    "white space": (b" \n\t\r\n\xc2\xa0\n", "a.txt", [("E102", None)]),
    "only a header": (b"---\ndate: 2020\n---\n \n", "a.txt", [("E102", None)]),
    "html without words": (
        b"<html><script>x</script><body><p>&nbsp;</p></body></html>",
        "a.html",
        [("E102", None)],
    ),
    "pdf": (b"%PDF-1.7\n", "a.txt", [("E118", None)]),
    "hwp": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0", "a.txt", [("E103", None)]),
    "zip": (b"PK\x03\x04\x14\0", "a.txt", [("E103", None)]),
    "jpeg": (b"\xff\xd8\xff\xe0\0\x10JFIF", "a.html", [("E103", None)]),
    "nul": ("정부는\n12\0일".encode(), "a.txt", [("E104", 2)]),
    "truncated": ((SENTENCE * 3).encode()[:-3], "a.txt", [("E105", 3)]),
    "mixed": (SENTENCE.encode() + SENTENCE.encode("cp949"), "a.txt", [("E105", 2)]),
    "5 MiB": (
        SENTENCE.encode() * (5 * 1024 * 1024 // len(SENTENCE.encode())),
        "a.txt",
        [("E106", None), ("E108", MAX_LINES + 1)],
    ),
    "5 MiB of html": (b"<p>" + b"a " * (5 * 512 * 1024) + b"</p>", "a.html", [("E106", None), ("E107", 1)]),
    "too many tags": (b"<p>x" * 300_000, "a.html", [("E106", None)]),
    "a line of a million": (b"a\n" + b"x" * 1_000_000, "a.txt", [("E107", 2)]),
    "a line of a million Hangul": (
        f"가\n{'나' * 1_000_000}".encode(),
        "a.txt",
        [("E106", None), ("E107", 2)],
    ),
    "a long paragraph": (f"<p>가</p>\n<p>나</p>\n<p>{LONG_LINE}</p>".encode(), "a.html", [("E107", 3)]),
    "too many lines": (b"a\n" * (MAX_LINES + 1), "a.txt", [("E108", MAX_LINES + 1)]),
    "too many paragraphs": (b"<p>a</p>\n" * (MAX_LINES + 1), "a.html", [("E108", 2_501)]),
    "list page": (LIST_PAGE.encode(), "a.txt", [("E109", 1)]),
}


@pytest.mark.parametrize("case", BAD)
def test_bad_input_gets_a_named_error(read: Reader, case: str) -> None:
    content, name, expected = BAD[case]
    result = read(content, name)
    assert result.seed is None
    assert codes(result) == expected
    for found in result.problems:
        assert found.path == name
        assert found.hint


def test_limits_are_met_exactly(read: Reader) -> None:
    assert read("가" * MAX_LINE_CHARACTERS).problems == ()
    assert read("a\n" * MAX_LINES).problems == ()
    line = "x" * 255 + "\n"
    assert read(line * (MAX_ARTICLE_BYTES // 256)).problems == ()
    assert codes(read(line * (MAX_ARTICLE_BYTES // 256) + "xy")) == [("E106", None)]


def test_a_huge_html_file_with_a_small_article_is_read(seed_of: SeedReader) -> None:
    page = "<script>" + "x" * 3_000_000 + "</script>\n<p>정부는 12일 대책을 발표했다.</p>"
    assert [line.text for line in seed_of(page, "a.html").lines] == ["정부는 12일 대책을 발표했다."]


def test_a_file_beyond_the_limit_is_not_opened(
    tmp_path: Path, list_page_patterns: Patterns, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.txt"
    with path.open("wb") as file:
        file.truncate(MAX_FILE_BYTES + 1)

    def opened(*_: object) -> None:
        pytest.fail("the file was opened")

    monkeypatch.setattr(Path, "open", opened)
    assert codes(read_seed(path, "a.txt", list_page_patterns)) == [("E106", None)]


def test_a_file_that_grows_while_it_is_read_is_refused(read: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MAX_FILE_BYTES", 10)
    real = Path.stat

    def small(path: Path, **options: bool) -> os.stat_result:
        status = list(real(path, **options))
        status[6] = 5
        return os.stat_result(status)

    monkeypatch.setattr(Path, "stat", small)
    assert codes(read(b"x" * 100)) == [("E106", None)]


@pytest.mark.parametrize(
    "error", [PermissionError(13, "Permission denied"), OSError(5, "Input/output error")]
)
def test_a_failing_read_is_named(
    read: Reader,
    monkeypatch: pytest.MonkeyPatch,
    error: OSError,
    tmp_path: Path,
    list_page_patterns: Patterns,
) -> None:
    (tmp_path / "b.txt").write_bytes(ARTICLE.encode())

    def failing(*_: object) -> None:
        raise error

    monkeypatch.setattr(Path, "open", failing)
    result = read_seed(tmp_path / "b.txt", "b.txt", list_page_patterns)
    assert result.seed is None
    assert codes(result) == [("E111", None)]
    assert str(error.strerror) in result.problems[0].message


def test_what_is_no_regular_file_is_not_read(tmp_path: Path, list_page_patterns: Patterns) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "folder.txt").mkdir()
    for name in ("pipe.txt", "folder.txt", "missing.txt", "nul\0.txt"):
        assert codes(read_seed(tmp_path / name, name, list_page_patterns)) == [("E111", None)]


def test_replacement_characters_of_others_are_kept_and_told(read: Reader) -> None:
    result = read("정부는\n12일 \ufffd밝\ufffd혔다.\n끝\ufffd")
    assert codes(result) == [("N114", 2)]
    assert result.seed is not None
    assert result.seed.lines[1].text == "12일 \ufffd밝\ufffd혔다."


@pytest.mark.parametrize("name", ["a.txt", "a.html"])
def test_20000_brackets_are_odd_but_fine(seed_of: SeedReader, name: str) -> None:
    text = "\n".join(["정부는 밝혔다."] + ["[" * 5_000] * 4)
    assert (
        sum(
            line.text.count("[")
            for line in seed_of(
                f"<p>{text.replace(chr(10), '</p><p>')}</p>" if name == "a.html" else text, name
            ).lines
        )
        == 20_000
    )


# ------------------------------------------------------------------------------------------------------- properties


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=300), st.sampled_from(["a.txt", "a.html"]))
@example("---\ntitle: 가\n---\n".encode(), "a.txt")
@example(b"\xff\xfe", "a.html")
@example(b"&#xD800;&#0;\xef\xbf\xbe", "a.html")
def test_no_bytes_make_it_raise_and_the_answer_is_complete(read: Reader, content: bytes, name: str) -> None:
    result = read(content, name)
    assert (result.seed is None) == any(found.severity is Severity.ERROR for found in result.problems)


PIECES = st.sampled_from(
    [
        "정부는 ",
        "12일\n",
        "\r\n",
        "\r",
        "<p>",
        "</p>",
        "<br>",
        "---\n",
        "title: 가\n",
        "\u2028",
        "\u00a0",
        "\ufeff",
        "&lt;",
        "<AI 법>",
        "\t",
        "\ufffd",
        "\x00",
        "\x85",
    ]
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(PIECES, max_size=30).map("".join),
    st.sampled_from(list(ENCODINGS.keys() - {"cp949"})),
    st.sampled_from(["a.txt", "a.html"]),
)
def test_lines_are_clean_whatever_comes_in(read: Reader, text: str, encoding: str, name: str) -> None:
    mark = "" if encoding == "utf-8" else "\ufeff"
    seed = read((mark + text).encode(encoding.removesuffix("-sig")), name).seed
    if seed is None:
        return
    for line in seed.lines:
        assert unicodedata.is_normalized("NFC", line.text)
        assert line.text == line.text.rstrip(" ")
        assert not [c for c in line.text if c != "\t" and unicodedata.category(c) in {"Cc", "Zl", "Zp", "Cf"}]
    numbers = [line.number for line in seed.lines]
    assert numbers == sorted(numbers)
    assert any(line.text for line in seed.lines)


def test_stray_tags_in_a_text_go_and_its_lines_stay(seed_of: SeedReader) -> None:
    text = (
        ARTICLE * 60 + '<div class="source"><자료출처=누리집 <span>www.example.kr</span>></div>\n<p>끝</p>\n'
    )
    seed = seed_of(text)
    assert seed.lines[-2:] == (Line(181, " <자료출처=누리집 www.example.kr>"), Line(182, " 끝"))
    assert [line.number for line in seed.lines] == list(range(1, 183))
