"""The MkDocs theme ``briefings``: the look of an archive, on top of Material for MkDocs.

MkDocs finds the theme by importing this package (entry point group ``mkdocs.themes``) and then reads
``mkdocs_theme.yml`` beside it with PyYAML's safe loader, which knows no way to name a function. The tag
``!functions`` registered here is that way: what templates can call, the site's strings among it
(functions.py). Plain ``mkdocs build`` sees it too.
"""

from __future__ import annotations

import os

import yaml

from builder.theme.functions import Functions

# Material prints a banner about MkDocs 2.0 and its own end of life when its templates are first imported,
# which MkDocs does right after this module. We pin mkdocs<2 and answer the question in the guide; a build
# that is in order stays quiet.
os.environ.setdefault("NO_MKDOCS_2_WARNING", "true")


def _functions(_loader: object, _node: yaml.Node) -> Functions:
    return Functions()


# CSafeLoader is the loader MkDocs prefers, where PyYAML was built with libyaml.
for _loader in (yaml.SafeLoader, *([yaml.CSafeLoader] if hasattr(yaml, "CSafeLoader") else [])):
    yaml.add_constructor("!functions", _functions, _loader)
