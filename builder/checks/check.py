"""What `briefings check` looks at beyond MkDocs.

Front matter, links, unsafe HTML, orphans, and files that may not be there.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from builder.catalogue import links as index_links
from builder.checks import tree
from builder.checks.docs_page import DocsPage, read_page
from builder.checks.extras import extra_problems
from builder.checks.front_matter import front_matter_problems
from builder.checks.html import converter, html_problems
from builder.checks.links import Rendered, link_problems, local_target, rendered
from builder.model import Problem
from builder.pages.page import IndexPage
from builder.pages.record import Record
from builder.problems import in_order, page_problem, problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from collections.abc import Set as AbstractSet

    from builder.registry import Registry
    from builder.settings import MarkdownSettings, Settings


def check(
    settings: Settings, registry: Registry, beside: Callable[[Iterable[tuple[str, object]]], AbstractSet[str]]
) -> tuple[Problem, ...]:
    """Every problem of an archive's pages, by path and line; their HTML is rendered as its settings say.

    ``beside`` names the addresses that publishing makes beside pages, given the path and the kind of each:
    links may lead there.

    E203 unreadable front matter, E301 its keys, E302 and E303 links and anchors, E305 unsafe HTML,
    E306 articles no list leads to, E308 symbolic links, E309 clashing paths, E315 to E322 what may stand in
    no file, N116 a menu that new kinds of pages will not fit. Addresses that vanished (E304) are the ledger's
    to find. Reads only.
    """
    docs = settings.docs
    found = list(tree.tree_problems(docs))
    if any(one.code == "E308" for one in found):  # nothing is read through a link
        return in_order(found)
    if settings.narrow_menu:
        found.append(problem("N116", settings.config_file.name, settings.narrow_menu))
    paths = [file.relative_to(docs).as_posix() for file in tree.files(docs)]
    read = [read_page(docs, path) for path in paths if path.endswith(".md")]
    found.extend(one for one in read if isinstance(one, Problem))
    pages = _render([one for one in read if isinstance(one, DocsPage)], settings.markdown)
    others = {path for path in paths if path not in pages}
    made = beside((path, one.page.meta.get("kind")) for path, one in pages.items())
    found.extend(extra_problems(settings, made))
    others |= made
    found.extend(_menu_problems(settings, pages))
    for one in pages.values():
        found.extend(front_matter_problems(one.page, registry))
        found.extend(link_problems(one, pages, others))
        found.extend(html_problems(one.page, one.html, settings.markdown))
        found.extend(_template_problems(one.page, pages))
    return in_order([*found, *_orphans(pages.values())])


def _render(pages: Iterable[DocsPage], form: MarkdownSettings) -> dict[str, Rendered]:
    """Every page as the site renders its Markdown, by path."""
    convert = converter(form)
    return {page.path: rendered(page, convert(page.body)) for page in pages}


def _menu_problems(settings: Settings, pages: Mapping[str, Rendered]) -> Iterator[Problem]:
    """E302 for what the menu names and docs/ does not have."""
    lines = settings.config_file.read_text("utf-8-sig").split("\n")
    for path in _named(settings.nav):
        if path.endswith(".md") and "://" not in path and path not in pages:
            alone = re.compile(rf"(?<![\w./-]){re.escape(path)}(?![\w./-])")
            line = next((number for number, line in enumerate(lines, 1) if alone.search(line)), None)
            yield problem("E302", settings.config_file.name, line, path)


def _named(menu: object) -> Iterator[str]:
    if isinstance(menu, str):
        yield menu
    for item in menu.values() if isinstance(menu, dict) else menu if isinstance(menu, list) else ():
        yield from _named(item)


def _template_problems(page: DocsPage, pages: Mapping[str, Rendered]) -> list[Problem]:
    """E302 for what a page's front matter links to and docs/ does not have."""
    hint = "run `briefings build` to make the index pages anew"
    return [
        page_problem("E302", page.path, page.line_of_key(key), target, hint)
        for key, target in (_template_links(Record.from_meta(page.meta)) if page.is_article else _moved(page))
        if target not in pages or target == page.path
    ]


def _template_links(record: Record) -> list[tuple[str, str]]:
    """The pages an article links to (builder/theme/article_page.py), with the key that names each."""
    if record.withdrawn:
        return []
    links = [("ministry_ids", index_links.ministry(one)) for one in record.ministry_ids]
    links += [("topics", index_links.topic(one)) for one in record.topics]
    return [*links, ("date", index_links.year(record.date[:4]) if record.date else index_links.UNDATED)]


def _moved(page: DocsPage) -> list[tuple[str, str]]:
    """Where a page of which the list stands elsewhere now leads on to."""
    target = IndexPage(page.path, page.meta, page.body).moved_to
    return [("moved_to", target)] if target else []


def _orphans(pages: Iterable[Rendered]) -> list[Problem]:
    """E306 for articles no list links to, but for those taken down."""
    pages = list(pages)
    linked = {
        local_target(one.page.path, link) for one in pages if not one.page.is_article for link in one.links
    }
    return [
        page_problem("E306", one.page.path)
        for one in pages
        if one.page.is_article
        and one.page.path not in linked
        and not Record.from_meta(one.page.meta).withdrawn
    ]
