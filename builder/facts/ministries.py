"""Which central bodies act in an article: names and abbreviations, resolved by the article's date, each with its evidence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from builder.model import Evidence, Frame, MinistryMention
from builder.reading.body import Sentence, body_sentences, paragraphs
from builder.registry import Body, Registry
from builder.text import fold_dots

_LEAD_PARAGRAPHS: Final = 4
_LEAD_SENTENCES: Final = 8
#: Letters of headline and lead in which somebody else than a ministry is looked for.
_OPENING: Final = 200
#: Letters before the body in a headline: a minister's name (``홍길동 행정안전부 장관, …``).
_NAME_BEFORE: Final = 5
_BRACKET: Final = re.compile(r"^\s?\([^()]{1,90}\)")
_LIST_JOINT: Final = re.compile(r"^(?:\s?[·,/]\s?|(?:와|과|및)\s|\s및\s)")
_HANGUL: Final = re.compile(r"[가-힣]")


@dataclass(frozen=True, slots=True)
class Mention:
    """A name of a body in a sentence, before it is resolved by date. ``acts``: subject | partner | none."""

    name: str
    start: int
    end: int
    acts: str


def find_mentions(text: str, registry: Registry) -> tuple[Mention, ...]:
    """Every name or abbreviation of a body in ``text`` (dots folded), longest first, with the part it plays."""
    mentions: list[Mention] = []
    following: Mention | None = None
    spans = _spans(text, registry)
    for (name, start, end), aside in reversed(
        list(zip(spans, _in_brackets(text, [start for _, start, _ in spans]), strict=True))
    ):
        mention = Mention(name, start, end, "none" if aside else _part(text, start, end, following, registry))
        mentions.append(mention)
        following = (
            following if aside else mention
        )  # (부총리 겸 …, 이하 …) stands between the members of a list
    return tuple(reversed(mentions))


def _in_brackets(text: str, places: Iterable[int]) -> Iterator[bool]:
    """For each of the places, in order, whether a bracket is open there."""
    depth, reached = 0, 0
    for place in places:
        depth += text.count("(", reached, place) - text.count(")", reached, place)
        reached = place
        yield depth > 0


def _spans(text: str, registry: Registry) -> list[tuple[str, int, int]]:
    starts = registry.names_by_start
    spans, position = [], 0
    while position < len(text) - 1:
        name = next(
            (n for n in starts.get(text[position : position + 2], ()) if text.startswith(n, position)), None
        )
        if name and (
            not (position and _HANGUL.match(text[position - 1]))
            or _stands_glued(name, text, position, registry)
        ):
            spans.append((name, position, position + len(name)))
            position += len(name)
        else:
            position += 1
    return spans


def _stands_glued(name: str, text: str, position: int, registry: Registry) -> bool:
    """Whether a name that follows a syllable is a name all the same: ``…개최고용노동부(장관 …)``, where two lines were joined."""
    is_official = any(body.name == name for body in registry.bodies_by_name[name])
    return is_official and any(
        p.pattern.match(text[position + len(name) :]) for p in registry.patterns_of("glued-name-after")
    )


def _part(text: str, start: int, end: int, following: Mention | None, registry: Registry) -> str:
    """The part it plays (subject | partner | none), from what stands around the name."""
    before, after = text[max(0, start - 8) : start], text[end : end + 160]
    if any(p.pattern.search(before) for p in registry.patterns_of("former-before")):
        return "none"
    after = _BRACKET.sub("", after)
    if any(p.pattern.match(after) for p in registry.patterns_of("no-actor-after")):
        return "none"
    if following and _is_listed_with(text, end, following, registry):
        return following.acts
    if any(p.pattern.match(after) for p in registry.patterns_of("subject-after")):
        return "subject"
    if any(p.pattern.match(after) for p in registry.patterns_of("acts-after")):
        return "partner"
    return "none"


def _is_listed_with(text: str, end: int, following: Mention, registry: Registry) -> bool:
    """Whether nothing but a list's joint, and an official in it (``기재부 1차관(단장), 과기정통부``), stands before the next name."""
    rest = text[end : following.start]
    member = next(
        (match for p in registry.patterns_of("list-member-after") if (match := p.pattern.match(rest))), None
    )
    rest = _BRACKET.sub("", rest[member.end() :] if member else rest)
    joint = _LIST_JOINT.match(rest)
    return joint is not None and not rest[joint.end() :].strip()


def bodies_named(name: str, registry: Registry) -> tuple[Body, ...]:
    """Every body that ever bore the name or abbreviation, in registry order."""
    return registry.bodies_by_name.get(fold_dots(name), ())


def resolve(name: str, date: str | None, registry: Registry) -> Body | None:
    """The body a name stands for on ``date``; the latest one when the date is unknown; None when none existed then.

    Of two that share a name in a year of change, the one whose official name it is goes first, then the later.
    """
    named = bodies_named(name, registry)
    living = [body for body in named if date is None or body.alive(date)]
    if not living:
        return None
    return max(
        living, key=lambda body: (fold_dots(body.name) == fold_dots(name) if date else False, body.since)
    )


