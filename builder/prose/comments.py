"""What people note in front matter behind ``#``: kept when the builder writes the page anew.

YAML's readers drop comments. They are found here as what lies outside of every text, and put back above the
key they belong to, or behind its value where that is still the same line.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Final

import yaml

_FENCE: Final = "---\n"
_KEY: Final = re.compile(r"([A-Za-z_][\w-]*)[ \t]*:")
_END: Final = ""
"""Where comments stand below the last key."""


def with_comments(old: str, new: str) -> str:
    """The page ``new`` with the comments of ``old``'s front matter: no comment is lost, wherever it stood."""
    head = _head(old)
    if "#" not in head:
        return new
    above: dict[str, list[str]] = defaultdict(list)
    behind: dict[str, tuple[str, str]] = {}
    for key, line, comment in _comments(head):
        if line:
            behind[key] = (line, comment)
        else:
            above[key].append(comment)
    return _put_back(new, above, behind)


def _head(text: str) -> str:
    """The front matter between its fences; empty where there is none."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    return text[len(_FENCE) :].partition("\n---")[0] + "\n" if text.startswith(_FENCE) else ""


def _comments(head: str) -> Iterator[tuple[str, str, str]]:
    """The key it belongs to, the line it stands behind (empty: none), and the comment."""
    covered = _covered(head)
    key, waiting, at = _END, list[str](), 0
    for line in head.splitlines(keepends=True):
        begin = _begin(line, at, covered)
        said, comment = line[:begin].rstrip(), line[begin:].rstrip()
        is_key = bool(_KEY.match(said)) and at not in covered
        key = said.partition(":")[0].rstrip() if is_key else key
        if said:
            yield from ((key, "", one) for one in waiting)
            waiting = []
        if comment and said:
            yield key, said if is_key else "", comment
        elif comment:
            waiting.append(comment)
        at += len(line)
    yield from ((_END, "", one) for one in waiting)


def _begin(line: str, at: int, covered: set[int]) -> int:
    """Where the comment of a line begins; its length where it has none."""
    for found in re.finditer(r"(?:^|(?<=[ \t]))#", line):
        if at + found.start() not in covered:
            return found.start()
    return len(line)


def _covered(head: str) -> set[int]:
    """The places inside quoted texts and blocks of text, where # is no comment."""
    places: set[int] = set()
    try:
        for token in yaml.scan(head, Loader=yaml.SafeLoader):
            if isinstance(token, yaml.ScalarToken) and token.style:
                places.update(range(token.start_mark.index + 1, token.end_mark.index))
    except yaml.YAMLError:
        return set(range(len(head)))
    return places


def _put_back(new: str, above: dict[str, list[str]], behind: dict[str, tuple[str, str]]) -> str:
    head = _head(new)
    lines, seen = list[str](), set[str]()
    for line in head.splitlines():
        found = _KEY.match(line)
        key = found[1] if found else None
        if key is None or key in seen:
            lines.append(line)
            continue
        seen.add(key)
        said, comment = behind.pop(key, ("", ""))
        lines += [*above.pop(key, []), *([comment] if comment and said != line else [])]
        lines.append(f"{line}  {comment}" if comment and said == line else line)
    left = [*(one for found in above.values() for one in found), *(one for _, one in behind.values())]
    return _FENCE + "".join(f"{line}\n" for line in (*lines, *left)) + new[len(_FENCE) + len(head) :]
