"""An article read once.

Its lines in their roles, its running text, and all that the registries know in it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, chain
from typing import Final, NamedTuple

from builder.model import EventHit, Label, Passage, Reading, Seed, Sentence, TopicHit, Zone
from builder.phrases import Hit, TermKind, longest
from builder.reading.body import passages, without_brackets
from builder.reading.labels import labels_of
from builder.reading.names import mentions_in, names_in
from builder.reading.opened import opened
from builder.reading.roles import place_lines
from builder.registry import Registry
from builder.text import fold_dots, sentence_spans

#: The first two paragraphs are the lead.
_LEAD: Final = 2
_ZONES: Final = ("title", "lead", "body")


def read(seed: Seed, registry: Registry) -> Reading:
    """Read a seed: nothing of it is lost, nothing is decided yet. Everything named is found in one scan."""
    if not seed.is_document:
        seed = replace(seed, lines=opened(seed.lines, registry))
    placed = place_lines(seed, registry)
    body = passages(placed.lines)
    text, zones = _running_text((placed.title or "", *placed.subtitles), [passage.text for passage in body])
    labels = labels_of(placed, body, registry)
    sentences = _sentences(body, zones[0].end + 1, text)
    found = _scan(text, zones, sentences, labels, registry)
    return replace(
        placed,
        passages=body,
        sentences=tuple(_sentence(one, found, registry) for one in sentences),
        labels=tuple(_named(*pair, registry) for pair in zip(labels, found.in_labels, strict=True)),
        text=text,
        zones=zones,
        names=names_in(text, _of(TermKind.NAME, found.in_text), registry),
        topics=tuple(
            TopicHit(hit.term.id, hit.term.text, hit.term.weight, hit.start, hit.end)
            for hit in _of(TermKind.TOPIC, found.in_text)
            if not hit.splits_number
        ),
    )


def _running_text(head: Sequence[str], texts: Sequence[str]) -> tuple[str, tuple[Zone, ...]]:
    """Head, lead and body as one text, and where each stands in it."""
    parts = [" ".join(part) for part in (head, texts[:_LEAD], texts[_LEAD:])]
    ends = list(accumulate(len(part) + 1 for part in parts))
    zones = tuple(
        Zone(name, end - len(part) - 1, end - 1) for name, part, end in zip(_ZONES, parts, ends, strict=True)
    )
    return fold_dots(" ".join(parts)), zones


class _Draft(NamedTuple):
    """A sentence before its names are known. ``start``: where it stands in the running text."""

    text: str
    printed: str
    line: int
    paragraph: int
    start: int
    bare: str


def _sentences(body: Sequence[Passage], start: int, text: str) -> list[_Draft]:
    """The sentences of the body in order. ``start``: where the first passage begins in the running text."""
    drafts: list[_Draft] = []
    for position, passage in enumerate(body):
        for first, last in sentence_spans(passage.text):
            words = text[start + first : start + last]
            drafts.append(
                _Draft(
                    words,
                    passage.text[first:last],
                    passage.line,
                    position,
                    start + first,
                    without_brackets(words),
                )
            )
        start += len(passage.text) + 1
    return drafts


@dataclass(frozen=True, slots=True)
class _Found:
    """All hits of the one scan."""

    in_text: list[Hit]
    in_sentences: dict[int, list[Hit]]
    """Place of a sentence in the running text → the hits in it, counted from its beginning; no topics."""
    in_bare: dict[int, list[Hit]]
    """The same for the sentences that hold brackets, read without them."""
    in_labels: list[list[Hit]]


def _scan(
    text: str, zones: Sequence[Zone], sentences: Sequence[_Draft], labels: Sequence[Label], registry: Registry
) -> _Found:
    bracketed = [one for one in sentences if one.bare != one.text]
    hits = registry.lexicon.scan(
        [
            *(text[zone.start : zone.end] for zone in zones),
            *(one.bare for one in bracketed),
            *(fold_dots(label.text) for label in labels),
        ],
        [zone.start for zone in zones],
    )
    in_text = list(chain.from_iterable(hits[: len(zones)]))
    in_bare = {one.start: found for one, found in zip(bracketed, hits[len(zones) :], strict=False)}
    return _Found(in_text, _by_sentence(in_text, sentences), in_bare, hits[len(zones) + len(bracketed) :])


def _by_sentence(hits: Sequence[Hit], sentences: Sequence[_Draft]) -> dict[int, list[Hit]]:
    """The hits that stand wholly in one sentence. At its beginning nothing splits a number."""
    found: dict[int, list[Hit]] = {}
    starts = [one.start for one in sentences]
    for hit in hits:
        at = bisect_right(starts, hit.start) - 1
        if hit.term.kind is TermKind.TOPIC or at < 0:
            continue
        if hit.end <= starts[at] + len(sentences[at].text):
            start = hit.start - starts[at]
            moved = Hit(hit.term, start, hit.end - starts[at], hit.splits_number and start > 0)
            found.setdefault(starts[at], []).append(moved)
    return found


def _of(kind: TermKind, hits: Iterable[Hit]) -> list[Hit]:
    return [hit for hit in hits if hit.term.kind is kind]


def _sentence(draft: _Draft, found: _Found, registry: Registry) -> Sentence:
    hits = found.in_sentences.get(draft.start, [])
    names = names_in(draft.text, _of(TermKind.NAME, hits), registry) if hits else ()
    in_bare = found.in_bare.get(draft.start, hits)
    events = longest(_of(TermKind.EVENT, in_bare)) if in_bare else ()
    return Sentence(
        text=draft.text,
        printed=draft.printed,
        line=draft.line,
        paragraph=draft.paragraph,
        mentions=mentions_in(draft.text, names, registry) if names else (),
        bare=draft.bare,
        events=tuple(EventHit(hit.term.id, hit.start, hit.end) for hit in events),
        verbs=tuple((hit.term.id, hit.start) for hit in hits if hit.term.kind is TermKind.VERB),
        names_office=any(hit.term.kind is TermKind.OFFICE for hit in hits),
    )


def _named(label: Label, hits: Sequence[Hit], registry: Registry) -> Label:
    """The label with the first name in it."""
    names = names_in(fold_dots(label.text), _of(TermKind.NAME, hits), registry)
    return replace(label, name=names[0]) if names else label
