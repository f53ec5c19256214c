"""What an article is about: topics scored by the phrases found in title, lead and body."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from typing import Final

from builder.model import Frame, MinistryMention, TopicScore
from builder.phrases import squeeze
from builder.reading.body import paragraphs
from builder.registry import Phrase, Registry, Topic
from builder.text import fold_dots

#: Title hit ×3, lead ×2, body ×1 a distinct phrase, more for one that comes back; kept from 45 % of the best on, at most three.
#: Recall and precision are .88 and .98 on ../shared/eval, .94 and .90 on the 59 other articles of the sample archive. The shares were
#: chosen on these two sets: they are no held-out figures.
_PLACES: Final = (("title", 3.0), ("lead", 2.0), ("body", 1.0))
_SHARE_OF_BEST: Final = 0.45
_MOST: Final = 3
_LEAST: Final = 2.0


def decide_topics(
    frame: Frame, ministries: Sequence[MinistryMention], registry: Registry
) -> tuple[TopicScore, ...]:
    """Every topic with a hit, best first, the chosen ones marked. Supplied topics win."""
    del ministries  # a ministry is never evidence for a topic
    supplied = frame.cleaned.seed.supplied.topics
    if supplied:
        return tuple(TopicScore(slug, 0.0, (), chosen=True) for slug in supplied if slug in registry.topics)
    scored = [_score(registry.topics[slug], hits) for slug, hits in _hits(_zones(frame), registry).items()]
    scored.sort(key=lambda s: (-s.score, s.slug))
    best = scored[0].score if scored else 0.0
    keep = {s.slug for s in scored[:_MOST] if s.score >= max(_LEAST, best * _SHARE_OF_BEST)}
    return tuple(TopicScore(s.slug, round(s.score, 2), s.phrases, s.slug in keep) for s in scored)


def _zones(frame: Frame) -> dict[str, str]:
    texts = [text for _, text in paragraphs(frame)]
    title = " ".join((frame.title or "", *frame.subtitles))
    return {
        name: fold_dots(text)
        for name, text in (("title", title), ("lead", " ".join(texts[:2])), ("body", " ".join(texts[2:])))
    }


def _hits(zones: dict[str, str], registry: Registry) -> dict[str, dict[Phrase, Counter[str]]]:
    """Topic → keyword → how often it stands in each zone. Background mentions and hits inside a word are left out."""
    found: dict[str, dict[Phrase, Counter[str]]] = {}
    for zone, text in zones.items():
        reached: dict[str, int] = {}
        for hit in registry.topic_phrases.all_hits(text):
            slug, keyword = hit.value
            if keyword.whole_word and hit.start and text[hit.start - 1].isalnum():
                continue
            if hit.end <= reached.get(slug, 0):
                continue  # part of a longer phrase of the topic: counted with that one
            reached[slug] = hit.end
            if not _is_background(registry.topics[slug], text, hit.start, hit.end):
                found.setdefault(slug, {}).setdefault(keyword, Counter())[zone] += 1
    return found


def _is_background(topic: Topic, text: str, start: int, end: int) -> bool:
    """Whether the hit is part of a phrase that only mentions the topic (``코로나19 이후``)."""
    reach = max((len(phrase) for phrase in topic.background), default=0)
    around = squeeze(text[max(0, start - reach) : end + reach])
    return any(squeeze(phrase) in around for phrase in topic.background)


def _score(topic: Topic, hits: dict[Phrase, Counter[str]]) -> TopicScore:
    """Sum over distinct phrases of weight × best place, with a little more for a phrase that comes back often."""
    weighed: list[tuple[str, float, str]] = []
    for keyword, counts in hits.items():
        place, factor = next(pair for pair in _PLACES if counts[pair[0]])
        often = 1 + 0.5 * math.log2(counts.total())
        weighed.append((keyword.text, round(keyword.weight * factor * often, 2), place))
    distinct = _distinct(weighed)
    return TopicScore(topic.slug, sum(weight for _, weight, _ in distinct), tuple(distinct), chosen=False)


def _distinct(hits: Sequence[tuple[str, float, str]]) -> list[tuple[str, float, str]]:
    """A phrase and a longer one that holds it count once, by the one that weighs more: ``기금`` in the title, ``기금운용계획`` below."""
    kept: list[tuple[str, float, str]] = []
    for hit in sorted(hits, key=lambda hit: (-len(hit[0]), -hit[1])):
        place = next(
            (place for place, longer in enumerate(kept) if squeeze(hit[0]) in squeeze(longer[0])), None
        )
        if place is None:
            kept.append(hit)
        elif hit[1] > kept[place][1]:
            kept[place] = hit
    return sorted(kept, key=lambda hit: (-hit[1], hit[0]))
