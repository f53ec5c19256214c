"""One record understood: the seed it becomes, its facts, and where both shall lie."""

from __future__ import annotations

import hashlib
import html
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import zip_longest
from typing import Final
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from builder.article_id import DEVICES, is_id
from builder.intake import markup
from builder.intake.day import read_dates, read_moment
from builder.intake.fact_values import KINDS
from builder.intake.supplied import check_facts
from builder.intake.text import clean, nfc, unify_line_ends
from builder.pages.new_id import new_id
from builder.records.row import Row
from builder.records.shapes import Address, Shape, Values, addresses
from builder.text import fold

_SEPARATORS: Final = re.compile("[;,、，；]")
_HOST_GAPS: Final = re.compile(r"[^a-z0-9]+")
_WITHDRAWN: Final = "D"
_HTML: Final = "H"
_MARKDOWN: Final = "M"
_SURROGATE: Final = re.compile("[\ud800-\udfff]")
_TELLING: Final = ("title", "date", "ministries")
"""What tells records without id and address from each other."""
_ONE_TEXT: Final = ("title", "outlet", "author", "rights")
_LISTS: Final = ("ministries", "topics")
_SLUG: Final = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?")
Fact = str | tuple[str, ...]

_UNDATED: Final = "undated"
_NO_SOURCE: Final = "records"


@dataclass(frozen=True, slots=True)
class Record:
    """A record on its way to ``seeds/``."""

    id: str
    place: int
    folder: str
    """``<source>/<yyyy>/<mm>``, below the seeds folder."""
    ending: str
    """Of the seed: ``.html``, ``.txt`` or ``.md``."""
    text: str
    facts: Mapping[str, Fact]
    """As a sidecar has them."""
    withdrawn: bool = False
    is_told_apart: bool = True
    """Whether an id or an address of its own tells it from others."""

    @property
    def modified(self) -> str:
        """When it was last changed; empty where that is not said."""
        return str(self.facts.get("modified", ""))


def record_of(
    row: Row, shape: Shape, is_body: Callable[[str], bool], source: str = ""
) -> Record | tuple[str, ...]:
    """The record in a row; or what is wrong with it, a message each.

    Args:
        row: As it stands in its file.
        shape: What its keys mean.
        is_body: Whether a name is that of a central body; who publishes a record and is none is its outlet.
        source: What a person calls the records' origin; else the shape or their addresses say it.
    """
    taken = shape.take(row.values)
    address, known, number = _address(_one(taken, "url"))
    origin = source or (known.source if known else "") or shape.source or _host(address)
    given = _with_publisher(_facts(taken, shape, address), is_body)
    given["id"] = f"{known.prefix}{number}" if known else _id(given, taken, shape, origin)
    wrong = list(_faults(given, taken, row))
    checked = check_facts({key: value for key, value in given.items() if value}, "")
    wrong += [found.message.partition(": ")[2] for found in checked.problems]
    if wrong:
        return tuple(wrong)
    facts = {key: value for key, (value, _) in checked.values.items()}
    body = _body(taken, shape)
    return Record(
        id=str(facts["id"]),
        place=row.place,
        folder="/".join((origin or _NO_SOURCE, *_period(str(facts.get("date", ""))))),
        ending=_ending(body, taken),
        text=body,
        facts=facts,
        withdrawn=_one(taken, "status").upper() == _WITHDRAWN,
        is_told_apart="id" in taken or "url" in taken,
    )


def _facts(taken: Values, shape: Shape, address: str) -> dict[str, Fact]:
    """The record's facts in our form, but for its id; what cannot be a fact stays as it is, to be refused."""
    one = {key: _plain(" ".join(taken[key])) for key in _ONE_TEXT if key in taken}
    facts: dict[str, Fact] = {"id": "", "url": address, "title": one.get("title", "")}
    facts["subtitle"] = tuple(filter(None, map(_plain, taken.get("subtitle", ()))))
    facts["date"] = _date(_one(taken, "date"), shape)
    said = _one(taken, "modified")
    facts["modified"] = read_moment(said, month_first=shape.month_first) or said
    facts |= {key: _word(key, one[key], shape) for key in _ONE_TEXT[1:] if key in one}
    kind = _word("kind", _one(taken, "kind"), shape)
    facts["kind"] = kind if kind in KINDS else ""
    facts |= {key: _entries(taken[key]) for key in _LISTS if key in taken}
    facts["attachments"] = tuple(_files(taken))
    return facts


def _files(taken: Values) -> Iterator[str]:
    """The addresses of files, each behind its name; a name without an address leads nowhere."""
    names, urls = taken.get("file_name", ()), taken.get("file_url", ())
    for name, url in zip_longest(names[: len(urls)], urls, fillvalue=""):
        yield f"{_plain(name)} {html.unescape(url.strip())}".strip()


