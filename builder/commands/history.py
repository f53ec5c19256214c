"""`briefings history`: the record of an address: what stands there, since when, what was changed by whom."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

import click

from builder.article_id import is_id
from builder.catalogue.forms import page_beside
from builder.commands.common import open_archive, print_json
from builder.model import Change, ChangedBy
from builder.pages.original import article_of
from builder.pages.page import AnyPage, Page, is_article, page_path
from builder.pages.parts import edited_parts
from builder.pages.store import is_safe_path, read_page
from builder.pages.versions import SHOWN, Version, version_after, version_of, versions_before
from builder.permanence.ledger import Ledger, address_of, page_of, whole_ledger

if TYPE_CHECKING:
    from pathlib import Path

    from builder.settings import Settings

_BY: Final[dict[ChangedBy, str]] = {
    "source": "its source changed",
    "person": "a person changed",
    "rules": "the rules read anew",
}
_SAID: Final = {
    "published": "published; its address stays",
    "not published": "not published yet",
    "discarded": "discarded: a person declared that nobody was given it",
}


@dataclass(frozen=True, slots=True)
class _Record:
    """What is known of an address. ``page`` is missing where no page that can be read stands for it."""

    address: str
    state: str
    page: AnyPage | None
    versions: dict[str, Version]
    """The kept earlier versions, by hash."""

    @property
    def article(self) -> Page | None:
        return self.page if isinstance(self.page, Page) else None

    @property
    def moved_to(self) -> str | None:
        """The address that a page leads on to, where its list stands elsewhere now."""
        target = None if self.page is None or isinstance(self.page, Page) else self.page.moved_to
        return address_of(target) if target else None

    @property
    def changed(self) -> tuple[Change, ...]:
        return self.article.record.changed if self.article else ()


def run(config_file: Path, name: str, form: str, *, full: bool) -> None:
    """Print the record of what ``name`` stands for: an id, or an address in any form a person has it in.

    ``full``: with the lines that each change took away and brought. UsageError where nothing was ever there.
    """
    settings = open_archive(config_file).settings
    address = _address(name, settings)
    record = _record(address, settings)
    if record is None:
        raise click.UsageError(f"{address} was never published, and no page stands for it")
    if form == "json":
        print_json(_data(record))
        return
    for line in _told(record, full=full):
        click.echo(line)


def _address(name: str, settings: Settings) -> str:
    """``k7f3q9x2mt``, ``docs/briefings/k7f3q9x2mt.md``, the whole URL → ``briefings/k7f3q9x2mt.html``."""
    if is_id(name):
        return address_of(page_path(name))
    path = re.sub(r"[?#].*", "", name).replace("\\", "/")
    for start in (settings.site_url or "", settings.site_dir.as_posix(), settings.docs.as_posix(), "./"):
        path = path.removeprefix(start).lstrip("/")
    for folder in (settings.site_dir, settings.docs):
        path = path.removeprefix(f"{folder.name}/")
    path = f"{path}index.html" if path.endswith("/") or not path else path
    if page_id := article_of(path):
        return address_of(page_path(page_id))
    return address_of(page_beside(path) or path)


def _record(address: str, settings: Settings) -> _Record | None:
    docs, ledger = settings.docs, whole_ledger(settings.docs, settings.site_dir)
    path = page_of(address)
    page = read_page(docs, path) if path.endswith(".md") and is_safe_path(path) else None
    if page is None and address not in ledger.published | ledger.discarded:
        return None
    versions = (
        versions_before(docs, PurePosixPath(path).stem, page.record.changed) if isinstance(page, Page) else {}
    )
    return _Record(address, _state(address, ledger), page, versions)


def _state(address: str, ledger: Ledger) -> str:
    if address in ledger.living:
        return "published"
    return "discarded" if address in ledger.discarded else "not published"


# -------------------------------------------------------------------------------------------------- as text


def _told(record: _Record, *, full: bool) -> Iterator[str]:
    title = (record.article.record.title if record.article else getattr(record.page, "title", "")) or ""
    yield f"{record.address}  {title}".rstrip()
    yield f"  {_SAID[record.state]}"
    if record.moved_to:
        yield f"  leads on to {record.moved_to}"
    if record.article:
        yield from _told_of_article(record, record.article, full=full)
    elif record.page is None and is_article(page_of(record.address)):
        yield "  no page that can be read stands for it: restore it from your repository"


def _told_of_article(record: _Record, page: Page, *, full: bool) -> Iterator[str]:
    said = page.record
    yield f"  made of {said.source.file or 'no seed'}"
    yield f"{said.added or 'no day'}  came into the archive"
    for number, change in enumerate(record.changed):
        kept = "" if change.before in record.versions else ", not kept"
        yield f"{change.on}  {_BY[change.by]} {', '.join(change.what)} (before: {change.before}{kept})"
        if full:
            yield from _lines(record, page, number)
    if said.withdrawn:
        yield f"{said.withdrawn.on}  withdrawn: {said.withdrawn.reason}"
    if edited := sorted(edited_parts(page)):
        yield f"now edited by hand: {', '.join(edited)}; both sides: briefings diff {said.id}"


def _lines(record: _Record, page: Page, number: int) -> Iterator[str]:
    """What a change took away (-) and brought (+), fact by fact; nothing where a version is not kept."""
    change = record.changed[number]
    before = record.versions.get(change.before)
    after = version_after(record.changed, number, version_of(page), record.versions)
    if before is None or after is None:
        return
    for key, part in SHOWN.items():
        if part in change.what:
            old, new = (one.texts.get(key, "").splitlines() for one in (before, after))
            found = list(difflib.unified_diff(old, new, lineterm="", n=0))[2:]
            yield from (f"  {key} {line}" for line in found if not line.startswith("@@"))


# -------------------------------------------------------------------------------------------------- as data


def _data(record: _Record) -> dict[str, object]:
    data: dict[str, object] = {
        "address": record.address,
        "state": record.state,
        "leads_to": record.moved_to,
        "page": record.page.path if record.page else None,
    }
    return {**data, **(_article_data(record, record.article) if record.article else {})}


def _article_data(record: _Record, page: Page) -> dict[str, object]:
    said = page.record
    withdrawn = said.withdrawn and {"on": said.withdrawn.on, "reason": said.withdrawn.reason}
    return {
        "id": said.id,
        "title": said.title,
        "source": said.source.file,
        "added": said.added,
        "changed": [
            {
                "on": one.on,
                "by": one.by,
                "what": list(one.what),
                "before": one.before,
                "kept": one.before in record.versions,
            }
            for one in record.changed
        ],
        "withdrawn": withdrawn or None,
        "edited": sorted(edited_parts(page)),
        "version": version_of(page).hash,
    }
