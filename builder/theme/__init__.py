"""The MkDocs theme ``briefings``: the look of an archive, on top of Material for MkDocs.

MkDocs finds the theme by importing this package (entry point group ``mkdocs.themes``) and then reads ``mkdocs_theme.yml``
beside it with PyYAML's safe loader, which knows no way to include a file or to name a function. The tags registered here are
that way: ``!labels`` are the site's strings, which stay in one registry, ``!functions`` what templates can call (functions.py).
Plain ``mkdocs build`` sees both.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

import yaml

from builder.theme.functions import Functions

LABELS: Final = Path(__file__).resolve().parents[1] / "registry" / "data" / "labels.yaml"

# Material prints a banner about MkDocs 2.0 and its own end of life when its templates are first imported, which MkDocs does
# right after this module. We pin mkdocs<2 and answer the question in the README; a build that is in order stays quiet.
os.environ.setdefault("NO_MKDOCS_2_WARNING", "true")


def _site_labels(_loader: object, _node: yaml.Node) -> dict[str, str]:
    strings: dict[str, str] = yaml.safe_load(LABELS.read_bytes())["labels"]
    return strings


def _functions(_loader: object, _node: yaml.Node) -> Functions:
    return Functions()


# CSafeLoader is the loader MkDocs prefers, where PyYAML was built with libyaml.
for _loader in (yaml.SafeLoader, *([yaml.CSafeLoader] if hasattr(yaml, "CSafeLoader") else [])):
    yaml.add_constructor("!labels", _site_labels, _loader)
    yaml.add_constructor("!functions", _functions, _loader)
