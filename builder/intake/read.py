"""One seed from the disk: its lines, what was supplied with it, and what is wrong with it."""

from __future__ import annotations

import hashlib
import html as entities
import os
import re
import stat
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Final

from builder.intake import html, markup
from builder.intake.decode import Decoded, Failure, decode
from builder.intake.list_page import looks_like_list_page
from builder.intake.supplied import MAX_BYTES, Facts, Header, merge, parse_facts, split_header
from builder.intake.text import clean, is_clean, nfc, unify_line_ends
from builder.model import Line, Problem, Seed, Severity
from builder.problems import seed_problem

if TYPE_CHECKING:
    from collections.abc import Sequence

MAX_FILE_BYTES: Final = 16 * 1024 * 1024
"""Of a raw file; a larger one is not even opened."""
MAX_ARTICLE_BYTES: Final = 1024 * 1024
MAX_LINE_CHARACTERS: Final = 25_000
MAX_LINES: Final = 5_000
"""Of the article, after HTML extraction: far above any article, so that a hostile file costs little."""

_HTML_SUFFIXES: Final = frozenset({".html", ".htm"})
_SIDECAR_SUFFIX: Final = ".yml"
_CLOSING_FENCE: Final = re.compile(r"\n---\s*\Z")
"""Some write a sidecar as they write front matter."""
_ENTITY: Final = re.compile(r"&(?:[A-Za-z][A-Za-z0-9]{1,31}|#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6});")
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
    data = _bytes_of(path, MAX_FILE_BYTES)
    decoded = decode(data) if isinstance(data, bytes) else data
    if isinstance(decoded, Failure):
        return _refused(name, decoded)
    text = nfc(unify_line_ends(decoded.text))
    header = split_header(text, name)
    supplied, problems = merge([header.facts, *_sidecars(path, name)])
    article = _article(path, header)
    failures = _doubts(article, list_page_patterns) if isinstance(article, html.Extract) else article
    problems += tuple(_problem(name, failure) for failure in failures)
    if not isinstance(article, html.Extract) or any(found.severity is Severity.ERROR for found in problems):
        return Read(None, problems)
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    return Read(Seed(name, sha256, decoded.encoding, article.lines, supplied, article.metadata), problems)


def _refused(name: str, failure: Failure) -> Read:
    """No seed, for one reason."""
    return Read(None, (_problem(name, failure),))


def _problem(name: str, failure: Failure) -> Problem:
    """A failure as a problem of the seed ``name``."""
    return seed_problem(failure.code, name, failure.line, failure.detail, failure.hint)


def _bytes_of(path: Path, limit: int) -> bytes | Failure:
    """The file's bytes.

    E106 if there are more than ``limit``, E111 if it is no regular file or reading fails.
    """
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            return Failure("E111", None, "it is no regular file")
        if status.st_size > limit:
            return Failure("E106", None, f"{status.st_size:,} bytes; {limit:,} are read at most")
        with path.open("rb") as file:
            data = file.read(limit + 1)
    except (OSError, ValueError) as error:
        return Failure("E111", None, getattr(error, "strerror", None) or str(error))
    return data if len(data) <= limit else Failure("E106", None, f"more than {limit:,} bytes")


# ------------------------------------------------------------------------------------------ article


def _article(path: Path, header: Header) -> html.Extract | list[Failure]:
    """The lines below the header, if they are within the limits.

    HTML by its extension or its tags, else text.
    """
    is_html_file = path.suffix.lower() in _HTML_SUFFIXES
    kind = markup.kind_of(header.body)
    if kind is not markup.Kind.HTML and not is_html_file:
        return _text_article(header, has_tags=kind is markup.Kind.TAGGED)
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


def _text_article(header: Header, *, has_tags: bool) -> html.Extract | list[Failure]:
    """Plain text, line by line; tags left in it are taken out (``has_tags``)."""
    body = header.body.removesuffix("\n")
    first = header.length + 1
    oversize = _oversize(body, range(first, first + len(body)))
    if oversize:
        return oversize
    text = markup.untagged(body) if has_tags else body
    cleaned = str.rstrip if "&" not in text and is_clean(text) else _clean_line
    lines = tuple(Line(number, cleaned(line)) for number, line in enumerate(text.split("\n"), first))
    if not any(line.text for line in lines):
        return [Failure("E102", None, "nothing stands below the supplied facts" if header.length else None)]
    return html.Extract(lines, ())


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


def _doubts(article: html.Extract, list_page_patterns: Sequence[re.Pattern[str]]) -> list[Failure]:
    """What else speaks against the article: it is a list of articles (E109), or damaged (N114)."""
    found: list[Failure] = []
    lines = [line for line in article.lines if not line.aside]
    start = looks_like_list_page(lines, list_page_patterns)
    if article.refusal is not None:
        found.append(Failure("E109", article.refusal.line, article.refusal.reason))
    elif start is not None:
        found.append(Failure("E109", start))
    damaged = [line.number for line in lines if _REPLACEMENT in line.text]
    if damaged:
        found.append(Failure("N114", damaged[0], f"U+FFFD on {len(damaged)} line(s)"))
    return found


# ------------------------------------------------------------------------------------------ sidecars


def _sidecars(path: Path, name: str) -> list[Facts]:
    """The facts in ``<name>.txt.yml`` and ``<name>.yml`` beside the seed, the closer name first."""
    names = (f"{path.name}{_SIDECAR_SUFFIX}", f"{path.stem}{_SIDECAR_SUFFIX}")
    return [
        _sidecar(path.with_name(own), str(PurePosixPath(name).with_name(own)))
        for own in names
        if os.path.lexists(path.with_name(own))
    ]


def _sidecar(path: Path, name: str) -> Facts:
    """The facts in one sidecar. A link is not followed: it may lead out of the archive."""
    if path.is_symlink():
        return Facts(name, {}, (seed_problem("E110", name),))
    data = _bytes_of(path, MAX_BYTES)
    decoded = decode(data) if isinstance(data, bytes) else data
    if isinstance(decoded, Decoded):
        return parse_facts(_CLOSING_FENCE.sub("\n", unify_line_ends(decoded.text)), name)
    is_empty = decoded.code in {"E101", "E102"}
    return Facts(name, {}, () if is_empty else (_problem(name, decoded),))
