"""The files of the index: what stands in which, and how.

Pure: names, numbers and text; ``store.py`` reads and writes them.

========================  =======================================================================
``index.js``              the manifest: how many documents, their total length, how the rest is
                          divided, all names with counts
``columns/<n>.js``        what ranking, filters and facets need of every document, ``BLOCK``
                          documents a file
``terms/<n>.js``          term → its postings; or how many it has, where they stand in a file of
                          their own
``long/<code points>.js`` the postings of one term that stands in more than ``LONG`` documents
``documents/<n>.js``      what a result shows: facts and text, a few documents a file
``meanings/<n>.js``       word → what else it may mean (meanings.py)
``people.js``             who held which office when
``named.js``              which documents name whom in office (named.py)
``words.js``              the words of the titles, the commonest first: what a slip may have meant
========================  =======================================================================

Each file is a classic script with one call, so that it loads from a server and from disk alike. Documents are
numbered in order of (added, id): a new article comes last, a changed one keeps its number.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Final, NamedTuple

from builder.publish.outputs.search import coding
from builder.publish.outputs.search.facts import MEASURED, Facts, Totals
from builder.publish.outputs.search.names import BodyName, Names, TopicName, language
from builder.publish.outputs.search.terms import SYLLABLE

MANIFEST: Final = "index.js"
BLOCK: Final = 8192
#: Up to so many shards, all pairs with one syllable stand in one; beyond, they are divided.
NEAR: Final = 1024
#: With a file of its own a term costs a second round, without it the shard it stands in is read by those who
#: look for others. At 100,000 articles 2,048 let nearly every query wait for a second round, 16,384 less than
#: half of them, for a fifth more bytes.
LONG: Final = 16_384
#: Weighted terms a shard holds about: some 1.5 KB (gzip).
_SHARD_LENGTH: Final = 2048
FEWEST_BITS, MOST_BITS = 4, 14
#: Characters of text a file of documents holds about.
_FILE_CHARACTERS: Final = 2_000
_FEWEST_A_FILE, _MOST_A_FILE = 2, 16
#: The columns in which a document has several numbers, and before them how many.
_GROUPED: Final = ("ministries", "topics")
#: The paths of the index, so that files of an older one are known from those of others.
OURS: Final = re.compile(
    r"(?:index|words|people|named)\.js|(?:columns|terms|documents|meanings)/[0-9a-f]+\.js|long/[0-9a-f-]+\.js"
)
_HEAD, _TAIL = "BriefingsSearch.add(", ");\n"


@dataclass(frozen=True, slots=True)
class Division:
    """Into how many shards terms are divided (a power of two), and how many documents a file holds.

    By the documents alone.
    """

    shards: int
    per_file: int


def division(totals: Totals) -> Division:
    """Twice the text, twice the shards: what a query reads hardly grows."""
    bits = max(FEWEST_BITS, min(MOST_BITS, (totals.length // _SHARD_LENGTH).bit_length()))
    return Division(1 << bits, documents_per_file(totals.documents, totals.measured))


def documents_per_file(documents: int, measured: int) -> int:
    """A power of two; ``measured``: the characters of the first documents."""
    fitting = _FILE_CHARACTERS * min(documents, MEASURED) // max(1, measured)
    return max(_FEWEST_A_FILE, min(_MOST_A_FILE, 1 << max(0, fitting.bit_length() - 1)))


# --------------------------------------------------------------------------------------------------- a script


def script(payload: object) -> bytes:
    """A file of the index. U+2028 and U+2029 end a line in older JavaScript."""
    written = json.dumps(payload, ensure_ascii=False, separators=(",", ":"))
    return as_script(written.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029"))


def as_script(written: str) -> bytes:
    """The same of what is JSON already, and no line of a script ends in it."""
    return f"{_HEAD}{written}{_TAIL}".encode()


def payload(content: bytes) -> Any:
    """The reverse of ``script``.

    Raises:
        ValueError: this is no file of the index.
    """
    return json.loads(json_of(content))


def json_of(content: bytes) -> str:
    """What ``payload`` reads.

    Raises:
        ValueError: as above.
    """
    written = content.decode()
    if not (written.startswith(_HEAD) and written.endswith(_TAIL)):
        raise ValueError("no file of a search index")
    return written[len(_HEAD) : -len(_TAIL)]


def shard_of(term: str, shards: int) -> int:
    """Its shard among ``shards`` (a power of two).

    A query reads one file for several pairs of a word where they share a shard.

    A pair stands with its rarer syllable: 인공 and 공지 with 공, 지능 and 능을 with 능. On the benchmark a
    query reads 4.4 shards, where a hash of the pair alone takes 6.9, of the same size. In an archive that has
    more shards than ``NEAR``, a hash of the pair divides those of one syllable.
    """
    if len(term) != 2 or not SYLLABLE.match(term):
        return hash_of(term) % shards
    near = min(shards, NEAR)
    return hash_of(_rarer(term)) % near + near * (hash_of(term) % (shards // near))


def _rarer(pair: str) -> str:
    """The syllable that is less common; of two that are both rare the first."""
    common = language()["commonest"]
    return (
        pair[0] if common.find(pair[0]) < 0 or 0 <= common.find(pair[1]) <= common.find(pair[0]) else pair[1]
    )


def hash_of(text: str) -> int:
    """FNV-1a over the UTF-16 units (terms lie in the basic plane), the upper half folded in."""
    value = 0x811C9DC5
    for letter in text:
        value = ((value ^ ord(letter)) * 0x01000193) & 0xFFFFFFFF
    return value ^ (value >> 16)


def shard_path(shard: int) -> str:
    """``terms/2a.js``."""
    return f"terms/{shard:x}.js"


def long_path(term: str) -> str:
    """``long/c778-acf5.js``."""
    return f"long/{'-'.join(f'{ord(letter):x}' for letter in term)}.js"


def documents_path(file: int) -> str:
    """``documents/2a.js``."""
    return f"documents/{file:x}.js"


@dataclass(frozen=True, slots=True)
class Written:
    """The postings of a term, and their spans (coding.py)."""

    text: str
    spans: tuple[coding.Span, ...]

    @property
    def count(self) -> int:
        """How many there are."""
        return sum(one.postings for one in self.spans)


def written_postings(term: str, written: Written) -> tuple[str | int, dict[str, bytes]]:
    """What stands in the shard for a term, and the file of its own that it may have."""
    count = written.count
    return (count, {long_path(term): script(written.text)}) if count > LONG else (written.text, {})


def shard_files(shard: int, postings: Mapping[str, Written]) -> dict[str, bytes]:
    """A shard's file and those of its long terms."""
    entries: dict[str, str | int] = {}
    files: dict[str, bytes] = {}
    for term, written in sorted(postings.items()):
        entries[term], own = written_postings(term, written)
        files.update(own)
    return {shard_path(shard): script(entries), **files}


