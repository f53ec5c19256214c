"""What leads on from an article's page.

Versions of the same story, related briefings, the ones before and after. Made when publishing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape

from builder.catalogue.collection import Entries
from builder.catalogue.lists import ANNOUNCING_ROLES, bracketed_title, dated
from builder.kept import key_of
from builder.model import Entry
from builder.pages.page import id_at
from builder.publish.alone import NOBODY, Elsewhere
from builder.publish.fragment import Fragment, OfArticles
from builder.publish.outputs.related.again import related
from builder.publish.outputs.related.marks import versions_in
from builder.publish.outputs.related.relations import Relation
from builder.publish.publication import Publication


def related_fragments(publication: Publication, elsewhere: Elsewhere = NOBODY) -> OfArticles:
    """For each article's page the slots ``versions``, ``related`` and ``neighbours``.

    A slot with nothing to show is left out. ``elsewhere``: who may find what leads on from articles.
    """
    entries = {entry.id: entry for entry in publication.collection.entries}
    versions = versions_in(publication, elsewhere)
    found, beside = related(publication, versions, elsewhere), _neighbours(publication)

    def around(entry: Entry) -> _Around:
        same = versions.get(publication.articles[entry.id].path, {})
        return _Around(
            [(entries[id_at(path)], share) for path, share in same.items()],
            [(entries[one.id], one) for one in found[entry.id]],
            *beside[entry.id],
        )

    def depends(entry: Entry) -> bytes:
        """What decides how that is shown: all that is said of another article stands on its page."""
        older, newer = (
            (other.id.encode(), publication.digest(other.id)) if other else (b"",)
            for other in beside[entry.id]
        )
        same = versions.get(publication.articles[entry.id].path, {})
        shares = [(one, share, publication.digest(id_at(one))) for one, share in same.items()]
        return b" ".join((found.digest(entry.id), *older, *newer, key_of(*shares) if shares else b""))

    def shown(entry: Entry) -> list[Fragment]:
        """The slots themselves: there would be more to send of the others than is shown of them."""
        return [*_slots(entry, around(entry), publication)]

    return OfArticles(publication, _as_shown, shown, depends)


def _as_shown(_publication: Publication, _entry: Entry, shown: Sequence[Fragment]) -> Sequence[Fragment]:
    return shown


@dataclass(frozen=True, slots=True)
class _Around:
    """What leads on from an article."""

    same: Sequence[tuple[Entry, float]]
    related: Sequence[tuple[Entry, Relation]]
    older: Entry | None
    newer: Entry | None


def _slots(entry: Entry, around: _Around, publication: Publication) -> Iterator[Fragment]:
    slots = {
        "versions": _versions(around.same, publication),
        "related": _related(around.related, publication),
        "neighbours": _before_and_after(entry, around.older, around.newer, publication),
    }
    page = publication.articles[entry.id].path
    yield from (Fragment(page, slot, html) for slot, html in slots.items() if html)


# --------------------------------------------------------------------------------------------------- versions


def _versions(others: Iterable[tuple[Entry, float]], publication: Publication) -> str:
    """The other versions of the story, each with its outlet and how much of the text is the same.

    The reader compares, nothing is merged.
    """
    labels = publication.labels
    items = [
        _item(
            entry,
            [*filter(None, [entry.outlet]), labels["related.share"].format(percent=f"{share:.0%}")],
            publication,
        )
        for entry, share in sorted(others, key=lambda pair: (-pair[1], pair[0].id))
    ]
    return _section("versions", labels["related.versions"], items, labels["related.versions_why"])


# ---------------------------------------------------------------------------------------------------- related


def _related(others: Iterable[tuple[Entry, Relation]], publication: Publication) -> str:
    items = [_item(entry, [_reason(relation, publication)], publication) for entry, relation in others]
    return _section("related", publication.labels["related.title"], items)


def _reason(relation: Relation, publication: Publication) -> str:
    """Why it is shown, in a word, and what both share: ``같은 주제 · 산림``."""
    reason = publication.labels[f"related.{relation.reason.value}"]
    return publication.labels["common.separator"].join(filter(None, (reason, relation.name)))


def _section(name: str, title: str, items: Sequence[str], remark: str = "") -> str:
    if not items:
        return ""
    below = f'<p class="bp-soft">{escape(remark)}</p>' if remark else ""
    heading = f'<h2 id="bp-{name}">{escape(title)}</h2>'
    start = f'<section class="bp-related" aria-labelledby="bp-{name}">'
    return f"{start}{heading}{below}<ul>{''.join(items)}</ul></section>"


def _item(entry: Entry, remarks: Iterable[str], publication: Publication) -> str:
    """A linked title and one line below it: the date, then the remarks."""
    line = publication.labels["common.separator"].join((_when(entry, publication), *map(escape, remarks)))
    title = escape(bracketed_title(entry), quote=False)
    return f'<li><a href="{entry.id}.html">{title}</a> <small>{line}</small></li>'


def _when(entry: Entry, publication: Publication) -> str:
    """The day in words: it is not the page's own, which programs look for in a ``<time>``."""
    return escape(dated(entry, publication.labels))


# ------------------------------------------------------------------------------------------------- neighbours


def _neighbours(publication: Publication) -> dict[str, tuple[Entry | None, Entry | None]]:
    """Article id → the briefing before and the one after it by date.

    They are of its lead ministry or, where none leads, of the archive.
    """
    collection = publication.collection
    beside: dict[str, tuple[Entry | None, Entry | None]] = dict.fromkeys(publication.articles, (None, None))
    series = [
        (None, collection.entries),
        *((body, members) for body, members in collection.announced.items()),
    ]
    for body, members in series:
        beside |= {
            entry.id: pair
            for entry, pair in _pairs(members)
            if _lead(entry, publication) == body and entry.id in beside
        }
    return beside


def _pairs(newest_first: Entries) -> Iterator[tuple[Entry, tuple[Entry | None, Entry | None]]]:
    """Each dated entry with the older and the newer one beside it."""
    members = [entry for entry in newest_first if entry.date]
    for place, entry in enumerate(members):
        yield (
            entry,
            (members[place + 1] if place + 1 < len(members) else None, members[place - 1] if place else None),
        )


def _lead(entry: Entry, publication: Publication) -> str | None:
    leads = entry.ministry_ids[:1] if entry.ministry_roles[:1] == ANNOUNCING_ROLES[:1] else ()
    return next((body for body in leads if body in publication.registry.bodies), None)


def _before_and_after(
    entry: Entry, older: Entry | None, newer: Entry | None, publication: Publication
) -> str:
    labels, body = publication.labels, _lead(entry, publication)
    links = [
        _neighbour(other, word, publication) for other, word in ((older, "older"), (newer, "newer")) if other
    ]
    if not links:
        return ""
    name = (
        labels["related.of_body"].format(name=publication.registry.bodies[body].name)
        if body
        else labels["related.of_archive"]
    )
    start = f'<nav class="bp-neighbours" aria-label="{escape(name)}">'
    return f'{start}<p class="bp-soft">{escape(name)}</p><ul>{"".join(links)}</ul></nav>'


def _neighbour(entry: Entry, word: str, publication: Publication) -> str:
    label = escape(publication.labels[f"related.{word}"])
    link = f'<a href="{entry.id}.html">{escape(bracketed_title(entry), quote=False)}</a>'
    when = f"<small>{_when(entry, publication)}</small>"
    return f'<li class="bp-neighbours__{word}"><span>{label}</span> {link} {when}</li>'
