"""Each line in its page: the features the model weighs. Pure, and quick enough for every line."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from itertools import accumulate, chain, pairwise
from typing import NamedTuple

from builder.reading.labeller.lines import Line, scan
from builder.reading.labeller.names import (
    ABOVE_MAIN,
    AHEAD,
    AT,
    BACK,
    BELOW_MAIN,
    COHESION,
    FAR,
    FULL,
    GAPS,
    NEAR_CELLS,
    NEAR_SAID,
    NEAR_SHORT,
    SAME,
    SIZE,
    STEPS,
    of_gaps,
    of_head,
    of_kind,
    of_main,
    of_neighbour,
    of_steps,
    of_words,
)

#: Classes of a short line under which others stand, and how far down its word carries.
_HEADS = ("other", "react", "near", "file", "desk", "firm", "cell", "head")
_HEAD_LENGTH, _HEAD_REACH = 30, 30
_SHORT = 60  # characters; up to here a line is told by its words
#: A run of sentences goes on over this many lines that are none.
_GAP = 6
#: Sentences that share no word still weigh something, by their length.
_UNCONNECTED = 0.1
LINES_COMPARED = 2000  # on longer pages lines are compared as wholes only
_WRAPPED = frozenset(
    ["sym", "cir", "dash", "num", "ga", "ang", "brk", "rom"]
)  # marks that begin a paragraph anew


class Page(NamedTuple):
    """A page's lines, and what is known of the whole."""

    numbers: list[int]
    lines: list[Line]
    sentence: list[bool]
    paragraph: list[str]
    main: tuple[int, int]  # the heaviest run of sentences: first and last index
    first: int  # the first and the last sentence
    last: int
    words: Counter[str]  # of the main run: in how many of its sentences a stem stands
    kind: str


def _paragraph_end(numbers: Sequence[int], lines: Sequence[Line], i: int) -> int:
    j = i
    while (
        j + 1 < len(lines)
        and j - i < 14
        and numbers[j + 1] - numbers[j] == 1
        and lines[j].end != "s"
        and lines[j + 1].mark not in _WRAPPED
        and len(lines[j + 1].text) >= 12
    ):
        j += 1
    return j


def _join(numbers: Sequence[int], lines: Sequence[Line]) -> tuple[list[bool], list[str]]:
    """Which lines are sentences or parts of a hard-wrapped one, and each line's place in its paragraph."""
    sentence, place = [x.sentence for x in lines], [""] * len(lines)
    i = 0
    while i < len(lines):
        j = _paragraph_end(numbers, lines, i)
        if j > i:
            total = sum(len(x.text) for x in lines[i : j + 1])
            ends = lines[j].end if total >= max(34, 15 * (j - i + 1)) else ""
            kind = "g" if ends == "s" else "n" if ends == "n" else "b"
            for k in range(i, j + 1):
                place[k] = ("F" if k == i else "E" if k == j else "M") + kind
                sentence[k] |= kind == "g" and total >= 45 and len(lines[k].text) >= 8
        i = j + 1
    return sentence, place


def _runs(at: Sequence[int]) -> list[list[int]]:
    runs: list[list[int]] = []
    for i in at:
        if runs and i - runs[-1][-1] <= _GAP + 1:
            runs[-1].append(i)
        else:
            runs.append([i])
    return runs


def _weight(lines: Sequence[Line], run: Sequence[int]) -> float:
    """How much a run of sentences looks like one text: its length, and how many words its sentences share."""
    stems = Counter(w for i in run for w in lines[i].stems)
    shared = sum(k for k in stems.values() if k > 1) / max(1, sum(stems.values()))
    return sum(len(lines[i].text) for i in run) * (_UNCONNECTED + shared) ** 2


def _main_run(lines: Sequence[Line], at: Sequence[int]) -> tuple[int, int]:
    runs = _runs(at)
    if not runs:
        return len(lines), -1
    best = runs[0] if len(runs) == 1 else max(runs, key=lambda run: _weight(lines, run))
    return best[0], best[-1]


