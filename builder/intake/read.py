"""One seed from the disk: its lines, what was supplied with it, and what is wrong with it."""

from __future__ import annotations

import hashlib
import html as entities
import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from builder.intake import markup
from builder.intake.decode import Decoded, Failure, decode
from builder.intake.disk import bytes_of
from builder.intake.extract import Extract
from builder.intake.formats.sniff import MHTML_ENDINGS, is_document, is_mhtml
from builder.intake.list_page import looks_like_list_page
from builder.intake.markdown import markdown_lines
from builder.intake.originals import MAX_BYTES as MAX_DOCUMENT
from builder.intake.originals import SUFFIXES as DOCUMENT_SUFFIXES
from builder.intake.originals import attachments, is_document_name
from builder.intake.saved_pages import pictures_beside
from builder.intake.sidecars import sidecars
from builder.intake.supplied import Header, merge, split_header
from builder.intake.text import clean, is_clean, nfc, unify_line_ends
from builder.intake.written import first_address, no_article
from builder.model import Line, Problem, Root, Seed, Severity
from builder.personal import has_resident_number, masked
from builder.problems import seed_problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

MAX_FILE_BYTES: Final = 16 * 1024 * 1024
"""Of a raw file; a larger one is not even opened."""
MAX_ARTICLE_BYTES: Final = 1024 * 1024
MAX_LINE_CHARACTERS: Final = 25_000
MAX_LINES: Final = 5_000
"""Of the article, after HTML extraction: far above any article, so that a hostile file costs little."""

_MARKDOWN_SUFFIX: Final = ".md"
_HTML_SUFFIXES: Final = frozenset({".html", ".htm", *MHTML_ENDINGS})
_WITH_PICTURES: Final = frozenset({*DOCUMENT_SUFFIXES, *MHTML_ENDINGS})
_ENTITY: Final = re.compile(r"&(?:[A-Za-z][A-Za-z0-9]{1,31}|#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6});")
_BLANK: Final = ("E101", "E102")
_REPLACEMENT: Final = "\ufffd"


@dataclass(frozen=True, slots=True)
class Read:
    """A seed, or None where an error forbids to go on, and everything worth telling about it."""

    seed: Seed | None
    problems: tuple[Problem, ...]


def read_seed(path: Path, name: str, list_page_patterns: Sequence[re.Pattern[str]]) -> Read:
    """Read the seed at ``path``, called ``name`` in pages and messages.

    ``list_page_patterns``: see ``looks_like_list_page``. Never raises for what the file holds. Errors (no
    seed): E101 to E109, E111, E112. Notices: N110 header and sidecar disagree, N114 the text holds U+FFFD.
    """
    data = bytes_of(path, MAX_DOCUMENT if path.suffix.lower() in _WITH_PICTURES else MAX_FILE_BYTES)
    if isinstance(data, bytes) and is_document(data, name):
        return _read_document(path, name, data)
    if isinstance(data, bytes) and is_mhtml(data):
        from builder.intake.mhtml import page_in  # noqa: PLC0415 - as below

        data = page_in(data, MAX_FILE_BYTES)
    decoded = decode(data) if isinstance(data, bytes) else data
    if isinstance(decoded, Failure):
        return _without_text(path, name, decoded)
    return _read_text(path, name, decoded, list_page_patterns)


def _with_attachments(
    seed: Seed, path: Path, problems: tuple[Problem, ...], pictures: Iterable[str] = ()
) -> Read:
    found, missing = attachments(path, seed.path, seed.supplied.attachments, pictures)
    seed, told = _without_resident_numbers(seed)
    return Read(replace(seed, attachments=found), (*problems, *missing, *told))


def _without_resident_numbers(seed: Seed) -> tuple[Seed, tuple[Problem, ...]]:
    """The seed with such numbers masked, and N135 for each line that held one: no page ever shows them."""
    title = seed.supplied.title
    if not any(has_resident_number(text) for text in (title or "", *(line.text for line in seed.lines))):
        return seed, ()
    told: list[int | None] = [line.number for line in seed.lines if has_resident_number(line.text)]
    lines = tuple(line._replace(text=masked(line.text)) for line in seed.lines)
    supplied = replace(seed.supplied, title=masked(title)) if title else seed.supplied
    notices = tuple(seed_problem("N135", seed.path, number) for number in told or [None])
    return replace(seed, lines=lines, supplied=supplied), notices


