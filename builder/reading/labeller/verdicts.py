"""From probabilities to roles: what stays, what is removed, and what no score alone may remove."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from builder.reading.labeller.features import LINES_COMPARED, Page
from builder.reading.labeller.headlines import TEXT, as_titles, bare_of_more, title_among, title_of_bare
from builder.reading.labeller.lines import Line
from builder.reading.labeller.stays import staying

#: The model's labels, in its order, and the roles they stand for.
#: A digit tells where a line stands: above, within, below the article.
ROLES: Final[Mapping[str, str]] = {
    "T": "title", "U": "subtitle", "C": "caption", "L": "label", "D": "date", "Y": "byline",
    "B": "body", "H": "heading", "I": "list", "X": "table",
    "N1": "noise", "N2": "noise", "N3": "noise", "O1": "other-article", "O3": "other-article",
    "R": "repeat",
}  # fmt: skip
_ROLE: Final = tuple(ROLES.values())
#: Roles that belong above an article: below its first sentence a line that looks like one of them is a
#: heading or a part of the text.
_ABOVE: Final = slice(0, 4)
_FRAME: Final = slice(0, 6)
_ARTICLE: Final = slice(6, 10)
_FURNITURE: Final = slice(10, 15)
_CAPTION: Final = 2
_REPEAT: Final = 15
_TITLE: Final = 0
_DATE: Final = 4
_BESIDE_TITLE: Final = slice(1, 6)
_MAY_BE_FURNITURE: Final = frozenset(["heading", "list", "body", "label"])
_OWN: Final = frozenset([*TEXT, "heading", "caption"])

#: A line is a date if that is at least so likely, measured by how likely it is furniture.
_DATE_LIKELY: Final = 0.4
_TITLE_LIKELY: Final = 0.6  # a less likely one is listed for a reader's eye
#: Why a line does not stand on the page: names for the receipt.
UNLIKE: Final = "unlike-the-article"
REPEATED: Final = "repeated-text"

#: The article has begun below a sentence that is this surely its own.
_BEGUN: Final = 0.8
#: Below this margin a line is listed for a reader's eye.
_DOUBT: Final = 0.3
#: A text is the page of a site when so many of its short lines hold a site's words and are furniture by so
#: wide a margin: hardly one in sixty releases as an interface gives them has three, most pages have nine.
_SITE_LINES: Final = 3
_SITE_MARGIN: Final = 0.5
_SITE_SURE: Final = 0.9
_OF_SITES: Final = frozenset(
    [
        *("act", "menu", "sns", "react", "other", "near", "right", "firm", "pay", "feed", "clip"),
        *("rights", "crumb", "link", "tel", "url", "page", "self"),
    ]
)
_PLAINLY_OF_SITES: Final = frozenset(["tel", "path"])
_OF_ITEMS: Final = frozenset(["num", "dash", "sym", "ang", "brk", "cir", "ga"])
_OF_ENTRIES: Final = frozenset(["num", "dash", "cir", "ga"])
_OF_NO_ENTRIES: Final = frozenset(["page", "tel", "mail", "url"])
#: What stands below the last sentence of a text that is no page of a site may leave while it is at most so
#: much of it: contacts, names of attachments.
_FOOT_SHARE: Final = 0.25
_FOOT_LINES: Final = 8
_HEADLINE: Final = 12  # letters of a line that would be missed


class Labelled(NamedTuple):
    """What a line is taken for.

    ``margin``: by how much the role's group (article, frame, furniture) is likelier than the next; below 0
    where a protection kept the line. ``reason``: why the line does not stand on the page, else empty.
    ``doubtful``: a low margin; belongs into the review. ``as_title``: how likely it is the title; nought
    where it cannot be.
    """

    number: int
    role: str
    margin: float
    reason: str
    doubtful: bool
    as_title: float = 0.0

    @property
    def stays(self) -> bool:
        """Whether the line's text is part of the page: of its article, or of what is told about it."""
        return not self.reason


class _Chance(NamedTuple):
    article: float
    frame: float
    furniture: float


