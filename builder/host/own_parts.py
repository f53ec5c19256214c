"""A page's own parts, made from its bytes alone: what differs from the other pages of its kind.

In whatever process; those of other machines have neither the archive nor the folder of this package.
"""

from __future__ import annotations

import copy
import pickle
import posixpath
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

from markdown.extensions.toc import nest_toc_tokens, slugify_unicode

from builder import plain_yaml
from builder.host import engine
from builder.host.earlier import Facts
from builder.host.engine import Engine
from builder.host.known_files import KnownFiles
from builder.host.plain_markdown import Heading, plain_page
from builder.host.templates import quick_templates

TEMPLATE: Final = "main.html"
_OWN_PARTS: Final = "partials/own_parts.html"
#: The blocks of main.html that are a page's own, in their order (partials/own_parts.html).
BLOCKS: Final = ("site_meta", "htmltitle", "extrahead", "container")
#: Stands where a page's own parts belong; no page can hold it.
BETWEEN: Final = "\x00"
_ELSEWHERE: Final = ("http://", "https://")
_EXTENSIONS: Final = frozenset({"toc", "tables", "fenced_code"})
_TOC: Final = {"slugify": slugify_unicode}
#: A link to a page in the folder beside its own: it becomes what it is, but for its ending.
_BESIDE: Final = re.compile(r"\.\./(([a-z0-9-]+)/[a-z0-9-]+\.)md")


@dataclass(frozen=True, slots=True)
class Source:
    """What a page is made from: its file, and what publishing made for it (JSON)."""

    path: str
    content: bytes
    fragments: bytes


@dataclass(frozen=True, slots=True)
class Parts:
    """A page's own parts, one a block."""

    kind: tuple[object, ...] | None
    """What the surroundings of the page depend on; None where it has none in common with others."""
    html: tuple[str, ...]
    facts: Facts | None
    """None where one of its links leads to nothing, and might to something another time."""


class Maker:
    """Makes the pages of one site."""

    def __init__(self, config: Engine, files: Engine, env: Engine) -> None:
        """``files``: only asked for files by their path. ``env``: the templates."""
        self.config, self.files = config, files
        self._template = env.get_template(TEMPLATE)
        self._is_plain = _is_plain(config)

    def parts(self, source: Source) -> Parts | None:
        """The parts of a page of the usual forms; None where MkDocs has to look at it, or it is broken."""
        file = engine.File(source.path, "", self.config.site_dir, self.config.use_directory_urls)
        file.fragments = source.fragments
        try:
            file.content_string = source.content.decode("utf-8-sig")
            page, targets = self._page(file)
            return None if targets is None or b"\r" in source.content else self.parts_of(page, targets)
        except Exception:  # noqa: BLE001 - MkDocs is left to tell it in its own way
            return None

    def page(self, file: Engine) -> tuple[Engine, tuple[str, ...] | None]:
        """A page with its content, and what it links to; None where one of its links leads to nothing."""
        page, targets = self._page(file)
        if targets is None:
            asked = _AskedFor(self.files)
            page.render(self.config, asked)
            targets = asked.targets
        return page, targets

    def parts_of(self, page: Engine, targets: tuple[str, ...] | None) -> Parts:
        """Its parts as the template writes them."""
        written: str = self._template.render(self.context(page, layout=_OWN_PARTS, between=BETWEEN))
        facts = None if targets is None else _facts(page, targets)
        return Parts(_kind_of(page), tuple(written.split(BETWEEN)), facts)

    def context(self, page: Engine, nav: Engine = (), **more: str) -> dict[str, object]:
        """What a template sees."""
        return {**engine.context(nav, (), self.config, page), **more}

    def _page(self, file: Engine) -> tuple[Engine, tuple[str, ...] | None]:
        """A page as it was read; where its Markdown is of the usual forms, with all that comes of it."""
        page = engine.Page(None, file, self.config)
        read_page(page, self.config)
        return page, _plainly(page, self.files, self.config) if self._is_plain else None


# ---------------------------------------------------------------------------------------- in other processes


def make_parts(maker: Maker, sources: Sequence[Source]) -> list[Parts | None]:
    """The parts of each."""
    return [maker.parts(source) for source in sources]


def written_maker(config: Engine, pages: Sequence[str]) -> bytes:
    """What ``maker_of`` needs, as bytes: the configuration, and the paths of all pages."""
    own = copy.copy(config)
    own.plugins = engine.Plugins()  # none of an archive's own, or this module stands aside
    own.theme["functions"].labels(own)  # read where they lie
    return pickle.dumps((own, pages))


def maker_of(written: bytes) -> Maker:
    """The maker in another process."""
    config, pages = pickle.loads(written)  # noqa: S301 - from the process that called this one
    vars(config.theme).pop("get_env", None)  # of quick_templates there
    config.theme.dirs = engine.Theme(config.theme.name).dirs
    quick_templates(config)
    return Maker(config, _Pages(pages, config), config.theme.get_env())


