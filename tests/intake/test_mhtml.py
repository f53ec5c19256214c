"""Pages that a browser saved into one file."""

from __future__ import annotations

import base64
from pathlib import Path

import pytest

from builder.intake.formats.sniff import is_mhtml
from builder.intake.mhtml import page_in
from builder.intake.read import Read, read_seed
from builder.model import Article
from builder.pages.article import understand_seed
from builder.registry import Registry
from tests.intake.formats.make import mhtml

LEAD = "산림청(청장 홍길동)은 국립공원 숲길 320곳을 새로 열고 안내판을 바꾼다고 밝혔다."
PAGE = (
    "<!DOCTYPE html><html><head><title>숲길을 새로 연다</title></head><body><nav><a href='/'>처음</a></nav>"
    f"<article><h1>국립공원 숲길 320곳 새로 연다</h1><p>{LEAD}</p><p><a href='/notes/2'>공고문</a>에서 세부 기준을 "
    "볼 수 있으며 내년 봄부터 차례로 공사를 시작한다.</p></article></body></html>"
)
URL = "https://a.example/news/1?x=1"


def read(tmp_path: Path, data: bytes, name: str = "a.mhtml") -> Read:
    (tmp_path / name).write_bytes(data)
    return read_seed(tmp_path / name, name, ())


@pytest.mark.parametrize(
    "data",
    [
        mhtml(PAGE),
        mhtml(base64.encodebytes(PAGE.encode("cp949")), "base64", charset="euc-kr"),
        mhtml(PAGE.encode(), "8bit").replace(b"\r\n", b"\n"),
    ],
    ids=["quoted-printable", "base64", "lf"],
)
def test_the_page_and_its_address_are_read(tmp_path: Path, registry: Registry, data: bytes) -> None:
    found = read(tmp_path, data)
    assert found.problems == ()
    assert found.seed is not None
    article = understand_seed(found.seed, registry)
    assert isinstance(article, Article)
    assert article.facts.title.text == "국립공원 숲길 320곳 새로 연다"
    assert article.facts.source.url == URL
    assert [line.links[0].url for line in found.seed.lines if line.links] == ["https://a.example/notes/2"]


def test_a_page_is_known_by_its_bytes(tmp_path: Path) -> None:
    data = mhtml(PAGE.encode(), "8bit")
    assert is_mhtml(data)
    assert not is_mhtml(PAGE.encode())
    assert not is_mhtml(f"제목: 숲길\n\n{LEAD}\n".encode())
    named_otherwise = read(tmp_path, data, "a.html").seed
    assert named_otherwise is not None
    assert [line.text for line in named_otherwise.lines if line.text][:2] == [
        "처음",
        "국립공원 숲길 320곳 새로 연다",
    ]


def test_an_address_that_is_none_or_would_break_out_is_left_out() -> None:
    for place in ("file:///C:/a.html", "cid:1", "https://가.example/", "https://a.example/-->x", ""):
        page = page_in(mhtml(b"<p>x</p>", "8bit", place=place), 1_000)
        assert isinstance(page, bytes)
        assert page.startswith(b"<p>")


def test_what_holds_no_page_is_refused(tmp_path: Path) -> None:
    data = mhtml(b"", "8bit").replace(b"text/html; charset", b"text/css; charset")
    assert [one.code for one in read(tmp_path, data).problems] == ["E102"]
    found = page_in(mhtml(PAGE.encode(), "8bit"), 100)
    assert not isinstance(found, bytes)
    assert found.code == "E106"
