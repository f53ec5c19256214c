"""`briefings bundle`: what is in the zip, that nothing in it leads out of it, and that the same archive gives the same bytes."""

from __future__ import annotations

import hashlib
import os
import posixpath
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from itertools import islice
from pathlib import Path
from typing import IO
from urllib.parse import unquote, urlsplit

import pytest
from click.testing import Result
from playwright.sync_api import Browser, Page

from builder.commands import common
from builder.publish.bundle import pack
from builder.zip_file import Member, write_zip

MINISTRY = "mosf-2008"
HOSTED = "https://example.org/archive/"
COPIES = pytest.mark.parametrize("copy", ["whole", "data", "part"])


def folder_of(unpacked: Path) -> Path:
    """The one folder of an unpacked copy."""
    (folder,) = [path for path in unpacked.iterdir() if path.is_dir()]
    return folder


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def names(archive: Path) -> list[str]:
    with zipfile.ZipFile(archive) as content:
        return content.namelist()


def members(archive: Path) -> list[tuple[str, str]]:
    """Name and SHA-256 of each file in a zip."""
    with zipfile.ZipFile(archive) as content:
        return [(name, hashlib.sha256(content.read(name)).hexdigest()) for name in content.namelist()]


# --------------------------------------------------------------------------------------------------------------------- contents


def test_each_zip_has_one_ascii_folder_and_a_readme_beside_it(unpacked: Mapping[str, Path]) -> None:
    for copy, folder in {
        "whole": "archive",
        "data": "archive",
        "part": f"archive-ministry-{MINISTRY}",
    }.items():
        assert sorted(path.name for path in unpacked[copy].iterdir()) == ["README.html", folder]


@COPIES
def test_names_are_short_ascii_and_in_order(copy: str, unpacked: Mapping[str, Path]) -> None:
    found = names(unpacked[f"{copy}.zip"])
    assert found[0] == "README.html"
    assert found[1:-1] == sorted(found[1:-1], key=lambda name: Path(name).parts)
    assert found[-1].endswith("/SHA256SUMS")
    assert all(name.isascii() and len(name) <= 100 for name in found)


def test_with_its_data_the_copy_is_the_site_byte_for_byte(
    archive: Path, unpacked: Mapping[str, Path]
) -> None:
    site, copied = files(archive.parent / "site"), files(folder_of(unpacked["data"]))
    assert copied.pop("SHA256SUMS")
    left_out = {path for path in site if path not in copied}
    assert [path for path in copied if copied[path] != site.get(path, b"")] == []
    assert {
        path
        for path in left_out
        if not path.startswith(("sitemap", "assets/javascripts/", "search/", "cards/"))
    } <= {"404.html", "_headers"} | {p for p in left_out if p.endswith(".map")}
    assert {"index.xml", "index.csv", "briefings/t66md7x6of.json", "briefings/t66md7x6of.md"} <= copied.keys()


def test_without_its_data_only_the_files_beside_articles_and_links_to_them_are_missing(
    unpacked: Mapping[str, Path],
) -> None:
    whole, data = files(folder_of(unpacked["whole"])), files(folder_of(unpacked["data"]))
    missing = data.keys() - whole.keys()
    assert missing
    assert all(re.fullmatch(r"briefings/\w+\.(json|md)", path) for path in missing)
    changed = {path for path in whole if whole[path] != data[path]} - {"SHA256SUMS"}
    assert changed == {path for path in whole if re.fullmatch(r"briefings/\w+\.html", path)}


@COPIES
def test_the_manifest_names_every_file_and_its_sum(copy: str, unpacked: Mapping[str, Path]) -> None:
    found = files(folder_of(unpacked[copy]))
    manifest = found.pop("SHA256SUMS").decode()
    assert sorted(manifest.splitlines()) == sorted(
        f"{hashlib.sha256(content).hexdigest()}  {path}" for path, content in found.items()
    )


