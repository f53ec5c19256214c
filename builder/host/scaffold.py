"""`briefings new`: a folder in which an archive can begin."""

from __future__ import annotations

import json
import re
from importlib.resources import files as resource
from typing import TYPE_CHECKING, Final

import builder
from builder.problems import problem

if TYPE_CHECKING:
    from pathlib import Path

    from builder.model import Problem

# Where each file of builder/host/scaffold/ goes. They lie there without their dots, so that no tool takes
# them for its own.
_FILES: Final = {
    "mkdocs.yml": "mkdocs.yml",
    "README.md": "README.md",
    "gitignore": ".gitignore",
    "gitattributes": ".gitattributes",
    "pages.yml": ".github/workflows/pages.yml",
    "requirements.txt": "requirements.txt",
}
_EMPTY: Final = "seeds/.gitkeep"  # git keeps no empty folder; a README here would be read as an article


def new_archive(target: Path, name: str | None = None) -> tuple[Path, ...] | Problem:
    """Write a new archive into ``target``: the paths written, or E205 if something is there already.

    ``name`` becomes its ``site_name``; without one it has the name that stands in scaffold/mkdocs.yml.
    """
    if (
        target.is_symlink()
        or (target.exists() and not target.is_dir())
        or (target.is_dir() and any(target.iterdir()))
    ):
        return problem("E205", str(target), None, "it is not an empty folder", "choose a new or empty folder")
    written = []
    for source, place in _FILES.items():
        text = (resource("builder.host") / "scaffold" / source).read_text("utf-8")
        written.append(_write(target / place, _fill(text, name)))
    written.append(_write(target / _EMPTY, ""))
    return tuple(sorted(written))


def _fill(text: str, name: str | None) -> str:
    text = text.replace("{{ version }}", builder.__version__)
    if name is None:
        return text
    # a JSON string is a YAML string, whatever the name holds
    setting = f"site_name: {json.dumps(name, ensure_ascii=False)}"
    return re.sub(r"(?m)^site_name: .*$", lambda _: setting, text)


def _write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())
    return path
