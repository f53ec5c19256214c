"""What readers ask and what the search page answers (examples.yaml): hosted and from disk, with a reader's clock that stands."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

pytestmark = pytest.mark.browser

EXAMPLES = yaml.safe_load(Path(__file__).with_name("examples.yaml").read_bytes())
#: The reader's day.
TODAY = "2026-05-20T12:00:00"

#: One query after another; of each what stands on the page when its answer does.
_ASK = """async (queries) => {
  const text = (selector) => Array.from(document.querySelectorAll(selector), (one) => one.innerText.replace(/\\s+/g, " "));
  const hits = document.querySelector(".bp-find__hits");
  const input = document.querySelector(".bp-search--page input");
  const answers = [];
  for (const query of queries) {
    const drawn = new Promise((drawn) => {
      const watch = new MutationObserver(() => {
        if (hits.dataset.query !== query) return;
        watch.disconnect();
        drawn();
      });
      delete hits.dataset.query;
      watch.observe(hits, { attributes: true });
    });
    input.value = query;
    input.form.requestSubmit();
    await drawn;
    answers.push({
      titles: text(".bp-hit h3"),
      total: Number(hits.dataset.total),
      chips: text(".bp-find__chip"),
      says: text(".bp-find__told li, .bp-find__none h3").join(" "),
    });
  }
  return answers;
}"""


@pytest.fixture(scope="module")
def examples_site(tmp_path_factory, new_archive, briefings) -> Path:
    seeds = {}
    for name, one in EXAMPLES["documents"].items():
        date = f"date: {one['date']}\n" if "date" in one else ""
        seeds[f"{name}.txt"] = f"---\ntitle: {one['title']}\n{date}---\n{one['text']}\n"
    config = new_archive(tmp_path_factory.mktemp("examples") / "archive", seeds)
    result = briefings("build", "-f", config)
    assert result.exit_code == 0, result.output
    return config.parent / "site"


@pytest.fixture(scope="module", params=["hosted", "disk"])
def answers(request, chromium, host_folder, examples_site) -> Mapping[str, Any]:
    """The answer to each query, all asked in one page."""
    page = chromium.new_page()
    page.clock.set_fixed_time(TODAY)
    queries = [one["query"] for one in EXAMPLES["queries"]]
    with host_folder(examples_site) as address:
        page.goto(f"{address if request.param == 'hosted' else f'{examples_site.as_uri()}/'}search.html")
        found = page.evaluate(_ASK, queries)
    page.close()
    return dict(zip(queries, found, strict=True))


@pytest.mark.parametrize("example", EXAMPLES["queries"], ids=lambda one: one["query"])
def test_example(answers, example):
    answer = answers[example["query"]]
    names = {one["title"]: name for name, one in EXAMPLES["documents"].items()}
    found = [names[title] for title in answer["titles"]]
    if "finds" in example:
        assert (sorted(found), answer["total"]) == (sorted(example["finds"]), len(example["finds"]))
    if "first" in example:
        assert found[0] == example["first"], found
    assert set(example.get("holds", ())) <= set(found)
    assert not set(example.get("lacks", ())) & set(found)
    if "chips" in example:
        assert answer["chips"] == example["chips"]
    assert example.get("says", "") in answer["says"]
