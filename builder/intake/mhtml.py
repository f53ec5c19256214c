"""Pages that a browser saved into one file (MHTML, RFC 2557): the HTML in it, with the address it came from.

Browsers call it "web page, single file". Its pictures and styles are not read.
"""

from __future__ import annotations

from collections.abc import Iterator
from email import message_from_bytes
from email.message import Message
from typing import Final

from builder.intake.addresses import http_url, saved_comment
from builder.intake.decode import Failure
from builder.intake.formats.sniff import mime_head

_PLACES: Final = ("Snapshot-Content-Location", "Content-Location")


def page_in(data: bytes, limit: int) -> bytes | Failure:
    """The page's HTML, behind the comment with which browsers say where a page was saved from.

    ``data``: of which ``is_mhtml`` holds. E102: it holds no HTML. E106: that has more bytes than ``limit``.
    """
    head = _head(data)
    boundary = head.get_boundary() if head is not None else None
    if head is None or not boundary or not boundary.isascii():
        return Failure("E102", None, "it is MHTML whose parts are not told apart")
    for part in _parts(data, boundary):
        found = _head(part)
        if found is not None and found.get_content_type() == "text/html":
            payload = message_from_bytes(part).get_payload(decode=True)
            page = payload if isinstance(payload, bytes) else b""
            too_much = Failure("E106", None, f"{len(page):,} bytes of HTML; {limit:,} are read at most")
            return too_much if len(page) > limit else _saved_from(head, found) + page
    return Failure("E102", None, "it is MHTML that holds no HTML")


def _head(data: bytes) -> Message | None:
    head = mime_head(data)
    return message_from_bytes(head) if head else None


def _parts(data: bytes, boundary: str) -> Iterator[bytes]:
    """What stands between the boundaries, one at a time: the page comes before megabytes of pictures."""
    mark = b"\n--" + boundary.encode()
    start = data.find(mark)
    while start >= 0:
        end = data.find(mark, start + len(mark))
        if end < 0:
            end = len(data)
        yield data[data.find(b"\n", start + len(mark), end) + 1 : end]
        start = end if end < len(data) else -1


def _saved_from(*heads: Message) -> bytes:
    addresses = (http_url(str(head.get(place, "")), "") for head in heads for place in _PLACES)
    return next(filter(None, map(saved_comment, addresses)), "").encode()
