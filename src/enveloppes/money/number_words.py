"""French number words below a million: « quinze », « deux cent cinquante », « quatre-vingt-dix », « quinze mille ».

The scale (million, milliard) is part of the unit, not of these words.
"""

from __future__ import annotations

import re
from decimal import Decimal

from enveloppes.money.numerals import Numeral, numeral_of

_UNITS = {
    "un": 1, "une": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6, "sept": 7, "huit": 8, "neuf": 9,
}  # fmt: skip
_TEENS = {"dix": 10, "onze": 11, "douze": 12, "treize": 13, "quatorze": 14, "quinze": 15, "seize": 16}
_TENS = {
    "vingt": 20, "vingts": 20, "trente": 30, "quarante": 40, "cinquante": 50, "soixante": 60,
    "septante": 70, "huitante": 80, "octante": 80, "nonante": 90,
}  # fmt: skip
_COLLECTIVES = {
    "dizaine": (10, 5), "douzaine": (12, 5), "quinzaine": (15, 5), "vingtaine": (20, 5), "trentaine": (30, 5),
    "quarantaine": (40, 5), "cinquantaine": (50, 5), "soixantaine": (60, 5), "centaine": (100, 50),
}  # fmt: skip
_HUNDRED, _THOUSAND, _SCORE, _FOUR = 100, 1000, 20, 4
_WORD = "|".join(
    sorted([*_UNITS, *_TEENS, *_TENS, "cents", "cent", "milles", "mille"], key=len, reverse=True),
)
WORDS = rf"(?:{_WORD})(?:[ -](?:{_WORD})(?![a-z])|[ -]et[ -](?:une|un|onze)(?![a-z]))*"
_COLLECTIVE = "|".join(_COLLECTIVES)
COLLECTIVE = (
    rf"(?:une|la|cette|un|deux|trois|quatre|cinq|six|sept|huit|neuf) (?:(?:petite|bonne|grosse|seule) )?"
    rf"(?:{_COLLECTIVE})s?(?= (?:de |d'))"
)
HALF = r"(?:(?:un|le|ce) )?demi(?:e)?(?=[ -](?:million|milliard))"


class _Sum:
    """The number that words have come to so far."""

    def __init__(self) -> None:
        self.thousands = 0
        self.group = 0

    def take(self, word: str) -> bool:
        """Add a word; False where it cannot follow what stands before it."""
        tail = self.group % _HUNDRED
        if word in _UNITS:
            return self._add(_UNITS[word], tail % 10 == 0 and (tail != _TEENS["dix"] or _UNITS[word] > 6))  # noqa: PLR2004
        if word in _TEENS:
            return self._add(_TEENS[word], tail in {0, 60, 80})
        if word in {"vingt", "vingts"} and tail == _FOUR:
            return self._add(_FOUR * _SCORE - _FOUR, allowed=True)
        if word in _TENS:
            return self._add(_TENS[word], tail == 0)
        if word in {"cent", "cents"}:
            allowed = self.group < 10  # noqa: PLR2004 - « deux cents », never « douze cents »
            self.group = max(self.group, 1) * _HUNDRED
            return allowed
        allowed = self.thousands == 0
        self.thousands, self.group = max(self.group, 1) * _THOUSAND, 0
        return allowed

    def _add(self, number: int, allowed: bool) -> bool:
        self.group += number
        return allowed


def read_words(words: str) -> Numeral | None:
    """Return the number of French number words, or None where they make no number."""
    so_far = _Sum()
    for word in re.split(r"[ -]", words):
        if word != "et" and not so_far.take(word):
            return None
    value = so_far.thousands + so_far.group
    step = _THOUSAND if so_far.thousands and not so_far.group else 1
    plain = numeral_of(str(value))
    return Numeral(plain.value, Decimal(step), max(plain.grain, Decimal(step)))


def read_collective(words: str) -> Numeral | None:
    """Return the number of « une vingtaine », with how far it reaches each way."""
    found = next((name for name in _COLLECTIVES if words.rstrip("s").endswith(name)), None)
    if found is None:
        return None
    number, reach = _COLLECTIVES[found]
    times = _UNITS.get(words.split(" ", 1)[0], 1)
    return Numeral(Decimal(number * times), Decimal(1), Decimal(1), spread=Decimal(reach))


def half() -> Numeral:
    """Return « un demi »."""
    return Numeral(Decimal("0.5"), Decimal("0.5"), Decimal("0.5"))
