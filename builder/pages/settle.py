"""A part that a person edited, brought into form: its basis becomes ``edited``, and what follows from the edit is made anew.

Every function takes the part as it stands on the page and, in ``Setting``, the part as the builder makes it (None where the seed has
vanished), and returns the keys to write. To settle what is settled changes nothing.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from builder.model import Basis, Problem
from builder.pages import values
from builder.pages.page import Page
from builder.pages.parts import PARTS, SEED_KEYS, digest
from builder.partial_date import precision
from builder.problems import page_problem
from builder.registry.kinds import article_kinds
from builder.registry.types import Body, Registry
from builder.rights import LICENCES

KINDS: Final = tuple(article_kinds())
_DATES_OF: Final = ("published", "announced")
_LEAD, _JOINT, _INVOLVED = "lead", "joint", "involved"
_ROLES: Final = (_LEAD, _JOINT, _INVOLVED)
_WEB: Final = re.compile(r"https?://[^\s/]\S*")

Meta = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Setting:
    """What an edited part is settled against. ``date``: the one the page will have; ``recorded``: the hashes the page holds."""

    path: str
    registry: Registry
    reference: Page | None
    recorded: Mapping[str, str]
    date: str | None = None

    def made(self, key: str) -> Any:
        """The builder's own value of a key, None where there is none."""
        return self.reference.meta.get(key) if self.reference else None


@dataclass(frozen=True, slots=True)
class Settled:
    """The keys of an edited part as they are to be written, or why that cannot be."""

    keys: dict[str, Any]
    problems: tuple[Problem, ...] = ()


def settle_part(part: str, meta: Meta, setting: Setting) -> Settled:
    """Bring the edited ``part`` of a page's front matter into form. A wrong value is E301, and the page is to be left alone."""
    return _SETTLERS[part](meta, setting)


def _wrong(setting: Setting, detail: str, hint: str) -> Problem:
    return page_problem("E301", setting.path, detail=detail, hint=hint)


def _only_one_of(
    setting: Setting, key: str, value: str | None, allowed: Sequence[str]
) -> tuple[Problem, ...]:
    if value in allowed:
        return ()
    return (_wrong(setting, f"{key} is {value!r}", f"it is one of {', '.join(allowed)}"),)


# ------------------------------------------------------------------------------------------------------------------------- title


def _title(meta: Meta, setting: Setting) -> Settled:
    title, basis = values.text(meta.get("title")), values.text(meta.get("title_basis"))
    if title is None:
        return Settled(
            {}, (_wrong(setting, "title is empty", "write one, or delete the key and build again"),)
        )
    only_subtitle = title == values.text(setting.made("title")) and basis == setting.made("title_basis")
    subtitle = list(values.texts(meta.get("subtitle")))
    return Settled(
        {"title": title, "title_basis": basis if only_subtitle else Basis.EDITED.value, "subtitle": subtitle}
    )


# -------------------------------------------------------------------------------------------------------------------------- date


def _date(meta: Meta, setting: Setting) -> Settled:
    written, value = values.text(meta.get("date")), values.date(meta.get("date"))
    if written is not None and value is None:
        hint = "write it as 2020-04-16, 2020-04 or 2020, or null when it is unknown"
        return Settled({}, (_wrong(setting, f"date is {written!r}", hint),))
    date_of = values.text(meta.get("date_of"))
    if problems := _only_one_of(setting, "date_of", date_of, _DATES_OF) + _contradicted_precision(
        value, meta, setting
    ):
        return Settled({}, problems)
    keys = {
        "date": value,
        "date_precision": precision(value) if value else None,
        "date_basis": Basis.EDITED.value,
        "date_of": date_of,
        "date_evidence": _evidence(value, meta, setting),
    }
    return Settled(keys)


def _contradicted_precision(value: str | None, meta: Meta, setting: Setting) -> tuple[Problem, ...]:
    """The precision is read off the date; to change it alone would be an edit without effect."""
    wanted = values.text(meta.get("date_precision"))
    if value is None or value != values.date(setting.made("date")) or wanted in {None, precision(value)}:
        return ()
    hint = "write the date itself as 2020-04-16, 2020-04 or 2020"
    return (_wrong(setting, f"date_precision is {wanted!r}, but date is {value}", hint),)


def _evidence(value: str | None, meta: Meta, setting: Setting) -> str | None:
    """The builder's evidence does not speak for another date; an editor's own sentence stays."""
    evidence = values.text(meta.get("date_evidence"))
    same_date = setting.reference is not None and value == values.date(setting.made("date"))
    untouched = digest(meta.get("date_evidence")) == setting.recorded.get("evidence")
    return setting.registry.labels["evidence.edited"] if untouched and not same_date else evidence


# -------------------------------------------------------------------------------------------------------------------- ministries


@dataclass(frozen=True, slots=True)
class _Acting:
    """Who acts, by name; ``led``: the first of them is the lead body."""

    names: tuple[str, ...]
    led: bool


