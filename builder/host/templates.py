"""The theme's templates: compiled once in a process, and listed without the thousands of icons beside them.

``serve`` and whoever builds several times in one process compile each template once. What was compiled stays
in memory: a file of it could be exchanged for other code.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import partial
from pathlib import Path
from types import CodeType
from typing import Final

import jinja2
from jinja2.bccache import Bucket

from builder.host.engine import Engine


class _Compiled(jinja2.BytecodeCache):
    """Templates as they were compiled, for as long as their source is the same."""

    def __init__(self) -> None:
        self._codes: dict[str, tuple[str, CodeType]] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        checksum, code = self._codes.get(bucket.key, ("", None))
        bucket.code = code if checksum == bucket.checksum else None

    def dump_bytecode(self, bucket: Bucket) -> None:
        if bucket.code is not None:
            self._codes[bucket.key] = bucket.checksum, bucket.code


class _Loader(jinja2.FileSystemLoader):
    """Lists no hidden folder, as the theme's icons are in: MkDocs would list them to leave them out."""

    def list_templates(self) -> list[str]:
        found = set[str]()
        for top in self.searchpath:
            for place, folders, files in os.walk(top, followlinks=self.followlinks):
                folders[:] = [name for name in folders if not name.startswith(".")]
                found.update((Path(place) / name).relative_to(top).as_posix() for name in files)
        return sorted(found)


_COMPILED: Final = _Compiled()


def quick_templates(config: Engine) -> None:
    """Let the theme of a configuration give its templates this way; what they make is the same."""
    config.theme.get_env = partial(_environment, config.theme.get_env, config.theme.dirs)


def _environment(made: Callable[[], jinja2.Environment], folders: list[str]) -> jinja2.Environment:
    environment = made()
    environment.bytecode_cache = _COMPILED
    environment.loader = _Loader(folders)
    return environment
