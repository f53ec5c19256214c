"""Where work is done: processes of other machines, through Dask.

The cluster is its owner's: he starts its scheduler and its workers, each with the same builder installed.
Nothing of an archive lies on them; what they need comes with their work.
"""

from __future__ import annotations

import contextlib
import logging
import re
from concurrent.futures import CancelledError, Future
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import Any, Final

from builder.workers.elsewhere import NoContextError, do
from builder.workers.places import NoPlaceError

ADDRESS: Final = re.compile(r"dask://([^/\s]+:\d+)/?")
_PATIENCE: Final = 10
"""Seconds until a scheduler has answered, and has a worker."""


class Cluster:
    """The workers of a Dask cluster."""

    def __init__(self, address: str) -> None:
        """``address``: as ``dask://HOST:PORT``.

        Raises:
            NoPlaceError: there is no Dask here, or no such cluster, or its workers have another builder.
        """
        named = ADDRESS.fullmatch(address)
        if named is None:
            raise NoPlaceError(f"{address!r} is no address of a cluster as dask://HOST:PORT")
        dask = _dask()
        logging.getLogger("distributed").setLevel(logging.CRITICAL)  # what matters of it is told by us
        try:
            # without a scheme, for Dask's own configuration says whether it is to be TLS
            self._client = dask.Client(named[1], timeout=_PATIENCE, set_as_default=False)
        except (OSError, TimeoutError, ValueError) as error:
            raise NoPlaceError(f"no scheduler of Dask answers at {named[1]}") from error
        self.losses: tuple[type[BaseException], ...] = (
            CancelledError,
            NoContextError,
            dask.KilledWorker,
            dask.comm.CommClosedError,
        )
        try:
            self.jobs = self._looked_at()
        except NoPlaceError:
            self.close(wait=False)
            raise
        self._executor = self._client.get_executor(pure=False)

    def _looked_at(self) -> int:
        """How many batches its workers work on at once; NoPlaceError where they cannot work for us."""
        try:
            self._client.wait_for_workers(1, timeout=_PATIENCE)
        except TimeoutError as error:
            raise NoPlaceError("the cluster has no worker") from error
        try:
            others = self._client.run(code)
        except Exception as error:
            raise NoPlaceError(
                f"the cluster's workers have no builder ({error}): install it there"
            ) from error
        if unlike := sorted(worker for worker, found in others.items() if found != code()):
            raise NoPlaceError(f"{', '.join(unlike)}: another builder than here; install the same one there")
        return len(others)

    def share(self, name: str, written: bytes) -> Any:
        """Bytes that lie in the cluster; as a task of their own they are made again where they were lost."""
        return self._client.submit(_same, written, key=f"briefings-{name}")

    def submit(self, name: str, shared: Any, task: bytes) -> Future[bytes]:
        """See ``Place``."""
        future: Future[bytes] = self._executor.submit(_do, code(), name, shared, task)
        return future

    def close(self, *, wait: bool) -> None:
        """Leave the cluster, which goes on."""
        del wait  # what is not done yet is not asked for any more
        with contextlib.suppress(OSError, TimeoutError, RuntimeError):
            self._client.close(timeout=_PATIENCE)


@cache
def code() -> str:
    """Of this program, in whose place no other may work: it would give other bytes."""
    found = blake2b(digest_size=16)
    folder = Path(__file__).parents[1]
    for path in sorted(one for one in folder.rglob("*") if one.suffix in (".py", ".yaml", ".html", ".tsv")):
        found.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes())
    return found.hexdigest()


def _do(expected: str, name: str, shared: bytes, task: bytes) -> bytes:
    if code() != expected:
        raise NoContextError("a worker of the cluster has another builder")
    return do(name, shared, task)


def _same(written: bytes) -> bytes:
    return written


def _dask() -> Any:
    try:
        import distributed  # noqa: PLC0415 - of an extra
    except ImportError as error:
        why = "Dask is not installed here: install the builder with its extra [cluster]"
        raise NoPlaceError(why) from error
    return distributed
