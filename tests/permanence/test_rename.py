"""Topics and ministries can be renamed and merged, and no address that was published dies of it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from click.testing import Result
from playwright.sync_api import Browser

from builder.pages.current import current
from builder.pages.page import Crumb, IndexPage, Page
from builder.pages.parts import edited_parts, hashes
from builder.pages.record import Record
from builder.permanence.former import Planned, former_pages, inherited_intros
from builder.permanence.ledger import LEDGER, Ledger, ledger_text
from builder.prose.front_matter import parse_page
from builder.registry import Registry, RegistryError, load_registry
from builder.registry.amend import AmendError, amended
from builder.registry.resolve import bodies_named, topic_called

TOPICS = """areas:
- slug: energy
  topics:
  - {slug: h2, renames: hydrogen-economy, name: 청정 수소}
  - {slug: hydrogen-economy, renames: hydrogen}
  - {slug: nuclear, replaced_by: h2}
"""
MINISTRIES = "bodies:\n- {id: pps-2026, renames: pps}\n- {id: nts, replaced_by: pps-2026}\n- {id: mofa-2013, replaced_by: nts}\n"
SEED = "충북, 수소충전소 늘린다\n\n2020-01-02 10:00\n\n정부는 수소충전소와 수소차를 늘린다고 2일 밝혔다.\n"


def own(folder: Path, **files: str) -> Registry:
    folder.mkdir(exist_ok=True)
    for stem, text in files.items():
        (folder / f"{stem}.yaml").write_text(text, "utf-8")
    return load_registry(folder)


@pytest.fixture(scope="module")
def moved(tmp_path_factory: pytest.TempPathFactory) -> Registry:
    """Hydrogen was renamed twice, nuclear power merged into it; an office renamed, another merged into it."""
    return own(tmp_path_factory.mktemp("own") / "registry", topics=TOPICS, ministries=MINISTRIES)


def index(path: str, **more: object) -> IndexPage:
    return IndexPage(
        path, {"title": "옛 이름", "kind": "topic", **more, "generated": {"page": "0"}}, "- 하나\n"
    )


def targets(files: object) -> dict[str, object]:
    found = {}
    for file in files:  # type: ignore[attr-defined]
        parsed = parse_page(file.text)
        assert not isinstance(parsed, str)
        found[file.path] = parsed[0].get("moved_to")
    return found


# ------------------------------------------------------------------------------------------------ the registry


def test_what_stands_for_a_topic_knows_what_it_knew(moved: Registry, registry: Registry) -> None:
    assert {topic_called(one, moved) for one in ("hydrogen", "hydrogen-economy", "nuclear", "h2")} == {"h2"}
    assert topic_called(registry.topics["nuclear"].name, moved) == "h2"
    topic, phrases = moved.topics["h2"], {one.text for one in moved.topics["h2"].keywords}
    assert (topic.name, topic.definition) == ("청정 수소", registry.topics["hydrogen"].definition)
    for slug in ("hydrogen", "nuclear"):
        assert {one.text for one in registry.topics[slug].keywords} <= phrases
        assert slug not in moved.topics
    assert {slug for one in moved.topics.values() for slug in one.neighbours} <= moved.topics.keys()


def test_what_stands_for_a_body_bears_its_names(moved: Registry, registry: Registry) -> None:
    assert {body.id for body in bodies_named(registry.bodies["nts"].name, moved)} == {"pps-2026"}
    assert moved.bodies["pps-2026"].name == registry.bodies["pps"].name
    heads = {one.name for one in registry.officials if one.body == "mofa-2013"}
    assert heads
    assert heads <= {one.name for one in moved.officials if one.body == "pps-2026"}
    known = {one for body in moved.bodies.values() for one in (*body.predecessors, *body.successors)}
    assert known <= moved.bodies.keys()


@pytest.mark.parametrize(
    ("entry", "words"),
    [
        ("{slug: hydrogen, replaced_by: hydrogen}", "circle"),
        ("{slug: hydrogen, replaced_by: nuclear}\n  - {slug: nuclear, replaced_by: hydrogen}", "circle"),
        ("{slug: hydrogen, replaced_by: nowhere}", "nowhere, which is no entry"),
        ("{slug: brand-new, renames: nobody}", "brand-new must contain"),
    ],
)
def test_circles_and_ways_to_nowhere_are_refused(tmp_path: Path, entry: str, words: str) -> None:
    with pytest.raises(RegistryError, match=words):
        own(tmp_path / "registry", topics=f"areas:\n- slug: energy\n  topics:\n  - {entry}\n")


def test_a_topic_of_an_area_of_ones_own_can_be_renamed(tmp_path: Path) -> None:
    ours = "{slug: ours, name: 우리, definition: 우리 일을 다룹니다., keywords: [우리 일]}"
    text = f"areas:\n- slug: own\n  name: 우리\n  topics:\n  - {ours}\n"
    registry = own(tmp_path / "registry", topics=amended(text, "topics", "own", "us", {"renames": "ours"}))
    assert (registry.topics["us"].name, topic_called("ours", registry)) == ("우리", "us")


def test_an_amended_file_keeps_what_a_person_wrote() -> None:
    text = "# 우리 주제\nareas:\n  - slug: energy  # 에너지\n    name: 에너지\n    topics:\n      # 첫째\n      - slug: a\n        name: 가"
    more = amended(text, "topics", "energy", "b", {"renames": "a", "name": "나: 다"})
    assert [line for line in text.splitlines() if line not in more.splitlines()] == []
    energy = yaml.safe_load(more)["areas"][0]
    assert energy["topics"] == [{"slug": "b", "renames": "a", "name": "나: 다"}, {"slug": "a", "name": "가"}]
    again = amended(more, "topics", "labor", "c", {"replaced_by": "b"})
    assert yaml.safe_load(again)["areas"][0] == {
        "slug": "labor",
        "topics": [{"slug": "c", "replaced_by": "b"}],
    }
    assert yaml.safe_load(amended("", "ministries", "", "x", {"replaced_by": "y"})) == {
        "bodies": [{"id": "x", "replaced_by": "y"}]
    }
    for wrong in ("areas: [{slug: energy}]\n", "areas: [\n", "other: 1\n"):
        with pytest.raises(AmendError):
            amended(wrong, "topics", "energy", "b", {})


# -------------------------------------------------------------------------------------------------- the pages


def test_old_addresses_lead_to_the_end_of_their_way(moved: Registry) -> None:
    standing = [
        index("topics/hydrogen.md", intro="머리말이다."),
        index("topics/hydrogen/2020.md"),
        index("topics/hydrogen/2021.md"),
        index("topics/by-hand.md", moved_to="topics/older.md"),
        index("topics/older.md", moved_to="topics/h2.md"),
        index("topics/circle.md", moved_to="topics/circle.md"),
    ]
    planned = Planned({"index.md", "topics/h2.md", "topics/h2/2020.md"}, ["topics/nuclear.html", "x.csv"])
    files = former_pages(standing, planned, moved)
    assert targets(files) == {
        "topics/hydrogen.md": "topics/h2.md",
        "topics/hydrogen/2020.md": "topics/h2/2020.md",
        "topics/hydrogen/2021.md": "topics/h2.md",
        "topics/by-hand.md": "topics/h2.md",
        "topics/older.md": "topics/h2.md",
        "topics/circle.md": None,
        "topics/nuclear.md": "topics/h2.md",
    }
    assert inherited_intros({}, standing, moved) == {"topics/h2.md": "머리말이다."}
    again = [_read(file.path, file.text) for file in files]
    assert former_pages(again, planned, moved) == files
    assert inherited_intros({}, again, moved) == {}


def test_a_list_that_is_known_under_another_name_leads_on(moved: Registry) -> None:
    standing = [
        index("organizations/a.md"),
        index("organizations/a/2020.md"),
        index("organizations/a/2021.md"),
    ]
    planned = Planned(
        {"organizations/b.md", "organizations/b/2020.md"},
        moved={"organizations/a.md": Crumb("한국나", "organizations/b.md")},
    )
    files = former_pages(standing, planned, moved)
    assert targets(files) == {
        "organizations/a.md": "organizations/b.md",
        "organizations/a/2020.md": "organizations/b/2020.md",
        "organizations/a/2021.md": "organizations/b.md",
    }
    assert all("[한국나](" in file.text for file in files)


def _read(path: str, text: str) -> IndexPage:
    parsed = parse_page(text)
    assert not isinstance(parsed, str)
    return IndexPage(path, *parsed)


def test_a_page_follows_without_becoming_an_edit(make_page: Callable[..., Page], moved: Registry) -> None:
    page = make_page(
        topics=("nuclear", "tax", "hydrogen"),
        topic_names=("원자력", "세금", "수소경제"),
        ministry="국세청",
        ministries=("국세청", "조달청"),
        ministry_ids=("nts", "pps"),
        ministry_roles=("lead", "involved"),
    )
    page = Page(page.path, _with_hashes(page), page.body)
    now = current(page, moved)
    record = now.record
    assert (record.topics, record.topic_names) == (("h2", "tax"), ("청정 수소", "세금"))
    assert (record.ministry_ids, record.ministries, record.ministry_roles) == (
        ("pps-2026",),
        ("조달청",),
        ("lead",),
    )
    assert record.ministry == "조달청"
    assert edited_parts(now) == frozenset()
    assert current(now, moved) is now


def _with_hashes(page: Page) -> Record:
    return replace(page.record, generated=hashes(page))


# ------------------------------------------------------------------------------------------------ the commands


def test_a_renamed_topic_keeps_its_old_address(
    new_archive: Callable[..., Path], briefings: Callable[..., Result], tmp_path: Path
) -> None:
    config = new_archive(tmp_path / "a", {"a.txt": SEED})
    docs, site = config.parent / "docs", config.parent / "site"
    assert briefings("build", "--no-site", "-f", config).exit_code == 0
    renamed = briefings("rename", "topic", "hydrogen", "clean-hydrogen", "-f", config)
    assert renamed.exit_code == 0, renamed.stderr
    merged = briefings("merge", "topic", "nuclear", "hydrogen", "-f", config)
    assert merged.exit_code == 0, merged.stderr
    result = briefings("build", "-f", config)
    assert result.exit_code == 0, result.stderr

    old = (site / "topics" / "hydrogen.html").read_text("utf-8")
    assert re.findall(r'<meta http-equiv="refresh" content="0; url=(.*?)">', old) == ["clean-hydrogen.html"]
    assert re.findall(r'<link rel="canonical" href="(.*?)">', old) == ["clean-hydrogen.html"]
    assert '<meta name="robots" content="noindex">' in old
    assert '<a href="clean-hydrogen.html">' in old
    table = [(site / "topics" / f"{name}.csv").read_bytes() for name in ("hydrogen", "clean-hydrogen")]
    assert table[0] == table[1]
    assert "clean-hydrogen.html" in (site / "topics" / "hydrogen.xml").read_text("utf-8")
    assert "/hydrogen.xml" not in (site / "feeds.opml").read_text("utf-8")
    assert "topics/hydrogen.html" in (docs / LEDGER).read_text("utf-8").split()
    assert '"hydrogen":"clean-hydrogen"' in (site / "search" / "index.js").read_text("utf-8").replace(" ", "")
    assert briefings("check", "-f", config).exit_code == 0
    written = {path: path.read_bytes() for path in docs.rglob("*.md")}
    assert briefings("build", "--no-site", "-f", config).exit_code == 0
    assert {path: path.read_bytes() for path in docs.rglob("*.md")} == written


def test_an_address_that_would_die_stops_the_build_and_names_what_settles_it(
    new_archive: Callable[..., Path], briefings: Callable[..., Result], tmp_path: Path
) -> None:
    config = new_archive(tmp_path / "a", {"a.txt": SEED})
    docs = config.parent / "docs"
    docs.mkdir()
    lost = frozenset({"topics/old.html", "ministries/our-office/2020.html", "briefings/k7f3q9x2mt.html"})
    (docs / LEDGER).write_text(ledger_text(Ledger(lost)), "utf-8")
    result = briefings("build", "--no-site", "-f", config)
    assert result.exit_code == 1
    for command in (
        "`briefings rename topic old NEW`",
        "`briefings rename ministry our-office NEW`",
        "`briefings discard k7f3q9x2mt`",
    ):
        assert command in result.stderr
    for arguments in (("topic", "old", "hydrogen"), ("ministry", "our-office", "moe-2013")):
        settled = briefings("rename", *arguments, "-f", config)
        assert settled.exit_code == 0, settled.stderr
    result = briefings("build", "--no-site", "-f", config)
    assert "old.md" not in result.stderr
    assert "topics/hydrogen.md" in (docs / "topics" / "old.md").read_text("utf-8")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("rename", "topic", "hydrogen", "nuclear"), "briefings merge topic hydrogen nuclear"),
        (("rename", "topic", "hydrogen", "A b"), "A b: slug must match"),
        (("rename", "topic", "nothing-like-it", "x"), "no topic is called"),
        (("merge", "topic", "hydrogen", "hydrogen"), "the same topic"),
        (("merge", "ministry", "pps", "nobody"), "no ministry is called"),
    ],
)
def test_what_cannot_be_renamed_is_told_and_changes_nothing(
    new_archive: Callable[..., Path],
    briefings: Callable[..., Result],
    tmp_path: Path,
    arguments: tuple[str, ...],
    words: str,
) -> None:
    config = new_archive(tmp_path / "a", {})
    result = briefings(*arguments, "-f", config)
    assert (result.exit_code, words in result.stderr) == (2, True), result.stderr
    assert not (config.parent / "registry").exists()


@pytest.mark.slow
def test_a_bookmarked_search_finds_what_it_found(
    new_archive: Callable[..., Path],
    briefings: Callable[..., Result],
    tmp_path: Path,
    chromium: Browser,
) -> None:
    config = new_archive(tmp_path / "a", {"a.txt": SEED})
    assert briefings("rename", "topic", "hydrogen", "clean-hydrogen", "-f", config).exit_code == 0
    assert briefings("build", "-f", config).exit_code == 0
    page = chromium.new_page()
    page.goto((config.parent / "site/search.html").as_uri() + "?topic=hydrogen")
    chosen = page.locator("[data-facet=topic] li:has(input:checked)")
    chosen.first.wait_for(state="attached")
    assert [one.get_attribute("data-value") for one in chosen.all()] == ["clean-hydrogen"]
    page.close()
