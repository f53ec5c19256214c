"""`briefings rename` and `briefings merge`: topics and ministries get other addresses; the old lead on."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

import click

from builder.commands.common import Archive, open_archive, writing
from builder.pages.writing import write_whole
from builder.permanence.ledger import whole_ledger
from builder.registry import Registry, RegistryError, load_registry
from builder.registry.amend import AmendError, amended
from builder.registry.called import FOLDERS, Kind, UncalledError, entries_of, id_called
from builder.settings import Settings


def rename(config_file: Path, what: Kind, old: str, new: str, name: str | None) -> None:
    """Give what is called ``old`` the name ``new``, and the Korean ``name`` if there is one.

    Where a person has renamed it in the registry already, only the old name is added, that it leads on.
    UsageError where there is no such thing, or ``new`` is taken.
    """
    archive = open_archive(config_file)
    known = entries_of(what, archive.registry)
    was = _called(what, old, archive)
    if new in known and was in known:
        raise click.UsageError(f"there is a {what} {new} already: `briefings merge {what} {was} {new}`")
    if new not in known and was not in known:
        raise click.UsageError(f"the registry has neither {was} nor {new}: add {new} to it first")
    if was in known:
        _amend(archive, what, was, new, new, {"renames": was, **({"name": name} if name else {})})
    else:
        _amend(archive, what, was, new, was, {"replaced_by": new})


def merge(config_file: Path, what: Kind, old: str, into: str) -> None:
    """Let ``into`` stand for what is called ``old``. UsageError where there is no such thing."""
    archive = open_archive(config_file)
    was, target = _called(what, old, archive), _called(what, into, archive, or_once=False)
    if was == target:
        raise click.UsageError(f"{old} and {into} are the same {what}")
    _amend(archive, what, was, target, was, {"replaced_by": target})


def _amend(archive: Archive, what: Kind, old: str, by: str, entry: str, keys: Mapping[str, str]) -> None:
    """Write ``keys`` into an entry of the archive's registry, unless it would not be in order then."""
    settings, stem = archive.settings, FOLDERS[what]
    file = settings.registry / f"{stem}.yaml"
    with writing(archive):
        try:
            text = file.read_text("utf-8-sig") if file.is_file() else ""
            text = amended(text, stem, _area(what, old, by, archive.registry), entry, keys)
            _check(settings.registry, file.name, text)
        except AmendError as error:
            said = "; ".join(f"`{key}: {value}`" for key, value in keys.items())
            raise click.UsageError(f"{file.name}: {error}; give {entry} {said} by hand") from error
        except RegistryError as error:
            raise click.UsageError(f"{file.name} would be wrong then: {error}") from error
        settings.registry.mkdir(exist_ok=True)
        write_whole(file, text)
    click.echo(
        f"{settings.registry.name}/{file.name}: {old} is now {by}. "
        "Now run briefings build: pages follow, and the old addresses lead on."
    )


def _check(folder: Path, name: str, text: str) -> None:
    """RegistryError where the archive's registry would not be in order with this file in it."""
    with tempfile.TemporaryDirectory() as place:
        tried = Path(place, "registry")
        if folder.is_dir():
            shutil.copytree(folder, tried)
        tried.mkdir(exist_ok=True)
        (tried / name).write_text(text, "utf-8")
        load_registry(tried)


def _area(what: Kind, old: str, by: str, registry: Registry) -> str:
    """The area of the topic, in which its entry is looked for."""
    if what == "ministry":
        return ""
    topic = registry.topics.get(old) or registry.topics[by]
    return topic.area


def _called(what: Kind, word: str, archive: Archive, *, or_once: bool = True) -> str:
    """The slug or id of what a person calls so; ``or_once``: or of one that was published and is gone."""
    try:
        return id_called(what, word, archive.registry)
    except UncalledError as error:
        if or_once and _was_published(what, word, archive.settings):
            return word
        raise click.UsageError(str(error)) from error


def _was_published(what: Kind, word: str, settings: Settings) -> bool:
    """Its page, or a part of its list."""
    page = f"{FOLDERS[what]}/{word}"
    addresses = whole_ledger(settings.docs, settings.site_dir).living
    return (settings.docs / f"{page}.md").is_file() or any(
        address.startswith((f"{page}.", f"{page}/")) for address in addresses
    )
