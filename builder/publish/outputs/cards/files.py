"""The cards as files."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Final

import PIL

from builder.publish.outputs.cards.draw import draw
from builder.publish.outputs.cards.plan import cards
from builder.publish.outputs.output import DrawnOutput, Later
from builder.publish.publication import Publication


def _files(publication: Publication) -> Iterator[tuple[str, Later]]:
    for page, card in cards(publication):
        depends = ("card", PIL.__version__, *card.words)
        yield page, Later(card.address, depends, partial(draw, card.words))


CARDS: Final = DrawnOutput("share card", _files)
