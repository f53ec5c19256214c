"""What the search costs at size: real releases, as many as there are, indexed in bounded memory and asked in headless Chromium.

Run with `make bench-search SIZE=1 DOCS=releases`. DOCS is a folder of press releases in Markdown named by number (front matter with title, ministry,
approve_date and news_item_id, the text between `## 본문` and `## 출처`, as the public repository hosungseo/gov-press-md keeps them), or JSON
lines: korea.kr's records, or documents as bench_search.py takes them. The queries are those of the reported half of the benchmark of
meaning: needs in a reader's words, worded before the engine was what it is; here only their cost is looked at, at no answer. DOCS may also be
a site that was built: then it is only asked.

The releases are first copied into one file of the builder's Markdown, from which the index reads each as it needs it, as publishing does
from docs/. In a process of its own the index is then built: its CPU holds the way from Markdown to the files of the site, its memory is the
most that process has held. How the site is asked, and what bytes and milliseconds mean, bench_search.py says; here each query is asked twice.
"""

from __future__ import annotations

import argparse
import functools
import gzip
import json
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from hashlib import blake2b
from operator import attrgetter
from pathlib import Path
from typing import Any, NamedTuple

from playwright.sync_api import sync_playwright

from builder.host.renderer import renderer
from builder.publish.outputs.search import Names, SearchDocument, names_of
from builder.publish.outputs.search.documents import DIGEST, Drafts, plain_text
from builder.publish.outputs.search.store import no_garbage, write_index
from builder.publish.publication import publication
from builder.registry import Registry, load_registry
from builder.settings import Settings
from tests.bench_search import (
    DAY,
    MODES,
    ROOT,
    TODAY,
    Json,
    addresses,
    article,
    ask_all,
    cost_line,
    costs,
    empty_archive,
    facts_of,
    markdown_of,
    meaning_queries,
    read_lines,
    release,
    say,
)

RUNS = 2
#: Files of the folder in which the index is built.
SPOOL, TELLING = "releases.jsonl", "telling.jsonl"
#: A line of the front matter; not all titles are YAML.
_FACT = re.compile(r'^(\w+): "(.*)"$', re.MULTILINE)


class Spooled(NamedTuple):
    """A document that waits in a file: its id, a digest of its line, and where that begins."""

    id: str
    digest: str
    at: int


# ---------------------------------------------------------------------------------------------------------------- the releases


def releases(source: Path) -> Iterator[Json]:
    """The documents of a folder or a file, one after another."""
    if source.is_dir():
        yield from map(markdown_release, sorted(source.rglob("[0-9]*.md")))
    else:
        yield from (release(one) if "NewsItemId" in one else one for one in read_lines(source))


def markdown_release(path: Path) -> Json:
    """A release in Markdown as a document."""
    _, front, rest = path.read_text("utf-8").split("---\n", 2)
    facts = dict(_FACT.findall(front))
    month, day, year = facts["approve_date"][:10].split("/")
    text = rest.partition("\n## 본문\n")[2].rpartition("\n## 출처\n")[0]
    return {
        "id": f"r{facts['news_item_id']}",
        "title": facts["title"].replace('\\"', '"'),
        "text": text,
        "ministry": facts["ministry"],
        "date": f"{year}-{month}-{day}",
    }


def spooled(documents: Iterable[Json], spool: Path, registry: Registry) -> list[Json]:
    """Each document as a line of facts and Markdown; those that together name all bodies and topics there are."""
    telling: list[Json] = []
    known: set[str] = set()
    with spool.open("w", encoding="utf-8") as lines:
        for one in documents:
            facts = facts_of(one, registry)
            lines.write(
                json.dumps({"id": one["id"], **facts, "body": markdown_of(one)}, ensure_ascii=False) + "\n"
            )
            named = {*facts["ministry_ids"], *facts["topics"]}
            if not named <= known:
                telling.append(one)
                known |= named
    return telling


def names_in(telling: Iterable[Json], registry: Registry, config_file: Path) -> Names:
    """The names of an archive that holds these documents."""
    archive = renderer().load(config_file)
    assert isinstance(archive, Settings), archive
    pages = [article(one, registry) for one in telling]
    return names_of(publication(pages, registry, archive.site, archive.site_url, DAY))


