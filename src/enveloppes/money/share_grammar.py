"""The grammar of shares: every way in which a text may say a fraction or a percentage."""

from __future__ import annotations

import re
from fractions import Fraction
from functools import cache

from enveloppes.language.message import Message, say
from enveloppes.money.amount import Wording
from enveloppes.money.folding import fold
from enveloppes.money.numerals import DIGITS, Numeral, read_digits
from enveloppes.money.qualifiers import qualifier_after, qualifier_before
from enveloppes.money.ratio import Ratio
from enveloppes.money.share_wording import ABOUT_A_FRACTION, said_with
from enveloppes.money.wording_error import WordingError

_LONGEST = 120
_SHOWN = 60
_PERCENT = Fraction(1, 100)

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


def read_by_grammar(text: str) -> Ratio:
    """Return the ratio that a whole text says; raises WordingError."""
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
    reach = ABOUT_A_FRACTION if numeral is None else Fraction(numeral.grain) * _PERCENT / 2
    return said_with(value, wording, unit, reach)
