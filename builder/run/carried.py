"""Articles that nobody visits: neither their seeds nor their pages were saved since they were found to fit.

They are known in runs, some dozens of seeds that lie beside one another. Of each run is kept how the files
of its seeds looked, how the pages looked that say just what these give, and what is asked of every page. In
a run of which anything looks otherwise it is told of each article by its own files whether it is visited
(known_seeds.py, remembered.py).

That a page says what its seed gives depends on no other article; that it goes on belonging to that seed may.
So an article is visited too as soon as a seed or a page that is visited has anything in common with it by
which they find each other (keys.py).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import astuple, dataclass, replace
from hashlib import blake2b
from pathlib import Path
from typing import Any, Final, NamedTuple

from builder.file_runs import Run, article_of, folder_of, folders_in, is_plain, looks_in, runs_of
from builder.intake.discover import find_seeds
from builder.kept import Kept, Value, key_of
from builder.looks import Tree
from builder.model import Problem
from builder.pages.brief import Brief, briefs_from, written_together
from builder.pages.edits import Made
from builder.pages.keys import keys_together
from builder.pages.later import LaterPage
from builder.pages.page import id_at
from builder.pages.parsed import ParsedPages
from builder.problems import problem_from

_KIND: Final = "run"
_LOOK: Final = 20
"""Bytes of how a run looks; behind them, what is kept of it is JSON."""
_UNSETTLED: Final = bytes(_LOOK)
"""The look of a run that may be saved again and look the same."""


@dataclass(frozen=True, slots=True)
class Fitting:
    """An article of which the page says just what its seed gives."""

    page: LaterPage
    url: str | None
    """The address that is supplied with the seed."""
    problems: tuple[Problem, ...]
    """What is wrong with the seed."""
    notices: tuple[Problem, ...]
    """What a person should look at."""
    look: str = ""
    """How the files of its seed look (``looks_in``)."""

    @property
    def seed(self) -> str:
        """The name of its seed."""
        return str(self.page.brief.file)

    @property
    def made(self) -> Made:
        """The page as it stands."""
        return Made(self.page, notices=self.notices, stands=True)

    def meets(self, keys: AbstractSet[str]) -> bool:
        """Whether it has anything in common with articles of these keys."""
        return not keys.isdisjoint(keys_together(id_at(self.page.path), self.page.brief, self.url))


class _Known(NamedTuple):
    """What is known of a run."""

    is_whole: bool
    """Whether all of it looks as it did: then no other seeds are in it."""
    is_plain: bool
    """Whether nothing but texts and their facts are in it, and nothing was wrong with them."""
    articles: Sequence[Fitting]
    others: Sequence[str] = ()
    """The seeds of a whole run that have to be visited."""

    @property
    def seeds(self) -> list[str]:
        """All of the run, by their names."""
        return [*self.others, *(one.seed for one in self.articles)]


class Carried:
    """The articles of an archive that need no visit."""

    def __init__(self, kept: Kept, shape: bytes, pages: ParsedPages) -> None:
        """``shape``: of all that decides what a page says, and which files are seeds, besides the files."""
        self._kept, self._shape, self._pages = kept, shape, pages
        self._runs: dict[str, Run] = {}
        self._known: dict[str, _Known] = {}
        self._visited: dict[str, list[str]] = {}
        """The seeds that are visited, of each run that is not wholly known."""
        self._looks: dict[str, str] = {}
        """How the files of the articles look that may be visited (``looks_in``)."""
        self._plain: set[str] = set()
        """The folders in which there is nothing but plain runs."""

    def __iter__(self) -> Iterator[Fitting]:
        """All of them."""
        return (one for known in self._known.values() for one in known.articles)

    def look(self, seeds: Tree, docs: Tree) -> None:
        """Which articles are carried through, as both folders look now."""
        self._runs = dict(runs_of(seeds))
        found = ((name, self._found(name, run, seeds, docs)) for name, run in self._runs.items())
        self._known = {name: known for name, known in found if known}
        runs = self._runs.items()
        mixed = (
            run.folder
            for name, run in runs
            if not (self._known[name].is_plain if name in self._known else is_plain(run, seeds))
        )
        self._plain = {run.folder for _, run in runs}.difference(mixed)

    def find(self, root: Path, ignore: Sequence[str]) -> tuple[dict[str, Path], tuple[Problem, ...]]:
        """The seeds that have to be visited, by name, and what is wrong with the files around them.

        As ``find_seeds``, which need not list the plain folders of which all runs are wholly known.
        """
        changed = {run.folder for name, run in self._runs.items() if not self._is_whole(name)}
        folders = folders_in(run.folder for run in self._runs.values())
        unlisted = {folder: folders[folder] for folder in self._plain - changed}
        seeds, problems = find_seeds(root, ignore, unlisted)
        if any(one.code == "E309" for one in problems) or not self._agrees(seeds, unlisted):
            self._known, unlisted = {}, {}
            seeds, problems = find_seeds(root, ignore)
        self._plain -= {folder_of(one.path) for one in problems}
        carried = {one.seed for one in self}
        found = {name: path for name, path in seeds.items() if name not in carried}
        found |= {one: root / one for known in self._known_in(unlisted) for one in known.others}
        self._visited = self._by_run(found)
        return {name: found[name] for name in sorted(found)}, problems

    def _is_whole(self, name: str) -> bool:
        return name in self._known and self._known[name].is_whole

    def _agrees(self, seeds: Mapping[str, Path], unlisted: Container[str]) -> bool:
        """Whether the seeds that were found in listed folders are those that are known, and no others are."""
        for name, known in self._known.items():
            there = seeds.keys() & known.seeds
            if len(there) != (0 if self._runs[name].folder in unlisted else len(known.seeds)):
                return False
        return True

    def _known_in(self, folders: Container[str]) -> Iterator[_Known]:
        return (known for name, known in self._known.items() if self._runs[name].folder in folders)

    def _by_run(self, seeds: Iterable[str]) -> dict[str, list[str]]:
        visited = {name: run for name, run in self._runs.items() if not self._is_whole(name)}
        run_of = {path: name for name, run in visited.items() for path in run.files}
        found: dict[str, list[str]] = {name: [] for name in visited}
        for seed in seeds:
            if seed in run_of:
                found[run_of[seed]].append(seed)
        return found

    def touched(self, keys: AbstractSet[str], root: Path) -> dict[str, Path]:
        """The seeds that have to be visited too, for articles of these keys are visited."""
        found: dict[str, Path] = {}
        for name, known in self._known.items():
            if met := [one for one in known.articles if one.meets(keys)]:
                found |= {one.seed: root / one.seed for one in met}
                self._looks |= {article_of(one.seed): one.look for one in met}
                self._visited.setdefault(name, []).extend((*known.others, *(one.seed for one in met)))
                left = [one for one in known.articles if one.seed not in found]
                self._known[name] = _Known(is_whole=False, is_plain=known.is_plain, articles=left)
        return found

    def save(self, docs: Tree, fitting: Callable[[str], Fitting | None]) -> None:
        """Keep the runs in which some were visited.

        ``docs``: as it looks when all is done. ``fitting``: the article of a seed, if it fits.
        """
        changed = dict[str, Value]()
        for name, seeds in self._visited.items():
            run, known = self._runs[name], self._known.get(name)
            look = run.look if run.is_settled else _UNSETTLED
            found = {seed: fitting(seed) for seed in seeds}
            articles = [*(known.articles if known else ()), *map(self._seen, filter(None, found.values()))]
            others = [seed for seed, one in found.items() if one is None]
            written = self._written(run, articles, others, docs)
            changed[name] = Value(key_of(self._shape, look), look + written)
        self._kept.replace(_KIND, changed, self._kept.names(_KIND) - self._runs.keys())
        self._kept.commit()

    def _seen(self, one: Fitting) -> Fitting:
        return replace(one, look=self._looks.get(article_of(one.seed), ""))

    def _written(self, run: Run, articles: Sequence[Fitting], others: Sequence[str], docs: Tree) -> bytes:
        pages = [docs.files.get(one.page.path, b"-") for one in articles]
        rows = [_row(one, page) for one, page in zip(articles, pages, strict=True)]
        briefs = written_together([one.page.brief for one in articles])
        value = [_together(pages), run.folder in self._plain, others, rows, briefs]
        return json.dumps(value, ensure_ascii=False).encode()

    def _found(self, name: str, run: Run, seeds: Tree, docs: Tree) -> _Known | None:
        value = self._kept.value(_KIND, name)
        if value is None or value.key != key_of(self._shape, value.value[:_LOOK]):
            self._looks |= looks_in(run, seeds)
            return None
        looks, plain, others, rows, briefs = json.loads(value.value[_LOOK:])
        pages = [docs.files.get(path, b"-") for path, *_ in rows]
        articles = [*map(self._fitting, rows, briefs_from(briefs))]
        if value.value[:_LOOK] == run.look and looks == _together(pages):
            return _Known(is_whole=True, is_plain=plain, articles=articles, others=others)
        self._looks |= (now := looks_in(run, seeds))
        same = [
            one
            for one, row, page in zip(articles, rows, pages, strict=True)
            if one.look and one.look == now.get(article_of(one.seed)) and row[-1] == _together([page])
        ]
        return _Known(is_whole=False, is_plain=is_plain(run, seeds), articles=same)

    def _fitting(self, row: Sequence[Any], brief: Brief) -> Fitting:
        path, digest, url, problems, notices, look, _ = row
        page = self._pages.later(path, bytes.fromhex(digest), brief)
        return Fitting(page, url, _problems(problems), _problems(notices), look)


def _row(one: Fitting, page: bytes) -> list[Any]:
    """``page``: how its page looks."""
    told = ([astuple(problem) for problem in found] for found in (one.problems, one.notices))
    return [one.page.path, one.page.digest.hex(), one.url, *told, one.look, _together([page])]


def _problems(written: Sequence[Sequence[Any]]) -> tuple[Problem, ...]:
    return tuple(map(problem_from, written)) if written else ()


def _together(pages: Iterable[bytes]) -> str:
    """A digest of how pages look."""
    return blake2b(b"".join(pages), digest_size=10).hexdigest()
