"""The headline and the subtitles above the lead."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Final

from builder.model import Role, Seed
from builder.reading.captions import alike
from builder.reading.labeller import Labelled, title_among
from builder.reading.opened import TITLE
from builder.reading.slots import Draft, Slot
from builder.reading.told import RULES as LABELLED
from builder.reading.told import Told, is_speaker
from builder.registry import LinePattern, Registry
from builder.text import fold, key

_ABOVE: Final = "above-headline"
_BESIDE_IT: Final = "beside-headline"
RULES: Final = frozenset({_ABOVE, _BESIDE_IT})
"""The rules by which lines beside a headline are removed."""
_TITLE_LENGTH: Final = 110
_SHORTEST_TITLE: Final = 4
_SUBTITLE_LENGTH: Final = 120
_MOST_SUBTITLES: Final = 4
_STRUCTURE_MARKS: Final = "□ㅇ○◦◯▸▶►■◆◇▪※①②③④⑤▲△◈"
#: Letters of a line that is taken for a second print of the headline.
_SECOND_PRINT: Final = 6
_DASHES: Final = " -–—"
_JOINTS: Final = " - | :: < – "
_SURELY_TEXT: Final = 0.6
_SENTENCE_CLOSERS: Final = ".!?^"
_OF_BODY: Final = ("body", "list", "table")
_NUMBERED: Final = re.compile(r"(?:\d{1,2}|[IVX]+)[.)]\s")
_STEM: Final = re.compile(r"(?<![가-힣A-Za-z])(?:[가-힣]{2}|[A-Za-z]{3,})")
_LIKE_TITLES: Final = ("title", "subtitle", "heading")
#: So surely the labeller takes a line above the headline, or below it, for none of the article's.
_NO_ARTICLE_ABOVE: Final = -0.2
_NO_ARTICLE_BELOW: Final = -0.5
_SHORT_OUTLET: Final = 12
_SHORT_LINE: Final = 45
_SHORT_LABEL: Final = 24
_LONG_TITLE: Final = 10
#: So far from a headline other fields of its table stand.
_BESIDE: Final = 3
#: The second line of a headline is at most so much of the first one.
_REST: Final = 0.5


def place_headline(
    draft: Draft, lead: Slot | None, told: Told, seed: Seed, registry: Registry
) -> tuple[str | None, tuple[str, ...]]:
    """The first line before the lead that reads as a headline, and the subtitles between it and the lead."""
    supplied = seed.supplied
    if seed.stated is not None and seed.stated.title:
        return supplied.title or seed.stated.title, supplied.subtitle or seed.stated.subtitles
    head = draft.open_before(lead)
    if supplied.title:
        _give_title([slot for slot in head[:3] if alike(slot.text, supplied.title)])
    title = supplied.title or _printed(seed) or _stated(seed, "og:title") or _row_title(draft, seed)
    title = title or _told_title(draft, told, seed, registry) or _take_title(_may_be_titles(head, told))
    title = title or _window_title(draft, seed)
    if title and not supplied.title:
        open_head = [slot for slot in head if slot.is_open]
        _give_title([s for s in open_head if alike(s.text, title) and len(key(s.text)) >= _SECOND_PRINT])
    if title and not supplied.title:
        title = _without_marks(title, [s for s in draft.slots if s.role is Role.TITLE], seed, registry)
    subtitles = _subtitles(draft, [slot for slot in head if slot.is_open], told) if title else ()
    return title, supplied.subtitle or subtitles


def _without_marks(title: str, lines: Sequence[Slot], seed: Seed, registry: Registry) -> str:
    """The headline without the marks in front that say its kind or when it may be printed.

    ``[9.30.화.조간]``, ``(참고)``, ``[보도자료]``, ``제목 :``, dashes on its sides, and behind it in
    brackets the source of a copy. They are cut from its lines. A headline that is nothing else stays.
    """
    rest, marks = title, _marks(lines, seed, registry)
    while mark := _first(marks, rest):
        rest = rest[mark.end() :]
    cut = title[: len(title) - len(rest)].strip()
    bare = rest.rstrip(_DASHES) if cut and cut[-1] in _DASHES else rest
    if source := _first(registry.patterns_of("title-tail"), bare):
        bare = bare[: source.start()]
    if not bare or bare == title:
        return title
    for slot in lines:
        _cut_mark(slot, cut, slot.folded.startswith, str.removeprefix)
        _cut_mark(slot, rest[len(bare) :].strip(), slot.folded.endswith, str.removesuffix)
    return bare


def _cut_mark(slot: Slot, mark: str, has: Callable[[str], bool], without: Callable[[str, str], str]) -> None:
    if mark and has(mark):
        slot.cut(mark, "title-mark")
        slot.text = without(fold(slot.text), mark).strip()


def _marks(lines: Sequence[Slot], seed: Seed, registry: Registry) -> Sequence[LinePattern]:
    """What may stand before a headline; the bare name of its field only beside other fields."""
    names = [rule for slot in lines for rule in _names(slot.place, seed, registry)]
    return [*registry.patterns_of("title-mark"), *registry.patterns_of("title-name"), *names]


def _names(place: int, seed: Seed, registry: Registry) -> Sequence[LinePattern]:
    beside = seed.lines[max(0, place - _BESIDE) : place + _BESIDE + 1]
    fields = registry.patterns_of("field-name")
    has_fields = any(_first(fields, line.text) for line in beside)
    return registry.patterns_of("title-name-in-fields") if has_fields else []


def _first(rules: Sequence[LinePattern], text: str) -> re.Match[str] | None:
    return next(filter(None, (rule.pattern.search(text) for rule in rules)), None)


def _give_title(slots: Sequence[Slot]) -> None:
    for slot in slots:
        slot.give(Role.TITLE, "headline")


def _printed(seed: Seed) -> str | None:
    """The line of an HTML page that its own statements or headings name as the headline."""
    return next((fold(content) for name, content in seed.metadata if name == "headline"), None)


def _row_title(draft: Draft, seed: Seed) -> str | None:
    """The words behind which a row of values stood; short lines above are the site's."""
    open_slots = draft.open_slots()
    title = next((slot for slot in open_slots if seed.lines[slot.place].part == TITLE), None)
    if title is None:
        return None
    _give_title([title])
    for slot in open_slots:
        if slot.order < title.order and len(slot.folded) <= _SHORT_LINE:
            slot.give(Role.REMOVED, _ABOVE)
    return title.folded


