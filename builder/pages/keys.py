"""All by which seeds and pages find each other (identity.py): two that have none in common never meet."""

from __future__ import annotations

from collections.abc import Iterable

from builder.article_id import is_id
from builder.model import Seed
from builder.pages.brief import Brief
from builder.pages.known import KnownPage, one_form
from builder.pages.likeness import text_hash
from builder.pages.new_id import new_id


def supplied_id(seed: Seed) -> str | None:
    """The id that is supplied with it, if it is one."""
    return seed.supplied.id if seed.supplied.id and is_id(seed.supplied.id) else None


def supplied_url(seed: Seed) -> str | None:
    """The address that is supplied with it."""
    return seed.supplied.url.strip() if seed.supplied.url else None


def keys_of(seeds: Iterable[Seed], pages: Iterable[KnownPage]) -> set[str]:
    """Those of all of them: ids, addresses, paths, and digests of texts and files."""
    found: set[str | None] = set()
    for seed in seeds:
        found |= {supplied_id(seed), supplied_url(seed), one_form(seed.path), text_hash(seed)}
        found |= {seed.sha256, seed.file_sha256, new_id(seed.sha256)}
    for page in pages:
        found |= {page.id, page.url, page.file, page.sha256, page.text_hash, page.bytes_sha256}
    return {key for key in found if key}


def says_all_of(brief: Brief, seed: Seed) -> bool:
    """Whether a page is known by all that its seed is known by, and by nothing else."""
    ours = (brief.file, brief.sha256, brief.bytes_sha256, brief.text_hash)
    return ours == (seed.path, seed.sha256, seed.file_sha256, text_hash(seed)) and not brief.withdrawn


def keys_together(page_id: str, brief: Brief, url: str | None) -> tuple[str | None, ...]:
    """Those of a page and of the seed that it says all of; ``url``: the one that is supplied with that."""
    return (page_id, brief.url, url, brief.file, brief.sha256, brief.bytes_sha256, brief.text_hash)
