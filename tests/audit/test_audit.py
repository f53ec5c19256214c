"""The tools of `make audit` themselves, and the cheapest of what they judge: axe-core on a few page kinds, where npm has installed it."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from builder.catalogue.kinds import KINDS
from tests.audit import done, kinds
from tests.audit.model import Finding, Outcome
from tests.audit.parts import axe, code, reflow, schema, weight

HERE = Path(__file__).resolve().parent
NO_TOOLS = "the tools of the audit are not installed: npm ci --prefix tests/audit --ignore-scripts"
needs_tools = pytest.mark.skipif(
    not (HERE / "node_modules").is_dir() or shutil.which("node") is None, reason=NO_TOOLS
)


def test_the_lock_file_names_no_place_to_download_from():
    lock = json.loads((HERE / "package-lock.json").read_text("utf-8"))
    packages = {name: one for name, one in lock["packages"].items() if name}
    assert [name for name, one in packages.items() if "resolved" in one] == []
    assert [name for name, one in packages.items() if "integrity" not in one] == []


def test_every_tool_is_pinned():
    wanted = json.loads((HERE / "package.json").read_text("utf-8"))["devDependencies"]
    lock = json.loads((HERE / "package-lock.json").read_text("utf-8"))["packages"]
    assert {name: lock[f"node_modules/{name}"]["version"] for name in wanted} == wanted


def test_every_kind_of_page_is_judged():
    names = {kind.name.replace("_", "-") for kind in KINDS}
    assert [name for name in names if not any(judged.startswith(name) for judged in kinds.KINDS)] == []


def test_the_fullest_page_stands_for_its_kind(tmp_path):
    for name, text in {
        "briefings/a1.md": "date: 2020-01-01\ndate_basis: stated\n---\n짧은 글",
        "briefings/a2.md": "date: 2020-01-01\ndate_basis: stated\n---\n긴 글입니다. 그래서 이 글이 뽑힙니다.",
        "briefings/a3.md": "date: null\ndate_basis: unknown\n---\n| 가 | 나 |\n| --- | --- |\n",
        "ministries/x.md": "kind: ministry\ncount: 2\n---\n> 닫힌 기관",
        "ministries/y.md": "kind: ministry\ncount: 3\n---\n산 기관",
    }.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"---\n{text}\n", "utf-8")
    found, absent = kinds.cases("sample", tmp_path)
    paths = {case.kind: case.path for case in found}
    assert paths["article-stated"] == "briefings/a2.html"
    assert paths["article-undated"] == paths["article-table"] == "briefings/a3.html"
    assert (paths["ministry-closed"], paths["ministry-living"]) == ("ministries/x.html", "ministries/y.html")
    assert {"home", "topic", "coverage"} <= set(absent)


def test_of_a_kind_the_fullest_and_others_evenly_spaced_are_looked_at(tmp_path):
    for year in range(2001, 2011):
        (tmp_path / f"{year}.md").write_text(f"---\nkind: year\ncount: {year % 2005}\n---\n글\n", "utf-8")
    found, _ = kinds.cases("small", tmp_path, most=3)
    assert {case.kind: case.path for case in found if case.kind.startswith("year")} == {
        "year": "2004.html",
        "year-2": "2001.html",
        "year-3": "2006.html",
    }


def test_what_was_found_holds_until_something_changes(tmp_path):
    source, kept = tmp_path / "builder" / "a.py", tmp_path / "done" / "axe.json"
    source.parent.mkdir()
    source.write_text("1", "utf-8")
    outcome = Outcome(2, [Finding("home", "axe", "p", "faint")], ["a note"], ["index.html"], 3.5, 2)
    before = done.stamp([tmp_path / "builder"], "300")
    done.keep(kept, before, outcome)
    assert done.recall(kept, done.stamp([tmp_path / "builder"], "300")) == outcome
    assert done.recall(kept, done.stamp([tmp_path / "builder"], "3000")) is None
    source.write_text("2", "utf-8")
    assert done.recall(kept, done.stamp([tmp_path / "builder"], "300")) is None


def test_what_a_broken_tool_leaves_is_asked_again(tmp_path):
    done.keep(tmp_path / "a.json", "mark", Outcome(3, [Finding("nu", "failed", "", "no Java")]))
    done.keep(tmp_path / "b.json", "mark", Outcome())
    assert list(tmp_path.iterdir()) == []


def test_tests_that_take_long_are_parts_by_their_files():
    names = code.names()
    assert (names[0], names[-1]) == ("properties", "cluster")
    assert {"slow tests/prose/test_escape.py", "slow tests/run/test_incremental.py"} <= set(names)


def test_a_failed_test_is_a_finding_and_a_skipped_one_a_note(tmp_path):
    (report := tmp_path / "report.xml").write_text(
        '<testsuites><testsuite><testcase classname="a" name="one"/>'
        '<testcase classname="a" name="two"><failure message="assert 1 == 2"/></testcase>'
        '<testcase classname="a" name="three"><skipped message="no browser"/></testcase></testsuite></testsuites>',
        "utf-8",
    )
    outcome = code.read(report, "tests")
    assert (outcome.checks, outcome.notes) == (2, ["not run: no browser"])
    assert outcome.findings == [Finding("a::two", "test", "", "assert 1 == 2")]


def test_an_article_weighs_what_it_has_beyond_its_text(tmp_path):
    text = "가" * 10_000
    page = tmp_path / "page.html"
    page.write_text(f'<html><body><p>위</p><div class="bp-body">{text}</div></body></html>', "utf-8")
    assert weight.beyond_text(page) == (len(page.read_bytes()) - 30_000, 30_000)


#: What the oldest browsers lack, and the rule that finds it.
LACKING = {
    "has.css": ("a:has(b) { color: red }", "plugin/use-baseline"),
    "nesting.css": ("a { & b { color: red } }", "plugin/use-baseline"),
    "typo.css": ("a { colour: red }", "property-no-unknown"),
    "method.js": ("document.body.showPopover();", "audit/newer-api"),
    "array.js": ("window.x = [1].toSorted();", "es-x/no-array-prototype-tosorted"),
    "global.js": ("window.x = new URLPattern({});", "compat/compat"),
    "module.js": ("import x from './x.js';", "syntax"),
}
#: What they have, or has a fallback.
FINE = {
    "supports.css": "@supports selector(:has(a)) { a:has(b) { color: red } }",
    "known.css": "a { inset-inline: 0; aspect-ratio: 1 / 2; outline: 1px solid; text-wrap: balance; overscroll-behavior: contain }",
    "paper.css": "@media print { @page { margin: 1cm } }",
    "prefixed.css": "a { print-color-adjust: exact; -webkit-print-color-adjust: exact; }",
    "tested.js": "if (document.body.showPopover) document.body.showPopover();",
    "owner.js": 'if (window.trustedTypes) window.trustedTypes.createPolicy("own", {});',
    "arrays.js": "[1, 2].map(String).forEach(function (one) { window.x = [one].find(Boolean)?.at(-1); });",
}


@needs_tools
def test_what_the_oldest_browsers_lack_is_found_and_nothing_else(tmp_path):
    for name, text in {**{name: text for name, (text, _) in LACKING.items()}, **FINE}.items():
        (tmp_path / name).write_text(text, "utf-8")
    command = ["node", str(HERE / "lint.mjs"), *map(str, sorted(tmp_path.iterdir()))]
    found = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    rules = {(Path(one["file"]).name, one["rule"]) for one in found}
    assert {(name, rule) for name, (_, rule) in LACKING.items()} - rules == set()
    assert {name for name, _ in rules} & set(FINE) == set()


@needs_tools
@pytest.mark.slow
def test_a_property_or_a_value_that_schema_org_does_not_know_is_found(tmp_path):
    nodes: list[dict] = [
        {"@type": "Report", "headline": "글", "dcterms:replaces": []},
        {"@type": "Report", "headLine": "글"},
        {
            "@type": "GovernmentOrganization",
            "name": "부",
            "parentOrganization": {"@type": "Person", "name": "장관"},
        },
    ]
    assert {number for number, _ in schema.judged(nodes, tmp_path)} == {1, 2}


@needs_tools
@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_the_commonest_pages(chromium, host_folder, built, scheme):
    found, _ = kinds.cases("small", built / "docs")
    with host_folder(built / "site") as root:
        page = chromium.new_page(viewport={"width": 360, "height": 800}, color_scheme=scheme)
        for case in found:
            if case.kind in ("home", "article-inferred", "ministry-living", "topic"):
                page.goto(root + case.path)
                assert axe.violations(page, axe.WCAG) == [], case.kind
        page.close()


@pytest.mark.browser
def test_no_button_lies_on_words(chromium, built):
    """Where a kind stands above the title, and where the title is the first line."""
    page = chromium.new_page(viewport={"width": 360, "height": 800}, bypass_csp=True)
    with_kind = {
        'class="bp-kind"' in path.read_text("utf-8"): path
        for path in (built / "site" / "briefings").glob("*.html")
    }
    assert len(with_kind) == 2
    for path in with_kind.values():
        page.goto(path.as_uri())
        page.wait_for_selector(".bp-keep")
        page.evaluate("document.querySelector('h1').append(' 가나다라'.repeat(20))")
        assert page.evaluate(reflow.COVERING) == []
    page.add_style_tag(content=".bp-article > .bp-keep { top: 3rem; right: 40% }")
    assert page.evaluate(reflow.COVERING) != []
    page.close()


@pytest.mark.browser
def test_no_heading_is_printed_without_what_stands_under_it(chromium, built):
    page = chromium.new_page()
    page.emulate_media(media="print")
    found, _ = kinds.cases("small", built / "docs")
    for case in found:
        if case.kind in ("topic", "data"):
            page.goto((built / "site" / case.path).as_uri())
            assert page.evaluate(reflow.STRANDED) == [], case.kind
            assert page.locator(".bp-page h2:visible").count() > 0
    page.set_content(
        "<main><h2>앞</h2><p hidden>글</p><h2>뒤</h2><p>글</p><section><h3>끝</h3></section></main>"
    )
    assert page.evaluate(reflow.STRANDED) == ["앞", "끝"]
    page.close()


@needs_tools
@pytest.mark.browser
def test_axe_finds_what_is_planted(chromium):
    page = chromium.new_page()
    page.set_content(
        '<html lang="ko"><title>쪽</title><main><h1>쪽</h1><img src="data:,"><p style="color:#ccc">흐린 글</p></main></html>'
    )
    assert {one["rule"] for one in axe.violations(page, axe.WCAG)} == {"image-alt", "color-contrast"}
    page.close()
