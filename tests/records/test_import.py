"""Records become seeds: in every form the same, all or none, again and again, and nothing that a person wrote is lost."""

from __future__ import annotations

import io
import json
import os
import re
import signal
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from click.testing import Result

from builder.intake.read import read_seed
from builder.pages.writing import write_together
from builder.progress import silent
from builder.records import importing
from builder.records.importing import Imported, import_records
from builder.records.shapes import Shape
from builder.records.sketch import read_map, sketch
from builder.records.survey import Wanted
from builder.records.target import Fate
from tests.records.make import FORMS, jsonl, record, records, table, write, xlsx, xml

Files = Mapping[str, tuple[str, int]]


def imported(seeds: Path, *files: Path, **wanted: object) -> Imported:
    return import_records(Wanted(files, lambda name: name == "환경부", **wanted), seeds, silent)  # type: ignore[arg-type]


def files_of(seeds: Path) -> Files:
    """Path below seeds → text and time of its last change."""
    return {
        path.relative_to(seeds).as_posix(): (path.read_text("utf-8"), path.stat().st_mtime_ns)
        for path in sorted(seeds.rglob("*"))
        if path.is_file()
    }


def told(found: Imported) -> list[tuple[str, int | None]]:
    return [(one.code, one.line) for one in found.problems]


@pytest.mark.parametrize("form", FORMS)
def test_every_form_gives_the_same_seeds(form: str, tmp_path: Path) -> None:
    rows = [
        *records(2),
        record(3, Title='쉼표, 따옴표 "와" 줄', DataContents="<p>하나</p><p>둘&middot;셋</p><p>넷</p>"),
    ]
    plain, other = tmp_path / "plain", tmp_path / "other"
    assert imported(plain, write(tmp_path, "a.jsonl", rows)).fates == {Fate.NEW: 3}
    assert imported(other, write(tmp_path, form, rows)).fates == {Fate.NEW: 3}
    texts = {name: text for name, (text, _) in files_of(plain).items()}
    assert texts == {name: text for name, (text, _) in files_of(other).items()}
    assert list(texts) == [
        f"korea-kr/2026/04/kr-15670000{number}.{ending}"
        for number, seed in ((1, "txt"), (2, "txt"), (3, "html"))
        for ending in sorted((seed, "yml"))
    ]


def test_a_seed_says_what_its_record_says(tmp_path: Path) -> None:
    row = record(
        1,
        SubTitle1="물길&middot;샘",
        SubTitle2="<br>둘째",
        KoglType="1",
        DataContents="---\nid: theft\n---\n글이다.",
    )
    imported(tmp_path / "seeds", write(tmp_path, "a.jsonl", [row]))
    path = tmp_path / "seeds/korea-kr/2026/04/kr-156700001.txt"
    found = read_seed(path, "a.txt", ())
    assert found.seed is not None
    supplied = found.seed.supplied
    assert (supplied.id, supplied.date, supplied.kind) == ("kr-156700001", "2026-04-02", "press_release")
    assert supplied.url == "https://www.korea.kr/briefing/pressReleaseView.do?newsId=156700001"
    assert supplied.title == "우물 1곳의 물을 다시 잰다, “봄까지 마친다”"
    assert supplied.subtitle == ("물길·샘", "둘째")
    assert (supplied.ministries, supplied.rights) == (("환경부",), "공공누리 제1유형: 출처표시")
    assert "id: theft" in [line.text for line in found.seed.lines], "a text cannot be a header"


def test_to_import_again_touches_nothing_and_a_change_only_itself(tmp_path: Path) -> None:
    seeds, rows = tmp_path / "seeds", records(5)
    imported(seeds, write(tmp_path, "a.jsonl", rows))
    first = files_of(seeds)
    assert imported(seeds, write(tmp_path, "a.csv", rows)).fates == {Fate.UNCHANGED: 5}
    assert files_of(seeds) == first
    rows[2] = record(
        3, ContentsStatus="U", ModifyDate="05/08/2026 16:52:10", DataContents="<p>새</p><p>글</p><p>이다</p>"
    )
    assert imported(seeds, write(tmp_path, "a.jsonl", rows)).fates == {Fate.UNCHANGED: 4, Fate.CHANGED: 1}
    changed = {name for name, _ in files_of(seeds).items() ^ first.items()}
    assert changed == {f"korea-kr/2026/04/kr-156700003.{ending}" for ending in ("txt", "html", "yml")}
    assert "korea-kr/2026/04/kr-156700003.txt" not in files_of(seeds), "an article has one seed"


