"""Links of the usual forms become what MkDocs makes of them."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest
from mkdocs.config import load_config
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import _RelativePathTreeprocessor

from builder.host.own_parts import Maker
from builder.host.templates import quick_templates

PAGES = ("index.md", "a/index.md", "a/x-1.md", "b/x-1.md", "b/c/y.md", "b/README.md")
LINKS = (
    "../a/x-1.md",
    "../b/x-1.md",
    "../../a/x-1.md",
    "x-1.md",
    "a/x-1.md",
    "../b/c/y.md",
    "../b/README.md",
)


@pytest.mark.parametrize("named_as_folders", [False, True])
def test_a_link_between_pages_becomes_what_mkdocs_makes_of_it(
    tmp_path: Path, *, named_as_folders: bool
) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "mkdocs.yml").write_text("site_name: a\ntheme: briefings\nplugins: []\n", "utf-8")
    config = load_config(str(tmp_path / "mkdocs.yml"), use_directory_urls=named_as_folders)
    quick_templates(config)
    files = [File(path, "", str(tmp_path), named_as_folders) for path in PAGES]
    for file in files:
        file.inclusion = InclusionLevel.INCLUDED
    found = Files(files)
    maker = Maker(config, found, config.theme.get_env())
    maker._is_plain = True  # the extensions stand aside: no link depends on them
    seen = 0
    for file, link in product(files, LINKS):
        file.content_string = f"---\nkind: a\n---\n\n가 [나]({link})\n"
        page, targets = maker._page(file)
        links = _RelativePathTreeprocessor(file, found, config)
        address = links.path_to_url(link)
        if targets is None:
            continue
        seen += 1
        assert (page.content, len(targets)) == (f'<p>가 <a href="{address}">나</a></p>', 1)
    assert seen > len(LINKS)
