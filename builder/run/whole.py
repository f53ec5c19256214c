"""A whole archive, from its seeds to its site: built, compared with what stands, checked. Prints nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from builder.catalogue.collection import Collection
from builder.checks.before_publishing import before_publishing
from builder.checks.check import check as check_docs
from builder.kept import Kept, key_of
from builder.looks import Tree, Walked, tree_of
from builder.model import OutputFile, Problem, Root
from builder.pages.rereading import Reread
from builder.pages.store import read_pages
from builder.permanence import ledger
from builder.permanence.article_data import data_beside
from builder.problems import has_errors, in_order, located
from builder.progress import Progress
from builder.publish.last_good import last_good
from builder.publish.outputs.all import derived_addresses
from builder.publish.publication import publication
from builder.publish.site import check_originals, publish_read, site_changed
from builder.registry import Registry
from builder.run import order
from builder.run.articles import How, Rules, rules_on
from builder.run.order import Prepared
from builder.run.remembered import Remembered, shape_of
from builder.run.write import Written, write
from builder.run.write import differences as changes
from builder.settings import Settings
from builder.workers import HERE, Workers

#: A page that someone saves while a build runs is read and built again, so often at most.
_ATTEMPTS: Final = 3
#: Nothing is published where a page cannot be read or holds what none may, or a published address is lost.
_STOPS: Final = frozenset({"E203", "E301", "E304", "E305", *(f"E{number}" for number in range(313, 322))})


@dataclass(frozen=True, slots=True)
class Built:
    """What a build found and did."""

    prepared: Prepared
    written: Written
    rendered: bool
    """Whether the site was to be made, and could be.

    Its problems may still have kept the old one in place.
    """
    problems: tuple[Problem, ...]
    new_addresses: int = 0
    """How many the ledger did not hold before."""
    last_good: Mapping[str, str] = field(default_factory=dict)
    """The pages that the site goes on showing as it did: path below docs → Markdown."""
    docs: Tree | None = None
    """How the files of docs/ looked when all was done, if it was."""

    @property
    def is_publishable(self) -> bool:
        """Whether each page can be read and is safe, or was once, and each published address has one."""
        return not any(one.code in _STOPS and not self._is_held(one.path) for one in self.problems)

    def _is_held(self, path: str) -> bool:
        return path.partition("/")[2] in self.last_good


def build(
    settings: Settings,
    registry: Registry,
    how: How,
    progress: Progress,
    *,
    render_site: bool,
    workers: Workers = HERE,
    walked: Walked | None = None,
) -> Built:
    """Seeds to docs/, and with ``render_site`` to site/, unless a page is broken or an address would be lost.

    What someone saves into docs/ meanwhile is read again and brought in; where that never ends it stays as it
    was saved, and is told (N127). ``walked``: folders that need not be walked once more.

    Raises OSError where the disk refuses. Hold the archive (exclusive.py) meanwhile.
    """
    with Kept(settings.cache) as kept:
        remembered = Remembered(kept, shape_of(registry, settings.personal, kept), settings, registry)
        prepared, written = _brought_in(settings, registry, how, progress, remembered, workers, walked or {})
        problems = (*prepared.problems, *written.problems, *written.saved_meanwhile)
        remembered.pages.look(tree_of(settings.docs))
        if render_site:
            rules = rules_on(workers, registry, settings)
            judged = _judged(prepared, written, settings, rules, remembered)
            problems = in_order([*problems, *located(judged, settings.folders)])
        held = last_good(problems, prepared.files, remembered.intros, settings) if render_site else {}
        prepared = replace(prepared, files=())  # they stand in docs/: room for thousands of pages
        built = Built(prepared, written, rendered=False, problems=problems, last_good=held)
        if not render_site or not built.is_publishable:
            return built
        found = publish_read(settings, registry, kept, remembered.pages, progress, held, workers)
        remembered.pages.save()
        new = 0 if has_errors(found) else _recorded(settings, remembered)
        docs = tree_of(settings.docs)
        remembered.save_carried(docs)
    found = located(found, settings.folders)
    return replace(built, rendered=True, problems=(*problems, *found), new_addresses=new, docs=docs)


def _recorded(settings: Settings, remembered: Remembered) -> int:
    """Keep what a later build needs of one that was published: how many addresses are new."""
    remembered.intros.save()
    if remembered.kept.renewed("build", key_of(remembered.shape, settings.fingerprint)):
        remembered.kept.forget_unasked()
    remembered.kept.commit()
    return ledger.record(settings.docs, settings.site_dir)


def _brought_in(
    settings: Settings,
    registry: Registry,
    how: How,
    progress: Progress,
    remembered: Remembered,
    workers: Workers,
    walked: Walked,
) -> tuple[Prepared, Written]:
    """docs/ as it shall stand, and what was done to it; also for what is saved into it meanwhile."""
    reread: Mapping[str, tuple[Reread, ...]] = {}
    for _ in range(_ATTEMPTS):
        prepared = order.prepare(settings, registry, how, progress, remembered, workers, walked)
        reread = {**prepared.reread, **reread}
        written = write(prepared, settings, progress)
        if not written.saved_meanwhile:
            break
    return replace(prepared, reread=reread), written


def _judged(
    prepared: Prepared,
    written: Written,
    settings: Settings,
    rules: Rules,
    remembered: Remembered,
) -> tuple[Problem, ...]:
    """What is wrong with the pages of docs/ as they stand now."""
    judged, seen = remembered.judged, remembered.pages.seen
    known = {path: digest for path in prepared.standing if (digest := remembered.pages.digest(path))}
    files = _standing(prepared, written, settings)
    paths = (*known, *(file.path for file in files))
    beside = data_beside(settings.site, ledger.whole_ledger(settings.docs, settings.site_dir))
    made = derived_addresses(((path, None) for path in paths), beside)
    return before_publishing(
        settings, rules.shared, rules.workers, prepared.pages, files, known, made, judged, seen
    )


def _standing(prepared: Prepared, written: Written, settings: Settings) -> list[OutputFile]:
    """The files that stand as they were prepared; others were left as a person has them."""
    left = {one.path for one in (*written.problems, *written.saved_meanwhile)}
    return [file for file in prepared.files if f"{settings.folders[Root.DOCS]}/{file.path}" not in left]


def differences(settings: Settings, registry: Registry, how: How, progress: Progress) -> tuple[Problem, ...]:
    """What a build would change (E307), what it would find wrong, and what ``check`` does.

    Nothing is written.
    """
    prepared = order.prepare(settings, registry, how, progress)
    changed = changes(prepared, settings)
    return (*prepared.problems, *changed, *check(settings, registry))


def check(settings: Settings, registry: Registry) -> tuple[Problem, ...]:
    """Every problem of docs/ as it lies there, in order.

    Addresses that were published and are gone among them, and originals that are missing.
    """
    docs = settings.docs
    pages, _ = read_pages(docs)
    own = {path.relative_to(docs).as_posix() for path in docs.rglob("*.md")} if docs.is_dir() else set()
    found = ledger.problems_of(settings, own | {page.path for page in pages})
    originals = check_originals(settings, registry)
    known = ledger.whole_ledger(settings.docs, settings.site_dir)
    what = publication(pages, registry, settings.site, settings.site_url, "", known)
    alone = _alone(what.collection)
    in_pages = check_docs(settings, registry, lambda pages: derived_addresses(pages, what.beside) | alone)
    return located([*in_pages, *found, *originals, *site_changed(settings)], settings.folders)


def _alone(collection: Collection) -> frozenset[str]:
    """Addresses beside which no page stands: feeds of ministries and topics together, packs."""
    feeds = (pair.feed for pair in collection.pairs)
    return frozenset((*feeds, *(pack.address for pack in collection.packs)))
