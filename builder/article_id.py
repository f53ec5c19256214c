"""What may be an article's id, and so a file name and an address for ever."""

from __future__ import annotations

import re
from typing import Final

_FORM: Final = re.compile(r"[a-z][a-z0-9-]{1,63}")
#: Names that Windows keeps for devices.
DEVICES: Final = frozenset(
    {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))}
)


def is_id(value: str) -> bool:
    """Whether ``value`` may be an id.

    It is of the form ``[a-z][a-z0-9-]{1,63}``, and neither a device nor the folder's own page.
    """
    return bool(_FORM.fullmatch(value)) and value not in DEVICES and value != "index"
