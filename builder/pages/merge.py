"""The three-way merge of an article's page: what the builder wrote, what a person made of it, what the builder makes now.

Part by part (codebases.md §2, dpkg's rule for configuration files): what nobody edited follows the builder; an edit stays while the
builder's side of that part stays; where both changed, nothing is written until a person settles it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import Enum, auto
from pathlib import PurePosixPath
from typing import Any, Final, Literal

from builder.model import Basis, Problem
from builder.pages import values
from builder.pages.page import Page
from builder.pages.parts import (
    PARTS,
    digest,
    edited_parts,
    hashes,
    is_present,
    part_hash,
    part_value,
    recorded,
)
from builder.pages.settle import Setting, settle_part
from builder.problems import in_order, page_problem
from builder.prose.summary import markdown_summary
from builder.registry.types import Registry

Take = Literal["mine", "generated"]

#: Keys that say where a value comes from, or follow from it: they do not make two values differ.
_BASIS_KEYS: Final = frozenset({"title_basis", "date_basis", "date_precision", "topic_names"})


@dataclass(frozen=True, slots=True)
class Merged:
    """The page to stand, or None where the one on disk is to be left alone because of ``problems``."""

    page: Page | None
    problems: tuple[Problem, ...] = ()


class _Side(Enum):
    """Whose version of a part stands."""

    BUILDER = auto()
    PERSON = auto()
    CONFLICT = auto()


def merge(
    on_disk: Page | None, generated: Page, take: Take | None, registry: Registry, baseline: Page | None = None
) -> Merged:
    """The page that shall stand, out of the one on disk and the one the builder makes now.

    Args:
        on_disk: The page as it stands, hand edits and all; None when there is none yet.
        generated: The page as seed and rules make it. Each part is the builder's own, never the edit fed back; but what follows from an
            edit of *another* part follows it here (ministries resolved at the edited date).
        take: How a person settles conflicts: keep the edits, or give them up.
        registry: For names, ids and labels.
        baseline: Where edits went into ``generated``: the page that seed and rules make without them. So a person may correct the date
            and the ministries at once, without a conflict with what follows from the date.

    Returns:
        The page, its ``generated`` hashes those of the builder's text also for edited parts, so that an edit outlives any number of
        builds; or no page, with E201 for each part that changed on both sides, or E301 for an edit that has no meaning.

    Raises:
        ValueError: ``generated`` carries an edit fed back; the caller breaks the contract above and edits would be lost.
    """
    if Basis.EDITED in {generated.meta.get("title_basis"), generated.meta.get("date_basis")}:
        raise ValueError(f"{generated.path}: the builder's page must not carry edits of its own parts")
    if on_disk is None:
        return Merged(generated)
    if on_disk == replace(generated, record=replace(generated.record, added=on_disk.record.added)):
        return Merged(on_disk)  # what nearly every page is in nearly every build
    standing = Page.read(on_disk.path, {**_absent_keys(on_disk, generated), **on_disk.meta}, on_disk.body)
    versions = _Versions(
        on_disk, standing, generated, baseline, take, digest(registry.labels["evidence.edited"])
    )
    sides = {part: _side(part, versions) for part in PARTS}
    conflicts = [part for part, side in sides.items() if side is _Side.CONFLICT]
    if conflicts:
        return Merged(None, tuple(page_problem("E201", on_disk.path, detail=part) for part in conflicts))
    mine = frozenset(part for part, side in sides.items() if side is _Side.PERSON)
    setting = Setting(on_disk.path, registry, generated, recorded(on_disk))
    return _composed(standing, generated, mine, setting, _records(mine, on_disk, generated, baseline))


def settle(on_disk: Page, registry: Registry) -> Merged:
    """The page of a vanished seed: its edits brought into form (basis, ids, names), the rest left as it stands."""
    mine = edited_parts(on_disk)
    if not mine:
        return Merged(on_disk)
    was = recorded(on_disk)
    return _composed(on_disk, on_disk, mine, Setting(on_disk.path, registry, None, was), was)


# ------------------------------------------------------------------------------------------------------------- whose part stands


@dataclass(frozen=True, slots=True)
class _Versions:
    """The versions of a page. ``standing``: the one on disk with the keys it lacks; ``stock_evidence``: the hash of the builder's stock phrase."""

    on_disk: Page
    standing: Page
    generated: Page
    baseline: Page | None
    take: Take | None
    stock_evidence: str