@pytest.mark.skipif(shutil.which("sha256sum") is None, reason="sha256sum is not installed")
def test_the_command_of_the_readme_checks_it(unpacked: Mapping[str, Path]) -> None:
    folder = folder_of(unpacked["part"])
    command = ["sha256sum", "--quiet", "-c", "SHA256SUMS"]
    assert " ".join(command) in (unpacked["part"] / "README.html").read_text("utf-8")
    assert subprocess.run(command, cwd=folder, check=False).returncode == 0


def test_the_readme_says_how_to_open_it_and_what_is_in_it(unpacked: Mapping[str, Path]) -> None:
    whole, part = ((unpacked[copy] / "README.html").read_text("utf-8") for copy in ("whole", "part"))
    for page in (whole, part):
        assert "압축을 풉니다" in page
        assert "압축을 풀지 않은 것입니다" in page
        assert HOSTED in page
    assert 'href="archive/index.html"' in whole
    assert "11건" in whole
    assert f'<a href="archive-ministry-{MINISTRY}/ministries/{MINISTRY}.html">‘기획재정부’ 자료</a>' in part
    assert "1건" in part


# ------------------------------------------------------------------------------------------------------------------------ links


class Named(HTMLParser):
    """What a page names: (tag, attribute, address, the tag's rel)."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, str, str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        rel = dict(attrs).get("rel") or ""
        self.found += [
            (tag, key, value, rel)
            for key, value in attrs
            if value and key in {"href", "src", "action", "poster", "data", "srcset", "xlink:href"}
        ]


def addresses(folder: Path) -> Iterator[tuple[str, str, str, str, str]]:
    """(page, tag, attribute, address, rel) of everything that any page names."""
    for path in sorted(folder.rglob("*.html")):
        reader = Named()
        reader.feed(path.read_text("utf-8"))
        yield from ((path.relative_to(folder).as_posix(), *one) for one in reader.found)


@COPIES
def test_every_address_leads_to_a_file_of_the_copy(copy: str, unpacked: Mapping[str, Path]) -> None:
    """To a file, not to a folder: from disk that is a list of its files."""
    dead = []
    for page, _, _, address, _ in addresses(unpacked[copy]):
        parts = urlsplit(address)
        if parts.scheme or parts.netloc or not parts.path:
            continue
        target = posixpath.normpath(posixpath.join(posixpath.dirname(page), unquote(parts.path)))
        if not (unpacked[copy] / target).is_file():
            dead.append((page, address))
    assert dead == []


@COPIES
def test_no_page_loads_anything_from_another_host(copy: str, unpacked: Mapping[str, Path]) -> None:
    allowed = {("a", "href"), *(("link", rel) for rel in ("canonical", "license", "cite-as", "type"))}
    found = [
        one
        for one in addresses(unpacked[copy])
        if urlsplit(one[3]).netloc and (one[1], one[2]) not in allowed and (one[1], one[4]) not in allowed
    ]
    assert found == []


@COPIES
def test_style_sheets_load_nothing_from_another_host(copy: str, unpacked: Mapping[str, Path]) -> None:
    for path, content in files(unpacked[copy]).items():
        if path.endswith(".css"):
            assert not re.search(rb"(?:url\(|@import)\s*['\"]?(?:https?:)?//", content), path


# ------------------------------------------------------------------------------------------------------------------------- parts


def test_a_part_holds_its_articles_and_pages_made_of_them(unpacked: Mapping[str, Path]) -> None:
    found = files(folder_of(unpacked["part"]))
    articles = [path for path in found if path.startswith("briefings/")]
    assert articles == ["briefings/t66md7x6of.html"]
    listed = {
        path
        for path, content in found.items()
        if b"briefings/" in content and re.search(rb'href="(\.\./)*briefings/(?!t66md7x6of)', content)
    }
    assert listed == set()
    assert b"<title>" in found[f"ministries/{MINISTRY}.html"]
    assert found["index.csv"].decode("utf-8-sig").count("t66md7x6of") >= 1
    for other in ("u3brn3cnle", "rl7n6wbe25", "xc45gmufef"):
        for path, content in found.items():
            said = (
                content.decode("utf-8").replace(f"{HOSTED}briefings/{other}.html", "")
                if path.endswith((".html", ".csv", ".xml", ".js"))
                else ""
            )
            assert path in {"guide.html", "index.html"} or other not in said


def test_what_leaves_a_part_is_text_with_its_hosted_address(unpacked: Mapping[str, Path]) -> None:
    folder = folder_of(unpacked["part"])
    for page in ("guide.html", "index.html"):
        text = (folder / page).read_text("utf-8")
        assert (
            f'<span class="bp-away">u3brn3cnle <span class="bp-soft">({HOSTED}briefings/u3brn3cnle.html)</span></span>'
            in text
        )
        assert '<a href="briefings/t66md7x6of.html">t66md7x6of</a>' in text
    assert (folder / "picture.svg").is_file()


def test_every_page_of_a_part_says_that_it_is_one_and_where_the_whole_is(
    unpacked: Mapping[str, Path],
) -> None:
    pages = sorted(folder_of(unpacked["part"]).rglob("*.html"))
    assert len(pages) > 20
    assert [
        path.name
        for path in pages
        if f"‘기획재정부’ 자료만 담은 사본입니다. 전체 자료실: {HOSTED}" not in path.read_text("utf-8")
    ] == []


def test_an_articles_page_is_that_of_the_whole_but_for_the_notice(unpacked: Mapping[str, Path]) -> None:
    whole, part = (
        (folder_of(unpacked[copy]) / "briefings/t66md7x6of.html").read_text("utf-8")
        for copy in ("whole", "part")
    )
    between = [
        re.search(r'<article class="bp-article.*?</article>', page, re.DOTALL) for page in (whole, part)
    ]
    assert between[0] is not None
    assert between[1] is not None
    related = r'<a href="(\w+\.html)">([^<]*)</a> <small>'
    assert re.search(related, between[0][0])
    left = rf'<span class="bp-away">\2 <span class="bp-soft">({HOSTED}briefings/\1)</span></span> <small>'
    assert re.sub(related, left, between[0][0]) == between[1][0]


def test_a_topics_part(archive: Path, bundle: Callable[..., Path]) -> None:
    found = names(bundle("--topic", "wages-hours"))
    assert [name for name in found if "/briefings/" in name] == [
        "archive-topic-wages-hours/briefings/bzqyb4rtg5.html"
    ]
    assert "archive-topic-wages-hours/topics/wages-hours.html" in found
    assert not (archive.parent / ".cache" / "briefings" / "part").exists()


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--ministry", "mosf-208"], "near are mosf-2008 (기획재정부)"),
        (["--ministry", "재정경제부"], "mofe-1998 (재정경제부), mofe-2026 (재정경제부)"),
        (["--topic", "예산"], "near are budget (예산·재정운용)"),
        (["--topic", "../../etc"], "no topic is called '../../etc'"),
        (["--topic", "우주·항공"], "holds no article of the topic space"),
        (["--topic", "forestry", "--ministry", "kfs"], "choose one"),
    ],
)
def test_a_part_that_is_none_is_named(
    options: list[str], said: str, archive: Path, briefings: Callable[..., Result]
) -> None:
    result = briefings("bundle", "-f", archive, *options)
    assert result.exit_code == common.EXIT_USAGE
    assert said in result.stderr


# ------------------------------------------------------------------------------------------------------------ the same bytes


ELSEWHERE = """
import os, socket
os.umask(0o077)
def refuse(*_, **__):
    raise AssertionError("something asks the network")
