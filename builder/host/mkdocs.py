"""MkDocs, run inside this process: its configuration, its build, and its log turned into problems.

MkDocs is strict here whatever mkdocs.yml says: a warning is a problem. What it prints nowhere else goes into the result.
"""

from __future__ import annotations

import logging
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort, MkDocsException
from mkdocs.plugins import BasePlugin

from builder.problems import in_order, page_problem, problem

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page

    from builder.model import Problem
    from builder.progress import Count

# mkdocs 1.6, structure/pages.py: every warning about a link of a page begins like this.
_LINK: Final = re.compile(
    r"Doc file '(?P<page>[^']+)' contains an? .*?link '(?P<link>[^']*)'(?P<rest>.*)", re.DOTALL
)
_ANCHOR: Final = re.compile(r"anchor")
_PAGE: Final = re.compile(r"Error (?:reading|building) page '(?P<page>[^']+)'")
_SETTING: Final = re.compile(r"Config value '(?P<key>[^'.]+)")
_YAML_LINE: Final = re.compile(r"line (\d+)")


def load(config_file: Path) -> tuple[MkDocsConfig | None, tuple[Problem, ...]]:
    """The configuration, or None and E401 problems with the line of mkdocs.yml they stand on."""
    with _log() as records:
        try:
            config = load_config(str(config_file))
        except (Abort, MkDocsException, OSError, ValueError) as error:
            failure = None if isinstance(error, Abort) else str(error)
        else:
            failure = None
    messages = [record.getMessage() for record in records] + ([failure] if failure else [])
    if messages:
        return None, in_order([_configuration_problem(config_file, message) for message in messages])
    return config, ()


def build(config: MkDocsConfig, site_dir: Path, epoch: int, progress: Count | None) -> tuple[Problem, ...]:
    """Build the site into ``site_dir``, dated ``epoch``; every warning and error of MkDocs as E302, E303 or E310.

    Each page is two steps of ``progress``, reading and writing.
    """
    config.site_dir = str(site_dir)
    if progress is not None:
        config.plugins["briefings/progress"] = _ProgressPlugin(progress)
    failure: Exception | None = None
    with _log() as records, _source_date(epoch):
        try:
            config.plugins.on_startup(command="build", dirty=False)
            mkdocs_build(config)
        except Abort:
            pass  # what made MkDocs give up stands in its log
        except Exception as error:  # noqa: BLE001 - a template or plugin may raise anything; the last good site stays
            failure = error
        finally:
            config.plugins.on_shutdown()
    found = [_build_problem(config, record.getMessage()) for record in records]
    if failure is not None and not any(str(failure) in record.getMessage() for record in records):
        found.append(_build_problem(config, f"{type(failure).__name__}: {failure}"))
    return in_order(found)


class _ProgressPlugin(BasePlugin):  # type: ignore[type-arg, no-untyped-call]  # no settings; MkDocs has no types here
    """Counts pages. It returns nothing from any event, so it cannot change what MkDocs writes."""

    def __init__(self, progress: Count) -> None:
        self._progress = progress
        self._done = 0
        self._all = 0

    def on_files(self, files: Files, *, config: MkDocsConfig) -> None:  # noqa: ARG002 - MkDocs names the parameters
        self._all = 2 * len(list(files.documentation_pages()))

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> None:  # noqa: ARG002
        self._step()

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> None:  # noqa: ARG002
        self._step()

    def _step(self) -> None:
        self._done += 1
        self._progress(self._done, self._all)


class _Collector(logging.Handler):
    def __init__(self, records: list[logging.LogRecord]) -> None:
        super().__init__(logging.WARNING)
        self._records = records

    def emit(self, record: logging.LogRecord) -> None:
        self._records.append(record)


@contextmanager
def _log() -> Iterator[list[logging.LogRecord]]:
    """MkDocs' warnings and errors, collected instead of printed."""
    logger = logging.getLogger("mkdocs")
    records: list[logging.LogRecord] = []
    collector, propagate, level = _Collector(records), logger.propagate, logger.level
    logger.addHandler(collector)
    logger.propagate = False
    logger.setLevel(logging.WARNING)
    try:
        yield records
    finally:
        logger.removeHandler(collector)
        logger.propagate = propagate
        logger.setLevel(level)


@contextmanager
def _source_date(epoch: int) -> Iterator[None]:
    """SOURCE_DATE_EPOCH, by which MkDocs dates pages and sitemap; the user's own setting wins (reproducible-builds.org)."""
    if "SOURCE_DATE_EPOCH" in os.environ:
        yield
        return
    os.environ["SOURCE_DATE_EPOCH"] = str(epoch)
    try:
        yield
    finally:
        del os.environ["SOURCE_DATE_EPOCH"]


def _configuration_problem(config_file: Path, message: str) -> Problem:
    line: int | None = None
    if found := _YAML_LINE.findall(message):
        line = int(found[-1])
    elif key := _SETTING.match(message):
        line = _line_of(config_file, re.compile(rf"\s*{re.escape(key['key'])}\s*:"))
    return problem("E401", config_file.name, line, " ".join(message.split()))


def _build_problem(config: MkDocsConfig, message: str) -> Problem:
    docs = Path(config.docs_dir)
    if link := _LINK.match(message):
        code = "E303" if _ANCHOR.search(link["rest"]) else "E302"
        line = _line_of(docs / link["page"], re.compile(".*" + re.escape(f"]({link['link']}")))
        return page_problem(code, link["page"], line, link["link"])
    if page := _PAGE.match(message):
        return page_problem("E310", page["page"], None, message)
    return problem("E310", Path(config.config_file_path).name, None, message)


def _line_of(file: Path, pattern: re.Pattern[str]) -> int | None:
    """The first line that begins with ``pattern``; None where there is none or the file cannot be read."""
    try:
        lines = file.read_text("utf-8").splitlines()
    except (OSError, ValueError):
        return None
    return next((number for number, line in enumerate(lines, 1) if pattern.match(line)), None)
