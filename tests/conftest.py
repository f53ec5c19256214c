"""What all rooms' tests share: how hard the properties try, the registry, the folder beside the checkout."""

from __future__ import annotations

import functools
import gc
import hashlib
import http.server
import importlib.util
import os
import shutil
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from types import ModuleType
from typing import Any
from unittest import mock

import pytest
from click.testing import CliRunner, Result
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser, sync_playwright

from builder import cli
from builder.catalogue.indexes import index_pages
from builder.commands import common
from builder.host.renderer import renderer
from builder.intake.read import read_seed
from builder.model import Article, Entry, Line, Problem, Seed, Supplied
from builder.pages.article import understand_seed
from builder.pages.edits import Made, Take, Versions, read_edits, with_edits
from builder.pages.entry import entry_of
from builder.pages.page import Page, page_of
from builder.pages.parts import hashes
from builder.permanence.ledger import Ledger
from builder.problems import located
from builder.progress import Progress, silent
from builder.prose.front_matter import parse_page
from builder.publish import site
from builder.publish.publication import Publication, publication
from builder.registry import Registry, RegistryCache, load_registry
from builder.settings import Settings, Site
from tests.measures.evaluation import Labelled, labelled_files

ROOT = Path(__file__).resolve().parents[1]
#: The day that all archives of the tests are built on: 2025-11-25.
EPOCH = "1764028800"

# Two machines never disagree about a test: the normal run tries the same examples each time, `make audit` looks for new ones.
settings.register_profile(
    "default", max_examples=60, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile(
    "audit", max_examples=1_000, deadline=None, print_blob=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))

#: Of thousands of tests hardly a value is part of a cycle: the collector of cycles need not look so often.
gc.set_threshold(50_000)


#: What takes longest: building archives, and looking at them in the browser.
_LONG = frozenset({"built", "new_archive", "briefings", "chromium"})


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Files that take long come first: at the end no processor waits for one that has just begun."""
    long = {item.path for item in items if not _LONG.isdisjoint(getattr(item, "fixturenames", ()))}
    items.sort(key=lambda item: item.path not in long)


def pytest_collection_finish() -> None:
    """The tests themselves and all modules stay until the end: the collector passes them over."""
    gc.freeze()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden",
        action="store_true",
        help="write what `convert` makes into tests/golden/*/expected.md",
    )
    parser.addoption(
        "--update-floors",
        action="store_true",
        help="raise the floors of tests/floors.json to what is reached now",
    )


@pytest.fixture(scope="session")
def registry() -> Registry:
    """The builder's own registries."""
    return load_registry()


@pytest.fixture(scope="session")
def text_seed() -> Callable[..., Seed]:
    """A text as a seed; keywords are what its collector knew."""

    def make(text: str, metadata: tuple[tuple[str, str], ...] = (), **supplied: Any) -> Seed:
        lines = tuple(Line(number, line) for number, line in enumerate(text.split("\n"), 1))
        return Seed("seed.txt", "0" * 64, "utf-8", lines, Supplied(**supplied), metadata)

    return make


@pytest.fixture(scope="session")
def article_of(registry: Registry, text_seed: Callable[..., Seed]) -> Callable[..., Article]:
    """A text as an understood article."""

    def understand(text: str, metadata: tuple[tuple[str, str], ...] = (), **supplied: Any) -> Article:
        article = understand_seed(text_seed(text.strip("\n"), metadata, **supplied), registry)
        assert isinstance(article, Article), article
        return article

    return understand


@pytest.fixture(scope="session")
def labelled(shared: Path) -> tuple[Labelled, ...]:
    """The evaluation set."""
    return labelled_files(shared / "eval")


@pytest.fixture(scope="session")
def example_files() -> tuple[Path, ...]:
    """Every article there is: the sample archive, and the examples beside the checkout where they are."""
    beside = ROOT.parent / "shared"
    found = [path for folder in (ROOT / "seeds", beside / "seeds") for path in sorted(folder.rglob("*"))]
    articles = [one.path for one in labelled_files(beside / "eval") if not one.is_list]
    return tuple(path for path in (*found, *articles) if path.suffix in (".txt", ".html"))


