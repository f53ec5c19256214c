"""The page of a seed that has just been saved, shown before the archive is built."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path

from builder.host.renderer import renderer
from builder.intake.discover import seed_name
from builder.intake.read import read_seed
from builder.pages.current import current
from builder.pages.identity import match_seeds
from builder.pages.known import known_page
from builder.pages.likeness import with_text_hash
from builder.pages.page import Page
from builder.pages.store import page_at
from builder.permanence.ledger import whole_ledger
from builder.prose.front_matter import dump_page
from builder.registry import Registry
from builder.run.articles import How, Task, article_of_task, how_it_stood
from builder.settings import Settings
from builder.theme.functions import FRAGMENTS

_MOST = 20
"""With more changes than these, the build comes first."""


class Previews:
    """Of one archive, as it was built last."""

    def __init__(self, settings: Settings, registry: Registry, pages: Mapping[str, str], today: str) -> None:
        """``pages``: seed's file, as pages name it → the path of its page."""
        self._settings, self._registry, self._pages, self._today = settings, registry, pages, today
        self._single = renderer().single(settings)

    def pages(self, changed: Collection[Path]) -> Mapping[str, bytes]:
        """The pages of those files that are the seed of a standing page, by address."""
        if self._single is None or len(changed) > _MOST:
            return {}
        return dict(filter(None, map(self._page, sorted(changed))))

    def _page(self, file: Path) -> tuple[str, bytes] | None:
        if not file.is_relative_to(self._settings.seeds) or self._single is None:
            return None
        name = seed_name(self._settings.seeds, file)
        path = self._pages.get(name)
        text = self._text(file, name, path) if path else None
        if path is None or text is None:
            return None
        try:
            fragments = (self._settings.root / FRAGMENTS / f"{path}.json").read_bytes()
        except FileNotFoundError:
            fragments = b""
        return self._single.rendered(path, text, fragments)

    def _text(self, file: Path, name: str, path: str) -> str | None:
        """The page as the build will write it; None where that has to be weighed with other seeds."""
        settings, registry = self._settings, self._registry
        seed, found = read_seed(file, name, registry.list_page_patterns).seed, page_at(settings.docs, path)
        if seed is None or not isinstance(found, Page) or found.record.withdrawn:
            return None
        standing = current(found, registry)
        ours, _ = match_seeds([with_text_hash(seed)], [known_page(standing)])
        if not ours or ours[0].page_id != standing.record.id:
            return None
        published = whole_ledger(settings.docs, settings.site_dir).living
        before = how_it_stood(settings, published, standing)
        how = How(self._today, None, settings.personal)
        made = article_of_task(Task(ours[0], before, how), registry).made
        return dump_page(made.page.meta, made.page.body) if made.page and not made.problems else None
