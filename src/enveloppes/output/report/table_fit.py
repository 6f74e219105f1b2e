"""How a table fits pages: the widths of its columns, the size of its text, which rows head those below them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from enveloppes.output.drawing import Drawn, DrawnColumn
from enveloppes.output.report.blocks import Grid
from enveloppes.output.sheet import Role

# Characters of a line of a table: how many numbers may take, in small type too; how many a column needs not exceed.
_ROOM_FOR_NUMBERS, _ROOM_FOR_SMALL_NUMBERS, _ENOUGH = 64, 92, 24
SIZE, _SMALL = "9", "7.5"


class Fit(NamedTuple):
    """How a table fits the page: the widths of its columns, the size of its text, whether numbers never break."""

    widths: list[str]
    size: str
    is_rigid: bool = True


def widths_of(drawn: Drawn) -> list[str]:
    """Return the widths of columns."""
    return fit_of(drawn).widths


def fit_of(drawn: Drawn) -> Fit:
    """Return how a table fits the page: numbers get what they need, texts the rest.

    Where numbers would leave texts no room, the table is set smaller; where even that is too wide, all share the page
    by their lengths and break at words: a number never does, its spaces are no-break ones.
    """
    cells = [[column.head, *(row.cells[at] for row in drawn.rows)] for at, column in enumerate(drawn.columns)]
    lengths = [max(map(len, texts)) for texts in cells]
    rigid = sum(
        length for column, length in zip(drawn.columns, lengths, strict=True) if column.is_numeric or column.is_code
    )
    if rigid <= _ROOM_FOR_NUMBERS:
        return Fit([_width(column) for column in drawn.columns], SIZE)
    if rigid <= _ROOM_FOR_SMALL_NUMBERS:
        return Fit([_width(column) for column in drawn.columns], _SMALL)
    words = [max(len(word) for text in texts for word in text.split(" ")) for texts in cells]
    shares = [f"{max(word + 2, min(length, _ENOUGH))}fr" for word, length in zip(words, lengths, strict=True)]
    return Fit(shares, _SMALL, is_rigid=False)


def _width(column: DrawnColumn) -> str:
    if column.is_numeric or column.is_code:
        return "auto"
    return "2fr" if column.is_tree else "1fr"


def heads_of(grid: Grid, drawn: Drawn) -> Iterator[tuple[int, int]]:
    """Yield the rows of a table one by one, (n, n); those that head the rows below them together, (first, behind).

    What heads rows never stands alone at the foot of a page; a name without figures is repeated on the next.
    """
    place = 0
    while place < len(drawn.rows):
        end = place
        while _may_head(grid, drawn, end) and (end == place or _goes_on(drawn, end)):
            end += 1
        if end > place and end < len(drawn.rows) and drawn.rows[end].depth > drawn.rows[place].depth:
            yield place, end
            place = end
        else:
            yield place, place
            place += 1


def _may_head(grid: Grid, drawn: Drawn, place: int) -> bool:
    if place >= len(drawn.rows) or grid.more_of(place).opening is not None:
        return False
    return drawn.rows[place].role in {Role.DETAIL, Role.SUBTOTAL}


def _goes_on(drawn: Drawn, place: int) -> bool:
    """Say whether a row has no name of its own: the one above names it."""
    row = drawn.rows[place]
    return row.role is Role.SUBTOTAL and not row.cells[0]
