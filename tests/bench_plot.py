"""The last run of `make bench` as a picture and a table, for README and those who change the builder. No test."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from builder.publish.outputs.charts.svg import Element, element, pixels

DEVELOPER = Path(__file__).resolve().parents[1] / ".github/developer"
PICTURE = DEVELOPER.parent / "images/speed.svg"
PAGE = DEVELOPER / "speed.md"
WIDTH, ROW, LEFT, RIGHT, TOP = 720.0, 34.0, 190.0, 150.0, 46.0
#: Read on light and on dark pages, as the reader's system has them.
STYLE = """
svg { font: 14px system-ui, sans-serif; color-scheme: light dark }
text { fill: #24292f } .soft { fill: #57606a } .bar { fill: #0969da } .other { fill: #8c959f }
.spread { stroke: #24292f; stroke-width: 1.5 } .one { stroke: #8c959f; stroke-dasharray: 3 3 }
@media (prefers-color-scheme: dark) {
  text { fill: #e6edf3 } .soft { fill: #9198a1 } .bar { fill: #4493f8 } .spread { stroke: #e6edf3 }
}
"""


class Stage(NamedTuple):
    """What a stage cost in CPU, as multiples of plain MkDocs, over all rounds."""

    name: str
    least: float
    median: float
    most: float
    before: float | None
    """The median of the run before."""
    milliseconds: float
    """CPU an article."""
    megabytes: float

    @property
    def is_ours(self) -> bool:
        """Whether the builder does it."""
        return self.name not in ("plain mkdocs", "hugo")


def write(stages: Sequence[Stage], what: str) -> None:
    """Both files. ``what``: what was measured, in words."""
    PICTURE.write_text(picture(stages, what), "utf-8")
    PAGE.write_text("\n".join(page(stages, what)), "utf-8")


def page(stages: Iterable[Stage], what: str) -> Iterable[str]:
    """The page of the developers' folder."""
    yield from (
        "# How fast it is",
        "",
        f"{what}. `make bench` wrote this page; all of it was measured in turns on one machine, so that the",
        "ratios hold on a busy one. CPU is that of all processes; memory is the largest process's. MkDocs renders the same",
        "pages with the same theme; Hugo has a layout of one line, and neither makes the search, the data or the feeds.",
        "",
        "![The same as a picture](../images/speed.svg)",
        "",
        *table(stages),
        "",
    )


def table(stages: Iterable[Stage]) -> Iterable[str]:
    """A line a stage."""
    yield "| stage | ms of CPU an article | times plain MkDocs (least to most) | the run before | MB |"
    yield "|---|---|---|---|---|"
    for one in stages:
        spread = f"{one.median:.2f} ({one.least:.2f} to {one.most:.2f})"
        before = "" if one.before is None else f"{one.before:.2f}"
        yield f"| {one.name} | {one.milliseconds:.1f} | {spread} | {before} | {one.megabytes:.0f} |"


def picture(stages: Sequence[Stage], what: str) -> str:
    """Bars from left to right, each with its least and most; a line where plain MkDocs is."""
    scale = (WIDTH - LEFT - RIGHT) / max(one.most for one in stages)
    height = TOP + ROW * len(stages) + 8
    at = pixels(LEFT + scale)
    root = element(
        "svg",
        element("title", f"CPU as multiples of plain MkDocs. {what}."),
        element("style", STYLE),
        element("text", "CPU, as multiples of plain MkDocs on the same pages", x="0", y="18"),
        element("text", what, x="0", y="36", class_="soft"),
        element("line", x1=at, x2=at, y1=pixels(TOP), y2=pixels(height - 8), class_="one"),
        *(part for row, one in enumerate(stages) for part in _bar(one, TOP + ROW * row, scale)),
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {pixels(WIDTH)} {pixels(height)}",
        role="img",
    )
    return root + "\n"


def _bar(one: Stage, top: float, scale: float) -> Iterable[Element]:
    middle = pixels(top + ROW / 2)
    words = f"{one.median:.2f}" + ("" if one.before is None else f" (before {one.before:.2f})")
    base = pixels(top + ROW / 2 + 5)
    yield element("text", one.name, x=pixels(LEFT - 10), y=base, text_anchor="end")
    yield element(
        "rect",
        x=pixels(LEFT),
        y=pixels(top + 7),
        width=pixels(max(1.0, one.median * scale)),
        height=pixels(ROW - 14),
        rx="2",
        class_="bar" if one.is_ours else "other",
    )
    yield element(
        "line",
        x1=pixels(LEFT + one.least * scale),
        x2=pixels(LEFT + one.most * scale),
        y1=middle,
        y2=middle,
        class_="spread",
    )
    yield element("text", words, x=pixels(LEFT + one.most * scale + 8), y=base)