def drafts_in(spool: Path) -> Drafts[Spooled]:
    """A draft of each line, in the order of the index."""
    found = []
    with spool.open("rb") as lines:
        at = 0
        for line in lines:
            digest = blake2b(line, digest_size=DIGEST // 2).hexdigest()
            found.append(Spooled(json.loads(line)["id"], digest, at))
            at += len(line)
    return Drafts(
        sorted(found), attrgetter("digest"), lambda one: functools.partial(read_document, spool, one.at)
    )


def read_document(spool: Path, at: int) -> SearchDocument:
    """The document of the line that begins ``at``."""
    with spool.open("rb") as lines:
        lines.seek(at)
        one = json.loads(lines.readline())
    return SearchDocument(
        id=one["id"],
        address=f"briefings/{one['id']}.html",
        title=one["title"],
        title_generated=False,
        date=one["date"],
        date_inferred=False,
        ministries=tuple(one["ministry_ids"]),
        topics=tuple(one["topics"]),
        kind=one["kind"],
        text=plain_text(one["body"]),
        added=one["added"],
    )


# ------------------------------------------------------------------------------------------------------------------- the index


def index_into(folder: Path) -> None:
    """In a process of its own: the index of what is spooled in ``folder``; tells what it took as JSON."""
    names = names_in(read_lines(folder / TELLING), load_registry(), folder / "archive" / "mkdocs.yml")
    drafts = drafts_in(folder / SPOOL)
    before = _most_memory()
    start = time.process_time()
    with no_garbage():
        write_index(drafts, names, folder / "archive" / "site" / "search", folder / "cache")
    say(json.dumps({"cpu_s": time.process_time() - start, "memory": _most_memory(), "memory_before": before}))


def _most_memory() -> int:
    """Bytes that this process has held at most."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def built(source: Path, folder: Path) -> Json:
    """An archive in ``folder`` whose search knows the releases; how many, and what the index took and takes."""
    config = folder / "archive" / "mkdocs.yml"
    if not (folder / TELLING).exists():
        empty_archive(folder / "archive")
        telling = spooled(releases(source), folder / SPOOL, load_registry())
        (folder / TELLING).write_text("\n".join(map(json.dumps, telling)), "utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench_search_size", str(source), "--index-into", str(folder)],
        check=True,
        cwd=ROOT,
        stdout=subprocess.PIPE,
    )
    files = [path for path in (config.parent / "site" / "search").rglob("*") if path.is_file()]
    with (folder / SPOOL).open("rb") as lines:
        count = sum(1 for _ in lines)
    return {
        "docs": count,
        **json.loads(done.stdout),
        "files": len(files),
        "bytes": sum(path.stat().st_size for path in files),
        "bytes_gzip": sum(len(gzip.compress(path.read_bytes(), 6)) for path in files),
    }


def index_line(one: Json) -> str:
    """What the index took and takes, as a line."""
    return (
        f"{one['docs']:,} releases: index built in {one['cpu_s']:.0f} s of CPU ({1000 * one['cpu_s'] / one['docs']:.2f} ms each), "
        f"{one['memory'] / 2**20:,.0f} MiB at most ({one['memory_before'] / 2**20:,.0f} before it began); "
        f"{one['files']:,} files, {one['bytes'] / 2**20:,.0f} MiB, {one['bytes_gzip'] / 2**20:,.0f} packed one by one"
    )


# --------------------------------------------------------------------------------------------------------------------- asking


def asked(site: Path) -> Json:
    """What queries cost, by mode."""
    queries = [one["query"] for one in meaning_queries(["report"])]
    with sync_playwright() as playwright, addresses(site) as bases:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        ask = functools.partial(ask_all, browser, queries=queries, today=TODAY)
        noted = {mode: ask(base=bases[mode], note=True) for mode in MODES}
        timed: dict[str, list[Any]] = {mode: [] for mode in MODES}
        for mode in MODES * RUNS:
            timed[mode].append(ask(base=bases[mode], note=False))
        browser.close()
    return {"queries": len(queries), **{mode: costs(noted[mode], timed[mode], site) for mode in MODES}}


def say_costs(result: Json) -> None:
    """As lines, and as JSON."""
    for mode in MODES:
        say(cost_line(mode, result[mode]))
    say(json.dumps(result))


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "docs", type=Path, help="a folder of releases in Markdown, JSON lines, or a built site"
    )
    parser.add_argument(
        "--keep",
        type=Path,
        help="build the archive here and leave it: another run takes the releases from it",
    )
    parser.add_argument("--index-into", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.index_into:
        index_into(given.index_into)
        return
    if (given.docs / "search").is_dir():
        say_costs(asked(given.docs.resolve()))
        return
    with tempfile.TemporaryDirectory() as name:
        folder = (given.keep or Path(name)).resolve()
        result = built(given.docs, folder)
        say(index_line(result))
        say_costs({**result, **asked(folder / "archive" / "site")})


if __name__ == "__main__":
    main()
