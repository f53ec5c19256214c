"""Against real releases and forms, where they are at hand: what must be read of them at least."""

from __future__ import annotations

import difflib
import io
import json
import re
import statistics
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import olefile
import pytest

from builder.intake.formats.extracted import Extracted, Rule, plain
from builder.intake.formats.masthead import Masthead, read_masthead
from builder.intake.formats.read import extract
from builder.intake.formats.sniff import Format
from builder.model import Problem
from builder.text import fold, key
from tests.intake.formats.make import ATTACHMENTS, SHARED

pytestmark = pytest.mark.skipif(not ATTACHMENTS.is_dir(), reason="the shared real files are not here")

PREFIX = re.compile(r"^\s*[(\[][^)\]]{1,8}[)\]]\s*")
VIEWER_BODY = re.compile(r"^## 본문$(.*?)(?=^## 첨부파일$|\Z)", re.MULTILINE | re.DOTALL)
"""Between the page's own headings; its list of attachments is not in the file."""


@cache
def read(name: str) -> Extracted:
    found = extract((ATTACHMENTS / name).read_bytes(), name)
    assert isinstance(found, Extracted), found
    return found


def files(pattern: str) -> list[Path]:
    return [path for path in sorted(ATTACHMENTS.glob(pattern)) if not path.name.startswith("refuse-")]


def releases(format_: Format) -> list[str]:
    return [path.name for path in files("*.hwpx") if read(path.name).format is format_]


def letters_lost(said: str, found: str) -> Counter[str]:
    return Counter(key(said)) - Counter(key(found))


def similarity(one: str, other: str) -> float:
    return difflib.SequenceMatcher(None, key(one), key(other), autojunk=False).ratio()


# ----------------------------------------------------------------------------------------------------------------- HWPX


@cache
def oracle(name: str) -> tuple[str, ...]:
    """The paragraphs as an independent reader has them, in document order."""
    extractor = pytest.importorskip("hwpx.tools.text_extractor", reason="python-hwpx is not installed")
    with extractor.TextExtractor(ATTACHMENTS / name) as text:
        said = [key(one.text(object_behavior="skip")) for one in text.iter_document_paragraphs()]
    return tuple(one for one in said if one)


def test_hwpx_loses_no_letter_but_for_hidden_ones_with_a_receipt() -> None:
    whole = []
    for name in releases(Format.HWPX):
        found = read(name)
        receipts = "".join(one.text for one in found.set_aside if one.rule is Rule.WHITE)
        lost = letters_lost("".join(oracle(name)), plain(found))
        whole.append(not lost - Counter(key(receipts)))
    assert (len(whole), sum(whole)) == (38, 38)


def test_hwpx_keeps_the_order() -> None:
    kept = []
    for name in releases(Format.HWPX):
        hidden = {key(one.text) for one in read(name).set_aside}
        said, at = key(plain(read(name))), 0
        for paragraph in oracle(name):
            if not any(one and paragraph.startswith(one) for one in hidden):
                at = said.find(paragraph, at)
                if at < 0:
                    break
                at += len(paragraph)
        kept.append(at >= 0)
    assert sum(kept) >= 37


def cells_missing(path: Path) -> list[str]:
    """The viewer's lines and cells that are neither in the text nor among the receipts."""
    said = VIEWER_BODY.findall(path.read_text(encoding="utf-8"))[0]
    found = read(path.name.replace(".truth.md", ".hwpx"))
    known = key(plain(found)) + key("".join(one.text for one in found.set_aside))
    return [cell for cell in re.split(r"[|\n]", said) if key(cell) not in known]


def test_every_line_and_cell_of_the_viewer_s_text_is_there() -> None:
    missing = {path.name: cells_missing(path) for path in files("*.truth.md")}
    assert len(missing) == 36
    assert [name for name, cells in missing.items() if cells] == ["156754178.truth.md"], (
        "that HWPX is an annex"
    )


def test_what_was_hidden_is_short_and_told() -> None:
    told = [
        name for name in releases(Format.HWPX) if "N122" in [notice.code for notice in read(name).notices]
    ]
    hidden = [one.text for name in told for one in read(name).set_aside if one.rule is Rule.WHITE]
    assert 1 <= len(told) <= 10
    assert max(map(len, hidden)) < 20


# ---------------------------------------------------------------------------------------------------------------- HWP 5


def preview(path: Path) -> str:
    """The beginning of the text, as the word processor itself keeps it for previews."""
    with olefile.OleFileIO(io.BytesIO(path.read_bytes())) as opened:
        return str(opened.openstream("PrvText").read().decode("utf-16-le"))


