"""What a posting says of a term in a document: how often it stands there, and whether in the title."""

from __future__ import annotations

from typing import Final

from builder.publish.outputs.search.documents import SearchDocument
from builder.publish.outputs.search.terms import terms

#: An occurrence in the title counts as much as three in the text (tests/bench_search.py).
TITLE_WEIGHT: Final = 3


def postings_of(document: SearchDocument) -> dict[str, int]:
    """Term → the number its posting gets: how often it stands in the document, and whether in the title.

    An occurrence in the title counts ``TITLE_WEIGHT`` times. n of them without one in the title are 1 for
    n = 1, then 2n − 2: even; with one in the title 2n − 3: odd, 3 at least. So most stay one character.
    """
    in_text, in_title = terms(document.text), terms(document.title)
    found = {term: 1 if count == 1 else 2 * count - 2 for term, count in in_text.items()}
    for term, count in in_title.items():
        found[term] = 2 * (in_text[term] + TITLE_WEIGHT * count) - 3
    return found


def occurrences(posting: int) -> int:
    """How often the term stands in a document, the title's occurrences weighted: of a number as above."""
    return 1 if posting == 1 else (posting + 3) // 2 if posting % 2 else posting // 2 + 1