def _chances(page: Page, probable: Sequence[Sequence[float]]) -> list[_Chance]:
    """Per line each group's share. That a line repeats another is not guessed: the texts are compared."""
    seen, begun, out = set[str](), False, []
    for line, sentence, p in zip(page.lines, page.sentence, probable, strict=True):
        again = len(line.key) > 3 and line.key in seen
        seen.add(line.key)
        whole = 1.0 if again else max(1e-6, 1 - p[_REPEAT])
        own = sum(p[_ARTICLE])
        inner = sum(p[_ABOVE]) if begun else 0.0
        frame = (sum(p[_FRAME]) - inner) / whole
        article = min(1.0, (own + inner) / whole)
        out.append(_Chance(article, frame, max(0.0, 1 - article - frame)))
        begun = begun or (sentence and own > _BEGUN)
    return out


def _likeliest(p: Sequence[float], among: slice) -> int:
    part = p[among]
    return int(among.start) + part.index(max(part))


def _label(number: int, p: Sequence[float], chance: _Chance, article: float, *, stands: bool) -> Labelled:
    if stands:
        best = _likeliest(p, _ARTICLE)
        best = _CAPTION if p[_CAPTION] > p[best] else best
        margin, reason = 2 * article - 1, ""
    elif chance.frame >= chance.furniture or p[_DATE] >= _DATE_LIKELY * chance.furniture:
        best = _likeliest(p, _FRAME)
        margin, reason = chance.frame - max(article, chance.furniture), ""
    else:
        best = _likeliest(p, _FURNITURE)
        best = _REPEAT if p[_REPEAT] > p[best] else best
        margin, reason = (
            chance.furniture - max(article, chance.frame),
            REPEATED if best == _REPEAT else UNLIKE,
        )
    return Labelled(number, _ROLE[best], round(margin, 2), reason, margin < _DOUBT)


def _never_all_copies(page: Page, told: Sequence[Labelled], taken: Collection[int]) -> list[Labelled]:
    """A sentence, or above all a line as long as a headline, goes as a repeat only when it still stands.

    As a line, or within one; not where a rule takes that line.
    """
    pairs = zip(page.lines, told, strict=True)
    out, lines = list(told), {x.key for x, t in pairs if t.stays and t.number not in taken}
    within = "\n".join(lines) if len(out) <= LINES_COMPARED else ""
    for i, (line, sentence, x) in enumerate(zip(page.lines, page.sentence, told, strict=True)):
        counts = sentence or (i < page.first and len(line.key) >= _HEADLINE)
        if x.role == "repeat" and counts and line.key not in lines and line.key not in within:
            out[i] = x._replace(role="body", reason="", margin=-x.margin, doubtful=True)
            lines.add(line.key)
    return out


def _furniture_wherever(page: Page, told: Sequence[Labelled]) -> Iterator[Labelled]:
    """A short line that is furniture at one place of the page is furniture at all: buttons, running heads.

    Not what stands above as a headline may, and no sentence.
    """
    copies = Counter(line.key for line in page.lines)
    gone = {x.key for x, t in zip(page.lines, told, strict=True) if t.reason == UNLIKE and copies[x.key] > 1}
    for line, sentence, x in zip(page.lines, page.sentence, told, strict=True):
        if line.key in gone and not sentence and x.role in _MAY_BE_FURNITURE:
            yield x._replace(role="noise", reason=UNLIKE, margin=0.0, doubtful=True)
        else:
            yield x


def _with_one_title(
    probable: Sequence[Sequence[float]],
    told: Sequence[Labelled],
    chances: Sequence[float],
    title: int | None,
) -> Iterator[Labelled]:
    """One line is the title, and what else was taken for one is the next that it can be."""
    for i, (x, p, chance) in enumerate(zip(told, probable, chances, strict=True)):
        if i == title:
            doubtful = x.doubtful or p[_TITLE] < _TITLE_LIKELY
            yield x._replace(role="title", reason="", doubtful=doubtful, as_title=chance)
        else:
            role = _ROLE[_likeliest(p, _BESIDE_TITLE)] if x.role == "title" else x.role
            yield x if role == x.role and not chance else x._replace(role=role, as_title=chance)


def _of_a_site(page: Page, told: Sequence[Labelled]) -> bool:
    """Whether the text is the page of a site: furniture stands around its article."""
    says = [
        page.lines[i].mark not in _OF_ITEMS and _says_site(page, i, x, _SITE_MARGIN)
        for i, x in enumerate(told)
    ]
    return sum(says) >= _SITE_LINES