def decide_ministries(frame: Frame, date: str | None, registry: Registry) -> tuple[MinistryMention, ...]:
    """The bodies that act, lead first, then joint announcers, then those involved; () when none does.

    Supplied ones win; where none of them existed on ``date``, the text is asked.
    """
    supplied = _supplied(frame.cleaned.seed.supplied.ministries, date, registry)
    if supplied:
        return supplied
    found = [
        (sentence, mention)
        for sentence in body_sentences(frame)
        for mention in find_mentions(sentence.text, registry)
    ]
    lead = _lead(frame, found, date, registry)
    if lead is None:
        return ()
    result = {lead.id: lead}
    for sentence, mention in found:
        body = resolve(mention.name, date, registry) if mention.acts != "none" else None
        if body and body.id not in result:
            role = "joint" if _announces_jointly(sentence, mention, registry) else "involved"
            result[body.id] = MinistryMention(
                body.id, body.name, role, Evidence(_quote(sentence.text, mention), sentence.line, "acts")
            )
    others = list(result.values())[1:]
    return (lead, *(m for m in others if m.role == "joint"), *(m for m in others if m.role != "joint"))


def not_living(names: Sequence[str], date: str | None, registry: Registry) -> tuple[str, ...]:
    """Those of the supplied names and ids that stand for no body of ``date``: the article cannot be theirs."""
    return tuple(name for name in names if _living(name, date, registry) is None)


def _living(name: str, date: str | None, registry: Registry) -> Body | None:
    """The body of ``date`` that an id or a name stands for."""
    body = registry.bodies.get(name)
    if body is None:
        return resolve(name, date, registry)
    return body if date is None or body.alive(date) else None


def _supplied(names: Sequence[str], date: str | None, registry: Registry) -> tuple[MinistryMention, ...]:
    bodies = [body for name in names if (body := _living(name, date, registry))]
    return tuple(
        MinistryMention(
            body.id, body.name, "joint" if position else "lead", Evidence(body.name, None, "supplied")
        )
        for position, body in enumerate({body.id: body for body in bodies}.values())
    )


def _lead(
    frame: Frame, found: Sequence[tuple[Sentence, Mention]], date: str | None, registry: Registry
) -> MinistryMention | None:
    """Who announces: tried in the order of inputs.md §7, first hit wins."""
    for body_name, line, quote, rule in (
        *_from_announcer(frame, registry),
        *_from_contact(frame, registry),
        *_from_announcing(found, registry),
        *_from_title(frame, registry),
        *_from_label(frame, registry),
        *_from_weak_signs(frame, found, registry),
    ):
        body = resolve(body_name, date, registry)
        if body:
            return MinistryMention(body.id, body.name, "lead", Evidence(quote, line, rule))
    return None


_Clue = tuple[str, int | None, str, str]


def _from_contact(frame: Frame, registry: Registry) -> Sequence[_Clue]:
    """A release's own contact table names first who is in charge."""
    in_charge = [p.pattern for p in registry.patterns_of("contact-in-charge")]
    contact = {removal.line for removal in frame.cleaned.removals if removal.rule.startswith("contact")}
    lines = [
        line
        for line in frame.cleaned.seed.lines
        if line.number in contact and any(p.search(line.text) for p in in_charge)
    ]
    return [
        (m, line.number, line.text.strip(), "contact-table")
        for line in lines
        for m, _, _ in _spans(fold_dots(line.text), registry)[:1]
    ]


def _from_announcer(frame: Frame, registry: Registry) -> Sequence[_Clue]:
    """``기상청 정례 브리핑 …``: the headline says whose briefing it is."""
    folded = fold_dots(frame.title or "")
    patterns = registry.patterns_of("title-announcer")
    return [
        (name, None, folded, "headline")
        for name, start, end in _spans(folded, registry)[:1]
        if start == 0 and any(p.pattern.match(folded[end:]) for p in patterns)
    ]


def _from_announcing(found: Sequence[tuple[Sentence, Mention]], registry: Registry) -> Sequence[_Clue]:
    announced = _last_announced(
        [sentence for sentence, _ in found if sentence.paragraph < _LEAD_PARAGRAPHS], registry
    )
    return [
        (mention.name, sentence.line, _quote(sentence.text, mention), "announcing-verb")
        for sentence, mention in found
        if sentence.paragraph < _LEAD_PARAGRAPHS
        and mention.acts == "subject"
        and announced[sentence] >= mention.end
    ][:1]


def _last_announced(found: Iterable[Sentence], registry: Registry) -> dict[Sentence, int]:
    """Where the last verb of announcing stands in each sentence; -1 where there is none. Looked for once, however many bodies it names."""
    verbs = [p.pattern for p in registry.patterns_of("announcing")]
    return {
        sentence: max((match.start() for verb in verbs for match in verb.finditer(sentence.text)), default=-1)
        for sentence in dict.fromkeys(found)
    }


