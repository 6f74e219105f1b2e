"""Text as the grammar sees it: lower case, without accents, one kind of space, lines joined.

The folded text keeps the way back to every offset of the text it came from, so that a figure found in it can be
shown where it really stands.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache

# A bullet at the start of a line ends what stands before it: it is no minus sign and no dash of a range.
BREAK = "\x01"

_SPACES = (
    " \t\n\r\v\f\x1c\x1d\x1e\x1f\x85\u00a0\u1680\u2000\u2001\u2002\u2003"
    "\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"
)
_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212"
_APOSTROPHES = "\u2019\u02bc\u2018\u00b4\u0060\u2032"
_INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_PAIRS = {"\u0153": "o", "\u00e6": "a", "\u2026": "."}
_COMPOSED = range(0xC0, 0x250)
_BULLETS = "-–—•*·▪‣◦●○►▶✓➢➔→\u2212\uf0b7\uf0a7"
_HYPHENATED = ("vingt", "trente", "quarante", "cinquante", "soixante", "quatre", "dix", "cent", "et", "demi")


@cache
def _table() -> dict[int, str]:
    table = {ord(char): " " for char in _SPACES}
    table.update({ord(char): "-" for char in _DASHES})
    table.update({ord(char): "'" for char in _APOSTROPHES})
    table.update({ord(char): char.lower() for char in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"})
    for code in _COMPOSED:
        base = unicodedata.normalize("NFD", chr(code))[0].lower()
        if base.isascii():
            table[code] = base
    table.update({ord(char): plain for char, plain in _PAIRS.items()})
    return table


@cache
def _cuts() -> re.Pattern[str]:
    # « vingt-⏎deux » keeps its hyphen, « mil-⏎lions » loses it.
    not_a_number = "".join(rf"(?<!\b{word})" for word in _HYPHENATED)
    joined = rf"(?<=[^\W\d_]){not_a_number}[-\u2010][ \t]*\r?\n\s*(?=[a-zà-ÿ])"
    kept_hyphen = r"(?<=[^\W\d_][-\u2010])[ \t]*\r?\n\s*(?=[a-zà-ÿ])"
    spaces = r"(?<=\s)\s+"
    invisible = rf"[{_INVISIBLE}\u0300-\u036f]+(?:\r?\n)?"
    return re.compile(f"{joined}|{kept_hyphen}|{spaces}|{invisible}", re.IGNORECASE)


@cache
def _bullet() -> re.Pattern[str]:
    return re.compile(rf"(?:\A|\n)[ \t\u00a0]*([{re.escape(_BULLETS)}])(?=\s)")


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text, the same characters with their case kept, and the way back to offsets of the original."""

    text: str
    cased: str
    _starts: tuple[int, ...]
    _shifts: tuple[int, ...]
    _end: int

    def origin(self, offset: int) -> int:
        """Return the original offset of a character of the folded text."""
        if offset >= len(self.text):
            return self._end
        return offset + self._shifts[bisect_right(self._starts, offset) - 1]

    def origin_end(self, offset: int) -> int:
        """Return the original offset just behind the character that ends at a folded offset."""
        return self.origin(offset - 1) + 1 if offset else self.origin(0)


def fold(text: str, start: int = 0, end: int | None = None, *, bullets: bool = True) -> Folded:
    """Return a text (or a part of it) as the grammar sees it, with offsets into the whole text."""
    part = text if start == 0 and end is None else text[start:end]
    if part.isascii() and "\n" not in part and "  " not in part:
        lowered = part.translate(_table())
        return Folded(lowered, part, (0,), (start,), start + len(part))
    if bullets:
        part = _bullet().sub(lambda bullet: bullet.group()[:-1] + BREAK, part)
    pieces: list[str] = []
    starts, shifts = [0], [start]
    kept = length = 0
    for cut in _cuts().finditer(part):
        pieces.append(part[kept : cut.start()])
        length += cut.start() - kept
        kept = cut.end()
        if starts[-1] == length:
            shifts[-1] = start + kept - length
        else:
            starts.append(length)
            shifts.append(start + kept - length)
    pieces.append(part[kept:])
    cased = "".join(pieces)
    return Folded(cased.translate(_table()), cased, tuple(starts), tuple(shifts), start + len(part))
