"""What index pages need of an article page, read from its front matter: pages of any age, hand-edited ones too."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Any, Final

from builder.article_id import is_id
from builder.model import Basis, Entry, Problem
from builder.pages import values
from builder.pages.page import Page
from builder.problems import page_problem
from builder.registry.kinds import article_kind
from builder.rights import licence_of

_ROLES: Final = frozenset({"lead", "joint", "involved"})


def entry_of(page: Page) -> Entry | Problem:
    """The page's entry; E301 where its file name is no id, or it has no title.

    Everything else that is missing or has no meaning is unknown here, so that every page stands in some list; ``merge`` and ``settle``
    report edits without meaning. Ministries whose names and ids do not pair are left out, a date that is none makes the page undated.
    """
    meta = page.meta
    page_id, title = PurePosixPath(page.path).stem, values.text(meta.get("title"))
    if not is_id(page_id) or title is None:
        detail = "title is missing" if title is None else f"the file's name {page_id!r} is not an id"
        return page_problem("E301", page.path, detail=detail)
    kind, date, ministries = values.text(meta.get("kind")), values.date(meta.get("date")), _ministries(meta)
    return Entry(
        id=page_id,
        title=title,
        title_basis=_basis(meta.get("title_basis")),
        date=date,
        date_basis=_basis(meta.get("date_basis")) if date else _basis(meta.get("date_basis"), Basis.UNKNOWN),
        ministry_ids=tuple(body_id for body_id, _, _ in ministries),
        ministry_names=tuple(name for _, name, _ in ministries),
        ministry_roles=tuple(role for _, _, role in ministries),
        topics=values.texts(meta.get("topics")),
        kind=article_kind(kind).id,
        outlet=values.text(values.mapping(meta.get("source")).get("outlet")),
        summary=values.text(meta.get("summary")) or "",
        added=values.date(meta.get("added")) or "",
        licence=licence_of(meta),
    )


def _ministries(meta: dict[str, Any]) -> list[tuple[str, str, str]]:
    """Id, name and role of each body. Where the roles do not fit, the first leads if ``ministry`` names one; the others are involved."""
    ids, names, roles = (
        values.texts(meta.get(key)) for key in ("ministry_ids", "ministries", "ministry_roles")
    )
    if len(ids) != len(names):
        return []
    if len(roles) != len(ids) or not _ROLES.issuperset(roles):
        roles = ("lead" if values.text(meta.get("ministry")) else "involved", *["involved"] * (len(ids) - 1))
    return list(zip(ids, names, roles, strict=False))


def _basis(value: Any, default: Basis = Basis.EDITED) -> str:
    """The builder always writes a basis: where none stands, a person has been at work."""
    found = values.text(value)
    return found if found in set(Basis) else default.value
