"""`briefings check`: what is wrong in docs/, one line a problem."""

from __future__ import annotations

import sys
from pathlib import Path

from builder.commands.common import exit_status, finish, open_archive, print_json, problem_data
from builder.run import whole


def run(config_file: Path, form: str) -> None:
    """Print every problem, as text on standard error or as JSON on standard output."""
    archive = open_archive(config_file)
    found = whole.check(archive.settings, archive.registry)
    if form == "json":
        print_json([problem_data(one) for one in found])
        sys.exit(exit_status(found))
    finish(found)
