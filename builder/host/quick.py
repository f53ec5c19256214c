"""MkDocs' pages for a fraction of the work, and the same to the byte.

What surrounds a page (styles, header, menu, footer) is equal on all pages of a kind in a folder: MkDocs
renders it once, and a page's own parts are put into it. Front matter and Markdown of the usual forms are read
by their own short readers (plain_yaml.py, plain_markdown.py); everything else takes MkDocs' own way, page by
page. The pages of the menu and what is no page MkDocs puts together itself.

It stands aside where it cannot know what shapes a page: with plugins, hooks, templates or Markdown extensions
of an archive's own. And it looks: the first pages of each kind are rendered both ways, and a kind whose pages
differ is rendered as MkDocs does.
"""

from __future__ import annotations

import hashlib
import os
import posixpath
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import partial
from typing import Final

from builder.host import engine
from builder.host.earlier import EarlierPages, Facts
from builder.host.engine import Engine
from builder.host.own_parts import (
    BETWEEN,
    BLOCKS,
    TEMPLATE,
    Maker,
    Parts,
    Source,
    make_parts,
    maker_of,
    read_page,
    render_page,
    written_maker,
)
from builder.kept import key_of
from builder.new_file import write_file
from builder.workers import Shared, Workers

_THEME: Final = "briefings"
_FRAME: Final = f'{{% extends "{TEMPLATE}" %}}' + "".join(
    f"{{% block {name} %}}{{{{ between }}}}{{% endblock %}}" for name in BLOCKS
)
#: So many pages of each kind are rendered both ways.
_COMPARED: Final = 2
#: The only files of the theme below that are in use: no page of ours loads its scripts and their maps.
_UNUSED: Final = "assets/"
_USED: Final = ("assets/stylesheets/", ".css")
#: Parts of assets/search/engine.js and page.js: in the site those two hold all of them.
_PARTS: Final = ("assets/search/engine/", "assets/search/page/")


def applies(config: Engine) -> bool:
    """Whether nothing of the archive's own can shape a page: then all that shapes it is known here."""
    theme = config.theme
    own = config.plugins or config.hooks or config.extra_templates or theme.custom_dir
    return theme.name == _THEME and not own


_Frame = tuple[str, ...]
"""What surrounds the parts of its pages: pieces before, between and after them."""


