"""Which central bodies act in an article.

Names and abbreviations, resolved by the article's date, each with its evidence.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Final

from builder.facts.announcer import announces_behind, announcing_clues, quote
from builder.model import Evidence, Mention, MinistryMention, Reading, Sentence, Source
from builder.registry import Body, Registry
from builder.registry.resolve import likeliest, living, resolve

Span = tuple[str, str]
#: A joint announcement stands in the first paragraphs.
_JOINT_PARAGRAPHS: Final = 3


def decide_ministries(
    reading: Reading, date: str | None, span: Span | None, source: Source, registry: Registry
) -> tuple[MinistryMention, ...]:
    """The bodies that act, lead first, then joint announcers, then those involved; () when none does.

    Supplied ones win; where none of them existed on ``date``, the text is asked. ``span``: the first and last
    day that the date may have where it is unknown.
    """
    meant = partial(_meant, date=date, span=span, registry=registry)
    supplied = _supplied(reading.seed.supplied.ministries, date, registry)
    if supplied:
        return supplied
    lead = _lead(reading, meant, source, registry)
    if lead is None:
        return ()
    result = {lead.id: lead}
    for sentence in reading.sentences:
        for mention in sentence.mentions:
            body = meant(mention.name) if mention.acts != "none" else None
            if body and body.id not in result:
                role = "joint" if _announces_jointly(sentence, mention, registry) else "involved"
                evidence = Evidence(quote(sentence.text, mention), sentence.line, "acts")
                result[body.id] = MinistryMention(body.id, body.name, role, evidence)
    others = list(result.values())[1:]
    return (lead, *(m for m in others if m.role == "joint"), *(m for m in others if m.role != "joint"))


def _meant(name: str, date: str | None, span: Span | None, registry: Registry) -> Body | None:
    return likeliest(name, span, registry) if date is None and span else resolve(name, date, registry)


def _lead(
    reading: Reading, meant: Callable[[str], Body | None], source: Source, registry: Registry
) -> MinistryMention | None:
    """Who announces: the first clue whose name stands for a body of the date."""
    for found in announcing_clues(reading, source, registry):
        body = meant(found.name)
        if body:
            return MinistryMention(body.id, body.name, "lead", Evidence(found.quote, found.line, found.rule))
    return None


def _announces_jointly(sentence: Sentence, mention: Mention, registry: Registry) -> bool:
    """In one of the first sentences, with an announcing verb behind it, as subject or beside the subject."""
    if sentence.paragraph >= _JOINT_PARAGRAPHS or not announces_behind(sentence, mention.end):
        return False
    behind = sentence.text[mention.end :]
    together = registry.patterns_of("together-after")
    return mention.acts == "subject" or any(p.pattern.match(behind) for p in together)


def _supplied(names: Sequence[str], date: str | None, registry: Registry) -> tuple[MinistryMention, ...]:
    bodies = [body for name in names if (body := living(name, date, registry))]
    return tuple(
        MinistryMention(
            body.id, body.name, "joint" if position else "lead", Evidence(body.name, None, "supplied")
        )
        for position, body in enumerate({body.id: body for body in bodies}.values())
    )
