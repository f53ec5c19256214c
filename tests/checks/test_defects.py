"""Defects planted one by one (defects.yaml): each is named before anything is published, with file, line and remedy."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest
import yaml

from builder.checks.check import check
from builder.host.renderer import renderer
from builder.model import Problem
from builder.permanence.ledger import problems_of, unreadable
from builder.problems import located, problem
from builder.publish.outputs.all import derived_addresses
from builder.registry import RegistryError, load_registry
from builder.settings import Settings

DEFECTS: list[dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("defects.yaml").read_text("utf-8"))
SHORT = {"ARTICLE": "docs/briefings/m2untitled.md", "INDEX": "docs/years/2020.md"}


@pytest.fixture(scope="module")
def small(
    tmp_path_factory: pytest.TempPathFactory,
    article_page: Callable[..., Any],
    load_module: Callable[[Path], ModuleType],
) -> Path:
    """The archive into which they are planted, and from which each is taken out again."""
    written = load_module(Path(__file__).resolve().parents[1] / "publish" / "conftest.py")
    folder: Path = written._archive(tmp_path_factory.mktemp("defects") / "archive", article_page)
    return folder


@cache
def loaded(config: Path, _content: bytes) -> Settings | tuple[Problem, ...]:
    return renderer().load(config)


def problems(archive: Path, registry: SimpleNamespace) -> tuple[Problem, ...]:
    """What `briefings check` tells, without what asks for the whole registry."""
    config = archive / "mkdocs.yml"
    settings = loaded(config, config.read_bytes())
    if not isinstance(settings, Settings):
        return settings
    try:
        load_registry(settings.registry) if settings.registry.is_dir() else None
    except RegistryError as error:
        return (problem("E402", f"registry/{error.path.name}", error.line, error.message),)
    if lost := unreadable(settings.docs, settings.site_dir):
        return located(lost, settings.folders)
    paths = {file.relative_to(settings.docs).as_posix() for file in settings.docs.rglob("*.md")}
    found = (*check(settings, registry, derived_addresses), *problems_of(settings, paths))  # type: ignore[arg-type]
    return located(found, settings.folders)


@contextmanager
def plant(archive: Path, defect: Mapping[str, Any]) -> Iterator[None]:
    """The archive has the defect meanwhile."""
    file = archive / SHORT.get(defect["file"], defect["file"])
    before = file.read_bytes() if file.is_file() else None
    folders = [folder for folder in file.parents if not folder.exists()]
    file.parent.mkdir(parents=True, exist_ok=True)
    _make(archive, file, defect)
    try:
        yield
    finally:
        file.unlink(missing_ok=True)
        if before is not None:
            file.write_bytes(before)
        for folder in folders:
            shutil.rmtree(folder, ignore_errors=True)


def _make(archive: Path, file: Path, defect: Mapping[str, Any]) -> None:
    if "leads" in defect:
        return file.symlink_to(archive / defect["leads"])
    if "pipe" in defect:
        return os.mkfifo(file)
    if "gone" in defect:
        return file.unlink()
    source = archive / SHORT[defect["copy"]] if "copy" in defect else file
    text = source.read_text("utf-8") if source.is_file() and "empty" not in defect else ""
    text += defect.get("add", "") + (f"\n{defect['many'] * 2_000}\n" if "many" in defect else "")
    assert defect.get("old", "") in text
    text = text.replace(defect["old"], defect["new"], 1) if "old" in defect else text
    file.write_bytes(bytes.fromhex(defect["bytes"]) if "bytes" in defect else text.encode())
    return None


@pytest.mark.parametrize("defect", DEFECTS, ids=[one["what"] for one in DEFECTS])
def test_it_is_named_with_file_line_and_remedy(
    small: Path, few_bodies: SimpleNamespace, defect: Mapping[str, Any]
) -> None:
    with plant(small, defect):
        found = problems(small, few_bodies)
    told = [one for one in found if one.code == defect["code"]]
    assert told, found
    assert all(one.hint and one.severity == "error" for one in told)
    if "line" in defect:
        assert defect["line"] in {one.line for one in told}


def test_without_them_nothing_is_wrong(small: Path, few_bodies: SimpleNamespace) -> None:
    assert problems(small, few_bodies) == ()
    assert len(DEFECTS) >= 96
