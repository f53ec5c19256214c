"""Documents as seeds, on files made by hand: lines, tables, masthead, originals, and what is said of them."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from builder.intake.discover import find_seeds
from builder.intake.formats.extracted import Cell, Place, Table, Text
from builder.intake.read import Read, read_seed
from builder.intake.supplied import check_facts
from builder.intake.table_lines import table_lines
from builder.model import Article, Basis, Role, Seed, Severity
from builder.pages.article import understand_seed
from builder.registry import Registry
from tests.intake.formats.make import cell, docx, hwpx, p, pdf, table, words

LEAD = "행정안전부(장관 홍길동)는 5월 4일 시험용 문서를 만드는 방법을 널리 알리기 위하여 새로운 사업을 시작한다고 밝혔다."
TIMES = table(
    [
        cell("보도시점", 0, 0),
        cell("2031. 5. 4.(일) 11:00", 0, 1),
        cell("배포", 0, 2),
        cell("2031. 5. 2.(금)", 0, 3),
    ]
)
TITLE = table(
    [cell(p(words("시험 문서를", 2)) + p(words("만드는 법", 2)), 0, 0)], [cell("- 손으로도 만든다 -", 1, 0)]
)
CONTACTS = table(
    [cell("담당 부서", 0, 0), cell("행정안전부 시험과", 0, 1), cell("책임자", 0, 2), cell("과  장", 0, 3), cell("홍길동", 0, 4), cell("(044-000-0001)", 0, 5)],
)  # fmt: skip
DATA = table(
    [cell("구분", 0, 0), cell("금액", 0, 1, 1, 2)],
    [cell("가", 1, 0, 2, 1), cell("1|2", 1, 1), cell("", 1, 2)],
    [cell("3", 2, 1), cell("넷", 2, 2)],
)  # fmt: skip
RELEASE = hwpx(
    p(words("보도자료", 2)) + p(TIMES) + p(TITLE) + p(words("  " + LEAD)) + p(words("숨은 글", 1)) + p(DATA) + p(CONTACTS)
)  # fmt: skip


def made(tmp_path: Path, name: str, data: bytes | str, **beside: bytes | str) -> Read:
    """The seed of that name in a folder with other files."""
    for file, content in {
        name: data,
        **{key.replace("__", "."): value for key, value in beside.items()},
    }.items():
        (tmp_path / file).write_bytes(content.encode() if isinstance(content, str) else content)
    return read_seed(tmp_path / name, name, ())


def seed_of(read: Read) -> Seed:
    assert read.seed is not None, read.problems
    return read.seed


def article_of(seed: Seed, registry: Registry) -> Article:
    article = understand_seed(seed, registry)
    assert isinstance(article, Article), article
    return article


def test_a_release_is_read_whole(tmp_path: Path, registry: Registry) -> None:
    seed = seed_of(made(tmp_path, "a.hwpx", RELEASE))
    article = article_of(seed, registry)
    facts = article.facts
    assert (facts.title.text, facts.title.basis) == ("시험 문서를 만드는 법", Basis.STATED)
    assert facts.title.subtitles == ("손으로도 만든다",)
    assert (facts.date.value, facts.date.basis, facts.date.evidence[0].rule) == (
        "2031-05-04",
        Basis.STATED,
        "stamp-masthead",
    )
    assert "2031. 5. 4." in facts.date.sentence
    assert (facts.ministries[0].name, facts.ministries[0].evidence.rule) == ("행정안전부", "contact-table")
    assert facts.kind == "press_release"
    assert seed.stated is not None
    assert seed.stated.embargo == "2031. 5. 4.(일) 11:00"
    body = [
        line.text.strip() for line in article.reading.lines if line.role is Role.BODY and line.text.strip()
    ]
    assert body == [LEAD, "| 구분 | 금액 | 금액 |", "| 가 | 1｜2 |  |", "| 가 | 3 | 넷 |"]


def test_nothing_is_lost_in_silence(tmp_path: Path, registry: Registry) -> None:
    """Every paragraph has a role; the hidden one and the contacts stand in the receipt."""
    reading = article_of(seed_of(made(tmp_path, "a.hwpx", RELEASE)), registry).reading
    assert {line.rule for line in reading.removed} >= {"white-text", "contact-table"}
    said = "".join(line.text for line in reading.lines)
    assert all(word in said for word in ("숨은 글", "홍길동", "보도시점", "손으로도"))


def test_lines_are_numbered_by_paragraph_and_rows_stand_together(tmp_path: Path) -> None:
    seed = seed_of(made(tmp_path, "a.hwpx", RELEASE))
    rows = [number for number, line in enumerate(seed.lines) if line.text.startswith("| ")]
    assert rows == list(range(rows[0], rows[0] + 3))
    numbers = [line.number for line in seed.lines]
    assert numbers == sorted(numbers)
    assert seed.is_document


def test_identity_of_text_and_of_bytes(tmp_path: Path) -> None:
    first, second = tmp_path / "1", tmp_path / "2"
    first.mkdir()
    second.mkdir()
    one, two = seed_of(made(first, "a.hwpx", RELEASE)), seed_of(made(second, "a.hwpx", RELEASE + b" "))
    assert one.sha256 == two.sha256
    assert one.file_sha256 == hashlib.sha256(RELEASE).hexdigest() != two.file_sha256


def test_documents_of_one_stem_are_its_originals(tmp_path: Path) -> None:
    seed = seed_of(made(tmp_path, "a.hwpx", RELEASE, a__pdf=pdf([(50, 700, 10, LEAD)]), b__pdf=b"%PDF-"))
    assert [(one.file, one.type) for one in seed.attachments] == [("a.hwpx", "hwpx"), ("a.pdf", "pdf")]
    assert seed.attachments[0].bytes == len(RELEASE)


def test_a_text_keeps_its_document_as_attachment(tmp_path: Path) -> None:
    seed = seed_of(made(tmp_path, "a.txt", f"제목\n\n{LEAD}\n", a__hwpx=RELEASE))
    assert [one.file for one in seed.attachments] == ["a.hwpx"]
    assert not seed.is_document


def test_files_that_facts_name(tmp_path: Path) -> None:
    """They are listed in their order, and no articles of their own; one that is missing is told."""
    sidecar = "attachments: [b.pdf, 표.xlsx, 없다.hwp, '붙임 1.hwpx https://a.example/get?id=1', https://a.example/x.pdf]\n"
    read = made(tmp_path, "a.txt", f"제목\n\n{LEAD}\n", b__pdf=b"%PDF-", 표__xlsx=b"PK", a__yml=sidecar)
    assert read.seed is not None
    assert [(one.type, one.file or one.name, one.url[:17]) for one in read.seed.attachments] == [
        ("pdf", "b.pdf", ""),
        ("xlsx", "표.xlsx", ""),
        ("hwpx", "붙임 1.hwpx", "https://a.example"),
        ("pdf", "x.pdf", "https://a.example"),
    ]
    assert [(one.code, one.message.rpartition(": ")[2]) for one in read.problems] == [("N129", "없다.hwp")]
    assert find_seeds(tmp_path) == ({"a.txt": tmp_path / "a.txt"}, ())


@pytest.mark.parametrize("entry", ["../b.pdf", "/etc/passwd", ".hidden", "가.pdf https://", "b\\c.pdf"])
def test_a_name_that_leads_elsewhere_is_refused(entry: str) -> None:
    assert [one.code for one in check_facts({"attachments": [entry]}, "a.yml").problems] == ["E112"]


def test_a_sidecar_wins_over_the_masthead(tmp_path: Path, registry: Registry) -> None:
    seed = seed_of(made(tmp_path, "a.hwpx", RELEASE, a__yml="title: 다른 제목\ndate: 2031. 5. 3.\n"))
    facts = article_of(seed, registry).facts
    assert (facts.title.text, facts.title.basis, facts.date.value) == (
        "다른 제목",
        Basis.SUPPLIED,
        "2031-05-03",
    )


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.hwpx", b"PK\x03\x04mimetypeapplication/hwp+zip", "E118"),
        ("a.pdf", b"%PDF-1.4\n", "E118"),
        ("a.hwp", b"\x89PNG\r\n\x1a\n", "E125"),
        ("a.hwpx", b"", "E101"),
    ],
)
def test_what_cannot_be_read_is_named(tmp_path: Path, name: str, data: bytes, code: str) -> None:
    if name.endswith(".pdf"):
        pytest.importorskip("pypdfium2", reason="the extra [pdf] is not installed")
    read = made(tmp_path, name, data)
    assert read.seed is None
    assert code in [one.code for one in read.problems if one.severity is Severity.ERROR] or code == "E118"


def test_names_lie(tmp_path: Path) -> None:
    read = made(tmp_path, "a.txt", RELEASE)
    assert seed_of(read).encoding == "hwpx"
    assert [one.code for one in read.problems if one.code == "N124"] == ["N124"]


def test_docx_and_the_pages_of_a_pdf(tmp_path: Path) -> None:
    assert (
        seed_of(made(tmp_path, "a.docx", docx("<w:p><w:r><w:t>한 문단이다.</w:t></w:r></w:p>"))).lines[0].text
        == "한 문단이다."
    )
    pytest.importorskip("pypdfium2", reason="the extra [pdf] is not installed")
    seed = seed_of(
        made(tmp_path, "b.pdf", pdf([(50, 700, 10, LEAD[:30])], [(50, 700, 10, "둘째 쪽의 글이다.")]))
    )
    assert dict(seed.pages)[seed.lines[-1].number] == 2
    assert "N121" in [one.code for one in seed.doubts]


# --------------------------------------------------------------------------------------------------------------- tables


def grid_of(*rows: str) -> Table:
    """A table of one-cell slots; ``<`` goes on with the cell before, ``.`` is empty."""
    cells: list[Cell] = []
    count = 0
    for number, row in enumerate(rows):
        for column, text in enumerate(row.split()):
            if text == "<":
                last = cells.pop()
                cells.append(Cell(last.row, last.column, last.rows, last.columns + 1, last.blocks))
                continue
            count += text != "."
            blocks = () if text == "." else (Text(Place(count), text.replace("_", " ")),)
            cells.append(Cell(number, column, 1, 1, blocks))
    return Table(Place(1), tuple(cells), len(rows), len(rows[0].split()))


def shown(*rows: str) -> list[str]:
    return [line.shown for line in table_lines(grid_of(*rows))]


def test_empty_columns_and_rows_vanish() -> None:
    assert shown("가 . 나", ". . .", "다 . 라") == ["| 가 | 나 |", "| 다 | 라 |"]


def test_a_row_of_one_cell_at_an_end_stands_apart() -> None:
    assert shown("표_제목 <", "가 나", "다 라", "자료:_어디 <") == [
        "표 제목",
        "| 가 | 나 |",
        "| 다 | 라 |",
        "자료: 어디",
    ]


def test_a_row_of_one_cell_inside_stays_a_row() -> None:
    assert shown("가 나", "소계 <", "다 라") == ["| 가 | 나 |", "| 소계 |  |", "| 다 | 라 |"]


def test_layout_is_paragraphs() -> None:
    assert shown("참고 . 사업_개요") == ["참고 사업 개요"]
    assert shown("가", "나") == ["가", "나"]
    assert shown("가 나", f"{'긴' * 501} 라")[0] == "가 나"


def test_upright_words_are_one_word() -> None:
    upright = Text(Place(1), "수\n출")
    table_ = Table(
        Place(1),
        (Cell(0, 0, 2, 1, (upright,)), Cell(0, 1, 1, 1, (Text(Place(2), "가"),)), Cell(1, 1, 1, 1, (Text(Place(3), "나"),))),
        2,
        2,
    )  # fmt: skip
    assert [line.shown for line in table_lines(table_)] == ["| 수출 | 가 |", "| 수출 | 나 |"]
