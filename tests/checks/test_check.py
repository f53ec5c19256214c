"""Every defect that plain MkDocs lets through is found, with its line."""

from __future__ import annotations

import json
from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mkdocs.utils import meta

from builder.checks.check import check
from builder.checks.safe_html import unsafe_parts
from builder.model import Root
from builder.problems import located
from builder.publish.outputs.all import derived_addresses

ARTICLE = "docs/briefings/m2untitled.md"


@pytest.fixture
def found(archive, few_bodies, settings_of):
    def run(path: str = ARTICLE, old: str = "", new: str = "") -> list[tuple[str, str, int | None]]:
        file = archive / path
        if new:
            before = file.read_text("utf-8")
            assert old in before
            file.write_text(before.replace(old, new) if old else before + new, "utf-8")
        return [
            (one.code, one.path, one.line)
            for one in located(
                check(settings_of(archive / "mkdocs.yml"), few_bodies, derived_addresses), {Root.DOCS: "docs"}
            )
        ]

    return run


def test_a_sound_archive_has_no_problem(found):
    assert found() == []


@pytest.mark.parametrize(
    ("setting", "line"),
    [("not_in_nav: |\n  /briefings/\n  /topics/", True), ("", False)],
    ids=["a list of folders", "no such line"],
)
def test_a_menu_that_new_kinds_of_pages_will_not_fit_is_named_with_its_line(found, archive, setting, line):
    config = archive / "mkdocs.yml"
    text = config.read_text("utf-8")
    key = "not_in_nav:" if line else "nav:"
    at = next(
        number
        for number, one in enumerate(text.replace('not_in_nav: "*"', setting).split("\n"), 1)
        if one.startswith(key)
    )
    assert found("mkdocs.yml", 'not_in_nav: "*"', setting or "# no such line") == [("N116", "mkdocs.yml", at)]


def test_a_person_may_say_that_a_date_is_unknown(found):
    unknown = "date: null\ndate_precision: null\ndate_basis: edited"
    assert ("E301", ARTICLE) not in {
        (code, path)
        for code, path, _ in found(
            ARTICLE, "date: 2020-04\ndate_precision: month\ndate_basis: stated", unknown
        )
    }


@pytest.mark.parametrize(
    "marks",
    [
        "confirmed: [date]",
        "confirmed: {date: 1}",
        "skipped: {date: abc}",
        "skipped: {date: {fact: abc, reason: ''}}",
    ],
)
def test_ill_formed_marks_of_a_person_are_named(found, marks):
    assert ("E301", ARTICLE, 3) in found(ARTICLE, "schema: 1", f"schema: 1\n{marks}")


def test_what_a_person_confirmed_or_skipped_is_no_problem(found):
    assert (
        found(
            ARTICLE,
            "schema: 1",
            "schema: 1\nconfirmed: {date: abc}\nskipped: {title: {fact: abc, reason: why}}",
        )
        == []
    )


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("kind: news", "kind: rumour", 4),
        ("title_basis: generated", "title_basis: guessed", 6),
        ("kind: news", "king: news", 1),
        ("date: 2020-04", "date: 2020-13", 8),
        ("date_precision: month", "date_precision: day", 9),
        ("date_basis: stated", "date_basis: unknown", 10),
        ("id: m2untitled", "id: another", 3),
        ("- msit-2017", "- nobody-1999", 16),
        ("- data-ai", "- no-such-topic", 20),
        ("ministry: 과학기술정보통신부", "ministry: 행정안전부", 13),
        ("licence: unknown", "licence: mine", 30),
        ("schema: 1", "schema: 1\ntemplate: 404.html", 3),
    ],
)
def test_front_matter_that_is_wrong_is_named_with_its_line(found, old, new, line):
    problems = found(ARTICLE, old, new)
    assert ("E301", ARTICLE, line) in problems
    assert {code for code, _, _ in problems} <= {
        "E301",
        "E302",
    }  # an unknown body or topic has no page either


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("title: ", "title: [", 1),
        ("date: 2020-04", "date: 2020-04-45", 1),
        ("---\nschema", "---\n- schema", 1),
        ("---\nschema", "schema", 1),
    ],
)
def test_front_matter_mkdocs_would_swallow_is_named(found, old, new, line):
    (problem, *rest) = [one for one in found(ARTICLE, old, new) if one[1] == ARTICLE]
    assert problem[0] == "E203"
    assert problem[2] >= line
    assert not rest


@pytest.mark.parametrize(
    ("markdown", "code"),
    [
        ("[x](nowhere.md)", "E302"),
        ("[x](../nowhere.csv)", "E302"),
        ("[x](/index.md)", "E302"),
        ("![그림](nowhere.png)", "E302"),
        ("[x](#nowhere)", "E303"),
        ("[x](../years/2020.md#nowhere)", "E303"),
    ],
)
def test_links_that_lead_nowhere(found, archive, markdown, code):
    last = len((archive / ARTICLE).read_text("utf-8").splitlines()) + 2
    assert found(ARTICLE, "", f"\n{markdown}\n") == [(code, ARTICLE, last)]


