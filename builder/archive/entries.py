"""What index pages need of an article page, read from its front matter: pages of any age, hand-edited ones too."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Any, Final

from builder.archive import values
from builder.archive.identity import is_id
from builder.archive.settle import KINDS
from builder.model import Basis, Entry, Page, Problem
from builder.problems import problem

_ROLES: Final = frozenset({"lead", "joint", "involved"})


def entry_of(page: Page) -> Entry | Problem:
    """The page's entry; E301 where it has no usable id or title, a date that is none, or as many ministries as ids it has not.

    Anything else that is missing is unknown: a page that an editor cut down still stands in the lists.
    """
    meta = page.meta
    page_id, title = PurePosixPath(page.path).stem, values.text(meta.get("title"))
    names, ids = values.texts(meta.get("ministries")), values.texts(meta.get("ministry_ids"))
    if fault := _fault(meta, page_id, title, names, ids):
        return problem("E301", page.path, detail=fault)
    kind, date = values.text(meta.get("kind")), values.date(meta.get("date"))
    return Entry(
        id=page_id,
        title=title or "",
        title_basis=_basis(meta.get("title_basis")),
        date=date,
        date_basis=_basis(meta.get("date_basis")) if date else _basis(meta.get("date_basis"), Basis.UNKNOWN),
        ministry_ids=ids,
        ministry_names=names,
        ministry_roles=_roles(meta, len(ids)),
        topics=values.texts(meta.get("topics")),
        kind=kind if kind in KINDS else "unknown",
        outlet=values.text(values.mapping(meta.get("source")).get("outlet")),
        summary=values.text(meta.get("summary")) or "",
        added=values.date(meta.get("added")) or "",
    )


def _fault(meta: dict[str, Any], page_id: str, title: str | None, names: tuple[str, ...], ids: tuple[str, ...]) -> str | None:
    if not is_id(page_id):
        return f"the file's name {page_id!r} is not an id"
    if values.text(meta.get("id")) not in {None, page_id}:
        return f"id is {meta['id']!r}, but the page's address says {page_id}"
    if title is None:
        return "title is missing"
    if values.text(meta.get("date")) is not None and values.date(meta["date"]) is None:
        return f"date is {meta['date']!r}, not a date like 2020-04-16, 2020-04 or 2020"
    if len(names) != len(ids):
        return f"ministries names {len(names)} bodies, ministry_ids {len(ids)}"
    return None


def _basis(value: Any, default: Basis = Basis.EDITED) -> str:
    """The builder always writes a basis: where none stands, a person has been at work."""
    found = values.text(value)
    return found if found in set(Basis) else default.value


def _roles(meta: dict[str, Any], count: int) -> tuple[str, ...]:
    """As they stand, if they fit; else the first body leads where ``ministry`` names one, and the others are involved."""
    roles = values.texts(meta.get("ministry_roles"))
    if len(roles) == count and _ROLES.issuperset(roles):
        return roles
    first = "lead" if values.text(meta.get("ministry")) else "involved"
    return (first, *["involved"] * (count - 1)) if count else ()
