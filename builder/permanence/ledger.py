"""A published address never dies: the ledger of all there ever were."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from builder.catalogue.forms import ARTICLE_FORMS, page_beside
from builder.catalogue.packs import is_pack
from builder.catalogue.pairs import pair_of
from builder.catalogue.volumes import is_volume
from builder.model import Problem
from builder.pages.original import article_of
from builder.pages.page import is_article
from builder.pages.writing import write_whole
from builder.problems import in_order, page_problem
from builder.registry.called import KINDS
from builder.settings import Settings

#: The ledger's place below docs. MkDocs passes hidden files over.
LEDGER: Final = ".addresses"
#: The same, published with the site.
PUBLISHED: Final = "addresses.txt"
_HEAD: Final = (
    "# Every address this archive has published, kept by the builder. "
    "An address never dies: do not delete a line.\n"
)
_LINE: Final = re.compile(r"(- )?([a-z0-9][a-z0-9._/-]*)")


@dataclass(frozen=True, slots=True)
class Ledger:
    """All addresses there ever were."""

    published: frozenset[str] = frozenset()
    discarded: frozenset[str] = frozenset()
    """Those of them that a person declared never handed out."""

    def __or__(self, other: Ledger) -> Ledger:
        """What either knows: so two branches merge, and nothing is lost."""
        if self == other:
            return self
        return Ledger(self.published | other.published, self.discarded | other.discarded)

    @property
    def living(self) -> frozenset[str]:
        """The addresses at which something must stand for ever."""
        return self.published - self.discarded if self.discarded else self.published


def address_of(path: str) -> str:
    """Where a file below docs is published: ``briefings/k7f3q9x2mt.md`` at ``briefings/k7f3q9x2mt.html``."""
    return f"{path.removesuffix('.md')}.html" if path.endswith(".md") else path


def read_ledger(place: Path) -> Ledger:
    """The ledger in a file.

    No file is an empty one; comments, and marks a version control left, are passed over.

    Raises:
        OSError, UnicodeDecodeError: the ledger is there and cannot be read. To go on without it would forget
        every address.
    """
    return _ledger_of(place.read_bytes()) if place.exists() else Ledger()


@lru_cache(maxsize=2)
def _ledger_of(content: bytes) -> Ledger:
    """That of a file's bytes: a build asks again and again, and docs and site have the same."""
    lines = content.decode("utf-8-sig").split("\n")
    found = [line for line in (_LINE.fullmatch(line.strip()) for line in lines) if line]
    return Ledger(
        frozenset(line[2] for line in found if not line[1]), frozenset(line[2] for line in found if line[1])
    )


def ledger_text(ledger: Ledger) -> str:
    """The ledger's file: each address once, sorted, so that two people's additions merge line by line.

    Below them, behind a hyphen, what was discarded.
    """
    discarded = (f"- {address}" for address in sorted(ledger.discarded))
    return _HEAD + "".join(f"{line}\n" for line in (*sorted(ledger.living), *discarded))


def unreadable(docs: Path, site: Path) -> tuple[Problem, ...]:
    """E323 where there is a ledger that cannot be read: to go on without it would forget every address."""
    try:
        whole_ledger(docs, site)
    except (OSError, UnicodeDecodeError) as error:
        return (page_problem("E323", LEDGER, detail=str(error)),)
    return ()


def whole_ledger(docs: Path, site: Path) -> Ledger:
    """The ledger in docs and the one that was published with the site, as one."""
    return read_ledger(docs / LEDGER) | read_ledger(site / PUBLISHED)


def shortened(docs: Path, site: Path) -> tuple[Problem, ...]:
    """N128 where addresses that the site was published with are gone from the ledger in docs."""
    kept = read_ledger(docs / LEDGER)
    gone = read_ledger(site / PUBLISHED).published - kept.published - kept.discarded
    detail = f"{len(gone):,}, {min(gone)} among them" if gone else ""
    return (page_problem("N128", LEDGER, detail=detail),) if gone else ()


def record(docs: Path, site: Path) -> int:
    """Bring into the ledger what has been published: how many addresses are new to it.

    To be called when the site stands. Raises OSError.
    """
    kept, stands = read_ledger(docs / LEDGER), read_ledger(site / PUBLISHED)
    whole = Ledger(kept.published | stands.published, kept.discarded - stands.living)
    text = ledger_text(whole)
    if not (docs / LEDGER).is_file() or (docs / LEDGER).read_bytes() != text.encode():
        write_whole(docs / LEDGER, text)
    return len(whole.living - kept.living)


def unrecorded(docs: Path, site: Path, paths: Iterable[str]) -> frozenset[str]:
    """The addresses of pages (``paths`` below docs) that were published and that the ledger lacks.

    Where there is no ledger at all, the archive is older than ledgers: then each page counts as published.
    """
    kept = read_ledger(docs / LEDGER)
    standing = frozenset(map(address_of, paths)) - kept.published - kept.discarded
    if not (docs / LEDGER).exists():
        return standing
    return frozenset(address for address in standing if (site / address).is_file())


def add(docs: Path, addresses: frozenset[str]) -> None:
    """Bring addresses into the ledger. Raises OSError."""
    if addresses:
        write_whole(docs / LEDGER, ledger_text(read_ledger(docs / LEDGER) | Ledger(addresses)))


def discard(docs: Path, site: Path, path: str) -> bool:
    """Let the address of a page go, as a person asks; False where the ledger does not know it.

    Those of its data and originals go with it.
    Should something be published there again, it lives again. Raises OSError.
    """
    known, address = whole_ledger(docs, site), address_of(path)
    if address not in known.published:
        return False
    files = {one for one in known.published if article_of(one) == Path(path).stem}
    files |= {form.beside(path) for form in ARTICLE_FORMS} & known.published
    write_whole(docs / LEDGER, ledger_text(known | Ledger(discarded=frozenset({address, *files}))))
    return True


def lost_addresses(ledger: Ledger, paths: Iterable[str]) -> tuple[Problem, ...]:
    """E304 for every living address that none of ``paths`` is published at.

    Originals stand in the site alone: publishing tells of theirs (N139). So do feeds, volumes and data, which
    are always made.

    ``paths`` are the files below docs that stand or will stand.
    """
    standing = {address_of(path) for path in paths}
    lost = [page_of(address) for address in ledger.living - standing if not _stands_in_site(address)]
    return in_order([page_problem("E304", path, hint=_what_settles(path)) for path in lost])


def _stands_in_site(address: str) -> bool:
    of_article = article_of(address) or page_beside(address)
    return bool(of_article or pair_of(address) or is_volume(address) or is_pack(address))


def problems_of(settings: Settings, paths: Iterable[str]) -> tuple[Problem, ...]:
    """N128 and E304: what is wrong with the ledger, and with what stands beside it (``paths`` below docs)."""
    docs, site = settings.docs, settings.site_dir
    return (*shortened(docs, site), *lost_addresses(whole_ledger(docs, site), paths))


def _what_settles(path: str) -> str | None:
    """The command by which a person says what became of a page; None where it can only be restored."""
    folder, _, name = path.removesuffix(".md").partition("/")
    if is_article(path):
        return f"restore the page; where nobody has its address: `briefings discard {name}`"
    if folder in KINDS and name != "index":
        what, name = KINDS[folder], name.partition("/")[0]
        return f"restore the page, or say what stands for it: `briefings rename {what} {name} NEW`"
    return None


def page_of(address: str) -> str:
    """The file below docs that an address is published from."""
    return f"{address.removesuffix('.html')}.md" if address.endswith(".html") else address