socket.socket.__init__ = socket.socket.connect = socket.create_connection = socket.getaddrinfo = refuse
from builder import cli
def bundle(*options):
    try:
        cli.main(["bundle", *options])
    except SystemExit as done:
        assert done.code == 0, done.code
bundle("--ministry", "mosf-2008")
bundle("--data")
"""


def test_another_place_time_zone_locale_hash_seed_and_umask_change_no_byte_and_no_network_is_needed(
    archive: Path, unpacked: Mapping[str, Path], tmp_path: Path
) -> None:
    folder = tmp_path / "다른 곳"
    shutil.copytree(archive.parent, folder, ignore=shutil.ignore_patterns("site", ".cache", "dist"))
    for path in folder.rglob("*"):
        os.utime(path, (1_000_000_000, 1_000_000_000))
    kept = {name: os.environ[name] for name in ("PATH", "PYTHONPATH") if name in os.environ}
    differently = {
        **kept,
        "TZ": "Pacific/Kiritimati",
        "LC_ALL": "C",
        "LANG": "C",
        "PYTHONHASHSEED": "7",
        "HOME": str(tmp_path),
    }
    result = subprocess.run(
        [sys.executable, "-c", ELSEWHERE],
        cwd=folder,
        env=differently,
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stderr
    for copy, name in (("data", "archive-offline.zip"), ("part", f"archive-ministry-{MINISTRY}-offline.zip")):
        ours, theirs = unpacked[f"{copy}.zip"], folder / "dist" / name
        assert [
            member for member, other in zip(members(ours), members(theirs), strict=True) if member != other
        ] == []
        assert ours.read_bytes() == theirs.read_bytes()


# -------------------------------------------------------------------------------------------------------- refused and stopped


@pytest.fixture
def empty(tmp_path: Path, new_archive: Callable[..., Path]) -> Path:
    """An archive without an article, which is quickly built: its mkdocs.yml."""
    config = new_archive(tmp_path / "empty", {})
    (config.parent / "docs").mkdir()
    return config


def test_files_that_not_every_system_can_unpack_are_refused_by_name(
    empty: Path, briefings: Callable[..., Result]
) -> None:
    wrong = ("첨부/정책 자료.pdf", f"{'x' * 50}/{'y' * 50}.txt")
    for name in wrong:
        file = empty.parent / "docs" / name
        file.parent.mkdir()
        file.write_bytes(b"%PDF-")
    result = briefings("bundle", "-f", empty)
    assert result.exit_code == common.EXIT_ERRORS
    assert [name for name in wrong if f"{name}: E311" not in result.stderr] == []
    assert not (empty.parent / "dist").exists()


def test_a_broken_site_gives_no_copy(empty: Path, briefings: Callable[..., Result]) -> None:
    (empty.parent / "docs" / "guide.md").write_text("[없는 쪽](nothing.md)\n", "utf-8")
    result = briefings("bundle", "-f", empty)
    assert result.exit_code == common.EXIT_ERRORS
    assert "E302" in result.stderr
    assert not (empty.parent / "dist").exists()


def test_an_archive_without_an_article_has_a_copy_too(empty: Path, briefings: Callable[..., Result]) -> None:
    result = briefings("bundle", "-f", empty)
    assert result.exit_code == common.EXIT_OK
    assert "archive/search.html" in names(Path(result.stdout.splitlines()[0]))


@pytest.mark.parametrize("error", [KeyboardInterrupt(), OSError(28, "No space left on device")])
def test_a_stopped_run_leaves_the_old_zip_and_nothing_beside_it(
    error: BaseException, archive: Path, briefings: Callable[..., Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    dist = archive.parent / "dist"
    old = dist / "archive-offline.zip"
    dist.mkdir(exist_ok=True)
    old.write_bytes(b"the old copy")
    listed = sorted(dist.iterdir())

    def stopped(stream: IO[bytes], members: Iterable[Member], day: str) -> None:
        write_zip(stream, islice(members, 9), day)
        raise error

    monkeypatch.setattr(pack, "write_zip", stopped)
    result = briefings("bundle", "-f", archive)
    assert result.exit_code == (130 if isinstance(error, KeyboardInterrupt) else common.EXIT_ERRORS)
    assert old.read_bytes() == b"the old copy"
    assert sorted(dist.iterdir()) == listed


def test_a_name_that_is_none_is_refused(empty: Path, briefings: Callable[..., Result]) -> None:
    empty.write_text(
        empty.read_text("utf-8").replace("  archive:\n", "  archive:\n    slug: 정책 자료\n"), "utf-8"
    )
    result = briefings("bundle", "-f", empty)
    assert result.exit_code == common.EXIT_USAGE
    assert "E401" in result.stderr
    assert "extra.archive.slug" in result.stderr


# ------------------------------------------------------------------------------------------------------------------ in a browser


@dataclass
class Reader:
    """A browser's page, every address it asked for, and all that was said on its console."""

    page: Page
    asked: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)

    def listen(self) -> None:
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.on("requestfailed", lambda request: self.said.append(f"failed: {request.url}"))
        self.page.on("console", lambda message: self.said.append(message.text))
        self.page.on("pageerror", lambda error: self.said.append(str(error)))