def repeats(lines: Sequence[Line]) -> list[str]:
    """How each line's letters stand elsewhere on the page: `=` as a line, `<` within one, or not at all."""
    copies = Counter(x.key for x in lines if len(x.key) > 3)
    whole = "\n".join(x.key for x in lines) if len(lines) <= LINES_COMPARED else ""
    return [
        "=" if copies.get(x.key, 0) > 1 else "<" if len(x.key) >= 10 and whole.count(x.key) > 1 else ""
        for x in lines
    ]


def read_page(rows: Sequence[tuple[int, str]]) -> Page:
    """Scans the lines (number, text) and finds the run of sentences that is likely the article."""
    numbers, lines = [number for number, _ in rows], [scan(text) for _, text in rows]
    sentence, place = _join(numbers, lines)
    at = [i for i, s in enumerate(sentence) if s]
    main = _main_run(lines, at)
    words = Counter(chain.from_iterable(lines[i].stems for i in at if main[0] <= i <= main[1]))
    listed = sum(x.mark in ("sym", "cir", "dash") for x in lines)
    spoken = sum("polite" in lines[i].signs for i in at)
    spaced = sum(b - a > 1 for a, b in pairwise(numbers))
    kind = f"{listed > max(2, 0.4 * len(at)):d}{spoken > 0.5 * len(at):d}{spaced > 0.35 * len(lines):d}"
    return Page(
        numbers, lines, sentence, place, main, at[0] if at else len(lines), at[-1] if at else -1, words, kind
    )


def _distances(sentence: Sequence[bool]) -> tuple[list[int], list[int]]:
    n = len(sentence)
    back, ahead = [99] * n, [99] * n
    for i in range(1, n):
        back[i] = 1 if sentence[i - 1] else back[i - 1] + 1
        ahead[n - 1 - i] = 1 if sentence[n - i] else ahead[n - i] + 1
    return back, ahead


def _alike(page: Page) -> list[int]:
    """For each line, how many lines of its shape stand together with it."""
    lines, sentence, n = page.lines, page.sentence, len(page.lines)
    run, start = [0] * n, 0
    for i in range(1, n + 1):
        if i < n:
            a, b = lines[i - 1], lines[i]
            if (
                a.mark == b.mark
                and sentence[i - 1] == sentence[i]
                and abs(a.length - b.length) <= 2
                and (a.mark or a.end == b.end)
            ):
                continue
        run[start:i] = [i - start] * (i - start)
        start = i
    return run


def _blocks(numbers: Sequence[int]) -> list[int]:
    return list(accumulate((int(b - a > 1) for a, b in pairwise(numbers)), initial=0))


def _heads(page: Page) -> list[str]:
    """For each line, the class of the nearest short line above that may head it, with the distance."""
    out, head, since = [], "", 99
    for line, sentence in zip(page.lines, page.sentence, strict=True):
        out.append(f"{head},{bisect_right((1, 3, 7, 15), since)}" if head and since <= _HEAD_REACH else "")
        since += 1
        if not sentence and len(line.text) < _HEAD_LENGTH:
            found = next((h for h in _HEADS if h in line.classes), "")
            head, since = (found, 0) if found else (head, since)
    return out


_PARTS = (0.05, 0.15, 0.3, 0.5, 0.7, 0.85, 0.95)


def _cohesion(page: Page, x: Line, *, own: bool) -> str:
    """How many of the line's words stand in the article's sentences (in others than itself)."""
    if not x.stems:
        return "cx"
    words, least = page.words, 1 + own
    share = len([w for w in x.stems if words.get(w, 0) >= least]) / len(x.stems)
    return COHESION[bisect_right((0.01, 0.2, 0.35, 0.5, 0.7, 0.9), share)]


def _place(page: Page, i: int) -> list[str]:
    x, s = page.lines[i], page.sentence[i]
    (a, e), n = page.main, len(page.lines)
    side = "<" if i < a else ">" if i > e else "="
    outer = "<" if i < page.first else ">" if i > page.last else "="
    words = _cohesion(page, x, own=s and side == "=")
    out = [
        *of_main(side, outer, "S1" if s else "S0", words, x.length, x.mark),
        ABOVE_MAIN[min(max(a - i + 1, 0), FAR)], BELOW_MAIN[min(max(i - e + 1, 0), FAR)],
        AT[bisect_right(_PARTS, i / n)], *of_kind(page.kind, x.mark, page.paragraph[i]),
    ]  # fmt: skip
    if len(x.text) <= _SHORT:
        out += of_words(side, page.kind, words, x.classes, x.signs)
    if i < 4:
        out.append(f"i{i}")
    if n - i < 4:
        out.append(f"j{n - i}")
    return out


