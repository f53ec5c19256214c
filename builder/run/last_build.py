"""Whether anything has changed since the last build. Where nothing has, it is not done again.

Looked at is all that a build reads: seeds, pages, rules, settings, templates, our own code, what is
installed, the environment; and what it has made. Files are known by size, times and number (looks.py), so in
a fresh checkout everything is new: then it is known by its content, step by step, further down.

A build is remembered only if what stands afterwards is what it read and wrote itself, so that nothing that
someone saved meanwhile is passed over; its problems are remembered with it, and told again.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

import builder
from builder.looks import Look, Tree, Walked, look_at, look_of, tree_of
from builder.pages.writing import write_whole
from builder.permanence.ledger import LEDGER, ledger_text, whole_ledger
from builder.publish.places import RECORD, stands_as
from builder.run.report import Report, as_data, report_from
from builder.settings import CACHE, Settings

if TYPE_CHECKING:
    from builder.pages.edits import Take
    from builder.run.whole import Built
    from builder.run.write import Written

_NAME: Final = "last-build.json"
_FORM: Final = 1
_CODE: Final = Path(builder.__file__).parent
#: By no coarser a clock file systems date what is saved.
_TICK: Final = 20_000_000
#: What may be gone the next time: faults of ours, a renderer's or a process's; what someone saved meanwhile.
_PASSING: Final = frozenset({"E114", "E310", "E312", "N127", "N144"})


class Asked(NamedTuple):
    """What a build is called with."""

    take: Take | None = None
    as_of: str = ""
    render_site: bool = True


@dataclass(frozen=True, slots=True)
class Inputs:
    """All that a build reads and does not write, as it was before; when that was, in nanoseconds."""

    looks: Mapping[Path, Look]
    moment: int


def last_build(config_file: Path, asked: Asked) -> Report | None:
    """What the last build came to, if one of today would come to the same.

    ``asked``: what this one is called with. Whatever makes that doubtful gives None.
    """
    cache = config_file.resolve().parent / CACHE
    try:
        known = json.loads((cache / _NAME).read_bytes())
        if known["form"] != _FORM or known["around"] != _around(asked):
            return None
        if str(config_file.resolve()) not in known["looks"]:  # of the archive that this one is a copy of
            return None
        report = report_from(known["report"])
        docs = Path(known["docs"])
        stands = (
            all(_stands(place, look, known["moment"]) for place, look in known["looks"].items())
            and look_at(docs, known["written"]) == Look(*known["docs_look"])
            and known["site"] == _published(cache)
            and (report.site is None or stands_as(Path(report.site), known["site"]))
        )
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return report.again if stands else None


def inputs_before(settings: Settings, started: int, walked: Walked) -> Inputs | None:
    """How everything looks that a build is about to read; the last one is forgotten.

    ``walked``: is given seeds/, so that it need not be walked again.

    None where that is unknown: where plugins of an archive's own read we know not what, a link leads out, or
    settings or rules were saved after the command ``started``, in nanoseconds since 1970, to read them.
    """
    (settings.cache / _NAME).unlink(missing_ok=True)
    if not settings.self_contained:
        return None
    try:
        seeds = look_at(settings.seeds, started, walked=walked)
        others = {place: look_at(place, started, _passed_over(place)) for place in _places(settings)}
        looks = {settings.seeds: seeds, **others}
    except OSError:
        return None
    loaded = (look.newest for look in others.values())
    return Inputs(looks, started) if max(loaded) < started - _TICK else None


def remember(report: Report, asked: Asked, inputs: Inputs | None, settings: Settings, built: Built) -> None:
    """Keep what a build came to, unless someone saved something meanwhile."""
    if inputs is None or any(one.code in _PASSING for one in report.problems):
        return
    try:
        docs = built.docs or tree_of(settings.docs)
        if not _is_ours(settings, docs, built.written):
            return
        known = {
            "form": _FORM,
            "around": _around(asked),
            "looks": {str(place): look for place, look in inputs.looks.items()},
            "moment": inputs.moment,
            "docs": str(settings.docs),
            "docs_look": look_of(docs, docs.moment),
            "written": docs.moment,
            "site": _published(settings.cache),
            "report": as_data(report),
        }
        write_whole(settings.cache / _NAME, json.dumps(known, ensure_ascii=False))
    except OSError:
        return


def _around(asked: Asked) -> list[object]:
    """What a build is called with, and what runs it: packages by name and version, and the environment."""
    installed = (one.name for place in sys.path if Path(place).is_dir() for one in Path(place).iterdir())
    packages = sorted({name for name in installed if name.endswith((".dist-info", ".egg-info"))})
    return [*asked, os.environ.get("SOURCE_DATE_EPOCH", ""), sys.version, *packages]


def _places(settings: Settings) -> list[Path]:
    """What a build reads and does not write, besides seeds/."""
    own = [settings.custom_dir] if settings.custom_dir else []
    return [settings.config_file, settings.registry, *own, _CODE]


def _passed_over(place: Path) -> str:
    """What is no part of our own code."""
    return "__pycache__" if place == _CODE else ""


def _stands(place: str, look: Sequence[object], moment: int) -> bool:
    return [*look_at(Path(place), moment, _passed_over(Path(place)))] == [*look]


def _published(cache: Path) -> str:
    """What is recorded of the site that stands; empty where nothing is."""
    record = cache / RECORD
    return record.read_text("utf-8") if record.is_file() else ""


def _is_ours(settings: Settings, docs: Tree, written: Written) -> bool:
    """Whether each file of docs/ stands as it was read or written; the ledger is written last."""
    seen, ours = written.seen, written.stamps
    if docs.files.keys() - {LEDGER} != (seen.files.keys() | ours.keys()) - {LEDGER}:
        return False
    others = {path for path, look in docs.files.items() if look != seen.files.get(path)}
    if LEDGER in others:
        whole = whole_ledger(settings.docs, settings.site_dir)
        if (settings.docs / LEDGER).read_bytes() != ledger_text(whole).encode():
            return False
    return all(docs.stamp(path) == ours.get(path, seen.stamp(path)) for path in others - {LEDGER})
