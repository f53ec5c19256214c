"""The tree of rooms and files in ``.github/developer/architecture.md``, made from the code's own first sentences.

Run ``python tests/docs/architecture.py`` after adding, renaming or moving a module; a test holds that the page is up to date.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[2]
PAGE: Final = ROOT / ".github/developer/architecture.md"
_BLOCK: Final = re.compile(r"(?<=<!-- tree -->\n\n)```text\n.*?```\n", re.DOTALL)


def first_sentence(path: Path) -> str:
    """What a module says it is, in one sentence of one line."""
    said = " ".join((ast.get_docstring(ast.parse(path.read_text("utf-8"))) or "").split())
    return re.split(r"(?<=\.)\s", said, maxsplit=1)[0].rstrip(".").replace("``", "")


def tree(folder: Path, depth: int = 0) -> Iterator[str]:
    """One line a folder and a module, folders first, each with its first sentence."""
    indent = "  " * depth
    for inner in sorted(path.parent for path in folder.glob("*/__init__.py")):
        yield f"{indent}{inner.name}/  {first_sentence(inner / '__init__.py')}"
        yield from tree(inner, depth + 1)
    for module in sorted(folder.glob("*.py")):
        if module.name != "__init__.py":
            yield f"{indent}{module.name}  {first_sentence(module)}"


def page() -> str:
    """The page with its tree as the code is now."""
    block = "```text\n" + "\n".join(tree(ROOT / "builder")) + "\n```\n"
    return _BLOCK.sub(lambda _: block, PAGE.read_text("utf-8"))


if __name__ == "__main__":
    PAGE.write_bytes(page().encode())
