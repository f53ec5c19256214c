"""MkDocs' pages for a fraction of the work, and the same to the byte.

What surrounds a page (styles, header, menu, footer) is equal on all pages of a kind in a folder: MkDocs
renders it once, and a page's own parts are put into it. Front matter and Markdown of the usual forms are read
by their own short readers (plain_yaml.py, plain_markdown.py); everything else takes MkDocs' own way, page by
page. The pages of the menu and what is no page are MkDocs' alone.

It stands aside where it cannot know what shapes a page: with plugins, hooks, templates or Markdown extensions
of an archive's own. And it looks: the first pages of each kind are rendered both ways, and a kind whose pages
differ is rendered as MkDocs does.
"""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

from markdown.extensions.toc import nest_toc_tokens, slugify_unicode

from builder import plain_yaml
from builder.host import engine
from builder.host.earlier import EarlierPages, Facts
from builder.host.engine import Engine
from builder.host.plain_markdown import Heading, plain_page

_THEME: Final = "briefings"
_TEMPLATE: Final = "main.html"
_OWN_PARTS: Final = "partials/own_parts.html"
#: The blocks of main.html that are a page's own, in their order (partials/own_parts.html).
_BLOCKS: Final = ("site_meta", "htmltitle", "extrahead", "container")
#: Stands where a page's own parts belong; no page can hold it.
_BETWEEN: Final = "\x00"
_FRAME: Final = f'{{% extends "{_TEMPLATE}" %}}' + "".join(
    f"{{% block {name} %}}{{{{ between }}}}{{% endblock %}}" for name in _BLOCKS
)
#: The address of the first heading, which the surroundings name.
_ANCHOR: Final = "bp-first-heading"
#: So many pages of each kind are rendered both ways.
_COMPARED: Final = 2
_EXTENSIONS: Final = frozenset({"toc", "tables", "fenced_code"})
_TOC: Final = {"slugify": slugify_unicode}
#: The only files of the theme below that are in use: no page of ours loads its scripts and their maps.
_UNUSED: Final = "assets/"
_USED: Final = ("assets/stylesheets/", ".css")


def applies(config: Engine) -> bool:
    """Whether nothing of the archive's own can shape a page: then all that shapes it is known here."""
    theme = config.theme
    own = config.plugins or config.hooks or config.extra_templates or theme.custom_dir
    return theme.name == _THEME and not own


@dataclass(frozen=True, slots=True)
class _Frame:
    """What surrounds the parts of its pages: pieces before, between and after them."""

    pieces: tuple[str, ...]
    anchored: bool
    """Whether the first heading's address stands between the last head piece and the page's own content."""