def test_an_older_version_and_a_later_one(tmp_path: Path) -> None:
    seeds = tmp_path / "seeds"
    old = record(1, ModifyDate="05/08/2026 09:00:00", Title="먼저")
    new = record(1, ModifyDate="05/08/2026 16:52:10", Title="나중", ApproveDate="05/01/2026 10:00:00")
    found = imported(seeds, write(tmp_path, "a.jsonl", [new, old]))
    assert (found.fates, found.survey.repeated) == ({Fate.NEW: 1}, 1)
    assert imported(seeds, write(tmp_path, "a.jsonl", [old])).fates == {Fate.OLDER: 1}
    assert list(files_of(seeds)) == [f"korea-kr/2026/05/kr-156700001.{ending}" for ending in ("txt", "yml")]
    assert "title: 나중" in files_of(seeds)["korea-kr/2026/05/kr-156700001.yml"][0]


def test_what_a_person_wrote_stays(tmp_path: Path) -> None:
    seeds = tmp_path / "seeds"
    imported(seeds, write(tmp_path, "a.jsonl", [record(1)]))
    sidecar = seeds / "korea-kr/2026/04/kr-156700001.yml"
    sidecar.write_text(sidecar.read_text("utf-8") + "topics: [water]\n", "utf-8")
    mine = files_of(seeds)
    assert imported(seeds, tmp_path / "a.jsonl").fates == {Fate.UNCHANGED: 1}
    found = imported(seeds, write(tmp_path, "a.jsonl", [record(1, Title="바뀐 제목")]))
    assert (found.fates, told(found)) == ({Fate.EDITED: 1}, [("N133", 1)])
    assert files_of(seeds) == mine


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (record(2, ApproveDate="13/45/2026"), "the date '13/45/2026'"),
        (record(2, Title=" ", DataContents=""), "neither a title nor a text"),
        (record(2, Title="가" * 501), "501 characters"),
        (record(2, OriginalUrl="korea.kr/2"), "must begin with http"),
        (record(2, DataContents="반쪽 \ud800"), "half a character"),
    ],
)
def test_one_wrong_record_and_nothing_is_written(row: dict[str, str], said: str, tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text("\n".join(map(json.dumps, (record(1), row, record(3)))), "utf-8")
    found = imported(tmp_path / "seeds", path)
    assert told(found) == [("E133", 2)]
    assert said in found.problems[0].message
    assert not (tmp_path / "seeds").exists()


@pytest.mark.parametrize(
    ("name", "content", "problem"),
    [
        ("a.jsonl", jsonl(records(2)) + b'{"NewsItemId": "3"\n', ("E131", 3)),
        ("a.json", b'{"items": [{"NewsItemId": "1", "Title": "\xea', ("E131", None)),
        ("a.json", b'{"items": []}', ("E131", None)),
        ("a.csv", (table(records(1)) + '"끝나지 않는 칸\n').encode(), ("E131", 6)),
        ("a.csv", (table(records(1)) + "1,2,3,4,5,6,7,8\n").encode(), ("E131", 6)),
        ("a.csv", "부서,전화\n물관리과,1\n".encode(), ("E132", 2)),
        ("a.xml", b"<a>\n<b></a>", ("E131", 2)),
        ("a.xml", b'<!DOCTYPE a [<!ENTITY b "c">]><a><item>&b;</item></a>', ("E131", 1)),
        ("a.xlsx", b"PK\x03\x04 cut off", ("E131", None)),
        ("a.jsonl.gz", b"\x1f\x8b\x08 cut off", ("E131", None)),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_read_is_named_with_its_line(
    name: str, content: bytes, problem: tuple[str, int | None], tmp_path: Path
) -> None:
    (tmp_path / name).write_bytes(content)
    assert told(imported(tmp_path / "seeds", tmp_path / name))[:1] == [problem]
    assert not (tmp_path / "seeds").exists()


@pytest.mark.parametrize(
    ("part", "said"),
    [
        ('<!DOCTYPE a [<!ENTITY b "c">]>', "declares XML entities"),
        (f"<worksheet><sheetData><row><c>{' ' * 17_000_000}", "more than 16,777,216 bytes"),
        ('<worksheet xmlns="{0}"><sheetData><row r="1"><c r="ZZZ1"><v>1</v></c></row>', "1,000 cells"),
        ('<worksheet xmlns="{0}"><sheetData><row r="1"><c r="A1" t="s"><v>99999</v></c></row>', "no XLSX"),
    ],
)
def test_a_hostile_sheet_ends_early(part: str, said: str, tmp_path: Path) -> None:
    sheet = part.format("http://schemas.openxmlformats.org/spreadsheetml/2006/main")
    with (
        zipfile.ZipFile(io.BytesIO(xlsx(records(1)))) as good,
        zipfile.ZipFile(tmp_path / "a.xlsx", "w", zipfile.ZIP_DEFLATED) as bad,
    ):
        for name in good.namelist():
            bad.writestr(name, sheet if name.endswith("sheet1.xml") else good.read(name))
    (problem,) = imported(tmp_path / "seeds", tmp_path / "a.xlsx").problems
    assert (problem.code, said in problem.message) == ("E131", True)


def test_only_what_is_wanted(tmp_path: Path) -> None:
    rows = [
        record(1),
        record(20),
        record(21, ContentsStatus="D"),
        record(2, ModifyDate="05/08/2026 16:52:10"),
    ]
    found = imported(tmp_path / "seeds", write(tmp_path, "a.jsonl", rows), since="2026-04-15")
    assert (found.fates, found.survey.before, found.survey.withdrawn) == ({Fate.NEW: 2}, 1, 1)
    assert told(found) == [("N132", 3)]


def test_records_without_id_and_address(tmp_path: Path) -> None:
    """Told apart by title, date and ministry; two that share them are one too many, unless they say the same."""
    rows = [
        {"제목": title, "발행일": "2026-04-02", "본문": body}
        for title, body in (("가", "하나"), ("나", "하나"), ("가", "하나"))
    ]
    path = tmp_path / "a.jsonl"
    path.write_text("\n".join(map(json.dumps, rows)), "utf-8")
    found = imported(tmp_path / "seeds", path)
    assert (found.fates, found.survey.repeated) == ({Fate.NEW: 2}, 1)
    path.write_text("\n".join(map(json.dumps, [*rows, {**rows[0], "본문": "둘"}])), "utf-8")
    assert told(imported(tmp_path / "seeds", path)) == [("E133", 4)]


def test_a_text_that_a_spreadsheet_has_cut_off_is_told(tmp_path: Path) -> None:
    found = imported(tmp_path / "seeds", write(tmp_path, "a.xlsx", [record(1, DataContents="가" * 40_000)]))
    assert (found.fates, told(found)) == ({Fate.NEW: 1}, [("N114", 2)])


def test_numbers_count_within_a_source(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("id,title,content\n1,가,하나\n2,나,둘\n", "utf-8")
    assert told(imported(tmp_path / "seeds", path)) == [("E133", 2), ("E133", 3)]
    assert imported(tmp_path / "seeds", path, source="our-board").fates == {Fate.NEW: 2}
    assert "our-board/undated/our-board-1.txt" in files_of(tmp_path / "seeds")


def test_a_publisher_that_is_no_ministry_is_the_outlet(tmp_path: Path) -> None:
    imported(tmp_path / "seeds", write(tmp_path, "a.jsonl", [record(1, MinisterCode="샘물연구원")]))
    sidecar = files_of(tmp_path / "seeds")["korea-kr/2026/04/kr-156700001.yml"][0]
    assert "outlet: 샘물연구원" in sidecar
    assert "ministries" not in sidecar


def test_a_link_out_of_the_seeds_is_not_followed(tmp_path: Path) -> None:
    seeds, outside = tmp_path / "seeds", tmp_path / "outside"
    outside.mkdir()
    seeds.mkdir()
    (seeds / "korea-kr").symlink_to(outside)
    with pytest.raises(OSError, match="outside"):
        imported(seeds, write(tmp_path, "a.jsonl", records(1)))
    assert list(outside.iterdir()) == []


def test_ctrl_c_waits_for_the_facts_of_a_seed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def pressed(texts: Mapping[Path, str]) -> None:
        os.kill(os.getpid(), signal.SIGINT)
        write_together(texts)

    monkeypatch.setattr("builder.records.importing.write_together", pressed)
    monkeypatch.setattr(importing, "TOGETHER", 2)
    with pytest.raises(KeyboardInterrupt):
        imported(tmp_path / "seeds", write(tmp_path, "a.jsonl", records(5)))
    assert [name.rpartition(".")[2] for name in files_of(tmp_path / "seeds")] == ["txt", "yml"] * 2
    monkeypatch.undo()
    assert imported(tmp_path / "seeds", tmp_path / "a.jsonl").fates == {Fate.UNCHANGED: 2, Fate.NEW: 3}


# --------------------------------------------------------------------------------------------------------- known shapes

ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>물 소식</title><entry><title>둘째 우물</title><id>tag:a,2026:2</id>
<link rel="self" href="https://a.example.kr/2.atom"/><link href="https://www.a.example.kr/2"/><published>2026-04-02T23:00:00Z</published>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>글이</p><p>있다</p></div></content></entry></feed>"""
RSS = """<rss xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>
<title>물 소식</title><link>https://a.example.kr</link><description>샘</description>
<item><title>첫 우물</title><link>https://www.a.example.kr/1</link><guid isPermaLink="false">1</guid><description>짧은 글</description>
<content:encoded><![CDATA[<p>긴</p><p>글</p><p>이다</p>]]></content:encoded><dc:creator>노을빛</dc:creator>
<pubDate>Thu, 02 Apr 2026 09:00:00 +0900</pubDate></item></channel></rss>"""
MSIT = {
    "response": [
        {"header": {"resultCode": "00"}},
        {"body": {"items": [{"item": {
            "subject": "로봇의 우물", "pressDt": "2026-04-02", "deptName": "원천과", "viewUrl": "https://www.msit.go.kr/view?seq=1",
            "files": [{"file": {"fileName": "가.hwp", "fileUrl": "https://www.msit.go.kr/f?1"}}]}}]}},
    ]
}  # fmt: skip
OWN = {
    "schema": 1, "id": "leak-2021", "title": {"text": "누수", "basis": "stated", "subtitles": ["둘째"]}, "kind": "news",
    "date": {"value": "2021-03", "evidence": None}, "ministries": [{"id": "me-1994", "name": "환경부", "role": "lead"}],
    "topics": [{"slug": "water", "name": "물"}], "source": {"outlet": "한별일보", "url": None}, "text": "글이다.",
}  # fmt: skip
PRESS_MD = """---
title: "우물, 다시 잰다"
ministry: "환경부"
approve_date: "04/08/2026 07:00:15"
news_item_id: "156700001"
grouping_code: "brief"
original_url: "https://www.korea.kr/briefing/pressReleaseView.do?newsId=156700001&call_from=openData"
attachment_count: 0
source: "policy-briefing-api"
---

# 우물, 다시 잰다

- 부처: 환경부

## 본문

* 글이다.

## 출처

- 정책브리핑 보도자료 API
"""


@pytest.mark.parametrize(
    ("name", "content", "path", "facts", "text"),
    [
        ("a.xml", ATOM, "a-example-kr/2026/04/*.html", {"date": "2026-04-03", "url": "https://www.a.example.kr/2"}, "글이"),
        ("a.rss", RSS, "a-example-kr/2026/04/a-example-kr-1.html", {"date": "2026-04-02", "author": "노을빛"}, "<p>긴</p>"),
        ("a.json", json.dumps(MSIT), "msit-go-kr/2026/04/*.txt", {"title": "로봇의 우물"}, ""),
        ("a.json", json.dumps(OWN), "records/2021/03/leak-2021.txt", {"subtitle": "둘째", "topics": "water"}, "글이다."),
        ("1.md", PRESS_MD, "korea-kr/2026/04/kr-156700001.txt", {"date": "2026-04-08"}, "* 글이다."),
        ("a.xml", xml([record(1)], "item").decode(), "korea-kr/2026/04/kr-156700001.txt", {"date": "2026-04-02"}, "환경부는"),
    ],
)  # fmt: skip
def test_known_shapes(
    name: str, content: str, path: str, facts: dict[str, str], text: str, tmp_path: Path
) -> None:
    (tmp_path / name).write_text(content, "utf-8")
    found = imported(tmp_path / "seeds", tmp_path / name)
    assert found.fates == {Fate.NEW: 1}, found.problems
    (seed,) = (tmp_path / "seeds").glob(path)
    read = read_seed(seed, "a", ())
    assert read.seed is not None, read.problems
    for key, value in facts.items():
        said = getattr(read.seed.supplied, key)
        assert (said[0] if isinstance(said, tuple) else said) == value
    assert text in seed.read_text("utf-8")


def test_other_shapes_are_written_down(tmp_path: Path) -> None:
    odd = tmp_path / "odd.csv"
    odd.write_text("no,머리,말,언제,누가\n7,가,하나,03/04/2026,환경부\n", "utf-8")
    assert told(imported(tmp_path / "seeds", odd)) == [("E132", 2)]
    draft = sketch(odd)
    assert isinstance(draft, str)
    columns = tmp_path / "columns.yml"
    columns.write_text(draft, "utf-8")
    assert isinstance(read_map(columns), str), "a draft alone says too little"
    columns.write_text(
        "source: our-board\ndates: month-first\nfacts: {id: no, title: 머리, body: 말, date: 언제, ministries: [누가]}\n",
        "utf-8",
    )
    shape = read_map(columns)
    assert isinstance(shape, Shape)
    assert imported(tmp_path / "seeds", odd, shape=shape).fates == {Fate.NEW: 1}
    assert "date: 2026-03-04" in files_of(tmp_path / "seeds")["our-board/2026/03/our-board-7.yml"][0]


def test_a_draft_guesses_by_what_stands_there(tmp_path: Path) -> None:
    odd = tmp_path / "odd.csv"
    body = "글이 길게 이어진다. " * 20
    odd.write_text(f"표제,말,언제,어디,수\n우물의 물을,{body},2026-04-02,https://a.example.kr/1,3\n", "utf-8")
    draft = sketch(odd)
    assert isinstance(draft, str)
    guessed = dict(re.findall(r"^  (\w+): '(.+)'  # guessed", draft, re.MULTILINE))
    assert guessed == {"title": "표제", "body": "말", "date": "언제", "url": "어디"}


@pytest.mark.parametrize(
    "wrong", ["", "facts: 1", "facts: {titel: a}", "facts: {title: a}\nsource: ../a", "facts: {date: a}"]
)
def test_a_wrong_map_is_refused(wrong: str, tmp_path: Path) -> None:
    (tmp_path / "columns.yml").write_text(wrong, "utf-8")
    assert isinstance(read_map(tmp_path / "columns.yml"), str)


# ----------------------------------------------------------------------------------------------------- the command line


def test_the_command(
    tmp_path: Path, new_archive: Callable[..., Path], briefings: Callable[..., Result]
) -> None:
    config = new_archive(tmp_path / "archive", {})
    (tmp_path / "in").mkdir()
    write(tmp_path / "in", "a.csv", records(3))
    (tmp_path / "in" / "a.png").write_bytes(b"")

    def run(*more: str) -> Result:
        return briefings("import", "-f", config, tmp_path / "in", *more)

    assert "3 new, 0 changed, 0 as they were; nothing was written" in run("--dry-run").stdout
    assert not (tmp_path / "archive/seeds/korea-kr").exists()
    done = run()
    assert "3 records: 3 new" in done.stdout
    assert "N134" in done.stderr
    assert "3 as they were" in run().stdout


def test_what_is_wrong_may_be_left_out(
    tmp_path: Path, new_archive: Callable[..., Path], briefings: Callable[..., Result]
) -> None:
    config = new_archive(tmp_path / "archive", {})
    source = tmp_path / "in"
    source.mkdir()
    rows = (record(1), record(2, Title=" ", DataContents=""), record(3))
    (source / "a.jsonl").write_text("\n".join(map(json.dumps, rows)), "utf-8")
    (source / "b.md").write_text(
        '---\ntitle: "[참고\\] 열린 괄호"\nnews_item_id: "4"\n---\n\n본문이다.\n', "utf-8"
    )
    (source / "c.csv").write_text(table([record(5)]), "utf-8")
    refused = briefings("import", "-f", config, source)
    assert (refused.exit_code, refused.stdout) == (1, "")
    done = briefings("import", "-f", config, source, "--skip-wrong")
    assert done.exit_code == 1, "what was left out shall not be overlooked"
    assert "3 records: 3 new" in done.stdout
    assert "Left out: 2 that are wrong" in done.stdout
    assert {"a.jsonl:2: E133", "b.md: E131"} <= {
        line.split(" a record")[0].split(" the file")[0].rpartition("/")[2]
        for line in done.stderr.splitlines()
    }
