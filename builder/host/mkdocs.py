"""MkDocs, run inside this process: its configuration, its build, and its log turned into problems.

MkDocs is strict here whatever mkdocs.yml says: a warning is a problem. What it prints nowhere else goes into
the result.
"""

from __future__ import annotations

import logging
import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import Final

from click import ClickException

from builder.host import engine
from builder.host.earlier import EarlierPages
from builder.host.engine import Engine
from builder.host.known_files import KnownFiles, find_files
from builder.host.quick import QuickPages, applies
from builder.host.server import serve
from builder.host.settings import settings_of
from builder.host.single import Preview, SinglePages
from builder.host.templates import quick_templates
from builder.model import Problem
from builder.problems import in_order, page_problem, problem
from builder.progress import Count
from builder.settings import Settings
from builder.workers import HERE, Workers

# mkdocs 1.6, structure/pages.py: every warning about a link of a page begins like this.
_LINK: Final = re.compile(
    r"Doc file '(?P<page>[^']+)' contains an? .*?link '(?P<link>[^']*)'(?P<rest>.*)", re.DOTALL
)
_ANCHOR: Final = re.compile(r"anchor")
_PAGE: Final = re.compile(r"Error (?:reading|building) page '(?P<page>[^']+)'")
_SETTING: Final = re.compile(r"Config value '(?P<key>[^'.]+)")


class _Everything:
    """A pattern that every path matches, tried thousands of times."""

    def match_file(self, _: str) -> bool:
        """Always."""
        return True


#: The menu need not hold any page: an archive whose mkdocs.yml lists those it leaves out one by one must not
#: fail for a new kind.
_EVERYTHING: Final = _Everything()
_YAML_LINE: Final = re.compile(r"line (\d+)")


class MkDocs:
    """The renderer (renderer.py says what each method does)."""

    def load(self, config_file: Path) -> Settings | tuple[Problem, ...]:
        """The archive of a configuration file, or E401 problems with the line they stand on."""
        if config_file.is_file():
            # MkDocs refuses a configuration whose docs folder does not exist yet; the first build is about to
            # fill it.
            (config_file.resolve().parent / "docs").mkdir(exist_ok=True)
        config, problems = _load(config_file)
        return problems if config is None else settings_of(config, config_file)

    def build(
        self,
        settings: Settings,
        site_dir: Path,
        epoch: int,
        progress: Count | None = None,
        earlier: EarlierPages | None = None,
        instead: Mapping[str, str] = MappingProxyType({}),
        workers: Workers = HERE,
    ) -> tuple[Problem, ...]:
        """Render ``settings.docs`` into ``site_dir``; warnings and errors as E302, E303 or E310."""
        config, problems = _load(settings.config_file)
        if config is None:
            return problems
        _apply(settings, config)
        config.site_dir = str(site_dir)
        quick_templates(config)
        quick = applies(config)
        steps = _Steps(progress)
        config.plugins["briefings/instead"] = _Instead(instead)
        config.plugins["briefings/progress"] = steps
        if quick:
            config.plugins["briefings/quick"] = QuickPages(steps.step, earlier, workers)
            known = earlier.known if earlier and config.nav is not None else {}
            with engine.finding(partial(find_files, known)):
                return _run(config, settings, epoch)
        return _run(config, settings, epoch)

    def single(self, settings: Settings) -> SinglePages | None:
        """The pages one by one; None where something of the archive's own shapes them."""
        config, _ = _load(settings.config_file)
        if config is None:
            return None
        _apply(settings, config)
        quick_templates(config)
        with _log():
            return SinglePages(config) if applies(config) else None

    def serve(
        self,
        settings: Settings,
        rebuild: Callable[[], None],
        host: str,
        port: int,
        watch: Iterable[Path] = (),
        preview: Preview | None = None,
        *,
        poll: bool = False,
    ) -> None:
        """Build, then serve until Ctrl+C, and build again when something changes."""
        serve(settings, rebuild, host, port, watch, preview, poll=poll)


def _load(config_file: Path) -> tuple[Engine, tuple[Problem, ...]]:
    """MkDocs' own configuration, or None and E401 problems."""
    with _log() as records:
        try:
            config = engine.load_config(str(config_file))
        except (ClickException, OSError, ValueError) as error:
            failure = None if isinstance(error, engine.Abort) else str(error)
        else:
            failure = None
    messages = [record.getMessage() for record in records] + ([failure] if failure else [])
    if messages:
        return None, in_order(_configuration_problem(config_file, message) for message in messages)
    return config, ()


