"""Index pages that no list is planned for any more: each leads on to its list, or says that there is none.

A page here is written once more at each build, so that it leads to the end of the way however often what it
is about was renamed. What it leads to stands on the page too: a redirect outlives the registry's entry.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from builder.catalogue import links
from builder.catalogue.markdown import link
from builder.model import OutputFile
from builder.pages.page import Crumb, IndexPage
from builder.permanence.ledger import page_of
from builder.prose.front_matter import dump_page
from builder.registry.called import KINDS
from builder.registry.types import Registry


@dataclass(frozen=True, slots=True)
class Planned:
    """What is about to stand."""

    paths: Collection[str]
    """The index pages that have something to list."""
    published: Iterable[str] = ()
    """All addresses at which something must stand."""
    moved: Mapping[str, Crumb] = field(default_factory=dict)
    """Lists that are known under another name now, by the path of their page, with the page of that one."""


def former_pages(
    existing: Sequence[IndexPage], planned: Planned, registry: Registry
) -> tuple[OutputFile, ...]:
    """Every index page that stands, or was published, and is not planned, as it shall stand; by path.

    Title, place in the breadcrumb and a person's introduction are kept; nothing is deleted. Of a page that
    was published and is gone only one is made anew that leads on.
    """
    pages = {page.path: page for page in existing}
    standing = {*pages, *planned.paths}
    made = []
    for path in sorted({*pages, *_published_and_renamed(planned, registry)} - set(planned.paths)):
        end = _end(path, pages, planned, registry)
        page = pages.get(path)
        if end is not None:
            made.append(
                _leading_on(page or _blank(path, registry), _crumb(end, pages, planned, registry), registry)
            )
        elif page is not None:
            made.append(_empty(page, standing, registry))
    return tuple(made)


def _published_and_renamed(planned: Planned, registry: Registry) -> list[str]:
    """Of all that was published, which may be much, what something else stands for now."""
    if not registry.replaced_topics and not registry.replaced_bodies:
        return []
    return [path for path in map(page_of, planned.published) if _renamed(path, registry)]


def inherited_intros(
    intros: Mapping[str, str], existing: Iterable[IndexPage], registry: Registry
) -> dict[str, str]:
    """The introductions that persons wrote, by path; with that of a page whose list has just moved."""
    found = dict(intros)
    for page in existing:
        successor = _renamed(page.path, registry)
        if successor and page.intro and page.moved_to is None:
            found.setdefault(successor, page.intro)
    return found


# -------------------------------------------------------------------------------------------- where it leads


def _end(path: str, pages: Mapping[str, IndexPage], planned: Planned, registry: Registry) -> str | None:
    """The planned page at the end of the way from ``path``; None where there is no way to one."""
    seen: set[str] = set()
    at: str | None = path
    while at is not None and at not in planned.paths and at not in seen:
        seen.add(at)
        at = _next(at, pages, planned, registry)
    return at if at in planned.paths else None


def _next(path: str, pages: Mapping[str, IndexPage], planned: Planned, registry: Registry) -> str | None:
    """One step on: to the same part of the list that stands for it, where it has one, else to that list."""
    renamed = _renamed(path, registry) or _moved(path, planned.moved)
    if renamed is None:
        return pages[path].moved_to if path in pages else None
    return renamed if renamed in planned.paths else _main(renamed)


def _renamed(path: str, registry: Registry) -> str | None:
    """``topics/hydrogen/2020.md`` → ``topics/hydrogen-economy/2020.md``."""
    folder, _, rest = path.removesuffix(".md").partition("/")
    name, slash, part = rest.partition("/")
    new = _replaced(folder, registry).get(name)
    return f"{folder}/{new}{slash}{part}.md" if new else None


def _moved(path: str, moved: Mapping[str, Crumb]) -> str | None:
    """The same part of the list that is known under another name now."""
    main = _main(path)
    if main not in moved:
        return None
    return f"{moved[main].path.removesuffix('.md')}{path.removeprefix(main.removesuffix('.md'))}"


def _replaced(folder: str, registry: Registry) -> Mapping[str, str]:
    if folder == "topics":
        return registry.replaced_topics
    return registry.replaced_bodies if folder == "ministries" else {}


def _main(path: str) -> str:
    return f"{'/'.join(path.removesuffix('.md').split('/')[:2])}.md"


def _crumb(end: str, pages: Mapping[str, IndexPage], planned: Planned, registry: Registry) -> Crumb:
    """The page that one leads on to, with what it is called."""
    names = {one.path: one.title for one in planned.moved.values()}
    stands = pages[end].title if end in pages and end.partition("/")[0] not in KINDS else ""
    return Crumb(names.get(_main(end)) or stands or _name(end, registry), end)


def _name(path: str, registry: Registry) -> str:
    """What the list at a path is called."""
    folder, name = _main(path).removesuffix(".md").split("/") if "/" in path else ("", path)
    known = registry.topics if folder == "topics" else registry.bodies if folder == "ministries" else {}
    return known[name].name if name in known else name


# -------------------------------------------------------------------------------------------------- the pages


def _blank(path: str, registry: Registry) -> IndexPage:
    """What is known of a page of which only the address is left."""
    end = _renamed(path, registry) or path
    kind = {"kind": KINDS[path.partition("/")[0]]} if path == _main(path) else {}
    return IndexPage(path, {"title": _name(end, registry), **kind, "generated": {}}, "")


def _leading_on(page: IndexPage, end: Crumb, registry: Registry) -> OutputFile:
    body = f"{registry.labels['moved.note']} {link(end.title, page.path, end.path)}\n"
    return _file(page, body, {"moved_to": end.path}, {"retired", "description", "sections"})


def _empty(page: IndexPage, standing: Collection[str], registry: Registry) -> OutputFile:
    parents = [crumb for crumb in page.parents if crumb.path in standing and crumb.path != page.path]
    up = parents[-1] if parents else Crumb(registry.labels["title.home"], links.HOME)
    note = f"{registry.labels['retired.note']} {link(up.title, page.path, up.path)}"
    body = "\n\n".join(block for block in (page.intro, note) if block) + "\n"
    above = [{"title": crumb.title, "path": crumb.path} for crumb in parents]
    return _file(page, body, {"parents": above, "retired": True}, {"moved_to"})


def _file(page: IndexPage, body: str, more: Mapping[str, object], without: Collection[str]) -> OutputFile:
    kept = {key: value for key, value in page.meta.items() if key not in (*without, "generated")}
    meta = {**kept, **more, "count": 0, "generated": page.meta.get("generated")}
    return OutputFile(page.path, dump_page(meta, body))
