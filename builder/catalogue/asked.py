"""The topics and ministries that mkdocs.yml asks something for: whether there are such."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from builder.catalogue.volumes import ALL
from builder.host.archive_keys import ARCHIVE
from builder.model import Problem
from builder.problems import problem
from builder.registry import Registry
from builder.registry.called import uncalled
from builder.registry.files import line_of
from builder.settings import Settings


def unknown_names(settings: Settings, registry: Registry) -> Iterator[Problem]:
    """E401 for each name under ``volumes`` and ``downloads`` that nothing bears, or more than one."""
    site = settings.site
    asked: Mapping[str, Mapping[str, Sequence[str]]] = {"volumes": site.volumes, "downloads": site.downloads}
    for key, chosen in asked.items():
        for group, place, fault in uncalled(chosen, registry):
            if key == "volumes" and chosen[group][place] == ALL:
                continue
            line = line_of(settings.config_file, (*ARCHIVE, key, group, place))
            detail = f"extra.archive.{key}.{group}: {fault}"
            yield problem("E401", settings.config_file.name, line, detail)
