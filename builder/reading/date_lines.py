"""Dates that stand where no rule of lines looks: in removed lines, behind an outlet, inside a row of values.

Judged by where the line stands: before the running text or behind its end, never by which line is the lead.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Final

from builder.model import Stamp
from builder.reading.stamps import TIME, WEEKDAY, PrintedDate, like_a_date, printed_dates
from builder.registry import LinePattern, Registry
from builder.text import is_sentence

#: A longer line is running text, or a whole page in one line.
_LONGEST_LINE: Final = 200
#: Letters of a long line in which the head of a page may stand.
_LONG_HEAD: Final = 500
#: Letters of a long line behind which the page ends.
_LONG_FOOT: Final = 200
_REACH: Final = 16
#: Running text above a line of the head, and below a line of the foot, at most.
_ABOVE_HEAD: Final = 0.2
_BELOW_FOOT: Final = 0.12
#: Lines around a date in which the words of an imprint make it the day a paper was registered.
_IMPRINT_REACH: Final = 2
#: Lines below a signature's date in which the signing body stands.
_SIGNED_REACH: Final = 3
#: Dates of a line that are looked at.
_MOST: Final = 8
_MOST_LINES: Final = 400
#: Letters around a date of a long line that speak of it.
_NEAR: Final = 60
_VISIT_REACH: Final = 4
#: Labels that date a text, however weakly; a printed page's day is often the next one.
_USABLE: Final = ("published", "bare", "released", "embargo")
#: An item of a list that holds a date is no date line.
_ITEM: Final = re.compile(r"^(?:[*※○ㅇ□◦▪] ?+|- )(?!게시일|등록일|작성일|배포).{4}")
_MAIL: Final = re.compile(r"[\w.+-]+@[\w.-]+")
_BYLINE: Final = re.compile(r"[가-힣]{2,4} ?기자|[\w.+-]@\w")
_SOURCE_MARK: Final = re.compile(r"^\s*[\[<(][^\[\]<>()]{2,20}[/,|] ?$")
_PARTS: Final = re.compile(r"[|｜ㅣ/·•,;<>\[\]【】()=:：\-–]+|\s{2,}|\t")
_SHORT_YEAR: Final = re.compile(r"(?<![\d.’'])(\d\d)([-./])(?=\d\d\2\d\d(?!\d))")
_CENTURY: Final = 50
_AS_OF: Final = re.compile(r"^자[ )\].]*$|^자\)")
_SENTENCE_STOP: Final = re.compile(r"다\.(?=\s|$|[\"”’])")


NOT_ITS_OWN: Final = ("other-articles", "imprint")
"""How the rules begin by which a line, and a day on it, is another article's or the paper's."""


@dataclass(frozen=True, slots=True)
class _Found:
    """A date that may be the text's, and how good a reason there is: the lower, the better."""

    rank: int
    stamp: Stamp


#: Reasons in their order.
_SOURCE, _LABELLED, _TIMED, _ALONE, _LABELLED_BELOW, _SIGNED = range(6)
_BELOW: Final = (_LABELLED_BELOW, _SIGNED)


def all_stamps(
    near: Sequence[Stamp],
    lines: Sequence[str],
    numbers: Sequence[int],
    removed: Mapping[int, str],
    registry: Registry,
) -> tuple[Stamp, ...]:
    """The stamps of a page: those its own lines gave (``near``), and what stands elsewhere.

    ``lines`` are all raw lines, ``numbers`` theirs, ``removed`` those that are no part of the article.
    """
    dated = [place for place, text in enumerate(lines) if like_a_date(text)][:_MOST_LINES]
    if not dated:
        return tuple(near)
    page = _Page(lines, numbers, removed, registry)
    sound = page.sound(near)
    found = [one for place in dated for one in page.stamps_of(place)]
    best = min((one.rank for one in found), default=_SIGNED)
    far = _agreeing([one.stamp for one in found if one.rank == best], best)
    if far and best not in _BELOW:
        sound = [stamp for stamp in sound if not page.is_masthead(stamp)]
    if best == _SOURCE or not any(page.is_near(stamp) for stamp in sound):
        usable = [stamp for stamp in sound if stamp.label in _USABLE]
        return (*sound, *far) if best not in _BELOW or not usable else tuple(sound)
    return tuple(sound)


def _agreeing(stamps: Sequence[Stamp], rank: int) -> Sequence[Stamp]:
    """Where two of equal standing, without a label, name different days: those beside a reporter, or none."""
    if rank in (_SOURCE, _LABELLED, _LABELLED_BELOW) or _is_one_day(stamps):
        return stamps
    signed = [stamp for stamp in stamps if _BYLINE.search(stamp.text)]
    return signed if _is_one_day(signed) else ()


