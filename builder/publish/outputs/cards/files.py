"""The cards as files. One that says the same as before is not drawn again."""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Iterator
from typing import Final

import PIL

from builder.publish.outputs.cards.draw import draw
from builder.publish.outputs.cards.plan import Card, cards
from builder.publish.outputs.output import File, PartsOutput
from builder.publish.publication import Publication


def _files(publication: Publication, card: Card) -> Iterator[File]:
    def drawn() -> str:
        return b64encode(draw(card.words)).decode()

    key = (PIL.__version__, *card.words)
    yield File(card.address, b64decode(publication.memory.recall("card", card.address, key, drawn)))


CARDS: Final = PartsOutput("share card", cards, _files)
