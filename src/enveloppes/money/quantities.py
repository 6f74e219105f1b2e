"""Quantities of money in folded text: a number with its unit, in digits or words, wherever one stands.

One scanner serves the YAML grammar and the reading of documents; what a quantity means there (its qualifier, a range,
whether it is money at all) is decided by who asks.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING

from enveloppes.money.amount import EXACT
from enveloppes.money.number_words import COLLECTIVE, HALF, WORDS, half, read_collective, read_words
from enveloppes.money.numerals import DIGITS, Numeral, multiplied, numeral_of, read_digits

if TYPE_CHECKING:
    from collections.abc import Iterator

    from enveloppes.money.folding import Folded

_THOUSAND, _MILLION, _BILLION = Decimal(1_000), Decimal(1_000_000), Decimal(1_000_000_000)
_SCALES = {
    "k": _THOUSAND, "mille": _THOUSAND, "millier": _THOUSAND, "milliers": _THOUSAND, "thousand": _THOUSAND,
    "m": _MILLION, "mio": _MILLION, "mn": _MILLION, "mill": _MILLION, "million": _MILLION, "millions": _MILLION,
    "md": _BILLION, "mds": _BILLION, "mrd": _BILLION, "mrds": _BILLION, "bn": _BILLION, "mia": _BILLION, "g": _BILLION,
    "milliard": _BILLION, "milliards": _BILLION, "millard": _BILLION, "millards": _BILLION,
}  # fmt: skip
# « 12 €Cet article »: a sign ends the figure whatever a page that lost its spaces sets behind it.
_CURRENCY = r"(?:€(?:uros?(?![a-z]))?|(?:euros?(?:\(s\))?|eur)(?![a-z])|euros(?=(?:en|pour|par|dans|sur|et)(?![a-z])))"
_SCALE_WORD = r"(?:milli?ards?|millions?|milliers?|mille|thousand)(?![a-z])"
_SCALE_SIGN = r"(?:mds|mrds|mrd|md|mia|mill|mio|mn|bn|m|k|g)"
_HALF = r" et demie?(?![a-z])"
# « un euro symbolique », « un euro sur deux », « pas un euro de plus » are no figures.
_ONE_EURO = r"(?<!pas )(?<!sans )(?<!l')euro(?! (?:symbolique|sur|de (?:plus|moins)))"
# « millions deuros »: pages lose the apostrophe.
_OF = r"(?: ?de | ?d' ?| d(?=euros)| of | )?"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number and its unit in a folded text.

    ``start``/``number_end``/``end`` are folded offsets; ``scale`` is the euros of one (None where no scale is said);
    ``currency`` says whether euros are named; ``sign`` is the scale as written where it is a sign (M, k, Md) and
    euros are not named; ``in_words`` where the number is not in digits.
    """

    start: int
    number_end: int
    end: int
    numeral: Numeral
    scale: Decimal | None
    currency: bool
    sign: str = ""
    in_words: bool = False

    @property
    def has_unit(self) -> bool:
        """Whether a scale or the currency is said."""
        return self.currency or self.scale is not None

    @property
    def euros(self) -> Decimal:
        """Return the exact euros."""
        return multiplied(self.numeral.value, self.scale or Decimal(1))

    @property
    def other_euros(self) -> Decimal | None:
        """Return the euros of the other reading, where the separator has two."""
        other = self.numeral.other
        return None if other is None else multiplied(other, self.scale or Decimal(1))

    @property
    def step(self) -> Decimal:
        """Return the euros of the last printed digit."""
        return multiplied(self.numeral.step, self.scale or Decimal(1))

    @property
    def reach(self) -> Decimal:
        """Return how many euros « environ » reaches each way."""
        numeral = self.numeral
        each_way = numeral.spread if numeral.spread is not None else EXACT.multiply(numeral.grain, Decimal("0.5"))
        return multiplied(each_way, self.scale or Decimal(1))


@cache
def _numeral() -> re.Pattern[str]:
    # The first alternative also takes « 10 ans750€ »: a page lost a space.
    stray = rf"\d{{1,3}}(?: \d{{3}})*, \d{{1,2}}(?= ?(?:{_SCALE_WORD}|{_SCALE_SIGN} ?{_CURRENCY}|{_CURRENCY}))"
    stray += r"|0, \d{1,2}(?!\d)"
    return re.compile(
        rf"(?:(?<![a-z0-9])|(?<=[a-z]{{3}})(?={DIGITS} ?€))(?<!\d_)"
        rf"(?:(?P<prefix>(?:€|eur) ?)(?=\d))?(?<!\d[.,])(?P<digits>{stray}|{DIGITS})"
        rf"|(?P<one>(?<=[^a-z](?:le|du|au|ce) )(?=(?:million|milliard)(?: et demi)?(?: d'| de )(?:€|euros)))"
        rf"|(?<![a-z])(?:(?P<collective>{COLLECTIVE})|(?P<half>{HALF})|(?!une? (?!milli|{_ONE_EURO}|a "
        rf"|ou ))(?P<words>{WORDS})(?![a-z]))",
    )


@cache
def _unit() -> re.Pattern[str]:
    return re.compile(
        rf"(?:[ -]?(?P<word>{_SCALE_WORD})(?P<half>{_HALF})?(?:{_OF}(?P<cur1>{_CURRENCY}))?"
        rf"| ?(?P<scale>{_SCALE_SIGN})\.?(?: ?d'| ?de )? ?(?P<cur2>{_CURRENCY}|(?<=k)e(?![a-z'’]))"
        rf"| ?(?P<sign>{_SCALE_SIGN})(?![a-z0-9$£%'²³/])"
        rf"|(?: ?de | d' ?|d'|,-{{1,2}} ?| )?(?P<cur3>{_CURRENCY}))",
    )


