from __future__ import annotations

from collections.abc import Callable

import pytest

from builder.publish.derive import made_files
from builder.publish.outputs.output import File
from builder.publish.publication import Publication


@pytest.fixture(scope="session")
def data() -> Callable[[Publication], dict[str, str]]:
    """Every data file of a publication, by address."""

    def make(publication: Publication) -> dict[str, str]:
        files = [made for made in made_files(publication) if isinstance(made, File)]
        assert len({file.path for file in files}) == len(files)
        return {
            file.path: file.content.decode()
            for file in files
            if not file.path.endswith((".xml", ".opml", ".png"))
        }

    return make
