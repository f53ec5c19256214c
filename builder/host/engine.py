"""What we take from MkDocs, all of it.

ProperDocs, its fork, has the same under its own name: one line changes here.

Its errors are click's (``ClickException``).
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import Any, Final

#: ``mkdocs``, or its fork ``properdocs`` (1.6.7 was tried: the sample's site was the same but for the
#: generator's name).
PACKAGE: Final = "mkdocs"


#: Its configuration, its pages, its server: of a package that is chosen at run time, so without types. They
#: stay in this room.
Engine = Any


def _taken(module: str, name: str) -> Engine:
    return getattr(import_module(f"{PACKAGE}.{module}"), name)


load_config: Final = _taken("config", "load_config")
build: Final = _taken("commands.build", "build")
context: Final = _taken("commands.build", "get_context")
Abort: Final[type[Exception]] = _taken("exceptions", "Abort")
EXCLUDED: Final = _taken("structure.files", "InclusionLevel").EXCLUDED
INCLUDED: Final = _taken("structure.files", "InclusionLevel").NOT_IN_NAV
Links: Final = _taken("structure.pages", "_RelativePathTreeprocessor")  # it judges and resolves one link
Page: Final = _taken("structure.pages", "Page")
File: Final = _taken("structure.files", "File")
Files: Final[type] = _taken("structure.files", "Files")
get_files: Final = _taken("structure.files", "get_files")
set_exclusions: Final = _taken("structure.files", "set_exclusions")
get_navigation: Final = _taken("structure.nav", "get_navigation")
Plugins: Final = _taken("plugins", "PluginCollection")
Theme: Final = _taken("theme", "Theme")
contents: Final = _taken("structure.toc", "get_toc")
FRONT_MATTER: Final = _taken("utils.meta", "YAML_RE")
Plugin: Final[type] = _taken("plugins", "BasePlugin")
Server: Final = _taken("livereload", "LiveReloadServer")


def forget() -> None:
    """Let MkDocs forget the addresses it has met: it keeps the parts of each for good."""
    for function in vars(import_module(f"{PACKAGE}.utils")).values():
        if hasattr(function, "cache_clear"):
            function.cache_clear()


@contextmanager
def finding(find: Callable[[Engine], Engine]) -> Iterator[None]:
    """Let a build find the files of docs/ in this way."""
    module: Engine = import_module(f"{PACKAGE}.commands.build")
    own, module.get_files = module.get_files, find
    try:
        yield
    finally:
        module.get_files = own


#: Where it says what is wrong.
LOG: Final = logging.getLogger(PACKAGE)