# ------------------------------------------------------------------------------------------ columns, manifest


def column_path(block: int) -> str:
    """``columns/2a.js``."""
    return f"columns/{block:x}.js"


class Changed(NamedTuple):
    """The facts of a document as they were and as they are; None where there was or is none."""

    old: Facts | None
    new: Facts | None


class Columns:
    """What columns say of documents: their length, date, kind, ministries and topics.

    The last three as places in the manifest.
    """

    names: Final = ("lengths", "dates", "kinds", *_GROUPED)

    def __init__(self, kinds: Sequence[str], names: Names) -> None:
        """``kinds``: all there are (``kinds_of``)."""
        places = {kind: place for place, kind in enumerate(kinds)}
        bodies = {body.id: place for place, body in enumerate(names.bodies)}
        topics = {topic.slug: place for place, topic in enumerate(names.topics)}
        self._kind = cache(lambda kind: coding.encode(places[kind]))
        self._date = cache(lambda date: coding.encode(date_number(date)))
        self._ministries = cache(lambda members: _places(members, bodies))
        self._topics = cache(lambda members: _places(members, topics))

    def file(self, facts: Iterable[Facts]) -> bytes:
        """The file of a block of documents."""
        return self._file([*zip(*map(self._row, facts), strict=True)])

    def changed(self, written: Mapping[str, str], changes: Mapping[int, Changed]) -> bytes | None:
        """The file that was ``written``, after ``changes`` by the place in the block.

        None where no document is left. Only the last can go.

        Raises:
            ValueError, LookupError: it is no such file.
        """
        rows = {place: (self._row(one.old), self._row(one.new)) for place, one in sorted(changes.items())}
        columns = []
        for number, name in enumerate(self.names):
            edits = {place: new[number] for place, (old, new) in rows.items() if old[number] != new[number]}
            columns.append(_edited(written[name], edits, is_grouped=name in _GROUPED))
        return self._file(columns) if columns[0] else None

    def _row(self, facts: Facts | None) -> Sequence[str]:
        if facts is None:
            return ("",) * len(self.names)
        return (
            coding.encode(facts.length),
            self._date(facts.date),
            self._kind(facts.kind),
            self._ministries(facts.ministries),
            self._topics(facts.topics),
        )

    def _file(self, columns: Sequence[Sequence[str]]) -> bytes:
        return script({name: "".join(column) for name, column in zip(self.names, columns, strict=True)})


