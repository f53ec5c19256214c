"""The archive on this computer, rebuilt and reloaded as its files change."""

from __future__ import annotations

import datetime as dt
import re
import sys
from collections.abc import Callable, Collection, Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

import builder
from builder.host import engine
from builder.host.engine import Engine
from builder.host.single import Preview
from builder.registry.load import DATA
from builder.settings import Settings

_POLICY: Final = re.compile(rb'<meta http-equiv="Content-Security-Policy"[^>]*>')


def serve(
    settings: Settings,
    build: Callable[[], None],
    host: str,
    port: int,
    watch: Iterable[Path] = (),
    preview: Preview | None = None,
    *,
    poll: bool = False,
) -> None:
    """Build, then serve the published site until Ctrl+C; see ``Renderer.serve``."""
    site = settings.site_dir
    _build(build, site)
    server = _Server(site, partial(_build, build, site), host, port, urlsplit(settings.site_url or "/").path)
    server.preview = preview
    if not poll:
        server.observer = Observer()
    for path in _watched(settings, watch):
        server.watch(str(path))
    _say(f"Serving on {server.url} - press Ctrl+C to stop")
    try:
        server.serve()
    except KeyboardInterrupt:
        _say("Stopped.")
    finally:
        server.shutdown()


class _Server(engine.Server):  # type: ignore[misc]  # of a class that is taken at run time
    """MkDocs' server, which reloads pages; our 404 page is its answer to what is not there.

    What is saved while a build runs is built next: nothing that changed is forgotten before a build begins.
    """

    def __init__(self, site: Path, build: Callable[[], None], host: str, port: int, path: str) -> None:
        super().__init__(self._rebuild, host, port, str(site), mount_path=path)
        self.error_handler = partial(_error_page, site)
        self.preview: Preview | None = None
        self._build = build
        self._changed: set[Path] = set()
        self._shown: Mapping[str, bytes] = {}
        """The pages that are newer than the site, until it is built: by address."""

    def watch(self, path: str, func: None = None, *, recursive: bool = True) -> None:
        """As MkDocs, but nothing is built anew because somebody reads a file, and a file may be replaced."""
        del func
        place = Path(path)
        handler = _Changes(self._has_changed, None if place.is_dir() else place)
        folder = place if place.is_dir() else place.parent
        self._watched_paths[path] = 1
        self._watch_refs[path] = self.observer.schedule(
            handler, str(folder), recursive=recursive and place.is_dir()
        )

    def _has_changed(self, place: Path) -> None:
        with self._rebuild_cond:
            self._changed.add(place)
            self._want_rebuild = True
            self._rebuild_cond.notify_all()

    def _rebuild(self) -> None:
        """Show at once what can be; then build, and show that."""
        with self._rebuild_cond:
            changed, self._changed = self._changed, set()
        shown = self._previewed(changed)
        if shown:
            with self._epoch_cond:  # browsers ask anew, and are not kept waiting for the build
                self._shown, self._visible_epoch = shown, self._wanted_epoch
                self._epoch_cond.notify_all()
        self._build()
        with self._epoch_cond:
            self._shown = {}
            self._wanted_epoch += 1  # later than what was shown

    def _previewed(self, changed: Collection[Path]) -> Mapping[str, bytes]:
        try:
            return self.preview(changed) if self.preview else {}
        except Exception as error:  # noqa: BLE001 - whatever it is, the build that follows tells it
            _say(f"Shown after the build ({type(error).__name__}: {error}).")
            return {}

    def _serve_request(self, environ: Mapping[str, str], start_response: Engine) -> Iterable[bytes] | None:
        html = self._shown.get(environ["PATH_INFO"].removeprefix(self.mount_path))
        if html is None:
            answer: Iterable[bytes] | None = super()._serve_request(environ, start_response)
            return answer
        content: bytes = self._inject_js_into_html(html, self._visible_epoch)
        start_response("200 OK", [("Content-Type", "text/html"), ("Content-Length", str(len(content)))])
        return [content]

    def _inject_js_into_html(self, content: bytes, epoch: int) -> bytes:
        injected: bytes = super()._inject_js_into_html(_without_policy(content), epoch)
        return injected


class _Changes(FileSystemEventHandler):
    """Tells of files that were written, moved or deleted below a folder; or of one of them."""

    def __init__(self, tell: Callable[[Path], None], only: Path | None) -> None:
        self._tell, self._only = tell, only

    def on_any_event(self, event: FileSystemEvent) -> None:
        if event.is_directory or event.event_type in ("opened", "closed_no_write"):
            return
        for name in filter(None, (str(event.src_path), str(event.dest_path))):
            place = Path(name)
            if self._only in (None, place):
                self._tell(place)


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
