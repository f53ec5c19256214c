"""What has to be visited: the seeds and pages that changed, and whatever could belong to them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from builder.article_id import is_id
from builder.intake.discover import find_seeds
from builder.looks import Tree, Walked, tree_of
from builder.model import Problem, Seed
from builder.pages.edits import Made
from builder.pages.keys import keys_of
from builder.pages.known import KnownPage, known_page, salvaged_pages
from builder.pages.page import AnyPage, Page, id_at
from builder.progress import Progress
from builder.run.articles import Rules, read_seeds
from builder.run.remembered import Remembered
from builder.settings import Settings


@dataclass(frozen=True, slots=True)
class Visit:
    """The articles of an archive, parted."""

    seeds: Sequence[Seed]
    """To be matched with pages, and understood."""
    known: Sequence[KnownPage]
    """The pages that may be theirs."""
    carried: Mapping[str, Made]
    """The articles that are carried through as they stand, by the paths of their pages."""
    problems: tuple[Problem, ...]
    """Of all seeds there are."""

    @property
    def others(self) -> frozenset[str]:
        """The ids of the articles that are carried."""
        return frozenset(map(id_at, self.carried))


def seeds_tree(settings: Settings, walked: Walked) -> Tree:
    """The files of seeds/ as they look now; none where a folder cannot be read, so that all are visited.

    Where it was ``walked``, it is taken from there: there is no second use of how it looked then.
    """
    try:
        return walked.pop(settings.seeds, None) or tree_of(settings.seeds)
    except OSError:
        return Tree(settings.seeds, 0, {})


def to_visit(
    settings: Settings,
    rules: Rules,
    progress: Progress,
    remembered: Remembered | None,
    standing: Iterable[AnyPage],
    page_problems: Iterable[Problem],
) -> Visit:
    """All that has changed since it was ``remembered``, and what has anything in common with that.

    ``standing``: the pages that can be read; ``page_problems``: what is wrong with the others.
    """
    salvaged = salvaged_pages(settings.docs, page_problems)
    pages = [page for page in standing if isinstance(page, Page)]
    if remembered is None:
        found, problems = find_seeds(settings.seeds, settings.ignore)
        seeds, told = read_seeds(found, rules, progress)
        return Visit(seeds, [*_known(pages), *salvaged], {}, (*problems, *told))
    found, problems = remembered.carried.find(settings.seeds, settings.ignore)
    read = list[Seed]()
    while True:
        more, told = read_seeds(found, rules, progress, remembered.seeds)
        read, problems = [*read, *more], (*problems, *told)
        carried = {one.page.path for one in remembered.carried}
        known = [*_known(page for page in pages if page.path not in carried), *salvaged]
        found = remembered.carried.touched(keys_of(read, known), settings.seeds)
        if not found:
            break
    told = tuple(problem for one in remembered.carried for problem in one.problems)
    return Visit(read, known, remembered.carry(), (*problems, *told))


def _known(pages: Iterable[Page]) -> list[KnownPage]:
    return [known_page(page) for page in pages if is_id(id_at(page.path))]
