"""The originals that are published with the site: which, and the files that hold them.

An original holds the whole text, so it goes out where ``extra.archive.originals`` is on and the whole text of
its article does (builder/rights.py); and it cannot be masked, so not where a number was masked in that text.

Its file lies in the seeds folder. Where it has gone from there, or was replaced, the site that stands still
has it, and the next one takes it over: a published address does not die.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

from builder.intake.originals import MAX_BYTES
from builder.kept import Kept
from builder.model import Problem
from builder.pages.original import article_of, digest_in, original_address
from builder.permanence.ledger import PUBLISHED
from builder.personal import has_masked_number
from builder.problems import in_order, page_problem, problem
from builder.publish.publication import Publication
from builder.settings import Settings

Originals = Mapping[str, Mapping[str, Path]]
"""An article's id → address → the file that holds it."""


def find_originals(
    what: Publication, settings: Settings, kept: Kept
) -> tuple[Originals, tuple[Problem, ...]]:
    """The originals to publish, each a file whose bytes are those of its address.

    N138 for one that is nowhere; N139 for addresses that were published and will lead nowhere, though
    nobody withdrew their articles.

    Raises:
        OSError: a file cannot be read.
    """
    wanted = _wanted(what, settings.seeds)
    withdrawn = {Path(path).stem for path in what.withdrawn}
    before = {one for one in what.ledger.living if article_of(one) not in {None, *withdrawn}}
    taken_over = {one for one in before if _offers(what, article_of(one) or "")} | wanted.keys()
    in_seeds = _holding(wanted, settings.seeds, kept)
    in_site = _holding(
        {address: settings.site_dir / address for address in taken_over - in_seeds.keys()},
        settings.site_dir,
        kept,
    )
    found = in_seeds | in_site
    grouped: dict[str, dict[str, Path]] = defaultdict(dict)
    for address in sorted(found):
        grouped[article_of(address) or ""][address] = found[address]
    return dict(grouped), (*_missing(wanted, found, what), *_gone(before - found.keys() - wanted.keys()))


def not_in_seeds(what: Publication, settings: Settings, kept: Kept) -> tuple[Problem, ...]:
    """N138 for each original that lies in seeds no more as its page lists it, published or not.

    Raises:
        OSError: a file cannot be read.
    """
    wanted = _wanted(what, settings.seeds)
    return _missing(wanted, _holding(wanted, settings.seeds, kept), what)


def _offers(what: Publication, article_id: str) -> bool:
    """Whether the originals of an article may leave the archive."""
    return (
        what.site.originals
        and article_id in what.articles
        and what.level(article_id) == "full"
        and not has_masked_number(what.articles[article_id].body)
    )


def _wanted(what: Publication, seeds: Path) -> dict[str, Path]:
    """The originals that the articles' pages name, and where each should lie."""
    return {
        address: seeds / one.file
        for article_id, page in what.articles.items()
        if _offers(what, article_id)
        for one in page.record.attachments
        if (address := original_address(article_id, one))
    }


def _holding(places: Mapping[str, Path], folder: Path, kept: Kept) -> dict[str, Path]:
    """Those that lie in ``folder`` and hold what their address says; no links."""
    whole = folder.resolve()
    there = {address: path for address, path in places.items() if _is_file(path, whole)}
    digests = kept.digests(there.values()) if there else {}
    return {
        address: path for address, path in there.items() if digests[path].hex().startswith(digest_in(address))
    }


def _is_file(path: Path, folder: Path) -> bool:
    """A page may name any file: one that lies elsewhere, or is too large for an original, is none."""
    try:
        inside = path.resolve().is_relative_to(folder) and not path.is_symlink()
        return inside and path.is_file() and path.stat().st_size <= MAX_BYTES
    except (OSError, ValueError):
        return False


def _missing(wanted: Mapping[str, Path], found: Mapping[str, Path], what: Publication) -> tuple[Problem, ...]:
    lost = ((what.articles[article_of(one) or ""].path, one) for one in wanted.keys() - found.keys())
    return in_order([page_problem("N138", page, detail=wanted[one].name) for page, one in lost])


def _gone(addresses: Iterable[str]) -> tuple[Problem, ...]:
    gone = sorted(addresses)
    detail = f"{len(gone):,}, {gone[0]} among them" if gone else ""
    return (problem("N139", PUBLISHED, detail=detail),) if gone else ()
