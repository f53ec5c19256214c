"""What an article is about: topics scored by the phrases found in title, lead and body."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Final

from builder.model import Reading, TopicHit, TopicScore, Zone
from builder.phrases import squeeze
from builder.registry import Registry
from builder.registry.resolve import topic_called

#: Title hit ×3, lead ×2, body ×1 a distinct phrase, more for one that comes back. The best one needs a little
#: only; at most two beside it, for which more must speak than against them: weights in topics.tsv, learned
#: (``make train``) from labelled pages and from half of 150 real releases that a reader labelled.
_PLACES: Final = (("title", 3.0), ("lead", 2.0), ("body", 1.0))
_LEAST_OF_THE_BEST: Final = 0.8
_MOST_BESIDE: Final = 2
#: Topics behind the best one that are looked at.
_LOOKED_AT: Final = 7
_LEAST: Final = 0.1
WEIGHTS: Final = Path(__file__).with_name("topics.tsv")

_Keyword = tuple[str, float]


def decide_topics(reading: Reading, registry: Registry) -> tuple[TopicScore, ...]:
    """Every topic with a hit, best first, the chosen ones marked.

    Supplied topics win; a ministry is never evidence for one.
    """
    supplied = reading.seed.supplied.topics
    if supplied:
        slugs = dict.fromkeys(slug for word in supplied if (slug := topic_called(word, registry)))
        return tuple(TopicScore(slug, 0.0, (), chosen=True) for slug in slugs)
    scored = [_score(slug, hits) for slug, hits in _hits(reading, registry).items()]
    scored.sort(key=lambda s: (-s.score, s.slug))
    keep = {one.slug for one in scored[:1] if one.score >= _LEAST_OF_THE_BEST} | _beside(scored)
    return tuple(TopicScore(s.slug, round(s.score, 2), s.phrases, s.slug in keep) for s in scored)


def _beside(scored: Sequence[TopicScore]) -> set[str]:
    """The topics that the text is about beside the first one."""
    weights = _weights()
    worth = [
        (sum(weights[name] * value for name, value in signs(scored, place).items()), -place)
        for place in range(1, min(len(scored), _LOOKED_AT + 1))
    ]
    best = sorted(worth, reverse=True)[:_MOST_BESIDE]
    return {scored[-place].slug for value, place in best if value > 0}


def signs(scored: Sequence[TopicScore], place: int) -> dict[str, float]:
    """What speaks for the topic at a place behind the first: name → how much."""
    one, best = scored[place], scored[0]
    title = sum(weight for _, weight, where in one.phrases if where == "title")
    score = max(one.score, _LEAST)
    return {
        "always": 1.0,
        "score": math.log(score),
        "share": math.log(score / max(best.score, _LEAST)),
        "second": float(place == 1),
        "late": float(place > _MOST_BESIDE),
        "title": float(title > 0),
        "title score": math.log1p(title),
        "lead": float(any(where == "lead" for _, _, where in one.phrases)),
        "phrases": math.log(len(one.phrases)),
    }


@cache
def _weights() -> Mapping[str, float]:
    lines = WEIGHTS.read_text("utf-8").splitlines()
    rows = (line.split("\t") for line in lines if not line.startswith("#"))
    return {name: float(weight) for name, weight in rows}


def _hits(reading: Reading, registry: Registry) -> dict[str, dict[_Keyword, Counter[str]]]:
    """Topic → keyword → how often it stands in each zone.

    Background mentions are left out, and parts of a longer phrase, of whatever topic.
    """
    found: dict[str, dict[_Keyword, Counter[str]]] = {}
    backgrounds = registry.made(_backgrounds)
    zones = iter(reading.zones)
    zone = next(zones)
    for hit in _whole(reading.topics):
        while hit.start >= zone.end:
            zone = next(zones)
        background = backgrounds.get(hit.topic)
        if background is None or not _is_background(reading.text, hit, zone, *background):
            keywords = found.setdefault(hit.topic, {})
            keyword = hit.keyword, hit.weight
            if keyword not in keywords:
                keywords[keyword] = Counter()
            keywords[keyword][zone.name] += 1
    return found


def _whole(hits: Sequence[TopicHit]) -> Iterator[TopicHit]:
    """Those that are no part of a longer one: 마이스 in 마이스터고 tells of no tourism."""
    longest = (0, 0)
    for hit in sorted(hits, key=lambda hit: (hit.start, -hit.end)):
        span = hit.start, hit.end
        if hit.end > longest[1]:
            longest = span
        if span == longest:
            yield hit


def _backgrounds(registry: Registry) -> dict[str, tuple[int, tuple[str, ...]]]:
    """Topic → how far its phrases that only mention it reach, and those phrases without their spaces."""
    return {
        topic.slug: (max(map(len, topic.background)), tuple(map(squeeze, topic.background)))
        for topic in registry.topics.values()
        if topic.background
    }


def _is_background(text: str, hit: TopicHit, zone: Zone, reach: int, phrases: Sequence[str]) -> bool:
    """Whether the hit is part of a phrase that only mentions the topic (``코로나19 이후``)."""
    around = squeeze(text[max(zone.start, hit.start - reach) : min(zone.end, hit.end + reach)])
    return any(phrase in around for phrase in phrases)


def _score(slug: str, hits: dict[_Keyword, Counter[str]]) -> TopicScore:
    """Sum over distinct phrases of weight × best place, a little more for one that comes back often."""
    weighed: list[tuple[str, float, str]] = []
    for (keyword, weight), counts in hits.items():
        place, factor = next(pair for pair in _PLACES if counts[pair[0]])
        often = 1 + 0.5 * math.log2(counts.total())
        weighed.append((keyword, round(weight * factor * often, 2), place))
    distinct = _distinct(weighed)
    return TopicScore(slug, sum(weight for _, weight, _ in distinct), tuple(distinct), chosen=False)


def _distinct(hits: Sequence[tuple[str, float, str]]) -> list[tuple[str, float, str]]:
    """A phrase and a longer one that holds it count once, by the one that weighs more.

    ``기금`` in the title, ``기금운용계획`` below.
    """
    kept: list[tuple[str, float, str]] = []
    letters: list[str] = []
    for hit in sorted(hits, key=lambda hit: (-len(hit[0]), -hit[1])):
        own = squeeze(hit[0])
        place = next((place for place, longer in enumerate(letters) if own in longer), None)
        if place is None:
            kept.append(hit)
            letters.append(own)
        elif hit[1] > kept[place][1]:
            kept[place], letters[place] = hit, own
    return sorted(kept, key=lambda hit: (-hit[1], hit[0]))
