"""The theme's templates are compiled once a process, and all but hidden files are listed."""

from __future__ import annotations

from pathlib import Path
from unittest import mock

import jinja2
from mkdocs.theme import Theme

from builder.host.templates import quick_templates


def environment_of(theme: Theme) -> jinja2.Environment:
    config = mock.Mock(theme=theme)
    quick_templates(config)
    made: jinja2.Environment = config.theme.get_env()
    return made


def test_a_template_is_compiled_once_and_again_when_it_changes(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text("one {{ 1 + 1 }}", "utf-8")
    with mock.patch.object(
        jinja2.Environment, "_generate", autospec=True, side_effect=jinja2.Environment._generate
    ) as made:
        for _ in range(2):
            theme = Theme(name=None, custom_dir=str(tmp_path))
            assert environment_of(theme).get_template("page.html").render() == "one 2"
        assert made.call_count == 1
        page.write_text("two {{ 1 + 2 }}", "utf-8")
        assert (
            environment_of(Theme(name=None, custom_dir=str(tmp_path))).get_template("page.html").render()
            == "two 3"
        )


def test_what_is_listed_is_what_mkdocs_lists_but_for_hidden_files() -> None:
    theme = Theme(name="material")
    plain = theme.get_env().list_templates()
    quick = environment_of(theme).list_templates()
    assert all(name.startswith(".") or "/." in name for name in set(plain) - set(quick))
    assert set(quick) <= set(plain)
    assert environment_of(theme).get_template(".icons/material/magnify.svg").render().startswith("<svg")
