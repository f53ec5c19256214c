"""The theme cuts and dresses the HTML of index pages; it neither adds nor loses a word."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from types import SimpleNamespace
from typing import Any

import markdown
import pytest
import yaml
from lxml import html
from markdown.extensions.toc import slugify_unicode

from builder.model import Entry
from builder.theme.listing import folded, listing, years


def render(text: str) -> Any:
    """A page as MkDocs hands it to the templates."""
    converter = markdown.Markdown(
        extensions=["tables", "toc"], extension_configs={"toc": {"slugify": slugify_unicode}}
    )
    content = converter.convert(text.split("---\n", 2)[2])

    def item(token: dict[str, Any]) -> SimpleNamespace:
        return SimpleNamespace(
            level=token["level"],
            title=token["name"],
            url="#" + token["id"],
            children=[item(one) for one in token["children"]],
        )

    toc = [item(one) for one in converter.toc_tokens]  # type: ignore[attr-defined]
    return SimpleNamespace(content=content, meta=yaml.safe_load(text.split("---\n")[1]), toc=toc)


def _letters(text: str) -> str:
    """All words without white space and colons: labels lose theirs."""
    return words(text).replace(" ", "").replace(":", "")


def words(text: str) -> str:
    return " ".join(html.fragment_fromstring(text, create_parent=True).text_content().split())


@pytest.fixture(scope="module")
def made(entry: Callable[..., Entry], pages: Callable[[Sequence[Entry]], dict[str, str]]) -> dict[str, Any]:
    entries = [
        entry(f"a{n}", f"20{n:02}-0{n % 9 + 1}", {"msit-2017": "lead", "nts": "involved"}, ("ai-data", "tax"))
        for n in range(10, 25)
    ]
    entries += [entry("u1", None, {"mic-1994": "lead"}, ("telecom",)), entry("n1", "2020-03-01", {})]
    return {path: render(text) for path, text in pages(entries).items()}


def test_no_word_is_lost_and_none_added(made: dict[str, Any]) -> None:
    for path, page in made.items():
        found = listing(page)
        whole = (
            found.lead + found.unnamed + "".join(part.heading + part.html for part in found.sections.values())
        )
        assert _letters(whole) == _letters(page.content), path
        assert list(found.sections) == (page.meta.get("sections") or [])


def test_labels_lose_their_colon_only(made: dict[str, Any]) -> None:
    lead = listing(made["ministries/msit-2017.md"]).lead
    assert '<li><span class="bp-key">공식 이름</span> <span>과학기술정보통신부</span></li>' in lead
    assert (
        words(lead)
        == "공식 이름 과학기술정보통신부 영문 이름 Ministry of Science and ICT 있던 때 2017. 7. 26. – 현재까지 종류 부"
    )


def test_lists_are_told_apart(made: dict[str, Any]) -> None:
    assert listing(made["undated.md"]).lead.count('<li class="bp-entry">') == 1
    assert '<span class="bp-entry__date">날짜 미상</span>' in listing(made["undated.md"]).lead
    parts = listing(made["ministries/msit-2017.md"]).sections
    assert parts["list"].html.count('<li class="bp-entry">') == 15
    assert parts["topics"].html.startswith('<ul class="bp-names">')
    assert parts["lineage"].html.startswith('<ul class="bp-keyfacts">')
    assert parts["years"].is_table
    assert not parts["list"].is_table
    topics = listing(made["topics/index.md"]).sections
    assert all('class="bp-names bp-names--defined"' in part.html for part in topics.values())


def test_a_page_changed_by_hand_is_shown_as_it_is() -> None:
    page = SimpleNamespace(content="<p>a</p><h2>b</h2><p>c</p>", meta={"sections": ["x", "y"]}, toc=[])
    found = listing(page)
    assert (found.lead, found.unnamed, found.sections) == ("<p>a</p>", "<h2>b</h2><p>c</p>", {})
    assert listing(SimpleNamespace(content="", meta=None, toc=[])).lead == ""


def test_an_introduction_with_headings_does_not_shift_the_sections() -> None:
    page = SimpleNamespace(
        content="<p>a</p><h2>own</h2><p>c</p><h2>Y</h2><p>d</p>", meta={"sections": ["years"]}, toc=[]
    )
    found = listing(page)
    assert found.unnamed == "<h2>own</h2><p>c</p>"
    assert found.sections["years"].html == "<p>d</p>"


def test_depth_of_colour_is_for_counts_and_not_for_totals(made: dict[str, Any]) -> None:
    text = listing(made["ministries/years.md"]).sections["matrix"].html
    table = html.fragment_fromstring(text[text.index("<div") :])
    rows = table.findall(".//tbody/tr")
    for row in rows[:-1]:
        *cells, total = row.findall("td")
        assert total.get("class") is None
        for cell in cells:
            assert (cell.get("class") is None) == (cell.text_content() == "–")
    assert not [cell for cell in rows[-1].findall("td") if cell.get("class")]
    assert {cell.get("class") for row in rows for cell in row.findall("td")} <= {
        None,
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
    }
    assert all(row[0].tag == "th" and row[0].get("scope") == "row" for row in rows)
    assert table.get("tabindex") == "0"
    assert (table.get("role"), table.get("aria-label")) == ("region", "지금 있는 기관")


def test_long_lists_of_names_are_folded_and_short_ones_not() -> None:
    def names(count: int) -> str:
        return (
            '<ul class="bp-names">\n' + "".join(f"<li>{number}</li>\n" for number in range(count)) + "</ul>"
        )

    cut = folded(names(20), 12)
    assert (cut.shown.count("<li>"), cut.rest.count("<li>"), cut.count) == (12, 8, 8)
    assert cut.rest.startswith('<ul class="bp-names">')
    assert folded(names(14), 12).rest == ""
    assert folded("<p>x</p>", 12).shown == "<p>x</p>"


def test_years_of_a_list_lead_to_their_place_in_it(made: dict[str, Any]) -> None:
    found = years(listing(made["ministries/msit-2017.md"]).sections["years"])
    assert found[0][:2] == ("#2024년", "2024")
    assert [year for _, year, _ in found] == [f"20{n}" for n in range(24, 9, -1)]
    assert all(int(count) > 0 for *_, count in found)
    assert years(None) == []
