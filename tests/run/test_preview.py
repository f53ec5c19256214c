"""The page of a saved seed is shown before the build as the build makes it."""

from __future__ import annotations

from pathlib import Path
from unittest import mock

from builder.commands.serve import _Served
from builder.kept import Kept
from builder.pages import parsed
from builder.pages.page import Page
from builder.pages.store import read_pages
from builder.run.preview import Previews


def test_it_is_the_page_that_the_site_has(built: Path, copy_of, settings_of, registry) -> None:
    config = copy_of(built)
    settings = settings_of(config)
    pages = [page for page in read_pages(settings.docs)[0] if isinstance(page, Page)]
    previews = Previews(
        settings, registry, {str(one.record.source.file): one.path for one in pages}, "2026-01-01"
    )
    seeds = [settings.seeds / str(one.record.source.file) for one in pages]
    shown = previews.pages([*seeds, settings.seeds / "new.txt", settings.docs / pages[0].path])
    assert len(shown) == len(pages)
    assert [
        address for address, html in shown.items() if (settings.site_dir / address).read_bytes() != html
    ] == []


@mock.patch.object(parsed, "ROOM", 1)
def test_a_served_archive_of_which_not_all_is_in_memory_shows_it_too(
    built: Path, copy_of, settings_of
) -> None:
    config = copy_of(built)
    settings, served = settings_of(config), _Served(config)
    served.rebuild()
    pages = [page for page in read_pages(settings.docs)[0] if isinstance(page, Page)]
    seeds = [settings.seeds / str(one.record.source.file) for one in pages]
    assert len(served.preview(seeds)) == len(pages)
    with Kept(settings.cache) as kept:
        assert kept.names("parsed"), "what is kept has been lost"


def test_it_holds_what_was_saved(built: Path, copy_of, settings_of, registry) -> None:
    settings = settings_of(copy_of(built))
    page = next(
        one
        for one in read_pages(settings.docs)[0]
        if isinstance(one, Page) and one.meta.get("date") is not None
    )
    seed = settings.seeds / str(page.record.source.file)
    previews = Previews(settings, registry, {str(page.record.source.file): page.path}, "2026-01-01")
    seed.write_text(seed.read_text("utf-8") + "\n\n아주 새로운 문단을 하나 더 적었다.\n", "utf-8")
    ((address, html),) = previews.pages([seed]).items()
    assert "아주 새로운 문단".encode() in html
    assert html != (settings.site_dir / address).read_bytes()
