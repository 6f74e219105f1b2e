"""From the source of a PDF to the PDF: what no font of it can show is replaced by a sign that says so."""

from __future__ import annotations

import re
import unicodedata
import warnings
from collections.abc import Callable
from typing import Final

from enveloppes.output.report.formats import TypesettingMissingError

STAND_IN = "\u25a1"
_STANDARD: Final = "ua-1"
_ATTEMPTS = 4
_UNSHOWN = re.compile(r'the text `"((?:[^"\\]|\\.)*)"` could not be displayed with font')
_ESCAPED = re.compile(r"\\(?:u\{([0-9a-fA-F]+)\}|(.))")
# What Word writes for its bullets and arrows: places of the fonts Symbol and Wingdings that Unicode leaves to anyone.
_OF_WORD = {"\uf0b7": "\u2022", "\uf0a7": "\u25aa", "\uf0d8": "\u27a2", "\uf0fc": "\u2713", "\uf0e0": "\u2192"}
_UNSEEN = frozenset({"Cf", "Mn", "Me"})  # joiners, marks on the sign before


def compiled(source_of: Callable[[frozenset[str]], str], timestamp: int) -> bytes:
    """Return the PDF of a source; ``source_of`` is told the texts that no font shows, none at first.

    Raises TypesettingMissingError where typst is not installed.
    """
    try:
        import typst
    except ImportError as error:
        raise TypesettingMissingError(str(error)) from error
    unshown: frozenset[str] = frozenset()
    for attempt in range(_ATTEMPTS):
        source = replaced(source_of(unshown), unshown)
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                made: bytes = typst.compile(
                    source.encode(errors="backslashreplace"),
                    format="pdf",
                    ignore_system_fonts=True,
                    pdf_standards=_STANDARD,
                    timestamp=timestamp,
                )
        except typst.TypstError as error:
            found = unshown_in(error.diagnostic) - unshown
            if not found or attempt == _ATTEMPTS - 1:
                raise
            unshown |= found
        else:
            return made
    raise AssertionError


def unshown_in(diagnostic: str) -> frozenset[str]:
    """Return the texts of which typst says that no font has them; a plain sign is so only with what stands on it."""
    found = (_ESCAPED.sub(_unescaped, text) for text in _UNSHOWN.findall(diagnostic))
    return frozenset(text for text in found if not text.isascii())


def _unescaped(found: re.Match[str]) -> str:
    return chr(int(found[1], 16)) if found[1] else found[2]


def replaced(source: str, unshown: frozenset[str]) -> str:
    """Return a source in which a sign stands for each that no font has; Word's own bullets become bullets."""
    for text in sorted(unshown, key=len, reverse=True):
        source = source.replace(text, "".join(map(stand_in, text)))
    return source


def stand_in(sign: str) -> str:
    """Return what is shown for a sign."""
    return _OF_WORD.get(sign) or ("" if unicodedata.category(sign) in _UNSEEN else STAND_IN)


def codes_of(unshown: frozenset[str]) -> list[str]:
    """Return the signs that are shown as the stand-in, by their places in Unicode."""
    signs = {sign for text in unshown for sign in text if stand_in(sign) == STAND_IN}
    return [f"U+{ord(sign):04X}" for sign in sorted(signs)]
