"""What an article's page and the feed tell of its changes: no more of the text than the rights allow."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from builder.model import Change
from builder.pages.page import Page
from builder.pages.versions import Version, read_version, version_file, version_of
from builder.publish.listings import listings
from builder.publish.outputs.feeds.changes import CHANGES
from builder.publish.outputs.history.section import history_fragments
from builder.publish.outputs.output import Later
from builder.publish.publication import Publication

BODY = "첫 문단에서 정부는 예산 3억 원을 쓴다고 했다.\n\n둘째 문단에서는 사흘이 걸린다고 했다.\n"
RULES = Path(__file__).parents[1] / "feeds/atom.rng"


def page(body: str = BODY, licence: str = "kogl-1", **more: object) -> Page:
    meta = {
        "id": "k7f3q9x2mt",
        "title": "급식실을 짓는다",
        "title_basis": "stated",
        "added": "2026-01-01",
        "rights": {"licence": licence},
        "generated": {},
        **more,
    }
    return Page.read("briefings/k7f3q9x2mt.md", meta, body)


def changed(*changes: Change, now: Page) -> Page:
    return replace(now, record=replace(now.record, changed=changes))


@pytest.fixture
def published(publication_of: Callable[..., Publication]) -> Callable[..., Publication]:
    def make(before: Page, now: Page, text: object = "full", **more: object) -> Publication:
        version = version_of(before)
        change = Change("2026-02-03", "source", ("title", "body"), version.hash)
        what = publication_of(changed(change, now=now), text=text, **more)
        return replace(what, versions={"k7f3q9x2mt": {version.hash: version}})

    return make


def html_of(what: Publication) -> str:
    (fragment,) = history_fragments(what).of(what.collection.entries)
    assert (fragment.page, fragment.slot) == ("briefings/k7f3q9x2mt.md", "history")
    return fragment.html


def feed_of(what: Publication) -> bytes:
    (listing,) = listings(what, CHANGES.form)
    (file,) = CHANGES.make(what, listing)
    assert isinstance(file, Later)
    assert file.path == "changes.xml"
    return file.make()


NOW = BODY.replace("3억", "8억").replace("사흘", "나흘")


def test_page_and_feed_tell_day_doer_parts_and_words(published: Callable[..., Publication]) -> None:
    what = published(page(), page(NOW, title="급식실을 늘린다"), url="https://example.org/a")
    html = html_of(what)
    assert "2026. 2. 3.</time> 제목, 본문 · 출처가 고침" in html
    assert '<del><span class="bp-unseen">뺀 말 </span>3억</del>' in html
    assert "2026. 1. 1. 처음 나옴" in html
    feed = feed_of(what)
    etree.RelaxNG(etree.parse(str(RULES))).assertValid(etree.fromstring(feed))
    assert "&lt;del&gt;3억&lt;/del&gt;" in feed.decode()
    assert "https://example.org/a/briefings/k7f3q9x2mt.html#history" in feed.decode()


@pytest.mark.parametrize(
    ("before", "now", "text", "shown", "hidden"),
    [
        ("kogl-1", "kogl-1", "excerpt", "3억", "사흘"),
        ("kogl-1", "kogl-1", "none", "급식실을", "3억"),
        ("reserved", "kogl-1", {"reserved": "none"}, "급식실을", "3억"),
        ("kogl-1", "reserved", {"reserved": "none"}, "급식실을", "3억"),
    ],
)
def test_no_more_is_shown_than_both_versions_allow(
    published: Callable[..., Publication], before: str, now: str, text: object, shown: str, hidden: str
) -> None:
    what = published(page(licence=before), page(NOW, licence=now, title="급식실을 늘린다"), text)
    for said in (html_of(what), feed_of(what).decode()):
        assert shown in said
        assert hidden not in said


def test_what_is_not_kept_is_not_made_up(published: Callable[..., Publication]) -> None:
    what = replace(published(page(), page(NOW)), versions={})
    assert "제목, 본문 · 출처가 고침" in html_of(what)
    assert "<details>" not in html_of(what)


def test_what_was_read_anew_is_told_on_the_page_alone(publication_of: Callable[..., Publication]) -> None:
    what = publication_of(changed(Change("2026-02-03", "rules", ("body",), "0" * 12), now=page()))
    assert "본문 · 규칙이 바뀌어 다시 읽음" in html_of(what)
    assert b"<entry>" not in feed_of(what)
    assert "다시 읽은 브리핑 1건" in what.indexes["changes.md"].body


def test_a_long_month_is_divided(publication_of: Callable[..., Publication]) -> None:
    days = [Change(f"2026-02-{day:02d}", "person", ("title",), f"{day:012x}") for day in range(1, 26)]
    pages = [replace(changed(*days, now=page()), path=f"briefings/k7f3q9x2m{one}.md") for one in "abcdefghi"]
    paths = publication_of(*pages).indexes
    assert [path for path in paths if path.startswith("changes/")] == [
        "changes/2026-02-p1.md",
        "changes/2026-02-p2.md",
        "changes/2026-02.md",
    ]
    assert paths["changes/2026-02-p1.md"].count == 200


def test_a_version_whose_file_was_changed_is_none(tmp_path: Path) -> None:
    version = version_of(page())
    file = version_file("k7f3q9x2mt", version)
    place = tmp_path / file.path
    place.parent.mkdir(parents=True)
    place.write_text(file.text, "utf-8")
    assert read_version(tmp_path, "k7f3q9x2mt", version.hash) == version
    place.write_text(file.text.replace("3억", "9억"), "utf-8")
    assert read_version(tmp_path, "k7f3q9x2mt", version.hash) is None
    place.write_text('["', "utf-8")
    assert read_version(tmp_path, "k7f3q9x2mt", version.hash) is None
    assert Version({}).hash != version.hash
