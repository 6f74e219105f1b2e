"""How a table fits a page of A4 in LaTeX: the size of its letters, upright or turned, and the widths of its columns.

TeX works out the widths itself, from the line of the document; here they are only estimated, in em of Computer Modern,
to choose how. Numbers are never wrapped: what they need is kept free, and columns of words share the rest.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from enveloppes.output.drawing import Drawn, lead_before
from enveloppes.output.safe_text import columns_of
from enveloppes.output.sheet import Role

GAP = 4  # points on either side of a column
_BOLD, _SPARE = 1.17, 1.03
_NARROW, _THIN, _BROAD, _CAPITAL, _LETTER = 0.3, 0.41, 0.86, 0.74, 0.53
_NARROW_SIGNS, _THIN_SIGNS = frozenset(" ijl.,:;'|!()[]·\u00a0"), frozenset("frstzI-/")
_BROAD_SIGNS = frozenset("mwMW%—€@&→≈≤≥±")
_CODED, _LAST_OF_LETTERS = 4.6, 0x24FF  # em of « [U+4E2D] »
_WIDEST_PIECE = 21
_COMFORT = 6.0  # em: a column of words is no narrower while there is another way
_PIECES = re.compile("(?<=[-/])| ")


class Page(NamedTuple):
    """A way to set a table: the command for its letters, the size of an em in points, the em of a line."""

    size: str
    em: int
    room: float
    is_turned: bool = False


# The narrowest line of article on A4 at 10, 11 and 12 points holds 32.5 em, of a turned page 50.
_PAGES = (
    Page("", 10, 32.5),
    Page(r"\small", 9, 36),
    Page(r"\footnotesize", 8, 40.5),
    Page("", 10, 50, is_turned=True),
    Page(r"\small", 9, 55.5, is_turned=True),
    Page(r"\footnotesize", 8, 62.5, is_turned=True),
    Page(r"\scriptsize", 7, 71, is_turned=True),
)


class Fit(NamedTuple):
    """How a table is set: on which page, the format of its columns, and which of them wrap."""

    page: Page
    format: str
    wraps: tuple[bool, ...]


class _Needs(NamedTuple):
    """What a column would like, the least that it can do with, and whether it may wrap; in em."""

    wished: float
    least: float
    may_wrap: bool

    def comfort(self) -> float:
        """Return the least that reads well."""
        return min(self.wished, max(self.least, _COMFORT)) if self.may_wrap else self.wished


def fitted(table: Drawn) -> Fit:
    """Return the first way to set a table in which its columns of words are wide enough to read."""
    needs = [_needs(table, place) for place in range(len(table.columns))]
    for page in _PAGES:
        room = page.room - 2 * (len(needs) - 1) * GAP / page.em
        if sum(one.wished for one in needs) <= room and page.size == "":
            return Fit(page, _natural(table), (False,) * len(needs))
        if sum(one.comfort() for one in needs) <= room:
            return _wrapped(table, page, needs, room)
    page = _PAGES[-1]
    return _wrapped(table, page, needs, page.room - 2 * (len(needs) - 1) * GAP / page.em)


def _natural(table: Drawn) -> str:
    return "".join("r" if column.is_numeric else "l" for column in table.columns)


def _wrapped(table: Drawn, page: Page, needs: list[_Needs], room: float) -> Fit:
    """Return columns of words that share what the numbers leave, each by what it lacks."""
    wraps = tuple(one.may_wrap and one.wished > _COMFORT for one in needs)
    rigid = sum(one.wished for one, is_words in zip(needs, wraps, strict=True) if not is_words)
    words = [one for one, is_words in zip(needs, wraps, strict=True) if is_words]
    lacking = sum(one.wished - one.comfort() for one in words)
    spare = room - rigid - sum(one.comfort() for one in words)
    widths = [one.comfort() + (spare * (one.wished - one.comfort()) / lacking if lacking else 0) for one in words]
    shares = iter([max(0.0, int(10000 * wide / sum(widths)) / 10000) for wide in widths])
    free = rf"\dimexpr\linewidth-{rigid:.2f}em-{2 * (len(needs) - 1) * GAP}pt\relax"
    letters = [
        rf">{{\raggedright\arraybackslash}}p{{\dimexpr{next(shares):.4f}{free}\relax}}" if is_words else letter
        for is_words, letter in zip(wraps, _natural(table), strict=True)
    ]
    return Fit(page, "".join(letters), wraps)


def _needs(table: Drawn, place: int) -> _Needs:
    column = table.columns[place]
    wished, least = em_of(column.head), _longest(column.head)
    for row in table.rows:
        text = row.cells[place]
        if not text:
            continue
        weight = _BOLD if row.role in {Role.TOTAL, Role.SUBTOTAL} else 1
        beside = float(row.depth) if column.is_tree else 0.0
        beside += 1.4 if lead_before(table.columns, row.cells, place) else 0
        wished = max(wished, em_of(text) * weight + beside)
        least = max(least, _longest(text) * weight + beside)
    return _Needs(wished * _SPARE, least * _SPARE, not column.is_numeric)


def _longest(text: str) -> float:
    return max((em_of(piece[:_WIDEST_PIECE]) for piece in _PIECES.split(text)), default=0.0)


@lru_cache(maxsize=4096)
def em_of(text: str) -> float:
    """Return about how wide a text is; a sign that only its code can stand for is as wide as that."""
    return sum(map(_em_of_sign, text))


def _em_of_sign(sign: str) -> float:
    if sign == "\u202f":
        return 0.17
    if sign in _NARROW_SIGNS:
        return _NARROW
    if sign in _THIN_SIGNS:
        return _THIN
    if sign in _BROAD_SIGNS:
        return _BROAD
    if ord(sign) > _LAST_OF_LETTERS or columns_of(sign) != 1:
        return _CODED
    return _CAPITAL if sign.isupper() else _LETTER
