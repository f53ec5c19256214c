"""The coverage page: what the archive holds per ministry and year, and how much is unknown.

Counts only, no article is named.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from operator import attrgetter

from builder.catalogue import links
from builder.catalogue.bodies import korean_order
from builder.catalogue.collection import Collection, Entries
from builder.catalogue.kinds.kind import Look, PageKind
from builder.catalogue.kinds.ministry import announced_shelf
from builder.catalogue.lists import ANNOUNCING_ROLES, UNDATED_KEY, Labels, year_key
from builder.catalogue.markdown import link, table
from builder.catalogue.sheet import Section, Sheet
from builder.catalogue.tables import year_target
from builder.model import Basis, Entry
from builder.pages.page import Crumb
from builder.partial_date import precision
from builder.registry.types import Body

#: A date is never generated.
_BASES = tuple(basis for basis in Basis if basis is not Basis.GENERATED)
_NO_TOPIC = "no-topic"
_PRECISIONS = ("day", "month", "year", "unknown")


def _sheets(collection: Collection) -> Iterator[Sheet]:
    """``coverage.md``."""
    labels, entries = collection.labels, collection.entries
    areas = _matrix(collection, _areas(collection))
    yield _sheet(
        collection,
        COVERAGE,
        links.COVERAGE,
        "title.coverage",
        (_ways(collection),),
        Section("areas", labels["coverage.areas"], (labels["coverage.areas_note"], areas)),
        Section("dates", labels["coverage.dates"], (_dates(entries, labels),)),
        Section("precisions", labels["coverage.precisions"], (_precisions(entries, labels),)),
        Section("gaps", labels["coverage.gaps"], (_gaps(collection),)),
    )


def _closed_sheets(collection: Collection) -> Iterator[Sheet]:
    """``coverage-closed.md``: a table whose every count is a link is as much as a page should weigh."""
    labels = collection.labels
    if gone := _closed(collection, _areas(collection)):
        yield _sheet(
            collection,
            COVERAGE_CLOSED,
            links.COVERAGE_CLOSED,
            "coverage.areas_closed",
            (labels["coverage.areas_note"],),
            Section("areas-closed", labels["ministries.closed"], (gone,)),
        )


def _years_sheets(collection: Collection) -> Iterator[Sheet]:
    """``ministries/years.md``: near the pages its many links lead to."""
    labels, years = collection.labels, _years(collection)
    if collection.entries:
        yield _sheet(
            collection,
            COVERAGE_YEARS,
            links.COVERAGE_YEARS,
            "coverage.matrix",
            (labels["coverage.matrix_note"],),
            Section("matrix", labels["ministries.living"], (_matrix(collection, years),)),
            Section("matrix-closed", labels["ministries.closed"], (_closed(collection, years),)),
        )


def _sheet(
    collection: Collection,
    kind: PageKind,
    path: str,
    title: str,
    blocks: tuple[str, ...],
    *sections: Section,
) -> Sheet:
    labels, count = collection.labels, len(collection.entries)
    above = () if path == links.COVERAGE else (Crumb(labels["title.coverage"], links.COVERAGE),)
    return Sheet(
        path=path,
        title=labels[title],
        kind=kind.name,
        description=labels["coverage.description"],
        count=count,
        parents=(collection.home(), *above),
        blocks=blocks if count else (labels["common.empty"],),
        sections=sections if count else (),
    )


def _ways(collection: Collection) -> str:
    """To the other tables."""
    labels = collection.labels
    ways = [link(labels["coverage.matrix"], links.COVERAGE, links.COVERAGE_YEARS)]
    if any(body.until for body in _announcing(collection)):
        ways.append(link(labels["coverage.areas_closed"], links.COVERAGE, links.COVERAGE_CLOSED))
    return labels["common.separator"].join(ways)


# ---------------------------------------------------------------------------------- ministry by year and area


@dataclass(frozen=True, slots=True)
class _Columns:
    """The columns of a table of bodies, and where a count of each leads.

    ``held`` gives the briefings of a body, ``way`` the link to those in a column; None in both stands for all
    bodies.
    """

    source: str
    """The page they stand on."""
    keys: Sequence[str]
    heads: Sequence[str]
    counted: Callable[[Iterable[Entry]], Counter[str]]
    held: Callable[[Body], Entries]
    way: Callable[[Body | None, str], str]


def _years(collection: Collection) -> _Columns:
    """What a body announced, by year: each count leads to that year of the body's list."""
    labels = collection.labels
    keys = [*collection.years, *([UNDATED_KEY] if collection.undated else [])]
    shelves = {body.id: announced_shelf(collection, body) for body in _announcing(collection)}

    def way(body: Body | None, key: str) -> str:
        return year_target(links.COVERAGE_YEARS, key, [shelves[body.id]] if body else [], labels)

    return _Columns(
        links.COVERAGE_YEARS,
        keys,
        [_year_head(key, labels) for key in keys],
        lambda entries: Counter(map(year_key, entries)),
        lambda body: collection.announced.get(body.id, ()),
        way,
    )


def _areas(collection: Collection) -> _Columns:
    """Where a body acts, by area: each count leads to what the search finds for both.

    Each area of a briefing's topics counts once; those without a topic have a column of their own.
    """
    labels, known = collection.labels, collection.registry.topics
    names = {area.slug: area.name for area in collection.areas}
    heads = [link(name, links.COVERAGE, links.area(slug)) for slug, name in names.items()]

    def counted(entries: Iterable[Entry]) -> Counter[str]:
        found = Counter[str]()
        for topics, count in Counter(map(attrgetter("topics"), entries)).items():
            for area in {known[slug].area for slug in topics if slug in known} or {_NO_TOPIC}:
                found[area] += count
        return found

    def way(body: Body | None, key: str) -> str:
        if key == _NO_TOPIC:
            return ""
        return f"{links.SEARCH}?ministry={body.id}&area={key}" if body else links.area(key)

    without = counted(collection.entries)[_NO_TOPIC] > 0
    return _Columns(
        links.COVERAGE,
        [*names, *([_NO_TOPIC] if without else [])],
        [*heads, *([labels["coverage.no_topic"]] if without else [])],
        counted,
        collection.acted,
        way,
    )


