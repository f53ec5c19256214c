"""JSON and JSONL: one record after the other, never the whole file at once."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, BinaryIO, Final

import ijson

from builder.records.row import MAX_RECORD, Fits, Row, UnreadableError, flattened
from builder.records.source import Told, lines, opened, opened_text

_BOM: Final = b"\xef\xbb\xbf"


def jsonl_rows(path: Path, fits: Fits, told: Told) -> Iterator[Row]:
    """A record a line. Raises ``UnreadableError`` at the first line that is none."""
    del fits
    with opened_text(path, told) as stream:
        for number, line in lines(stream):
            yield Row(number, flattened(_record(line, number)))


def _record(text: str, number: int) -> Mapping[str, Any]:
    try:
        value: Any = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise UnreadableError(f"the line is no JSON: {error}", number) from error
    if not isinstance(value, dict):
        raise UnreadableError("the line holds no record, { … }", number)
    return value


def json_rows(path: Path, fits: Fits, told: Told) -> Iterator[Row]:
    """The records of the first place, however deep, at which there is one that ``fits``.

    Raises ``UnreadableError``: no JSON in UTF-8, or a record that is too large.
    """
    try:
        with opened(path) as stream:
            prefix = _prefix(ijson.parse(_Allowance(stream), multiple_values=True), fits)
        if prefix is None:
            return
        with opened(path, told) as stream:
            bounded = _Allowance(stream)
            records = ijson.items(bounded, prefix, multiple_values=True)
            for number, record in enumerate(records, 1):
                bounded.used = 0
                if isinstance(record, dict):
                    yield Row(number, flattened(record))
    except (ijson.JSONError, UnicodeDecodeError) as error:
        raise UnreadableError(f"it is no JSON in UTF-8: {' '.join(str(error).split())[:200]}") from error


def _prefix(events: Iterator[tuple[str, str, Any]], fits: Fits) -> str | None:
    """Where the first fitting record stands, as ijson writes places; None where there is none."""
    open_maps: list[tuple[str, set[str]]] = []
    names: list[str] = []
    for prefix, event, value in events:
        if event == "start_map":
            open_maps.append((prefix, set()))
            names.append("")
        elif event == "map_key":
            names[-1] = value
        elif event == "end_map":
            place, keys = open_maps.pop()
            names.pop()
            if fits(keys, ""):
                return place
        elif not event.startswith(("start", "end")):
            for depth, (_, keys) in enumerate(open_maps):
                keys.add(".".join(names[depth:]))
    return None


class _Allowance:
    """A stream that gives at most so many bytes for one record."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream, self.used, self._begun = stream, 0, False

    def read(self, size: int) -> bytes:
        """The next bytes, without the mark of their order."""
        data = self._stream.read(size)
        if not self._begun:
            data, self._begun = data.removeprefix(_BOM) or data, size > 0
        self.used += len(data)
        if self.used > MAX_RECORD:
            raise UnreadableError(f"a record has more than {MAX_RECORD:,} bytes")
        return data
