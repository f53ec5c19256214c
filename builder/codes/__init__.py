"""Every problem the builder can name: code, weight, what it means, what to do. One file a family of codes.

The guide's table is tested against this.
"""

from __future__ import annotations

from typing import Final

from builder.codes.archive import ARCHIVE
from builder.codes.meaning import Meaning
from builder.codes.notices import NOTICES
from builder.codes.seeds import SEEDS

CODES: Final[dict[str, Meaning]] = SEEDS | ARCHIVE | NOTICES

__all__ = ["CODES", "Meaning"]
