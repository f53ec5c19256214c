"""How a sentence is cut to a phrase: parted into words, words into chunks, and chunks left out.

A chunk ends behind a word that closes it (patterns ``title-word``: an object, a place, a clause). What is
left of a sentence is always its own words in their order, and no word is kept without the one it leans on: a
chunk stays only with the verb it belongs to, a verb only with what stands before it, a noun with or without
what describes it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from builder.registry import Registry
from builder.text import key

#: Words of a sentence that are looked at.
_MOST_WORDS: Final = 60
#: Chunks of which a phrase is made at most.
_MOST_CHUNKS: Final = 5
#: Phrases of one ending that are tried.
_MOST_CUTS: Final = 300
_NOUN: Final = "noun"
#: Kinds of words that do not close a chunk.
_INSIDE: Final = frozenset({_NOUN, "adnominal", "genitive", "about", "with", "unclear"})
#: Kinds of words that lean on what stands before them.
_LEANING: Final = frozenset({"adnominal", "unclear", "purpose", "closing", "joining", "linking", "about"})
#: Whose something is may be left out before more words than that.
_FEWEST_BEHIND_WHOSE: Final = 3
#: Kinds of words behind which what they describe may stand alone.
_DESCRIBING: Final = frozenset({"adnominal", "about", "unclear"})
#: Chunks that say where, from when and until when.
_PLACES: Final = frozenset({"place", "extent"})
#: Chunks that belong to the sentence as a whole.
_FREE: Final = frozenset({"purpose", "closing", "joining", "topic", "comma"})


class Word(NamedTuple):
    """A word, and the kind of ``title-word`` that it is of."""

    text: str
    kind: str
    is_bound: bool
    """Whether it is no noun without what describes it."""


class Span(NamedTuple):
    """Words from ``start`` up to ``end``: a chunk, or the part of it behind what describes it."""

    start: int
    end: int
    chunk: int


class Cut(NamedTuple):
    """What is kept of a sentence, in order; the ``way`` in which its last word, cut to ``close``, ends."""

    spans: tuple[Span, ...]
    close: str
    way: str


class Parted(NamedTuple):
    """A sentence in words and chunks: where each chunk begins and ends."""

    words: Sequence[Word]
    chunks: Sequence[tuple[int, int]]

    def kind(self, chunk: int) -> str:
        """The kind of word that closes the chunk."""
        return self.words[self.chunks[chunk][1] - 1].kind

    def text(self, cut: Cut) -> str:
        """The kept words, the last one as it closes."""
        kept = [self.words[at].text for span in cut.spans for at in range(span.start, span.end)]
        return " ".join([*kept[:-1], cut.close])


def kind_of(word: str, registry: Registry) -> str:
    """The kind of a word: the end of its rule's id; a noun where no rule knows it."""
    rules = registry.patterns_of("title-word")
    return next((rule.id.rpartition("-")[2] for rule in rules if rule.pattern.search(word)), _NOUN)


def parted(text: str, registry: Registry) -> Parted:
    """The words of a text without its times, and its chunks."""
    kinds = [_word(word, registry) for word in text.split()[:_MOST_WORDS]]
    timeless = [_beside(kinds, at) for at, word in enumerate(kinds) if not _is_time(kinds, at, registry)]
    words = [
        word._replace(kind=_NOUN) if word.kind == "time" else word for word in timeless if key(word.text)
    ]
    closing = [at + 1 for at, word in enumerate(words) if word.kind not in _INSIDE]
    ends = sorted({*closing, len(words)} - {0})
    return Parted(words, list(zip([0, *ends], ends, strict=False)))


def _word(word: str, registry: Registry) -> Word:
    is_bound = any(rule.pattern.search(word) for rule in registry.patterns_of("title-bound"))
    return Word(word, kind_of(word, registry), is_bound)


def _is_time(words: Sequence[Word], at: int, registry: Registry) -> bool:
    """Whether a word only says when; one that the next word leans on (the end *of this month*) stays."""
    following = words[at + 1].text if at + 1 < len(words) else ""
    goes_on = any(rule.pattern.search(following) for rule in registry.patterns_of("title-time-rest"))
    return words[at].kind == "time" and not goes_on


def _beside(words: Sequence[Word], at: int) -> Word:
    """The word; one that says *together* closes what stands before it if that is a name with its particle."""
    if words[at].kind != "beside":
        return words[at]
    closes = at > 0 and words[at - 1].kind == "with"
    return words[at]._replace(kind="purpose" if closes else _NOUN, is_bound=not closes)


