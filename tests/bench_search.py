"""How well, how cheaply and how fast the search finds: every query of a benchmark, asked through the search page in headless Chromium.

Run with `make bench-search DOCS=docs.jsonl QUERIES=queries.jsonl`. A document is {id, title, text, ministry, date}, a query {type, query,
gold}: the id of the one document that is wanted. A throw-away archive is made of the documents: its search page rendered by MkDocs and
the theme, its index from the documents' Markdown as publishing makes it (the articles' own pages are not rendered: nobody reads them
here). It is asked over http and from file://, in pages of twenty queries, so that each page's first one finds an empty cache.

Prints how much of the first ten the documents of a body fill when it is named by an abbreviation, a table, and as its last line JSON.
Bytes are gzip sizes of all a query makes the page load, a first one with the scripts; milliseconds from setting the query to its results
standing on the page, of each query the median of three runs in which nobody listens to what is loaded; before each query the page comes to
rest. With `GENERATE=100000` the archive is filled up with documents made of the benchmark's words, every fourth query is asked, and
memory and time of building the index are shown; with `CHANGE=5000` only the time that one changed document takes is measured.

With `make bench-search MEANING=1 DOCS=releases.jsonl.gz` the queries of tests/publish/outputs/search/meaning.jsonl are asked instead, over http, of an
archive of the press releases that they were judged on; tests/publish/outputs/search/MEANING.md says what the figures mean. `HALF=tune` asks one half.
"""

from __future__ import annotations

import argparse
import dataclasses
import datetime as dt
import filecmp
import functools
import gzip
import http.server
import json
import math
import multiprocessing
import os
import random
import re
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from builder.catalogue.bodies import korean_order
from builder.host.renderer import renderer
from builder.kept import key_of
from builder.model import Document, Paragraph
from builder.pages.page import Page as ArticlePage
from builder.prose.markdown import render_document
from builder.publish.outputs.search import SearchDocument, names_of, write_publication, write_search
from builder.publish.publication import Publication, publication
from builder.registry import Registry, load_registry
from builder.settings import Settings

ROOT = Path(__file__).resolve().parents[1]
DAY = "2025-11-25"
#: Queries a page is asked before a new one, with an empty cache, takes its place.
SESSION = 20
RUNS = 3
MODES = ("hosted", "disk")
MEANING = Path(__file__).parent / "publish" / "outputs" / "search" / "meaning.jsonl"
#: The reader's day where queries are asked that say `작년` or `지난달`: that of the last release.
TODAY = "2026-05-20"

Json = dict[str, Any]


def say(line: str) -> None:
    """Tell it at once: the run takes minutes."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def read_lines(path: Path) -> list[Json]:
    """A file with a JSON object a line; it may be packed with gzip."""
    data = path.read_bytes()
    text = (gzip.decompress(data) if path.suffix == ".gz" else data).decode("utf-8")
    return [json.loads(line) for line in text.split("\n") if line.strip()]


# ------------------------------------------------------------------------------------------------------------------ the archive


def facts_of(document: Json, registry: Registry) -> Json:
    """What the builder would have written above the document's text, all supplied."""
    date = document.get("date") or None
    named = registry.bodies_by_name.get(document.get("ministry") or "", ())
    bodies = [body for body in named if date is None or body.alive(date)][:1]
    topics = Counter(
        hit.term.id for hit in registry.lexicon.scan([document["title"]])[0] if hit.term.kind == "topic"
    )
    return {
        "title": document["title"],
        "title_basis": "supplied",
        "date": date,
        "date_basis": "supplied" if date else "unknown",
        "ministry_ids": [body.id for body in bodies],
        "ministries": [body.name for body in bodies],
        "ministry_roles": ["lead" for _ in bodies],
        "topics": sorted(topics, key=lambda slug: (-topics[slug], slug))[:3],
        "kind": "press_release" if bodies else "unknown",
        "added": DAY,
    }


def markdown_of(document: Json) -> str:
    """The document's text as the builder would have written it."""
    lines = document["text"].split("\n")
    return render_document(Document(tuple(Paragraph(line) for line in lines if line.strip())))


