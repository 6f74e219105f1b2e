"""Amounts, changes and ratios as people write them, in French or English; what is written here is read back exactly."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from enveloppes.money.amount import EXACT, HALF, NIL, Amount, Bound, Change, Wording
from enveloppes.money.numerals import numeral_of
from enveloppes.money.ratio import Ratio, rounded, shown_ends
from enveloppes.money.units import Unit, choose_unit, in_unit

if TYPE_CHECKING:
    from collections.abc import Iterable

NARROW, NO_BREAK, MINUS = "\u202f", "\u00a0", "\u2212"
_AMBIGUOUS_DECIMALS = 3

_PHRASES = {
    "fr": {
        "exact": "{low}",
        "about": "environ {low}",
        "more than": "plus de {low}",
        "at least": "au moins {low}",
        "less than": "moins de {high}",
        "at most": "au plus {high}",
        "between": "de {low} à {high}",
        "below": "de {low} à moins de {high}",
        "above": "de plus de {low} à {high}",
        "inside": "de plus de {low} à moins de {high}",
        "signed between": "entre {low} et {high}",
        "signed below": "entre {low} et moins de {high}",
        "signed above": "entre plus de {low} et {high}",
        "signed inside": "entre plus de {low} et moins de {high}",
        "unbounded": "sans limite connue",
    },
    "en": {
        "exact": "{low}",
        "about": "about {low}",
        "more than": "more than {low}",
        "at least": "at least {low}",
        "less than": "less than {high}",
        "at most": "at most {high}",
        "between": "{low} to {high}",
        "below": "{low} to less than {high}",
        "above": "more than {low} to {high}",
        "inside": "more than {low} to less than {high}",
        "signed between": "between {low} and {high}",
        "signed below": "between {low} and less than {high}",
        "signed above": "between more than {low} and {high}",
        "signed inside": "between more than {low} and less than {high}",
        "unbounded": "not bounded",
    },
}


def group_thousands(whole: str) -> str:
    """Return the digits of a whole number with narrow no-break spaces between thousands."""
    return f"{int(whole):,}".replace(",", NARROW)


def write_number(euros: Decimal, language: str, unit: Unit, *, signed: bool = False) -> str:
    """Return exact euros as a number of a unit, every digit of it; cents always come in pairs.

    Three decimals alone could be taken for thousands (« 10,175 »): a zero is added then.
    """
    number = in_unit(abs(euros), unit)
    whole, _, decimals = format(number, "f").partition(".")
    if unit is Unit.EURO and len(decimals) == 1:
        decimals += "0"
    if len(decimals) == _AMBIGUOUS_DECIMALS and len(whole) <= _AMBIGUOUS_DECIMALS and whole != "0":
        decimals += "0"
    text = group_thousands(whole)
    if decimals:
        text += ("." if language == "en" else ",") + decimals
    if euros < 0:
        return MINUS + text
    return "+" + text if signed and euros > 0 else text


def _figures(*bounds: Bound | None) -> Iterable[Decimal]:
    return [bound.euros for bound in bounds if bound is not None]


def _phrase(low: Bound | None, high: Bound | None) -> str:
    if low is None and high is None:
        return "unbounded"
    if high is None:
        return "at least" if low is not None and low.reached else "more than"
    if low is None:
        return "at most" if high.reached else "less than"
    if low.reached:
        return "between" if high.reached else "below"
    return "above" if high.reached else "inside"


def write(amount: Amount, language: str, unit: Unit | None = None, *, with_unit: bool = True) -> str:
    """Return an amount in words and digits, in a unit or in the one that suits it; ``read`` reads it back equal."""
    about = _about(amount, language, unit) if amount.wording is Wording.ABOUT else None
    if about is not None:
        number, chosen = about
        text = _PHRASES[language]["about"].format(low=number)
    else:
        chosen = unit or choose_unit(_figures(amount.low, amount.high))
        text = _say_bounds(amount, language, chosen)
    return text + NO_BREAK + chosen.symbol(language) if with_unit else text


def _say_bounds(amount: Amount, language: str, unit: Unit) -> str:
    low, high = amount.low, amount.high
    if amount.is_exact:
        phrase = "exact"
    elif low == NIL and high is not None:
        phrase = _phrase(None, high)
    else:
        phrase = _phrase(low, high)
    return _PHRASES[language][phrase].format(
        low=write_number(low.euros, language, unit),
        high="" if high is None else write_number(high.euros, language, unit),
    )


def _about(amount: Amount, language: str, unit: Unit | None) -> tuple[str, Unit] | None:
    """Return the number and unit that « environ » reads back as this very interval, or None where none does."""
    low, high = amount.low, amount.high
    if high is None or not low.reached or not high.reached:
        return None
    middle = EXACT.multiply(EXACT.add(low.euros, high.euros), HALF)
    reach = EXACT.subtract(high.euros, middle)
    if not middle or not reach:
        return None
    for candidate in (
        (unit,) if unit else (choose_unit((middle,)), Unit.BILLION, Unit.MILLION, Unit.THOUSAND, Unit.EURO)
    ):
        number = in_unit(middle, candidate)
        whole, _, decimals = format(number, "f").partition(".")
        grain = EXACT.multiply(EXACT.multiply(reach, Decimal(2)), EXACT.divide(Decimal(1), candidate.factor))
        printed = _with_grain(whole, decimals, grain)
        if printed is not None and number >= 1:
            return _localized(*printed, language), candidate
    return None


def _with_grain(whole: str, decimals: str, grain: Decimal) -> tuple[str, str] | None:
    """Return digits whose last significant one has this value, with printed zeros where they are needed."""
    places = (
        -exponent if isinstance(exponent := grain.normalize(EXACT).as_tuple().exponent, int) and exponent < 0 else 0
    )
    decimals = decimals.ljust(places, "0")
    ambiguous = len(decimals) == _AMBIGUOUS_DECIMALS and len(whole) <= _AMBIGUOUS_DECIMALS
    return (whole, decimals) if numeral_of(whole, decimals).grain == grain and not ambiguous else None


def _localized(whole: str, decimals: str, language: str) -> str:
    return group_thousands(whole) + (("." if language == "en" else ",") + decimals if decimals else "")


def write_change(change: Change, language: str, unit: Unit | None = None, *, with_unit: bool = True) -> str:
    """Return a change with its signs: « +3 M€ », « au moins +4 M€ », « entre +2 et +6 M€ », 0."""
    low, high = change.low, change.high
    if low is None and high is None:
        return _PHRASES[language]["unbounded"]
    if change.is_exact and low == NIL:
        return "0"
    chosen = unit or choose_unit(_figures(low, high))
    phrase = "exact" if change.is_exact else _phrase(low, high)
    # « to » beside a minus sign is easily misread: both ends of a change are always said « between … and … ».
    text = (
        _PHRASES[language]
        .get(f"signed {phrase}", _PHRASES[language][phrase])
        .format(
            low="" if low is None else write_number(low.euros, language, chosen, signed=True),
            high="" if high is None else write_number(high.euros, language, chosen, signed=True),
        )
    )
    return text + NO_BREAK + chosen.symbol(language) if with_unit else text


def _percent_digits(shown: Decimal, language: str, *, signed: bool = False) -> str:
    whole, _, rest = format(abs(shown), "f").partition(".")
    sign = MINUS if shown < 0 else "+" if signed and shown > 0 else ""
    return sign + _localized(whole, rest, language)


def write_percent(value: Fraction, language: str, decimals: int = 1, *, signed: bool = False) -> str:
    """Return an exact ratio as a percentage, rounded half-up for showing."""
    return f"{_percent_digits(rounded(value * 100, decimals), language, signed=signed)}{NO_BREAK}%"


def write_ratio(ratio: Ratio, language: str, decimals: int = 1, *, signed: bool = False) -> str:
    """Return a ratio as a percentage or a range of them; an open side is said in words.

    It is rounded half-up, but what is something is never said to be at most nothing, nor what is less than all, all.
    """
    ends = shown_ends(ratio, decimals)
    low, high = (None if end is None else _percent_digits(end, language, signed=signed) for end in ends)
    if low is None and high is None:
        return _PHRASES[language]["unbounded"]
    if low == high:
        phrase = "exact"
    elif high is None:
        phrase = "at least" if ratio.low_reached else "more than"
    elif low is None or (ratio.low == 0 and not signed):
        phrase = "at most" if ratio.high_reached else "less than"
    else:
        phrase = {(True, True): "between", (True, False): "below", (False, True): "above"}.get(
            (ratio.low_reached, ratio.high_reached), "inside"
        )
    said = "{low} à {high}" if phrase == "between" and language == "fr" else _PHRASES[language][phrase]
    return f"{said.format(low=low, high=high)}{NO_BREAK}%"
