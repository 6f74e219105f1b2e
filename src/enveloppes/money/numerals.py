"""Numbers as they are printed: digits with their separators, and what their last digits tell.

« 1 234,50 », « 12.345.678,90 », « 1, 5 » and « 10,175 » are all read here. Three digits behind one separator may be
decimals or thousands; who asks decides (``scaled``), or is told of both readings.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from enveloppes.money.amount import EXACT

MOST_DIGITS = 24
_THOUSAND_DIGITS = 3
_SIGNIFICANT_ZEROS_FROM = 2

# A number in digits: grouped by spaces, or plain with any separators between digits.
DIGITS = (
    r"\d{1,3}(?: \d{3})+(?!\d)(?:[.,]\d+)?(?![.,]?\d)|[1-9]\d{0,2}(?:'\d{3})+(?!\d)(?:[.,]\d{1,2})?(?![.,'\d])"
    r"|\d+(?:[.,]\d+)*"
)


class Numeral(NamedTuple):
    """A printed number.

    ``step`` is the value of its last printed digit, ``grain`` that of its last significant one (trailing zeros beyond
    the second digit are not significant, a printed decimal is); ``other`` is the other reading where three digits
    stand behind a lone separator; ``spread`` is how far « une vingtaine » reaches each way.
    """

    value: Decimal
    step: Decimal
    grain: Decimal
    other: Decimal | None = None
    spread: Decimal | None = None


@cache
def _shape() -> re.Pattern[str]:
    return re.compile(r"(\d+)((?:[.,]\d+)*)")


def _grain(whole: str, decimals: str) -> Decimal:
    if decimals:
        return Decimal(1).scaleb(-len(decimals))
    digits = whole.lstrip("0")
    zeros = len(digits) - len(digits.rstrip("0"))
    return Decimal(1).scaleb(max(0, min(zeros, len(digits) - _SIGNIFICANT_ZEROS_FROM)))


def numeral_of(whole: str, decimals: str = "", other: Decimal | None = None) -> Numeral:
    """Return the numeral of its digits before and behind the decimal separator."""
    value = Decimal(f"{whole}.{decimals}") if decimals else Decimal(whole)
    return Numeral(value, Decimal(1).scaleb(-len(decimals)), _grain(whole, decimals), other)


def read_digits(printed: str, *, scaled: bool) -> Numeral | None:
    """Return the number of printed digits, or None where its separators make no sense or there are too many digits.

    Three digits behind a lone separator are decimals before a scaled unit and thousands otherwise; the other reading
    is kept beside.
    """
    printed = printed.replace("'", " ")
    shape = _shape().fullmatch(printed.replace(" ", ""))
    if shape is None or len(printed) > 2 * MOST_DIGITS or sum(char.isdigit() for char in printed) > MOST_DIGITS:
        return None
    whole, rest = shape.group(1), shape.group(2)
    if not rest:
        return numeral_of(whole)
    parts = re.split(r"[.,]", rest[1:])
    if len(parts) == 1:
        return _one_separator(whole, parts[0], grouped=" " in printed, scaled=scaled)
    return None if " " in printed else _many_separators(whole, parts, re.sub(r"\d", "", rest))


def _one_separator(whole: str, digits: str, *, grouped: bool, scaled: bool) -> Numeral:
    if grouped or not _maybe_thousands(whole, [digits]):
        return numeral_of(whole, digits)
    decimal, thousands = numeral_of(whole, digits), numeral_of(whole + digits)
    if scaled:
        return numeral_of(whole, digits, thousands.value)
    return numeral_of(whole + digits, "", decimal.value)


def _many_separators(whole: str, parts: list[str], separators: str) -> Numeral | None:
    """Read « 12.345.678 » and « 12.345.678,90 »: only the last separator may be another one."""
    if len(set(separators)) == 1:
        return numeral_of(whole + "".join(parts)) if _maybe_thousands(whole, parts) else None
    alone = separators.count(separators[-1]) == 1 and len(set(separators[:-1])) == 1
    if alone and _maybe_thousands(whole, parts[:-1]):
        return numeral_of(whole + "".join(parts[:-1]), parts[-1])
    return None


def _maybe_thousands(whole: str, groups: list[str]) -> bool:
    fits = len(whole) <= _THOUSAND_DIGITS and not whole.startswith("0")
    return fits and all(len(group) == _THOUSAND_DIGITS for group in groups)


def multiplied(number: Decimal, factor: Decimal) -> Decimal:
    """Return an exact product without needless zeros behind the point."""
    product = EXACT.multiply(number, factor)
    whole = product.to_integral_value()
    return whole if whole == product else product.normalize(EXACT)
