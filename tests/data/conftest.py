from __future__ import annotations

from collections.abc import Callable

import pytest

from builder.publish.outputs.data import data_files
from builder.publish.publication import Publication


@pytest.fixture(scope="session")
def data() -> Callable[[Publication], dict[str, str]]:
    """Every data file of a publication, by address."""

    def make(publication: Publication) -> dict[str, str]:
        files = list(data_files(publication))
        assert len({file.path for file in files}) == len(files)
        return {file.path: file.text for file in files}

    return make
