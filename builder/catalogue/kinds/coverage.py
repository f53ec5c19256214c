"""The coverage page: what the archive holds per ministry and year, and how much is unknown.

Counts only, no article is named.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence

from builder.catalogue import links
from builder.catalogue.bodies import korean_order
from builder.catalogue.collection import Collection, Entries
from builder.catalogue.kinds.kind import Look, PageKind
from builder.catalogue.lists import ANNOUNCING_ROLES, UNDATED_KEY, Labels, year_key
from builder.catalogue.markdown import link, table
from builder.catalogue.sheet import Section, Sheet
from builder.model import Basis, Entry
from builder.partial_date import precision

_SOURCE = links.COVERAGE
#: A date is never generated.
_BASES = tuple(basis for basis in Basis if basis is not Basis.GENERATED)
_NO_TOPIC = "no-topic"
_PRECISIONS = ("day", "month", "year", "unknown")


def _sheets(collection: Collection) -> Iterator[Sheet]:
    """``coverage.md``."""
    labels, entries = collection.labels, collection.entries
    sections = (
        Section("areas", labels["coverage.areas"], (labels["coverage.areas_note"], _by_area(collection))),
        Section("matrix", labels["coverage.matrix"], (labels["coverage.matrix_note"], _by_year(collection))),
        Section("dates", labels["coverage.dates"], (_dates(entries, labels),)),
        Section("precisions", labels["coverage.precisions"], (_precisions(entries, labels),)),
        Section("gaps", labels["coverage.gaps"], (_gaps(collection),)),
    )
    yield Sheet(
        path=_SOURCE,
        title=labels["title.coverage"],
        kind=COVERAGE.name,
        description=labels["coverage.description"],
        count=len(entries),
        parents=(collection.home(),),
        blocks=() if entries else (labels["common.empty"],),
        sections=sections if entries else (),
    )


# ---------------------------------------------------------------------------------- ministry by year and area


def _by_year(collection: Collection) -> str:
    keys = [*collection.years, *([UNDATED_KEY] if collection.undated else [])]
    heads = [_year_head(key, collection.labels) for key in keys]
    return _matrix(collection, keys, heads, lambda entry: (year_key(entry),))


def _by_area(collection: Collection) -> str:
    """Each area of a briefing's topics counts once; those without a topic have a column of their own."""
    labels, known = collection.labels, collection.registry.topics
    heads = [link(area.name, _SOURCE, links.area(area.slug)) for area in collection.areas]
    keys = [area.slug for area in collection.areas]

    def areas_of(entry: Entry) -> Iterable[str]:
        return {known[slug].area for slug in entry.topics if slug in known} or {_NO_TOPIC}

    if any(_NO_TOPIC in areas_of(entry) for entry in collection.entries):
        keys.append(_NO_TOPIC)
        heads.append(labels["coverage.no_topic"])
    return _matrix(collection, keys, heads, areas_of)


def _matrix(
    collection: Collection,
    keys: Sequence[str],
    heads: Sequence[str],
    keys_of: Callable[[Entry], Iterable[str]],
) -> str:
    """A row per announcing body, one for what nobody announced, and the totals.

    In the totals each briefing counts once.
    """
    labels = collection.labels
    announcing = sorted(
        (body for body in collection.bodies.values() if body.id in collection.announced), key=korean_order
    )
    labelled = {entry.id for entries in collection.announced.values() for entry in entries}

    def row(head: str, entries: Sequence[Entry]) -> list[str]:
        counts = Counter(key for entry in entries for key in keys_of(entry))
        return [head, *(_number(counts[key], labels) for key in keys), _number(len(entries), labels)]

    rows = [
        row(link(collection.body_name(body), _SOURCE, links.ministry(body.id)), collection.announced[body.id])
        for body in announcing
    ]
    rows.append(
        row(
            labels["coverage.no_ministry"],
            [entry for entry in collection.entries if entry.id not in labelled],
        )
    )
    rows.append(row(labels["common.total"], collection.entries))
    return table([labels["coverage.column_ministry"], *heads, labels["common.total"]], rows)


def _year_head(year: str, labels: Labels) -> str:
    if year == UNDATED_KEY:
        return link(labels["common.unknown_date"], _SOURCE, links.UNDATED)
    return link(year, _SOURCE, links.year(year))


def _number(count: int, labels: Labels) -> str:
    return f"{count:,}" if count else labels["common.nothing"]


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
    gaps = {
        "coverage.gap.date": sum(entry.date is None for entry in entries),
        "coverage.gap.ministry": sum(not entry.ministry_ids for entry in entries),
        "coverage.gap.announcer": sum(
            not set(ANNOUNCING_ROLES).intersection(entry.ministry_roles) for entry in entries
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
    look=Look(contents=True, shaded=("areas", "matrix")),
)
