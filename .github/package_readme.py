"""README.md as a package index shows it, where neither its pictures nor the pages it links to lie beside it.

A hook of the build backend, named in pyproject.toml: https://hatch.pypa.io/latest/plugins/metadata-hook/custom/
"""

from __future__ import annotations

import re
from pathlib import Path

from hatchling.metadata.plugin.interface import MetadataHookInterface

_PICTURE_ALONE = re.compile(r"^!\[[^\]]*\]\((?!https?:)[^)]*\)\n\n?", re.MULTILINE)
_NOT_ON_THE_WEB = re.compile(r"!?\[([^\]]*)\]\((?!https?:)[^)]*\)")


def for_an_index(readme: str) -> str:
    """The words stay; pictures and links that would lead nowhere there go."""
    return _NOT_ON_THE_WEB.sub(r"\1", _PICTURE_ALONE.sub("", readme))


class PackageReadme(MetadataHookInterface):
    """Gives the package that text as its description."""

    def update(self, metadata: dict[str, object]) -> None:
        """Called once a build."""
        text = for_an_index(Path(self.root, "README.md").read_text("utf-8"))
        metadata["readme"] = {"content-type": "text/markdown", "text": text}
