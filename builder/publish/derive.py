"""What is made when publishing: fragments that the templates include, and files that MkDocs knows nothing of.

Each maker is a pure function of the ``Publication``. To add one, write it in a module of its own and name it here.
"""

from __future__ import annotations

import json
import os
from collections import defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Final

from builder.model import OutputFile
from builder.progress import Count
from builder.publish.fragment import Fragment
from builder.publish.outputs.charts import chart_fragments
from builder.publish.outputs.citation import cite_sections
from builder.publish.outputs.data import data_files
from builder.publish.outputs.feeds import feed_files, opml_files
from builder.publish.outputs.head import heads
from builder.publish.outputs.related.fragments import related_fragments
from builder.publish.outputs.search import write_publication
from builder.publish.outputs.sitemap import sitemaps
from builder.publish.publication import Publication

FragmentMaker = Callable[[Publication], Iterable[Fragment]]
FileMaker = Callable[[Publication], Iterable[OutputFile]]

#: Made before MkDocs runs; the order does not matter.
FRAGMENT_MAKERS: Final[tuple[FragmentMaker, ...]] = (chart_fragments, cite_sections, heads, related_fragments)

#: Made after MkDocs has run, into the site; paths are relative to it.
FILE_MAKERS: Final[tuple[FileMaker, ...]] = (data_files, feed_files, opml_files, sitemaps)


def write_fragments(publication: Publication, folder: Path) -> None:
    """One JSON file per page, ``<page>.json`` with its slots; a file that says the same already is not touched, the others go.

    The templates read them (builder/theme/functions.py), so that plain ``mkdocs build`` shows them too.
    """
    slots: dict[str, dict[str, str]] = defaultdict(dict)
    for make in FRAGMENT_MAKERS:
        for fragment in make(publication):
            slots[fragment.page][fragment.slot] = fragment.html
    planned = {
        folder / f"{page}.json": json.dumps(found, ensure_ascii=False, sort_keys=True)
        for page, found in slots.items()
    }
    for stale in {path for path in folder.rglob("*") if path.is_file()} - planned.keys():
        stale.unlink()
    for path, text in planned.items():
        _write_changed(path, text.encode())


def write_files(publication: Publication, site: Path, cache: Path, progress: Count | None = None) -> None:
    """Feeds, data, and the search index, into the folder of a site that MkDocs has just built.

    ``cache`` keeps what saves work the next time. ``progress`` is told of the documents indexed, (done, all).
    """
    for make in FILE_MAKERS:
        for file in make(publication):
            target = site / file.path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(file.text.encode())
    write_publication(publication, site, cache, progress)


def _write_changed(path: Path, content: bytes) -> None:
    if path.is_file() and path.read_bytes() == content:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.new")
    temporary.write_bytes(content)
    os.replace(temporary, path)  # noqa: PTH105 - says what it does: whole or not at all