@pytest.fixture(scope="session")
def example_seeds(example_files: tuple[Path, ...], registry: Registry) -> tuple[Seed, ...]:
    """All of them, read."""
    reads = [read_seed(path, path.name, registry.list_page_patterns) for path in example_files]
    assert [problem for read in reads for problem in read.problems if read.seed is None] == []
    return tuple(read.seed for read in reads if read.seed)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of examples beside the checkout."""
    folder = ROOT / ".." / "shared"
    if not (folder / "eval").is_dir():
        pytest.skip("the folder ../shared is not beside this checkout")
    return folder.resolve()


@pytest.fixture(scope="session")
def load_module() -> Callable[[Path], ModuleType]:
    """A Python file as a module, wherever it lies: the test folders are no packages."""

    def load(path: Path) -> ModuleType:
        name = f"loaded_{path.stem}"
        if name not in sys.modules:
            spec = importlib.util.spec_from_file_location(name, path)
            assert spec is not None
            assert spec.loader is not None
            module = importlib.util.module_from_spec(spec)
            sys.modules[name] = module
            spec.loader.exec_module(module)
        return sys.modules[name]

    return load


@pytest.fixture(scope="session")
def briefings(registry: Registry) -> Callable[..., Result]:
    """Runs a command in this process. Registries are read once, unless the archive has its own."""

    def cached(own: Path | None = None, cache: RegistryCache | None = None) -> Registry:
        return load_registry(own, cache) if own is not None and own.is_dir() else registry

    def run(*arguments: str | Path) -> Result:
        with mock.patch.object(common, "load_registry", cached):
            result = CliRunner().invoke(
                cli.main, [str(one) for one in arguments], env={"SOURCE_DATE_EPOCH": EPOCH, "COLUMNS": "200"}
            )
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result

    return run


@pytest.fixture(scope="session")
def settings_of() -> Callable[[Path], Settings]:
    """The archive of a mkdocs.yml, whose settings are right."""

    def load(config_file: Path) -> Settings:
        loaded = renderer().load(config_file)
        assert isinstance(loaded, Settings), loaded
        return loaded

    return load


@pytest.fixture(scope="session")
def publish(registry: Registry) -> Callable[..., tuple[Problem, ...]]:
    """Publishes docs/ as it lies there, with the builder's own registries."""

    def run(config_file: Path, progress: Progress = silent) -> tuple[Problem, ...]:
        archive = renderer().load(config_file)
        if not isinstance(archive, Settings):
            return archive
        return located(site.publish(archive, registry, progress), archive.folders)

    return run


@pytest.fixture(scope="session")
def new_archive(briefings: Callable[..., Result]) -> Callable[[Path, Mapping[str, str | bytes]], Path]:
    """A new archive with these seeds (path → text or bytes); its mkdocs.yml."""

    def make(folder: Path, seeds: Mapping[str, str | bytes]) -> Path:
        assert briefings("new", folder, "--name", "시험 자료실").exit_code == 0
        for name, content in seeds.items():
            path = folder / "seeds" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return folder / "mkdocs.yml"

    return make


#: Articles of the sample archive that a small archive is made of: stated, inferred and unknown dates, joint releases, HTML, CP949.
SMALL = (
    "eval/001.txt",
    "eval/004.txt",
    "eval/009.txt",
    "eval/015.txt",
    "eval/016.txt",
    "eval/018.txt",
    "eval/019.txt",
    "2013/conscription-health.txt",
    "2005/rental-housing-qa.txt",
    "2018/forest-plan.txt",
    "2008/korean-food-overseas.html",
)


@pytest.fixture(scope="session")
def small_seeds() -> Mapping[str, bytes]:
    """Eleven articles of every kind, by path."""
    found = {}
    for name in SMALL:
        path = next(
            path
            for path in sorted((ROOT / "seeds" / name).parent.glob(f"{Path(name).stem}.*"))
            if path.suffix != ".yml"
        )
        found[path.relative_to(ROOT / "seeds").as_posix()] = path.read_bytes()
    return found


