"""Shares in words and per cent: « plus de la moitié », « un tiers », "56 %", « environ 60 % » ↔ :class:`Ratio`."""

from __future__ import annotations

import re
from fractions import Fraction
from functools import cache, lru_cache

from enveloppes.language.message import Message, say
from enveloppes.money.amount import Wording
from enveloppes.money.folding import fold
from enveloppes.money.numerals import DIGITS, Numeral, read_digits
from enveloppes.money.qualifiers import qualifier_after, qualifier_before
from enveloppes.money.ratio import Ratio
from enveloppes.money.wording_error import WordingError
from enveloppes.money.writing import write_ratio

_LONGEST = 120
_SHOWN = 60
_PERCENT = Fraction(1, 100)
# « Environ un tiers »: no digit says how near, so five points each way, as « une vingtaine » is five each way.
_ABOUT_A_FRACTION = Fraction(5, 100)

_DENOMINATORS = {
    "moitie": 2, "demi": 2, "half": 2, "tiers": 3, "third": 3, "thirds": 3, "quart": 4, "quarts": 4,
    "quarter": 4, "quarters": 4, "fourth": 4, "fourths": 4, "cinquieme": 5, "cinquiemes": 5, "fifth": 5, "fifths": 5,
    "sixieme": 6, "sixiemes": 6, "sixth": 6, "sixths": 6, "septieme": 7, "septiemes": 7, "huitieme": 8,
    "huitiemes": 8, "eighth": 8, "eighths": 8, "neuvieme": 9, "neuviemes": 9, "dixieme": 10, "dixiemes": 10,
    "tenth": 10, "tenths": 10, "vingtieme": 20, "vingtiemes": 20, "centieme": 100, "centiemes": 100,
}  # fmt: skip
_NUMERATORS = {
    "": 1, "un": 1, "une": 1, "le": 1, "la": 1, "a": 1, "an": 1, "one": 1, "the": 1, "deux": 2, "two": 2, "trois": 3,
    "three": 3, "quatre": 4, "four": 4, "cinq": 5, "five": 5, "six": 6, "sept": 7, "seven": 7, "huit": 8, "eight": 8,
    "neuf": 9, "nine": 9,
}  # fmt: skip
_WHOLES = {
    "la totalite": 1,
    "totalite": 1,
    "l'integralite": 1,
    "integralite": 1,
    "tout": 1,
    "all": 1,
    "le double": 2,
    "le triple": 3,
}
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
_MAJORITIES = {"la majorite", "majorite", "une majorite", "the majority", "a majority", "most"}


@cache
def _percent() -> re.Pattern[str]:
    return re.compile(rf"(?P<number>{DIGITS}) ?(?:%|pour ?cents?|per ?cent|percent)(?![a-z])")


@cache
def _percent_range() -> re.Pattern[str]:
    sign = r" ?(?:%|pour ?cents?|per ?cent|percent)"
    return re.compile(
        rf"(?P<open>entre |between |de |from )?(?P<above>plus de |more than )?(?P<low>{DIGITS})(?:{sign})?"
        rf"(?: ?(?:-|\.\.)(?P<typed><)? ?| (?:a|et|to|and) (?P<below>moins de |less than )?)(?P<high>{DIGITS}){sign}"
    )


@cache
def _fraction() -> re.Pattern[str]:
    over = "|".join(sorted(_NUMERATORS, key=len, reverse=True))
    under = "|".join(sorted(_DENOMINATORS, key=len, reverse=True))
    return re.compile(
        rf"(?<![a-z0-9])(?:les |the )?(?:(?P<over>{over})[ -])?(?P<under>{under})"
        rf"|(?P<top>\d{{1,6}}) ?[/⁄] ?(?P<bottom>\d{{1,6}})"
    )


