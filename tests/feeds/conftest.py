from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from builder.publish.outputs.feeds import feed_files, opml_files
from builder.publish.publication import Publication


@pytest.fixture(scope="session")
def feeds() -> Callable[[Publication], dict[str, str]]:
    """Every feed document of a publication, and its OPML, by address."""

    def make(publication: Publication) -> dict[str, str]:
        files: list[Any] = [*feed_files(publication), *opml_files(publication)]
        assert len({file.path for file in files}) == len(files)
        return {file.path: file.text for file in files}

    return make