def _from_title(frame: Frame, registry: Registry) -> Sequence[_Clue]:
    """``산업부, …`` at the head of a headline."""
    announces = [p.pattern for p in registry.patterns_of("title-subject-after")]
    for text in (frame.title, *frame.subtitles, *_dashed_starts(frame)):
        folded = fold_dots(text or "").lstrip("[]()-▷\"“'‘ ")
        for name, start, end in _spans(folded, registry)[:1]:
            if start <= _NAME_BEFORE and any(p.match(folded[end:] or ",") for p in announces):
                return [(name, None, folded[:80], "headline")]
    return []


def _dashed_starts(frame: Frame) -> list[str]:
    """Subtitles that stand glued together in the lead: ``- 권익위, … 발표- …``."""
    body = paragraphs(frame)
    return re.split(r"(?:^|\s|(?<=[가-힣\d)]))[-–▷□]\s?", body[0][1])[1:4] if body else []


def _from_label(frame: Frame, registry: Registry) -> Sequence[_Clue]:
    """The body a portal prints beside the date, on a line of its own, or in its closing line."""
    closing = [p.pattern for p in registry.patterns_of("portal-closing")]
    labels = (
        *((stamp.text, stamp.line) for stamp in frame.stamps),
        *((placed.text.strip(), placed.number) for placed in frame.placed if placed.rule == "body-label"),
        *(
            (line.text.strip(), line.number)
            for line in frame.cleaned.seed.lines
            if any(p.search(line.text) for p in closing)
        ),
    )
    return [
        (name, line, text, "portal-label")
        for text, line in labels
        for name, _, _ in _spans(fold_dots(text), registry)[:1]
    ]


def _from_subject(found: Sequence[tuple[Sentence, Mention]]) -> Sequence[_Clue]:
    early = list(dict.fromkeys(sentence for sentence, _ in found))[:_LEAD_SENTENCES]
    return [
        (m.name, s.line, _quote(s.text, m), "first-subject")
        for s, m in found
        if m.acts == "subject" and s in early
    ][:1]


def _from_source(found: Sequence[tuple[Sentence, Mention]], registry: Registry) -> Sequence[_Clue]:
    """``22일 방통위와 업계에 따르면``: the last resort, in the first sentences only."""
    patterns = registry.patterns_of("according-to-after")
    return [
        (m.name, s.line, _quote(s.text, m), "according-to")
        for s, m in found
        if s.paragraph < 2 and any(p.pattern.match(_BRACKET.sub("", s.text[m.end :])) for p in patterns)
    ][:1]


def _from_weak_signs(
    frame: Frame, found: Sequence[tuple[Sentence, Mention]], registry: Registry
) -> Sequence[_Clue]:
    """Any subject, a source, the only body named: unless somebody else announces, a prime minister or a county."""
    opening = fold_dots(
        " ".join((frame.title or "", *frame.subtitles, *(text for _, text in paragraphs(frame)[:1])))
    )[:_OPENING]
    if any(p.pattern.search(opening) for p in registry.patterns_of("other-announcer")):
        return []
    return (*_from_subject(found), *_from_source(found, registry), *_only_one(frame, registry))


def _only_one(frame: Frame, registry: Registry) -> Sequence[_Clue]:
    """A release without byline or outlet that names one central body: it is that body's."""
    if frame.author or frame.outlet or frame.credit:
        return []
    text = fold_dots(
        " ".join((frame.title or "", *frame.subtitles, *(part for _, part in paragraphs(frame))))
    )
    former = [p.pattern for p in registry.patterns_of("former-before")]
    names = [
        name
        for name, start, _ in _spans(text, registry)
        if not any(p.search(text[max(0, start - 8) : start]) for p in former)
    ]
    bodies = {tuple(body.name for body in bodies_named(name, registry)) for name in names}
    return [(names[0], None, names[0], "only-body-named")] if len(bodies) == 1 else []


def _announces_jointly(sentence: Sentence, mention: Mention, registry: Registry) -> bool:
    """In one of the first sentences, with an announcing verb behind it, as subject or beside the subject."""
    verbs = [p.pattern for p in registry.patterns_of("announcing")]
    together = any(
        p.pattern.match(sentence.text[mention.end :]) for p in registry.patterns_of("together-after")
    )
    return (
        sentence.paragraph < _LEAD_PARAGRAPHS - 1
        and (mention.acts == "subject" or together)
        and any(verb.search(sentence.text, mention.end) for verb in verbs)
    )


def _quote(text: str, mention: Mention) -> str:
    """The words around a mention, for the evidence."""
    start, end = max(0, mention.start - 12), min(len(text), mention.end + 28)
    return ("…" if start else "") + text[start:end].strip() + ("…" if end < len(text) else "")