@lru_cache(maxsize=1024)
def read_share(text: str) -> Ratio:
    """Return the ratio that a whole text says; raises WordingError. A percentage keeps its printed ``unit``."""
    plain = _PLAIN.fullmatch(text)
    if plain is not None:
        wording = _PLAIN_WORDINGS.get(plain[1] or plain[2] or "", Wording.EXACT)
        return _ratio(_PLAIN_SHARES[plain[3]], wording, None, _ABOUT_A_FRACTION)
    return _read_by_grammar(text)


def _read_by_grammar(text: str) -> Ratio:
    if len(text) > _LONGEST:
        raise WordingError(say("a share is at most {count} characters long, this is longer", count=_LONGEST))
    if any(char.isnumeric() and not char.isascii() for char in text):
        raise WordingError(_not_a_share(text))
    words = re.sub(r"(?:^| )(?:de|d'|of|des|du)$", "", fold(text.strip()).text.strip())
    words = {"½": "1/2", "⅓": "1/3", "¼": "1/4", "¾": "3/4"}.get(words, words)
    if words in _MAJORITIES:
        return Ratio(Fraction(1, 2), None, low_reached=False, wording=Wording.MORE_THAN)
    ranged = _percent_range().fullmatch(re.sub(r"^(?:environ|about) (?=.*\d.*\d)", "", words))
    found = _read_range(ranged, text) if ranged is not None else _read_one(words)
    if found is None:
        raise WordingError(_not_a_share(text))
    return found


def _not_a_share(text: str) -> Message:
    shown = text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
    return say(
        "`{text}` is no share; write it as in `56 %`, `un tiers`, `plus de la moitié` or `environ 60 %`", text=shown
    )


def _read_range(found: re.Match[str], text: str) -> Ratio | None:
    low, high = read_digits(found["low"], scaled=True), read_digits(found["high"], scaled=True)
    if low is None or high is None:
        return None
    if low.value > high.value:
        raise WordingError(
            say("in `{text}` the range begins above its end; write the smaller figure first", text=text[:_SHOWN])
        )
    unit = min(low.step, high.step)
    return Ratio(
        Fraction(low.value) * _PERCENT, Fraction(high.value) * _PERCENT,
        found["above"] is None, found["below"] is None and found["typed"] is None,
        Fraction(unit) * _PERCENT, Wording.BETWEEN,
    )  # fmt: skip


def _read_one(words: str) -> Ratio | None:
    percent = _percent().search(words)
    if percent is not None:
        numeral = read_digits(percent["number"], scaled=True)
        return None if numeral is None else _qualified(words, percent.start(), percent.end(), numeral, None)
    for found in _fraction().finditer(words):
        value = _fraction_value(found)
        if value is not None:
            return _qualified(words, found.start(), found.end(), None, value)
    whole = next((name for name in _WHOLES if words.endswith(name)), None)
    if whole is not None:
        return _qualified(words, len(words) - len(whole), len(words), None, Fraction(_WHOLES[whole]))
    return None


def _fraction_value(found: re.Match[str]) -> Fraction | None:
    if found["top"]:
        return Fraction(int(found["top"]), int(found["bottom"])) if int(found["bottom"]) else None
    return Fraction(_NUMERATORS[found["over"] or ""], _DENOMINATORS[found["under"]])


def _qualified(words: str, start: int, end: int, numeral: Numeral | None, fraction: Fraction | None) -> Ratio | None:
    before, head = qualifier_before(words, start)
    after, tail = qualifier_after(words, end)
    if words[:head].strip() or words[tail:].strip() or (before and after):
        return None
    wording = before or after or Wording.EXACT
    unit = None if numeral is None else Fraction(numeral.step) * _PERCENT
    if wording is Wording.LESS_THAN and numeral is not None and not numeral.value:
        return None
    value = fraction if fraction is not None else Fraction(numeral.value if numeral else 0) * _PERCENT
    reach = _ABOUT_A_FRACTION if numeral is None else Fraction(numeral.grain) * _PERCENT / 2
    return _ratio(value, wording, unit, reach)


def _ratio(value: Fraction, wording: Wording, unit: Fraction | None, reach: Fraction) -> Ratio:
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
