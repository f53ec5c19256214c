"""What an article looks like, learned from labelled pages: a role for every line, with how sure it is.

    labelled = label_lines([(1, "홈 > 뉴스"), (3, "…")])
    labelled[0].role, labelled[0].margin, labelled[0].reason    # 'noise', 0.97, 'unlike-the-article'

Nothing here knows a site. Knows no disk but its own three data files: words.yaml (words and signs by which short lines are told),
weights.tsv (what `make train` learned), and no other room.
"""

from __future__ import annotations

from collections.abc import Sequence

from builder.reading.labeller.decide import UNLIKE, Labelled, decide
from builder.reading.labeller.features import alike, extract
from builder.reading.labeller.model import Model, marginals, shipped

__all__ = ["UNLIKE", "Labelled", "label_lines"]


def label_lines(
    rows: Sequence[tuple[int, str]], hints: Sequence[Sequence[str]] | None = None, model: Model | None = None
) -> tuple[Labelled, ...]:
    """A role, a margin and a reason to leave the page for every line.

    rows: (line number, text) of the page's lines in order, no blank one; a gap in the numbers is a blank line. The blocks of a saved
    page do as well. hints: for each line, names of further features; those the model does not know weigh nothing.
    """
    page, features = extract(rows, hints)
    model = model or shipped()
    return decide(page, alike(page), marginals(model, features))
