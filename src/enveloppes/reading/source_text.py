"""The text of a file as a reader of it counts: lines and columns from 1, in code points.

Lines end at LF, CRLF or CR and nowhere else: the YAML parser also counts U+0085, U+2028 and U+2029, editors do not.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cached_property

from enveloppes.agreements.finding import Extent

_LINE_END = re.compile(r"\r\n|\n|\r")
# Lines are counted by stretches of the text: a file of ten million lines with one finding is not indexed whole.
_STRETCH = 65_536
# What a YAML stream may hold (YAML 1.1, §4.1); all else is a control character or half of a surrogate pair.
_NOT_ALLOWED = "[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"


class SourceText:
    """A text whose offsets can be told as lines and columns; a byte order mark is no part of it."""

    def __init__(self, text: str) -> None:
        """Keep the text; lines are counted only when they are asked for."""
        self.text = text
        self._known: dict[int, list[int]] = {}
        self._shown: dict[int, str] = {}

    @cached_property
    def _stretches(self) -> tuple[list[int], list[int]]:
        """The offsets at which stretches begin, never inside a CRLF, and the lines that end before each."""
        starts, before, text = [0], [0], self.text
        while starts[-1] + _STRETCH < len(text):
            end = starts[-1] + _STRETCH
            end += text[end - 1 : end + 1] == "\r\n"
            ends = text.count("\n", starts[-1], end) + text.count("\r", starts[-1], end)
            before.append(before[-1] + ends - text.count("\r\n", starts[-1], end))
            starts.append(end)
        return starts, before

    def _starts_in(self, stretch: int) -> list[int]:
        """Return the offsets in a stretch right behind the line ends in it."""
        if stretch not in self._known:
            starts = self._stretches[0]
            end = starts[stretch + 1] if stretch + 1 < len(starts) else len(self.text)
            self._known[stretch] = [found.end() for found in _LINE_END.finditer(self.text, starts[stretch], end)]
        return self._known[stretch]

    def line_of(self, offset: int) -> int:
        """Return the line, from 1, that an offset lies on."""
        starts, before = self._stretches
        stretch = max(0, bisect_right(starts, offset) - 1)
        if stretch and starts[stretch] == offset:
            stretch -= 1  # a line may start right here: the line end before it belongs to the stretch before
        return 1 + before[stretch] + bisect_right(self._starts_in(stretch), offset)

    def start_of_line(self, number: int) -> int:
        """Return the offset at which a line starts; the end of the text beyond the last line."""
        if number <= 1:
            return 0
        before = self._stretches[1]
        stretch = bisect_left(before, number - 1) - 1
        starts = self._starts_in(stretch)
        place = number - 2 - before[stretch]
        return starts[place] if place < len(starts) else len(self.text)

    def line(self, number: int) -> str:
        """Return a line without its end; empty beyond the last."""
        if number not in self._shown:
            start, end = self.span_of_line(number)
            self._shown[number] = self.text[start:end]
        return self._shown[number]

    def span_of_line(self, number: int) -> tuple[int, int]:
        """Return the offsets at which a line starts and ends, its line end left out."""
        start, end = self.start_of_line(number), self.start_of_line(number + 1)
        if end > start and self.text[end - 1] == "\n":
            end -= 1
        if end > start and self.text[end - 1] == "\r":
            end -= 1
        return start, end

    def extent(self, start: int, end: int) -> Extent:
        """Return the lines and columns of a stretch of text; white space at its end is left out."""
        end = min(end, len(self.text))
        while end > start and self.text[end - 1].isspace():
            end -= 1
        end = max(start, end)
        first, last = self.line_of(start), self.line_of(end)
        return Extent(first, start - self.start_of_line(first) + 1, last, end - self.start_of_line(last) + 1)

    def first_character_not_allowed(self) -> int | None:
        """Return the offset of the first character that no YAML file may hold."""
        found = re.search(_NOT_ALLOWED, self.text)
        return None if found is None else found.start()
