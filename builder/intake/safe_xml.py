"""How XML from strangers is read by libxml2: nothing fetched, nothing expanded, nothing without a bound."""

from __future__ import annotations

import re
from typing import Final, Literal, TypedDict


class _Options(TypedDict):
    resolve_entities: Literal[False]
    no_network: Literal[True]
    load_dtd: Literal[False]
    huge_tree: Literal[False]
    remove_comments: Literal[True]
    remove_pis: Literal[True]


STRANGERS_XML: Final[_Options] = {
    "resolve_entities": False,
    "no_network": True,
    "load_dtd": False,
    "huge_tree": False,
    "remove_comments": True,
    "remove_pis": True,
}
"""For each of lxml's parsers. No option refuses a DTD: who parses looks for one."""

ANY_DTD: Final = re.compile(rb"<\0?!\0?D\0?O\0?C\0?T\0?Y\0?P\0?E")
"""A DTD's beginning in UTF-8 or UTF-16: for readers that cannot look for one themselves."""
