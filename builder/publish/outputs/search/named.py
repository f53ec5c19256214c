"""Which documents name whom in office: for the facet of people.

A file of its own, which is loaded when a reader asks for people: most queries do without it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from builder.publish.outputs.search.coding import encode_postings
from builder.publish.outputs.search.names import Names


def named(people: Mapping[str, Sequence[int]], names: Names) -> dict[str, list[str]]:
    """By id the name, the last office and the documents (coding.py) of each who is named somewhere.

    ``people``: id → the numbers of the documents.
    """
    terms = {term.person: term for term in sorted(names.people, key=lambda term: term.since)}
    return {
        person: [terms[person].name, terms[person].office, encode_postings((one, 1) for one in documents)]
        for person, documents in sorted(people.items())
        if documents and person in terms
    }
