"""User text made harmless and visible: no control character, no bidirectional override reaches a reader unseen."""

from __future__ import annotations

import re
import unicodedata

# Joiners belong to words and emoji of real titles; every other invisible is shown as an escape.
_HARMLESS = frozenset({"\u200c", "\u200d"})
_SPACES = frozenset({"\n", "\r", "\t", "\v", "\f", "\u2028", "\u2029"})
_INVISIBLE = frozenset({"Cc", "Cf", "Cs"})
_NO_XML = frozenset({"\ufffe", "\uffff"})  # noncharacters that no XML may hold
_WIDE = frozenset({"W", "F"})
# Nearly every text holds only characters that are one column wide: Latin, dashes, quotes, spaces, €, arrows, minus.
_ODD = re.compile("[^\x00-\u02ff\u2010-\u2027\u202f-\u205f\u20ac\u2190-\u21ff\u2212]")


def visible(text: str) -> str:
    r"""Return a text on one line in which controls, overrides and lone surrogates stand as ``\x1b``, ``\u202e``."""
    # What Python prints as it is holds nothing invisible; the no-break spaces of figures it does not.
    if text.replace("\u202f", " ").replace("\u00a0", " ").isprintable():
        return text
    return "".join(map(_shown, text))


def _shown(character: str) -> str:
    if character in _SPACES:
        return " "
    if character not in _NO_XML and (unicodedata.category(character) not in _INVISIBLE or character in _HARMLESS):
        return character
    code = ord(character)
    if code <= 0xFF:  # noqa: PLR2004 - the last code that two hexadecimal digits write
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"  # noqa: PLR2004 - the same, of four digits


def columns_of(text: str) -> int:
    """Count the columns that a visible text takes on a terminal: wide characters two, combining ones none."""
    if _ODD.search(text) is None:
        return len(text)
    return sum(map(_columns_of_character, text))


def _columns_of_character(character: str) -> int:
    if unicodedata.combining(character) or character in _HARMLESS or character == "\ufe0f":
        return 0
    return 2 if unicodedata.east_asian_width(character) in _WIDE else 1
