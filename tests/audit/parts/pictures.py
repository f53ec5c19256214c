"""Pictures of every page kind for someone to look at: wide, narrow, dark, forced colours, print. Fails nothing."""

from __future__ import annotations

from typing import Any

from tests.audit.model import Outcome, Work
from tests.audit.visits import NARROW, WIDE, visits

_LOOKS: dict[str, dict[str, Any]] = {
    "wide": {"width": WIDE},
    "narrow": {"width": NARROW},
    "dark": {"width": WIDE, "color_scheme": "dark"},
    "forced": {"width": WIDE, "forced_colors": "active", "color_scheme": "dark"},
    "print": {"width": 794},  # A4 at 96 dpi
}
_TALLEST = 4_000


def run(work: Work) -> Outcome:
    """``pictures/<kind>-<look>.png``, cut at 4,000 px."""
    outcome = Outcome()
    folder = work.output / "pictures"
    folder.mkdir(parents=True, exist_ok=True)
    with visits(work.archive) as browser:
        for look, settings in _LOOKS.items():
            with browser.page(**settings) as page:
                for case in work.cases:
                    if look == "print":
                        page.emulate_media(media="screen")
                    browser.go(page, case)
                    if look == "print":
                        page.emulate_media(media="print")
                    height = min(_TALLEST, int(page.evaluate("document.documentElement.scrollHeight")))
                    clip: Any = {"x": 0, "y": 0, "width": settings["width"], "height": height}
                    page.screenshot(
                        path=folder / f"{case.kind}-{look}.png",
                        full_page=True,
                        clip=clip,
                        animations="disabled",
                    )
                    outcome.checks += 1
    outcome.notes.append(f"pictures to look at: {folder}")
    return outcome
