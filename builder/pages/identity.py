"""Which page a seed belongs to, and the permanent id of a new one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Final

from builder.article_id import is_id
from builder.model import Problem, Seed
from builder.pages.keys import supplied_id, supplied_url
from builder.pages.known import KnownPage, one_form
from builder.pages.likeness import ALIKE, ALIKE_WITH_HEADLINE, letters_of, likeness, text_hash
from builder.pages.new_id import new_id
from builder.pages.page import page_path
from builder.problems import in_order, page_problem, seed_problem


@dataclass(frozen=True, slots=True)
class Assignment:
    """A seed and the page it belongs to."""

    seed: Seed
    page_id: str


def match_seeds(
    seeds: Sequence[Seed], pages: Sequence[KnownPage], others: AbstractSet[str] = frozenset()
) -> tuple[tuple[Assignment, ...], tuple[Problem, ...]]:
    """Give each seed its page; the result does not depend on the order of either.

    A seed belongs to the page with the same supplied id, else the same url, else the same path, else the same
    text. Url and path count only where the text is the same article, collected again; where it
    is another one, that is a new page and the old one stays (N108). A path gives way to the very same text
    elsewhere: files that swapped names keep their pages. Of seeds with one text the first by path has the
    page (N106). Of different texts that claim one id, or one url with versions of one article, the one the
    page was made from has it, else the first by path (E202). An id gives a seed the page of another file
    only where the text is the same article (else E202). A page that no seed belongs to is reported (N107) and
    stays.

    ``others``: the ids of pages that belong to other seeds. With those seeds and pages nothing here has a key
    in common (keys.py), so that none of them could have come to another page.

    Returns:
        The assignments in order of the seeds' paths, and the problems. Seed paths are relative to seeds, page
        paths to docs.
    """
    ordered = sorted(seeds, key=lambda seed: seed.path)
    found = _without_ids(ordered)
    single = _without_copies(ordered, found)
    single = _without_rivals(single, pages, supplied_id, lambda page: page.id, found)
    single = _without_rivals(single, pages, supplied_url, lambda page: page.url, found)
    single = _without_strangers(single, pages, found)
    owners = _owners(single, pages)
    assignments = _assignments(owners, {*others, *(page.id for page in pages)})
    found += _renamed(owners)
    found += _unclaimed(assignments, pages)
    return assignments, in_order(found)


def _without_ids(seeds: Iterable[Seed]) -> list[Problem]:
    """E112 for each of which the supplied id is none."""
    what = "is not of the form [a-z][a-z0-9-]{1,63}, or is a reserved name"
    return [
        seed_problem("E112", seed.path, detail=f"the id {seed.supplied.id!r} {what}")
        for seed in seeds
        if seed.supplied.id is not None and not is_id(seed.supplied.id)
    ]


# ------------------------------------------------------------------------------ seeds that exclude each other


def _without_copies(seeds: Iterable[Seed], found: list[Problem]) -> list[Seed]:
    """Of seeds with one text the first, and each that a supplied id or url tells apart."""
    kept: dict[str, list[Seed]] = defaultdict(list)
    for seed in seeds:
        same = kept[text_hash(seed)]
        first = next((other for other in same if not _told_apart(seed, other)), None)
        if first is None:
            same.append(seed)
        else:
            detail = f"its text is that of {first.path}, which has the page"
            found.append(seed_problem("N106", seed.path, detail=detail))
    return sorted((seed for same in kept.values() for seed in same), key=lambda seed: seed.path)


def _told_apart(seed: Seed, other: Seed) -> bool:
    """Whether both have supplied ids or urls, and none in common: two articles then, whatever they say."""
    ours, theirs = ((supplied_id(one), supplied_url(one)) for one in (seed, other))
    both = [(one, two) for one, two in zip(ours, theirs, strict=True) if one and two]
    return any(ours) and any(theirs) and (not both or both[0][0] != both[0][1])


def _differ(one: str | None, other: str | None) -> bool:
    return bool(one and other) and one != other


def _without_rivals(
    seeds: Sequence[Seed],
    pages: Iterable[KnownPage],
    key_of_seed: Callable[[Seed], str | None],
    key_of_page: Callable[[KnownPage], str | None],
    found: list[Problem],
) -> list[Seed]:
    groups: dict[str, list[Seed]] = defaultdict(list)
    for seed in seeds:
        if key := key_of_seed(seed):
            groups[key].append(seed)
    holders: dict[str, list[KnownPage]] = defaultdict(list)
    for page in pages:
        holders[key_of_page(page) or ""].append(page)
    lost: set[str] = set()
    for key, rivals in groups.items():
        for seed, winner in _losers(rivals, holders[key]):
            lost.add(seed.path)
            found.append(
                seed_problem(
                    "E202", seed.path, detail=f"{key} is also that of {winner.path}, which has the page"
                )
            )
    return [seed for seed in seeds if seed.path not in lost]


def _losers(rivals: Sequence[Seed], pages: Sequence[KnownPage]) -> Iterator[tuple[Seed, Seed]]:
    """Those of ``rivals`` that claim the page of another, with that other."""
    winners: list[Seed] = []
    for seed in sorted(rivals, key=lambda seed: (_incumbency(seed, pages), seed.path)):
        winner = next((other for other in winners if _exclude_each_other(seed, other)), None)
        if winner:
            yield seed, winner
        else:
            winners.append(seed)


def _incumbency(seed: Seed, pages: Iterable[KnownPage]) -> int:
    """0 for the seed a page was made from, 1 for another text at its path, 2 for any other."""
    return min(
        (0 if _same_text(seed, page) else 1 if page.file == _path(seed) else 2 for page in pages), default=2
    )


def _without_strangers(seeds: Iterable[Seed], pages: Iterable[KnownPage], found: list[Problem]) -> list[Seed]:
    """Without the seeds whose supplied id is that of a page of another file.

    Where the text is another, or is like it and the page's own seed is there too.
    """
    standing, seeds = {page.id: page for page in pages}, list(seeds)
    texts = {text for seed in seeds for text in (seed.sha256, text_hash(seed))}
    files = {_path(seed): seed for seed in seeds}
    kept: list[Seed] = []
    for seed in seeds:
        page = standing.get(supplied_id(seed) or "")
        if page is None or page.file == _path(seed) or _same_text(seed, page):
            kept.append(seed)
        elif _unlike(seed, page) is None:
            found.append(_stranger(seed, page, "whose text is another"))
        elif {page.sha256, page.text_hash} & texts or _is_like(files.get(page.file), page):
            found.append(_stranger(seed, page, "which is there as well"))
        else:
            kept.append(seed)
    return kept


def _is_like(seed: Seed | None, page: KnownPage) -> bool:
    return seed is not None and _unlike(seed, page) is not None


def _stranger(seed: Seed, page: KnownPage, why: str) -> Problem:
    whose = f"made from {page.file}, {why}" if page.file else why
    detail = f"the id {page.id} is that of {page.path}, {whose}; the page stays"
    return seed_problem("E202", seed.path, detail=detail)


def _exclude_each_other(seed: Seed, other: Seed) -> bool:
    """Seeds of one supplied id do.

    Of one url only if they are versions of one article, and no ids keep them apart.
    """
    ours, theirs = supplied_id(seed), supplied_id(other)
    if ours and theirs:
        return ours == theirs
    return likeness(_seed_text(seed), _seed_text(other)) >= ALIKE


# -------------------------------------------------------------------------------------- seeds and their pages


@dataclass(frozen=True, slots=True)
class _Rule:
    """One way for a seed to belong to a page: both have the same key.

    ``alike``: and their texts are one article.
    """

    of_seed: Callable[[Seed], str | None]
    of_page: Callable[[KnownPage], str | None]
    alike: bool = False
    by_text: bool = True
    """Whether it gives way where a supplied id or url says otherwise."""


def _path(seed: Seed) -> str | None:
    return one_form(seed.path)


_RULES: Final = (
    _Rule(supplied_id, lambda page: page.id, by_text=False),
    _Rule(supplied_url, lambda page: page.url, alike=True, by_text=False),
    _Rule(lambda seed: f"{_path(seed)}\n{text_hash(seed)}", lambda page: f"{page.file}\n{page.text_hash}"),
    _Rule(lambda seed: seed.sha256, lambda page: page.sha256),
    _Rule(lambda seed: seed.file_sha256, lambda page: page.bytes_sha256),
    _Rule(text_hash, lambda page: page.text_hash),
    _Rule(_path, lambda page: page.file, alike=True),
    # The first text of a page, come back after the page had been re-collected: its id was made from it.
    _Rule(lambda seed: new_id(seed.sha256), lambda page: page.id),
    # A page that lost its front matter says by its text alone whose it is.
    _Rule(
        lambda _seed: "its text", lambda page: None if page.file or page.sha256 else "its text", alike=True
    ),
)


def _owners(seeds: Sequence[Seed], pages: Sequence[KnownPage]) -> list[tuple[Seed, KnownPage | None]]:
    """Each seed with its page, the strongest rule first, and within a rule the most alike first."""
    page_of: dict[str, KnownPage] = {}
    claimed: set[str] = set()
    for rule in _RULES:
        free = [page for page in pages if page.id not in claimed]
        waiting = [seed for seed in seeds if seed.path not in page_of]
        for _, _, seed, page in sorted(
            _pairs(rule, waiting, free), key=lambda pair: (pair[0], pair[1], pair[2].path, pair[3].id)
        ):
            if seed.path not in page_of and page.id not in claimed:
                page_of[seed.path] = page
                claimed.add(page.id)
    return [(seed, page_of.get(seed.path)) for seed in seeds]


def _pairs(
    rule: _Rule, seeds: Iterable[Seed], pages: Iterable[KnownPage]
) -> Iterator[tuple[float, bool, Seed, KnownPage]]:
    """The candidates: how unlike they are, whether their paths differ, seed and page."""
    by_key: dict[str, list[KnownPage]] = defaultdict(list)
    for page in pages:
        if key := rule.of_page(page):
            by_key[key].append(page)
    for seed in seeds:
        for page in by_key.get(rule.of_seed(seed) or "", ()):
            if rule.by_text and _is_another(seed, page):
                continue
            unlike = _unlike(seed, page)
            if unlike is not None or not rule.alike:
                yield unlike if unlike is not None else 1.0, page.file != _path(seed), seed, page


def _is_another(seed: Seed, page: KnownPage) -> bool:
    """Whether the page of another file has another url, or an id that was supplied, as the seed's is."""
    if page.file == _path(seed):
        return False
    is_made = page.sha256 is not None and page.id == new_id(page.sha256)
    has_other_id = not is_made and _differ(supplied_id(seed), page.id)
    return has_other_id or _differ(supplied_url(seed), page.url)


