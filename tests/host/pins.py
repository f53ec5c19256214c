"""What a new archive's workflow installs below the builder: from the lock file, with hashes, and no more.

``python tests/host/pins.py`` writes it into the scaffold; `make lock` does so too.
"""

from __future__ import annotations

import re
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[2]
PLACE: Final = ROOT / "builder/host/scaffold/requirements.txt"
_BUILDER: Final = "policy-briefings"
_EXTRA: Final = ('extra == "pdf"', "extra == 'pdf'")
"""The one that an archive's workflow installs too: what reads a PDF here must be read there."""
_HEAD: Final = "# What the builder stands on, as this release was tested with it. Nothing else can be installed in its place.\n"


def pins() -> str:
    """The entries of the lock file that the builder needs to run."""
    text = (ROOT / "requirements.lock").read_text("utf-8")
    entries = re.findall(r"^(?:[A-Za-z0-9].*\n(?: .*\n?)*)", text, re.MULTILINE)
    wanted = _needed()
    return _HEAD + "".join(one for one in entries if _name(one) in wanted)


def _needed() -> set[str]:
    waiting, found = [_BUILDER], set[str]()
    while waiting:
        try:
            package = distribution(waiting.pop())
        except PackageNotFoundError:  # for another system
            continue
        names = {
            _name(needed)
            for needed in package.requires or ()
            if "extra ==" not in needed or needed.endswith(_EXTRA)
        }
        waiting += names - found
        found |= names
    return found


def _name(requirement: str) -> str:
    return (
        re.split(r"[^A-Za-z0-9._-]", requirement, maxsplit=1)[0].lower().replace("_", "-").replace(".", "-")
    )


if __name__ == "__main__":
    PLACE.write_text(pins(), "utf-8")
