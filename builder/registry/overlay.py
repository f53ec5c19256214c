"""An archive's registry files laid over the builder's.

An entry of the same name is corrected field by field, others are added; one that renames another takes from
it what it leaves out.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from builder.registry.files import Data, Entry

#: File stem → (the list it holds, the key that names an entry). None: entries have no name, the archive's
#: come after ours.
NAMED_BY: Final = {
    "ministries": ("bodies", "id"),
    "officials": ("officials", None),
    "topics": ("areas", "slug"),
    "event_kinds": ("kinds", "id"),
    "events": ("events", "id"),
    "noise": ("rules", "id"),
    "furniture": ("patterns", "id"),
    "verbs": ("verbs", "id"),
    "synonyms": ("synonyms", None),
    "steps": ("steps", "id"),
    "labels": ("labels", None),
}


def completed(stem: str, base: Data, extra: Data) -> Data:
    """An archive's file with what its corrections leave out taken from our entries of the same names.

    A form that is no file's is left alone: the schema names what is wrong with it.
    """
    listing, key = NAMED_BY[stem]
    if key is None or not isinstance(extra, dict) or not isinstance(extra.get(listing), list):
        return extra
    return {**extra, listing: _filled(base[listing], extra[listing], key)}


def _filled(base: Sequence[dict[str, Any]], extra: Sequence[Data], key: str) -> list[Data]:
    given = [entry for entry in extra if isinstance(entry, dict)]
    return [
        _filled_entry(_before(entry, base, given, key), entry, key) if isinstance(entry, dict) else entry
        for entry in extra
    ]


def _before(
    entry: Entry, base: Sequence[Entry], given: Sequence[Entry], key: str, seen: frozenset[str] = frozenset()
) -> dict[str, Any]:
    """What an entry is laid over: ours of its name; else the one it renames, as far as that goes back."""
    name, old = str(entry.get(key)), str(entry.get("renames"))
    if ours := _called(name, base, key):
        return dict(ours)
    was = _called(old, given, key) or _called(old, base, key)
    if was is None or name in seen:
        return {}
    whole = {**_before(was, base, given, key, seen | {name}), **was}
    return {field: value for field, value in whole.items() if field not in (key, "renames", "replaced_by")}


def _called(name: str, entries: Sequence[Entry], key: str) -> Entry | None:
    return next((one for one in entries if one.get(key) == name), None)


def _filled_entry(ours: dict[str, Any], entry: dict[str, Any], key: str) -> dict[str, Any]:
    whole = {**ours, **entry}
    if isinstance(entry.get("topics"), list):
        whole["topics"] = _filled(ours.get("topics", ()), entry["topics"], key)
    return whole


def overlaid(stem: str, base: Data, extra: Data) -> Data:
    """Our file with the archive's over it; both have the form of the schema."""
    listing, key = NAMED_BY[stem]
    if stem == "labels":
        return {"labels": {**base["labels"], **extra["labels"]}}
    if key is None:
        return {listing: [*base[listing], *extra[listing]]}
    merged = _merged(base[listing], extra[listing], key, "topics" if stem == "topics" else None)
    return {**base, **extra, listing: merged}


def _merged(
    base: Sequence[dict[str, Any]], extra: Sequence[dict[str, Any]], key: str, deep: str | None = None
) -> list[dict[str, Any]]:
    """``deep`` names a list inside the entries that is merged in the same way."""
    result = {entry[key]: entry for entry in base}
    for entry in extra:
        old = result.get(entry[key], {})
        new = {**old, **entry}
        if deep and old:
            new[deep] = _merged(old[deep], entry.get(deep, []), key)
        result[entry[key]] = new
    return list(result.values())
