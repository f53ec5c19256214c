"""Contacts in bodies: masked, or told as what keeps the site from being published, as the archive says.

Those of the office's own table never come here: reading takes them out of the body.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from builder.model import Problem, Reading, Role
from builder.pages.edits import Made
from builder.pages.parts import edited_parts, part_hash
from builder.personal import Handling, contacts, without_contacts
from builder.problems import page_problem, seed_problem
from builder.reading.read import read
from builder.registry.types import Registry

_STAR: Final = r"\*"
"""As Markdown has it."""


def masked_reading(reading: Reading, registry: Registry) -> tuple[Reading, tuple[Problem, ...]]:
    """The reading with the contacts in its body masked, and N140 that says how many. The seed stays."""
    body = (line for line in reading.kept if line.role is Role.BODY)
    found = {line.number: line.text for line in body if contacts(line.text)}
    if not found:
        return reading, ()
    seed = reading.seed
    lines = tuple(
        line._replace(text=without_contacts(line.text)) if line.number in found else line
        for line in seed.lines
    )
    again = replace(read(replace(seed, lines=lines), registry), seed=seed)
    count = sum(map(contacts, found.values()))
    return again, (seed_problem("N140", seed.path, min(found), f"{count:,}"),)


def judged(made: Mapping[str, Made], handling: Handling) -> dict[str, Made]:
    """The pages as they may stand: what no seed masks is masked here; E316 where contacts are refused."""
    if handling == "keep":
        return dict(made)
    return {path: _judged(one, handling) for path, one in made.items()}


def _judged(made: Made, handling: Handling) -> Made:
    page = made.page
    count = contacts(page.body) if page else 0
    if page is None or not count:
        return made
    if handling == "refuse":
        return replace(made, problems=(*made.problems, page_problem("E316", page.path, detail=f"{count:,}")))
    if "body" in edited_parts(page):
        return made
    hidden = replace(page, body=without_contacts(page.body, _STAR))
    hashes = {**page.record.generated, "body": part_hash("body", hidden)}
    shown = replace(hidden, record=replace(page.record, generated=hashes))
    return replace(made, page=shown, stands=False, file=None)
