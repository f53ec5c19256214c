"""An article's page between header and footer: what it tells, in which words, and that no text of its own becomes HTML."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from itertools import chain
from types import SimpleNamespace
from typing import Any

import lxml.html
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.theme.functions import Functions

LABELS = Functions().labels(SimpleNamespace(extra={}, config_file_path="mkdocs.yml"))
WORDS = st.text(alphabet="가나 a<>&\"'", min_size=1, max_size=8).filter(str.strip)
PLAIN = {
    "kind": "press_release",
    "title": "제목",
    "date": dt.date(2020, 4, 6),
    "date_basis": "stated",
    "source": {"file": "a.txt"},
    "rights": {"licence": "kogl-1"},
    "added": "2026-11-30",
}


def page_of(meta: Mapping[str, Any], slots: str = "{}", text: str = "full") -> lxml.html.HtmlElement:
    """The page of an article with this front matter."""
    config = SimpleNamespace(extra={"archive": {"text": text}}, config_file_path="mkdocs.yml")
    page = SimpleNamespace(
        meta={**PLAIN, **meta},
        file=SimpleNamespace(src_uri="briefings/a.md", fragments=slots.encode()),
        url="briefings/a.html",
        canonical_url=None,
        content="<p>글</p>",
        markdown="글",
        toc=[],
        title="a",
    )
    return lxml.html.fromstring(Functions().article(page, config))


def bodies(count: int, *roles: str) -> dict[str, object]:
    """So many bodies, the first of them in front."""
    names, ids = [f"부처{n}" for n in range(count)], [f"body{n}-2000" for n in range(count)]
    return {"ministry": names[0], "ministries": names, "ministry_ids": ids, "ministry_roles": [*roles]}


def rows(tree: lxml.html.HtmlElement) -> dict[str, str]:
    """The facts, by what they are called."""
    found = tree.xpath("//dl[@class='bp-facts']/div")
    return {row[0].text_content(): " ".join(row[1].text_content().split()) for row in found}


@settings(max_examples=40, deadline=None)
@given(
    st.fixed_dictionaries(
        {
            "title": WORDS,
            "subtitle": st.lists(WORDS, min_size=1, max_size=2),
            "ministries": st.lists(WORDS, min_size=1, max_size=1),
            "topic_names": st.lists(WORDS, min_size=1, max_size=1),
            "organizations": st.lists(WORDS, min_size=1, max_size=1),
            "date_evidence": WORDS,
            "source": st.fixed_dictionaries(dict.fromkeys(("outlet", "author", "credit", "url"), WORDS)),
            "rights": st.fixed_dictionaries({"licence": st.just("unknown"), "statement": WORDS}),
            "attachments": st.lists(
                st.fixed_dictionaries({"name": WORDS, "url": WORDS, "type": WORDS}), min_size=1, max_size=1
            ),
        }
    )
)
def test_what_a_person_wrote_is_text_wherever_it_stands(meta: dict[str, Any]) -> None:
    tree = page_of({"ministry_ids": ["a-2000"], "topics": ["b"], **meta})
    source, (attachment,) = meta["source"], meta["attachments"]
    lists = (meta["subtitle"], meta["ministries"], meta["topic_names"], meta["organizations"])
    asked = (meta["title"], meta["date_evidence"], *source.values(), attachment["name"], *chain(*lists))
    shown = tree.text_content()
    assert [one for one in (*asked, meta["rights"]["statement"]) if one not in shown] == []
    assert tree.xpath(f"//a[text()='{LABELS['article.text.original']}']") == []
    assert tree.xpath("//a[@rel='external noopener']/@href") == [attachment["url"]]


def test_of_many_bodies_the_first_stand_there_and_the_others_unfold() -> None:
    few, many = page_of(bodies(7)), page_of(bodies(8))
    assert len(few.xpath("//ul[@class='bp-chips']/li")) == 7
    assert few.xpath("//details[@class='bp-more']") == []
    assert [one.text for one in many.xpath("//details[@class='bp-more']//a")] == ["부처5", "부처6", "부처7"]
    assert len(many.xpath("//a[contains(@class, 'bp-chip--ministry')]")) == 8


def test_who_leads_is_marked_only_beside_others_who_announce() -> None:
    lead, alone = page_of(bodies(2, "lead", "joint")), page_of(bodies(2, "lead", "involved"))
    said = LABELS["article.announcers"]
    assert rows(lead)[said] == f"부처0 {LABELS['article.lead']} 부처1"
    assert (rows(alone)[said], rows(alone)[LABELS["article.involved"]]) == ("부처0", "부처1")


def test_an_unknown_date_leads_to_the_others_without_one() -> None:
    meta = {"date": None, "date_basis": "unknown", "date_evidence": "아무 말도 없습니다."}
    tree = page_of(meta)
    assert tree.xpath("//p[@class='bp-date']/a/@href") == ["../undated.html"]
    assert "아무 말도 없습니다." in tree.xpath("string(//dl[@class='bp-facts'])")


def test_lines_that_were_left_out_are_counted_by_their_rules() -> None:
    removed = [
        {"lines": "2-4, 9", "rule": "labelled-noise"},
        {"lines": 11, "rule": "<새 규칙>"},
        {"lines": "12-13", "rule": "labelled-noise"},
    ]
    receipt = page_of({"removed": removed}).xpath("//details[@class='bp-receipt']")[0]
    assert receipt[0].text == LABELS["article.cleaned_lines"].replace("{n}", "7")
    told = [one.text for one in receipt.xpath(".//dd")], receipt.xpath(".//dt")[-1].text
    assert told == (["6", "1"], "<새 규칙>")


def test_an_original_is_linked_where_it_is_published_and_else_said_to_be_kept() -> None:
    file = {"file": "2020/가&나.hwpx", "type": "hwpx", "bytes": 1234, "sha256": "a" * 64}
    kept, linked = (
        page_of({"attachments": [file]}),
        page_of({"attachments": [file]}, f'{{"original-{"a" * 64}": "../files/x.hwpx"}}'),
    )
    said = LABELS["article.attachments_kept"]
    assert (said in kept.text_content(), said in linked.text_content()) == (True, False)
    assert linked.xpath("//a[@download]/@href") == ["../files/x.hwpx"]
    assert "HWPX, 1.2 kB" in linked.text_content()


def test_where_the_text_is_withheld_the_page_says_where_it_is() -> None:
    by_link = page_of({"source": {"url": "https://example.org/?a&b"}}, text="none")
    by_name = page_of({"source": {"outlet": "<신문>"}}, text="excerpt")
    assert by_link.xpath("//p[contains(@class, 'bp-withheld')]/a/@href") == ["https://example.org/?a&b"]
    assert LABELS["article.text.source"].replace("{name}", "<신문>") in by_name.text_content()
    assert page_of({}).xpath("//p[contains(@class, 'bp-withheld')]") == []


def test_only_what_nobody_has_confirmed_is_told_as_a_guess() -> None:
    guessed = {**bodies(2), "certainty": {"date": "guess", "ministries": ["sure", "guess"]}}
    said = LABELS["article.guesses"]
    both = f"{LABELS['guess.date']}, {LABELS['guess.ministries']}(부처1)"
    assert rows(page_of(guessed))[said] == both
    assert (
        rows(page_of({**guessed, "confirmed": {"date": "x"}}))[said] == f"{LABELS['guess.ministries']}(부처1)"
    )
    assert said not in rows(page_of({"certainty": {"date": "sure"}}))
