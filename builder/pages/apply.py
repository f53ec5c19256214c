"""A part that a person edited, applied to the facts.

Its basis becomes ``edited``, and what follows from the edit is made anew. Every function takes the record as
it stands on the page and, in ``Setting``, the record as the builder makes it (None where the seed has
vanished), and returns the fields to replace. To apply what is applied changes nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from builder.model import Basis, Problem
from builder.pages import values
from builder.pages.mappings import PageRights
from builder.pages.parts import PARTS, digest
from builder.pages.record import DATES_OF, LEAD, ROLES, Record
from builder.partial_date import precision
from builder.problems import page_problem
from builder.registry.kinds import article_kinds
from builder.registry.resolve import Unresolved, by_id, by_official_name, nearest, topic_called
from builder.registry.types import Body, Registry
from builder.rights import LICENCES

_JOINT, _INVOLVED = ROLES[1:]
_WEB: Final = re.compile(r"https?://[^\s/]\S*")


@dataclass(frozen=True, slots=True)
class Setting:
    """What an edited part is applied to.

    ``date``: the one the page will have; ``recorded``: the hashes the page holds.
    """

    path: str
    registry: Registry
    made: Record | None
    recorded: Mapping[str, str]
    date: str | None = None


@dataclass(frozen=True, slots=True)
class Applied:
    """The fields of a record that an edit replaces, or why that cannot be."""

    fields: Mapping[str, Any]
    problems: tuple[Problem, ...] = ()


def apply_edit(part: str, edited: Record, setting: Setting) -> Applied:
    """The edited ``part`` of a page's record, in form.

    A wrong value is E301, and the page is to be left alone.
    """
    return _APPLIERS[part](edited, setting)


def _wrong(setting: Setting, detail: str, hint: str) -> Problem:
    return page_problem("E301", setting.path, detail=detail, hint=hint)


def _refused(setting: Setting, detail: str, hint: str) -> Applied:
    return Applied({}, (_wrong(setting, detail, hint),))


def _only_one_of(
    setting: Setting, key: str, value: str | None, allowed: Sequence[str]
) -> tuple[Problem, ...]:
    if value in allowed:
        return ()
    return (_wrong(setting, f"{key} is {value!r}", f"it is one of {', '.join(allowed)}"),)


# ------------------------------------------------------------------------------------------------------ title


def _title(edited: Record, setting: Setting) -> Applied:
    if not edited.title:
        return _refused(setting, "title is empty", "write one, or delete the key and build again")
    made = setting.made
    only_subtitle = made is not None and (edited.title, edited.title_basis) == (made.title, made.title_basis)
    basis = edited.title_basis if only_subtitle else Basis.EDITED.value
    return Applied({"title": edited.title, "title_basis": basis, "subtitle": edited.subtitle})


# ------------------------------------------------------------------------------------------------------- date


def _date(edited: Record, setting: Setting) -> Applied:
    date, written = edited.date, values.text(edited.written("date"))
    if date is None and written is not None:
        hint = "write it as 2020-04-16, 2020-04 or 2020, or null when it is unknown"
        return _refused(setting, f"date is {written!r}", hint)
    problems = _only_one_of(setting, "date_of", edited.date_of, DATES_OF)
    problems += _contradicted_precision(edited, setting)
    fields = {
        "date": date,
        "date_precision": precision(date) if date else None,
        "date_basis": Basis.EDITED.value,
        "date_of": edited.date_of,
        "date_evidence": _evidence(edited, setting),
    }
    return Applied({} if problems else fields, problems)


def _contradicted_precision(edited: Record, setting: Setting) -> tuple[Problem, ...]:
    """The precision is read off the date; to change it alone would be an edit without effect."""
    date, wanted = edited.date, edited.date_precision
    only_precision = date is not None and setting.made is not None and date == setting.made.date
    if date is None or not only_precision or wanted in {None, precision(date)}:
        return ()
    hint = "write the date itself as 2020-04-16, 2020-04 or 2020"
    return (_wrong(setting, f"date_precision is {wanted!r}, but date is {date}", hint),)


def _evidence(edited: Record, setting: Setting) -> str | None:
    """The builder's evidence does not speak for another date; an editor's own sentence stays."""
    same_date = setting.made is not None and edited.date == setting.made.date
    untouched = digest(edited.written("date_evidence")) == setting.recorded.get("evidence")
    if untouched and not same_date:
        return setting.registry.labels["evidence.edited"]
    return edited.date_evidence


# ------------------------------------------------------------------------------------------------- ministries


@dataclass(frozen=True, slots=True)
class _Acting:
    """Who acts, by name; ``led``: the first of them is the lead body."""

    names: tuple[str, ...]
    led: bool


def _ministries(edited: Record, setting: Setting) -> Applied:
    if strange := [role for role in edited.ministry_roles if role not in ROLES]:
        hint = f"roles are {', '.join(ROLES)}"
        return Applied({}, tuple(_wrong(setting, f"ministry_roles holds {role!r}", hint) for role in strange))
    if _only_ids_edited(edited, setting.made):
        found = [by_id(body_id, setting.date, setting.registry) for body_id in edited.ministry_ids]
        leads = edited.ministry is not None
    else:
        acting = _acting(edited, setting.registry)
        found = [_body(name, edited.ministry_ids, setting) for name in acting.names]
        leads = acting.led
    bodies = list({body.id: body for body in found if isinstance(body, Body)}.values())
    fields = {
        "ministry": bodies[0].name if bodies and leads else None,
        "ministries": tuple(body.name for body in bodies),
        "ministry_ids": tuple(body.id for body in bodies),
        "ministry_roles": _roles(bodies, edited, leads=leads),
        "organizations": edited.organizations,
    }
    problems = (_wrong(setting, one.why, one.hint) for one in found if isinstance(one, Unresolved))
    return Applied(fields, tuple(problems))


def _only_ids_edited(edited: Record, made: Record | None) -> bool:
    """The names are derived from the ids only where the names are still the builder's and the ids are not."""
    if made is None:
        return False
    names_are_made = (edited.ministries, edited.ministry) == (made.ministries, made.ministry)
    return names_are_made and edited.ministry_ids != made.ministry_ids


