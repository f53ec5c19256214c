"""The archive on this computer, rebuilt and reloaded as its files change."""

from __future__ import annotations

import datetime as dt
import re
import sys
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

import builder
from builder.host import engine
from builder.host.engine import Engine
from builder.registry.load import DATA
from builder.settings import Settings

_POLICY: Final = re.compile(rb'<meta http-equiv="Content-Security-Policy"[^>]*>')


def serve(
    settings: Settings, build: Callable[[], None], host: str, port: int, watch: Iterable[Path] = ()
) -> None:
    """Build, then serve the published site until Ctrl+C; see ``Renderer.serve``."""
    rebuild = partial(_build, build, settings.site_dir)
    rebuild()
    server = _server(settings, rebuild, host, port)
    for path in _watched(settings, watch):
        server.watch(str(path))
    _say(f"Serving on {server.url} - press Ctrl+C to stop")
    try:
        server.serve()
    except KeyboardInterrupt:
        _say("Stopped.")
    finally:
        server.shutdown()


def _build(build: Callable[[], None], site: Path) -> None:
    """One build. MkDocs' server would hang after an exception, so none leaves here."""
    try:
        build()
    except SystemExit as stop:
        if stop.code:
            _say(f"The build found errors. {_served(site)}")
    except Exception as error:  # noqa: BLE001 - serving goes on whatever a build raises
        _say(f"The build failed ({type(error).__name__}: {error}). {_served(site)}")


def _served(site: Path) -> str:
    """What readers see while something is wrong."""
    page = site / "index.html"
    if not page.is_file():
        return "There is no site yet: it appears when they are mended."
    built = dt.datetime.fromtimestamp(page.stat().st_mtime).astimezone()
    return f"Served is the last good site, of {built:%Y-%m-%d %H:%M}."


def _server(settings: Settings, rebuild: Callable[[], None], host: str, port: int) -> Engine:
    """MkDocs' server, which reloads pages; our 404 page is its answer to what is not there."""
    path = urlsplit(settings.site_url or "/").path
    server = engine.Server(rebuild, host, port, str(settings.site_dir), mount_path=path)
    server.error_handler = partial(_error_page, settings.site_dir)
    reloading = server._inject_js_into_html  # noqa: SLF001 - it has no other place to be asked at
    server._inject_js_into_html = lambda content, epoch: reloading(_without_policy(content), epoch)  # noqa: SLF001
    return server


def _without_policy(content: bytes) -> bytes:
    """A page that lets the server's own script run in it, which reloads it: no page may hold a script."""
    return _POLICY.sub(b"", content, count=1)


def _error_page(site: Path, code: int) -> bytes | None:
    page = site / f"{code}.html"
    return page.read_bytes() if page.is_file() else None


def _watched(settings: Settings, own: Iterable[Path]) -> list[Path]:
    """What a rebuild could depend on, as far as it exists."""
    fixed = [settings.docs, settings.config_file, Path(builder.__file__).parent / "theme", DATA]
    added = [settings.custom_dir] if settings.custom_dir else []
    return [path.resolve() for path in (*fixed, *added, *own) if path.exists()]


def _say(message: str) -> None:
    print(message, file=sys.stderr, flush=True)  # noqa: T201 - the server's own voice; progress goes to standard error
