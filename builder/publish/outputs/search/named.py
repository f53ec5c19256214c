"""Which documents name whom in office: for the facet of people.

A file of its own, which is loaded when a reader asks for people: most queries do without it.
"""

from __future__ import annotations

from collections.abc import Sequence

from builder.publish.outputs.search.coding import encode_postings
from builder.publish.outputs.search.layout import Facts
from builder.publish.outputs.search.names import Names


def named(facts: Sequence[Facts], names: Names) -> dict[str, list[str]]:
    """By id the name, the last office and the documents (coding.py) of each who is named somewhere."""
    found: dict[str, dict[int, int]] = {}
    for number, one in enumerate(facts):
        for person in one.people.split():
            found.setdefault(person, {})[number] = 1
    terms = {term.person: term for term in sorted(names.people, key=lambda term: term.since)}
    return {
        person: [terms[person].name, terms[person].office, encode_postings(documents.items())]
        for person, documents in sorted(found.items())
        if person in terms
    }
