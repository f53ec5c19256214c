"""MkDocs' configuration as our ``Settings``, and what may stand under ``extra: archive:``."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any, Final

from builder.content_policy import added_sources, are_sources
from builder.host.engine import PACKAGE, Engine
from builder.host.faults import silent_faults
from builder.model import Problem
from builder.personal import HANDLINGS
from builder.problems import problem
from builder.rights import setting_fault
from builder.settings import CARDS, MarkdownSettings, Settings, Site, is_slug

#: The keys of ``extra: archive:`` and what they must be.
_KEYS: Final[Mapping[str, type]] = {
    "seeds": str,
    "ignore": list,
    "registry": str,
    "notice": str,
    "disclaimer": bool,
    "sample": bool,
    "slug": str,
    "text": object,
    "originals": bool,
    "personal": str,
    "database": bool,
    "security": dict,
    "feeds": dict,
    "downloads": dict,
    "volumes": dict,
    "cards": str,
    "policy": dict,
}
#: What offline copies can be of besides the whole, and what each is called.
_SHARES: Final[Mapping[str, str]] = {"ministries": "ministry", "topics": "topic", "years": "year"}
_VOLUMES: Final = ("topics", "ministries")
#: The keys that have one of these words.
_WORDS: Final[Mapping[str, Sequence[str]]] = {"personal": HANDLINGS, "cards": CARDS}
#: What RFC 9116 asks for in a security.txt.
_SECURITY: Final = frozenset({"contact", "expires"})
_EXPIRES: Final = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z")
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
    wrong = silent_faults(config, config_file) or _wrong_keys(archive, config_file)
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
        downloads=tuple(_downloads(archive.get("downloads", {}))),
        pairs=_pairs(archive.get("feeds", {}).get("pairs", 0)),
        database=archive.get("database", False),
        cards=archive.get("cards", "lists"),
        volumes={key: _names(named) for key, named in archive.get("volumes", {}).items()},
        policy=added_sources(archive.get("policy") or {}, config),
        own_scripts=bool(config.extra_javascript or config.theme.custom_dir),
        security=tuple((str(key), str(value)) for key, value in archive.get("security", {}).items()),
    )


def _wrong_keys(archive: Any, config_file: Path) -> tuple[Problem, ...]:
    if not isinstance(archive, dict):
        return (problem("E401", config_file.name, detail="extra.archive is no mapping"),)
    return tuple(
        problem("E401", config_file.name, line_of_key(config_file, key), f"extra.archive.{key}{fault}")
        for key, fault in _faults(archive)
    )


def _faults(archive: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """(key, what is wrong with it, to be read behind its name)."""
    for key, value in archive.items():
        if key not in _KEYS:
            yield key, f" is unknown; known are {', '.join(_KEYS)}"
        elif not isinstance(value, _KEYS[key]):
            yield key, f" must be of type {_KEYS[key].__name__}"
        elif isinstance(value, list) and not all(isinstance(glob, str) for glob in value):
            yield key, " must be a list of globs"
        elif fault := _fault_of(key, value):
            yield key, fault


def _fault_of(key: str, value: Any) -> str:
    """What is wrong with a value of the right type."""
    if key == "text" and (fault := setting_fault(value)):
        return f": {fault}"
    if key == "slug" and not is_slug(str(value)):
        return f": {value!r} is no name of lower-case ASCII letters, digits and hyphens, at most 40"
    known = _WORDS.get(key)
    if known is not None and value not in known:
        return f": {value!r} is none of {', '.join(known)}"
    is_right, form = _FORMS.get(key, (None, ""))
    return "" if is_right is None or is_right(value) else form


def _is_security(value: Any) -> bool:
    """Whether its fields are texts of one line, and those there that must be."""
    fields = {str(key): one for key, one in value.items()}
    return (
        fields.keys() >= _SECURITY
        and all(isinstance(one, str) and "\n" not in f"{key}{one}" for key, one in fields.items())
        and fields["contact"].startswith(("mailto:", "https:"))
        and bool(_EXPIRES.fullmatch(fields["expires"]))
    )


def _is_feeds(value: Any) -> bool:
    pairs = value.get("pairs")
    return value.keys() == {"pairs"} and (pairs is False or (isinstance(pairs, int) and pairs > 0))


def _pairs(said: int) -> int:
    """From how many briefings a ministry and a topic have a feed together; 0: never."""
    return _ENOUGH if said is True else int(said)


def _is_downloads(value: Any) -> bool:
    return all(
        isinstance(said, bool) if key == "whole" else key in _SHARES and isinstance(said, list)
        for key, said in value.items()
    )


def _downloads(said: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    if said.get("whole"):
        yield "whole", ""
    for key, kind in _SHARES.items():
        yield from ((kind, str(one)) for one in said.get(key, ()))


def _is_volumes(value: Any) -> bool:
    names = (_names(named) for named in value.values())
    return all(key in _VOLUMES for key in value) and all(
        isinstance(one, str) for named in names for one in named
    )


def _names(value: Any) -> tuple[Any, ...]:
    """The names of a list, or of one name alone."""
    return tuple(value) if isinstance(value, list) else (value,)


#: The keys that have a form of their own → whether a value has it, and how it reads behind the key.
_FORMS: Final[Mapping[str, tuple[Callable[[Any], bool], str]]] = {
    "security": (
        _is_security,
        " must have contact (mailto: or https:) and expires ('2027-12-31T00:00:00Z'), as texts",
    ),
    "policy": (are_sources, " must list sources by directive, as script-src: [https://stats.example.org]"),
    "feeds": (_is_feeds, " must say pairs: true, or from how many briefings: a whole number from 1"),
    "downloads": (_is_downloads, f" may have whole: true, and {', '.join(_SHARES)}, each a list of names"),
    "volumes": (_is_volumes, f" may have {' and '.join(_VOLUMES)}, each a list of names, or all"),
}


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
