"""What an article looks like, learned from labelled pages: a role for every line, with how sure it is.

    labelled = label_lines([(1, "홈 > 뉴스"), (3, "…")])
    labelled[0].role, labelled[0].margin, labelled[0].reason    # 'noise', 0.97, 'unlike-the-article'

Nothing here knows a site, nor any other room. Two data files lie beside it: words.yaml (words and signs by
which short lines are told) and weights.tsv (what `make train` learned).
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from builder.reading.labeller.features import extract
from builder.reading.labeller.headlines import title_among
from builder.reading.labeller.model import Model, marginals, shipped
from builder.reading.labeller.verdicts import REPEATED, UNLIKE, Labelled, decide

__all__ = ["REPEATED", "UNLIKE", "Labelled", "label_lines", "title_among"]


def label_lines(
    rows: Sequence[tuple[int, str]],
    hints: Sequence[Sequence[str]] | None = None,
    model: Model | None = None,
    *,
    of_site: bool | None = None,
    taken: Collection[int] = (),
) -> tuple[Labelled, ...]:
    """A role, a margin and a reason to leave the page for every line.

    rows: (line number, text) of the page's lines in order, none blank; a gap in the numbers is a blank line.
    The blocks of a saved page do as well. hints: for each line, names of further features (the element a
    block stands in, a rule that matches it); those the model does not know weigh nothing. of_site: whether
    the text is known to be the page of a site, with furniture around its article, or to be none; None where
    its own lines have to tell. taken: numbers of lines that a rule takes: none of them is the title.
    """
    if not rows:
        return ()
    page, features = extract(rows, hints)
    model = model or shipped()
    return decide(page, marginals(model, features), of_site=of_site, taken=taken)
