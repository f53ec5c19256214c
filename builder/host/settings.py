"""MkDocs' configuration as our ``Settings``."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any, Final

from builder.content_policy import added_sources
from builder.host.archive_keys import names, wrong_keys
from builder.host.engine import PACKAGE, Engine
from builder.host.faults import silent_faults
from builder.model import Problem
from builder.problems import problem
from builder.settings import BESIDE, MarkdownSettings, Settings, Site

#: The extensions of Markdown that read no file.
_READ_NO_FILE: Final = frozenset(
    {
        "admonition",
        "attr_list",
        "def_list",
        "fenced_code",
        "footnotes",
        "md_in_html",
        "sane_lists",
        "tables",
        "toc",
    }
)
#: What makes MkDocs read another configuration, or the environment.
_ELSEWHERE: Final = re.compile(r"^INHERIT\s*:|!ENV\b", re.MULTILINE)
#: From how many briefings a ministry and a topic have a feed together, where nobody says it otherwise.
_ENOUGH: Final = 100
#: Where a page of a kind that nobody has thought of may lie.
_NEW_KIND: Final = "a-new-kind/of-page.md"
_PACKAGES: Final = (
    "Jinja2",
    "Markdown",
    PACKAGE,
    "mkdocs-material",
    "pymdown-extensions",
    "Pygments",
    "PyYAML",
)


def settings_of(config: Engine, config_file: Path) -> Settings | tuple[Problem, ...]:
    """MkDocs' configuration as our own value, or E401 for what it says of the archive and should not."""
    archive = config.extra.get("archive") or {}
    wrong = silent_faults(config, config_file) or wrong_keys(archive, config_file)
    if wrong := wrong or _search_that_shows_all(config, archive, config_file):
        return wrong
    root = config_file.resolve().parent
    return Settings(
        config_file=config_file.resolve(),
        root=root,
        docs=Path(config.docs_dir),
        seeds=root / archive.get("seeds", "seeds"),
        ignore=tuple(archive.get("ignore", ())),
        registry=root / archive.get("registry", "registry"),
        site_dir=Path(config.site_dir),
        custom_dir=Path(config.theme.custom_dir) if config.theme.custom_dir else None,
        site=_site(config, archive),
        site_url=config.site_url.rstrip("/") + "/" if config.site_url else None,
        slug=archive.get("slug"),
        nav=config.nav,
        narrow_menu=_narrow_menu(config, config_file),
        personal=archive.get("personal", "keep"),
        markdown=MarkdownSettings(tuple(config.markdown_extensions), config.mdx_configs),
        scripts=frozenset(str(getattr(one, "path", one)) for one in config.extra_javascript),
        fingerprint=_fingerprint(config),
        self_contained=_is_self_contained(config, config_file),
    )


def _is_self_contained(config: Engine, config_file: Path) -> bool:
    more = config.plugins or config.hooks or not _READ_NO_FILE.issuperset(config.markdown_extensions)
    return not more and not _ELSEWHERE.search(config_file.read_text("utf-8-sig"))


def _narrow_menu(config: Engine, config_file: Path) -> int | None:
    """The line of the menu, or of what it may leave out, if a page of a new kind is in neither."""
    left_out = config.not_in_nav
    if config.nav is None or (left_out is not None and left_out.match_file(_NEW_KIND)):
        return None
    return line_of_key(config_file, "not_in_nav") or line_of_key(config_file, "nav")


def _site(config: Engine, archive: Mapping[str, Any]) -> Site:
    return Site(
        name=config.site_name,
        description=config.site_description or "",
        sample=archive.get("sample", False),
        official=not archive.get("disclaimer", True),
        notice=archive.get("notice") or "",
        text=archive.get("text", "full"),
        originals=archive.get("originals", False),
        downloads=dict(_downloads(archive.get("downloads", {}))),
        pairs=_pairs(archive.get("feeds", {}).get("pairs", 0)),
        database=archive.get("database", False),
        cards=archive.get("cards", "lists"),
        article_data=archive.get("article_data", BESIDE),
        volumes={key: names(named) for key, named in archive.get("volumes", {}).items()},
        policy=added_sources(archive.get("policy") or {}, config),
        own_scripts=bool(config.extra_javascript or config.theme.custom_dir),
        security=tuple((str(key), str(value)) for key, value in archive.get("security", {}).items()),
    )


def _pairs(said: int) -> int:
    """From how many briefings a ministry and a topic have a feed together; 0: never."""
    return _ENOUGH if said is True else int(said)


def _downloads(said: Mapping[str, Any]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """``whole`` without names; of what else copies are asked for, the names."""
    for group, named in said.items():
        if group != "whole":
            yield group, tuple(map(str, named))
        elif named:
            yield group, ()


def _search_that_shows_all(
    config: Engine, archive: Mapping[str, Any], config_file: Path
) -> tuple[Problem, ...]:
    """MkDocs' and Material's own search put the whole text of every page into their index.

    So they may not stand beside a setting that withholds some of it.
    """
    setting = archive.get("text", "full")
    levels = {setting} if isinstance(setting, str) else {*setting.values()}
    found = [name for name in ("search", "material/search") if name in config.plugins]
    if levels <= {"full"} or not found:
        return ()
    detail = (
        f"the plugin {found[0]} publishes the whole text of every article, "
        "which extra.archive.text does not allow"
    )
    hint = "take the plugin out; the archive has a search of its own"
    return (problem("E401", config_file.name, line_of_key(config_file, "plugins"), detail, hint),)


def line_of_key(config_file: Path, key: str) -> int | None:
    """The first line that holds a key of mkdocs.yml, however deep it stands."""
    lines = config_file.read_text(encoding="utf-8-sig").splitlines()
    return next((number for number, line in enumerate(lines, 1) if line.strip().startswith(f"{key}:")), None)


def _fingerprint(config: Engine) -> str:
    """One SHA-256 over the settings, those that the file inherits and takes from the environment too.

    It is the same wherever the archive lies: what is kept of a build serves a copy and another checkout.
    """
    folder = Path(config.config_file_path).parent
    known = {
        "hooks": [hashlib.sha256(Path(str(hook)).read_bytes()).hexdigest() for hook in config.hooks],
        "file": hashlib.sha256(Path(config.config_file_path).read_bytes()).hexdigest(),
        "settings": dict(config),
        "theme": dict(config.theme),
        "plugins": {name: dict(plugin.config) for name, plugin in config.plugins.items()},
        "packages": {name: _version(name) for name in _PACKAGES},
    }
    written = json.dumps(known, sort_keys=True, default=_plain)
    return hashlib.sha256(written.replace(json.dumps(str(folder))[1:-1], "").encode()).hexdigest()


def _version(package: str) -> str | None:
    try:
        return version(package)
    except PackageNotFoundError:
        return None


def _plain(value: Any) -> Any:
    """Settings as JSON knows them.

    A function that mkdocs.yml names by its name, without its address in memory.
    """
    if isinstance(value, Mapping):
        return dict(value)
    return getattr(value, "__qualname__", type(value).__qualname__)
