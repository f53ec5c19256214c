"""The coverage page: what the archive holds per ministry and year, and how much is unknown. Counts only, no article is named."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from builder.archive.indexes import links
from builder.archive.indexes.bodies import korean_order
from builder.archive.indexes.collection import Collection, Entries
from builder.archive.indexes.lists import ANNOUNCING_ROLES, UNDATED_KEY, Labels, year_key
from builder.archive.indexes.markdown import link, section, table
from builder.archive.indexes.sheet import Sheet
from builder.model import Basis, Entry
from builder.partial_date import precision

_SOURCE = links.COVERAGE
_BASES = (Basis.SUPPLIED, Basis.STATED, Basis.INFERRED, Basis.EDITED, Basis.UNKNOWN)
_PRECISIONS = ("day", "month", "year", "unknown")


def coverage_sheet(collection: Collection) -> Sheet:
    """``coverage.md``."""
    labels, entries = collection.labels, collection.entries
    filled = (
        *section(2, labels["coverage.matrix"], labels["coverage.matrix_note"], _matrix(collection)),
        *section(2, labels["coverage.dates"], _dates(entries, labels)),
        *section(2, labels["coverage.precisions"], _precisions(entries, labels)),
        *section(2, labels["coverage.gaps"], _gaps(collection)),
    )
    return Sheet(
        path=_SOURCE,
        title=labels["title.coverage"],
        kind="coverage",
        description=labels["coverage.description"],
        count=len(entries),
        parents=(collection.home(),),
        blocks=filled if entries else (labels["common.empty"],),
    )


# ------------------------------------------------------------------------------------------------------ ministry by year


def _matrix(collection: Collection) -> str:
    labels = collection.labels
    years = [*collection.years, *([UNDATED_KEY] if collection.undated else [])]
    announcing = {body.id: body for body in collection.bodies.values() if body.id in collection.announced}
    labelled = {entry.id for entries in collection.announced.values() for entry in entries}
    rows = [
        _row(link(collection.body_name(body), _SOURCE, links.ministry(body.id)), collection.announced[body.id], years, labels)
        for body in sorted(announcing.values(), key=korean_order)
    ]
    rows.append(_row(labels["coverage.no_ministry"], [entry for entry in collection.entries if entry.id not in labelled], years, labels))
    rows.append(_row(labels["common.total"], collection.entries, years, labels))
    return table([labels["coverage.column_ministry"], *(_year_head(year, labels) for year in years), labels["common.total"]], rows)


def _year_head(year: str, labels: Labels) -> str:
    if year == UNDATED_KEY:
        return link(labels["common.unknown_date"], _SOURCE, links.UNDATED)
    return link(year, _SOURCE, links.year(year))


def _row(head: str, entries: Sequence[Entry], years: Sequence[str], labels: Labels) -> list[str]:
    counts = Counter(map(year_key, entries))
    return [head, *(_number(counts[year], labels) for year in years), _number(len(entries), labels)]


def _number(count: int, labels: Labels) -> str:
    return f"{count:,}" if count else labels["common.nothing"]


# -------------------------------------------------------------------------------------------------------- what is unknown


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
        "coverage.gap.announcer": sum(not set(ANNOUNCING_ROLES).intersection(entry.ministry_roles) for entry in entries),
        "coverage.gap.topic": sum(not entry.topics for entry in entries),
        "coverage.gap.title": sum(entry.title_basis == Basis.GENERATED for entry in entries),
    }
    return _shares(labels["coverage.column_gap"], ((labels[key], count) for key, count in gaps.items()), len(entries), labels)


def _shares(head: str, rows: Iterable[tuple[str, int]], total: int, labels: Labels) -> str:
    """A table of counts with their share of all briefings."""
    return table(
        [head, labels["common.column_count"], labels["coverage.column_share"]],
        ([name, f"{count:,}", labels["coverage.share"].format(share=count / total if total else 0)] for name, count in rows),
    )