def _without_text(path: Path, name: str, failure: Failure) -> Read:
    """An article of which its sidecar knows the title and nobody the text; else why there is none."""
    found = _read_text(path, name, Decoded("", "utf-8"), ()) if failure.code in _BLANK else None
    return found if found and found.seed else _refused(name, failure)


def _read_text(
    path: Path, name: str, decoded: Decoded, list_page_patterns: Sequence[re.Pattern[str]]
) -> Read:
    """The seed in a text, whatever its file is called."""
    text = nfc(unify_line_ends(decoded.text))
    header = split_header(text, name, foreign=_is_markdown(path))
    supplied, problems = merge([header.facts, *sidecars(path, name), first_address(header, name)])
    if is_document_name(path):
        problems += (seed_problem("N124", name, detail="it is text or HTML"),)
    article = no_article(header.body, is_titled=supplied.title is not None) or _article(path, header)
    if supplied.title and _is_blank(article):
        article = Extract(())
    failures = _doubts(article, list_page_patterns) if isinstance(article, Extract) else article
    problems += tuple(_problem(name, failure) for failure in failures)
    if not isinstance(article, Extract) or any(found.severity is Severity.ERROR for found in problems):
        return Read(None, problems)
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    lines, stated = article.lines, None
    if _is_markdown(path) and not article.metadata:
        lines, stated = markdown_lines(header.body.removesuffix("\n"), header.length + 1)
    seed = Seed(name, sha256, decoded.encoding, lines, supplied, article.metadata, stated)
    return _with_attachments(seed, path, problems, pictures_beside(path, article.pictures))


def _is_markdown(path: Path) -> bool:
    return path.suffix.lower() == _MARKDOWN_SUFFIX


def _read_document(path: Path, name: str, data: bytes) -> Read:
    """The seed in a HWPX, HWP, PDF or DOCX file, with what its reader says of it."""
    # Imported here: most seeds are text, and the readers take as long to import as a hundred to convert.
    from builder.intake.document import document_of  # noqa: PLC0415
    from builder.intake.formats.read import extract  # noqa: PLC0415

    supplied, problems = merge(sidecars(path, name))
    found = extract(data, name)
    if isinstance(found, Problem):
        return Read(None, (*problems, replace(found, root=Root.SEEDS)))
    notices = tuple(replace(notice, root=Root.SEEDS) for notice in found.notices)
    problems += notices
    document = document_of(found)
    shown = [line for line in document.lines if line.text]
    failures = _oversize("\n".join(line.text for line in shown), [line.number for line in shown])
    problems += tuple(_problem(name, failure) for failure in (*failures, *_damaged(shown)))
    if any(one.severity is Severity.ERROR for one in problems):
        return Read(None, problems)
    seed = Seed(
        name,
        hashlib.sha256(document.text.encode()).hexdigest(),
        found.format.value,
        document.lines,
        supplied,
        stated=document.stated,
        file_sha256=hashlib.sha256(data).hexdigest(),
        pages=document.pages,
        doubts=notices,
    )
    return _with_attachments(seed, path, problems)


def _is_blank(article: Extract | list[Failure]) -> bool:
    """Whether nothing but blank space speaks against it: a supplied title makes a page all the same."""
    return isinstance(article, list) and all(failure.code in _BLANK for failure in article)


def _refused(name: str, failure: Failure) -> Read:
    """No seed, for one reason."""
    return Read(None, (_problem(name, failure),))


def _problem(name: str, failure: Failure) -> Problem:
    """A failure as a problem of the seed ``name``."""
    return seed_problem(failure.code, name, failure.line, failure.detail, failure.hint)


# ---------------------------------------------------------------------------------------------------- article


