"""The labelled layouts are what they say: every file has gold, every line one role, and what the gold names stands in the file.

All `gold-*.jsonl` and `families-*.json` of this folder are read; README.md tells the format.
"""

from __future__ import annotations

import html
import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from builder.partial_date import is_partial_date, precision
from builder.registry import Registry

HERE = Path(__file__).parent
ROLES = frozenset(
    [
        "title",
        "subtitle",
        "date",
        "byline",
        "caption",
        "label",
        "body",
        "heading",
        "list",
        "note",
        "table",
        "contact",
        "rights",
        "noise",
        "other-article",
        "repeat",
        "mixed",
    ]
)
#: Lines of these roles stand in the page that is made.
KEPT = frozenset(["body", "heading", "list", "note", "table"])
#: Texts of these roles are furniture: two sites may share it.
FURNITURE = frozenset(["noise", "contact", "rights", "label", "byline", "date"])
FAMILIES = frozenset(
    ["dailies-agencies", "old-archives", "portals-crawls-broadcast", "html", "ministries", "regional-trade"]
)
KINDS = frozenset(["news", "press_release", "government_news", "transcript", "unknown"])
LICENCES = frozenset(["reserved", "unknown", "kogl-0", "kogl-1", "kogl-2", "kogl-3", "kogl-4"])
LISTS = [
    "subtitle",
    "ministries",
    "ministries_optional",
    "topics",
    "topics_optional",
    "noise_strings",
    "soft_noise",
    "keep_strings",
    "headings",
    "repeated_or_summary_lines",
    "speaker_labels",
]
COUNTS = [
    "n_paragraphs",
    "n_bullets",
    "n_inline_bullets",
    "n_square_paragraphs",
    "n_footnotes",
    "n_table_rows",
    "duplicated_lines",
]
SENTENCE = re.compile(r"(?<=[.?!다요음함임])[.?!]?[\"”’')]*\s+")

GOLD: dict[str, dict[str, Any]] = {}
for _file in sorted(HERE.glob("gold-*.jsonl")):
    for _line in _file.read_text("utf-8").splitlines():
        _entry = json.loads(_line)
        assert _entry["id"] not in GOLD, f"{_file.name}: {_entry['id']} has gold twice"
        GOLD[_entry["id"]] = _entry
ARTICLES = [gold for gold in GOLD.values() if not gold.get("list_page")]
IDS = [gold["id"] for gold in ARTICLES]

of_each_file = pytest.mark.parametrize("gold", GOLD.values(), ids=list(GOLD))
of_each_article = pytest.mark.parametrize("gold", ARTICLES, ids=IDS)


@pytest.fixture(scope="module")
def pages(load_module: Callable[[Path], ModuleType]) -> ModuleType:
    return load_module(HERE / "blocks.py")


def source(gold: dict[str, Any]) -> Path:
    return HERE / f"{gold['id']}.{'html' if gold.get('html') else 'txt'}"


def flat(text: str) -> str:
    """As the scorer compares: no blanks, no Markdown marks, straight quotes."""
    folded = re.sub(r"\\(.)", r"\1", html.unescape(text)).translate(str.maketrans("“”‘’", "\"\"''"))
    return re.sub(r"[\s|*_#>`\\]", "", folded.replace("&nbsp;", " "))


def labelled(gold: dict[str, Any], pages: ModuleType) -> list[tuple[str, str]]:
    """(text, role) of every line or block of the file that has a label, in order."""
    if "blocks" in gold:
        return [(text, role) for text, role in gold["blocks"]]
    lines = read(gold, pages).split("\n")
    return [
        (lines[n - 1], role)
        for first, last, role in gold.get("lines", ())
        for n in range(first, last + 1)
        if lines[n - 1].strip()
    ]


def read(gold: dict[str, Any], pages: ModuleType) -> str:
    return pages.page_text(source(gold).read_bytes()).replace("\r\n", "\n")


def kept(gold: dict[str, Any], pages: ModuleType) -> str:
    """What must stand in the page, and the mixed lines that hold a part of it."""
    return "".join(flat(text) for text, role in labelled(gold, pages) if role in KEPT | {"mixed"})


def test_every_file_has_gold_and_a_family():
    files = {path.stem for path in HERE.iterdir() if path.suffix in {".txt", ".html"}}
    families = [
        item for path in HERE.glob("families-*.json") for item in json.loads(path.read_text("utf-8")).items()
    ]
    assert set(GOLD) == files
    assert Counter(name for name, _ in families) == Counter(GOLD.keys())
    assert {family for _, family in families} <= FAMILIES