def _ministries(meta: Meta, setting: Setting) -> Settled:
    ids, roles = values.texts(meta.get("ministry_ids")), values.texts(meta.get("ministry_roles"))
    if strange := [role for role in roles if role not in _ROLES]:
        return Settled(
            {},
            tuple(
                _wrong(setting, f"ministry_roles holds {role!r}", f"roles are {', '.join(_ROLES)}")
                for role in strange
            ),
        )
    if _only_ids_edited(meta, setting):
        found = [_body_of_id(body_id, setting) for body_id in ids]
        leads = values.text(meta.get("ministry")) is not None
    else:
        acting = _acting(meta, ids, roles, setting)
        found = [_body(name, ids, setting) for name in acting.names]
        leads = acting.led
    bodies = list({body.id: body for body in found if isinstance(body, Body)}.values())
    keys = {
        "ministry": bodies[0].name if bodies and leads else None,
        "ministries": [body.name for body in bodies],
        "ministry_ids": [body.id for body in bodies],
        "ministry_roles": _roles(bodies, ids, roles, leads=leads),
        "organizations": list(values.texts(meta.get("organizations"))),
    }
    return Settled(keys, tuple(body for body in found if isinstance(body, Problem)))


def _only_ids_edited(meta: Meta, setting: Setting) -> bool:
    """The names are derived from the ids only where the names are still the builder's and the ids are not."""
    edited = {
        key
        for key in ("ministries", "ministry", "ministry_ids")
        if values.canonical(values.texts(meta.get(key))) != values.canonical(values.texts(setting.made(key)))
    }
    return setting.reference is not None and edited == {"ministry_ids"}


def _acting(meta: Meta, ids: Sequence[str], roles: tuple[str, ...], setting: Setting) -> _Acting:
    """``ministry`` and ``ministries`` made consistent. ``ministry_ids`` still tell the state before, and so which of them was edited."""
    lead, names = values.text(meta.get("ministry")), values.texts(meta.get("ministries"))
    before = tuple(body.name for body in map(setting.registry.bodies.get, ids) if body)
    led_before = before[0] if before and roles[:1] == (_LEAD,) else None
    if (
        lead == led_before
    ):  # at most the list was edited: its first body leads, unless others acted and nobody led
        return _Acting(names, led=not roles or roles[0] == _LEAD)
    if lead is None:
        return _Acting(names, led=False)
    if lead not in names and names == before and led_before:
        return _Acting((lead, *names[1:]), led=True)
    return _Acting((lead, *(name for name in names if name != lead)), led=True)


def _body_of_id(body_id: str, setting: Setting) -> Body | Problem:
    body = setting.registry.bodies.get(body_id)
    if body is None:
        nearest = difflib.get_close_matches(body_id, setting.registry.bodies, n=3, cutoff=0.5)
        hint = f"perhaps {' or '.join(nearest)}" if nearest else "write an id of the registry"
        return _wrong(setting, f"ministry_ids: no body has the id {body_id!r}", hint)
    return body if _alive(body, setting) else _no_such_body(body.name, [body], setting)


def _body(name: str, ids: Sequence[str], setting: Setting) -> Body | Problem:
    """The one body of that name on the page's date. The page's ids decide between two of one name when the date is unknown."""
    registry = setting.registry
    made = zip(
        values.texts(setting.made("ministries")), values.texts(setting.made("ministry_ids")), strict=False
    )
    kept = [
        registry.bodies[body_id]
        for made_name, body_id in made
        if made_name == name and body_id in registry.bodies
    ]
    if kept and set(ids) >= {kept[0].id}:
        return kept[0]
    named = [body for body in registry.bodies.values() if body.name == name]
    alive = [body for body in named if _alive(body, setting)]
    chosen = [body for body in alive if body.id in ids] or alive
    if len(chosen) == 1:
        return chosen[0]
    if chosen:
        hint = f"write the date, or one of these into ministry_ids: {', '.join(body.id for body in chosen)}"
        return _wrong(setting, f"ministries: {len(chosen)} bodies were called {name!r}", hint)
    return _no_such_body(name, named, setting)


def _alive(body: Body, setting: Setting) -> bool:
    return setting.date is None or body.alive(setting.date)


def _no_such_body(name: str, named: Sequence[Body], setting: Setting) -> Problem:
    hint = "write the official name of that date, or add the body to the registry"
    if nearest := _nearest_names(name, named, setting):
        hint = f"write the official name of that date, perhaps {' or '.join(nearest)}"
    if not named:
        return _wrong(setting, f"ministries: no body is called {name!r}", hint)
    periods = ", ".join(f"{body.since} to {body.until or 'now'}" for body in named)
    return _wrong(setting, f"ministries: {name!r} existed {periods}, but not on {setting.date}", hint)


def _nearest_names(name: str, named: Iterable[Body], setting: Setting) -> list[str]:
    """What may have been meant: the body's neighbours in its lineage, whom the word is short for, similar names."""
    bodies = setting.registry.bodies
    lineage = [
        bodies[other] for body in named for other in (*body.successors, *body.predecessors) if other in bodies
    ]
    alive = [body for body in bodies.values() if _alive(body, setting)]
    short = [body for body in alive if name in body.aliases]
    similar = difflib.get_close_matches(name, sorted({body.name for body in alive}), n=2, cutoff=0.5)
    meant = [body.name for body in (*lineage, *short) if _alive(body, setting)]
    return list(dict.fromkeys(meant or similar))[:3]