@cache
def _collective_unit() -> re.Pattern[str]:
    return re.compile(
        rf" (?:de |d')(?:(?P<word>{_SCALE_WORD})(?:{_OF}(?P<cur1>{_CURRENCY}))?"
        rf"|(?P<scale>{_SCALE_SIGN}) ?(?P<cur2>{_CURRENCY})|(?P<cur3>{_CURRENCY}))",
    )


@cache
def _cents() -> re.Pattern[str]:
    return re.compile(r"(?P<glued>\d\d)(?![\d.,a-z]| ?[%€])| ?(?:et )?(?P<said>\d\d?) (?:centimes?|cts?)(?![a-z])")


def _read_numeral(match: re.Match[str], *, scaled: bool) -> Numeral | None:
    if match["digits"]:
        return read_digits(match["digits"].replace(", ", ","), scaled=scaled)
    if match["collective"]:
        return read_collective(match["collective"])
    if match["half"]:
        return half()
    return read_words("un" if match["one"] is not None else match["words"])


def _quantity(match: re.Match[str], folded: Folded) -> Quantity | None:
    number_end = match.end()
    pattern = _collective_unit() if match["collective"] else _unit()
    unit = pattern.match(folded.text, number_end)
    groups = unit.groupdict() if unit else {}
    scale_text = groups.get("word") or groups.get("scale") or groups.get("sign") or ""
    scale = _SCALES.get(scale_text)
    currency = any(groups.get(name) for name in ("cur1", "cur2", "cur3"))
    sign = folded.cased[unit.start("sign") : unit.end("sign")] if unit and groups.get("sign") else ""
    numeral = _read_numeral(match, scaled=scale is not None)
    if numeral is None:
        return None
    if groups.get("half"):
        numeral = numeral._replace(value=numeral.value + Decimal("0.5"), step=Decimal("0.5"), grain=Decimal("0.5"))
    start = match.start()
    if match["prefix"] and currency:
        start = match.start("digits")
    end = unit.end() if unit else number_end
    currency = currency or bool(match["prefix"])
    return Quantity(start, number_end, end, numeral, scale, currency, sign, in_words=not match["digits"])


def _with_cents(quantity: Quantity, folded: Folded) -> Quantity:
    """Return « 12 € 50 » and « 12 euros et 50 centimes » as one quantity."""
    if quantity.scale is not None or not quantity.currency or quantity.numeral.step != 1:
        return quantity
    found = _cents().match(folded.text, quantity.end)
    if found is None or (found["glued"] not in {None, "00"} and quantity.number_end - quantity.start > _LONGEST_PRICE):
        return quantity
    cents = Decimal(found["glued"] or found["said"]).scaleb(-2)
    numeral = quantity.numeral._replace(
        value=quantity.numeral.value + cents, step=Decimal("0.01"), grain=Decimal("0.01")
    )
    return replace(quantity, numeral=numeral, end=found.end())


# « 12€50 » is a price; two digits behind a longer sum are a footnote's number.
_LONGEST_PRICE = 4


def _compound(first: Quantity, second: Quantity, folded: Folded) -> Quantity | None:
    """Return « 1 milliard 780 millions » as one quantity; None where the two are not parts of one number."""
    if first.currency or first.scale is None or first.sign or first.numeral.step < 1:
        return None
    between = folded.text[first.end : second.start]
    if not second.has_unit:
        return _compound_in_words(first, second, between)
    smaller = second.euros < first.scale and (second.scale or Decimal(1)) < first.scale
    if between not in {" ", " et "} or not smaller or second.sign:
        return None
    euros = EXACT.add(first.euros, second.euros)
    scale = second.scale or Decimal(1)
    value = EXACT.divide(euros, scale)
    whole, _, decimals = format(value, "f").partition(".")
    numeral = Numeral(value, second.numeral.step, numeral_of(whole, decimals).grain)
    words = first.in_words and second.in_words
    return Quantity(first.start, second.number_end, second.end, numeral, scale, second.currency, in_words=words)


def _compound_in_words(first: Quantity, second: Quantity, between: str) -> Quantity | None:
    """Return « un million trois cent mille » without euros, in the scale said; None where words go on otherwise."""
    scale, rest = first.scale, second.numeral
    if scale is None or not (first.in_words and second.in_words) or between != " ":
        return None
    if rest.step != _THOUSAND or not _THOUSAND <= rest.value < scale:
        return None
    part = multiplied(rest.value, EXACT.divide(Decimal(1), scale))
    whole, _, decimals = format(EXACT.add(first.numeral.value, part), "f").partition(".")
    return replace(first, number_end=second.number_end, end=second.end, numeral=numeral_of(whole, decimals))


def _behind_mark(quantity: Quantity, text: str) -> int:
    """Return the offset behind a footnote's number that is glued to a currency sign (« 3,2 Md€1 »)."""
    if not quantity.currency or text[quantity.end - 1] != "€":
        return quantity.end
    end = quantity.end
    while end < len(text) and text[end].isdigit() and end - quantity.end < _LONGEST_MARK:
        end += 1
    return end


_LONGEST_MARK = 2


def scan(folded: Folded, position: int = 0) -> Iterator[Quantity]:
    """Yield every number of a folded text from an offset on, with its unit where one stands beside it."""
    held: Quantity | None = None
    while (match := _numeral().search(folded.text, position)) is not None:
        position = match.end()
        found = _quantity(match, folded)
        if found is None:
            continue
        found = _with_cents(found, folded)
        position = max(position, _behind_mark(found, folded.text))
        joined = _compound(held, found, folded) if held is not None else None
        if held is not None and joined is None:
            yield held
        held = joined or found
    if held is not None:
        yield held
