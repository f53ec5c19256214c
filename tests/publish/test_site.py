"""docs/ → site/: complete, reproducible, and all or nothing."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from builder.checks import tree
from builder.host.mkdocs import MkDocs
from builder.publish import article_files, places
from builder.publish.dating import INDEXING, RENDERING, epoch_of
from builder.publish.outputs.data.article import JSON_FILES


def contents(folder: Path) -> dict[str, bytes]:
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }


def codes(publish, archive: Path) -> list[str]:
    return [found.code for found in publish(archive / "mkdocs.yml")]


def test_publishes_every_page_and_says_once_that_site_url_is_missing(archive, publish):
    assert codes(publish, archive) == ["N111"]
    pages = {path for path in contents(archive / "site") if path.endswith(".html")}
    assert {path for path in pages if not path.startswith("volumes/")} == {
        file.relative_to(archive / "docs").with_suffix(".html").as_posix()
        for file in (archive / "docs").rglob("*.md")
    } | {"404.html"}


def test_without_site_url_no_canonical_links_and_no_sitemap(published):
    files = contents(published)
    assert not [path for path in files if path.startswith("sitemap")]
    assert not [path for path, text in files.items() if path.endswith(".html") and b'rel="canonical"' in text]


def test_a_page_that_an_older_menu_does_not_speak_of_is_published_all_the_same(archive, publish):
    config = archive / "mkdocs.yml"
    older = config.read_text("utf-8").replace('not_in_nav: "*"', "not_in_nav: |\n  /briefings/\n  /topics/")
    config.write_text(older, "utf-8")
    (archive / "docs" / "a-new-kind.md").write_text("# 새로운 쪽\n", "utf-8")
    assert codes(publish, archive) == ["N111"]
    assert (archive / "site" / "a-new-kind.html").is_file()


def test_an_output_that_fails_is_named_with_its_page_and_the_last_good_site_stays(
    standing, publish, monkeypatch
):
    before = contents(standing / "site")
    articles = sorted((standing / "docs" / "briefings").iterdir())
    for article in articles:  # what did not change would be taken over
        article.write_text(article.read_text("utf-8") + "\n덧붙임.\n", "utf-8")

    def fails(publication, entry):
        raise ArithmeticError("too much")

    monkeypatch.setattr(article_files, "ARTICLE_OUTPUTS", (replace(JSON_FILES, make=fails),))
    found = [one for one in publish(standing / "mkdocs.yml") if one.code == "E312"]
    assert {one.path for one in found} == {file.relative_to(standing).as_posix() for file in articles}
    assert {one.message.partition(": ")[2] for one in found} == {"JSON: ArithmeticError: too much"}
    assert contents(standing / "site") == before


def test_with_site_url_canonical_links_sitemap_and_no_notice(archive, publish):
    config = archive / "mkdocs.yml"
    config.write_text("site_url: https://example.org/a/\n" + config.read_text("utf-8"), "utf-8")
    assert codes(publish, archive) == []
    files = contents(archive / "site")
    assert (
        b"<loc>https://example.org/a/briefings/k7f3q9x2mt.html</loc><lastmod>2026-11-22</lastmod>"
        in files["sitemap.xml"]
    )
    assert b'rel="canonical" href="https://example.org/a/about.html"' in files["about.html"]
    assert b'href="/a/index.html"' in files["404.html"]


def test_is_what_plain_mkdocs_makes(standing, publish):
    environment = {
        **os.environ,
        "SOURCE_DATE_EPOCH": str(epoch_of(tree.newest_added(standing / "docs") or "")),
    }
    environment.pop("NO_MKDOCS_2_WARNING", None)
    plain = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "-q", "-d", "plain"],
        cwd=standing,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (plain.returncode, plain.stdout, plain.stderr) == (0, "", "")
    made, plainly = contents(standing / "site"), contents(standing / "plain")
    unused = {
        path for path in plainly.keys() - made.keys() if re.match(r"assets/(?!stylesheets/.*css$)", path)
    }
    assert len(unused) > 30  # Material's own scripts and their maps, which no page loads
    assert {path: made.get(path) for path in plainly if path not in unused} == {
        path: text for path, text in plainly.items() if path not in unused
    }
    beside = made.keys() - plainly.keys()
    assert not [
        path for path in beside if path.endswith(".html") and not path.startswith("volumes/")
    ]  # feeds, data, search: made when publishing


def test_the_same_bytes_from_another_folder_day_time_zone_and_hash_seed(archive, tmp_path, publish):
    config = archive / "mkdocs.yml"
    config.write_text("site_url: https://example.org/a/\n" + config.read_text("utf-8"), "utf-8")
    publish(config)
    other = tmp_path / "elsewhere" / "copy"
    other.mkdir(parents=True)
    (archive / "docs").rename(other / "docs")
    config.rename(other / "mkdocs.yml")
    script = (
        "from pathlib import Path; from builder.host.renderer import renderer; from builder.publish.site import publish; "
        "from builder.registry import load_registry; publish(renderer().load(Path('mkdocs.yml')), load_registry())"
    )
    environment = {**os.environ, "PYTHONHASHSEED": "7", "TZ": "Pacific/Kiritimati", "LC_ALL": "C"}
    subprocess.run([sys.executable, "-c", script], cwd=other, env=environment, check=True)
    assert contents(other / "site") == contents(archive / "site")


def test_nothing_is_rebuilt_when_nothing_changed(standing, monkeypatch, publish):
    monkeypatch.setattr(MkDocs, "build", lambda *_: pytest.fail("MkDocs ran again"))
    assert codes(publish, standing) == ["N111"]


@pytest.mark.parametrize("changed", ["docs/about.md", "mkdocs.yml"])
def test_a_change_is_published(standing, changed, publish):
    before = contents(standing / "site")
    file = standing / changed
    file.write_text(
        file.read_text("utf-8").replace("설명.", "새 설명.").replace("(견본)", "(새 견본)"), "utf-8"
    )
    codes(publish, standing)
    assert contents(standing / "site") != before


def test_a_site_that_was_deleted_is_made_again(standing, publish):
    before = contents(standing / "site")
    (standing / "site" / "index.html").unlink()
    codes(publish, standing)
    assert contents(standing / "site") == before


def test_progress_counts_up_to_the_end_and_changes_nothing(archive, publish):
    steps: list[tuple[str, int, int]] = []
    publish(archive / "mkdocs.yml", lambda what, done, total: steps.append((what, done, total)))
    total = 2 * len(list((archive / "docs").rglob("*.md")))
    assert [step for step in steps if step[0] == RENDERING] == [
        (RENDERING, number, total) for number in range(1, total + 1)
    ]
    assert steps[-1][0] == INDEXING
    assert steps[-1][1] == steps[-1][2]


@pytest.mark.parametrize(
    ("link", "code"),
    [
        ("[x](nowhere.md)", "E302"),
        ("[x](/absolute)", "E302"),
        ("[x](../index/)", "E302"),
        ("[x](#nowhere)", "E303"),
        ("[x](../index.md#nowhere)", "E303"),
    ],
)
def test_a_broken_link_is_named_with_its_line_and_the_last_good_site_stays(standing, link, code, publish):
    before = contents(standing / "site")
    page = standing / "docs/briefings/m2untitled.md"
    page.write_text(page.read_text("utf-8") + f"\n끊어진 {link} 링크\n", "utf-8")
    found = publish(standing / "mkdocs.yml")
    assert [(one.code, one.path, one.line) for one in found if one.code != "N111"] == [
        (code, "docs/briefings/m2untitled.md", len(page.read_text("utf-8").splitlines()))
    ]
    assert contents(standing / "site") == before
    assert not (standing / ".cache/briefings/site.new").exists()


def test_links_of_a_page_that_did_not_change_are_followed_all_the_same(standing, publish):
    one, two = standing / "docs/one.md", standing / "docs/two.md"
    one.write_text("# 하나\n\n[x](two.md#there)\n", "utf-8")
    two.write_text("# 둘\n\n## there\n", "utf-8")
    assert codes(publish, standing) == ["N111"]
    two.write_text("# 둘\n\n## elsewhere\n", "utf-8")
    assert codes(publish, standing) == ["E303", "N111"]
    two.write_text("# 둘\n\n## there\n\n더\n", "utf-8")
    assert codes(publish, standing) == ["N111"]
    two.unlink()
    assert codes(publish, standing) == ["E302", "N111"]


def test_a_picture_that_goes_is_missed_on_a_page_that_did_not_change(standing, publish):
    (standing / "docs/picture.png").write_bytes(b"picture")
    (standing / "docs/one.md").write_text("# 하나\n\n![그림](picture.png)\n", "utf-8")
    assert codes(publish, standing) == ["N111"]
    (standing / "docs/picture.png").unlink()
    assert codes(publish, standing) == ["E302", "N111"]


def test_a_broken_template_is_a_problem(archive, publish):
    (archive / "overrides/partials").mkdir(parents=True)
    (archive / "overrides/partials/footer.html").write_text("{{ nothing.at.all }}", "utf-8")
    config = archive / "mkdocs.yml"
    config.write_text(
        config.read_text("utf-8").replace("  name: briefings", "  name: briefings\n  custom_dir: overrides"),
        "utf-8",
    )
    assert codes(publish, archive) == ["E310", "N111"]


@pytest.mark.parametrize(
    ("old", "new", "line_holds"),
    [
        ("  name: briefings", "  name: [", "  name: ["),
        ("use_directory_urls: false", "use_directory_urls: maybe", "use_directory"),
        ("\nnav:", "\nnavi:", "navi:"),
    ],
)
def test_a_wrong_configuration_is_named_with_its_line(archive, old, new, line_holds, publish):
    config = archive / "mkdocs.yml"
    config.write_text(config.read_text("utf-8").replace(old, new), "utf-8")
    found = publish(config)
    assert {one.code for one in found} == {"E401"}
    assert found[0].path == "mkdocs.yml"
    if "[" not in new:  # a parser notices an open bracket only later
        assert line_holds in config.read_text("utf-8").splitlines()[(found[0].line or 0) - 1]


def test_a_missing_configuration_is_named(tmp_path, publish):
    assert [found.code for found in publish(tmp_path / "mkdocs.yml")] == ["E401"]


def test_a_symbolic_link_is_not_followed(archive, tmp_path, publish):
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "secret.txt").write_text("secret", "utf-8")
    (archive / "docs" / "out").symlink_to(tmp_path / "outside")
    found = publish(archive / "mkdocs.yml")
    assert [(one.code, one.path) for one in found] == [("E308", "docs/out"), ("N111", "mkdocs.yml")]
    assert not (archive / "site").exists()


@pytest.mark.parametrize("clash", ["About.md", "about.html"])
def test_two_files_with_one_address_are_refused(archive, clash, publish):
    (archive / "docs" / clash).write_text("---\ntitle: 둘째\n---\n", "utf-8")
    assert "E309" in codes(publish, archive)


def test_a_korean_name_in_two_unicode_forms_is_a_clash(tmp_path, publish):
    (tmp_path / "docs").mkdir()
    for name in ("\uac00.md", "\u1100\u1161.md"):
        (tmp_path / "docs" / name).write_bytes(b"")
    assert [found.code for found in tree.tree_problems(tmp_path / "docs")] == ["E309"]


@pytest.mark.parametrize("in_one_step", [True, False])
def test_the_new_site_takes_the_place_of_the_old_one(standing, publish, monkeypatch, in_one_step):
    if not in_one_step:
        monkeypatch.setattr(places, "exchange", lambda one, other: False)
    (standing / "docs/about.md").write_text("# 새 안내\n", "utf-8")
    moved = []
    rename = Path.rename

    def noted(path: Path, to: Path) -> Path:
        moved.append(path.name)
        return rename(path, to)

    monkeypatch.setattr(Path, "rename", noted)
    codes(publish, standing)
    assert "새 안내" in (standing / "site/about.html").read_text("utf-8")
    assert ("site" in moved) is not in_one_step  # else there is a moment without a site
    assert not [path for path in (standing / ".cache/briefings").iterdir() if path.name.startswith("site")]


@pytest.mark.parametrize(
    "harm", [Path.unlink, lambda page: page.write_bytes(b""), lambda page: page.with_name("x.html").touch()]
)
def test_a_site_that_someone_wrote_into_is_made_anew(standing, publish, harm):
    before = contents(standing / "site")
    harm(standing / "site/about.html")
    codes(publish, standing)
    assert contents(standing / "site") == before


def test_what_a_link_in_the_cache_leads_to_is_left_alone(archive, tmp_path, publish):
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "letter.json").touch()
    cache = archive / ".cache/briefings"
    cache.mkdir(parents=True, exist_ok=True)
    for name in ("fragments", "site.new", "search"):
        (cache / name).symlink_to(mine)
    assert codes(publish, archive) == ["N111"]
    assert [path.name for path in mine.iterdir()] == ["letter.json"]


class TestAnInterruptedRun:
    def test_between_the_two_renames_the_old_site_comes_back(self, standing, publish, settings_of):
        before = contents(standing / "site")
        (standing / "site").rename(standing / ".cache/briefings/site.old")
        places.recover(places.places_of(settings_of(standing / "mkdocs.yml")))
        assert contents(standing / "site") == before

    def test_leftovers_are_cleared_away_and_the_next_run_is_whole(self, archive, publish):
        for leftover in ("site.old", "site.new"):
            (archive / ".cache/briefings" / leftover / "half").mkdir(parents=True)
        (archive / "site").mkdir()
        assert codes(publish, archive) == ["N111"]
        assert sorted(path.name for path in (archive / ".cache/briefings").iterdir()) == [
            "fragments",
            "kept.sqlite",
            "published",
            "search",
            "twin",
        ]
        assert not (archive / "site/half").exists()

    def test_a_record_never_vouches_for_a_site_that_was_swapped_in_afterwards(
        self, standing, monkeypatch, publish
    ):
        about = standing / "docs/about.md"
        old, before = about.read_bytes(), contents(standing / "site")
        about.write_bytes(old.replace("설명.".encode(), "새 설명.".encode()))
        write = Path.write_text

        def stopped(path: Path, *arguments: str) -> int:
            if path.name == "published":
                raise KeyboardInterrupt
            return write(path, *arguments)

        monkeypatch.setattr(Path, "write_text", stopped)
        with pytest.raises(KeyboardInterrupt):  # stopped after the swap, before the record
            codes(publish, standing)
        monkeypatch.undo()
        about.write_bytes(old)
        codes(publish, standing)
        assert contents(standing / "site") == before