def _article(path: Path, header: Header) -> Extract | list[Failure]:
    """The lines below the header, if they are within the limits.

    HTML by its extension or its tags, else text.
    """
    is_html_file = path.suffix.lower() in _HTML_SUFFIXES
    kind = markup.kind_of(header.body)
    if kind is not markup.Kind.HTML and not is_html_file:
        return _text_article(header, has_tags=kind is markup.Kind.TAGGED)
    from builder.intake import html  # noqa: PLC0415 - as above

    has_tags = kind is not markup.Kind.TEXT
    keep_breaks = not has_tags if is_html_file else not markup.is_full_page(header.body)
    extract = html.extract(header.body, header.length + 1, keep_breaks=keep_breaks, max_lines=MAX_LINES)
    if extract is None:
        return [Failure("E106", None, f"more than {markup.MAX_TAGS:,} HTML tags")]
    if not extract.lines:
        return [Failure("E102", None, "there are no words between its HTML tags")]
    oversize = _oversize(
        "\n".join(line.text for line in extract.lines), [line.number for line in extract.lines]
    )
    return oversize or extract


def _text_article(header: Header, *, has_tags: bool) -> Extract | list[Failure]:
    """Plain text, line by line; tags left in it are taken out (``has_tags``)."""
    body = header.body.removesuffix("\n")
    first = header.length + 1
    oversize = _oversize(body, range(first, first + len(body)))
    if oversize:
        return oversize
    text = markup.untagged(body) if has_tags else body
    cleaned = str.rstrip if "&" not in text and is_clean(text) else _clean_line
    rows = enumerate(text.split("\n"), first)
    lines = tuple(Line(number, part) for number, line in rows for part in _paragraphs(line, cleaned(line)))
    if not any(line.text for line in lines):
        return [Failure("E102", None, "nothing stands below the supplied facts" if header.length else None)]
    return Extract(lines)


def _paragraphs(raw: str, line: str) -> Iterable[str]:
    """A line of plain text; of one that holds a feed's escaped HTML each paragraph, blank lines between."""
    parts = markup.paragraphs(line) if "&lt;" in raw else [line]
    return parts if parts == [line] else [row for part in parts for row in (part, "")]


def _clean_line(text: str) -> str:
    """A line of plain text: left-over HTML entities unescaped once, no trailing space."""
    return clean(_ENTITY.sub(lambda found: entities.unescape(found.group()), text)).rstrip()


def _oversize(text: str, numbers: Sequence[int]) -> list[Failure]:
    """The limits that the article's ``text`` is over.

    ``numbers``: the raw line number of each of its lines.
    """
    found: list[Failure] = []
    size = len(text.encode())
    if size > MAX_ARTICLE_BYTES:
        found.append(Failure("E106", None, f"{size:,} bytes of text; {MAX_ARTICLE_BYTES:,} are read at most"))
    lengths = [len(line) for line in text.split("\n")]
    if max(lengths) > MAX_LINE_CHARACTERS:
        place = next(place for place, length in enumerate(lengths) if length > MAX_LINE_CHARACTERS)
        detail = f"{lengths[place]:,} characters; {MAX_LINE_CHARACTERS:,} are read at most"
        found.append(Failure("E107", numbers[place], detail))
    if len(lengths) > MAX_LINES:
        found.append(Failure("E108", numbers[MAX_LINES], f"{MAX_LINES:,} are read at most"))
    return found


def _doubts(article: Extract, list_page_patterns: Sequence[re.Pattern[str]]) -> list[Failure]:
    """What else speaks against the article: it is a list of articles (E109), or damaged (N114)."""
    found: list[Failure] = []
    lines = [line for line in article.lines if not line.aside]
    start = looks_like_list_page(lines, list_page_patterns)
    if article.refusal is not None:
        found.append(Failure("E109", article.refusal.line, article.refusal.reason))
    elif start is not None:
        found.append(Failure("E109", start))
    return [*found, *_damaged(lines)]


def _damaged(lines: Iterable[Line]) -> list[Failure]:
    """N114 where characters were lost before the text came here."""
    damaged = [line.number for line in lines if _REPLACEMENT in line.text]
    return [Failure("N114", damaged[0], f"U+FFFD on {len(damaged)} line(s)")] if damaged else []
