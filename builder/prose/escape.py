"""The only path from an article's text to Markdown.

What is written here reads as the same text again, and as nothing else. Two renderers must agree:
Python-Markdown (extensions ``toc`` and ``tables``), which MkDocs uses, and CommonMark with GitHub's tables
and strike-through, in which pages are reviewed. A backslash works for 16 characters in Python-Markdown; for
all others an entity is written. Only what is active is escaped, so that an ordinary Korean line stays as it
is: ``7~8일``, ``A_B``, ``3 + 4``.

Measured (Markdown 3.11.3): 20,000 escaped ``[`` in a row render in 0.9 s, ``&#91;`` in their place also in
0.9 s (unescaped, 77.7 s): every escaped character costs the renderer one copy of the paragraph, so there is
no cheaper spelling.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final
from urllib.parse import quote

from builder.model import Link

#: Characters without a picture of their own: controls (white space apart), line breaks of old mainframes,
#: joiners that only stop line breaks, byte order marks, writing-direction controls (CVE-2021-42574), halves
#: of surrogate pairs. Zero-width joiners stay: emoji need them.
INVISIBLE: Final = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\ud800-\udfff]"
)

#: The backslash first: the others are escaped with it.
_ALWAYS: Final = "\\`*["
#: Python-Markdown completes ``&#9`` to an entity; ``R&D`` and ``&copy`` it leaves alone.
_ENTITY: Final = re.compile(r"&(?=#|\w+;)")
#: A run of underscores that does not stand between two letters or digits can open or close emphasis.
_UNDERSCORES: Final = re.compile(r"(?<![^\W_])_+|_+(?![^\W_])")
_ORDINAL: Final = re.compile(r"(\d+)([.)])(?=\s|$)")
_BLOCK_MARK: Final = re.compile(r"[#>]|[+-](?=\s|$)|-(?=[-|:])")
#: Python-Markdown takes ``\\|`` for an empty row as well.
_DELIMITER_ROW: Final = re.compile(r"[\\\s-]*[|:][|:\\\s-]*")
_UNDERLINE: Final = re.compile(r"=+")
_IN_ADDRESSES: Final = "%/:?#@!$&+,;=~.-_"


def normalise(text: str) -> str:
    """The text with its invisible characters dropped and every run of white space one space.

    NBSP, full-width spaces and line ends are white space too.
    """
    return " ".join((text if text.isprintable() else INVISIBLE.sub("", text)).split())


def escape_inline(text: str, links: Sequence[Link] = ()) -> str:
    """Markdown that reads as ``normalise(text)`` wherever a line has already begun.

    In a cell, a heading, emphasis. The words of ``links``, looked for in their order, lead to their
    addresses.
    """
    plain = normalise(text)
    tildes = plain.count("~") > 1  # one tilde can strike nothing out; between two, GitHub does
    parts, end = [], 0
    for link in links:
        words = normalise(link.text)
        start = plain.find(words, end) if words else -1
        if start >= 0:
            before = _escaped(plain[end:start], tildes=tildes)
            before = f"{before[:-1]}\\!" if before.endswith("!") else before  # ![ would be a picture
            inside = _escaped(words, tildes=tildes).replace("]", "\\]")
            parts.append(f"{before}[{inside}]({_address(link.url)})")
            end = start + len(words)
    return "".join(parts) + _escaped(plain[end:], tildes=tildes)


def _escaped(plain: str, *, tildes: bool) -> str:
    escaped = plain
    for character in _ALWAYS:
        escaped = escaped.replace(character, f"\\{character}")
    if "&" in escaped:
        escaped = _ENTITY.sub("&amp;", escaped)
    escaped = escaped.replace("<", "&lt;")
    if "_" in escaped:
        escaped = _UNDERSCORES.sub(lambda run: run[0].replace("_", r"\_"), escaped)
    return escaped.replace("~", "&#126;") if tildes else escaped


def _address(url: str) -> str:
    """The address, what could end it or means something to Markdown or HTML encoded."""
    return _ENTITY.sub("&amp;", quote(url, safe=_IN_ADDRESSES))


def escape_line(text: str, links: Sequence[Link] = ()) -> str:
    """Markdown that reads as ``normalise(text)`` on a line of its own, its links kept.

    No list (``2024. 3. 5.``), heading, quote, rule or table.
    """
    escaped = escape_inline(text, links)
    if _DELIMITER_ROW.fullmatch(escaped):
        escaped = escaped.replace(":", "&#58;").replace("|", "&#124;")
    if _UNDERLINE.fullmatch(escaped):
        return f"&#61;{escaped[1:]}"
    if ordinal := _ORDINAL.match(escaped):
        return f"{ordinal[1]}\\{escaped[ordinal.end(1) :]}"
    return f"\\{escaped}" if _BLOCK_MARK.match(escaped) else escaped
