"""A line of a table whose columns were lost: its label and the numbers behind it, or numbers alone.

Percentages and dashes are cells too, so that the columns count; footnote marks are none.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from enveloppes.agreements.document import Cell
from enveloppes.documents.mention import labelled
from enveloppes.money.folding import fold
from enveloppes.money.numerals import DIGITS

_SPACE = r"[ \u00a0\u202f]"
NUMBER = re.compile(DIGITS.replace(" ", _SPACE))
_TOKEN = (
    r"(?P<mark>\*+|\( ?\*+ ?\)|\(\d\)|\d(?= ?\( ?\*+ ?\)))"
    rf"|(?P<cell>[-+−–]?{_SPACE}?(?<![\d.,])(?:{NUMBER.pattern})(?:{_SPACE}?%)?)(?![^\W\d_]|[\d/°'’])"
    r"|(?P<dash>[-–—](?=[\s|]|$))"
)
_TOKENS = re.compile(_TOKEN)
_TAIL = re.compile(rf"(?:^|(?<=[\s|]))(?:(?:{re.sub(r'[?]P<[a-z]+>', '?:', _TOKEN)})[\s|]*)+$")
_YEAR = re.compile(r"(?:19|20)\d\d")


class NumberLine(NamedTuple):
    """The span of a line's label (empty where it has none) and its cells."""

    label: Cell
    cells: tuple[Cell, ...]


def number_line(line: str, offset: int) -> NumberLine | None:
    """Return the numbers that a line ends in and its label; None where it has none, or nothing but years or names."""
    text = line.rstrip()
    tail = _TAIL.search(text)
    if tail is None:
        return None
    label = text[: tail.start()].rstrip(" \t|:\u00a0\u202f")
    cells = [cell for token in _TOKENS.finditer(text, tail.start()) for cell in _cells_of(token, offset)]
    numbers = [text[cell.start - offset : cell.end - offset] for cell in cells]
    if all(_YEAR.fullmatch(number) or not number[-1].isdigit() for number in numbers):
        return (
            None
            if not any("%" in number for number in numbers)
            else NumberLine(_span(text, label, offset), tuple(cells))
        )
    if label and (not re.search(r"[^\W\d_]", label) or labelled(fold(label).text + " ", len(fold(label).text) + 1)):
        return None
    return NumberLine(_span(text, label, offset), tuple(cells))


def _span(text: str, label: str, offset: int) -> Cell:
    begins = offset + len(text) - len(text.lstrip(" \t|\u00a0\u202f"))
    return Cell(begins, max(begins, offset + len(label)))


def _cells_of(token: re.Match[str], offset: int) -> list[Cell]:
    """Return the cell of a token, or two where « 324 227 317 347 » is two numbers of one size; none for a mark."""
    if token["mark"]:
        return []
    start, end = token.span()
    groups = list(re.finditer(r"\d+", token.group()))
    half = len(groups) // 2
    if len(groups) >= _FEWEST_GROUPS and not len(groups) % 2 and token.group()[0].isdigit():
        first, second = (int(groups[at].group()) for at in (0, half))
        if len(groups[half].group()) == len(groups[0].group()) and max(first, second) < 2 * min(first, second):
            return [
                Cell(offset + start, offset + start + groups[half - 1].end()),
                Cell(offset + start + groups[half].start(), offset + end),
            ]
    return [Cell(offset + start, offset + end)]


_FEWEST_GROUPS = 4