class QuickPages(engine.Plugin):  # type: ignore[misc]  # of a class that is taken at run time
    """Takes the pages that are in no menu from MkDocs, and makes them when it is done with the others."""

    def __init__(self, step: Callable[[], None], earlier: EarlierPages | None) -> None:
        self._step, self._earlier = step, earlier
        self._mine: list[Engine] = []
        self._targets: dict[str, tuple[str, ...]] = {}
        """What each page links to, as far as all of its links have been read here."""
        self._frames: dict[tuple[object, ...], _Frame | None] = {}
        self._seen: Counter[tuple[object, ...]] = Counter()

    def on_files(self, files: Engine, *, config: Engine) -> None:
        """Take the pages, and drop the theme's files that no page loads."""
        self._config, self._files = config, files
        self._plain = _is_plain(config)
        for file in list(files):
            if not file.is_documentation_page() and _is_unused(file, config):
                files.remove(file)
        in_menu = set(_menu(config.nav or ()))
        self._mine = [
            file
            for file in files.documentation_pages()
            if file.src_uri not in in_menu and file.inclusion.is_included() and config.nav is not None
        ]
        for file in self._mine:
            file.inclusion = engine.EXCLUDED

    def on_nav(self, nav: Engine, *, config: Engine, files: Engine) -> None:  # noqa: ARG002 - MkDocs names the parameters
        """Keep the menu."""
        self._nav = nav

    def on_env(self, env: Engine, *, config: Engine, files: Engine) -> None:  # noqa: ARG002
        """Keep the templates."""
        self._env = env
        self._page_template = env.get_template(_TEMPLATE)
        self._frame_template = env.from_string(_FRAME)

    def on_post_build(self, *, config: Engine) -> None:
        """Make the pages; then look for links to headings that are nowhere."""
        others = self._files.documentation_pages()
        for file in self._mine:
            file.inclusion = engine.INCLUDED
        self._around = str(self._nav)
        for file in self._mine:
            target = Path(file.abs_dest_path)
            target.parent.mkdir(parents=True, exist_ok=True)
            if self._earlier is None:
                target.write_bytes(self._output(file))
            else:
                self._take_or_make(file, target, self._earlier)
            self._step()
        mine = set(map(id, self._mine))
        for file in others:  # MkDocs has judged their links to each other
            links = file.page.links_to_anchors or {}
            file.page.links_to_anchors = {to: found for to, found in links.items() if id(to) in mine}
        for file in (*others, *self._mine):
            file.page.validate_anchor_links(files=self._files, log_level=config.validation.links.anchors)

    def _take_or_make(self, file: Engine, target: Path, earlier: EarlierPages) -> None:
        """The file of the earlier site, where nothing that it depends on has changed."""
        key = earlier.key(file.src_uri, file.content_bytes, self._around)
        facts = earlier.take(file.src_uri, key, file.dest_uri, target)
        if facts is not None and all(self._files.get_file_from_path(to) for to in facts.targets):
            self._step()
            page = engine.Page(None, file, self._config)
            page.present_anchor_ids = set(facts.anchors)
            links: dict[Engine, dict[str, str]] = {}
            page.links_to_anchors = links
            for to, heading, link in facts.links:
                links.setdefault(self._files.get_file_from_path(to), {})[heading] = link
            return
        target.unlink(missing_ok=True)
        target.write_bytes(self._output(file))
        if (targets := self._targets.get(file.src_uri)) is not None:
            earlier.note(file.src_uri, key, target, _facts(file.page, targets))

    def _output(self, file: Engine) -> bytes:
        """The page as MkDocs would write it.

        Errors are told as MkDocs tells them, and raised.
        """
        try:
            page = self._page(file)
            self._step()
            html: str = self._framed(page)
        except Exception as error:
            engine.LOG.error("Error building page '%s': %s", file.src_uri, error)
            raise
        page.content = page.markdown = page.toc = None  # what only this page's HTML is made of
        return html.encode("utf-8", errors="xmlcharrefreplace")

    def _page(self, file: Engine) -> Engine:
        page = engine.Page(None, file, self._config)
        _read(page, self._config)
        links, targets = engine.Links(file, self._files, self._config), set[str]()
        plain = plain_page(page.markdown, partial(_address, links, targets)) if self._plain else None
        if plain is None or (plain.headings and plain.headings[0].level == 1):  # a title, perhaps
            page.render(self._config, self._files)
        else:
            page.content = plain.html
            page.toc = engine.contents(_nested(plain.headings))
            page.present_anchor_ids = {heading.id for heading in plain.headings}
            page.links_to_anchors = links.links_to_anchors
            self._targets[file.src_uri] = tuple(sorted(targets))
        return page

    def _framed(self, page: Engine) -> str:
        key = _kind_of(page)
        if key is None:
            return self._whole(page)
        if key not in self._frames:
            self._frames[key] = self._frame(page)
        frame = self._frames[key]
        if frame is None:
            return self._whole(page)
        html = _filled(frame, self._own_parts(page), page)
        if html is None:
            return self._whole(page)
        self._seen[key] += 1
        if self._seen[key] <= _COMPARED and html != (whole := self._whole(page)):
            self._frames[key] = None
            return whole
        return html

    def _context(self, page: Engine, **more: str) -> dict[str, object]:
        return {**engine.context(self._nav, (), self._config, page), **more}

    def _whole(self, page: Engine) -> str:
        """The page as MkDocs renders it."""
        page.active = True
        template = self._env.get_template(page.meta.get("template", _TEMPLATE))
        html: str = template.render(self._context(page))
        page.active = False
        return html

    def _own_parts(self, page: Engine) -> list[str]:
        written: str = self._page_template.render(self._context(page, layout=_OWN_PARTS, between=_BETWEEN))
        return written.split(_BETWEEN)

    def _frame(self, page: Engine) -> _Frame | None:
        """What surrounds pages of this kind, taken from one of them; None where it cannot be told apart."""
        own = page.toc
        anchored = bool(own)
        if anchored:
            token = {"level": 1, "id": _ANCHOR, "name": "", "children": []}
            page.toc = engine.contents([token])
        written: str = self._frame_template.render(self._context(page, between=_BETWEEN))
        page.toc = own
        written = written.replace(f'"#{_ANCHOR}"', f'"{_BETWEEN}"')
        pieces = tuple(written.split(_BETWEEN))
        return _Frame(pieces, anchored) if len(pieces) == len(_BLOCKS) + 1 + anchored else None