def _roles(bodies: Sequence[Body], ids: Sequence[str], roles: Sequence[str], *, leads: bool) -> list[str]:
    """Each body keeps its role, a new one has that of its place, else it is involved; there is one lead, in front, or none."""
    before = dict(zip(ids, roles, strict=False))
    by_place = roles if len(roles) == len(bodies) else [_INVOLVED] * len(bodies)
    found = [before.get(body.id, role) for body, role in zip(bodies, by_place, strict=True)]
    demoted = (
        _JOINT if leads else _INVOLVED
    )  # who led before: another took the lead beside it, or nobody leads now
    return [
        _LEAD if leads and not place else demoted if role == _LEAD else role
        for place, role in enumerate(found)
    ]


# ------------------------------------------------------------------------------------------------------------------------ topics


def _topics(meta: Meta, setting: Setting) -> Settled:
    topics = setting.registry.topics
    slugs = tuple(dict.fromkeys(values.texts(meta.get("topics"))))
    slugs = _slugs_of_names(slugs, values.texts(meta.get("topic_names")), setting)
    problems = tuple(_no_such_topic(slug, setting) for slug in slugs if slug not in topics)
    known = [slug for slug in slugs if slug in topics]
    return Settled({"topics": known, "topic_names": [topics[slug].name for slug in known]}, problems)


def _slugs_of_names(slugs: tuple[str, ...], names: tuple[str, ...], setting: Setting) -> tuple[str, ...]:
    """Where an editor changed only the names, the slugs follow them; else the names follow the slugs."""
    if slugs != values.texts(setting.made("topics")) or names == values.texts(setting.made("topic_names")):
        return slugs
    by_name = {topic.name: topic.slug for topic in setting.registry.topics.values()}
    return tuple(dict.fromkeys(by_name.get(name, name) for name in names))


def _no_such_topic(slug: str, setting: Setting) -> Problem:
    topics = setting.registry.topics
    by_name = {topic.name: topic.slug for topic in topics.values()}
    nearest = difflib.get_close_matches(slug, [*topics, *by_name], n=3, cutoff=0.4)
    meant = list(dict.fromkeys(by_name.get(word, word) for word in nearest))
    hint = (
        f"perhaps {' or '.join(meant)}" if meant else "write a slug of the registry, or add the topic to it"
    )
    return _wrong(setting, f"topics: no topic is called {slug!r}", hint)


# -------------------------------------------------------------------------------------------------------------------- the others


def _kind(meta: Meta, setting: Setting) -> Settled:
    kind = values.text(meta.get("kind"))
    return Settled({"kind": kind}, _only_one_of(setting, "kind", kind, KINDS))


def _source(meta: Meta, setting: Setting) -> Settled:
    """What the editor says of the source, with the file and digest of the seed."""
    if problems := _no_mapping("source", meta, setting):
        return Settled({}, problems)
    made = values.mapping(setting.made("source")) if setting.reference else values.mapping(meta.get("source"))
    said = {
        key: item
        for key, item in values.mapping(meta.get("source")).items()
        if key not in SEED_KEYS and item is not None
    }
    keys = {key: made[key] for key in SEED_KEYS if key in made} | said
    url = values.text(said.get("url"))
    if url is not None and not _WEB.fullmatch(url):
        return Settled(
            {},
            (
                _wrong(
                    setting, f"source.url is {url!r}", "write an address that begins with https:// or http://"
                ),
            ),
        )
    return Settled({"source": keys})


def _rights(meta: Meta, setting: Setting) -> Settled:
    if problems := _no_mapping("rights", meta, setting):
        return Settled({}, problems)
    rights = values.mapping(meta.get("rights"))
    licence = values.text(rights.get("licence")) or "unknown"
    return Settled(
        {"rights": {**rights, "licence": licence}}, _only_one_of(setting, "rights.licence", licence, LICENCES)
    )


def _no_mapping(key: str, meta: Meta, setting: Setting) -> tuple[Problem, ...]:
    if meta.get(key) is None or isinstance(meta[key], dict):
        return ()
    return (
        _wrong(
            setting,
            f"{key} is {meta[key]!r}",
            f"write it as {key}: {{key: value, …}}, or delete the key and build again",
        ),
    )


def _body_alone(_meta: Meta, _setting: Setting) -> Settled:
    return Settled({})


_SETTLERS: Final[dict[str, Callable[[Meta, Setting], Settled]]] = {
    "title": _title,
    "date": _date,
    "ministries": _ministries,
    "topics": _topics,
    "kind": _kind,
    "source": _source,
    "rights": _rights,
    "body": _body_alone,
}
if _SETTLERS.keys() != PARTS.keys():
    raise AssertionError(f"every part needs its settler: {PARTS.keys() ^ _SETTLERS.keys()}")
