"""What index pages need of an article page, read from its front matter.

Pages of any age, hand-edited ones too.
"""

from __future__ import annotations

from pathlib import PurePosixPath

from builder.article_id import is_id
from builder.model import Basis, Entry, Problem
from builder.pages import values
from builder.pages.page import Page
from builder.pages.record import ROLES, Record
from builder.problems import page_problem
from builder.registry.kinds import article_kind


def entry_of(page: Page) -> Entry | Problem:
    """The page's entry; E301 where its file name is no id, or it has no title.

    Everything else that is missing or has no meaning is unknown here, so that every page stands in some list;
    ``merge`` and ``settle`` report edits without meaning. Ministries whose names and ids do not pair are left
    out, a date that is none makes the page undated.
    """
    record, page_id = page.record, PurePosixPath(page.path).stem
    if not is_id(page_id) or not record.title:
        detail = "title is missing" if not record.title else f"the file's name {page_id!r} is not an id"
        return page_problem("E301", page.path, detail=detail)
    ministries = _ministries(record)
    return Entry(
        id=page_id,
        title=record.title,
        title_basis=_basis(record.title_basis),
        date=record.date,
        date_basis=_basis(record.date_basis, Basis.EDITED if record.date else Basis.UNKNOWN),
        ministry_ids=tuple(body_id for body_id, _, _ in ministries),
        ministry_names=tuple(name for _, name, _ in ministries),
        ministry_roles=tuple(role for _, _, role in ministries),
        topics=record.topics,
        kind=article_kind(record.kind).id,
        outlet=record.source.outlet,
        summary=record.summary,
        added=values.date(record.added) or "",
        licence=record.licence,
        people=record.people,
        organizations=record.organizations,
        changed=record.changed,
    )


def _ministries(record: Record) -> list[tuple[str, str, str]]:
    """Id, name and role of each body.

    Where the roles do not fit, the first leads if ``ministry`` names one; the others are involved.
    """
    ids, names, roles = record.ministry_ids, record.ministries, record.ministry_roles
    if len(ids) != len(names):
        return []
    if len(roles) != len(ids) or not set(roles) <= {*ROLES}:
        roles = ("lead" if record.ministry else "involved", *["involved"] * (len(ids) - 1))
    return list(zip(ids, names, roles, strict=False))


def _basis(written: str, default: Basis = Basis.EDITED) -> str:
    """The builder always writes a basis: where none stands, a person has been at work."""
    return written if written in set(Basis) else default.value
