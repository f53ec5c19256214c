"""The server on this computer: what it watches, what it answers, and that a failing build does not end it."""

from __future__ import annotations

from pathlib import Path

import pytest
from mkdocs.livereload import LiveReloadServer
from watchdog.events import FileClosedNoWriteEvent, FileModifiedEvent

from builder.host import server as serving


@pytest.fixture
def stopped(monkeypatch):
    """A server that is stopped by Ctrl+C as soon as it runs; the list of what it watched."""
    watched: list[str] = []

    def run(server: LiveReloadServer) -> None:
        watched.extend(server._watched_paths)
        raise KeyboardInterrupt

    monkeypatch.setattr(LiveReloadServer, "serve", run)
    return watched


def test_builds_first_then_watches_everything_a_page_depends_on(archive, stopped, capsys, settings_of):
    config = archive / "mkdocs.yml"
    (archive / "seeds").mkdir()
    built: list[int] = []
    serving.serve(
        settings_of(config),
        lambda: built.append(1),
        "127.0.0.1",
        8123,
        [archive / "seeds", archive / "not-there"],
    )
    assert built == [1]
    assert [str(path) for path in (archive / "docs", config, archive / "seeds")] == [
        path for path in stopped if path.startswith(str(archive))
    ]
    assert any(path.endswith("builder/theme") for path in stopped)
    assert any(path.endswith("builder/registry/data") for path in stopped)
    assert "http://127.0.0.1:8123/" in capsys.readouterr().err


@pytest.mark.parametrize("failure", [RuntimeError("broken"), SystemExit(1)])
def test_a_failing_build_is_reported_and_serving_goes_on(archive, stopped, capsys, failure, settings_of):
    def build() -> None:
        raise failure

    serving.serve(settings_of(archive / "mkdocs.yml"), build, "127.0.0.1", 8123)
    assert stopped
    assert "There is no site yet" in capsys.readouterr().err
    (archive / "site").mkdir(exist_ok=True)
    (archive / "site" / "index.html").write_text("", "utf-8")
    serving.serve(settings_of(archive / "mkdocs.yml"), build, "127.0.0.1", 8123)
    assert "Served is the last good site, of " in capsys.readouterr().err


def ask(server: LiveReloadServer, path: str) -> tuple[str, bytes]:
    answer: list[str] = []
    body = server.serve_request({"PATH_INFO": path}, lambda status, _headers: answer.append(status))
    content = b"".join(body)
    if close := getattr(body, "close", None):
        close()
    return answer[0], content


def test_serves_the_published_site_under_the_path_of_site_url(archive, publish, settings_of):
    config_file = archive / "mkdocs.yml"
    config_file.write_text("site_url: https://example.org/a/\n" + config_file.read_text("utf-8"), "utf-8")
    publish(config_file)
    server = serving._Server(settings_of(config_file).site_dir, lambda: None, "127.0.0.1", 0, "/a/")
    try:
        assert ask(server, "/a/about.html")[0] == "200 OK"
        publish_again = archive / "docs/about.md"
        publish_again.write_text(publish_again.read_text("utf-8").replace("설명.", "새 설명."), "utf-8")
        publish(config_file)
        assert (
            "새 설명.".encode() in ask(server, "/a/about.html")[1]
        )  # the folder was swapped under the server
        status, content = ask(server, "/a/nothing.html")
        assert status.startswith("404")
        assert "찾으시는 쪽이 없습니다".encode() in content
    finally:
        server.server_close()


def test_what_can_be_shown_at_once_is_shown_until_the_build_has_ended(tmp_path):
    (tmp_path / "a.html").write_text("<body>before</body>", "utf-8")
    answers: list[bytes] = []

    def build() -> None:
        answers.append(ask(server, "/a.html")[1])
        (tmp_path / "a.html").write_text("<body>after</body>", "utf-8")

    server = serving._Server(tmp_path, build, "127.0.0.1", 0, "/")
    server.preview = lambda changed: {"a.html": f"<body>{len(changed)} shown</body>".encode()}
    try:
        server._has_changed(tmp_path / "seed.txt")
        began = server._wanted_epoch
        server._rebuild()
        assert b"1 shown" in answers[0]
        server._visible_epoch = server._wanted_epoch  # as MkDocs' loop does when a build has ended
        assert server._visible_epoch > began  # browsers that show the preview ask once more
        assert b"after" in ask(server, "/a.html")[1]
    finally:
        server.server_close()


def test_what_is_saved_during_a_build_is_built_next(tmp_path):
    def build() -> None:
        server._has_changed(tmp_path / "second.txt")

    server = serving._Server(tmp_path, build, "127.0.0.1", 0, "/")
    try:
        server._rebuild()
        assert server._want_rebuild
        assert server._changed == {tmp_path / "second.txt"}
    finally:
        server.server_close()


def test_only_what_was_written_has_changed(tmp_path):
    told: list[Path] = []
    changes = serving._Changes(told.append, None)
    changes.on_any_event(FileClosedNoWriteEvent("read.md"))
    changes.on_any_event(FileModifiedEvent("written.md"))
    one = serving._Changes(told.append, tmp_path / "mkdocs.yml")
    one.on_any_event(FileModifiedEvent(str(tmp_path / "other.yml")))
    one.on_any_event(FileModifiedEvent(str(tmp_path / "mkdocs.yml")))
    assert told == [Path("written.md"), tmp_path / "mkdocs.yml"]