def _absent_keys(on_disk: Page, generated: Page) -> dict[str, Any]:
    """Keys that a person deleted come back as the builder makes them."""
    return {key: value for key, value in generated.meta.items() if key not in on_disk.meta}


def _side(part: str, versions: _Versions) -> _Side:
    was = recorded(versions.on_disk).get(part)
    now, new = part_hash(part, versions.standing), part_hash(part, versions.generated)
    if not is_present(part, versions.on_disk) or now in {was, new}:
        return _Side.BUILDER
    if was == new or (versions.baseline is not None and was == part_hash(part, versions.baseline)):
        return _Side.PERSON
    if versions.take == "generated" or _same_fact(part, versions):
        return _Side.BUILDER
    return _Side.PERSON if versions.take == "mine" else _Side.CONFLICT


def _same_fact(part: str, versions: _Versions) -> bool:
    """Whether seed or rules have come to what the editor wrote: then the part follows them again, with their basis."""
    evidence = digest(versions.standing.meta.get("date_evidence"))
    builders_own = evidence in {recorded(versions.on_disk).get("evidence"), versions.stock_evidence}
    ignored = _BASIS_KEYS | {"date_evidence"} if builders_own else _BASIS_KEYS
    ours, theirs = (
        part_value(part, _without(ignored, page)) for page in (versions.standing, versions.generated)
    )
    return bool(ours == theirs)


def _without(keys: frozenset[str], page: Page) -> Page:
    return Page.read(
        page.path, {key: value for key, value in page.meta.items() if key not in keys}, page.body
    )


def _records(mine: frozenset[str], on_disk: Page, generated: Page, baseline: Page | None) -> dict[str, str]:
    """What the merged page records: the builder's text now; of a kept edit the text it was an edit of, while the builder makes that."""
    was, new = recorded(on_disk), recorded(generated) | hashes(generated)
    plain = hashes(baseline) if baseline else new
    kept = {part: was[part] for part in mine if part in was and was[part] in {new[part], plain[part]}}
    kept |= {key: was[key] for key in ("summary", *(["evidence"] if "date" in mine else [])) if key in was}
    return new | kept


# -------------------------------------------------------------------------------------------------------------- the page composed


def _composed(
    standing: Page, builders: Page, mine: frozenset[str], setting: Setting, records: Mapping[str, str]
) -> Merged:
    """The builder's page with the edited parts of ``standing`` laid over it; a person's own keys stay, behind the builder's."""
    meta, problems = dict(builders.meta), list[Problem]()
    for part in PARTS:  # the date comes before the ministries, whose names depend on it
        if part in mine:
            settled = settle_part(part, standing.meta, replace(setting, date=values.date(meta.get("date"))))
            meta |= settled.keys
            problems += settled.problems
    if problems:
        return Merged(None, in_order(problems))
    body = standing.body if "body" in mine else builders.body
    fresh = (
        markdown_summary(body, setting.registry.greetings)
        if "body" in mine
        else values.text(builders.meta.get("summary"))
    )
    kept = _edited_summary(standing)
    meta["summary"] = kept or fresh
    meta["id"] = PurePosixPath(standing.path).stem
    meta["added"] = values.text(standing.meta.get("added")) or builders.meta.get("added")
    meta["generated"] = {**records, "summary": records["summary"] if kept else digest(fresh)}
    return Merged(Page.read(standing.path, {**meta, **_without(frozenset(meta), standing).meta}, body))


def _edited_summary(standing: Page) -> str | None:
    """The summary where a person wrote it. It follows from the body, so a change of the body is no conflict with it."""
    summary, was = values.text(standing.meta.get("summary")), recorded(standing).get("summary")
    return summary if was is not None and digest(summary) != was else None