class _Pages:
    """The pages that can be linked to, each a file of MkDocs once it is asked for."""

    def __init__(self, paths: Iterable[str], config: Engine) -> None:
        self._paths, self._config = frozenset(paths), config
        self._files: dict[str, Engine] = {}

    def get_file_from_path(self, path: str) -> Engine | None:
        if path not in self._paths:
            return None
        if path not in self._files:
            file = engine.File(path, "", self._config.site_dir, self._config.use_directory_urls)
            file.inclusion = engine.INCLUDED
            self._files[path] = file
        return self._files[path]


class _AskedFor:
    """The pages that can be linked to, and which of them MkDocs asks for while it renders a page."""

    def __init__(self, files: Engine) -> None:
        self._files, self._asked, self._is_whole = files, set[str](), True

    @property
    def targets(self) -> tuple[str, ...] | None:
        """Those; None where one that was asked for is not there."""
        return tuple(sorted(self._asked)) if self._is_whole else None

    def get_file_from_path(self, path: str) -> Engine | None:
        file = self._files.get_file_from_path(path)
        if file is None:
            self._is_whole = False
        else:
            self._asked.add(file.src_uri)
        return file


# ---------------------------------------------------------------------------------------------------- a page


def _kind_of(page: Engine) -> tuple[object, ...] | None:
    kind = page.meta.get("kind")
    if "generated" not in page.meta or "template" in page.meta or not isinstance(kind, str):
        return None
    return posixpath.dirname(page.file.src_uri), kind


def read_page(page: Engine, config: Engine) -> None:
    """The page's Markdown and front matter, as ``Page.read_source`` has them."""
    source = page.file.content_string
    front = engine.FRONT_MATTER.match(source)
    meta = plain_yaml.read(front[1], days=True) if front else None
    if front is None or meta is None:
        engine.Page.read_source(page, config)
    else:
        page.markdown, page.meta = source[front.end() :].lstrip("\n"), meta


def render_page(page: Engine, config: Engine, files: Engine) -> None:
    """The page's content and all that comes of it, as ``Page.render`` has them."""
    if not _is_plain(config) or _plainly(page, files, config) is None:
        engine.Page.render(page, config, files)


def _plainly(page: Engine, files: Engine, config: Engine) -> tuple[str, ...] | None:
    """Render a page whose Markdown is of the usual forms: the pages it links to. Of another one None."""
    links, targets = engine.Links(page.file, files, config), set[str]()
    beside = None if config.use_directory_urls else posixpath.dirname(page.file.src_uri)
    plain = plain_page(page.markdown, partial(_address, links, _finder(files), targets, beside))
    if plain is None or (plain.headings and plain.headings[0].level == 1):  # a title, perhaps
        return None
    page.content = plain.html
    page.toc = engine.contents(_nested(plain.headings))
    page.present_anchor_ids = {heading.id for heading in plain.headings}
    page.links_to_anchors = links.links_to_anchors
    return tuple(sorted(targets))


def _finder(files: Engine) -> Callable[[str], Engine | None]:
    """Gives the file at a path that is in its shortest form."""
    if isinstance(files, KnownFiles):
        return files.at
    return files.get_file_from_path if isinstance(files, _Pages) else files.src_uris.get


def _address(
    links: Engine, find: Callable[[str], Engine | None], targets: set[str], beside: str | None, target: str
) -> str | None:
    """What a link becomes; None where there is no such page, which MkDocs is left to tell in its own way.

    The page it leads to is added to ``targets``. ``beside``: the page's folder, if pages are named as files.
    """
    if target.startswith(_ELSEWHERE):
        return target
    found = _BESIDE.fullmatch(target)
    if found and beside and "/" not in beside and found[2] != beside and find(place := f"{found[1]}md"):
        targets.add(place)
        return f"../{found[1]}html"
    own = links.file
    path = target.partition("#")[0].partition("?")[0]
    place = posixpath.normpath(posixpath.join(posixpath.dirname(own.src_uri), path))
    file = find(place) if path else own
    if file is None:
        return None
    targets.add(file.src_uri)
    address: str = links.path_to_url(target) if path != target else file.url_relative_to(own)
    return address


def _facts(page: Engine, targets: tuple[str, ...]) -> Facts:
    links = (
        (to.src_uri, heading, link)
        for to, found in page.links_to_anchors.items()
        for heading, link in found.items()
    )
    return Facts(tuple(sorted(page.present_anchor_ids)), frozenset(targets), tuple(links))


def _is_plain(config: Engine) -> bool:
    """Whether Markdown is rendered with the extensions and settings that plain_markdown.py knows."""
    return _EXTENSIONS.issuperset(config.markdown_extensions) and config.mdx_configs == {"toc": _TOC}


def _nested(headings: Sequence[Heading]) -> Engine:
    """Headings as MkDocs' table of contents wants them: each with those below it."""
    tokens: Engine = [{"level": one.level, "id": one.id, "name": one.name} for one in headings]
    return nest_toc_tokens(tokens)
