"""The index as files: it depends on the documents alone, holds what they hold, and survives whatever befalls its cache."""

from __future__ import annotations

import dataclasses
import os
import shutil
import tempfile
import unicodedata
from collections.abc import Iterable
from pathlib import Path
from unittest import mock

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.publish.outputs.search import (
    BodyName,
    Names,
    SearchDocument,
    TopicName,
    batch,
    changes,
    coding,
    disk,
    layout,
    postings,
    store,
    write_search,
)
from builder.publish.outputs.search.documents import plain_text
from builder.publish.outputs.search.records import record
from builder.publish.outputs.search.terms import terms

NAMES = Names(
    bodies=(
        BodyName(
            "moe-2008",
            "환경부",
            "환경부",
            "Ministry of Environment",
            ("환부",),
            (),
            ("moe-2008", "mcee-2025"),
            alive=False,
        ),
        BodyName(
            "mcee-2025",
            "기후에너지환경부",
            "기후에너지환경부",
            None,
            ("기후부",),
            (),
            ("moe-2008", "mcee-2025"),
            alive=True,
        ),
    ),
    topics=(
        TopicName("water", "물 관리", "환경", "environment"),
        TopicName("air", "미세먼지", "환경", "environment"),
    ),
    kinds={"press_release": "보도자료", "unknown": ""},
)
WORDS = (
    "인공지능",
    "하천",
    "숲길",
    "디지털뉴딜",
    "지원",
    "쌀",
    "배",
    "covid",
    "2020",
    "3",
    "물",
    "ㅎ",
    "漢字",
    "\u2028",
    '"',
    "\\",
    "</script>",
)
PHRASES = st.lists(st.sampled_from(WORDS), max_size=6).map(" ".join)
DOCUMENTS = st.builds(
    SearchDocument,
    id=st.integers(0, 12).map("a{:02d}".format),
    address=st.just("briefings/a.html"),
    title=PHRASES,
    title_generated=st.booleans(),
    date=st.sampled_from([None, "2020", "2020-04", "2020-04-16", "1998-12-31"]),
    date_inferred=st.booleans(),
    ministries=st.lists(st.sampled_from(["moe-2008", "mcee-2025", "gone-1990"]), unique=True, max_size=2).map(
        tuple
    ),
    topics=st.lists(st.sampled_from(["water", "air", "lost"]), unique=True, max_size=2).map(tuple),
    kind=st.sampled_from(["press_release", "unknown", "news"]),
    text=st.one_of(PHRASES, st.text(max_size=40)),
    added=st.sampled_from(["2025-01-01", "2025-01-02", "2025-02-01"]),
)
ARCHIVES = st.lists(DOCUMENTS, max_size=8, unique_by=lambda document: document.id)


def index_of(documents: Iterable[SearchDocument], folder: Path, cache: Path) -> dict[str, bytes]:
    """Write the index; its files by path."""
    write_search(documents, NAMES, folder, cache)
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def document(number: int = 1, **changes: object) -> SearchDocument:
    made = SearchDocument(
        f"a{number}",
        f"briefings/a{number}.html",
        "숲길 정비",
        False,
        "2020-04-16",
        False,
        ("moe-2008",),
        ("water",),
        "press_release",
        "숲길을 고친다.",
        "2025-01-01",
    )
    return dataclasses.replace(made, **changes)  # type: ignore[arg-type]


def many(count: int = 30) -> list[SearchDocument]:
    return [
        document(number, text=f"{WORDS[number % 9]} {WORDS[number % 7]} {number}번째 글")
        for number in range(count)
    ]


# ------------------------------------------------------------------------------------------------------- the documents alone