def article(document: Json, registry: Registry) -> ArticlePage:
    """A document as the page that the builder would have written."""
    return ArticlePage.read(
        f"briefings/{document['id']}.md", facts_of(document, registry), markdown_of(document)
    )


def generated(originals: Sequence[Json], count: int) -> Iterator[Json]:
    """The documents, filled up to ``count`` with ones whose words come from three of them: title of one, thirds of the texts of others."""
    yield from originals[:count]
    words = [document["text"].split() for document in originals]
    for number in range(len(originals), count):
        choose = random.Random(number)
        model = choose.choice(originals)
        parts = [_part(choose, choose.choice(words), len(model["text"].split()) // 3 + 1) for _ in range(3)]
        day = dt.date(2001, 1, 1) + dt.timedelta(choose.randrange(9_400))
        yield {
            **model,
            "id": f"g{number:06d}",
            "text": " ".join(" ".join(part) for part in parts),
            "date": day.isoformat() if model.get("date") else "",
        }


def _part(choose: random.Random, words: list[str], length: int) -> list[str]:
    start = choose.randrange(max(1, len(words) - length + 1))
    return words[start : start + length]


def empty_archive(folder: Path) -> Path:
    """An archive without articles, published: pages, theme, search page. Its mkdocs.yml."""
    for arguments in (["new", str(folder)], ["build", "-f", str(folder / "mkdocs.yml")]):
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "SOURCE_DATE_EPOCH": "1764028800"}
        subprocess.run(
            [sys.executable, "-m", "builder", *arguments],
            check=True,
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
    return folder / "mkdocs.yml"


def published(originals: Sequence[Json], config_file: Path) -> Publication:
    """The documents as they are about to be published."""
    registry = load_registry()
    archive = renderer().load(config_file)
    assert isinstance(archive, Settings), archive
    pages = [article(document, registry) for document in originals]
    digests = {page.path: key_of(repr(page)) for page in pages}  # as publishing knows those of the files
    return dataclasses.replace(
        publication(pages, registry, archive.site, archive.site_url, DAY), digests=digests
    )


# --------------------------------------------------------------------------------------------------------------------- asking

#: Waits for the page to come to rest, as a reader does who reads before asking again.
_ASK = """(query) => new Promise((rest) => requestAnimationFrame(() => requestIdleCallback(rest))).then(() => new Promise((resolve, reject) => {
  const hits = document.querySelector(".bp-find__hits");
  const failed = document.querySelector(".bp-find__failed");
  const input = document.querySelector(".bp-search--page input");
  delete hits.dataset.query;
  const watch = new MutationObserver(() => {
    if (failed.children.length) { watch.disconnect(); reject(new Error(failed.dataset.why || "failed")); }
    if (hits.dataset.query !== query) return;
    watch.disconnect();
    hits.getBoundingClientRect();  // lays the page out
    const ms = performance.now() - start;
    const ids = Array.from(hits.querySelectorAll("h3 a"), (link) => link.getAttribute("href").replace(/^.*briefings\\/|\\.html$/g, ""));
    const chips = Array.from(document.querySelectorAll(".bp-find__chip"), (chip) => [chip.dataset.kind || "body", chip.dataset.value || chip.textContent]);
    resolve({ ms: ms, ids: ids, chips: chips, total: Number(hits.dataset.total) });
  });
  watch.observe(hits, { attributes: true });
  watch.observe(failed, { childList: true });
  const start = performance.now();
  input.value = query;
  input.form.requestSubmit();
}))"""


@dataclasses.dataclass(frozen=True, slots=True)
class Answer:
    """What the page showed for a query, how long it took, what it loaded (paths in the site, where they were noted); ``first`` of its page.

    A chip is its kind and its value: what the button says of itself as data-kind and data-value, else a body and the button's text.
    ``cpu``: milliseconds that the page's process worked for it, on all its threads, the coming to rest before it among them.
    """

    ids: tuple[str, ...]
    ms: float
    loaded: tuple[str, ...]
    first: bool
    chips: tuple[tuple[str, str], ...] = ()
    cpu: float = 0.0


class Quiet(http.server.SimpleHTTPRequestHandler):
    """A server that keeps connections open, as those on the web do, and says nothing."""

    protocol_version = "HTTP/1.1"
    wbufsize = -1  # head and body in one piece …
    disable_nagle_algorithm = (
        True  # … and the rest of a longer body at once: else it waits 40 ms for the browser's acknowledgement
    )

    def log_message(self, *_: object) -> None:
        """Nothing."""


def serve(folder: str, channel: Any) -> None:
    """Serve ``folder`` until the process is ended; the port is sent through ``channel``."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=folder))
    channel.send(server.server_port)
    server.serve_forever()


@contextmanager
def addresses(site: Path) -> Iterator[Mapping[str, str]]:
    """Where the site is, by mode. The server is a process of its own: it shall not wait for the browser's driver."""
    ours, theirs = multiprocessing.Pipe()
    process = multiprocessing.get_context("spawn").Process(
        target=serve, args=(str(site), theirs), daemon=True
    )
    process.start()
    yield {"hosted": f"http://localhost:{ours.recv()}/", "disk": f"{site.as_uri()}/"}
    process.terminate()
    process.join()


#: The page's clock stands at noon of a day.
_CLOCK = """{
  const noon = Date.parse("%sT12:00:00");
  window.Date = class extends Date {
    constructor(...given) { given.length ? super(...given) : super(noon); }
    static now() { return noon; }
  };
}"""


def ask_all(
    browser: Browser, base: str, queries: Sequence[str], *, note: bool, today: str = ""
) -> list[Answer]:
    """Every query in order, ``SESSION`` a page, on the day ``today``. With ``note`` what they load is noted, which takes time.

    Raises:
        AssertionError: a page loads anything of the index before it is asked.
    """
    answers = []
    for start in range(0, len(queries), SESSION):
        page = browser.new_context().new_page()
        if today:
            page.add_init_script(_CLOCK % today)
        loaded: list[str] = []
        if note:
            page.on("request", functools.partial(_note, loaded, base))
        page.goto(f"{base}search.html")
        page.wait_for_load_state("load")
        early = [path for path in loaded if path.startswith("search/")]
        assert not early, f"loaded before the reader turned to the search: {early}"
        loaded[:] = [path for path in loaded if path.startswith("assets/search/")]
        worked = cpu_clock(page)
        answers += [
            ask(page, query, loaded, worked, first=number == 0)
            for number, query in enumerate(queries[start : start + SESSION])
        ]
        page.context.close()
    return answers


def _note(loaded: list[str], base: str, request: Any) -> None:
    loaded.append(request.url.removeprefix(base).split("?")[0])


def cpu_clock(page: Page) -> Callable[[], float]:
    """A clock of the milliseconds that the page's process has worked."""
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable")

    def worked() -> float:
        metrics = session.send("Performance.getMetrics")["metrics"]
        return next(1000 * float(one["value"]) for one in metrics if one["name"] == "ProcessTime")

    return worked


def ask(page: Page, query: str, loaded: list[str], worked: Callable[[], float], *, first: bool) -> Answer:
    """One query; what ``loaded`` holds before counts too."""
    start = worked()
    found = page.evaluate(_ASK, query.strip())
    chips = tuple((kind, value) for kind, value in found["chips"])
    answer = Answer(tuple(found["ids"]), found["ms"], tuple(loaded), first, chips, worked() - start)
    loaded.clear()
    return answer


# ------------------------------------------------------------------------------------------------------------------- measuring


def percentile(values: Sequence[float], share: float) -> float:
    """The value that ``share`` of the values do not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else 0.0


def quality(queries: Sequence[Json], answers: Sequence[Answer]) -> tuple[Json, Json]:
    """Macro figures and those of each type: share with the wanted document first and in the first ten, mean reciprocal rank, queries without a result."""
    ranks: dict[str, list[int]] = defaultdict(list)
    zero: Counter[str] = Counter()
    for query, answer in zip(queries, answers, strict=True):
        ranks[query["type"]].append(
            answer.ids.index(query["gold"]) + 1 if query["gold"] in answer.ids[:10] else 0
        )
        zero[query["type"]] += not answer.ids
    types = {
        kind: {
            "R@1": _mean(rank == 1 for rank in found),
            "R@10": _mean(rank > 0 for rank in found),
            "MRR@10": _mean(1 / rank if rank else 0.0 for rank in found),
            "zero": zero[kind],
        }
        for kind, found in sorted(ranks.items())
    }
    macro = {key: _mean(one[key] for one in types.values()) for key in ("R@1", "R@10", "MRR@10")}
    return {**macro, "zero": sum(zero.values())}, types


def _mean(values: Iterable[float]) -> float:
    return round(float(statistics.fmean(values)), 4)


def measured(
    queries: Sequence[Json], noted: Sequence[Answer], timed: Sequence[Sequence[Answer]], site: Path
) -> Json:
    """The figures of one mode: answers and bytes of the run that was noted; of each query's times in the others the median."""
    macro, types = quality(queries, noted)
    return {"macro": macro, "types": types, **costs(noted, timed, site)}


def costs(noted: Sequence[Answer], timed: Sequence[Sequence[Answer]], site: Path) -> Json:
    """What the queries of one mode cost: bytes of the run that was noted; of each query's times in the others the median."""
    size = functools.cache(lambda path: len(gzip.compress((site / path).read_bytes(), 6)))
    times = [statistics.median(answer.ms for answer in same) for same in zip(*timed, strict=True)]
    work = [statistics.median(answer.cpu for answer in same) for same in zip(*timed, strict=True)]
    loaded = [
        (answer.first, sum(size(path) for path in answer.loaded if (site / path).is_file()))
        for answer in noted
    ]
    return {
        "bytes_first": max(weight for first, weight in loaded if first),
        "bytes_later_p95": int(percentile([weight for first, weight in loaded if not first], 0.95)),
        "p50_ms": round(percentile(times, 0.5), 1),
        "p95_ms": round(percentile(times, 0.95), 1),
        "cpu_p50_ms": round(percentile(work, 0.5), 1),
        "cpu_p95_ms": round(percentile(work, 0.95), 1),
    }


def cost_line(mode: str, one: Json) -> str:
    """The costs of one mode as a line."""
    return (
        f"{mode}: first query {one['bytes_first']:,} bytes at most, later ones {one['bytes_later_p95']:,} at p95; "
        f"p50 {one['p50_ms']:.0f} ms, p95 {one['p95_ms']:.0f} ms; "
        f"CPU of the page p50 {one['cpu_p50_ms']:.0f} ms, p95 {one['cpu_p95_ms']:.0f} ms"
    )


def table(result: Json) -> Iterator[str]:
    """The figures as lines."""
    for mode in MODES:
        one = result[mode]
        yield cost_line(mode, one)
        yield f"  {'type':8} {'R@1':>6} {'R@10':>6} {'MRR@10':>7} {'zero':>5}"
        for kind, found in [*one["types"].items(), ("macro", one["macro"])]:
            yield f"  {kind:8} {found['R@1']:6.3f} {found['R@10']:6.3f} {found['MRR@10']:7.3f} {found['zero']:5}"


# --------------------------------------------------------------------------------------------------------------- abbreviations


@dataclasses.dataclass(frozen=True, slots=True)
class Topical:
    """An abbreviation with a word of the body's titles, and the documents of the body that hold the word."""

    body: str
    query: str
    wanted: frozenset[str]


def topical_queries(originals: Sequence[Json], what: Publication) -> list[Topical]:
    """For each body with ten documents or more: each abbreviation it has today with the five words that most of its titles hold."""
    texts = {document["id"]: f"{document['title']}\n{document['text']}" for document in originals}
    queries = []
    for body in sorted(what.collection.bodies.values(), key=korean_order):
        own = [entry.id for entry in what.collection.announced.get(body.id, ())]
        current = [alias for alias in body.aliases if alias != body.name] if body.until is None else []
        if len(own) < 10:
            continue
        counts = Counter(
            word
            for one in own
            for word in set(re.findall(r"[가-힣]{2,}", what.articles[one].record.title))
            if word not in {body.name, *body.aliases}
        )
        common = sorted(counts, key=lambda word: (-counts[word], word))[:5]
        queries += [
            Topical(body.name, f"{alias} {word}", frozenset(one for one in own if word in texts[one]))
            for alias in current
            for word in common
        ]
    return queries


def abbreviations(queries: Sequence[Topical], answers: Sequence[Answer]) -> Iterator[str]:
    """How much of the attainable first ten the body's documents fill, by body and all in all."""
    shares: dict[str, list[float]] = defaultdict(list)
    for query, answer in zip(queries, answers, strict=True):
        shares[query.body].append(
            len(query.wanted.intersection(answer.ids[:10])) / min(10, len(query.wanted))
        )
    yield f"abbreviations: {len(queries)} queries, filled {statistics.mean(share for found in shares.values() for share in found):.3f} of the attainable first ten"
    low = {body: statistics.mean(found) for body, found in shares.items() if statistics.mean(found) < 0.9}
    yield f"  bodies below 0.9: {', '.join(f'{body} {share:.2f}' for body, share in sorted(low.items())) or 'none'}"


# --------------------------------------------------------------------------------------------------------------------- meaning


def release(record: Json) -> Json:
    """A press release of korea.kr, with the field names of its open data, as a document. An article's id begins with a letter."""
    names = {"title": "Title", "text": "DataContents", "ministry": "MinisterCode", "date": "ApproveDate"}
    return {"id": f"r{record['NewsItemId']}", **{ours: record[theirs] for ours, theirs in names.items()}}


def meaning_queries(halves: Sequence[str]) -> list[Json]:
    """The queries of some halves, what is judged by the ids that ``release`` gives."""
    queries = [one for one in read_lines(MEANING) if one["half"] in halves]
    return [
        {**one, "judged": {f"r{news}": grade for news, grade in one["judged"].items()}} for one in queries
    ]


def success(judged: Mapping[str, int], ids: Sequence[str]) -> bool:
    """Whether a document that is good (grade 2) or exactly what is wanted (3) is among the first ten."""
    return any(judged.get(one, 0) >= 2 for one in ids[:10])


def ndcg(judged: Mapping[str, int], ids: Sequence[str]) -> float:
    """The gain of the first ten, 2^grade - 1 over log2(rank + 1), as a share of what the best order would gain."""

    def gain(grades: Iterable[int]) -> float:
        return sum((2**grade - 1) / math.log2(rank + 2) for rank, grade in enumerate(grades))

    best = sorted(judged.values(), reverse=True)[:10]
    return gain(judged.get(one, 0) for one in ids[:10]) / gain(best)


def names_alike(name: str, registry: Registry) -> set[str]:
    """All names under which a body has lived: a chip may show any of them."""
    found: set[str] = set()
    waiting = list(registry.bodies_by_name.get(name, ()))
    while waiting:
        body = waiting.pop()
        if body.id not in found:
            found.add(body.id)
            waiting += [
                registry.bodies[one]
                for one in (*body.predecessors, *body.successors)
                if one in registry.bodies
            ]
    return {name} | {registry.bodies[one].name for one in found}


def right_chip(chip: tuple[str, str], expected: Mapping[str, str], registry: Registry) -> bool:
    """Whether a chip is one that the query asks for."""
    kind, value = chip
    if kind not in expected:
        return False
    return value == expected[kind] or (
        kind == "body" and any(name in value for name in names_alike(expected[kind], registry))
    )


def meaning_figures(pairs: Sequence[tuple[Json, Answer]], registry: Registry) -> Json:
    """The figures of queries with their answers. Chips: shares of the queries that show a wrong one, and of those that want one and lack it."""
    shown = [({kind for kind, _ in one.chips}, query["chips"]) for query, one in pairs]
    lacking = [not set(wanted) - {"person"} <= kinds for kinds, wanted in shown if set(wanted) - {"person"}]
    return {
        "queries": len(pairs),
        "success@10": _mean(success(query["judged"], one.ids) for query, one in pairs),
        "nDCG@10": _mean(ndcg(query["judged"], one.ids) for query, one in pairs),
        "wrong": _mean(
            not all(right_chip(chip, query["chips"], registry) for chip in one.chips) for query, one in pairs
        ),
        "lacking": _mean(lacking) if lacking else None,
        "zero": sum(not one.ids for _, one in pairs),
    }


def meaning_table(half: str, types: Mapping[str, Json]) -> Iterator[str]:
    """The figures of a half as lines."""
    yield f"{half:12} {'queries':>7} {'success@10':>10} {'nDCG@10':>8} {'wrong':>6} {'lacking':>7} {'zero':>5}"
    for kind, one in types.items():
        lacking = "–" if one["lacking"] is None else f"{one['lacking']:.3f}"
        yield f"{kind:12} {one['queries']:7} {one['success@10']:10.3f} {one['nDCG@10']:8.3f} {one['wrong']:6.3f} {lacking:>7} {one['zero']:5}"


def bench_meaning(docs: Path, halves: Sequence[str]) -> None:
    """Build the archive of the releases, ask the queries of the halves, print."""
    queries = meaning_queries(halves)
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name).resolve()
        config = empty_archive(folder / "archive")
        what = published([release(record) for record in read_lines(docs)], config)
        write_publication(what, config.parent / "site", folder / "cache")
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        with addresses(config.parent / "site") as bases:
            answers = ask_all(
                browser, bases["hosted"], [one["query"] for one in queries], note=False, today=TODAY
            )
        browser.close()
    result: Json = {}
    for half in halves:
        mine = [(query, one) for query, one in zip(queries, answers, strict=True) if query["half"] == half]
        groups = {
            kind: [pair for pair in mine if pair[0]["type"] == kind]
            for kind in dict.fromkeys(query["type"] for query, _ in mine)
        }
        result[half] = {
            kind: meaning_figures(pairs, what.registry) for kind, pairs in (*groups.items(), ("all", mine))
        }
        for line in meaning_table(half, result[half]):
            say(line)
    say(json.dumps(result))


# ---------------------------------------------------------------------------------------------------------------- large archives


def index_generated(docs: Path, count: int, folder: Path) -> None:
    """In a process of its own: the index of ``count`` documents, with the time and the memory that it took."""
    originals = read_lines(docs)
    config = folder / "archive" / "mkdocs.yml"
    what = published(originals, config)
    registry, names = what.registry, names_of(what)
    made = (_search_document(article(document, registry)) for document in generated(originals, count))
    everything = list(made)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.perf_counter()
    write_search(everything, names, config.parent / "site", folder / "cache")
    took = time.perf_counter() - start
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    say(
        f"{count:,} documents: index built in {took:.0f} s; memory at most {most / 2**20:.2f} GiB, {before / 2**20:.2f} GiB of it the documents themselves"
    )


def _search_document(page: ArticlePage) -> SearchDocument:
    record, article_id = page.record, Path(page.path).stem
    return SearchDocument(
        id=article_id,
        address=f"briefings/{article_id}.html",
        title=record.title,
        title_generated=False,
        date=record.date,
        date_inferred=False,
        ministries=record.ministry_ids,
        topics=record.topics,
        kind=record.kind,
        text=page.body,
        added=DAY,
    )


def change_one(docs: Path, count: int) -> None:
    """The time that one changed article among ``count`` takes, against all of them, from the articles' Markdown to the files of the site."""
    originals = list(generated(read_lines(docs), count))
    changed = originals[count // 2]
    texts = {
        "a sentence more": f"{changed['text']} {originals[0]['title']}",
        "another text": originals[count // 2 - 1]["text"],
    }
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        config = empty_archive(folder / "archive")
        before = published(originals, config)
        for kind, text in texts.items():
            after = published(
                [*originals[: count // 2], {**changed, "text": text}, *originals[count // 2 + 1 :]], config
            )
            anew, update = [], []
            for run in range(RUNS):
                site, cache = folder / kind / f"site-{run}", folder / kind / f"cache-{run}"
                standing: dict[str, str] = {}
                anew.append(_seconds(before, site / "first", cache, standing))
                update.append(_seconds(after, site / "next", cache, standing))
            write_publication(after, folder / kind / "updated", folder / kind / "cache-0")
            write_publication(after, folder / kind / "fresh", folder / kind / "cache-fresh")
            same = not _differences(filecmp.dircmp(folder / kind / "fresh", folder / kind / "updated"))
            took, whole = statistics.median(update), statistics.median(anew)
            say(
                f"{count:,} documents: index anew {whole:.2f} s of CPU, one with {kind} {took:.3f} s ({took / whole:.1%}); bytes as built anew: {same}"
            )


def _seconds(what: Publication, site: Path, cache: Path, standing: dict[str, str]) -> float:
    """CPU of the index, of which only what does not stand (path → digest) is put into ``site``, as in a build."""

    def stands(path: str, digest: str) -> bool:
        known = standing.get(path)
        standing[path] = digest
        return known == digest

    start = time.process_time()
    write_publication(what, site, cache, stands=stands)
    return time.process_time() - start


def _differences(compared: filecmp.dircmp[str]) -> list[str]:
    own = [*compared.left_only, *compared.right_only, *compared.diff_files]
    return [*own, *(one for below in compared.subdirs.values() for one in _differences(below))]


# ------------------------------------------------------------------------------------------------------------------------- main


def bench(docs: Path, queries: Sequence[Json], count: int) -> None:
    """Build the archive, ask it, print."""
    originals = read_lines(docs)
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name).resolve()
        config = empty_archive(folder / "archive")
        site = config.parent / "site"
        what = published(originals, config)
        if count:
            subprocess.run(
                [sys.executable, __file__, str(docs), "--index-into", str(folder), "--generate", str(count)],
                check=True,
            )
        else:
            write_publication(what, site, folder / "cache")
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        result: Json = {"docs": count or len(originals), "queries": len(queries)}
        with addresses(site) as bases:
            topical = [] if count else topical_queries(originals, what)
            if topical:
                for line in abbreviations(
                    topical, ask_all(browser, bases["hosted"], [one.query for one in topical], note=False)
                ):
                    say(line)
            asked = [one["query"] for one in queries]
            noted = {mode: ask_all(browser, bases[mode], asked, note=True) for mode in MODES}
            timed: dict[str, list[list[Answer]]] = {mode: [] for mode in MODES}
            for mode in MODES * RUNS:
                timed[mode].append(ask_all(browser, bases[mode], asked, note=False))
        browser.close()
        for mode in MODES:
            result[mode] = measured(queries, noted[mode], timed[mode], site)
        different = sum(
            one.ids != other.ids for one, other in zip(noted["hosted"], noted["disk"], strict=True)
        )
    for line in table(result):
        say(line)
    say(f"queries with another answer from disk than hosted: {different}")
    say(json.dumps(result))


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("docs", type=Path)
    parser.add_argument("queries", type=Path, nargs="?")
    parser.add_argument(
        "--generate", type=int, default=0, metavar="N", help="fill the archive up to N documents"
    )
    parser.add_argument(
        "--change", type=int, default=0, metavar="N", help="only measure one changed document among N"
    )
    parser.add_argument(
        "--meaning",
        action="store_true",
        help="ask the queries of tests/publish/outputs/search/meaning.jsonl of press releases",
    )
    parser.add_argument("--half", choices=("tune", "report"), help="only this half of them")
    parser.add_argument("--index-into", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.index_into:
        index_generated(given.docs, given.generate, given.index_into)
    elif given.change:
        change_one(given.docs, given.change)
    elif given.meaning:
        bench_meaning(given.docs, [given.half] if given.half else ["tune", "report"])
    else:
        queries = read_lines(given.queries)
        bench(given.docs, queries[::4] if given.generate else queries, given.generate)


if __name__ == "__main__":
    main()