class QuickPages(engine.Plugin):  # type: ignore[misc]  # of a class that is taken at run time
    """Takes the pages that are in no menu from MkDocs, and makes them when it is done with the others."""

    def __init__(self, step: Callable[[int], None], earlier: EarlierPages | None, workers: Workers) -> None:
        self._step, self._earlier, self._workers = step, earlier, workers
        self._own: dict[str, str] = {}
        """The pages that were no known ones, and where each is published."""
        self._folders: set[str] = set()
        """Those of the site that are there."""
        self._rendered: dict[str, Engine] = {}
        """The pages that MkDocs had to look at."""
        self._linked: dict[str, Facts] = {}
        """Of the pages that were made, and link to headings."""
        self._keys: dict[str, bytes] = {}
        """Of each that is being made: all that it depends on (``EarlierPages.key``)."""
        self._frames: dict[tuple[object, ...] | None, _Frame | None] = {}
        self._seen: Counter[tuple[object, ...] | None] = Counter()

    def on_files(self, files: Engine, *, config: Engine) -> None:
        """Take the pages, and drop the theme's files that no page loads."""
        self._config, self._files = config, files
        for file in list(files):
            if not file.is_documentation_page() and _is_unused(file, config):
                files.remove(file)
        in_menu = set(_menu(config.nav or ()))
        if config.nav is None:
            return
        for file in files.documentation_pages():
            if file.src_uri not in in_menu and file.inclusion.is_included():
                self._own[file.src_uri] = file.dest_uri
                file.inclusion = engine.INCLUDED
                files.let_go(file)

    def on_nav(self, nav: Engine, *, config: Engine, files: Engine) -> None:  # noqa: ARG002 - MkDocs names the parameters
        """Keep the menu."""
        self._nav = nav

    def on_pre_page(self, page: Engine, *, config: Engine, files: Engine) -> None:  # noqa: ARG002 - as above
        """Of the pages that MkDocs makes, too, the usual forms are read by the short readers."""
        page.read_source, page.render = partial(read_page, page), partial(render_page, page)

    def on_env(self, env: Engine, *, config: Engine, files: Engine) -> None:
        """Keep the templates."""
        self._env = env
        self._maker = Maker(config, files, env)
        self._frame_template = env.from_string(_FRAME)

    def on_post_build(self, *, config: Engine) -> None:
        """Make the pages; then look for links to headings that are nowhere."""
        others = self._files.documentation_pages()
        self._around, mine = key_of(str(self._nav)), self._addresses()
        new = self._not_taken(mine)
        for path, parts in zip(new, self._parts(new), strict=True):
            self._write(self._files.at(path), parts)
        for file in others:  # MkDocs has judged their links to each other
            links = file.page.links_to_anchors or {}
            file.page.links_to_anchors = {to: found for to, found in links.items() if to.src_uri in mine}
        for file in self._linking(others, new):
            file.page.validate_anchor_links(files=self._files, log_level=config.validation.links.anchors)
        if self._earlier:
            self._earlier.remark(set(self._files.src_uris), mine, self._linked)

    def on_shutdown(self) -> None:
        """Let go of all pages: MkDocs keeps its last configuration for good, and all plugins with it."""
        self.__dict__.clear()

    def _addresses(self) -> dict[str, str]:
        """The pages that were taken, and where each is published."""
        known = self._earlier.known if self._earlier else {}
        return {path: self._own.get(path) or known[path] for path in self._files.known}

    def _not_taken(self, mine: Mapping[str, str]) -> list[str]:
        """The pages that are to be made: of the others nothing has changed that they depend on."""
        earlier, new = self._earlier, list(mine)
        gone = earlier.gone(self._files.paths()) if earlier else None
        if earlier is not None and gone is not None:
            new = [path for path in mine if not self._is_taken(earlier, path, mine[path], gone)]
            self._step(2 * (len(mine) - len(new)))
        return new

    def _is_taken(self, earlier: EarlierPages, path: str, address: str, gone: frozenset[str]) -> bool:
        source = earlier.source(path) or hashlib.sha256(self._files.at(path).content_bytes).digest()
        return earlier.take(path, earlier.key(path, source, self._around), address, gone)

    def _target(self, file: Engine) -> str:
        """Where the page's file is to stand, in a folder that is there."""
        folder = f"{self._config.site_dir}/{posixpath.dirname(file.dest_uri)}"
        if folder not in self._folders:
            os.makedirs(folder, exist_ok=True)  # noqa: PTH103 - thousands of places, none of them a Path
            self._folders.add(folder)
        return f"{self._config.site_dir}/{file.dest_uri}"

    def _parts(self, paths: Sequence[str]) -> Iterator[Parts | None]:
        """The own parts of pages, made by whoever is free."""
        if self._earlier is None:
            return iter([None] * len(paths))
        sources = (self._source(self._files.at(path), self._earlier) for path in paths)
        written = partial(written_maker, self._config, self._files.pages())
        shared = Shared(self._maker, maker_of, written)
        return self._workers.map(shared, make_parts, sources, len(paths))

    def _source(self, file: Engine, earlier: EarlierPages) -> Source:
        path, content = file.src_uri, file.content_bytes
        self._keys[path] = earlier.key(path, hashlib.sha256(content).digest(), self._around)
        return Source(path, content, earlier.fragments(path))

    def _write(self, file: Engine, parts: Parts | None) -> None:
        """The page as MkDocs would write it. Errors are told as MkDocs tells them, and raised."""
        try:
            html, facts = self._html(file, parts)
        except Exception as error:
            engine.LOG.error("Error building page '%s': %s", file.src_uri, error)
            raise
        path, content = file.src_uri, html.encode("utf-8", errors="xmlcharrefreplace")
        write_file(self._target(file), content)
        self._step(1)
        if file.page is not None:
            self._rendered[path] = file
        if self._earlier and facts:
            if facts.links:
                self._linked[path] = facts
            self._earlier.note(path, self._keys[path], file.dest_uri, content, facts)
        self._keys.pop(path, None)

    def _html(self, file: Engine, parts: Parts | None) -> tuple[str, Facts | None]:
        """The page, and what others have to know of it where all of that was read here."""
        if parts and parts.facts and self._seen[parts.kind] >= _COMPARED:
            frame = self._frames[parts.kind]
            html = _filled(frame, parts) if frame else None
            if html is not None:
                self._step(1)
                return html, parts.facts
        page, targets = self._maker.page(file)
        self._step(1)
        own = parts or self._maker.parts_of(page, targets)
        html = self._framed(page, own)
        page.content = page.markdown = page.toc = None  # what only this page's HTML is made of
        return html, own.facts

    def _linking(self, others: Iterable[Engine], new: Iterable[str]) -> list[Engine]:
        """The pages that may link to headings of ours, or that others link to which are new.

        Those they link to are pages by then as well.
        """
        made = {file.src_uri: file for file in others} | self._rendered
        linking = _led(self._earlier.linking() if self._earlier else {}, made.keys() | set(new))
        asked = {to.src_uri for file in made.values() if file.page for to in file.page.links_to_anchors or ()}
        asked.update(to for facts in self._linked.values() for to, _, _ in facts.links)
        asked.update(linking, *linking.values())
        known = self._earlier.facts(asked) if self._earlier else {}
        known |= self._linked
        files = {path: self._files.at(path) for path in known}
        for path, facts in known.items():
            self._present(files[path], facts)
        return [file for file in (made | files).values() if file.page]

    def _present(self, file: Engine, facts: Facts | None) -> None:
        """A page that is needed for links to headings alone; without facts it is read."""
        if file.page is not None:
            return
        if facts is None:
            self._maker.page(file)
            return
        page = engine.Page(None, file, self._config)
        page.present_anchor_ids = set(facts.anchors)
        links: dict[Engine, dict[str, str]] = {}
        page.links_to_anchors = links
        for to, heading, link in facts.links:
            links.setdefault(self._files.at(to), {})[heading] = link

    def _framed(self, page: Engine, parts: Parts) -> str:
        key = parts.kind
        if key is None:
            return self._whole(page)
        if key not in self._frames:
            self._frames[key] = self._frame(page)
        frame = self._frames[key]
        html = _filled(frame, parts) if frame else None
        if html is None:
            return self._whole(page)
        self._seen[key] += 1
        if self._seen[key] <= _COMPARED and html != (whole := self._whole(page)):
            self._frames[key] = None
            return whole
        return html

    def _whole(self, page: Engine) -> str:
        """The page as MkDocs renders it."""
        page.active = True
        template = self._env.get_template(page.meta.get("template", TEMPLATE))
        html: str = template.render(self._maker.context(page, self._nav))
        page.active = False
        return html

    def _frame(self, page: Engine) -> _Frame | None:
        """What surrounds pages of this kind, taken from one of them; None where it cannot be told apart."""
        written: str = self._frame_template.render(self._maker.context(page, self._nav, between=BETWEEN))
        pieces = tuple(written.split(BETWEEN))
        return pieces if len(pieces) == len(BLOCKS) + 1 else None


def _filled(frame: _Frame, parts: Parts) -> str | None:
    """A page's own parts within what surrounds them; None where the parts are not those of its blocks."""
    if len(parts.html) != len(BLOCKS):
        return None
    return "".join(piece for pair in zip(frame, (*parts.html, ""), strict=True) for piece in pair)


def _led(linking: Mapping[str, Sequence[str]], to: AbstractSet[str]) -> dict[str, Sequence[str]]:
    """Of pages that link to headings of others, those that link to one of some."""
    return {path: linked for path, linked in linking.items() if not to.isdisjoint(linked)}


def _menu(nav: Iterable[object]) -> Iterator[str]:
    """The pages that a menu names."""
    for item in nav:
        if isinstance(item, str):
            yield posixpath.normpath(item)
        elif isinstance(item, dict):
            for value in item.values():
                yield from _menu([value] if isinstance(value, str) else value)


def _is_unused(file: Engine, config: Engine) -> bool:
    own, *parent = config.theme.dirs
    start, end = _USED
    return (file.src_dir == own and file.src_uri.startswith(_PARTS)) or (
        file.src_dir in parent
        and file.src_uri.startswith(_UNUSED)
        and not (file.src_uri.startswith(start) and file.src_uri.endswith(end))
    )
