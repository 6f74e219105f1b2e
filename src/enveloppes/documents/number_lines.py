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
    r"(?P<mark>\*+|\( ?\*+ ?\)|\(\d\)|\d{1,3}(?= ?\( ?\*+ ?\)))"
    rf"|(?P<cell>(?:[-+−–]{_SPACE}?)?(?<![\d.,])(?:{NUMBER.pattern})(?:{_SPACE}?%)?)(?![^\W\d_]|[\d/°'’])"
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
    counts = any("%" in number or (number[-1].isdigit() and not _YEAR.fullmatch(number)) for number in numbers)
    if not counts or (label and not re.search(r"[^\W\d_]", label)):
        return None
    if label and labelled(fold(label).text + " ", len(fold(label).text) + 1):
        # « dont titre 2 | 500 000 »: the first number belongs to the label.
        named = cells[0].end - offset
        if len(cells) == 1 or "|" not in text[named : cells[1].start - offset]:
            return None
        return NumberLine(_span(text, text[:named], offset), tuple(cells[1:]))
    return NumberLine(_span(text, label, offset), tuple(cells))


def _span(text: str, label: str, offset: int) -> Cell:
    begins = offset + len(text) - len(text.lstrip(" \t|\u00a0\u202f"))
    return Cell(begins, max(begins, offset + len(label)))


def _cells_of(token: re.Match[str], offset: int) -> list[Cell]:
    """Return the cell of a token; two where it is two numbers, or a number and a percentage; none of a mark."""
    if token["mark"]:
        return []
    text, start, end = token.group(), offset + token.start(), offset + token.end()
    groups = list(re.finditer(r"\d+", text))
    cut = _cut(text, [group.group() for group in groups])
    if not cut or not text[groups[cut].start() - 1].isspace():
        return [Cell(start, end)]
    return [Cell(start, start + groups[cut - 1].end()), Cell(start + groups[cut].start(), end)]


def _cut(text: str, groups: list[str]) -> int:
    """Return before which group another number begins: « 412 306 409 118 », « 24 105 112,2 % »; 0 for none."""
    decimals = re.search(r"[.,]\d+\s?%?$", text) is not None
    whole = len(groups) - decimals
    if "%" in text:
        return whole - 1
    half = whole // 2
    if whole < _FEWEST_GROUPS or whole % 2 or decimals or not text[0].isdigit() or len(groups[half]) != _THREE:
        return 0
    first, second = int("".join(groups[:half])), int("".join(groups[half:]))
    return half if max(first, second) < 2 * min(first, second) else 0


_FEWEST_GROUPS = 4
_THREE = 3
