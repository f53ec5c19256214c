"""What a text seed says by its form alone: an address on top, records or addresses in place of an article."""

from __future__ import annotations

import json
import re
from itertools import islice
from typing import Final

from builder.intake.decode import Failure
from builder.intake.supplied import Facts, Header, parse_facts

_ADDRESS: Final = re.compile(r"https?://[^\s<>\"]{4,2000}")
_RECORDS: Final = 3
"""Lines of JSON that are tried."""


def first_address(header: Header, path: str) -> Facts:
    """The address that stands alone on the first line below the header, as the supplied fact it is."""
    lines = ((number, line.strip()) for number, line in enumerate(header.body.split("\n"), header.length + 1))
    number, first = next(((number, line) for number, line in lines if line), (0, ""))
    if not _ADDRESS.fullmatch(first):
        return Facts(path, {}, ())
    return parse_facts(f"url: {json.dumps(first, ensure_ascii=False)}", path, number)


def no_article(body: str, *, is_titled: bool = False) -> list[Failure]:
    """E128 where the text is JSON, or nothing but addresses; what has a title may point to its text."""
    stripped = body.strip()
    if stripped[:1] in ("{", "[") and (_is_json(stripped) or _is_json_lines(stripped)):
        return [Failure("E128", None, "it is JSON")]
    lines = [line.strip() for line in stripped.split("\n") if line.strip()]
    if lines and not is_titled and all(_ADDRESS.fullmatch(line) for line in lines):
        return [Failure("E128", None, f"{len(lines):,} address(es) and no text")]
    return []


def _is_json(text: str) -> bool:
    try:
        return isinstance(json.loads(text), dict | list)
    except (ValueError, RecursionError):
        return False


def _is_json_lines(text: str) -> bool:
    lines = list(islice((line for line in text.split("\n") if line.strip()), _RECORDS))
    return len(lines) > 1 and all(line.lstrip().startswith("{") and _is_json(line) for line in lines)
