"""Where an archive's files lie and what it is called: read from its ``mkdocs.yml`` (``extra: archive:``)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from mkdocs.config.defaults import MkDocsConfig

from builder.catalogue.indexes import Site
from builder.host import mkdocs as mkdocs_run
from builder.model import Problem, Root
from builder.problems import problem
from builder.publish.bundle.names import is_slug
from builder.publish.publication import site_of
from builder.rights import setting_fault

#: The keys of ``extra: archive:`` and what they must be.
_KEYS: Final[Mapping[str, type]] = {
    "seeds": str,
    "registry": str,
    "notice": str,
    "disclaimer": bool,
    "sample": bool,
    "slug": str,
    "text": object,
}


@dataclass(frozen=True, slots=True)
class Settings:
    """An archive on disk. All paths are absolute."""

    config_file: Path
    root: Path
    docs: Path
    seeds: Path
    registry: Path
    """The archive's own registry files; the folder need not exist."""
    site_dir: Path
    site: Site

    @property
    def folders(self) -> Mapping[Root, str]:
        """How the folders that problems are relative to are called from the archive's own."""
        return {Root.SEEDS: self.seeds.name, Root.DOCS: self.docs.name}


def read_settings(config_file: Path) -> Settings | tuple[Problem, ...]:
    """The settings, or E401 problems. The folder of ``mkdocs.yml`` is the archive."""
    # MkDocs refuses a configuration whose docs folder does not exist yet; the first build is about to fill it.
    (config_file.resolve().parent / "docs").mkdir(exist_ok=True)
    config, problems = mkdocs_run.load(config_file)
    if config is None:
        return problems
    archive = config.extra.get("archive") or {}
    wrong = _wrong_keys(archive, config_file) or _search_that_shows_all(config, config_file)
    if wrong:
        return wrong
    root = config_file.resolve().parent
    return Settings(
        config_file=config_file.resolve(),
        root=root,
        docs=Path(config.docs_dir),
        seeds=root / archive.get("seeds", "seeds"),
        registry=root / archive.get("registry", "registry"),
        site_dir=Path(config.site_dir),
        site=site_of(config),
    )


def _wrong_keys(archive: Any, config_file: Path) -> tuple[Problem, ...]:
    if not isinstance(archive, dict):
        return (problem("E401", config_file.name, detail="extra.archive is no mapping"),)
    found = []
    for key, value in archive.items():
        if key not in _KEYS:
            found.append(f"extra.archive.{key} is unknown; known are {', '.join(_KEYS)}")
        elif not isinstance(value, _KEYS[key]):
            found.append(f"extra.archive.{key} must be of type {_KEYS[key].__name__}")
        elif key == "text" and (fault := setting_fault(value)):
            found.append(f"extra.archive.{key}: {fault}")
        elif key == "slug" and not is_slug(str(value)):
            found.append(
                f"extra.archive.{key}: {value!r} is no name of lower-case ASCII letters, digits and hyphens, at most 40"
            )
    return tuple(
        problem(
            "E401",
            config_file.name,
            _line_of(config_file, text.split()[0].rstrip(":").rsplit(".", 1)[-1]),
            text,
        )
        for text in found
    )


def _search_that_shows_all(config: MkDocsConfig, config_file: Path) -> tuple[Problem, ...]:
    """MkDocs' and Material's own search put the whole text of every page into their index: not beside a setting that withholds some."""
    setting = site_of(config).text
    levels = {setting} if isinstance(setting, str) else {*setting.values()}
    found = [name for name in ("search", "material/search") if name in config.plugins]
    if levels <= {"full"} or not found:
        return ()
    detail = f"the plugin {found[0]} publishes the whole text of every article, which extra.archive.text does not allow"
    return (
        problem(
            "E401",
            config_file.name,
            _line_of(config_file, "plugins"),
            detail,
            "take the plugin out; the archive has a search of its own",
        ),
    )


def _line_of(config_file: Path, key: str) -> int | None:
    lines = config_file.read_text(encoding="utf-8-sig").splitlines()
    return next((number for number, line in enumerate(lines, 1) if line.strip().startswith(f"{key}:")), None)