class _Around(NamedTuple):
    """What is counted once for the whole page: by line, or as running sums."""

    back: list[int]
    ahead: list[int]
    together: list[int]
    blocks: list[int]
    size: Counter[int]
    full: Counter[int]
    heads: list[str]
    short: list[int]
    cells: list[int]
    said: list[int]
    repeats: list[str]


def _around(page: Page) -> _Around:
    lines, sentence, blocks = page.lines, page.sentence, _blocks(page.numbers)
    back, ahead = _distances(sentence)
    return _Around(
        back=back,
        ahead=ahead,
        together=_alike(page),
        blocks=blocks,
        size=Counter(blocks),
        full=Counter(b for b, s in zip(blocks, sentence, strict=True) if s),
        heads=_heads(page),
        short=list(accumulate([len(x.text) < 15 for x in lines], initial=0)),
        cells=list(accumulate(["cell" in x.signs for x in lines], initial=0)),
        said=list(accumulate(sentence, initial=0)),
        repeats=repeats(lines),
    )


def _surroundings(page: Page, known: _Around, i: int) -> list[str]:
    x, spoken, b, n = page.lines[i], "S1" if page.sentence[i] else "S0", known.blocks[i], len(page.lines)
    length, told = min(x.length, 7), "k1" if x.classes else "k0"
    above, below = i == 0 or known.blocks[i - 1] != b, i + 1 == n or known.blocks[i + 1] != b
    p, q, size = min(known.back[i], FAR), min(known.ahead[i], FAR), known.size[b]
    low, high = max(0, i - 4), min(n, i + 5)
    share = [(sums[high] - sums[low]) / (high - low) for sums in (known.short, known.cells, known.said)]
    out = [
        SIZE[min(size, FAR)], FULL[bisect_right((0.01, 0.3, 0.6, 0.99), known.full[b] / size)],
        *of_gaps(GAPS[2 * above + below], length), BACK[p], AHEAD[q],
        *of_steps(STEPS[p], STEPS[q], spoken, told, length),
        SAME[min(known.together[i], FAR)],
        NEAR_SHORT[bisect_right((0.15, 0.4, 0.7, 0.9), share[0])],
        NEAR_CELLS[bisect_right((0.01, 0.2, 0.4), share[1])],
        NEAR_SAID[bisect_right((0.01, 0.25, 0.5, 0.8), share[2])],
    ]  # fmt: skip
    if known.heads[i]:
        out += of_head(known.heads[i], spoken)
    return out


def _neighbours(page: Page, i: int) -> tuple[list[str], list[str]]:
    """What the lines around say of this one: by themselves, and by being sentences."""
    own: list[str] = []
    spoken: list[str] = []
    for step, side, name in ((-2, 3, "-2"), (-1, 2, "-1"), (1, 1, "+1"), (2, 0, "+2")):
        j = i + step
        if 0 <= j < len(page.lines):
            own += page.lines[j].near[side]
            spoken.append(of_neighbour(name, "S1" if page.sentence[j] else "S0", page.lines[j].mark))
        else:
            spoken.append(name + "none")
    return own, spoken


def extract(
    rows: Sequence[tuple[int, str]], hints: Sequence[Sequence[str]] | None = None
) -> tuple[Page, list[list[str]]]:
    """Features of every line.

    rows: (line number, text), no blank line; hints: for each line, names of further features (rules,
    elements of a page).
    """
    page = read_page(rows)
    known, seen, out = _around(page), set[str](), []
    for i, x in enumerate(page.lines):
        own, spoken = _neighbours(page, i)
        features = [*x.features, *own, *spoken, *_place(page, i), *_surroundings(page, known, i)]
        if known.repeats[i]:
            copy = f"dup{known.repeats[i]}{x.key in seen:d}"
            seen.add(x.key)
            features += (copy, f"{copy}S{page.sentence[i]:d}")
        if hints:
            features += hints[i]
        out.append(features)
    return page, out
