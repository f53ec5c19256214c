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
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from builder.publish.outputs.search import coding
from builder.publish.outputs.search.documents import SearchDocument
from builder.publish.outputs.search.names import BodyName, Names, TopicName, language
from builder.publish.outputs.search.pairs import Pair, pairs_of
from builder.publish.outputs.search.postings import occurrences
from builder.publish.outputs.search.terms import SYLLABLE, words

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
_FEWEST_BITS, _MOST_BITS = 4, 14
#: Characters of text a file of documents holds about, and how many documents at the start of the archive say
#: how long documents are.
_FILE_CHARACTERS: Final = 2_000
MEASURED: Final = 256
_FEWEST_A_FILE, _MOST_A_FILE = 2, 16
#: The paths of the index, so that files of an older one are known from those of others.
OURS: Final = re.compile(
    r"(?:index|words|people|named)\.js|(?:columns|terms|documents|meanings)/[0-9a-f]+\.js|long/[0-9a-f-]+\.js"
)
_HEAD, _TAIL = "BriefingsSearch.add(", ");\n"


class Facts(NamedTuple):
    """What the index keeps of a document beside its terms and its text.

    ``length`` counts weighted terms, ``characters`` its text.

    A plain tuple, as JSON writes and reads it: there are as many as documents, each time.
    """

    id: str
    added: str
    digest: str
    length: int
    characters: int
    date: str | None
    kind: str
    ministries: str
    """Their ids, with a blank between; so are topics, words and people."""
    topics: str
    words: str
    """Of its title."""
    pairs: tuple[Pair, ...]
    """The short forms that its text explains."""
    people: str
    """The ids of the officials it names in office."""


@dataclass(frozen=True, slots=True)
class Division:
    """Into how many shards terms are divided (a power of two), and how many documents a file holds.

    By the documents alone.
    """

    shards: int
    per_file: int


