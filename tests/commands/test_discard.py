"""A page put there by mistake can be taken back, and nothing else can."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from click.testing import Result

from builder.permanence.ledger import LEDGER, PUBLISHED, Ledger, ledger_text, record

SEED = "관세청, 통관 절차 고친다\n\n2020-01-02 10:00\n\n관세청은 2일 통관 절차를 고친다고 밝혔다.\n"


def test_a_mistake_is_undone(
    new_archive: Callable[..., Path], briefings: Callable[..., Result], tmp_path: Path
) -> None:
    config = new_archive(tmp_path / "a", {"a.txt": SEED})
    docs, site, seed = (config.parent / name for name in ("docs", "site", "seeds/a.txt"))
    briefings("build", "--no-site", "-f", config)
    (page,) = (docs / "briefings").glob("*.md")
    address = f"briefings/{page.stem}.html"
    site.mkdir()
    (site / PUBLISHED).write_text(ledger_text(Ledger(frozenset({"index.html", address}))), "utf-8")
    record(docs, site)

    assert "seeds/a.txt" in briefings("discard", page.stem, "-f", config).stderr
    seed.unlink()
    text = page.read_text("utf-8")
    page.unlink()
    assert f"{page.name}: E304" in briefings("build", "--no-site", "-f", config).stderr
    page.write_text(text, "utf-8")
    assert briefings("discard", page.stem, "-f", config).exit_code == 0
    assert not page.exists()
    result = briefings("build", "--no-site", "-f", config)
    assert (result.exit_code, "E304" in result.stderr) == (0, False)

    record(docs, site)  # as a build does when the site with it stands again
    assert f"- {address}" not in (docs / LEDGER).read_text("utf-8")


def test_what_is_no_page_is_told(
    new_archive: Callable[..., Path], briefings: Callable[..., Result], tmp_path: Path
) -> None:
    config = new_archive(tmp_path / "a", {})
    for wrong in ("../index", "k7f3q9x2mt"):
        assert briefings("discard", wrong, "-f", config).exit_code == 2