def _announcing(collection: Collection) -> list[Body]:
    return sorted(
        (body for body in collection.bodies.values() if body.id in collection.announced), key=korean_order
    )


def _matrix(collection: Collection, columns: _Columns) -> str:
    """A row per living body, one for what nobody announced, and the totals.

    In the totals each briefing counts once.
    """
    labels = collection.labels
    labelled = {entry.id for entries in collection.announced.values() for entry in entries}
    unlabelled = [entry for entry in collection.entries if entry.id not in labelled]
    return table(
        [labels["coverage.column_ministry"], *columns.heads, labels["common.total"]],
        [
            *(_row_of(collection, columns, body) for body in _announcing(collection) if body.until is None),
            _row(columns, labels["coverage.no_ministry"], unlabelled, lambda _: "", labels),
            _row(columns, labels["common.total"], collection.entries, partial(columns.way, None), labels),
        ],
    )


def _closed(collection: Collection, columns: _Columns) -> str:
    """The same for the bodies that are gone, with their own totals; empty where there are none."""
    labels = collection.labels
    closed = [body for body in _announcing(collection) if body.until is not None]
    theirs = {entry.id: entry for body in closed for entry in columns.held(body)}
    rows = [
        *(_row_of(collection, columns, body) for body in closed),
        _row(columns, labels["common.total"], tuple(theirs.values()), lambda _: "", labels),
    ]
    head = [labels["coverage.column_ministry"], *columns.heads, labels["common.total"]]
    return table(head, rows) if closed else ""


def _row_of(collection: Collection, columns: _Columns, body: Body) -> list[str]:
    head = link(collection.body_name(body), columns.source, links.ministry(body.id))
    return _row(columns, head, columns.held(body), partial(columns.way, body), collection.labels)


def _row(
    columns: _Columns, head: str, entries: Sequence[Entry], way: Callable[[str], str], labels: Labels
) -> list[str]:
    counts = columns.counted(entries)
    cells = (_number(counts[key], labels, way(key)) for key in columns.keys)
    return [head, *cells, _number(len(entries), labels)]


def _year_head(year: str, labels: Labels) -> str:
    if year == UNDATED_KEY:
        return link(labels["common.unknown_date"], links.COVERAGE_YEARS, links.UNDATED)
    return link(year, links.COVERAGE_YEARS, links.year(year))


def _number(count: int, labels: Labels, target: str = "") -> str:
    if not count:
        return labels["common.nothing"]
    return f"[{count:,}]({target})" if target else f"{count:,}"


# -------------------------------------------------------------------------------------------- what is unknown


def _dates(entries: Entries, labels: Labels) -> str:
    counts = Counter(entry.date_basis if entry.date else Basis.UNKNOWN for entry in entries)
    rows = ((labels[f"coverage.basis.{basis}"], counts[basis]) for basis in _BASES)
    return _shares(labels["coverage.column_basis"], rows, len(entries), labels)


def _precisions(entries: Entries, labels: Labels) -> str:
    counts = Counter(precision(entry.date) if entry.date else "unknown" for entry in entries)
    rows = ((labels[f"coverage.precision.{name}"], counts[name]) for name in _PRECISIONS)
    return _shares(labels["coverage.column_precision"], rows, len(entries), labels)


def _gaps(collection: Collection) -> str:
    labels, entries = collection.labels, collection.entries
    roles, announcing = Counter(entry.ministry_roles for entry in entries), {*ANNOUNCING_ROLES}
    gaps = {
        "coverage.gap.date": sum(entry.date is None for entry in entries),
        "coverage.gap.ministry": sum(not entry.ministry_ids for entry in entries),
        "coverage.gap.announcer": sum(
            count for roles, count in roles.items() if not announcing.intersection(roles)
        ),
        "coverage.gap.topic": sum(not entry.topics for entry in entries),
        "coverage.gap.title": sum(entry.title_basis == Basis.GENERATED for entry in entries),
    }
    return _shares(
        labels["coverage.column_gap"],
        ((labels[key], count) for key, count in gaps.items()),
        len(entries),
        labels,
    )


def _shares(head: str, rows: Iterable[tuple[str, int]], total: int, labels: Labels) -> str:
    """A table of counts with their share of all briefings."""
    return table(
        [head, labels["common.column_count"], labels["coverage.column_share"]],
        (
            [name, f"{count:,}", labels["coverage.share"].format(share=count / total if total else 0)]
            for name, count in rows
        ),
    )


COVERAGE = PageKind(
    name="coverage",
    sheets=_sheets,
    title="title.coverage",
    path=links.COVERAGE,
    linked_from={"home": "home.coverage"},
    look=Look(contents=True, shaded=("areas",)),
)
COVERAGE_CLOSED = PageKind(
    name="coverage_closed",
    sheets=_closed_sheets,
    title="title.coverage",
    look=Look(shaded=("areas-closed",)),
)
COVERAGE_YEARS = PageKind(
    name="coverage_years",
    sheets=_years_sheets,
    title="title.coverage",
    folder="ministries",
    look=Look(shaded=("matrix", "matrix-closed"), folded=("matrix-closed",)),
)
