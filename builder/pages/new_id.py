"""The permanent id of a page, made from the digest of its seed when it is first seen."""

from __future__ import annotations

import base64
import hashlib
import itertools
import re
from collections.abc import Container
from typing import Final

_LENGTH: Final = 10


def new_id(sha256: str, taken: Container[str] = frozenset()) -> str:
    """The id made from a seed's digest: 10 characters of lower-case base 32, beginning with a letter.

    It is the first such window of the digest's base 32; where that is ``taken`` by a different article, the
    digest is hashed again with a counter. The same digest always gives the same id.
    """
    digest = bytes.fromhex(sha256)
    for attempt in itertools.count(1):
        written = base64.b32encode(digest).decode("ascii").rstrip("=").lower()
        found = re.search(rf"[a-z][a-z2-7]{{{_LENGTH - 1}}}", written)
        if found and found[0] not in taken:
            return found[0]
        digest = hashlib.sha256(f"{sha256}:{attempt}".encode("ascii")).digest()
    raise AssertionError