def _unlike(seed: Seed, page: KnownPage) -> float | None:
    """0 for the same text up to 1; None for another article.

    What comes under the name or address of a withdrawn article is that article, unless its address says not.
    """
    if _same_text(seed, page) or (page.withdrawn and not _differ(supplied_url(seed), page.url)):
        return 0.0
    raw = _seed_text(seed)
    headline = letters_of(page.headline or "")
    bar = ALIKE_WITH_HEADLINE if headline and headline in letters_of(raw) else ALIKE
    share = likeness(raw, page.text())
    return 1 - share if share >= bar else None


def _same_text(seed: Seed, page: KnownPage) -> bool:
    return page.sha256 == seed.sha256 or page.text_hash == text_hash(seed)


def _seed_text(seed: Seed) -> str:
    return "\n".join([seed.supplied.title or "", *(line.text for line in seed.lines)])


# ------------------------------------------------------------------------------------ the result, and notices


def _assignments(
    owners: Sequence[tuple[Seed, KnownPage | None]], standing: set[str]
) -> tuple[Assignment, ...]:
    taken = standing | {supplied for seed, _ in owners if (supplied := supplied_id(seed))}
    return tuple(_assignment(seed, page, taken) for seed, page in owners)


def _assignment(seed: Seed, page: KnownPage | None, taken: set[str]) -> Assignment:
    if page:
        return Assignment(seed, page.id)
    made = supplied_id(seed) or new_id(seed.sha256, taken)
    taken.add(made)
    return Assignment(seed, made)


def _renamed(owners: Iterable[tuple[Seed, KnownPage | None]]) -> Iterator[Problem]:
    for seed, page in owners:
        supplied = supplied_id(seed)
        if page and supplied and supplied != page.id:
            detail = f"the id {supplied} is supplied, but the article stands at {page.path} already"
            yield seed_problem(
                "N110",
                seed.path,
                detail=detail,
                hint="an address is permanent: write the page's id into the seed, or leave it out",
            )


def _unclaimed(assignments: Sequence[Assignment], pages: Iterable[KnownPage]) -> Iterator[Problem]:
    claimed = {assignment.page_id for assignment in assignments}
    by_path = {_path(assignment.seed): assignment for assignment in assignments}
    by_url = {
        url: assignment for assignment in reversed(assignments) if (url := supplied_url(assignment.seed))
    }
    for page in pages:
        if page.id in claimed:
            continue
        successor = by_path.get(page.file) or by_url.get(page.url or "")
        if successor:
            detail = (
                f"{page.path} was made from it; the article it holds now has {page_path(successor.page_id)}"
            )
            yield seed_problem("N108", successor.seed.path, detail=detail)
        else:
            yield page_problem("N107", page.path, detail=page.file)
