"""The record of an address tells what stands there, since when, what was changed by whom, and where it leads."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from click.testing import Result

from builder.permanence.ledger import LEDGER, Ledger, ledger_text

SEED = "관세청, 통관 절차 고친다\n\n2020-01-02 10:00\n\n관세청은 2일 통관 절차를 고친다고 밝혔다. 새 절차는 3월에 시작한다.\n"


def test_an_articles_record_is_told_under_each_form_of_its_address(
    new_archive: Callable[..., Path], briefings: Callable[..., Result], tmp_path: Path
) -> None:
    config = new_archive(tmp_path / "a", {"a.txt": SEED})
    docs = config.parent / "docs"

    def run(*words: str) -> Result:
        return briefings(*words, "-f", config)

    run("build", "--no-site")
    (page,) = (docs / "briefings").glob("*.md")
    address = f"briefings/{page.stem}.html"
    assert "not published yet" in run("history", page.stem).stdout
    ledger = Ledger(frozenset({address, "topics/old.html", "gone.html"}), frozenset({"gone.html"}))
    (docs / LEDGER).write_text(ledger_text(ledger), "utf-8")
    (docs / "topics/old.md").write_text(
        "---\ntitle: 옛 이름\nmoved_to: index.md\ngenerated: {}\n---\n", "utf-8"
    )

    (config.parent / "seeds/a.txt").write_text(SEED.replace("3월에", "4월에"), "utf-8")
    page.write_text(page.read_text("utf-8").replace("title: 관세청", "title: 우리 관세청"), "utf-8")
    run("build", "--no-site")
    told = run("history", page.stem, "--full").stdout
    for line in (
        "its source changed body",
        "a person changed title",
        "edited by hand: title",
        "made of a.txt",
    ):
        assert line in told
    assert ("3월에 시작한다" in told, "4월에 시작한다" in told) == (True, True)

    data = json.loads(run("history", page.stem, "--format", "json").stdout)
    assert (data["state"], data["edited"], len(data["version"])) == ("published", ["title"], 12)
    assert [(one["by"], one["what"], one["kept"]) for one in data["changed"]] == [
        ("source", ["body"], True),
        ("person", ["title"], True),
    ]
    for form in (
        address,
        f"briefings/{page.stem}.json",
        f"docs/briefings/{page.stem}.md",
        f"site/{address}?q=1#body",
    ):
        assert run("history", form).stdout.startswith(f"{address}  우리 관세청")

    assert "leads on to index.html" in run("history", "topics/old.html").stdout
    assert "discarded" in run("history", "gone.html").stdout
    for nothing in ("never.html", "../secret.html", "no such thing"):
        assert run("history", nothing).exit_code == 2
