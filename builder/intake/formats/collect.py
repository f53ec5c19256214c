"""What every reader does with paragraphs: number them, join their pieces, keep receipts of what is hidden."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from builder.intake.formats.extracted import (
    Block,
    Cell,
    Kind,
    Place,
    Rule,
    SetAside,
    Table,
    Text,
    texts,
    tidy,
)
from builder.intake.formats.limits import MAX_PARAGRAPHS, MAX_SLOTS, MAX_TEXT
from builder.intake.formats.refusal import Refusal


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a paragraph in one letter: shown, or set aside by ``rule``."""

    text: str
    size: float = 0.0
    rule: Rule | None = None


Part = Piece | Block


class Collector:
    """The running number of paragraphs, the notes and the receipts of one file."""

    def __init__(self) -> None:
        self.notes: list[Block] = []
        self.set_aside: list[SetAside] = []
        self._begun = 0
        self._paragraph = 0
        self._note = 0
        self._characters = 0

    def here(self) -> Place:
        """The place of the paragraph that is being read."""
        return Place(max(self._paragraph, 1))

    def begin(self, words: str) -> Place:
        """A paragraph begins: its place, a new one if there are words of its own in it.

        Raises ``Refusal`` E121 once there are more than ``MAX_PARAGRAPHS``.
        """
        self._begun += 1
        if self._begun > MAX_PARAGRAPHS:
            raise Refusal("E121", f"more than {MAX_PARAGRAPHS:,} paragraphs")
        self._paragraph += bool(words.strip())
        return self.here()

    def count(self, text: str) -> None:
        """Count a text in. Raises ``Refusal`` E121 once there are more than ``MAX_TEXT`` characters."""
        self._characters += len(text)
        if self._characters > MAX_TEXT:
            raise Refusal("E121", f"more than {MAX_TEXT:,} characters")

    def aside(self, text: str, rule: Rule) -> None:
        """Keep a text that is none of the article's."""
        kept = tidy(text).strip()
        if kept:
            self.set_aside.append(SetAside(self.here(), kept, rule))

    def next_note(self) -> str:
        """The mark of the next footnote or endnote."""
        self._note += 1
        return f"[{self._note}]"

    def note(self, mark: str, blocks: Iterable[Block]) -> None:
        """Keep a note's paragraphs for the end; the first begins with its mark."""
        found = list(blocks)
        if not (found and isinstance(found[0], Text)):
            found.insert(0, Text(self.here(), mark, Kind.NOTE, mark=mark))
        else:
            found[0] = replace(found[0], text=f"{mark} {found[0].text.strip()}", mark=mark)
        self.notes += [
            replace(block, kind=Kind.NOTE) if isinstance(block, Text) else block for block in found
        ]

    def paragraph(
        self, parts: Iterable[Part], kind: Kind, place: Place, *, level: int = 0, mark: str = ""
    ) -> list[Block]:
        """A paragraph's pieces as text, parted where a table stands between them; blank ones vanish."""
        blocks: list[Block] = []
        run: list[Piece] = []
        for part in [*parts, None]:
            if isinstance(part, Piece):
                run.append(part)
                continue
            blocks += self._joined(run, place, kind, level, mark if not blocks else "")
            blocks += [part] if part is not None else []
            run = []
        return blocks

    def _joined(self, run: list[Piece], place: Place, kind: Kind, level: int, mark: str) -> list[Block]:
        self._receipts(run, place)
        shown = [piece for piece in run if piece.rule is None]
        text = tidy("".join(piece.text for piece in shown))
        self.count(text)
        if not text.strip():
            return []
        size = max((piece.size for piece in shown if piece.text.strip()), default=0.0)
        return [Text(place, f"{mark} {text.lstrip()}" if mark else text, kind, level, mark, size)]

    def _receipts(self, run: list[Piece], place: Place) -> None:
        """One receipt for each stretch hidden by one rule."""
        rule: Rule | None = None
        text = ""
        for piece in [*run, Piece("")]:
            if piece.rule != rule:
                if rule is not None and tidy(text).strip():
                    self.set_aside.append(SetAside(place, tidy(text).strip(), rule))
                rule, text = piece.rule, ""
            text += piece.text


def table_of(cells: Iterable[Cell], place: Place) -> Table:
    """A table of cells that may contradict each other: spans end where the grid or another cell does.

    No cell is lost: one whose slot is taken moves to the next free one of its row. Raises ``Refusal`` E121
    for a grid of more than ``MAX_SLOTS`` slots.
    """
    ordered = sorted(cells, key=lambda cell: (cell.row, cell.column))
    rows = {row: number for number, row in enumerate(sorted({cell.row for cell in ordered}))}
    height = len(rows)
    taken: set[tuple[int, int]] = set()
    placed = [_placed(replace(cell, row=rows[cell.row]), height, taken) for cell in ordered]
    width = max((cell.column + cell.columns for cell in placed), default=0)
    first = next((text.place for cell in placed for text in texts(cell.blocks)), place)
    return Table(first, tuple(placed), height, width)


def _placed(cell: Cell, height: int, taken: set[tuple[int, int]]) -> Cell:
    """The cell in a free slot, no larger than what is free beside and below it."""
    column = cell.column
    while (cell.row, column) in taken:
        column += 1
    columns = 1
    while columns < min(cell.columns, MAX_SLOTS) and (cell.row, column + columns) not in taken:
        columns += 1
    rows = max(min(cell.rows, height - cell.row), 1)
    if len(taken) + rows * columns > MAX_SLOTS or column + columns > MAX_SLOTS // max(height, 1):
        raise Refusal("E121", f"a table of more than {MAX_SLOTS:,} slots")
    taken.update((cell.row + row, column + offset) for row in range(rows) for offset in range(columns))
    return replace(cell, column=column, rows=rows, columns=columns)
