"""The changes of an article as readers are told of them: those of a day, what stood before, what after."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Final

from builder.model import Change, ChangedBy, Entry
from builder.pages.page import Page
from builder.pages.parts import PARTS
from builder.pages.versions import SHOWN, Version, version_after, version_of
from builder.partial_date import korean
from builder.prose.excerpt import public_text
from builder.publish.outputs.history.words import differences, line_differences
from builder.publish.outputs.search.documents import plain_text
from builder.publish.publication import Publication, remembered_an_article
from builder.registry.types import Registry
from builder.rights import LEVELS, Level, level_of


@dataclass(frozen=True, slots=True)
class Revision:
    """What changed on one day, by whose doing, and from which version on."""

    on: str
    by: tuple[ChangedBy, ...]
    what: tuple[str, ...]
    before: str
    """The hash of the version before; with the day it names the revision for ever."""
    html: str
    """What stood before and stands since, as far as it is kept and may be shown."""

    @property
    def is_correction(self) -> bool:
        """Whether source or person changed something; else the article was only read anew."""
        return self.by != ("rules",)


def revisions(publication: Publication, entry: Entry) -> tuple[Revision, ...]:
    """The article's, newest first."""
    kept = publication.versions.get(entry.id, {})
    found = _revisions(publication, entry, " ".join(sorted(kept))) if entry.changed else []
    return tuple(Revision(**{**one, "by": tuple(one["by"]), "what": tuple(one["what"])}) for one in found)


@remembered_an_article
def _revisions(publication: Publication, entry: Entry, _kept: str) -> list[dict[str, Any]]:
    page, kept = publication.articles[entry.id], publication.versions.get(entry.id, {})
    found = []
    for changes, after in _by_day(page, kept):
        what = tuple(part for part in PARTS if any(part in one.what for one in changes))
        before = kept.get(changes[0].before)
        html = _compared(publication, before, after, what) if before and after else ""
        by = tuple(dict.fromkeys(one.by for one in changes))
        found.append({"on": changes[0].on, "by": by, "what": what, "before": changes[0].before, "html": html})
    return found[::-1]


def _by_day(page: Page, kept: Mapping[str, Version]) -> Iterator[tuple[tuple[Change, ...], Version | None]]:
    """The changes of each day, oldest first, and what the page said then; those by rules stand apart."""
    changes, done = page.record.changed, 0
    for _, group in groupby(changes, key=lambda one: (one.on, one.is_correction)):
        together = tuple(group)
        done += len(together)
        yield together, version_after(changes, done - 1, version_of(page), kept)


# ----------------------------------------------------------------------------------------- before, and after

_NAMED: Final = frozenset({"title", "subtitle", "statement"})
"""Facts that are compared by their words; of others the whole value is another."""


def _compared(publication: Publication, before: Version, after: Version, what: tuple[str, ...]) -> str:
    facts = "".join(
        _fact(publication.registry, key, before.texts[key], after.texts[key])
        for key, part in SHOWN.items()
        if part in what and key != "body" and key in before.texts and key in after.texts
    )
    body = _body(publication, before, after) if "body" in what else ""
    return (f"<dl>{facts}</dl>" if facts else "") + body


def _fact(registry: Registry, key: str, before: str, after: str) -> str:
    if before == after:
        return ""
    old, new = (_said(registry, key, text) for text in (before, after))
    if key not in _NAMED:
        old, new = (text.replace(" ", "\N{NO-BREAK SPACE}") for text in (old, new))
    name = registry.labels[f"history.{key}"]
    return f"<div><dt>{name}</dt><dd>{line_differences(old, new)}</dd></div>"


def _said(registry: Registry, key: str, text: str) -> str:
    """A fact as the page shows it."""
    if not text:
        return registry.labels["history.none"]
    if key == "date":
        return korean(text)
    if key == "topics":
        known = registry.topics
        return ", ".join(known[slug].name if slug in known else slug for slug in text.split("\n"))
    if key in {"kind", "licence"}:
        return registry.labels.get(f"{key}.{text}", text)
    return text.replace("\n", ", " if key == "ministries" else " / ")


def _body(publication: Publication, before: Version, after: Version) -> str:
    """The words of the body that may be shown of both versions."""
    setting = publication.text_setting
    allowed = [level_of(one.texts.get("licence", "unknown"), setting) for one in (before, after)]
    level: Level = max(allowed, key=LEVELS.index)
    old, new = (plain_text(public_text(one.texts.get("body", ""), level)) for one in (before, after))
    if "body" not in before.texts or old == new:
        return ""
    shown = differences(old, new)
    return f"<p>{publication.labels['history.much']}</p>" if shown is None else shown