def _says_site(page: Page, i: int, told: Labelled, margin: float) -> bool:
    """Whether a line is furniture by this margin, and made of a site's words.

    No sentence, but one of the page itself. Of a path and a telephone number the lesser margin is enough.
    """
    line = page.lines[i]
    if told.reason != UNLIKE or (page.sentence[i] and "self" not in line.signs):
        return False
    least = margin if _PLAINLY_OF_SITES.isdisjoint(line.signs) else _SITE_MARGIN
    return told.margin >= least and not _OF_SITES.isdisjoint((*line.classes, *line.signs))


def _spared(page: Page, probable: Sequence[Sequence[float]], told: Sequence[Labelled]) -> Iterator[Labelled]:
    """A text that has no furniture around it has none within.

    Only lines below its last sentence leave, an entry only below one that leaves (the names of attachments,
    below their heading), and by a wide margin single ones of a site's words or with a telephone number.
    """
    sizes = [len(line.text) for line in page.lines]
    below = sizes[page.last + 1 :]
    foot = len(below) <= _FOOT_LINES and sum(below) <= _FOOT_SHARE * sum(sizes)
    leaves = False
    for i, (x, p) in enumerate(zip(told, probable, strict=True)):
        free = leaves or not _is_entry(page.lines[i])
        alone = x.reason == UNLIKE and foot and i > page.last
        leaves = free and (alone or _says_site(page, i, x, _SITE_SURE))
        frames = x.role in ("title", "subtitle") or (x.role in ("date", "byline") and i < page.first)
        if leaves or frames or x.role in _OWN:
            yield x
        else:
            yield x._replace(
                role=_ROLE[_likeliest(p, _ARTICLE)], reason="", margin=-abs(x.margin), doubtful=True
            )


def _is_entry(line: Line) -> bool:
    """Whether it is an entry of a list: no remark, no button, no number of a page, nobody's address."""
    return line.mark in _OF_ENTRIES and _OF_NO_ENTRIES.isdisjoint(line.signs)


def _labels(page: Page, probable: Sequence[Sequence[float]], chances: Sequence[_Chance]) -> list[Labelled]:
    """What each line is by itself and those around it, before the page is looked at as a whole."""
    stands = staying(page, [chance.article for chance in chances])
    return [
        _label(number, p, chance, chance.article, stands=s)
        for number, p, chance, s in zip(page.numbers, probable, chances, stands, strict=True)
    ]


def decide(
    page: Page,
    probable: Sequence[Sequence[float]],
    *,
    of_site: bool | None = None,
    taken: Collection[int] = (),
) -> tuple[Labelled, ...]:
    """A role for every line of the page, from the probabilities of the labels (in the order of ROLES).

    of_site: whether it is known to be the page of a site, or none; None where its own lines have to tell.
    taken: numbers of lines that a rule takes: none of them is the title, or keeps the page from being empty.
    """
    chances = _chances(page, probable)
    article = [chance.article for chance in chances]
    told, title = _labels(page, probable, chances), None
    if not told:
        return ()
    is_site = _of_a_site(page, told) if of_site is None else of_site
    # What it holds for the text, a rule takes: it does not know such a page.
    is_mistaken = _has_text(told, ()) and not _has_text(told, taken)
    if not is_site or is_mistaken:
        told, title = list(_spared(page, probable, told)), title_of_bare(page, probable[0][_TITLE], taken)
    told = list(_furniture_wherever(page, told))
    if not _has_text(told, taken):
        told = list(_most_alike(article, told, taken))
    told = _never_all_copies(page, told, taken)
    titles = as_titles(
        page,
        [p[_TITLE] for p in probable],
        [p[_REPEAT] for p in probable],
        [x.role for x in told],
        [x.number in taken for x in told],
    )
    if title is None:
        title = bare_of_more(page, titles, title_among(titles))
    return tuple(_with_one_title(probable, told, titles, title))


def _has_text(told: Iterable[Labelled], taken: Collection[int]) -> bool:
    """Whether a line of the article stays that no rule takes."""
    return any(x.stays and x.role in _OWN and x.number not in taken for x in told)


def _most_alike(
    article: Sequence[float], told: Sequence[Labelled], taken: Collection[int]
) -> Iterator[Labelled]:
    """Where nothing of a page would stay, what is likest to an article does: it never becomes empty.

    What a rule takes is not looked at.
    """
    least = max((a for x, a in zip(told, article, strict=True) if x.number not in taken), default=0.0) / 2
    for x, a in zip(told, article, strict=True):
        yield x._replace(role="body", reason="", doubtful=True) if x.reason == UNLIKE and a >= least else x
