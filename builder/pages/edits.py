"""What a person made of an article's page, laid beside what seed and rules make of it.

Whose version stands is decided part by part, as dpkg does with configuration files: what nobody edited
follows the builder, an edit stays. Where the same part of the seed has changed too, nothing is written until
a person decides. Rules and builder alone never conflict with an edit: it stays, and what the builder would
now write is reported (``Drift``).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import Enum, auto
from pathlib import PurePosixPath
from typing import Final, Literal

from builder.model import Candidate, OutputFile, Problem, Seed
from builder.pages import values
from builder.pages.apply import Setting, apply_edit
from builder.pages.certainty import as_edited
from builder.pages.likeness import text_hash
from builder.pages.page import Page
from builder.pages.parts import (
    PARTS,
    digest,
    edited_parts,
    has_edited_summary,
    is_present,
    part_hash,
    part_text,
    part_value,
)
from builder.pages.record import Record
from builder.pages.rereading import Reread
from builder.problems import in_order, page_problem
from builder.prose.summary import markdown_lead
from builder.registry.types import Registry

Take = Literal["mine", "generated"]

#: Keys that say where a value comes from, or follow from it: they do not make two values differ.
_BASIS_KEYS: Final = frozenset({"title_basis", "date_basis", "date_precision", "topic_names"})


@dataclass(frozen=True, slots=True)
class Edits:
    """The page of an article as a person left it."""

    page: Page

    @property
    def date(self) -> str | None:
        """The date as it stands, which names the ministries where a person wrote it."""
        return self.page.record.date

    @property
    def date_is_legible(self) -> bool:
        """Whether what stands for the date is one, or says that there is none."""
        return self.date is not None or values.text(self.page.record.written("date")) is None


@dataclass(frozen=True, slots=True)
class Drift:
    """A part that a person edited, of which the rules have since come to another value."""

    part: str
    value: str
    """What the builder would now write."""


@dataclass(frozen=True, slots=True)
class Made:
    """The page to stand, or None where the one on disk is to be left alone because of ``problems``."""

    page: Page | None
    problems: tuple[Problem, ...] = ()
    notices: tuple[Problem, ...] = ()
    """What a person should look at."""
    drifts: tuple[Drift, ...] = ()
    stands: bool = False
    """Whether the page's file is known to say just that, to the byte."""
    file: OutputFile | None = None
    """The page as it is written, where it is written out already."""
    plain: Page | None = None
    """What seed and rules alone make, where a person has edited."""
    versions: tuple[OutputFile, ...] = ()
    """What is kept of the page's earlier versions, and must stand before it does."""
    others: Mapping[str, tuple[Candidate, ...]] = field(default_factory=dict)
    """What else was seen of facts that are doubted, where that was asked for."""
    reread: tuple[Reread, ...] = ()
    """What the rules read otherwise than they did when the page was made."""


class Side(Enum):
    """Whose version of a part stands."""

    BUILDER = auto()
    PERSON = auto()
    CONFLICT = auto()


@dataclass(frozen=True, slots=True)
class Versions:
    """The versions of a page that are compared.

    ``standing`` is the one on disk; ``plain`` what seed and rules make; ``made`` the same with the ministries
    resolved at the date that a person wrote: so date and ministries may be corrected at once.
    """

    standing: Page
    plain: Page
    made: Page
    seed_changed: bool
    take: Take | None
    registry: Registry

    @property
    def recorded(self) -> Mapping[str, str]:
        """The hashes that stand in the page itself."""
        return self.standing.record.generated

    @property
    def filled(self) -> Page:
        """The standing page; keys that a person deleted come back as the builder makes them."""
        record, made = self.standing.record, self.made.record
        back = {key: getattr(made, key) for key in record.missing}
        return replace(self.standing, record=replace(record, **back, missing=frozenset()))

    def is_edit_of_what_is_made(self, part: str) -> bool:
        """Whether the builder still makes what the part was an edit of."""
        plain, made = self.plain.record.generated, self.made.record.generated
        return self.recorded.get(part) in {plain[part], made[part]}


def read_edits(page: Page) -> Edits | None:
    """What a person made of the page; None where there is nothing of a person's on it."""
    record = page.record
    own = record.more or record.confirmed or record.skipped or record.unread or record.missing
    untouched = all(record.generated.get(part) == part_hash(part, page) for part in PARTS)
    return None if untouched and not own and not has_edited_summary(page) else Edits(page)


def seed_changed(record: Record, seed: Seed) -> bool:
    """Whether the page was made of another seed than this one.

    So it is where the page does not say what it was made of. Of a document the bytes tell, not our reading.
    """
    if record.source.bytes_sha256 is not None and seed.file_sha256 is not None:
        return record.source.bytes_sha256 != seed.file_sha256
    known = {record.source.sha256, record.generated.get("text")} - {None}
    return not known or not known <= {seed.sha256, text_hash(seed)}


# ------------------------------------------------------------------------------------------ whose part stands


def side(part: str, versions: Versions) -> Side:
    """Whose version of the part stands.

    An edit, unless nothing of it is left to keep or the seed's part changed too.
    """
    standing = versions.filled
    now, new = part_hash(part, standing), versions.made.record.generated[part]
    if not is_present(part, versions.standing) or now in {versions.recorded.get(part), new}:
        return Side.BUILDER
    if versions.is_edit_of_what_is_made(part):
        return Side.PERSON
    if _same_fact(part, standing, versions):
        return Side.BUILDER
    if not versions.seed_changed or versions.take == "mine":
        return Side.PERSON
    return Side.BUILDER if versions.take == "generated" else Side.CONFLICT