def division(facts: Sequence[Facts]) -> Division:
    """Twice the text, twice the shards: what a query reads hardly grows."""
    bits = max(
        _FEWEST_BITS, min(_MOST_BITS, (sum(one.length for one in facts) // _SHARD_LENGTH).bit_length())
    )
    return Division(1 << bits, documents_per_file([one.characters for one in facts[:MEASURED]]))


def documents_per_file(characters: Sequence[int]) -> int:
    """A power of two; ``characters`` are those of the first documents."""
    fitting = _FILE_CHARACTERS * min(len(characters), MEASURED) // max(1, sum(characters[:MEASURED]))
    return max(_FEWEST_A_FILE, min(_MOST_A_FILE, 1 << max(0, fitting.bit_length() - 1)))


# ------------------------------------------------------------------------------------------------- a document


def facts_of(document: SearchDocument, digest: str, postings: Mapping[str, int]) -> Facts:
    """``postings`` as ``postings_of`` of postings.py gives them."""
    return Facts(
        id=document.id,
        added=document.added,
        digest=digest,
        length=sum(map(occurrences, postings.values())),
        characters=len(document.text),
        date=document.date,
        kind=document.kind,
        ministries=" ".join(document.ministries),
        topics=" ".join(document.topics),
        words=" ".join(words(document.title, language()["particles"])),
        pairs=pairs_of(document.text),
        people=" ".join(document.people),
    )


# --------------------------------------------------------------------------------------------------- a script


def script(payload: object) -> bytes:
    """A file of the index. U+2028 and U+2029 end a line in older JavaScript."""
    written = json.dumps(payload, ensure_ascii=False, separators=(",", ":"))
    return f"{_HEAD}{written}{_TAIL}".replace("\u2028", "\\u2028").replace("\u2029", "\\u2029").encode()


def payload(content: bytes) -> Any:
    """The reverse of ``script``.

    Raises:
        ValueError: this is no file of the index.
    """
    written = content.decode()
    if not (written.startswith(_HEAD) and written.endswith(_TAIL)):
        raise ValueError("no file of a search index")
    return json.loads(written[len(_HEAD) : -len(_TAIL)])


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


def written_postings(term: str, count: int, written: str) -> tuple[str | int, dict[str, bytes]]:
    """What stands in the shard for a term with ``count`` postings, and the file of its own it may have."""
    return (count, {long_path(term): script(written)}) if count > LONG else (written, {})


def shard_files(shard: int, postings: Mapping[str, tuple[int, str]]) -> dict[str, bytes]:
    """A shard's file and those of its long terms, of term → (how many postings, postings written)."""
    entries: dict[str, str | int] = {}
    files: dict[str, bytes] = {}
    for term, (count, written) in sorted(postings.items()):
        entries[term], own = written_postings(term, count, written)
        files.update(own)
    return {shard_path(shard): script(entries), **files}


# ------------------------------------------------------------------------------------------ columns, manifest


def column_files(facts: Sequence[Facts], names: Names) -> dict[str, bytes]:
    """A file a block of documents.

    Per document its length, date, kind, ministries and topics, the last three as places in the manifest.
    """
    kinds = {kind: place for place, kind in enumerate(kinds_of(facts, names))}
    bodies = {body.id: place for place, body in enumerate(names.bodies)}
    topics = {topic.slug: place for place, topic in enumerate(names.topics)}
    in_lengths = {length: coding.encode(length) for length in {one.length for one in facts}}
    in_kinds = {kind: coding.encode(place) for kind, place in kinds.items()}
    in_dates = {date: coding.encode(date_number(date)) for date in {one.date for one in facts}}
    in_bodies = {members: _places(members, bodies) for members in {one.ministries for one in facts}}
    in_topics = {members: _places(members, topics) for members in {one.topics for one in facts}}
    files = {}
    for number, start in enumerate(range(0, len(facts), BLOCK)):
        block = facts[start : start + BLOCK]
        columns = {
            "lengths": "".join([in_lengths[one.length] for one in block]),
            "dates": "".join([in_dates[one.date] for one in block]),
            "kinds": "".join([in_kinds[one.kind] for one in block]),
            "ministries": "".join([in_bodies[one.ministries] for one in block]),
            "topics": "".join([in_topics[one.topics] for one in block]),
        }
        files[f"columns/{number:x}.js"] = script(columns)
    return files


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


def kinds_of(facts: Iterable[Facts], names: Names) -> list[str]:
    """All kinds there are, sorted."""
    return sorted({*names.kinds, *(one.kind for one in facts)})


def manifest(
    facts: Sequence[Facts], names: Names, divided: Division, version: str, meanings: Mapping[str, object]
) -> bytes:
    """What is loaded first.

    ``version`` ends the addresses of all other files, so that no browser mixes old ones with new;
    ``meanings`` says of which words there may be any (meanings.py).
    """
    in_body = _counted(one.ministries for one in facts)
    in_topic = _counted(one.topics for one in facts)
    return script(
        {
            "version": version,
            "documents": len(facts),
            "length": sum(one.length for one in facts),
            "shards": divided.shards,
            "near": NEAR,
            "perFile": divided.per_file,
            "block": BLOCK,
            "bodies": [_body(body, in_body[body.id]) for body in names.bodies],
            "topics": [_topic(topic, in_topic[topic.slug]) for topic in names.topics],
            "kinds": {kind: names.kinds.get(kind, "") for kind in kinds_of(facts, names)},
            "meanings": meanings,
            "feeds": dict(names.feeds),
            "moved": {facet: dict(names) for facet, names in names.moved.items()},
            **language(),
        }
    )


def _counted(members: Iterable[str]) -> Counter[str]:
    """In how many documents each stands; few sets of them stand in many."""
    found: Counter[str] = Counter()
    for ids, times in Counter(members).items():
        found.update(dict.fromkeys(ids.split(), times))
    return found


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
