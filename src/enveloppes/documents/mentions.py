"""Each number of a paragraph and what it is by itself: money, money per head, a bare number, a year, something else."""

from __future__ import annotations

import re

from enveloppes.documents.mention import (
    FOOTNOTE_BEHIND,
    OTHER_CURRENCY_BEFORE,
    OTHER_UNIT,
    Mention,
    Role,
    labelled,
)
from enveloppes.documents.neighbours import is_day
from enveloppes.documents.per_head import kind_of
from enveloppes.documents.scaled import names_money_in_millions, role_of_scaled
from enveloppes.money.folding import Folded
from enveloppes.money.quantities import Quantity, scan

_YEAR = re.compile(r"(?:19|20)\d\d")


def looks_like_year(quantity: Quantity, text: str) -> bool:
    """Say whether a number without a unit of its own is written as a year."""
    return _YEAR.fullmatch(text[quantity.start : quantity.number_end].lstrip("€ eur")) is not None


# « au 12e rang ».
_ORDINAL = re.compile(r"(?:e|er|re|eme|nde?)(?![a-z])")


def _ends_a_season(quantity: Quantity, text: str) -> bool:
    """Say whether a number is the « 21 » of « 2020/21 »."""
    return _SEASON.search(text, max(0, quantity.start - 6), quantity.start) is not None and (
        quantity.number_end - quantity.start == _TWO_DIGITS
    )


_SEASON = re.compile(r"(?<!\d)(?:19|20)\d\d[/-]$")
_TWO_DIGITS = 2


def _without_label(quantity: Quantity, folded: Folded) -> Quantity:
    """Cut the number of « axe 1 250 000 € » off: it names the axis, as does one set apart by another kind of space.

    « Annulation titres 214 660,35 € » is no title 127.
    """
    digits = folded.cased[quantity.start : quantity.number_end]
    spaces = [char for char in digits if char.isspace()]
    apart = len(spaces) > 1 and spaces[0] == " " and len(set(spaces[1:])) == 1 and spaces[1] in "\u00a0\u202f\u2009"
    named = labelled(folded.text, quantity.start) and _LONG_NAME.match(digits) is None
    if quantity.in_words or not spaces or not (apart or named):
        return quantity
    first = next(index for index, char in enumerate(digits) if char.isspace())
    rest = next(scan(folded, quantity.start + first + 1), None)
    return rest if rest is not None and rest.currency and rest.numeral.value else quantity


_LONG_NAME = re.compile(r"\d{3}\s\d{3}[,.]\d\d$")


def names_euros(text: str) -> bool:
    """Say whether a paragraph names euros, so that its « millions » may be money."""
    return (
        re.search(r"€|(?<![a-z])euros(?![a-z])|(?<![a-z])eur(?![a-z])|\d ?euro(?![a-z])|d'euro(?![a-z])", text)
        is not None
    )


_EUROS = re.compile(r"€|(?<![^\W\d_])eur(?:os?)?(?![^\W\d_])|euros?(?![^\W\d_])", re.IGNORECASE)
_OTHER_CURRENCY = re.compile(
    r"(?:\d|M|k|G|Mds?|millions?|milliards?)\s?(?:\$|£)|\$\s?\d|US\$"
    r"|(?<![^\W\d_])(?:dollars?|francs?|livres sterling|CHF|FCFA|FCFP|XPF)(?![^\W\d_])"
)


_YEARS = re.compile(r"(?<![\d.,])(?:19|20)\d\d(?![\d.,]\d|\d)")
_FIRST_EUROS = "1999"


def counts_in_another_currency(text: str) -> bool:
    """Say whether a document names no euro, but another currency, or only years before it: its millions are none."""
    if _EUROS.search(text) is not None:
        return False
    years = _YEARS.findall(text)
    return _OTHER_CURRENCY.search(text) is not None or (len(years) > 0 and max(years) < _FIRST_EUROS)


def mentions_of(folded: Folded) -> list[Mention]:
    """Return every number of a paragraph with what it is by itself, from left to right."""
    text = folded.text
    euros = names_euros(text) or names_money_in_millions(text)
    found: list[Mention] = []
    for quantity in scan(folded):
        mention = _mention(quantity, folded, euros=euros, before=found)
        found.append(mention)
    return found


def _mention(quantity: Quantity, folded: Folded, *, euros: bool, before: list[Mention]) -> Mention:
    text = folded.text
    if OTHER_CURRENCY_BEFORE.search(text, max(0, quantity.start - 8), quantity.start):
        return Mention(quantity, Role.OTHER)
    if quantity.currency:
        year_only = looks_like_year(quantity, text) and quantity.end == quantity.number_end and quantity.scale is None
        if year_only:
            return Mention(quantity, Role.YEAR)
        quantity = _without_label(quantity, folded)
        return Mention(quantity, kind_of(quantity, text, before))
    if quantity.scale is not None:
        return Mention(quantity, role_of_scaled(quantity, folded, euros=euros, before=before))
    return Mention(quantity, _role_of_plain(quantity, text))


def _role_of_plain(quantity: Quantity, text: str) -> Role:
    """Return what a number without scale and currency is by itself."""
    if OTHER_UNIT.match(text, quantity.end) or FOOTNOTE_BEHIND.match(text, quantity.end):
        return Role.OTHER
    dated = looks_like_year(quantity, text) or is_day(quantity, text) or _ends_a_season(quantity, text)
    dated = dated or _ORDINAL.match(text, quantity.number_end) is not None
    return Role.YEAR if dated else Role.BARE
