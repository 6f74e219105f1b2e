"""Shares in words and per cent: « plus de la moitié », « un tiers », "56 %", « environ 60 % » ↔ :class:`Ratio`."""

from __future__ import annotations

import re
from fractions import Fraction
from functools import lru_cache

from enveloppes.money.amount import Wording
from enveloppes.money.ratio import Ratio
from enveloppes.money.writing import write_ratio

# « Environ un tiers »: no digit says how near, so five points each way, as « une vingtaine » is five each way.
ABOUT_A_FRACTION = Fraction(5, 100)

# The shares that sources say most often, read without the grammar; the tests hold them against it.
_PLAIN = re.compile(
    r"(?:(plus|moins) d(?:e |')|(au moins|environ) )?(la moitié|un tiers|un quart|deux tiers|trois quarts)"
)
_PLAIN_SHARES = {
    "la moitié": Fraction(1, 2), "un tiers": Fraction(1, 3), "un quart": Fraction(1, 4),
    "deux tiers": Fraction(2, 3), "trois quarts": Fraction(3, 4),
}  # fmt: skip
_PLAIN_WORDINGS = {
    "plus": Wording.MORE_THAN, "moins": Wording.LESS_THAN, "au moins": Wording.AT_LEAST, "environ": Wording.ABOUT,
}  # fmt: skip


@lru_cache(maxsize=1024)
def read_share(text: str) -> Ratio:
    """Return the ratio that a whole text says; raises WordingError. A percentage keeps its printed ``unit``."""
    plain = _PLAIN.fullmatch(text)
    if plain is not None:
        wording = _PLAIN_WORDINGS.get(plain[1] or plain[2] or "", Wording.EXACT)
        return said_with(_PLAIN_SHARES[plain[3]], wording, None, ABOUT_A_FRACTION)
    from enveloppes.money.share_grammar import read_by_grammar  # noqa: PLC0415 - what is plain needs none of it

    return read_by_grammar(text)


def said_with(value: Fraction, wording: Wording, unit: Fraction | None, reach: Fraction) -> Ratio:
    """Return the ratio that a value and its qualifier mean; ``reach`` is how far « environ » reaches each way."""
    if wording is Wording.ABOUT:
        return Ratio(max(value - reach, Fraction(0)), value + reach, unit=unit, wording=wording)
    if wording in {Wording.MORE_THAN, Wording.AT_LEAST}:
        return Ratio(value, None, low_reached=wording is Wording.AT_LEAST, unit=unit, wording=wording)
    if wording in {Wording.LESS_THAN, Wording.AT_MOST}:
        return Ratio(Fraction(0), value, high_reached=wording is Wording.AT_MOST, unit=unit, wording=wording)
    return Ratio(value, value, unit=unit, wording=Wording.EXACT)


def accepted(ratio: Ratio) -> Ratio:
    """Return what a printed share accepts: a bare percentage p of unit u is [p − u/2, p + u), rounded or cut off."""
    if ratio.wording is not Wording.EXACT or ratio.unit is None or ratio.low is None or ratio.high is None:
        return ratio
    return Ratio(ratio.low - ratio.unit / 2, ratio.high + ratio.unit, high_reached=False, unit=ratio.unit)


def write_share(ratio: Ratio, language: str) -> str:
    """Return a share as it was said: its own digits or « la moitié », with its qualifier in the reader's language."""
    middle = _middle(ratio)
    if ratio.unit is None and middle is not None and (middle.numerator, middle.denominator) in _SAID[language]:
        return _in_words(ratio.wording, _SAID[language][middle.numerator, middle.denominator], language)
    if ratio.wording is Wording.ABOUT and middle is not None and ratio.unit is not None:
        text = write_ratio(Ratio(middle, middle), language, _places(ratio.unit))
        return f"environ {text}" if language == "fr" else f"about {text}"
    return write_ratio(ratio, language, _decimals(ratio))


def _middle(ratio: Ratio) -> Fraction | None:
    """Return the one value that a share names, or None for a range."""
    if ratio.wording is Wording.ABOUT and ratio.low is not None and ratio.high is not None:
        return (ratio.low + ratio.high) / 2
    if ratio.wording in {Wording.MORE_THAN, Wording.AT_LEAST}:
        return ratio.low
    return ratio.high if ratio.low in {None, Fraction(0), ratio.high} else None


def _in_words(wording: Wording, said: str, language: str) -> str:
    qualifier = _QUALIFIERS[language].get(wording, "")
    return (
        qualifier.removesuffix("e ") + "'" + said if qualifier.endswith("de ") and said[0] == "u" else qualifier + said
    )


_QUALIFIERS = {
    "fr": {
        Wording.MORE_THAN: "plus de ", Wording.AT_LEAST: "au moins ", Wording.LESS_THAN: "moins de ",
        Wording.AT_MOST: "au plus ", Wording.ABOUT: "environ ",
    },
    "en": {
        Wording.MORE_THAN: "more than ", Wording.AT_LEAST: "at least ", Wording.LESS_THAN: "less than ",
        Wording.AT_MOST: "at most ", Wording.ABOUT: "about ",
    },
}  # fmt: skip
_SAID = {
    "fr": {
        (1, 2): "la moitié", (1, 3): "un tiers", (2, 3): "deux tiers", (1, 4): "un quart", (3, 4): "trois quarts",
        (1, 5): "un cinquième", (1, 10): "un dixième",
    },
    "en": {
        (1, 2): "half", (1, 3): "one third", (2, 3): "two thirds", (1, 4): "one quarter", (3, 4): "three quarters",
        (1, 5): "one fifth", (1, 10): "one tenth",
    },
}  # fmt: skip
_MOST_DECIMALS = 2


def _decimals(ratio: Ratio) -> int:
    """Return how many decimals show the bounds of a share exactly, and no more than two."""
    decimals = 0
    for value in (ratio.low, ratio.high):
        while value is not None and (value * 100 * 10**decimals).denominator != 1 and decimals < _MOST_DECIMALS:
            decimals += 1
    return decimals


def _places(unit: Fraction) -> int:
    places = 0
    while unit * 100 * 10**places < 1:
        places += 1
    return places
