"""A small archive, written by hand in the form of the contract: what the publish room is given."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from builder.pages.page import Page

REPOSITORY = Path(__file__).resolve().parents[2]

INFERRED = "k7f3q9x2mt"
GENERATED = "m2untitled"
UNDATED = "u4nodate00"

BODY = """\
*정부 관계자가 전담반 운영 계획을 설명하고 있다. (사진: 과학기술정보통신부)*

정부가 데이터와 인공지능의 성과를 넓히려고 전담반을 꾸렸다.

*강조로 시작하는* 문단은 그림 설명이 아니다.

## 데이터 경제

- 분야별 데이터 개방
- 보안 기술 개발

> ※ 전담반은 달마다 모인다.

## 디지털 정부

| 전담반 | 과제 |
|---|--:|
| 데이터 | 6 |

## 미디어

1. 규제를 줄인다.
"""


#: What these articles have otherwise than those of `article_page`.
FACTS: dict[str, object] = {
    "title": "제조 중소기업 돕는 플랫폼 세운다",
    "topics": ["data-ai"],
    "topic_names": ["데이터·인공지능"],
    "removed": [],
    "organizations": [],
    "source": {"file": "a.txt", "sha256": "0" * 64},
}


def write_page(path: Path, meta: dict[str, object], body: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    front = yaml.safe_dump(meta, allow_unicode=True, sort_keys=False)
    path.write_bytes(f"---\n{front}---\n\n{body.strip()}\n".encode())


def _articles(docs: Path, article_page: Callable[..., Page]) -> None:
    def article(page_id: str, **changes: object) -> dict[str, object]:
        return article_page(page_id, **{**FACTS, **changes}).meta

    inferred = article(
        INFERRED,
        title="범정부 전담반 <셋>, 이달부터 가동",
        subtitle=["부처가 함께 다룬다"],
        date="2020-01-16",
        date_basis="inferred",
        date_of="announced",
        date_evidence="‘16일’이라는 표현과 법 개정 직후라는 서술로 추정했습니다.",
        ministries=["과학기술정보통신부", "행정안전부"],
        ministry_ids=["msit-2017", "mois-2017"],
        ministry_roles=["lead", "involved"],
        removed=[
            {"lines": "2-11", "rule": "share-buttons"},
            {"lines": 30, "rule": "copyright"},
            {"lines": "40-41, 44", "rule": "unnamed-rule"},
        ],
        organizations=["서울특별시"],
        source={
            "file": "a.txt",
            "sha256": "0" * 64,
            "outlet": "다온통신",
            "author": "홍길동 기자",
            "url": "https://example.org/news/1",
        },
        rights={"statement": "공공누리 제1유형", "licence": "kogl-1"},
    )
    write_page(docs / f"briefings/{INFERRED}.md", inferred, BODY)
    generated = article(
        GENERATED,
        title="비대면 전환 논의",
        title_basis="generated",
        date="2020-04",
        date_precision="month",
        kind="news",
    )
    write_page(
        docs / f"briefings/{GENERATED}.md", generated, "영상으로 열린 회의에서 디지털 기반 확충을 논의했다."
    )
    unknown = {
        "date": None,
        "date_precision": None,
        "date_basis": "unknown",
        "date_evidence": "날짜를 알 수 있는 말을 찾지 못했습니다.",
    }
    nobody: dict[str, object] = {
        "ministry": None,
        "ministries": [],
        "ministry_ids": [],
        "ministry_roles": [],
        "topics": [],
        "topic_names": [],
    }
    write_page(
        docs / f"briefings/{UNDATED}.md",
        article(UNDATED, **unknown, **nobody, kind="unknown"),
        "날짜도 부처도 없는 글이다.",
    )


def _index(
    docs: Path,
    path: str,
    title: str,
    body: str,
    parents: tuple[tuple[str, str], ...] = (("홈", "index.md"),),
    kind: str = "index",
) -> None:
    crumbs = [{"title": name, "path": target} for name, target in parents]
    meta: dict[str, object] = {
        "title": title,
        "description": f"{title} 쪽",
        "kind": kind,
        "count": 3,
        "parents": crumbs,
    }
    write_page(docs / path, {**meta, "generated": {"page": "0"}}, body)


def _entries(way: str) -> str:
    return (
        f'- <time datetime="2020-04">2020. 4.</time> [\\[비대면 전환 논의\\]]({way}briefings/{GENERATED}.md) <small>붙인 제목</small>\n  <br>영상으로.\n'
        f'- <time datetime="2020-01-16">2020. 1. 16. 추정</time> [범정부 전담반]({way}briefings/{INFERRED}.md)\n  <br>정부가 데이터와.\n'
        f"- 날짜 미상 [제조 중소기업]({way}briefings/{UNDATED}.md)\n  <br>날짜도 부처도."
    )


def write_docs(docs: Path, article_page: Callable[..., Page]) -> None:
    _articles(docs, article_page)
    ministries, topics = (
        {"msit-2017": "과학기술정보통신부", "mois-2017": "행정안전부"},
        {"data-ai": "데이터·인공지능"},
    )
    home = f"이 아카이브는.\n\n## 새로 나온 브리핑\n\n{_entries('')}\n\n## 부처\n\n- [과학기술정보통신부](ministries/msit-2017.md) <small>2</small>"
    _index(docs, "index.md", "정책 브리핑 아카이브", home, ())
    for folder, title, names in (
        ("ministries", "부처", ministries),
        ("topics", "주제", topics),
        ("years", "연도", {"2020": "2020년"}),
    ):
        _index(
            docs,
            f"{folder}/index.md",
            title,
            "\n".join(f"- [{name}]({slug}.md) <small>2</small>" for slug, name in names.items()),
        )
        for slug, name in names.items():
            _index(
                docs,
                f"{folder}/{slug}.md",
                name,
                _entries("../"),
                (("홈", "index.md"), (title, f"{folder}/index.md")),
            )
    _index(docs, "undated.md", "날짜를 알 수 없는 브리핑", _entries(""))
    _index(docs, "coverage.md", "현황", "| 부처 | 2020 |\n|---|--:|\n| 과학기술정보통신부 | 2 |")
    _index(docs, "data.md", "내려받기·구독", "자료.")
    for month in ("2020-01", "2020-04"):
        _index(
            docs,
            f"years/{month}.md",
            month,
            _entries("../"),
            (("홈", "index.md"), ("연도", "years/index.md")),
        )
    _index(docs, "search.md", "찾기", "찾는 법.", kind="search")
    _index(docs, "about.md", "이 아카이브에 대하여", "설명.")


def _archive(folder: Path, article_page: Callable[..., Page]) -> Path:
    folder.mkdir(parents=True)
    write_docs(folder / "docs", article_page)
    shutil.copy(REPOSITORY / "mkdocs.yml", folder / "mkdocs.yml")
    return folder


@pytest.fixture
def archive(tmp_path: Path, article_page) -> Path:
    """An archive of its own for each test, with the repository's mkdocs.yml."""
    return _archive(tmp_path / "archive", article_page)


@pytest.fixture
def standing(tmp_path: Path, published: Path) -> Path:
    """The same, with the site that was published of it."""
    shutil.copytree(published.parent, tmp_path / "archive")
    return tmp_path / "archive"


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory, publish, article_page) -> Path:
    """A published site, read by several tests and changed by none."""
    folder = _archive(tmp_path_factory.mktemp("published") / "archive", article_page)
    assert [found.code for found in publish(folder / "mkdocs.yml")] == ["N111"]
    return folder / "site"


@pytest.fixture(scope="session")
def hosted(published: Path, host_folder):
    """The address of the published site, under a sub-path, on this computer."""
    with host_folder(published) as address:
        yield address