def _apply(settings: Settings, config: Engine) -> None:
    """What ``settings`` say, which may be a part of the archive that the file describes.

    Whatever else mkdocs.yml names by a relative path has been resolved when it was read.
    """
    config.docs_dir = str(settings.docs)
    config.nav = settings.nav
    config.not_in_nav = _EVERYTHING
    # beside it the templates look for fragments; the file itself need not be there
    config.config_file_path = str(settings.root / settings.config_file.name)
    config.strict = False  # a warning is a problem here; MkDocs need not fail for it as well
    archive = config.extra.get("archive") or {}
    if settings.site.notice != (archive.get("notice") or ""):
        config.extra["archive"] = {**archive, "notice": settings.site.notice}


def _run(config: Engine, settings: Settings, epoch: int) -> tuple[Problem, ...]:
    failure: Exception | None = None
    with _log() as records, _source_date(epoch):
        try:
            config.plugins.on_startup(command="build", dirty=False)
            engine.build(config)
        except engine.Abort:
            pass  # what made MkDocs give up stands in its log
        except Exception as error:  # noqa: BLE001 - a template or plugin may raise anything; the last good site stays
            failure = error
        finally:
            config.plugins.on_shutdown()
            engine.forget()
    found = [_build_problem(settings, record.getMessage()) for record in records]
    if failure is not None and not any(str(failure) in record.getMessage() for record in records):
        found.append(_build_problem(settings, f"{type(failure).__name__}: {failure}"))
    return in_order(found)


class _Steps(engine.Plugin):  # type: ignore[misc]  # of a class that is taken at run time
    """Counts pages. It returns nothing from any event, so it cannot change what MkDocs writes."""

    def __init__(self, progress: Count | None) -> None:
        self._progress = progress
        self._done = 0
        self._all = 0

    def on_files(self, files: Engine, *, config: Engine) -> None:  # noqa: ARG002 - MkDocs names the parameters
        known = files.known if isinstance(files, KnownFiles) else ()
        self._all = 2 * (len(files.documentation_pages()) + len(known))

    def on_page_content(self, html: str, *, page: Engine, config: Engine, files: Engine) -> None:  # noqa: ARG002
        self.step()

    def on_post_page(self, output: str, *, page: Engine, config: Engine) -> None:  # noqa: ARG002
        self.step()

    def step(self, steps: int = 1) -> None:
        """So many of the two steps of a page: read, written."""
        self._done += steps
        if self._progress is not None:
            self._progress(self._done, self._all)


class _Instead(engine.Plugin):  # type: ignore[misc]  # as above
    """Gives some pages the text that they are to be rendered from, whatever stands in their files."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._texts, self._files = texts, list[Engine]()

    def on_files(self, files: Engine, *, config: Engine) -> None:  # noqa: ARG002
        for path, text in self._texts.items():
            file = files.get_file_from_path(path)
            if file is not None:
                file.content_string = text
                self._files.append(file)  # or it might be forgotten, and be made anew without it


class _Collector(logging.Handler):
    def __init__(self, records: list[logging.LogRecord]) -> None:
        super().__init__(logging.WARNING)
        self._records = records

    def emit(self, record: logging.LogRecord) -> None:
        self._records.append(record)


@contextmanager
def _log() -> Iterator[list[logging.LogRecord]]:
    """MkDocs' warnings and errors, collected instead of printed."""
    logger = engine.LOG
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
    """SOURCE_DATE_EPOCH, by which MkDocs dates pages and sitemap.

    The user's own setting wins (reproducible-builds.org).
    """
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


def _build_problem(settings: Settings, message: str) -> Problem:
    if link := _LINK.match(message):
        code = "E303" if _ANCHOR.search(link["rest"]) else "E302"
        line = _line_of(settings.docs / link["page"], re.compile(".*" + re.escape(f"]({link['link']}")))
        return page_problem(code, link["page"], line, link["link"])
    if page := _PAGE.match(message):
        return page_problem("E310", page["page"], None, message)
    return problem("E310", settings.config_file.name, None, message)


def _line_of(file: Path, pattern: re.Pattern[str]) -> int | None:
    """The first line that begins with ``pattern``; None where there is none or the file cannot be read."""
    try:
        lines = file.read_text("utf-8").splitlines()
    except (OSError, ValueError):
        return None
    return next((number for number, line in enumerate(lines, 1) if pattern.match(line)), None)