@settings(max_examples=settings().max_examples // 3)  # each builds up to eight
@given(st.lists(ARCHIVES, min_size=2, max_size=4))
def test_an_index_brought_up_to_date_is_the_index_built_anew(archives):
    with (
        tempfile.TemporaryDirectory() as name,
        mock.patch.object(coding, "SPAN", 2),
        mock.patch.object(changes, "TOGETHER", 2),
        mock.patch("builder.publish.outputs.search.documents.TOGETHER", 2),
    ):
        folder = Path(name)
        for number, archive in enumerate(archives):
            updated = index_of(archive, folder / "site", folder / "cache")
            assert updated == index_of(archive, folder / f"fresh-{number}", folder / f"cache-{number}")


@pytest.mark.parametrize("change", ["text", "appended", "first removed", "last removed", "none"])
def test_each_kind_of_change_takes_the_short_way_and_ends_the_same(change, tmp_path, monkeypatch):
    before = many()
    after = {
        "text": [*before[:9], dataclasses.replace(before[9], text="전혀 다른 이야기 covid"), *before[10:]],
        "appended": [*before, document(99, added="2025-03-01", title="새 글")],
        "first removed": before[1:],
        "last removed": sorted(before, key=lambda one: one.id)[:-1],
        "none": before,
    }[change]
    monkeypatch.setattr(changes, "_MOST_CHANGED", 2.0)
    index_of(before, tmp_path / "site", tmp_path / "cache")
    with monkeypatch.context() as patch:
        patch.setattr(store, "_built", lambda *_: pytest.fail("built anew"))
        updated = index_of(after, tmp_path / "site", tmp_path / "cache")
    assert updated == index_of(after, tmp_path / "fresh", tmp_path / "other")


def test_postings_that_wait_on_the_disk_are_those_that_do_not(tmp_path, monkeypatch):
    before, after = many(100), [*many(100), document(999, added="2025-03-01", text="하천 쌀 배 3")]
    expected = index_of(before, tmp_path / "site", tmp_path / "cache")
    for module, name, value in ((store, "SIZE", 16), (batch, "_HELD", 2), (coding, "SPAN", 4)):
        monkeypatch.setattr(module, name, value)
    assert index_of(before, tmp_path / "parts", tmp_path / "other") == expected
    updated = index_of(after, tmp_path / "parts", tmp_path / "other")
    assert updated == index_of(after, tmp_path / "fresh", tmp_path / "third")


def test_terms_that_become_long_or_short_move(tmp_path, monkeypatch):
    monkeypatch.setattr(layout, "LONG", 3)
    monkeypatch.setattr(changes, "_MOST_CHANGED", 2.0)
    three = [document(number, text="인공지능") for number in range(3)]
    for number, archive in enumerate([three, [*three, document(3, text="인공지능")], three]):
        updated = index_of(archive, tmp_path / "site", tmp_path / "cache")
        assert updated == index_of(archive, tmp_path / f"fresh-{number}", tmp_path / f"cache-{number}")
        assert (f"search/{layout.long_path('인공')}" in updated) == (number == 1)


def test_the_order_in_which_documents_come_does_not_matter(tmp_path):
    assert index_of(many(), tmp_path / "one", tmp_path / "a") == index_of(
        reversed(many()), tmp_path / "two", tmp_path / "b"
    )


def test_a_change_leaves_the_other_files_alone(tmp_path):
    before, after = many(200), many(200)
    after[50] = dataclasses.replace(after[50], text=after[50].text + " 해바라기")
    first = index_of(before, tmp_path / "site", tmp_path / "cache")
    second = index_of(after, tmp_path / "site", tmp_path / "cache")
    assert (
        len([path for path in second if first.get(path) != second[path]]) <= 6
    )  # three terms, a file of documents, columns, manifest


def test_a_site_that_was_written_keeps_its_bytes_when_the_cache_moves_on(tmp_path):
    """The site's files are links into the cache: what is changed there must be other files."""
    before = index_of(many(), tmp_path / "one", tmp_path / "cache")
    changed = [dataclasses.replace(one, title="다른 제목") if one.id == "a3" else one for one in many()]
    index_of(changed, tmp_path / "two", tmp_path / "cache")
    assert {path: (tmp_path / "one" / path).read_bytes() for path in before} == before


# ------------------------------------------------------------------------------------------------------------------ the cache


@pytest.mark.parametrize(
    "damage",
    ["state gone", "state cut", "lines cut", "file gone", "file changed", "file more", "folder gone", "code"],
)
def test_a_damaged_cache_is_built_anew(damage, tmp_path, monkeypatch):
    expected = index_of(many(), tmp_path / "site", tmp_path / "cache")
    cache = tmp_path / "cache" / "search"
    shard = next((cache / "files" / "terms").iterdir())
    if damage == "state gone":
        (cache / "state.json").unlink()
    elif damage == "state cut":
        (cache / "state.json").write_bytes((cache / "state.json").read_bytes()[:100])
    elif damage == "lines cut":
        lines = cache / "documents.txt"
        lines.write_bytes(b"".join(lines.read_bytes().splitlines(keepends=True)[:-1]))
    elif damage == "file gone":
        shard.unlink()
    elif damage == "file changed":
        shard.write_bytes(b"nonsense")
    elif damage == "file more":
        (cache / "files" / "terms" / "ffff.js").write_bytes(b"")
    elif damage == "folder gone":
        shutil.rmtree(cache / "files")
    else:
        monkeypatch.setattr(disk, "_code", lambda: "another version")
    assert index_of(many(), tmp_path / "again", tmp_path / "cache") == expected


def test_a_file_that_looks_untouched_but_is_not_is_noticed_when_it_is_needed(tmp_path):
    index_of(many(), tmp_path / "site", tmp_path / "cache")
    changed = [
        dataclasses.replace(one, text=one.text + " 해바라기") if one.id == "a3" else one for one in many()
    ]
    expected = index_of(changed, tmp_path / "fresh", tmp_path / "other")
    for path in (tmp_path / "cache" / "search" / "files").rglob("*.js"):
        content, status = path.read_bytes(), path.stat()
        path.unlink()
        path.write_bytes(b"x" * len(content))
        os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert index_of(changed, tmp_path / "site", tmp_path / "cache") == expected


@pytest.mark.parametrize("step", range(0, 60, 7))
def test_an_interrupted_update_leaves_nothing_half_done(step, tmp_path, monkeypatch):
    changed = [
        dataclasses.replace(one, text="새로 쓴 글") if one.id in {"a3", "a4"} else one for one in many()
    ]
    expected = index_of(changed, tmp_path / "fresh", tmp_path / "other")
    index_of(many(), tmp_path / "site", tmp_path / "cache")
    written = 0
    write = disk.Index.write

    def interrupted(*arguments):
        nonlocal written
        written += 1
        if written > step:
            raise KeyboardInterrupt
        write(*arguments)

    with monkeypatch.context() as patch:
        patch.setattr(disk.Index, "write", interrupted)
        try:
            index_of(changed, tmp_path / "site", tmp_path / "cache")
        except KeyboardInterrupt:
            assert written > step
    assert index_of(changed, tmp_path / "site", tmp_path / "cache") == expected


def test_files_of_an_older_index_go_and_those_of_others_stay(tmp_path):
    index_of(many(60), tmp_path / "site", tmp_path / "cache")
    (tmp_path / "site" / "search" / "mine.html").write_text("mine")
    left = index_of(many(2), tmp_path / "site", tmp_path / "cache")
    assert left.pop("search/mine.html") == b"mine"
    assert left == index_of(many(2), tmp_path / "fresh", tmp_path / "other")


def test_without_links_the_files_are_copied(tmp_path, monkeypatch):
    def refuse(*_: object) -> None:
        raise PermissionError("this file system knows no links")

    monkeypatch.setattr("os.link", refuse)
    assert index_of(many(), tmp_path / "one", tmp_path / "a") == index_of(
        many(), tmp_path / "two", tmp_path / "b"
    )


def test_progress_is_told_of_every_document(tmp_path):
    told: list[tuple[int, int]] = []
    write_search(
        many(12),
        NAMES,
        tmp_path / "site",
        tmp_path / "cache",
        lambda done, everything: told.append((done, everything)),
    )
    assert told == [(number, 12) for number in range(1, 13)]


def test_two_documents_of_one_id_are_refused(tmp_path):
    with pytest.raises(ValueError, match="one id"):
        write_search([document(1), document(1)], NAMES, tmp_path / "site", tmp_path / "cache")


# -------------------------------------------------------------------------------------------------------------- what it holds


@given(ARCHIVES)
def test_every_term_of_every_document_has_its_posting(archive):
    with tempfile.TemporaryDirectory() as name:
        files = index_of(archive, Path(name) / "site", Path(name) / "cache")
    shards = layout.payload(files["search/index.js"])["shards"]
    for number, one in enumerate(sorted(archive, key=lambda one: (one.added, one.id))):
        for term, posting in postings.postings_of(one).items():
            shard = layout.payload(files[f"search/{layout.shard_path(layout.shard_of(term, shards))}"])
            assert (number, posting) in coding.decode_postings(shard[term])


def test_pairs_that_overlap_share_the_shard_of_their_rarer_syllable():
    assert layout.shard_of("지능", 64) == layout.shard_of("능을", 64), (
        "지, 을 are among the commonest syllables"
    )
    assert layout.shard_of("능을", layout.NEAR) == layout.shard_of("을능", layout.NEAR)
    assert layout.shard_of("지능", 8 * layout.NEAR) % layout.NEAR == layout.shard_of("지능", layout.NEAR), (
        "divided, not dealt anew"
    )


@given(ARCHIVES)
def test_results_show_the_documents_as_they_are(archive):
    with tempfile.TemporaryDirectory() as name:
        files = index_of(archive, Path(name) / "site", Path(name) / "cache")
    per_file = layout.payload(files["search/index.js"])["perFile"]
    for number, one in enumerate(sorted(archive, key=lambda one: (one.added, one.id))):
        shown = layout.payload(files[f"search/{layout.documents_path(number // per_file)}"])[
            number % per_file
        ]
        assert shown == record(one)


@given(
    st.lists(st.tuples(st.integers(0, 10**6), st.integers(1, 10**5)), unique_by=lambda posting: posting[0])
)
def test_postings_can_be_read_back(postings):
    assert coding.decode_postings(coding.encode_postings(postings)) == sorted(postings)


@given(st.lists(st.dictionaries(st.integers(0, 60), st.integers(0, 90)), max_size=4))
def test_changed_postings_are_those_written_anew(changes):
    text = ""
    spans: tuple[coding.Span, ...] = ()
    known: dict[int, int] = {}
    with mock.patch.object(coding, "SPAN", 3):
        for change in changes:
            known = {number: frequency for number, frequency in {**known, **change}.items() if frequency}
            text, spans = coding.changed_postings(text, spans, change)
            assert text == coding.encode_postings(sorted(known.items()))
            assert sum(span.postings for span in spans) == len(known)
            assert sum(span.reach for span in spans) == max(known, default=-1) + 1


def test_spans_of_another_text_are_refused():
    with pytest.raises(ValueError, match="another text"):
        coding.changed_postings("##", [coding.Span(1, 1, 1)], {1: 1})


@given(st.lists(st.integers(0, 10**7)))
def test_numbers_can_be_read_back_and_need_no_escape(numbers):
    written = coding.encode_all(numbers)
    assert coding.decode(written) == numbers
    assert set(written) <= set(map(chr, range(35, 127))) - {"\\"}


@pytest.mark.parametrize("text", ["~", '"', "가", "$~", "#\\"])
def test_what_is_no_number_is_refused(text):
    with pytest.raises(ValueError, match="no text of"):
        coding.decode(text)
    with pytest.raises(ValueError, match="no text of"):
        coding.decode_postings(text)


# -------------------------------------------------------------------------------------------------------------------- terms


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("인공지능", {"인공", "공지", "지능"}),
        ("배 과수원", {"배", "과수", "수원"}),
        ("코로나19와 COVID-19", {"코로", "로나", "19", "와", "covid"}),
        ("AI반도체 2,300억 3.5%", {"ai", "반도", "도체", "2300", "억", "3", "5"}),
        ("ＡＩ ㈜한국", {"ai", "주", "한국"}),
        ("美·中 漢字", {"美", "中", "漢字"}),
        ("… ※ ㅎ", set()),
    ],
)
def test_terms(text, expected):
    assert set(terms(text)) == expected