@pytest.fixture(scope="session")
def built(
    tmp_path_factory: pytest.TempPathFactory,
    small_seeds: Mapping[str, bytes],
    new_archive: Callable[..., Path],
    briefings: Callable[..., Result],
) -> Path:
    """The folder of a small archive with docs/ and site/, built once for all tests. Nobody writes into it; `copy_of` makes one to write into."""
    config = new_archive(tmp_path_factory.mktemp("built") / "archive", small_seeds)
    result = briefings("build", "-f", config)
    assert result.exit_code == 0, result.stderr
    return config.parent


@pytest.fixture(scope="session")
def files_of() -> Callable[[Path], dict[str, bytes]]:
    """What an archive has made: the files of its docs/ and site/, by path."""

    def files(root: Path) -> dict[str, bytes]:
        found = (path for folder in ("docs", "site") for path in (root / folder).rglob("*"))
        return {path.relative_to(root).as_posix(): path.read_bytes() for path in found if path.is_file()}

    return files


@pytest.fixture
def copy_of(tmp_path: Path) -> Callable[[Path], Path]:
    """A copy of an archive with its site and what is kept of its build: its mkdocs.yml."""

    def copy(archive: Path) -> Path:
        shutil.copytree(archive, tmp_path / "copy")
        return tmp_path / "copy" / "mkdocs.yml"

    return copy


@pytest.fixture(scope="session")
def article_page() -> Callable[..., Page]:
    """An article's page as it lies in docs/: `article_page("k7f3q9x2mt", title="…", body="…")`; keys are those of the front matter."""

    def make(
        page_id: str, body: str = "첫 문단의 첫 문장이다. 둘째 문장이다.\n\n둘째 문단이다.\n", **changes: Any
    ) -> Page:
        meta: dict[str, Any] = {
            "schema": 1,
            "id": page_id,
            "kind": "press_release",
            "title": f"제목 {page_id}",
            "title_basis": "stated",
            "subtitle": [],
            "date": "2020-04-16",
            "date_precision": "day",
            "date_basis": "stated",
            "date_of": "published",
            "date_evidence": "본문 첫 줄에 적혀 있습니다.",
            "ministry": "과학기술정보통신부",
            "ministries": ["과학기술정보통신부"],
            "ministry_ids": ["msit-2017"],
            "ministry_roles": ["lead"],
            "topics": ["ai-data"],
            "topic_names": ["인공지능·데이터"],
            "removed": [{"lines": "2-11", "rule": "share-buttons"}],
            "organizations": ["서울특별시"],
            "summary": "첫 문단의 첫 문장이다.",
            "source": {
                "file": f"{page_id}.txt",
                "sha256": "0" * 64,
                "outlet": "다온통신",
                "url": "https://example.org/news/1",
            },
            "rights": {"licence": "unknown"},
            "added": "2026-11-22",
            "generated": {"body": "0"},
        }
        return Page.read(f"briefings/{page_id}.md", {**meta, **changes}, body)

    return make


@pytest.fixture(scope="module")
def publication_of(registry: Registry) -> Callable[..., Publication]:
    """The publication of these article pages, with the index pages that lead to them.

    Of each module: one that has a registry of its own must not leave it to the others.
    """

    def make(
        *pages: Page,
        url: str | None = None,
        text: Any = "full",
        name: str = "시험 자료실",
        ledger: Ledger = Ledger(),  # noqa: B008 - frozen
        **site: Any,
    ) -> Publication:
        about = Site(name, "", text=text, **site)
        url = f"{url.rstrip('/')}/" if url else None
        entries = [entry for entry in map(entry_of, pages) if isinstance(entry, Entry)]
        files = index_pages(entries, registry, {}, about, ledger.living)
        parsed = ((file.path, parse_page(file.text)) for file in files)
        indexes = [page_of(path, *read) for path, read in parsed if not isinstance(read, str)]
        return publication(
            [*pages, *indexes],
            registry,
            about,
            url,
            max([str(page.meta["added"]) for page in pages], default="1980-01-01"),
            ledger,
        )

    return make


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Debian's Chromium, headless."""
    path = shutil.which("chromium")
    if path is None:
        if os.environ.get("CI"):
            pytest.fail("chromium is not installed; CI needs it")
        pytest.skip("chromium is not installed")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def host_folder() -> Callable[[Path], AbstractContextManager[str]]:
    """Serves a folder on this computer, under a sub-path; gives the address."""

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *args: object) -> None:
            pass

        def translate_path(self, path: str) -> str:
            return super().translate_path(path.removeprefix("/sub/path"))

    @contextmanager
    def host(folder: Path) -> Iterator[str]:
        server = http.server.ThreadingHTTPServer(
            ("127.0.0.1", 0), functools.partial(Quiet, directory=str(folder))
        )
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://localhost:{server.server_port}/sub/path/"
        server.shutdown()
        thread.join()
        server.server_close()

    return host


