"""HTML to lines, each with the rule that sets it aside if one does, and to statements.

One text block = one line, numbered by where it starts in the raw file.

lxml parses (maintained, in C, hardened against depth); the walk over its tree is iterative. Only what is no
text is left out: scripts, styles, form fields, embedded players. Menus, footers and side columns stay as
lines that are set aside: nothing is lost in silence.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from lxml import etree

from builder.intake.addresses import base_of, http_url, saved_from
from builder.intake.extract import Extract
from builder.intake.html.agreement import agreed, titles
from builder.intake.html.article import judge
from builder.intake.html.captions import CAPTION, captions
from builder.intake.html.headline import logos
from builder.intake.html.listing import refusal
from builder.intake.html.names import DROPPED, VOID
from builder.intake.html.regions import Outline
from builder.intake.html.statements import MOST, statements
from builder.intake.html.walk import Walk, Way
from builder.intake.markup import MAX_TAGS, defuse, flatten, unclosed
from builder.intake.text import clean
from builder.model import Line, Link


def extract(
    text: str, first_line: int = 1, *, keep_breaks: bool = False, max_lines: int | None = None
) -> Extract | None:
    """The lines and metadata of HTML ``text``.

    None if it cannot be parsed whole (more than ``MAX_TAGS`` tags).

    ``first_line``: the number of its first line in the raw file. ``keep_breaks``: outside paragraphs a line
    end stays one (text with some tags left in it). ``max_lines``: the extract holds at most one line more
    than this. Several lines may have one number: much HTML has no line ends.
    """
    if text.count("<") > MAX_TAGS:
        return None
    safe = defuse(text)
    root = _parse(safe)
    if root is None:
        safe = flatten(safe)
        root = _parse(safe)
    if root is None:
        return None
    saved = saved_from(text)
    base = base_of(root) or saved
    walk = Walk(Way(first_line, _droppable(safe), max_lines, keep_breaks))
    outline = walk.run(root)
    stated = [*statements(root, base), *([("saved", saved)] if saved else [])]
    said = next((value for name, value in stated if name == "json-ld:articleBody"), "")
    verdict = judge(outline, titles(stated), said)
    pairs = zip(outline.lines, verdict.rules, strict=True)
    lines = [_judged(line, rule, base) if rule or line.links else line for line, rule in pairs]
    for index in captions(outline):
        lines[index] = lines[index]._replace(part="" if lines[index].aside else CAPTION)
    printed = None if verdict.headline is None else lines[verdict.headline].text.strip()
    short = [line for line, weight in zip(lines, outline.weights, strict=True) if not (line.aside or weight)]
    metadata = agreed(stated, printed, short, logos(outline))
    kind = next((value for name, value in stated if name == "json-ld:@type"), None)
    no_article = refusal(outline, verdict.furniture, kind, has_headline=verdict.is_sure)
    pictures = _within(walk.pictures, outline, verdict.rules)
    return Extract(tuple(lines), tuple(metadata)[:MOST], no_article, pictures)


def _within(
    pictures: Sequence[tuple[int, int, str]], outline: Outline, rules: Sequence[str]
) -> tuple[str, ...]:
    """The pictures in blocks that stay, below a line of the article or right above its running text."""
    said = [place for place, line in enumerate(outline.lines) if line.text]
    stays = {place for place in said if not rules[place]}

    def stands(region: int, place: int) -> bool:
        around = outline.around(region)
        at = bisect_left(said, place)
        below = at > 0 and said[at - 1] in stays
        above = at < len(said) and said[at] in stays and bool(outline.weights[said[at]])
        return (below or above) and not stays.isdisjoint(range(around.first, around.end))

    return tuple(dict.fromkeys(address for region, place, address in pictures if stands(region, place)))


def _judged(line: Line, rule: str, base: str) -> Line:
    """A line with its rule, or with those of its links that lead to the web."""
    if rule:
        return Line(line.number, line.text, rule if line.text else "")
    found = ((clean(link.text).strip(), http_url(link.url, base)) for link in line.links)
    return line._replace(links=tuple(Link(words, url) for words, url in found if words and url))


def _parse(text: str) -> etree._Element | None:
    """The tree; None if the parser gave up before the end.

    The parser's own character set guess is overruled: the text is decoded.
    """
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(text.encode(), parser)
    except etree.XMLSyntaxError:
        root = None
    if any(entry.level == etree.ErrorLevels.FATAL for entry in parser.error_log):
        return None
    return etree.Element("html") if root is None else root


def _droppable(text: str) -> frozenset[str]:
    """The elements to leave out.

    Not those that were opened and never closed, for they would take the rest of the page along.
    """
    return DROPPED - (unclosed(text, DROPPED - VOID) - {"script", "style"})
