"""The archive on this computer, rebuilt and reloaded as its files change."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from mkdocs.livereload import LiveReloadServer

from builder import theme
from builder.host import mkdocs as mkdocs_run
from builder.registry.load import DATA

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from mkdocs.config.defaults import MkDocsConfig

    from builder.model import Problem


def serve(
    config_file: Path, build: Callable[[], None], host: str, port: int, watch: Iterable[Path] = ()
) -> tuple[Problem, ...]:
    """Build, then serve the published site until Ctrl+C; rebuild when something changes, and reload the browser.

    Watched are docs, mkdocs.yml, the theme's and the builder's registry folder, and ``watch`` (the archive's seeds and
    registries). ``build`` reports its own problems; whatever it raises is reported here, and the last good site stays.
    Returns E401 problems if the configuration is wrong. Raises OSError if the address is taken.
    """
    rebuild = partial(_build, build)
    rebuild()
    config, problems = mkdocs_run.load(config_file)
    if config is None:
        return problems
    server = _server(config, rebuild, host, port)
    for path in _watched(config, config_file, watch):
        server.watch(str(path))
    _say(f"Serving on {server.url} - press Ctrl+C to stop")
    try:
        server.serve()  # type: ignore[no-untyped-call]  # MkDocs has no types here
    except KeyboardInterrupt:
        _say("Stopped.")
    finally:
        server.shutdown()
    return ()


def _build(build: Callable[[], None]) -> None:
    """One build. MkDocs' server would hang after an exception, so none leaves here."""
    try:
        build()
    except SystemExit as stop:
        if stop.code:
            _say("The build failed; the last good site stays.")
    except Exception as error:  # noqa: BLE001 - serving goes on whatever a build raises
        _say(f"The build failed ({type(error).__name__}: {error}); the last good site stays.")


def _server(config: MkDocsConfig, rebuild: Callable[[], None], host: str, port: int) -> LiveReloadServer:
    site = Path(config.site_dir)
    server = LiveReloadServer(
        rebuild, host, port, str(site), mount_path=urlsplit(config.site_url or "/").path
    )
    server.error_handler = partial(_error_page, site)
    return server


def _error_page(site: Path, code: int) -> bytes | None:
    page = site / f"{code}.html"
    return page.read_bytes() if page.is_file() else None


def _watched(config: MkDocsConfig, config_file: Path, own: Iterable[Path]) -> list[Path]:
    """What a rebuild could depend on, as far as it exists."""
    fixed = [Path(config.docs_dir), config_file, Path(theme.__file__).parent, DATA]
    added = [Path(config.theme.custom_dir)] if config.theme.custom_dir else []
    return [path.resolve() for path in (*fixed, *added, *own) if path.exists()]


def _say(message: str) -> None:
    print(message, file=sys.stderr, flush=True)  # noqa: T201 - the server's own voice; progress goes to standard error