@given(st.text(alphabet=st.sampled_from("가각힣한글ABcé1,9 .-漢"), max_size=30))
def test_the_form_of_the_characters_does_not_matter(text):
    assert (
        terms(unicodedata.normalize("NFD", text))
        == terms(unicodedata.normalize("NFC", text))
        == terms(text.upper())
    )


def test_terms_are_counted_and_titles_weigh_more():
    found = postings.postings_of(document(title="하천", text="하천과 하천, 강가 강가 강가"))
    assert postings.occurrences(found["하천"]) == 2 + postings.TITLE_WEIGHT
    assert [postings.occurrences(found[term]) for term in ("천과", "강가")] == [1, 3]
    assert [term for term, posting in found.items() if posting > 1 and posting % 2] == ["하천"], (
        "a term of the title is known by its odd number"
    )


@pytest.mark.parametrize(
    ("markdown", "words"),
    [
        ("## 추진 배경", "추진 배경"),
        ("- 첫째\n    - **둘째**", "첫째\n둘째"),
        ("2024\\. 3. 5. 회의", "2024. 3. 5. 회의"),
        ("1. 하나", "하나"),
        ("> ※ 참고", "※ 참고"),
        ("| 구분 | 예산 |\n| --- | --: |\n| 숲길 | 3억 |", "구분 예산\n숲길 3억"),
        ("R\\&D &lt;표&gt; &amp;lt;", "R&D <표> &lt;"),
        ("[붙임](a.pdf)과 ![그림](b.png)", "붙임과 그림"),
        ("\\[앵커\\] A_B 7~8일 \\*", "[앵커] A_B 7~8일 *"),
        ("*사진* _설명_ `코드`", "사진 설명 코드"),
        ("<p>글</p>", "글"),
        ("---", ""),
    ],
)
def test_markdown_is_searched_as_it_reads(markdown, words):
    assert plain_text(markdown) == words
