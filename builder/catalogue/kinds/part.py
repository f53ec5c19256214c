"""A page of a divided list that is not a kind of its own.

What divides the list makes it (``builder/catalogue/part.py``).
"""

from __future__ import annotations

from builder.catalogue import part
from builder.catalogue.kinds.kind import Look, PageKind, no_sheets

PART = PageKind(name=part.PART, sheets=no_sheets, look=Look(paged=True))
