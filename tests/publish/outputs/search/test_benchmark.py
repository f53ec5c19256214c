"""The floors of issue 5 on the benchmark beside the checkout, asked of the engine. `make bench-search` asks the page, hosted and from disk."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from builder.publish.outputs.search import write_publication

pytestmark = pytest.mark.browser

ROOT = Path(__file__).resolve().parents[4]
ENGINE = ROOT / "builder" / "theme" / "assets" / "search" / "engine"
ASK = """async (queries) => {
  const engine = BriefingsSearch.open("");
  const found = [];
  for (const query of queries) found.push((await engine.search(query, { limit: 10 })).hits.map((hit) => hit.id));
  return found;
}"""


@pytest.fixture(scope="module")
def bench(load_module):
    return load_module(ROOT / "tests" / "bench_search.py")


@pytest.fixture(scope="module")
def benchmark(shared, bench, new_archive, tmp_path_factory, chromium):
    """The publication, and a page that can ask."""
    folder = tmp_path_factory.mktemp("benchmark")
    config = new_archive(folder / "archive", {})
    (config.parent / "docs").mkdir()
    what = bench.published(bench.read_lines(shared / "search" / "docs.jsonl"), config)
    write_publication(what, folder / "site", folder / "cache")
    shutil.copytree(ENGINE, folder / "site" / "engine")
    scripts = "".join(f'<script src="engine/{path.name}"></script>' for path in sorted(ENGINE.iterdir()))
    (folder / "site" / "page.html").write_text(
        f'<!doctype html><meta charset="utf-8"><title>x</title>{scripts}', "utf-8"
    )
    page = chromium.new_page()
    page.goto((folder / "site" / "page.html").as_uri())
    yield what, page
    page.close()


def answers(bench, page, queries):
    return [bench.Answer(tuple(ids), 0.0, (), first=False) for ids in page.evaluate(ASK, queries)]


def test_the_wanted_document_is_found(shared, bench, benchmark):
    queries = bench.read_lines(shared / "search" / "queries.jsonl")
    macro, types = bench.quality(queries, answers(bench, benchmark[1], [one["query"] for one in queries]))
    assert macro["R@1"] >= 0.91  # the issue: 0.88; reached: 0.928
    assert macro["R@10"] >= 0.99
    assert {kind: one["R@10"] for kind, one in types.items() if one["R@10"] < 0.95} == {}
    assert macro["zero"] == 0


def test_an_abbreviation_fills_the_first_ten_with_its_bodys_documents(shared, bench, benchmark):
    what, page = benchmark
    topical = bench.topical_queries(bench.read_lines(shared / "search" / "docs.jsonl"), what)
    shares = [
        len(one.wanted.intersection(answer.ids)) / min(10, len(one.wanted))
        for one, answer in zip(topical, answers(bench, page, [one.query for one in topical]), strict=True)
    ]
    assert len(shares) >= 100
    assert sum(shares) / len(shares) >= 0.95  # the issue: 0.90; reached: 0.999