def _with_publisher(facts: dict[str, Fact], is_body: Callable[[str], bool]) -> dict[str, Fact]:
    """Institutes and local offices publish too, under the key of ministries."""
    names = facts.get("ministries", ())
    others = [name for name in names if not is_body(name)]
    if not others:
        return facts
    outlet = facts.get("outlet") or ", ".join(others)
    return {**facts, "ministries": tuple(name for name in names if name not in others), "outlet": outlet}


def _one(taken: Values, fact: str) -> str:
    """The first value of a fact that has one."""
    return next(filter(None, map(str.strip, taken.get(fact, ()))), "")


def _date(value: str, shape: Shape) -> str:
    meant = read_dates(value, month_first=shape.month_first)
    return meant[0] if len(meant) == 1 else value


def _word(fact: str, value: str, shape: Shape) -> str:
    return shape.words.get(fact, {}).get(value, value)


def _entries(values: tuple[str, ...]) -> tuple[str, ...]:
    entries = (fold(clean(entry)) for value in values for entry in _SEPARATORS.split(value))
    return tuple(dict.fromkeys(entry for entry in entries if entry))


def _plain(text: str) -> str:
    """A value of one line: without the tags and entities that interfaces leave in it."""
    return fold(clean(markup.untagged(html.unescape(text))))


# ------------------------------------------------------------------------------------------------------- body


def _body(taken: Values, shape: Shape) -> str:
    """The seed's text. A blank line keeps what looks like a header from being one: the facts stand beside."""
    text = nfc(unify_line_ends("\n\n".join(taken.get("body", ())))).replace("\0", "").strip("\n")
    for mark, part in zip(shape.between, (2, 0), strict=False):
        before, found, after = f"\n{text}\n".partition(f"\n{mark}\n")
        text = (after if part else before).strip("\n") if found else text
    return f"\n{text}\n" if text.startswith("---") else f"{text}\n"


def _ending(body: str, taken: Values) -> str:
    kind = _one(taken, "body_type").upper()
    if kind == _MARKDOWN:
        return ".md"
    return ".html" if kind == _HTML or markup.looks_like_html(body) else ".txt"


# --------------------------------------------------------------------------------------------------- identity


def _address(written: str) -> tuple[str, Address | None, str]:
    """The address without what only says how it was found; the site that numbers it, and its number there."""
    url = html.unescape(written.strip())
    for known in addresses():
        if found := known.pattern.match(url):
            parts = urlsplit(url)
            query = [pair for pair in parse_qsl(parts.query) if pair[0] not in known.drop]
            return urlunsplit(parts._replace(query=urlencode(query))), known, found[1]
    return url, None, ""


def is_source(name: str) -> bool:
    """Whether records' origin can be called so: it becomes a folder."""
    return bool(_SLUG.fullmatch(name)) and name not in DEVICES


def _host(url: str) -> str:
    """What a site is called as a folder: ``https://www.mofa.go.kr/…`` is ``mofa-go-kr``."""
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return ""
    slug = _HOST_GAPS.sub("-", host.removeprefix("www.").lower()).strip("-")[:40].strip("-")
    return slug if is_source(slug) else ""


def _id(given: Mapping[str, Fact], taken: Values, shape: Shape, origin: str) -> str:
    """An id that is the same whenever the record comes again; empty where nothing is there to make it from.

    Its own, behind what tells its origin from others; else made from its address; else from title, date and
    ministry.
    """
    own = fold(_one(taken, "id"))
    if not own:
        unique = given["url"] or "\n".join([origin, *(str(given.get(key, "")) for key in _TELLING)])
        return new_id(_digest(str(unique)))
    if shape.owns_ids:
        return own
    prefix = shape.prefix or _prefix_of(origin)
    whole = f"{prefix}{own.lower()}"
    if not prefix:
        return ""
    return whole if is_id(whole) else new_id(_digest(f"{prefix}\n{own}"))


def _faults(given: Mapping[str, Fact], taken: Values, row: Row) -> Iterator[str]:
    """What keeps a record from being a seed, but for facts that are ill-formed."""
    if not given["id"]:
        yield "its id counts within its source only: say which that is, with --source NAME"
    if not given["title"] and not any(map(str.strip, taken.get("body", ()))):
        yield "it has neither a title nor a text"
    if any(_SURROGATE.search(value) for values in row.values.values() for value in values):
        yield "it holds half a character (a lone surrogate)"


def _prefix_of(origin: str) -> str:
    known = (one.prefix for one in addresses() if one.source == origin)
    return next(known, f"{origin}-" if origin else "")


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _period(date: str) -> tuple[str, ...]:
    """The folders of a date: its year, its month."""
    return tuple(date.split("-")[:2]) if date else (_UNDATED,)
