"""One page as the site would show it now, without building the others."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from pathlib import Path

from builder.host import engine
from builder.host.engine import Engine
from builder.host.own_parts import TEMPLATE, Maker

Preview = Callable[[Collection[Path]], Mapping[str, bytes]]
"""Of files that changed: the pages that can be shown at once, by address below the site."""


class SinglePages:
    """The pages of one site. What else there is in docs/ counts as it was when this was made."""

    def __init__(self, config: Engine) -> None:
        """``config``: of an archive in which nothing of its own shapes pages (``quick.applies``)."""
        self._config = config
        self._files = engine.get_files(config)
        env = config.theme.get_env()
        engine.set_exclusions(self._files, config)
        self._nav = engine.get_navigation(self._files, config)
        self._maker = Maker(config, self._files, env)
        self._template = env.get_template(TEMPLATE)

    def rendered(self, path: str, text: str, fragments: bytes) -> tuple[str, bytes] | None:
        """Where a page is published, and its HTML; None for a page that is not one of these.

        ``path``: below docs. ``fragments``: what publishing made for it.
        """
        known = self._files.get_file_from_path(path)
        if known is None:
            return None
        file = engine.File(path, "", self._config.site_dir, self._config.use_directory_urls)
        file.content_string, file.fragments = text, fragments
        page, _ = self._maker.page(file)
        page.active = True
        html: str = self._template.render(self._maker.context(page, self._nav))
        return file.dest_uri, html.encode("utf-8", errors="xmlcharrefreplace")