def _same_fact(part: str, standing: Page, versions: Versions) -> bool:
    """Whether seed or rules have come to what the editor wrote.

    Then the part follows them again, with their basis.
    """
    stock = digest(versions.registry.labels["evidence.edited"])
    evidence = digest(standing.record.written("date_evidence"))
    builders_own = evidence in {versions.recorded.get("evidence"), stock}
    ignored = _BASIS_KEYS | {"date_evidence"} if builders_own else _BASIS_KEYS
    return part_value(part, standing, ignored) == part_value(part, versions.made, ignored)


# ------------------------------------------------------------------------------- two versions, and a decision


@dataclass(frozen=True, slots=True)
class Differing:
    """A part that a person edited: whose version stands, and both."""

    part: str
    side: Side
    mine: Page
    generated: Page


def differing(versions: Versions) -> tuple[Differing, ...]:
    """Every part in which the page that stands is a person's, or would be if the seed had not changed."""
    sides = {part: side(part, versions) for part in PARTS}
    return tuple(
        Differing(part, whose, versions.filled, versions.made)
        for part, whose in sides.items()
        if whose is not Side.BUILDER
    )


def settled(page: Page, decided: Iterable[Differing], take: Take) -> Page:
    """The page that stands with some of its parts decided: as they are, or as seed and rules make them.

    The other parts, and what the page was made of, stay: what is not decided yet can still be.
    """
    for one in decided:
        made, recorded = one.generated.record, {**page.record.generated}
        recorded[one.part] = made.generated[one.part]
        fields = {key: getattr(made, key) for key in PARTS[one.part]} if take == "generated" else {}
        body = one.generated.body if (take, one.part) == ("generated", "body") else page.body
        page = replace(page, body=body, record=replace(page.record, **fields, generated=recorded))
    return page


# ------------------------------------------------------------------------------------------ the page to stand


def with_edits(versions: Versions) -> Made:
    """The builder's page with the edits that stand.

    E201 for each part that changed on both sides, E301 for one without meaning.
    """
    sides = {part: side(part, versions) for part in PARTS}
    path = versions.standing.path
    conflicts = [part for part, whose in sides.items() if whose is Side.CONFLICT]
    if conflicts:
        return Made(None, tuple(page_problem("E201", path, detail=part) for part in conflicts))
    mine = frozenset(part for part, whose in sides.items() if whose is Side.PERSON)
    drifted = _drifted(mine, versions)
    setting = Setting(path, versions.registry, versions.made.record, versions.recorded)
    made = _composed(versions.filled, versions.made, mine, setting, _records(mine, drifted, versions))
    drifts = tuple(Drift(part, part_text(part, versions.made)) for part in drifted)
    return replace(made, drifts=drifts, plain=versions.plain)


def without_seed(page: Page, registry: Registry) -> Made:
    """The page of a vanished seed.

    Its edits brought into form (basis, ids, names), the rest left as it stands.
    """
    mine = edited_parts(page)
    if not mine:
        return Made(page)
    recorded = page.record.generated
    return _composed(page, page, mine, Setting(page.path, registry, None, recorded), recorded)


def _drifted(mine: frozenset[str], versions: Versions) -> tuple[str, ...]:
    """The edited parts of which the rules make something else than they did when the part was edited."""
    if versions.take == "mine" or versions.seed_changed:
        return ()
    return tuple(
        part
        for part in PARTS
        if part in mine and part in versions.recorded and not versions.is_edit_of_what_is_made(part)
    )


def _records(mine: frozenset[str], drifted: Iterable[str], versions: Versions) -> dict[str, str]:
    """What the page records: the builder's text now.

    Of a kept edit the text it was an edit of, until a person decides.
    """
    was = versions.recorded
    still = {part for part in mine if part in was and versions.is_edit_of_what_is_made(part)}
    follow = {"summary", *(["evidence"] if "date" in mine else [])}
    return dict(versions.made.record.generated) | {
        key: was[key] for key in (*still, *drifted, *follow) if key in was
    }


def _composed(
    standing: Page, builders: Page, mine: frozenset[str], setting: Setting, records: Mapping[str, str]
) -> Made:
    """The builder's record with the edited parts of ``standing`` applied.

    A person's own keys stay, behind the builder's.
    """
    record, problems = builders.record, list[Problem]()
    for part in PARTS:  # the date comes before the ministries, whose names depend on it
        if part in mine:
            applied = apply_edit(part, standing.record, replace(setting, date=record.date))
            record = replace(record, **applied.fields)
            problems += applied.problems
    if problems:
        return Made(None, in_order(problems))
    body = standing.body if "body" in mine else builders.body
    summary = _summary(record, body, mine, setting.registry)
    kept = has_edited_summary(standing)
    record = replace(
        _with_own_keys(as_edited(record, mine), standing.record),
        id=PurePosixPath(standing.path).stem,
        summary=standing.record.summary if kept else summary,
        added=standing.record.added or builders.record.added,
        generated={**records, "summary": records["summary"] if kept else digest(summary)},
    )
    return Made(Page(standing.path, record, body))


def _summary(record: Record, body: str, mine: frozenset[str], registry: Registry) -> str:
    """The lead of a body, or under a title, that a person wrote; else the builder's."""
    if mine.isdisjoint(("body", "title")):
        return record.summary
    return markdown_lead(body, (record.title, *record.subtitle), registry.greetings, registry.structure.marks)


def _with_own_keys(record: Record, standing: Record) -> Record:
    """With what on the page is a person's alone."""
    own = {key: standing.unread[key] for key in ("confirmed", "skipped") if key in standing.unread}
    return replace(
        record,
        confirmed=standing.confirmed,
        skipped=standing.skipped,
        more=standing.more,
        unread={**record.unread, **own},
    )
