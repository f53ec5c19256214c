"""The one door to what renders docs/ as a site. Outside this room nobody knows that it is MkDocs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Protocol

from builder.host.earlier import EarlierPages
from builder.model import Problem
from builder.progress import Count
from builder.settings import Settings
from builder.workers import HERE, Workers

if TYPE_CHECKING:  # not imported, as in renderer()
    from builder.host.single import Preview, SinglePages


class Renderer(Protocol):
    """What the builder asks of a renderer."""

    def load(self, config_file: Path) -> Settings | tuple[Problem, ...]:
        """The archive of a configuration file, or E401 problems with the line they stand on."""

    def build(
        self,
        settings: Settings,
        site_dir: Path,
        epoch: int,
        progress: Count | None = None,
        earlier: EarlierPages | None = None,
        instead: Mapping[str, str] = MappingProxyType({}),
        workers: Workers = HERE,
    ) -> tuple[Problem, ...]:
        """Render the pages of ``settings.docs`` into ``site_dir``, dated ``epoch`` (seconds since 1970).

        Returns every warning and error as E302, E303 or E310. ``progress`` is told of the steps, two a page.
        ``earlier``: the pages that may be taken over as they are; those made are noted in it.
        ``instead``: the texts of pages that are not rendered from their files. ``workers``: who renders.
        """

    def single(self, settings: Settings) -> SinglePages | None:
        """The pages one by one; None where something of the archive's own shapes them."""

    def serve(
        self,
        settings: Settings,
        rebuild: Callable[[], None],
        host: str,
        port: int,
        watch: Iterable[Path] = (),
        preview: Preview | None = None,
        *,
        poll: bool = False,
    ) -> None:
        """Build, then serve ``settings.site_dir`` until Ctrl+C.

        Show what ``preview`` makes of the files that changed, rebuild, and reload the browser each time.
        ``poll``: look at all files again and again, where the disk tells of no changes.

        Watched are docs, mkdocs.yml, the theme's and the builder's registry folder, and ``watch``.
        ``rebuild`` reports its own problems; whatever it raises is reported here, and the last good site
        stays.

        Raises:
            OSError: the address is taken.
        """


def renderer() -> Renderer:
    """The renderer of this release."""
    # Imported here: MkDocs takes longer to import than a seed to convert, and most commands render nothing.
    from builder.host.mkdocs import MkDocs  # noqa: PLC0415

    return MkDocs()