@of_each_file
def test_the_labels_cover_the_file(gold, pages):
    text = read(gold, pages)
    if gold.get("html"):
        if not gold.get("list_page"):
            assert [block for block, _ in gold["blocks"]] == pages.visible_blocks(text)
    else:
        numbers = [n for first, last, _ in gold["lines"] for n in range(first, last + 1)]
        lines = text.split("\n")
        assert len(numbers) == len(set(numbers))
        assert (
            {n for n, line in enumerate(lines, 1) if line.strip()}
            <= set(numbers)
            <= set(range(1, len(lines) + 1))
        )
    assert {role for _, role in labelled(gold, pages)} <= ROLES


@of_each_article
def test_the_fields_are_whole(gold, pages):
    assert all(isinstance(gold[name], list) for name in LISTS)
    assert all(isinstance(gold[name], int) for name in COUNTS)
    assert gold["split"] == "dev"
    assert gold["layout"]
    assert gold["seen"]
    assert (gold["title"] is None) == bool(gold["title_suggest"])
    assert gold.get("kind", "news") in KINDS
    assert gold.get("licence", "unknown") in LICENCES
    assert gold["topics"]
    assert gold["keep_strings"] or gold.get("no_body")
    assert gold["encoding"] in {"utf-8", "utf-8-bom", "cp949"}
    data = source(gold).read_bytes()
    assert data.startswith(b"\xef\xbb\xbf") == (gold["encoding"] == "utf-8-bom")
    data.decode("cp949" if gold["encoding"] == "cp949" else "utf-8")


@of_each_article
def test_what_is_named_stands_in_the_file(gold, pages):
    whole, body = flat(read(gold, pages)), kept(gold, pages)
    visible = "".join(flat(text) for text, _ in labelled(gold, pages))
    if not gold.get("no_body"):
        assert flat(gold["body_first_words"]) in body[:600]
        assert flat(gold["body_last_words"]) in body[-600:]
    assert [text for text in gold["keep_strings"] if flat(text) not in body] == []
    assert [text for text in gold["headings"] if flat(text) not in body] == []
    assert [
        text
        for text in gold["noise_strings"] + gold["soft_noise"] + gold["speaker_labels"]
        if flat(text) not in visible + whole
    ] == []
    assert [text for text in gold["subtitle"] if flat(text) not in visible + whole] == []
    assert gold["title"] is None or flat(gold["title"]) in visible + whole


@of_each_article
def test_noise_is_not_what_is_kept(gold, pages):
    strictly = "".join(flat(text) + "\n" for text, role in labelled(gold, pages) if role in KEPT)
    assert [text for text in gold["noise_strings"] if flat(text) and flat(text) in strictly] == []


@of_each_article
def test_dates_ministries_and_topics(gold, registry: Registry):
    date = gold["date"]
    if date is None:
        assert gold["date_evidence"]
    else:
        assert all(is_partial_date(value) for value in [date["value"], *date["accept"]])
        assert precision(date["value"]) == date["precision"]
        assert date["basis"] in {"stated", "inferred"}
        assert date["basis"] == "stated" or gold["date_evidence"]
    assert [slug for slug in gold["topics"] + gold["topics_optional"] if slug not in registry.topics] == []
    assert [
        name for name in gold["ministries"] + gold["ministries_optional"] if not _lived(name, date, registry)
    ] == []


def _lived(name: str, date: dict[str, Any] | None, registry: Registry) -> bool:
    bodies = [body for body in registry.bodies.values() if body.name == name]
    return any(date is None or body.alive(date["value"]) for body in bodies)


def test_no_two_files_share_a_sentence(pages):
    seen: dict[str, str] = {}
    said = [(sentence, gold["id"]) for gold in GOLD.values() for sentence in set(_sentences(gold, pages))]
    assert [
        (seen[sentence], name, sentence) for sentence, name in said if seen.setdefault(sentence, name) != name
    ] == []


def _sentences(gold: dict[str, Any], pages: ModuleType) -> Iterator[str]:
    for text, role in labelled(gold, pages):
        if role not in FURNITURE:
            yield from (flat(sentence) for sentence in SENTENCE.split(text) if len(flat(sentence)) >= 25)
