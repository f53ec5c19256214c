"""YAML files → ``Registry``: checked, an archive's own files laid over the builder's.

From the cache where nothing changed.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from functools import lru_cache, partial, reduce
from pathlib import Path

import builder
from builder.registry.build import build_registry, with_needles
from builder.registry.cache import RegistryCache
from builder.registry.files import (
    DATA,
    STEMS,
    STRUCTURE,
    Data,
    RegistryError,
    Source,
    file_of,
    parsed,
    read_source,
    read_sources,
)
from builder.registry.overlay import completed, overlaid
from builder.registry.replaced import ReplacedError, settled
from builder.registry.structure import check_structure, read_structure
from builder.registry.types import Registry

#: What a kept registry that is none raises when it is built: a key is missing, a value has another form.
_NO_REGISTRY = (LookupError, TypeError, AttributeError, ValueError)


def load_registry(own: Path | None = None, cache: RegistryCache | None = None) -> Registry:
    """The builder's registries, the archive's folder ``own`` (files of the same names and form) over them.

    ``cache`` saves reading and checking what was in order before; without one all is read and checked.

    Raises:
        RegistryError: a file cannot be read, does not fit its schema, or names something that does not exist.
    """
    sources = read_sources(own)
    fingerprint = _fingerprint(sources)
    key = f"{builder.__version__}-{fingerprint}-{_code()}"
    return (_kept(cache, key, fingerprint) if cache else None) or _made(sources, own, cache, key, fingerprint)


def written_registry(own: Path, cache: RegistryCache, fingerprint: str) -> bytes:
    """The same registry as bytes, for another process (``registry_of``).

    Raises:
        ValueError: the rules are no longer those of this ``fingerprint``.
    """
    key = f"{builder.__version__}-{fingerprint}-{_code()}"
    data = cache.get(key)
    if data is None:
        sources = read_sources(own)
        if _fingerprint(sources) != fingerprint:
            raise ValueError("the rules were changed meanwhile")
        data = with_needles(_settled(_merged(sources), own))
    return json.dumps([fingerprint, data], ensure_ascii=False).encode()


@lru_cache(maxsize=1)
def registry_of(written: bytes) -> Registry:
    """The registry that ``written_registry`` wrote; one for all who ask for the same in turn."""
    fingerprint, data = json.loads(written)
    return build_registry(data, fingerprint)


def _fingerprint(sources: Sequence[Source]) -> str:
    """SHA-256 over what the files hold, each with its kind and length: no two sets of files read alike."""
    total = hashlib.sha256()
    for source in sources:
        total.update(f"{source.stem} {len(source.content)}\n".encode())
        total.update(source.content)
    return total.hexdigest()


@lru_cache(maxsize=1)
def _code() -> str:
    """SHA-256 over this room's code and schemas: in a checkout they change while the version stays."""
    files = sorted(path for path in DATA.parent.iterdir() if path.suffix in (".py", ".yaml"))
    return hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()


def _kept(cache: RegistryCache, key: str, fingerprint: str) -> Registry | None:
    data = cache.get(key)
    if data is None:
        return None
    try:
        return build_registry(data, fingerprint)
    except _NO_REGISTRY:
        cache.refused()
        return None


def _made(
    sources: Sequence[Source], own: Path | None, cache: RegistryCache | None, key: str, fingerprint: str
) -> Registry:
    # Imported here: the schemas' compiler is needed only when something changed.
    from builder.registry.validate import check_references  # noqa: PLC0415

    text = json.dumps(with_needles(_settled(_merged(sources), own)), ensure_ascii=False).encode()
    registry = build_registry(
        json.loads(text), fingerprint
    )  # by way of the text, so that a kept one is the same
    check_references(registry, own)
    if cache is not None:
        cache.put(key, text)
    return registry


def _settled(merged: Mapping[str, Data], own: Path | None) -> dict[str, Data]:
    """Without what was replaced; RegistryError where a ``replaced_by`` leads nowhere."""
    try:
        return settled(merged)
    except ReplacedError as error:
        raise RegistryError(file_of(error.stem, own), None, str(error)) from error


def _merged(sources: Sequence[Source]) -> dict[str, Data]:
    """File stem → what the builder's file and the archive's say together, each checked by itself."""
    from builder.registry.validate import check_file, check_words  # noqa: PLC0415 - as above

    merged: dict[str, Data] = {}
    for source in sources:
        stem = source.stem
        if stem == STRUCTURE:
            merged[stem] = _structure(source)
        elif stem in merged:
            data = completed(stem, merged[stem], parsed(source))
            check_file(stem, data, source.path)
            check_words(stem, merged[stem], data, source.path)
            merged[stem] = overlaid(stem, merged[stem], data)
        elif stem in STEMS:
            merged[stem] = _ours(source)
    return merged


@lru_cache(maxsize=len(STEMS))
def _ours(source: Source) -> Data:
    """The builder's own file, checked once a process: most of a load. Nobody may change what is given."""
    from builder.registry.validate import check_file  # noqa: PLC0415 - as above

    data = parsed(source)
    check_file(source.stem, data, source.path)
    return data


def _structure(source: Source) -> Data:
    data = read_structure(source.content)
    check_structure(data)
    return data


def load_labels(own: Path | None = None) -> Mapping[str, str]:
    """The visible strings alone, those of the archive's folder ``own`` over ours.

    Not checked, which ``load_registry`` does.

    Raises:
        RegistryError: a file cannot be read.
    """
    paths = [folder / "labels.yaml" for folder in (DATA, own) if folder]
    files = [parsed(read_source("labels", path)) for path in paths if path.is_file()]
    labels: Mapping[str, str] = reduce(partial(overlaid, "labels"), files)["labels"]
    return labels


__all__ = [
    "DATA",
    "RegistryCache",
    "RegistryError",
    "load_labels",
    "load_registry",
    "registry_of",
    "written_registry",
]