def _stated(seed: Seed, name: str) -> str | None:
    """HTML pages name their headline in ``og:title`` (and the window's ``title``).

    The outlet behind a bar or dash is cut away.
    """
    metadata = dict(reversed(seed.metadata))
    title = metadata.get(name)
    if not title:
        return None
    site = metadata.get("og:site_name")
    for joint in (f" {sign} " for sign in _JOINTS.split()):
        head, found, tail = title.rpartition(joint)
        is_outlet = tail.strip() == site or (
            not site and len(tail) <= _SHORT_OUTLET and len(head) >= _LONG_TITLE
        )
        if found and is_outlet:
            title = head
    return fold(title) or None


def _window_title(draft: Draft, seed: Seed) -> str | None:
    """The window's title, where the text says one of its words again: else it is the site's name."""
    title = _stated(seed, "title")
    text = "\n".join(slot.folded for slot in draft.open_slots())
    return title if title and any(word in text for word in _STEM.findall(title)) else None


def _told_title(draft: Draft, told: Told, seed: Seed, registry: Registry) -> str | None:
    """The line that the labeller takes for the headline; where it is all there is, it is the text.

    Where that line has a role by a rule, the likeliest of the others.
    """
    open_slots = draft.open_slots()
    if len(open_slots) <= 1:
        return None
    slots = [slot for slot in draft.slots if slot.place in told and (slot.is_open or slot.rule in LABELLED)]
    slots = [slot for slot in slots if not _is_spoken(slot, registry)]
    title = next((i for i, slot in enumerate(slots) if _is_named(slot, seed, registry)), None)
    if title is None:
        title = next((i for i, slot in enumerate(slots) if told[slot.place].role == "title"), None)
    if title is None:
        title = title_among([told[slot.place].as_title for slot in slots])
    if title is None:
        return None
    lines = slots[title : title + 2]
    lines = lines if _goes_on(lines, registry) else lines[:1]
    _give_title(lines)
    return " ".join(slot.folded for slot in lines)


def _is_named(slot: Slot, seed: Seed, registry: Registry) -> bool:
    """Whether the line says that it is the headline."""
    name = _first(registry.patterns_of("title-name"), slot.folded)
    if name is None and (name := _first(registry.patterns_of("title-name-in-fields"), slot.folded)):
        name = name if _names(slot.place, seed, registry) else None
    return name is not None and len(key(slot.folded[name.end() :])) >= _SECOND_PRINT