# ----------------------------------------------------------------------------------------------- pages and their edits

_PAGE_BODY = "과학기술정보통신부는 16일 인공지능 연구 계획을 발표했다.\n\n올해 세 곳을 고른다.\n"
_PAGE_META: dict[str, Any] = {
    "schema": 1,
    "id": "k7f3q9x2mt",
    "kind": "press_release",
    "title": "인공지능 연구 계획 발표",
    "title_basis": "generated",
    "subtitle": ["세 곳 선정"],
    "date": "2020-04-16",
    "date_precision": "day",
    "date_basis": "inferred",
    "date_of": "announced",
    "date_evidence": "본문의 16일과 법률 통과 시점에서 추정했습니다.",
    "ministry": "과학기술정보통신부",
    "ministries": ["과학기술정보통신부", "기획재정부"],
    "ministry_ids": ["msit-2017", "mosf-2008"],
    "ministry_roles": ["lead", "involved"],
    "topics": ["ai-data", "telecom"],
    "topic_names": [],
    "removed": [{"lines": "2-11", "rule": "share-buttons"}],
    "organizations": ["한국연구재단"],
    "summary": "과학기술정보통신부는 16일 인공지능 연구 계획을 발표했다.",
    "source": {"file": "a.txt", "sha256": "0" * 64, "outlet": "다온통신"},
    "rights": {"licence": "unknown"},
    "added": "2026-11-22",
}


@pytest.fixture(scope="session")
def make_page(registry: Registry) -> Callable[..., Page]:
    """A page as the builder makes it, with its hashes."""

    def make(body: str = _PAGE_BODY, **changes: Any) -> Page:
        meta = {**_PAGE_META, **changes}
        meta["topic_names"] = changes.get(
            "topic_names", [registry.topics[slug].name for slug in meta["topics"]]
        )
        page = Page.read("briefings/k7f3q9x2mt.md", meta, body)
        generated = {**hashes(page), "text": "0" * 16}
        return Page.read(page.path, {**meta, "generated": generated}, body)

    return make


@pytest.fixture(scope="session")
def make_seed() -> Callable[..., Seed]:
    def make(path: str, text: str, **supplied: Any) -> Seed:
        header = "".join(f"{key}: {value}\n" for key, value in supplied.items())
        digest = hashlib.sha256(f"{header}{text}".encode()).hexdigest()
        lines = tuple(Line(number, line) for number, line in enumerate(text.split("\n"), 1))
        return Seed(path, digest, "utf-8", lines, Supplied(**supplied))

    return make


@pytest.fixture(scope="session")
def merged(registry: Registry) -> Callable[..., Made]:
    """What comes of a page on disk and the page that the builder makes now.

    ``made``: with the ministries of an edited date, where that is another page than ``plain``.
    """

    def merge(
        on_disk: Page,
        plain: Page,
        *,
        made: Page | None = None,
        seed_changed: bool = False,
        take: Take | None = None,
    ) -> Made:
        if read_edits(on_disk) is None:
            return Made(plain)
        return with_edits(Versions(on_disk, plain, made or plain, seed_changed, take, registry))

    return merge