@pytest.fixture
def reader(chromium: Browser) -> Iterator[Reader]:
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    found = Reader(context.new_page())
    found.listen()
    yield found
    context.close()


def follow(page: Page, path: str) -> None:
    """Click the first link that is to be seen and leads to ``path``."""
    links = page.locator("a:visible")
    place = links.evaluate_all(
        "(all, path) => all.findIndex(one => decodeURI(one.href).split(/[?#]/)[0].endsWith(path))", path
    )
    assert place >= 0, f"{page.url} has no link to {path}"
    links.nth(place).click()
    page.wait_for_load_state()
    assert page.url.split("?")[0].split("#")[0].endswith(path), page.url


#: Every kind of page, each reached from the one before it.
WAY = (
    "index.html", "ministries/index.html", "ministries/lineage.html", "ministries/index.html", "ministries/mosf-2008.html", "briefings/t66md7x6of.html", "topics/prices.html",
    "topics/area-economy-finance.html", "topics/index.html", "years/index.html", "years/2019.html", "years/2019-03.html", "index.html", "undated.html", "index.html",
    "coverage.html", "index.html", "about.html", "index.html", "data.html", "index.html", "search.html",
)  # fmt: skip


@pytest.mark.browser
@pytest.mark.parametrize("copy", ["whole", "part"])
def test_every_kind_of_page_by_clicking_from_disk_and_searching(
    copy: str, unpacked: Mapping[str, Path], reader: Reader
) -> None:
    page, folder = reader.page, folder_of(unpacked[copy])
    page.goto((unpacked[copy] / "README.html").as_uri())
    assert not page.is_visible(".packed")
    for path in WAY:
        follow(page, f"/{folder.name}/{path}")
        assert page.locator("h1").count() == 1
    assert totals(page, "물가") >= 1
    assert (totals(page, "산림") > 0) == (copy == "whole")
    root = unpacked[copy].as_uri() + "/"
    assert [address for address in reader.asked if not address.startswith((root, "data:", "blob:"))] == []
    assert reader.said == []


def totals(page: Page, query: str) -> int:
    """How many briefings the search page finds."""
    page.fill("#bp-search-page", query)
    page.keyboard.press("Enter")
    page.wait_for_selector(f".bp-find__hits[data-query='{query}']", state="attached")
    return int(page.get_attribute(".bp-find__hits", "data-total") or "-1")


@pytest.mark.browser
def test_the_readme_says_so_when_the_zip_was_not_unpacked(
    unpacked: Mapping[str, Path], reader: Reader, tmp_path: Path
) -> None:
    """A program that looks into zips takes out the one file that was clicked."""
    alone = Path(shutil.copy(unpacked["whole"] / "README.html", tmp_path))
    reader.page.goto(alone.as_uri())
    reader.page.wait_for_selector(".packed:visible")