def _edited(column: str, edits: Mapping[int, str], *, is_grouped: bool) -> str:
    """A column with other values in some places; an empty one ends it."""
    if not edits:
        return column
    values = coding.split_groups(column) if is_grouped else coding.split(column)
    for place, value in edits.items():
        values[place : place + 1] = [value]
    return "".join(values)


def date_number(date: str | None) -> int:
    """A number that sorts as the date does: 0 undated, then 416 a year, 32 a month.

    A coarse date before its days.
    """
    if date is None:
        return 0
    year, month, day = (int(part) for part in (*date.split("-"), "0", "0")[:3])
    return year * 416 + month * 32 + day


def _places(ids: str, known: Mapping[str, int]) -> str:
    found = [known[one] for one in dict.fromkeys(ids.split()) if one in known]
    return coding.encode_all([len(found), *found])


def kinds_of(totals: Totals, names: Names) -> list[str]:
    """All kinds there are, sorted."""
    return sorted({*names.kinds, *totals.kinds})


def manifest(
    totals: Totals, names: Names, divided: Division, version: str, meanings: Mapping[str, object]
) -> bytes:
    """What is loaded first.

    ``version`` ends the addresses of all other files, so that no browser mixes old ones with new;
    ``meanings`` says of which words there may be any (meanings.py).
    """
    return script(
        {
            "version": version,
            "documents": totals.documents,
            "length": totals.length,
            "shards": divided.shards,
            "near": NEAR,
            "perFile": divided.per_file,
            "block": BLOCK,
            "bodies": [_body(body, totals.ministries[body.id]) for body in names.bodies],
            "topics": [_topic(topic, totals.topics[topic.slug]) for topic in names.topics],
            "kinds": {kind: names.kinds.get(kind, "") for kind in kinds_of(totals, names)},
            "meanings": meanings,
            "feeds": dict(names.feeds),
            "moved": {facet: dict(names) for facet, names in names.moved.items()},
            **language(),
        }
    )


def _topic(topic: TopicName, count: int) -> list[object]:
    return [topic.slug, topic.name, topic.area, count, topic.area_slug]


def _body(body: BodyName, count: int) -> list[object]:
    return [
        body.id,
        body.name,
        body.official,
        body.english,
        body.aliases,
        body.misspellings,
        body.lineage,
        body.alive,
        count,
    ]
