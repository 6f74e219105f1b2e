"""The text of a file as a reader of it counts: lines and columns from 1, in code points.

Lines end at LF, CRLF or CR and nowhere else: the YAML parser also counts U+0085, U+2028 and U+2029, editors do not.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property

from enveloppes.agreements.finding import Extent

_LINE_END = re.compile(r"\r\n|\n|\r")
# What a YAML stream may hold (YAML 1.1, §4.1); all else is a control character or half of a surrogate pair.
_NOT_ALLOWED = "[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"


class SourceText:
    """A text whose offsets can be told as lines and columns; a byte order mark is no part of it."""

    def __init__(self, text: str) -> None:
        """Keep the text; lines are counted only when they are asked for."""
        self.text = text

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *(found.end() for found in _LINE_END.finditer(self.text))]

    def line_of(self, offset: int) -> int:
        """Return the line, from 1, that an offset lies on."""
        return bisect_right(self._starts, offset)

    def line(self, number: int) -> str:
        """Return a line without its end; empty beyond the last."""
        if not 1 <= number <= len(self._starts):
            return ""
        start = self._starts[number - 1]
        end = self._starts[number] if number < len(self._starts) else len(self.text)
        return self.text[start:end].rstrip("\r\n")

    def span_of_line(self, number: int) -> tuple[int, int]:
        """Return the offsets at which a line starts and ends, its line end left out."""
        start = self._starts[number - 1]
        return start, start + len(self.line(number))

    def extent(self, start: int, end: int) -> Extent:
        """Return the lines and columns of a stretch of text; white space at its end is left out."""
        end = max(start, start + len(self.text[start:end].rstrip()))
        first, last = self.line_of(start), self.line_of(end)
        return Extent(first, start - self._starts[first - 1] + 1, last, end - self._starts[last - 1] + 1)

    def first_character_not_allowed(self) -> int | None:
        """Return the offset of the first character that no YAML file may hold."""
        found = re.search(_NOT_ALLOWED, self.text)
        return None if found is None else found.start()
