"""What `briefings check` looks at beyond MkDocs: front matter, links, unsafe HTML, orphans, and files that may not be there."""

from __future__ import annotations

from functools import cache
from importlib.resources import files as resource
from typing import TYPE_CHECKING, Any, Final

import fastjsonschema
import yaml
from markdown import Markdown

from builder.catalogue import links as index_links
from builder.checks import tree
from builder.checks.docs_page import ARTICLES, DocsPage, read_page
from builder.checks.links import Rendered, link_problems, local_target, rendered
from builder.checks.safe_html import unsafe_parts
from builder.model import Problem
from builder.partial_date import is_partial_date, precision
from builder.problems import in_order, page_problem, problem
from builder.registry.kinds import article_kinds
from builder.rights import LICENCES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from collections.abc import Set as AbstractSet

    from builder.registry import Registry
    from builder.settings import MarkdownSettings, Settings

_TEMPLATE: Final = "template"
#: A person may say that a date is unknown.
_BASES_OF_NO_DATE: Final = ("unknown", "edited")


def check(
    settings: Settings, registry: Registry, beside: Callable[[Iterable[tuple[str, object]]], AbstractSet[str]]
) -> tuple[Problem, ...]:
    """Every problem of an archive's pages, by path and line, each article's HTML rendered as its settings say.

    ``beside`` names the addresses that publishing makes beside pages, given the path and the kind of each: links may lead there.

    E203 unreadable front matter, E301 its keys, E302 and E303 links and anchors, E305 unsafe HTML, E306 articles no list
    leads to, E308 symbolic links, E309 clashing paths, N116 a menu that new kinds of pages will not fit. Addresses that
    vanished (E304) are the archive's to find. Reads only.
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
    others |= beside((path, one.page.meta.get("kind")) for path, one in pages.items())
    for one in pages.values():
        found.extend(_front_matter_problems(one.page, registry))
        found.extend(link_problems(one, pages, others))
        if one.page.is_article:
            found.extend(_article_problems(one, pages))
    return in_order([*found, *_orphans(pages.values())])


def _render(pages: Iterable[DocsPage], form: MarkdownSettings) -> dict[str, Rendered]:
    """Every page as the site renders its Markdown, by path."""
    markdown = Markdown(extensions=form.extensions, extension_configs=form.configs)
    return {page.path: rendered(page, markdown.reset().convert(page.body.lstrip("\n"))) for page in pages}


@cache
def _forms(kind: str) -> tuple[tuple[str, ...], dict[str, Callable[[Any], Any]]]:
    """The keys an ``article`` or ``index`` page must have, and the compiled schema of each key."""
    form = yaml.safe_load((resource("builder.checks") / "front_matter.yaml").read_text("utf-8"))[kind]
    if kind == "article":
        form["properties"]["kind"] = {"enum": [*article_kinds()]}
        form["properties"]["rights"]["properties"]["licence"] = {"enum": [*LICENCES]}
    return tuple(form["required"]), {
        key: fastjsonschema.compile(schema) for key, schema in form["properties"].items()
    }


def _front_matter_problems(page: DocsPage, registry: Registry) -> list[Problem]:
    """E301 for keys that are missing, ill-formed, unknown to the registry, or at odds with each other."""
    meta = dict(page.meta)
    if not page.is_article and "generated" not in meta:
        return []  # a person's own page has no form to keep
    if isinstance(meta.get("date"), int):
        meta["date"] = f"{meta['date']:04d}"
    found = _ill_formed(meta, "article" if page.is_article else "index")
    if page.is_article and not found:
        found.extend(_contradictions(page, meta))
        found.extend(
            ("ministry_ids", f"no body has the id {one}")
            for one in meta["ministry_ids"]
            if one not in registry.bodies
        )
        found.extend(
            ("topics", f"no topic has the slug {one}") for one in meta["topics"] if one not in registry.topics
        )
    return [
        page_problem("E301", page.path, page.line_of_key(key) or 1, f"{key}: {message}")
        for key, message in found
    ]


def _ill_formed(meta: Mapping[str, Any], kind: str) -> list[tuple[str, str]]:
    required, forms = _forms(kind)
    found = [(key, "it is missing") for key in required if key not in meta]
    for key, form in forms.items():
        try:
            form(meta[key]) if key in meta else None
        except fastjsonschema.JsonSchemaValueException as error:
            found.append((key, error.message.removeprefix("data").lstrip(". ")))
    if _TEMPLATE in meta:
        found.append((_TEMPLATE, "a page does not choose its template"))
    return found


def _contradictions(page: DocsPage, meta: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Keys that are well-formed one by one, but not together."""
    date = meta["date"]
    known = date is not None
    rules = (
        (f"{ARTICLES}{meta['id']}.md" == page.path, "id", "it is not the name of the file"),
        (not known or is_partial_date(date), "date", f"there is no such day: {date}"),
        (
            meta["date_basis"] != "unknown" if known else meta["date_basis"] in _BASES_OF_NO_DATE,
            "date_basis",
            "only an unknown date has no basis",
        ),
        (
            not known or meta["date_precision"] == precision(date),
            "date_precision",
            f"it is not that of {date}",
        ),
        (
            len(meta["ministries"]) == len(meta["ministry_ids"]),
            "ministry_ids",
            "there is not one id for each name of ministries",
        ),
        (
            meta["ministry"] is None or meta["ministry"] in meta["ministries"],
            "ministry",
            "it is not among the ministries",
        ),
        (
            len(meta.get("topic_names", meta["topics"])) == len(meta["topics"]),
            "topic_names",
            "there is not one name for each topic",
        ),
    )
    return [(key, message) for holds, key, message in rules if not holds]


def _article_problems(article: Rendered, pages: Mapping[str, Rendered]) -> list[Problem]:
    """E305 for HTML no article may hold, E302 for what its front matter links to and docs/ does not have."""
    page = article.page
    found = [
        page_problem("E305", page.path, page.line_in_body(part.pattern), part.name)
        for part in unsafe_parts(article.html)
    ]
    for key, target in _template_links(page.meta):
        if target not in pages:
            found.append(
                page_problem(
                    "E302",
                    page.path,
                    page.line_of_key(key),
                    target,
                    "run `briefings build` to make the index pages anew",
                )
            )
    return found


def _template_links(meta: Mapping[str, Any]) -> list[tuple[str, str]]:
    """The pages the article template links to, with the key that names each (builder/theme/partials/)."""
    links = [("ministry_ids", index_links.ministry(one)) for one in _names(meta.get("ministry_ids"))]
    links += [("topics", index_links.topic(one)) for one in _names(meta.get("topics"))]
    return [
        *links,
        ("date", index_links.year(str(meta["date"])[:4]) if meta.get("date") else index_links.UNDATED),
    ]


def _names(value: Any) -> list[str]:
    return [one for one in value if isinstance(one, str)] if isinstance(value, list) else []


def _orphans(pages: Iterable[Rendered]) -> list[Problem]:
    """E306 for articles no list links to."""
    pages = list(pages)
    linked = {
        local_target(one.page.path, link) for one in pages if not one.page.is_article for link in one.links
    }
    return [
        page_problem("E306", one.page.path)
        for one in pages
        if one.page.is_article and one.page.path not in linked
    ]