def _filled(frame: _Frame, parts: Sequence[str], page: Engine) -> str | None:
    """A page's own parts within what surrounds them; None where the parts are not those of its blocks."""
    if len(parts) != len(_BLOCKS):
        return None
    *head, container = parts
    own = [*head, next(iter(page.toc)).url, container] if frame.anchored else parts
    return "".join(piece for pair in zip(frame.pieces, (*own, ""), strict=True) for piece in pair)


def _kind_of(page: Engine) -> tuple[object, ...] | None:
    """What the surroundings of a page depend on; None for a page that has none in common with others."""
    kind = page.meta.get("kind")
    if "generated" not in page.meta or "template" in page.meta or not isinstance(kind, str):
        return None
    return posixpath.dirname(page.file.src_uri), kind, bool(page.toc)


def _read(page: Engine, config: Engine) -> None:
    """The page's Markdown and front matter, as ``Page.read_source`` has them."""
    source = page.file.content_string
    front = engine.FRONT_MATTER.match(source)
    meta = plain_yaml.read(front[1], days=True) if front else None
    if front is None or meta is None:
        page.read_source(config)
    else:
        page.markdown, page.meta = source[front.end() :].lstrip("\n"), meta


def _address(links: Engine, targets: set[str], target: str) -> str | None:
    """What a link becomes; None where there is no such page, which MkDocs is left to tell in its own way.

    The page it leads to is added to ``targets``.
    """
    path = target.partition("#")[0]
    place = posixpath.normpath(posixpath.join(posixpath.dirname(links.file.src_uri), path))
    if path and links.files.get_file_from_path(place) is None:
        return None
    targets.add(place if path else links.file.src_uri)
    address: str = links.path_to_url(target)
    return address


def _facts(page: Engine, targets: tuple[str, ...]) -> Facts:
    links = (
        (to.src_uri, heading, link)
        for to, found in page.links_to_anchors.items()
        for heading, link in found.items()
    )
    return Facts(tuple(sorted(page.present_anchor_ids)), targets, tuple(links))


def _is_plain(config: Engine) -> bool:
    """Whether Markdown is rendered with the extensions and settings that plain_markdown.py knows."""
    return _EXTENSIONS.issuperset(config.markdown_extensions) and config.mdx_configs == {"toc": _TOC}


def _menu(nav: Iterable[object]) -> Iterator[str]:
    """The pages that a menu names."""
    for item in nav:
        if isinstance(item, str):
            yield posixpath.normpath(item)
        elif isinstance(item, dict):
            for value in item.values():
                yield from _menu([value] if isinstance(value, str) else value)


def _is_unused(file: Engine, config: Engine) -> bool:
    parent = config.theme.dirs[1:]
    start, end = _USED
    return (
        file.src_dir in parent
        and file.src_uri.startswith(_UNUSED)
        and not (file.src_uri.startswith(start) and file.src_uri.endswith(end))
    )


def _nested(headings: Sequence[Heading]) -> Engine:
    """Headings as MkDocs' table of contents wants them: each with those below it."""
    tokens: Engine = [{"level": one.level, "id": one.id, "name": one.name} for one in headings]
    return nest_toc_tokens(tokens)