@pytest.mark.parametrize(
    "markdown",
    [
        "[x](k7f3q9x2mt.md#데이터-경제)",
        "[x](../index.md)",
        "[x](https://example.org/a#b)",
        "[x](k7f3q9x2mt.md#:~:text=정부)",
    ],
)
def test_links_that_lead_somewhere(found, markdown):
    assert found(ARTICLE, "", f"\n{markdown}\n") == []


@pytest.mark.parametrize(
    "markdown",
    [
        "<script>alert(1)</script>",
        "<div onclick=alert(1)>글</div>",
        "글 <img src=x.png onerror=alert(1)>",
        "[글](javascript:alert%281%29)",
        "[글](data:text/html;base64,eA==)",
        '글 <em style="color:red">빨강</em>',
        "<iframe></iframe>",
        "글 <!-- 숨은 말 --> 글",
        "![그림](https://example.org/pixel.png)",
        "<p>닫히지 않은 <strong>글</p>",
        '<form action="https://example.org"><input name="a"></form>',
    ],
)
def test_html_no_article_may_hold(found, archive, markdown):
    (archive / "docs/briefings/x.png").write_bytes(b"")
    last = len((archive / ARTICLE).read_text("utf-8").splitlines()) + 2
    problems = found(ARTICLE, "", f"\n{markdown}\n")
    assert {code for code, _, _ in problems} == {"E305"}
    assert {line for _, _, line in problems} == {last}


HOSTILE = (
    "<script>alert(1)</script>",
    "<div onclick=alert(1)>글</div>",
    "[글](javascript:alert%281%29)",
    "<iframe src='https://example.org'></iframe>",
    "<object data=x.svg></object>",
    "![그림](https://example.org/pixel.png)",
)


@pytest.mark.parametrize("markdown", HOSTILE)
def test_html_that_runs_or_embeds_is_found_on_a_page_written_by_hand(found, archive, markdown):
    (archive / "docs/mine.md").write_text(f"---\ntitle: 내 쪽\n---\n\n{markdown}\n", "utf-8")
    assert found() == [("E305", "docs/mine.md", 5)]


@pytest.mark.parametrize("markdown", HOSTILE)
def test_html_that_runs_or_embeds_is_found_in_an_introduction(found, markdown):
    intro = f"kind: index\nintro: {json.dumps(markdown)}\n"
    assert [(code, path) for code, path, _ in found("docs/about.md", "kind: index\n", intro)] == [
        ("E305", "docs/about.md")
    ]


def test_a_page_written_by_hand_may_have_a_form_of_its_own(found, archive):
    own = "<div class='note' id='a'>글 <!-- 메모 --></div>\n\n<details><summary>더</summary>글</details>\n"
    (archive / "docs/mine.md").write_text(f"---\ntitle: 내 쪽\n---\n\n{own}", "utf-8")
    assert found() == []


def test_a_page_the_template_links_to_must_exist(found, archive):
    (archive / "docs/years/2020.md").unlink()
    problems = found()
    assert ("E302", ARTICLE, 8) in problems
    assert ("E302", "docs/years/index.md", 13) in problems


def test_an_article_no_list_leads_to(found, archive):
    text = (archive / ARTICLE).read_text("utf-8").replace("id: m2untitled", "id: lonely0000")
    (archive / "docs/briefings/lonely0000.md").write_text(text, "utf-8")
    assert found() == [("E306", "docs/briefings/lonely0000.md", None)]


def test_symbolic_links_and_clashes(found, archive):
    (archive / "docs/About.md").write_text("---\ntitle: 둘째\n---\n", "utf-8")
    assert found() == [("E309", "docs/about.md", None)]
    (archive / "docs/link.md").symlink_to(archive / "mkdocs.yml")
    assert ("E308", "docs/link.md", None) in found()


def test_every_known_problem_has_a_hint(archive, few_bodies, settings_of):
    (archive / ARTICLE).write_text("<script>", "utf-8")
    assert all(one.hint for one in check(settings_of(archive / "mkdocs.yml"), few_bodies, derived_addresses))


def test_crlf_and_bom_are_no_problem(found, archive):
    file = archive / ARTICLE
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes().replace(b"\n", b"\r\n"))
    assert found() == []


@given(st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=60))
def test_plain_text_is_always_safe(words):
    assert unsafe_parts(f"<p>{escape(words, quote=False)}</p>") == ()


@given(
    st.sampled_from(
        ["script", "style", "iframe", "object", "svg", "form", "input", "base", "meta", "link", "video"]
    ),
    st.text("abc \n", max_size=10),
)
def test_an_active_element_is_never_safe(tag, words):
    assert unsafe_parts(f"<p>글</p><{tag}>{words}</{tag}>")


@pytest.mark.parametrize(
    "text",
    [
        "제목: 글\n",
        "title: x\n\n글\n",
        "   key-1:value\n",
        "    key: v\n",
        "\ntitle: x\n",
        "https://a.b\n",
        "글\n",
    ],
)
def test_lost_first_lines_are_those_mkdocs_would_take(archive, found, text):
    (archive / "docs/hand.md").write_text(text, "utf-8")
    assert (("E203", "docs/hand.md", 1) in found()) == bool(meta.get_data(text)[1])
