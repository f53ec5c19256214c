"""The MkDocs theme ``briefings``: the look of an archive, on top of Material for MkDocs.

MkDocs finds the theme by importing this package (entry point group ``mkdocs.themes``) and then reads ``mkdocs_theme.yml``
beside it with PyYAML's safe loader, which knows no way to include a file. The tag ``!labels`` registered here is that way:
the site's strings stay in one registry, and plain ``mkdocs build`` sees them too.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

import yaml

LABELS: Final = Path(__file__).resolve().parents[1] / "registry" / "data" / "labels.yaml"

# Material prints a banner about MkDocs 2.0 and its own end of life when its templates are first imported, which MkDocs does
# right after this module. We pin mkdocs<2 and answer the question in the README; a build that is in order stays quiet.
os.environ.setdefault("NO_MKDOCS_2_WARNING", "true")


def _site_labels(_loader: object, _node: yaml.Node) -> dict[str, str]:
    strings: dict[str, str] = yaml.safe_load(LABELS.read_bytes())["labels"]
    return strings


yaml.add_constructor("!labels", _site_labels, yaml.SafeLoader)
if hasattr(yaml, "CSafeLoader"):  # the loader MkDocs prefers, where PyYAML was built with libyaml
    yaml.add_constructor("!labels", _site_labels, yaml.CSafeLoader)
