"""CSV, JSON, Markdown, the bulk file and the checksums."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from posixpath import join, normpath
from typing import Any

import pytest

from builder.catalogue.forms import DATABASE
from builder.catalogue.kinds.data import COLUMNS
from builder.prose.front_matter import parse_page
from builder.publish.derive import made_files
from builder.publish.outputs.all import derived_addresses
from builder.publish.outputs.output import File

SITE = "https://example.org/archive/"
FORMULAS = ("=1+1", "+82", "-1", "@SUM(A1)", "\t=1", "\r=1", "'=1", "＝1", "\n=cmd|' /C calc'!A0")


def rows_of(text: str) -> list[dict[str, str]]:
    assert text.startswith("\ufeff")
    assert text.replace("\r\n", "").count("\n") == 0
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True))


@pytest.fixture(scope="module")
def pages(article_page):
    joint = {
        "ministries": ["기획재정부", "국세청"],
        "ministry": "기획재정부",
        "ministry_ids": ["mosf-2008", "nts"],
        "ministry_roles": ["lead", "involved"],
    }
    unknown = {"date": None, "date_precision": None, "date_basis": "unknown", "date_of": None}
    nobody: dict[str, Any] = {
        "ministry": None,
        "ministries": [],
        "ministry_ids": [],
        "ministry_roles": [],
        "topics": [],
        "topic_names": [],
    }
    return [
        article_page(
            "a-plain", added="2026-11-20", rights={"licence": "reserved", "statement": "ⓒ 푸른매일"}
        ),
        article_page(
            "b-joint",
            kind="news",
            date_basis="inferred",
            source={"author": "강나래", "file": "b.txt"},
            attachments=[
                {"file": "2020/b.hwpx", "type": "hwpx", "bytes": 5, "sha256": "1" * 64},
                {"name": "붙임.pdf", "type": "pdf", "url": "https://example.org/get?id=1"},
            ],
            confirmed={"date": "x"},
            **joint,
        ),
        article_page(
            "c-bare",
            kind="unknown",
            title_basis="generated",
            subtitle=["부제, 쉼표", "둘째"],
            summary="",
            source={},
            **nobody,
            **unknown,
        ),
        *(
            article_page(f"d-{number}", title=title, summary=title, source={"outlet": title})
            for number, title in enumerate(FORMULAS)
        ),
    ]


@pytest.fixture(scope="module")
def publication(pages, publication_of):
    return publication_of(*pages, url=SITE)


@pytest.fixture(scope="module")
def files(publication, data):
    return data(publication)


def test_every_table_is_complete(files, pages, publication) -> None:
    tables = {path: rows_of(text) for path, text in files.items() if path.endswith(".csv")}
    assert {tuple(row) for rows in tables.values() for row in rows} == {COLUMNS}
    assert {row["id"] for row in tables["index.csv"]} == {page.meta["id"] for page in pages}
    assert [row["id"] for row in tables["index.csv"]] == [
        entry.id for entry in publication.collection.entries
    ]
    assert [row["id"] for row in tables["ministries/nts.csv"]] == ["b-joint"]
    assert "b-joint" in {row["id"] for row in tables["topics/ai-data.csv"]}
    dated = {row["id"] for path, rows in tables.items() if path.startswith("years/") for row in rows}
    assert dated | {row["id"] for row in tables["undated.csv"]} == {page.meta["id"] for page in pages}
    assert tables["ministries/mofe-2026.csv"] == []  # a page stands for it: it took over


def test_a_row_says_what_the_page_says(files) -> None:
    row = next(row for row in rows_of(files["index.csv"]) if row["id"] == "b-joint")
    assert row == {
        "id": "b-joint",
        "address": f"{SITE}briefings/b-joint.html",
        "kind": "news",
        "title": "제목 b-joint",
        "title_basis": "stated",
        "date": "2020-04-16",
        "date_precision": "day",
        "date_basis": "inferred",
        "date_of": "published",
        "authors": "강나래",
        "ministry_names": "기획재정부; 국세청",
        "ministry_ids": "mosf-2008; nts",
        "ministry_roles": "lead; involved",
        "topic_names": "인공지능·데이터",
        "topic_slugs": "ai-data",
        "organizations": "서울특별시",
        "outlet": "",
        "source_url": "",
        "licence": "unknown",
        "rights_statement": "",
        "text": "full",
        "summary": "첫 문단의 첫 문장이다.",
        "added": "2026-11-22",
        "guesses": "",
        "attachments": "b.hwpx; https://example.org/get?id=1",
    }


def test_files_of_an_article_stand_in_its_data(files) -> None:
    kept, elsewhere = json.loads(files["briefings/b-joint.json"])["attachments"]
    assert kept == {
        "name": "b.hwpx",
        "type": "hwpx",
        "bytes": 5,
        "sha256": "1" * 64,
        "address": None,
        "url": None,
    }
    assert elsewhere == {
        "name": "붙임.pdf",
        "type": "pdf",
        "bytes": None,
        "sha256": None,
        "address": None,
        "url": "https://example.org/get?id=1",
    }


def test_no_cell_runs_as_a_formula(files) -> None:
    cells = [
        cell
        for text in files.values()
        if text.startswith("\ufeff")
        for row in rows_of(text)
        for cell in row.values()
    ]
    assert [cell for cell in cells if cell[:1] and cell[0] in "=+-@＝＋－＠\t\r\n"] == []
    titles = {row["id"]: row["title"] for row in rows_of(files["index.csv"])}
    assert [titles[f"d-{number}"] for number in range(4)] == ["'=1+1", "'+82", "'-1", "'@SUM(A1)"]


def test_what_each_column_and_key_means_is_on_the_data_page(publication, registry) -> None:
    page = publication.indexes["data.md"].body
    for name in COLUMNS:
        assert f"| `{name}` | {registry.labels[f'data.column.{name}']} |" in page


def test_json_holds_everything_under_stable_keys(files) -> None:
    assert json.loads(files["briefings/a-plain.json"]) == {
        "schema": 1,
        "id": "a-plain",
        "address": "briefings/a-plain.html",
        "url": f"{SITE}briefings/a-plain.html",
        "kind": "press_release",
        "title": {"text": "제목 a-plain", "basis": "stated", "subtitles": []},
        "date": {
            "value": "2020-04-16",
            "precision": "day",
            "basis": "stated",
            "of": "published",
            "evidence": "본문 첫 줄에 적혀 있습니다.",
        },
        "authors": ["과학기술정보통신부"],
        "ministries": [{"id": "msit-2017", "name": "과학기술정보통신부", "role": "lead"}],
        "topics": [{"slug": "ai-data", "name": "인공지능·데이터"}],
        "organizations": ["서울특별시"],
        "people": [],
        "summary": "첫 문단의 첫 문장이다.",
        "source": {
            "outlet": "다온통신",
            "author": None,
            "credit": None,
            "url": "https://example.org/news/1",
            "modified": None,
            "file": "a-plain.txt",
            "sha256": "0" * 64,
        },
        "rights": {"licence": "reserved", "statement": "ⓒ 푸른매일", "text": "full"},
        "certainty": {},
        "attachments": [],
        "removed": [{"lines": "2-11", "rule": "share-buttons"}],
        "added": "2026-11-20",
        "changed": [],
        "text": "첫 문단의 첫 문장이다. 둘째 문장이다.\n\n둘째 문단이다.\n",
    }


def test_json_has_every_key_even_where_nothing_is_known(files) -> None:
    full, bare = (json.loads(files[f"briefings/{name}.json"]) for name in ("a-plain", "c-bare"))

    def keys(value: Any) -> Any:
        return {key: keys(inner) for key, inner in value.items()} if isinstance(value, dict) else None

    assert keys(bare) == keys(full)
    assert bare["title"] == {"text": "제목 c-bare", "basis": "generated", "subtitles": ["부제, 쉼표", "둘째"]}
    assert bare["date"]["value"] is bare["date"]["precision"] is bare["date"]["of"] is bare["summary"] is None
    assert bare["authors"] == bare["ministries"] == bare["topics"] == []


def test_markdown_is_the_page_without_what_is_internal(files, pages) -> None:
    for page in pages[:3]:
        read = parse_page(files[page.path])
        assert not isinstance(read, str)
        meta, body = read
        assert body == page.body
        assert meta == {
            key: value for key, value in page.meta.items() if key not in ("generated", "confirmed")
        }


def test_the_bulk_file_holds_all_facts_and_vouches_for_each_article(files, pages) -> None:
    lines = [json.loads(line) for line in files["data/briefings.jsonl"].splitlines()]
    assert [line["id"] for line in lines] == ["a-plain", *sorted(page.meta["id"] for page in pages[1:])]
    for line in lines:
        alone = json.loads(files[f"briefings/{line['id']}.json"])
        assert {key: value for key, value in line.items() if key != "files"} == {
            key: value for key, value in alone.items() if key != "text"
        }
        assert {file["path"]: file["sha256"] for file in line["files"]} == {
            path: hashlib.sha256(files[path].encode()).hexdigest()
            for path in (f"briefings/{line['id']}.json", f"briefings/{line['id']}.md")
        }


def test_the_sums_are_right_and_cover_every_table_and_the_bulk_file(files) -> None:
    sums = dict(reversed(line.split("  ")) for line in files["data/SHA256SUMS"].splitlines())
    named = {normpath(join("data", name)): value for name, value in sums.items()}
    assert named == {
        path: hashlib.sha256(text.encode()).hexdigest() for path, text in files.items() if path.endswith((".csv", ".jsonl"))
    }  # fmt: skip


def test_the_check_knows_exactly_what_publishing_makes(publication, files) -> None:
    with_an_address = {"sitemap.xml", "robots.txt", "opensearch.xml", "llms.txt", "manifest.webmanifest"}
    made = {made.path for made in made_files(publication) if isinstance(made, File)} - with_an_address
    made = {path for path in made if not path.startswith("cards/")}
    known = derived_addresses((path, page.meta.get("kind")) for path, page in publication.pages.items())
    assert known - {DATABASE} == made


def test_the_same_articles_make_the_same_bytes(pages, publication_of, data, files) -> None:
    again = data(publication_of(*reversed(pages), url=SITE))
    assert again == files
    assert list(again) == list(files)


def test_an_archive_without_an_address_names_paths(pages, publication_of, data) -> None:
    found = data(publication_of(*pages))
    assert json.loads(found["briefings/a-plain.json"])["url"] is None
    assert {row["address"] for row in rows_of(found["index.csv"])} == {
        page.path.replace(".md", ".html") for page in pages
    }


def test_an_empty_archive_has_its_files(publication_of, data) -> None:
    found = data(publication_of())
    assert sorted(found) == [
        "_headers",
        "addresses.txt",
        "data/SHA256SUMS",
        "data/briefings.jsonl",
        "index.csv",
        "undated.csv",
    ]
    assert rows_of(found["index.csv"]) == []