def _acting(edited: Record, registry: Registry) -> _Acting:
    """``ministry`` and ``ministries`` made consistent.

    ``ministry_ids`` still tell the state before: which of them was edited.
    """
    lead, names, roles = edited.ministry, edited.ministries, edited.ministry_roles
    before = tuple(body.name for body in map(registry.bodies.get, edited.ministry_ids) if body)
    led_before = before[0] if before and roles[:1] == (LEAD,) else None
    if lead == led_before:
        # at most the list was edited: its first body leads, unless others acted and nobody led
        return _Acting(names, led=not roles or roles[0] == LEAD)
    if lead is None:
        return _Acting(names, led=False)
    if lead not in names and names == before and led_before:
        return _Acting((lead, *names[1:]), led=True)
    return _Acting((lead, *(name for name in names if name != lead)), led=True)


def _body(name: str, ids: Sequence[str], setting: Setting) -> Body | Unresolved:
    """The body of that name on the page's date; the builder's own pair of name and id stays as it is."""
    made, bodies = setting.made, setting.registry.bodies
    pairs = zip(made.ministries, made.ministry_ids, strict=False) if made else ()
    kept = [bodies[body_id] for made_name, body_id in pairs if made_name == name and body_id in bodies]
    if kept and kept[0].id in ids:
        return kept[0]
    return by_official_name(name, setting.date, setting.registry, ids)


def _roles(bodies: Sequence[Body], edited: Record, *, leads: bool) -> tuple[str, ...]:
    """Each body keeps its role, a new one has that of its place, else it is involved.

    There is one lead, in front, or none.
    """
    before = dict(zip(edited.ministry_ids, edited.ministry_roles, strict=False))
    given = edited.ministry_roles
    by_place = given if len(given) == len(bodies) else [_INVOLVED] * len(bodies)
    found = [before.get(body.id, role) for body, role in zip(bodies, by_place, strict=True)]
    # who led before: another took the lead beside it, or nobody leads now
    demoted = _JOINT if leads else _INVOLVED
    return tuple(
        LEAD if leads and not place else demoted if role == LEAD else role for place, role in enumerate(found)
    )


