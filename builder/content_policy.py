"""What a page may load and run: the Content Security Policy (W3C CSP 3) of every page, in one place.

No page holds a script or a style of its own, so none is allowed: what comes from an article cannot run, even
where everything before it has failed. ``file:`` stands for the copy on a disk, of which a browser does not
always take ``'self'``; a page from a server may load no file of the reader's whatever the policy says.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Final
from urllib.parse import urlsplit

Sources = Mapping[str, tuple[str, ...]]
"""Directive → the sources that it allows."""

_POLICY: Final[Sources] = MappingProxyType(
    {
        "default-src": ("'self'", "file:"),
        "img-src": ("'self'", "file:", "data:"),  # icons in style sheets
        "object-src": ("'none'",),
        "base-uri": ("'none'",),
        "form-action": ("'self'", "file:"),
    }
)
#: What an owner may add to: where things are loaded from, and where a form leads.
_DIRECTIVE: Final = re.compile(r"(?!object-)(?:[a-z]+-)+src(?:-elem|-attr)?|form-action")
_SOURCE: Final = re.compile(r"[^\s;,\"]+")
#: For everything that MkDocs names under these keys of mkdocs.yml.
_NAMED: Final = MappingProxyType({"extra_javascript": "script-src", "extra_css": "style-src"})


def added_sources(own: Mapping[str, Iterable[str]], named: Mapping[str, Iterable[object]]) -> Sources:
    """What an archive allows beyond its own files.

    ``own`` are the sources that its settings list, ``named`` the style sheets and scripts by the key under
    which mkdocs.yml names them: the hosts among them are allowed without being listed.
    """
    found = {directive: tuple(sources) for directive, sources in own.items()}
    for key, directive in _NAMED.items():
        parts = [urlsplit(str(address)) for address in named.get(key, ())]
        hosts = (f"{part.scheme or 'https'}://{part.netloc}" for part in parts if part.netloc)
        found[directive] = tuple(dict.fromkeys((*found.get(directive, ()), *hosts)))
    return {directive: sources for directive, sources in found.items() if sources}


def are_sources(value: object) -> bool:
    """Whether a setting lists sources by directive, as texts that cannot end the policy."""
    return isinstance(value, dict) and all(
        isinstance(directive, str)
        and bool(_DIRECTIVE.fullmatch(directive))
        and isinstance(sources, list)
        and all(isinstance(one, str) and _SOURCE.fullmatch(one) for one in sources)
        for directive, sources in value.items()
    )


def content_policy(*added: Sources, on_disk: bool = True) -> str:
    """The policy with what an archive and what one page ``added``; ``on_disk``: not only for a server."""
    directives = dict(_POLICY)
    for more in added:
        for directive, sources in more.items():
            directives[directive] = (*directives.get(directive, directives["default-src"]), *sources)
    written = "; ".join(" ".join((directive, *sources)) for directive, sources in directives.items())
    return written if on_disk else written.replace(" file:", "")


def hash_of(text: str) -> str:
    """The source that allows one script or style that stands in a page (CSP 3, 2.3.1)."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