def _is_spoken(slot: Slot, registry: Registry) -> bool:
    """Whether the line greets, or tells who speaks."""
    greets = any(rule.pattern.fullmatch(slot.folded) for rule in registry.patterns_of("greeting"))
    return greets or is_speaker(slot, registry)


def _goes_on(slots: Sequence[Slot], registry: Registry) -> bool:
    """Whether a headline stands on two lines: the first ends amid a phrase, the second is its short rest."""
    if len(slots) < 2 or slots[1].place != slots[0].place + 1 or not slots[1].folded[0].isalnum():
        return False
    first, second = slots[0].folded, slots[1].folded
    is_rest = len(first) >= _LONG_TITLE and len(second) <= _REST * len(first)
    return is_rest and any(rule.pattern.search(first) for rule in registry.patterns_of("title-goes-on"))


def _may_be_titles(head: Sequence[Slot], told: Told) -> list[Slot]:
    """The lines above the lead, without those that the labeller takes for text, and numbered ones.

    Of a document all.
    """
    return [
        slot
        for slot in head
        if slot.place not in told
        or (told[slot.place].role in _LIKE_TITLES and not _NUMBERED.match(slot.folded))
    ]


def _take_title(head: Sequence[Slot]) -> str | None:
    for slot in head:
        folded = slot.folded
        fits = slot.is_open and _SHORTEST_TITLE <= len(folded) <= _TITLE_LENGTH
        if fits and folded[0] not in _STRUCTURE_MARKS and not _is_bracketed(folded):
            slot.give(Role.TITLE, "headline")
            return folded
    return None


def _is_bracketed(text: str) -> bool:
    return text[0] in "<[【〈《" and text[-1] in ">]】〉》"


def _is_text(slot: Slot, told: Told) -> bool:
    """Whether the labeller takes a line for text: surely, or it closes as a sentence does."""
    one = told.get(slot.place)
    return (
        one is not None
        and one.role in _OF_BODY
        and (one.margin >= _SURELY_TEXT or slot.folded[-1] in _SENTENCE_CLOSERS)
    )


def _subtitles(draft: Draft, head: Sequence[Slot], told: Told) -> tuple[str, ...]:
    """The subtitles, and what stands beside the headline and is none: the site's words go."""
    lines = [slot.order for slot in draft.slots if slot.rule == "headline"]
    title = min(lines, default=-1)
    for slot in head:
        one = told.get(slot.place)
        if lines and one is not None and _is_of_board(slot, one, is_above=slot.order < title):
            slot.give(Role.REMOVED, _ABOVE if slot.order < title else _BESIDE_IT)
    is_subtitle = {
        slot
        for slot in head
        if slot.is_open
        and (slot.order > title or (slot.place in told and told[slot.place].role == "subtitle"))
    }
    return _take_subtitles([slot for slot in head if slot in is_subtitle], told)


def _is_of_board(slot: Slot, one: Labelled, *, is_above: bool) -> bool:
    """Whether a short line is a board's to the labeller, and stays as no page is seen around the text."""
    least = _NO_ARTICLE_ABOVE if is_above else _NO_ARTICLE_BELOW
    longest = _SHORT_LINE if is_above else _SHORT_LABEL
    is_short = len(slot.folded) <= longest and slot.folded[-1] not in _SENTENCE_CLOSERS
    is_another = is_above and one.role == "title"  # what stands below it says by itself that it is the title
    return is_short and one.role != "subtitle" and (is_another or one.margin < least)


def _take_subtitles(head: Sequence[Slot], told: Told) -> tuple[str, ...]:
    """Lines between headline and lead, up to the first that is of the body, or goes on."""
    found: list[str] = []
    for slot in head:
        bare = slot.folded.strip("-–—•· ").strip()
        if (
            slot.folded[0] in _STRUCTURE_MARKS
            or _NUMBERED.match(slot.folded)
            or _is_text(slot, told)
            or _is_bracketed(slot.folded)
            or len(bare) > _SUBTITLE_LENGTH
            or bare.endswith(",")
            or len(found) == _MOST_SUBTITLES
        ):
            break
        slot.give(Role.SUBTITLE, "subtitle")
        found.append(bare)
    return tuple(found)