class _Page:
    """The lines and how much running text stands above each. Private."""

    def __init__(
        self, lines: Sequence[str], numbers: Sequence[int], removed: Mapping[int, str], registry: Registry
    ) -> None:
        self.lines, self.numbers, self.removed, self.registry = lines, numbers, removed, registry
        weights = [
            len(text) if place not in removed and is_sentence(text) else 0 for place, text in enumerate(lines)
        ]
        self.above = [0, *accumulate(weights)]
        self.total = self.above[-1] or 1
        self.places = {number: place for place, number in reversed(list(enumerate(numbers)))}

    def sound(self, stamps: Sequence[Stamp]) -> list[Stamp]:
        """Without those of an imprint, of the day of a visit, and those below the end beside one above it."""
        left = [stamp for stamp in stamps if self._is_sound(self.places.get(stamp.line, 0), stamp)]
        above = [one for one in left if not self._is_foot(self.places.get(one.line, 0))]
        self._near = {id(one) for one in above if one.label in _USABLE}
        return above if self._near else left

    def is_near(self, stamp: Stamp) -> bool:
        """Whether a stamp that dates a text stands above the end of the running text."""
        return id(stamp) in self._near

    def is_masthead(self, stamp: Stamp) -> bool:
        """Whether a day without a label stands above the text, between two lines of a site's furniture.

        That is the clock of a site, or the day of its newest issue.
        """
        place = self.places.get(stamp.line, 0)
        beside = place - 1 in self.removed and place + 1 in self.removed
        return stamp.label == "bare" and beside and not self.above[place]

    def _is_sound(self, place: int, stamp: Stamp) -> bool:
        visited = any(p.pattern.search(stamp.text) for p in self._rules("visit-day"))
        beside = stamp.label == "bare" and not TIME.search(stamp.text) and self._is_visit(place)
        item = stamp.label != "modified" and _ITEM.match(stamp.text) is not None
        return not self._is_imprint(place, 0) and not (visited or beside or item)

    def stamps_of(self, place: int) -> Iterator[_Found]:
        """What the line says of the text's date."""
        text = _with_century(self.lines[place], self.registry)
        dates = printed_dates(text)[:_MOST]
        if (
            not dates
            or _ITEM.match(text.strip())
            or self._is_imprint(place, dates[0].start)
            or self._is_visit(place)
        ):
            return
        head, foot = self._is_head(place), self._is_foot(place)
        if (
            head
            and _SOURCE_MARK.match(text[: dates[0].start])
            and text[dates[0].end :].lstrip(" .")[:1] in "])>"
        ):
            yield _Found(_SOURCE, self._stamp(place, dates[0], "published", text))
            return
        labelled = list(self._labelled(place, text, dates, head=head, foot=foot))
        if labelled:
            yield from labelled
        elif len(text) > _LONGEST_LINE or text.rstrip().endswith("다."):
            yield from self._in_long_line(place, text, dates, head=head, foot=foot)
        elif self._is_alone(text, dates):
            yield from self._alone(place, text, dates[0], head=head, foot=foot)

    def _is_head(self, place: int) -> bool:
        return self.above[place] <= _ABOVE_HEAD * self.total and self.above[place] < self.total

    def _is_foot(self, place: int) -> bool:
        return self.total - self.above[place + 1] <= _BELOW_FOOT * self.total

    def _is_imprint(self, place: int, start: int) -> bool:
        """Whether a date is the day a paper was registered or founded: these have no label with a time."""
        reach = 0 if self._is_moment(self.lines[place]) else _IMPRINT_REACH
        near = [
            text if len(text) <= _LONGEST_LINE else text[max(0, start - _NEAR) : start + _NEAR]
            for text in self.lines[max(0, place - reach) : place + reach + 1]
        ]
        return any(p.pattern.search(text) for p in self._rules("imprint-near") for text in near)

    def _is_moment(self, text: str) -> bool:
        """``승인 2019.07.08 09:10``: a label and a time of day."""
        return TIME.search(text) is not None and any(
            p.pattern.search(text) for p in self._rules("stamp-published")
        )

    def _is_visit(self, place: int) -> bool:
        """A line beside the weather, or beside a log-in, gives the day of the visit."""
        near = self.lines[max(0, place - 1) : place + _VISIT_REACH]
        short = [text for text in near if len(text) <= _LONGEST_LINE]
        return any(p.pattern.search(text) for p in self._rules("visit-day") for text in short)

    def _is_others(self, place: int) -> bool:
        return self.removed.get(place, "").startswith(NOT_ITS_OWN)

    def _rules(self, group: str) -> Sequence[LinePattern]:
        return self.registry.patterns_of(group)

    def _labelled(
        self, place: int, text: str, dates: Sequence[PrintedDate], *, head: bool, foot: bool
    ) -> Iterator[_Found]:
        for date in dates:
            label = self._label(text, date)
            long = len(text) > _LONGEST_LINE
            first = date.start <= _LONG_HEAD
            if label and (head and (first or not long)):
                yield _Found(_LABELLED, self._stamp(place, date, label, text))
            elif label and foot and not self._is_others(place) and (not long or _ends(text, date)):
                yield _Found(_LABELLED_BELOW, self._stamp(place, date, label, text))

    def _label(self, text: str, date: PrintedDate) -> str | None:
        """The family of the label that stands right before or right behind a date."""
        before = text[max(0, date.start - _REACH) : date.start]
        after = TIME.sub("", WEEKDAY.sub("", text[date.end : date.end + 2 * _REACH]))
        for family in ("modified", "embargo", "released", "published"):
            if any(p.pattern.search(before) for p in self._rules(f"label-before-{family}")):
                return family
        return "published" if any(p.pattern.match(after) for p in self._rules("label-behind")) else None

    def _in_long_line(
        self, place: int, text: str, dates: Sequence[PrintedDate], *, head: bool, foot: bool
    ) -> Iterator[_Found]:
        """A page in one line: a time of day before the first sentence; ``(2004년 11월 9일자)`` at the end."""
        stop = _SENTENCE_STOP.search(text)
        end = min(_LONG_HEAD, stop.start() if stop else _LONG_HEAD)
        for date in dates:
            timed = TIME.match(text[date.end :].lstrip(" (")) is not None
            if head and timed and len(text) > _LONGEST_LINE and date.end <= end:
                yield _Found(_TIMED, self._stamp(place, date, "bare", text))
            elif foot and _AS_OF.match(text[date.end :].strip()):
                yield _Found(_SIGNED, self._stamp(place, date, "bare", text))

    def _is_alone(self, text: str, dates: Sequence[PrintedDate]) -> bool:
        """Whether beside one day, the time and the weekday a line holds only parts that name no text."""
        if len({date.value for date in dates}) > 1 or "~" in text or "∼" in text:
            return False
        rest = text
        for date in reversed(dates):
            rest = f"{rest[: date.start]}|{rest[date.end :]}"
        rest = _MAIL.sub("|", TIME.sub("|", WEEKDAY.sub("|", rest)))
        for rule in self._rules("stamp-table-word"):
            rest = rule.pattern.sub("|", rest)
        parts = (part.strip(" .'’") for part in _PARTS.split(rest))
        return all(not part or self._names_no_text(part) for part in parts)

    def _names_no_text(self, part: str) -> bool:
        return part in self.registry.bodies_by_name or any(
            p.pattern.fullmatch(part) for p in self._rules("stamp-part")
        )

    def _alone(self, place: int, text: str, date: PrintedDate, *, head: bool, foot: bool) -> Iterator[_Found]:
        timed = TIME.search(text[date.end :]) is not None
        if head:
            yield _Found(_TIMED if timed else _ALONE, self._stamp(place, date, "bare", text))
        elif foot and not timed and (self._is_signed(place, text) or _is_whole(text, date)):
            yield _Found(_SIGNED, self._stamp(place, date, "bare", text))

    def _is_signed(self, place: int, text: str) -> bool:
        """A body, or one of its units, on the line of the date or below it."""
        near = (text, *self.lines[place + 1 : place + 1 + _SIGNED_REACH])
        return any(p.pattern.search(line.strip()) for p in self._rules("signature") for line in near)

    def _stamp(self, place: int, date: PrintedDate, label: str, text: str) -> Stamp:
        shown = text if len(text) <= _LONGEST_LINE else text[max(0, date.start - _REACH) : date.end + _REACH]
        return Stamp(date.value, label, self.numbers[place], " ".join(shown.split()))


def _is_one_day(stamps: Sequence[Stamp]) -> bool:
    return len({stamp.date for stamp in stamps if stamp.label != "modified"}) == 1


def _with_century(text: str, registry: Registry) -> str:
    """``작성일 12-03-05``: two digits of a year behind a label are a year's."""
    rules = registry.patterns_of("label-before-published")

    def whole(match: re.Match[str]) -> str:
        before = text[max(0, match.start() - _REACH) : match.start()]
        if not any(p.pattern.search(before) for p in rules):
            return match.group()
        return f"{20 if int(match.group(1)) < _CENTURY else 19}{match.group()}"

    return _SHORT_YEAR.sub(whole, text)


def _is_whole(text: str, date: PrintedDate) -> bool:
    """Whether a line is one date in words, ``2008년 5월 13일``, as a signature has it."""
    return not text[: date.start].strip() and not text[date.end :].strip() and "년" in text


def _ends(text: str, date: PrintedDate) -> bool:
    return date.end >= len(text) - _LONG_FOOT