def test_hwp5_has_all_of_its_own_preview() -> None:
    paths = [*files("*.hwp"), *(ATTACHMENTS / name for name in releases(Format.HWP5))]
    assert len(paths) == 13
    assert [path.name for path in paths if letters_lost(preview(path), plain(read(path.name)))] == []


def test_hwp5_against_the_pdf_of_the_same_release() -> None:
    pytest.importorskip("pypdfium2", reason="the extra [pdf] is not installed")
    names = releases(Format.HWP5)
    assert names == ["156754125.hwpx", "156754127.hwpx"]
    assert similarity(plain(read("156754125.hwpx")), plain(read("156754125.pdf"))) >= 0.995
    assert all("N124" in [notice.code for notice in read(name).notices] for name in names)


def test_the_ten_forms_are_not_empty() -> None:
    forms = [path.name for path in files("form-*.hwp")]
    assert len(forms) == 10
    assert min(len(key(plain(read(name)))) for name in forms) > 100


@pytest.mark.parametrize(
    ("name", "code"), [("refuse-distribution.hwp", "E116"), ("refuse-encrypted.hwpx", "E115")]
)
def test_what_must_be_refused_is_refused_by_name(name: str, code: str) -> None:
    found = extract((ATTACHMENTS / name).read_bytes(), name)
    assert isinstance(found, Problem)
    assert found.code == code


# ------------------------------------------------------------------------------------------------------------------ PDF


def test_pdf_against_the_same_release_as_hwpx() -> None:
    pytest.importorskip("pypdfium2", reason="the extra [pdf] is not installed")
    pairs = [(path.name, path.with_suffix(".hwpx").name) for path in files("*.pdf")]
    found = {one: similarity(plain(read(one)), plain(read(other))) for one, other in pairs}
    assert len(found) == 11
    assert statistics.median(found.values()) >= 0.995
    assert [name for name, share in found.items() if share < 0.95] == ["156754178.pdf"], (
        "that HWPX is an annex"
    )


def test_pdf_words_are_those_of_the_hwpx() -> None:
    pytest.importorskip("pypdfium2", reason="the extra [pdf] is not installed")
    shares = []
    for path in files("*.pdf"):
        one, other = (fold(plain(read(name))).split() for name in (path.name, path.with_suffix(".hwpx").name))
        shares.append(difflib.SequenceMatcher(None, one, other, autojunk=False).ratio())
    assert statistics.median(shares) >= 0.96


# ------------------------------------------------------------------------------------------------------------- masthead


@cache
def truth() -> dict[str, dict[str, Any]]:
    loaded: dict[str, dict[str, Any]] = json.loads((SHARED / "truth.json").read_text(encoding="utf-8"))
    return loaded


def mastheads() -> dict[str, Masthead]:
    return {name: read_masthead(read(f"{name}.hwpx")) for name in truth()}


def test_titles() -> None:
    found = mastheads()
    right = [
        name
        for name, one in found.items()
        if similarity(PREFIX.sub("", one.title or ""), PREFIX.sub("", truth()[name]["title"])) >= 0.9
    ]
    assert (len(found), len(right)) == (40, 39)


def test_a_masthead_is_never_a_title() -> None:
    assert not [
        one.title
        for one in mastheads().values()
        if re.search(r"보도\s*(?:시점|일시|자료)|동정\s*자료", one.title or "")
    ]


def test_dates_are_the_file_s_own() -> None:
    """Right: the day of posting, or one the file's own fields state."""
    right: list[str] = []
    wrong: list[str] = []
    for name, one in mastheads().items():
        month, day, year = truth()[name]["approved"][:10].split("/")
        stated = re.findall(r"(20\d\d)\s*\.\s*(\d+)\s*\.\s*(\d+)", f"{one.embargo} {one.release}")
        days = {f"{year}-{month}-{day}", *(f"{int(y)}-{int(m):02}-{int(d):02}" for y, m, d in stated)}
        if one.date is not None:
            (right if one.date in days else wrong).append(name)
    assert len(right) >= 38
    assert wrong == []


def test_days_of_posting() -> None:
    """Five files were posted on another day than the one they state; one states none, one is an annex."""
    posted = [
        one.date == "{2}-{0}-{1}".format(*truth()[name]["approved"][:10].split("/"))
        for name, one in mastheads().items()
    ]
    assert sum(posted) >= 33


def test_nearly_every_release_has_contacts() -> None:
    assert sum(bool(one.contacts) for one in mastheads().values()) >= 39
