"""`briefings new`: what lies in a new archive, and that it works."""

from __future__ import annotations

import re

import pytest
import yaml

from builder.host.scaffold import new_archive
from builder.model import Problem
from tests.host.pins import PLACE, pins


def test_writes_what_an_archive_needs_and_no_seed(tmp_path):
    target = tmp_path / "a" / "b"
    written = new_archive(target)
    assert not isinstance(written, Problem)
    assert [path.relative_to(target).as_posix() for path in written] == [
        ".gitattributes", ".github/workflows/pages.yml", ".gitignore", "README.md", "mkdocs.yml", "requirements.txt", "seeds/.gitkeep",
    ]  # fmt: skip
    assert all(path.is_file() for path in written)
    assert not [
        path for path in written if b"{{ name" in path.read_bytes() or b"{{ version" in path.read_bytes()
    ]


def test_the_workflow_installs_what_this_release_was_tested_with(tmp_path):
    new_archive(tmp_path / "a")
    text = (tmp_path / "a/requirements.txt").read_text("utf-8")
    assert text == PLACE.read_text("utf-8") == pins(), "run `python tests/host/pins.py`"
    names = set(re.findall(r"^([a-z0-9._-]+)==[0-9]", text, re.MULTILINE))
    assert {"mkdocs", "mkdocs-material", "jinja2", "nh3", "pypdfium2"} <= names
    assert "pytest" not in names
    assert all("--hash=sha256:" in one for one in re.split(r"\n(?=[a-z0-9])", text)[1:])
    workflow = (tmp_path / "a/.github/workflows/pages.yml").read_text("utf-8")
    assert "--require-hashes -r requirements.txt" in workflow
    assert "--no-deps --no-index wheels/*.whl" in workflow


@pytest.mark.parametrize("name", ["우리 아카이브", 'a: "b" #c', "\\1 back", "  "])
def test_the_name_is_the_site_name_whatever_it_holds(tmp_path, name, settings_of):
    new_archive(tmp_path / "a", name)
    (tmp_path / "a/docs").mkdir()
    assert settings_of(tmp_path / "a/mkdocs.yml").site.name == name


def test_without_a_name_it_has_one_and_no_sample_notice(tmp_path, settings_of):
    new_archive(tmp_path / "a")
    (tmp_path / "a/docs").mkdir()
    archive = settings_of(tmp_path / "a/mkdocs.yml")
    assert (archive.site.name, archive.site.notice) == ("정책 브리핑 아카이브", "")


def test_an_empty_folder_is_taken_and_a_full_one_refused(tmp_path):
    (tmp_path / "empty").mkdir()
    assert isinstance(new_archive(tmp_path / "empty"), tuple)
    found = new_archive(tmp_path / "empty")
    assert isinstance(found, Problem)
    assert found.code == "E205"
    (tmp_path / "file").write_text("mine", "utf-8")
    assert isinstance(new_archive(tmp_path / "file"), Problem)
    assert (tmp_path / "file").read_text("utf-8") == "mine"


def test_settings_are_those_of_the_sample_archive(tmp_path, archive):
    """The repository's own mkdocs.yml and that of a new archive differ in name, notice and what is a sample alone."""
    new_archive(tmp_path / "a", "이름")

    def settings(text: str) -> list[str]:
        return [
            line
            for line in text.splitlines()
            if not re.match(r"#|site_name:|\s*#? ?(notice|personal|sample|slug|text|volumes):", line)
        ]

    assert settings((tmp_path / "a/mkdocs.yml").read_text("utf-8")) == settings(
        (archive / "mkdocs.yml").read_text("utf-8")
    )


def test_actions_are_pinned_and_may_do_little(tmp_path):
    new_archive(tmp_path / "a")
    text = (tmp_path / "a/.github/workflows/pages.yml").read_text("utf-8")
    workflow = yaml.safe_load(text)
    uses = re.findall(r"uses: (\S+)", text)
    assert len(uses) == 5
    assert all(re.fullmatch(r"actions/[\w-]+@[0-9a-f]{40}", one) for one in uses)
    assert workflow["permissions"] == {"contents": "read"}
    assert "${{ steps.deployment.outputs.page_url }}" in text
