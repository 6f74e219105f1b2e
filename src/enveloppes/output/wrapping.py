"""Text broken into lines at words: never at a no-break space, so that a number and its unit stay whole.

Where a table would not fit otherwise, long words (ids, addresses) may break after their hyphens too.
"""

from __future__ import annotations

import re
from functools import lru_cache

from enveloppes.output.safe_text import columns_of

# A plain space is a place to break, but not inside guillemets' own spaces nor before high punctuation and signs.
_BREAK = re.compile(r"(?<![«‹]) (?![»›:;!?%€→])")
_AFTER_HYPHEN = re.compile(r"(?<=[^\s][-/_.])(?=[^\s])")


@lru_cache(maxsize=4096)
def _pieces(text: str, *, hyphens: bool) -> tuple[tuple[str, str], ...]:
    """Return what may not be broken, each piece with what stands before it on the same line."""
    found = []
    for place, word in enumerate(_BREAK.split(text)):
        parts = _AFTER_HYPHEN.split(word) if hyphens else [word]
        found.append((" " if place else "", parts[0]))
        found.extend(("", part) for part in parts[1:])
    return tuple(found)


def longest_piece(text: str, *, hyphens: bool = False) -> int:
    """Return the width of the widest piece."""
    return max(columns_of(piece) for _, piece in _pieces(text, hyphens=hyphens))


def wrap(text: str, width: int, *, hyphens: bool = False) -> list[str]:
    """Return a text as lines of at most ``width`` columns where its pieces allow; nothing is lost, nothing is cut.

    A single piece that is wider stands alone on a line of its own and sticks out.
    """
    if columns_of(text) <= width:
        return [text]
    lines: list[str] = []
    line = ""
    for before, piece in _pieces(text, hyphens=hyphens):
        if line and columns_of(line) + len(before) + columns_of(piece) > width:
            lines.append(line)
            line = piece
        else:
            line = f"{line}{before}{piece}" if line else piece
    return [*lines, line]
