"""A shard's entries, changed in its text: to read all of them and to write them again takes far longer."""

from __future__ import annotations

import re
from typing import Final

from builder.publish.outputs.search.layout import as_script, json_of

#: Of an entry as it is written. Neither terms nor postings hold a quote, so none of these stands within one.
_TERM: Final = re.compile(r',"([^"]+)":')
_VALUE: Final = re.compile(r'("[^"]*"|[0-9]+)')


def entries_of(content: bytes) -> str:
    """The entries of a shard as its file has them, each with a comma before it.

    Raises:
        ValueError: this is no file of the index.
    """
    entries = json_of(content)[1:-1]
    return entries and f",{entries}"


def file_of(entries: str) -> bytes:
    """The reverse of ``entries_of``."""
    return as_script(f"{{{entries[1:]}}}")


def parted(entries: str, term: str) -> tuple[str, str, str]:
    """What stands before a term's entry, its value as it is written (empty: it has none), what follows.

    Raises:
        ValueError: these are no entries.
    """
    before, found, after = entries.partition(f',"{term}":')
    if found:
        _, value, rest = _VALUE.split(after, 1)
        return before, value, rest
    at = next((one.start() for one in _TERM.finditer(entries) if one[1] > term), len(entries))
    return entries[:at], "", entries[at:]
