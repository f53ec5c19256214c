"""The registry of marks: every entry knows its example; an ill-formed file is refused with the line."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

from builder.registry.structure import Enumerator, Label, Mark, Structure, load_structure

FILE = Path(__file__).resolve().parents[2] / "builder" / "registry" / "data" / "structure.yaml"


def first_of(patterns: Iterable[Mark | Enumerator | Label], line: str) -> str | None:
    return next((entry.id for entry in patterns if entry.pattern.fullmatch(line)), None)


def test_every_example_is_recognised_by_its_own_entry_first(structure: Structure) -> None:
    kinds: list[tuple[Mark | Enumerator | Label, ...]] = [
        structure.marks,
        structure.enumerators,
        structure.labels,
    ]
    for entries in kinds:
        for entry in entries:
            assert first_of(entries, entry.example) == entry.id


def test_labels_leave_alone_what_they_spare(structure: Structure) -> None:
    for label in structure.labels:
        for line in label.spares:
            assert first_of(structure.labels, line) is None


@pytest.mark.parametrize(
    ("line", "mark"),
    [
        ("ㅇ보건복지부", "circle"),
        ("○○시는 밝혔다", None),
        ("-5도", None),
        ("- 5도", "dash"),
        ("-추진", "dash"),
        ("o 항목", "letter-o"),
        ("oecd", None),
        ("오늘", None),
        ("** 주", "reference"),
        ("*재판매", "reference"),
        ("(주)가온", None),
        ("주) 가온", "reference"),
        ("▶️ 항목", "triangle"),
        ("=====", None),
        ("----", None),
        ("※", None),
    ],
)
def test_marks(structure: Structure, line: str, mark: str | None) -> None:
    assert first_of(structure.marks, line) == mark


@pytest.mark.parametrize(
    ("line", "enumerator"),
    [
        ("2024. 3. 5. 발표", None),
        ("7.6조", None),
        ("3.1절", None),
        ("12. 항목", "decimal-dot"),
        ("1)항목", "decimal-bracket"),
        ("다. 항목", "hangul-dot"),
        ("(가) 항목", "hangul-brackets"),
        ("Ⅰ 개요", "roman-bare"),
        ("IV. 계획", "roman-latin"),
        ("①항목", "circled"),
        ("가나다", None),
        ("100. 항목", None),
    ],
)
def test_enumerators(structure: Structure, line: str, enumerator: str | None) -> None:
    assert first_of(structure.enumerators, line) == enumerator


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("use: paragraph, rank: 50", "use: headline, rank: 50", "use must be one of"),
        ("rank: 50, gap: letter", "rank: high, gap: letter", "rank must be given as int"),
        ('marks: ["?"]', 'marks: "?"', "marks must be given as list"),
        ("{id: lost,", "{id: dot,", "dot stands twice"),
        ('example: "?D.N.A. 생태계 강화"', 'example: "생태계 강화"', "does not recognise its example"),
        ('spares: ["◀ 추진 배경 ▶"]', 'spares: ["◀ 기자 ▶"]', "must leave alone"),
        ("◀\\s*(?:{word}", "◀\\s*((?:{word}", "does not compile"),
        ('frames: ["<>"', 'frames: ["<<>>"', "a frame is a pair"),
    ],
)
def test_an_ill_formed_entry_is_named_with_its_line(tmp_path: Path, old: str, new: str, said: str) -> None:
    text = FILE.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path = tmp_path / "structure.yaml"
    path.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(ValueError, match=said) as caught:
        load_structure(path)
    expected = text[: text.index(old)].count("\n") + 1
    assert abs(int(str(caught.value).split(":")[0].removeprefix("line ")) - expected) <= 1


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("marks: ]", "line 1: not well-formed YAML"),
        ("- a\n", "line 1: the file is no mapping"),
        ("marks: 1\n", "line 1: words must"),
        ("words: []\noffices: []\n", "line 1: headings must"),
    ],
)
def test_a_broken_file_is_refused(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "structure.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match=said):
        load_structure(path)