def cuts(sentence: Parted, end: int, close: str, way: str, room: int) -> Iterator[Cut]:
    """All that may be kept of a sentence up to a chunk, in that many letters."""
    found = 0
    for last in _spans(sentence, end):
        for spans in _grown(sentence, (last,), room - _length(sentence, last)):
            yield Cut(spans, close, way)
            found += 1
            if found >= _MOST_CUTS:
                return


def _grown(sentence: Parted, kept: tuple[Span, ...], room: int) -> Iterator[tuple[Span, ...]]:
    """What is kept with chunks before it, nearest first."""
    before, leans = kept[0].chunk - 1, _leans(sentence, kept)
    if room < 0:
        return
    if not leans or before < 0:
        yield kept
    if len(kept) == _MOST_CHUNKS:
        return
    for chunk in range(before, -1, -1):
        if _belongs(sentence, chunk, kept):
            for span in _spans(sentence, chunk):
                yield from _grown(sentence, (span, *kept), room - _length(sentence, span))
        if leans and not (len(kept) == 1 and sentence.kind(chunk) in _PLACES):
            return


def _spans(sentence: Parted, chunk: int) -> Iterator[Span]:
    """The chunk whole, and what is left of it behind each word that describes it."""
    start, end = sentence.chunks[chunk]
    yield Span(start, end, chunk)
    for at in range(start, end - 1):
        is_whose = sentence.words[at].kind == "genitive" and end - at > _FEWEST_BEHIND_WHOSE
        if not sentence.words[at + 1].is_bound and (is_whose or sentence.words[at].kind in _DESCRIBING):
            yield Span(at + 1, end, chunk)


def _leans(sentence: Parted, kept: tuple[Span, ...]) -> bool:
    """Whether what is kept begins with a word that needs another before it: a verb, a syllable."""
    first = kept[0]
    word, is_alone = sentence.words[first.start], len(kept) == 1 and first.end - first.start == 1
    free = first.chunk == 0 or sentence.kind(first.chunk - 1) in _FREE
    is_part = word.is_bound or len(key(word.text)) == 1
    return is_part or (not free and (word.kind in _LEANING or is_alone))


def _belongs(sentence: Parted, chunk: int, kept: tuple[Span, ...]) -> bool:
    """Whether a chunk says something of what is kept: of the sentence, or of the verb before which it stands.

    Between a chunk and its verb only where and how long may be left out.
    """
    first, kind = kept[0], sentence.kind(chunk)
    is_whole = first.start == sentence.chunks[first.chunk][0]
    between = range(chunk + 1, first.chunk)
    if kind in _FREE:
        return kind == "topic" or is_whole or bool(between)
    if not is_whole:  # behind where and how long, a clause is left out if it has a subject of its own
        return kind in _PLACES and bool(between) and sentence.kind(between[0]) == "subject"
    return all(sentence.kind(one) in _PLACES and _is_plain(sentence, one) for one in between)


def _is_plain(sentence: Parted, chunk: int) -> bool:
    """Whether no verb stands in a chunk."""
    start, end = sentence.chunks[chunk]
    return all(sentence.words[at].kind not in _LEANING for at in range(start, end))


def _length(sentence: Parted, span: Span) -> int:
    return sum(len(sentence.words[at].text) + 1 for at in range(span.start, span.end))


def features(sentence: Parted, cut: Cut) -> Iterator[str]:
    """What a cut keeps and leaves out, as names; a name may come more than once."""
    first, last = cut.spans[0], cut.spans[-1]
    before = sentence.words[first.start - 1].kind if first.start else "sentence"
    yield f"behind {before}"
    yield f"begins {sentence.words[first.start].kind}"
    yield f"ends {cut.way}"
    yield f"closes {min(last.end - last.start, 4)}"
    kinds = [sentence.kind(span.chunk) for span in cut.spans[:-1]]
    for kind, span in zip(kinds, cut.spans, strict=False):
        part = "" if span.start == sentence.chunks[span.chunk][0] else " part"
        yield f"keeps {kind}{part}"
    for kind, follows in zip(kinds, [*kinds[1:], "end"], strict=False):
        yield f"{kind} before {follows}"
    for one, following in zip(cut.spans, cut.spans[1:], strict=False):
        for chunk in range(one.chunk + 1, following.chunk):
            yield f"skips {sentence.kind(chunk)}"