# ----------------------------------------------------------------------------------------------------- topics


def _topics(edited: Record, setting: Setting) -> Applied:
    """Topics by slug or by name."""
    registry = setting.registry
    words = _topic_words(edited, setting)
    found = {word: topic_called(word, registry) for word in words}
    known = tuple(dict.fromkeys(slug for slug in found.values() if slug))
    names = tuple(registry.topics[slug].name for slug in known)
    problems = tuple(_no_such_topic(word, setting) for word, slug in found.items() if not slug)
    return Applied({"topics": known, "topic_names": names}, problems)


def _topic_words(edited: Record, setting: Setting) -> tuple[str, ...]:
    """Where an editor changed only the names, the slugs follow them; else the names follow the slugs."""
    made = setting.made or Record()
    slugs = edited.topics
    return slugs if slugs != made.topics or edited.topic_names == made.topic_names else edited.topic_names


def _no_such_topic(slug: str, setting: Setting) -> Problem:
    topics = setting.registry.topics
    by_name = {topic.name: topic.slug for topic in topics.values()}
    near = nearest(slug, [*topics, *by_name], cutoff=0.4)
    meant = list(dict.fromkeys(by_name.get(word, word) for word in near))
    hint = "write a slug of the registry, or add the topic to it"
    return _wrong(
        setting,
        f"topics: no topic is called {slug!r}",
        f"perhaps {' or '.join(meant)}" if meant else hint,
    )


# ------------------------------------------------------------------------------------------------- the others


def _kind(edited: Record, setting: Setting) -> Applied:
    kind = edited.kind or None
    return Applied({"kind": kind}, _only_one_of(setting, "kind", kind, tuple(article_kinds())))


def _source(edited: Record, setting: Setting) -> Applied:
    """What the editor says of the source, with the file and digest of the seed."""
    if problems := _no_mapping("source", edited, setting):
        return Applied({}, problems)
    said, seed = edited.source, (setting.made or edited).source
    if said.url is not None and not _WEB.fullmatch(said.url):
        hint = "write an address that begins with https:// or http://"
        return _refused(setting, f"source.url is {said.url!r}", hint)
    more = {key: item for key, item in said.more.items() if item is not None}
    kept = replace(said, file=seed.file, sha256=seed.sha256, bytes_sha256=seed.bytes_sha256, more=more)
    return Applied({"source": kept})


def _rights(edited: Record, setting: Setting) -> Applied:
    if problems := _no_mapping("rights", edited, setting):
        return Applied({}, problems)
    licence = edited.rights.licence or "unknown"
    rights = PageRights(edited.rights.statement, licence, edited.rights.more)
    return Applied({"rights": rights}, _only_one_of(setting, "rights.licence", licence, LICENCES))


def _no_mapping(key: str, edited: Record, setting: Setting) -> tuple[Problem, ...]:
    written = edited.written(key)
    if written is None or isinstance(written, dict):
        return ()
    hint = f"write it as {key}: {{key: value, …}}, or delete the key and build again"
    return (_wrong(setting, f"{key} is {written!r}", hint),)


def _body_alone(_edited: Record, _setting: Setting) -> Applied:
    return Applied({})


_APPLIERS: Final[dict[str, Callable[[Record, Setting], Applied]]] = {
    "title": _title,
    "date": _date,
    "ministries": _ministries,
    "topics": _topics,
    "kind": _kind,
    "source": _source,
    "rights": _rights,
    "body": _body_alone,
}
if _APPLIERS.keys() != PARTS.keys():
    raise AssertionError(f"every part needs its applier: {PARTS.keys() ^ _APPLIERS.keys()}")
