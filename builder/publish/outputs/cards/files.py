"""The cards as files."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Final

import PIL

from builder.publish.outputs.cards.draw import draw
from builder.publish.outputs.cards.plan import Card, cards
from builder.publish.outputs.output import Later, PartsOutput
from builder.publish.publication import Publication


def _files(_publication: Publication, card: Card) -> Iterator[Later]:
    yield Later(card.address, ("card", PIL.__version__, *card.words), partial(draw, card.words))


CARDS: Final = PartsOutput("share card", cards, _files)
