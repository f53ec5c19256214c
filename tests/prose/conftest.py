"""What the tests of this room share: the two renderers a page must survive, the marks, the example folder beside the checkout."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import markdown
import pytest
from markdown_it import MarkdownIt

from builder.model import Document, Placed, Role
from builder.prose.blocks import build_document
from builder.prose.escape import normalise
from builder.registry.structure import Structure, load_structure

ROOT = Path(__file__).resolve().parents[2]
STRUCTURE_FILE = ROOT / "builder" / "registry" / "data" / "structure.yaml"
_VOID = {"br", "hr", "img", "input"}
#: Elements that one renderer writes and the other leaves out.
_TRANSPARENT = {"thead", "tbody"}

Tree = tuple[Any, ...]  # (tag, child, …), a child being a Tree or a text


class _TreeBuilder(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[list[Any]] = [["root"]]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _TRANSPARENT:
            return
        node: list[Any] = [tag]
        self.open[-1].append(node)
        if tag not in _VOID:
            self.open.append(node)

    def handle_endtag(self, tag: str) -> None:
        if tag not in _TRANSPARENT and len(self.open) > 1:
            self.open.pop()

    def handle_data(self, data: str) -> None:
        self.open[-1].append(data)

    def handle_comment(self, data: str) -> None:
        self.open[-1].append(["comment", data])

    def handle_decl(self, decl: str) -> None:
        self.open[-1].append(["declaration", decl])

    def handle_pi(self, data: str) -> None:
        self.open[-1].append(["instruction", data])


def _frozen(node: list[Any] | Tree) -> Tree:
    """Texts joined and normalised, blank ones dropped; a loose item's paragraph is the item's text."""
    children: list[Any] = []
    for child in node[1:]:
        if isinstance(child, str):
            children += [child]
        elif child[0] == "p" and node[0] == "li":
            children += _frozen(child)[1:]
        else:
            children += [_frozen(child)]
    joined: list[Any] = []
    for child in children:
        if isinstance(child, str) and joined and isinstance(joined[-1], str):
            joined[-1] += child
        else:
            joined.append(child)
    normalised = [normalise(child) if isinstance(child, str) else child for child in joined]
    return (node[0], *(child for child in normalised if child))


def parse(html: str) -> Tree:
    builder = _TreeBuilder()
    builder.feed(html)
    builder.close()
    return _frozen(builder.open[0])[1:]


def _renderers() -> Mapping[str, Callable[[str], Tree]]:
    python_markdown = markdown.Markdown(extensions=["tables", "toc"])
    commonmark = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    return {
        "python-markdown": lambda text: parse(python_markdown.reset().convert(text)),
        "commonmark": lambda text: parse(commonmark.render(text)),
    }


@pytest.fixture(scope="session")
def renderers() -> Mapping[str, Callable[[str], Tree]]:
    """Name → Markdown to a tree of (tag, child, …), without attributes."""
    return _renderers()


@pytest.fixture(scope="session")
def structure() -> Structure:
    return load_structure(STRUCTURE_FILE)


@pytest.fixture(scope="session")
def document_of(structure: Structure) -> Callable[[str], Document]:
    """A text, every line of it body, as a document."""
    return lambda text: build_document(
        [Placed(number, line, Role.BODY, "test") for number, line in enumerate(text.split("\n"), 1)],
        structure,
    )


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of examples beside the checkout."""
    folder = ROOT / ".." / "shared"
    if not (folder / "eval").is_dir():
        pytest.skip("the example folder ../shared is not beside this checkout")
    return folder
