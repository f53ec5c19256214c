"""Progress on the terminal.

A bar when the work takes long, a line now and then where there is no terminal.
"""

from __future__ import annotations

import sys
import time
from functools import cached_property
from types import TracebackType
from typing import TYPE_CHECKING, Final, Self

if TYPE_CHECKING:
    from rich.console import Console
    from rich.progress import Progress, TaskID

#: Seconds of silence; what is done by then needs no bar.
_PATIENCE: Final = 1.0
#: Seconds between lines where standard error is no terminal (a log).
_INTERVAL: Final = 5.0


class ProgressBar:
    """Call it with (what, done, total) as often as you like; it draws only what is worth drawing.

    Use as a context.
    """

    def __init__(self) -> None:
        """Nothing is shown yet."""
        self._bar: Progress | None = None
        self._tasks: dict[str, TaskID] = {}
        self._began = time.monotonic()
        self._last_line = self._began

    def __enter__(self) -> Self:
        """Start counting."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Leave the terminal as it was."""
        if self._bar is not None:
            self._bar.stop()

    def __call__(self, what: str, done: int, total: int) -> None:
        """Show that ``done`` of ``total`` steps of ``what`` are done."""
        now = time.monotonic()
        if now - self._began < _PATIENCE:
            return
        if not self._is_drawn:
            if now - self._last_line >= _INTERVAL or (done == total and total >= _WORTH_A_LINE):
                self._last_line = now
                print(f"{what}: {done:,} of {total:,}", file=sys.stderr, flush=True)  # noqa: T201 - this is the printer
            return
        self._draw(what, done, total)

    @cached_property
    def _is_drawn(self) -> bool:
        """Whether anybody sees a bar."""
        return sys.stderr.isatty() and _console().is_terminal

    def _draw(self, what: str, done: int, total: int) -> None:
        if self._bar is None:
            self._bar = _bar(_console())
            self._bar.start()
        if what not in self._tasks:
            self._tasks[what] = self._bar.add_task(what, total=total)
        self._bar.update(self._tasks[what], completed=done, total=total)


_WORTH_A_LINE: Final = 100


# rich takes longer to import than a seed to convert: it is, once there is something to draw.


def _console() -> Console:
    from rich.console import Console  # noqa: PLC0415

    return Console(stderr=True)


def _bar(console: Console | None) -> Progress:
    from rich.progress import (  # noqa: PLC0415
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
    )

    columns = (
        TextColumn("{task.description:<20}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
    )
    return Progress(*columns, console=console, transient=True)
