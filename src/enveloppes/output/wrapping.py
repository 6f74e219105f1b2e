"""Text broken into lines at words only: never at a no-break space, so that a number and its unit stay whole."""

from __future__ import annotations

import re

from enveloppes.output.safe_text import columns_of

# A plain space is a place to break, but not inside guillemets' own spaces nor before high punctuation and signs.
_BREAK = re.compile(r"(?<![«‹]) (?![»›:;!?%€→])")


def words_of(text: str) -> list[str]:
    """Return the pieces of a text that may not be broken."""
    return _BREAK.split(text)


def longest_word(text: str) -> int:
    """Return the width of the widest piece."""
    return max(map(columns_of, words_of(text)))


def wrap(text: str, width: int) -> list[str]:
    """Return a text as lines of at most ``width`` columns where words allow; nothing is lost, nothing is cut.

    A single word that is wider stands alone on a line of its own and sticks out.
    """
    if columns_of(text) <= width:
        return [text]
    lines: list[str] = []
    line, used = "", 0
    for word in words_of(text):
        wide = columns_of(word)
        if line and used + 1 + wide > width:
            lines.append(line)
            line, used = word, wide
        else:
            line, used = (f"{line} {word}", used + 1 + wide) if line else (word, wide)
    return [*lines, line]
