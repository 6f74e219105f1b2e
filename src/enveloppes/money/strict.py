"""A whole text that must be one amount, and why it is none: the strict side of the grammar.

Imported only for texts that the fast path of ``wording.read`` does not take.
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from functools import cache

from enveloppes.language.message import Message, say
from enveloppes.money.amount import Amount, Bound, Wording, above, exactly
from enveloppes.money.folding import fold
from enveloppes.money.numerals import MOST_DIGITS
from enveloppes.money.qualifiers import qualifier_after, qualifier_before
from enveloppes.money.quantities import Quantity, scan
from enveloppes.money.wording import amount_of, range_of
from enveloppes.money.wording_error import WordingError

LONGEST = 200
_SHOWN = 60
_YEAR_DIGITS = 4
_NEAREST = say("write it as in `363 M€`, `plus de 120 M€`, `environ 2,5 Md€` or `de 5 à 7 M€`")


def read_whole(text: str, *, printed: bool) -> Amount:
    """Return the amount that a whole text says, strictly or by the rules for documents; raises WordingError."""
    _refuse_what_is_no_text(text[: LONGEST + 1])
    if printed:
        text = _without_marks(text)
    _refuse_strange_characters(text)
    folded = fold(text.strip(), bullets=False)
    words = folded.text.rstrip()
    _refuse_billion(words, text)
    if not printed:
        _refuse_leading_zero(text.strip())
    quantities = [quantity for quantity in scan(folded) if quantity.start < len(words)]
    if not quantities:
        _refuse_without_number(words, text)
    if len(quantities) == 1:
        return _single(quantities[0], words, text, printed=printed)
    found = _range(quantities, words, text, printed=printed)
    if found is None:
        raise WordingError(_not_one_amount(text))
    return found


def _shown(text: str) -> str:
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"


def _not_one_amount(text: str) -> Message:
    return say("`{text}` is not one amount; {remedy}", text=_shown(text), remedy=_NEAREST)


def _refuse_what_is_no_text(text: str) -> None:
    if sum(char.isdecimal() for char in text[: LONGEST + 1]) > 2 * MOST_DIGITS:
        raise WordingError(say("a figure has at most {count} digits", count=MOST_DIGITS))
    if len(text) > LONGEST:
        raise WordingError(say("an amount is at most {count} characters long, this is longer", count=LONGEST))


def _without_marks(text: str) -> str:
    """Return a printed figure without the quotes, brackets, footnote marks and « HT » around it."""
    text = text.strip().strip(' .;,«»"*¹²³\u00a0\u202f')
    if text.startswith("(") and text.endswith(")"):
        text = text[1:-1]
    return re.sub(r"(?<=[€sSR])[ \u00a0\u202f]*(?:\(?(?:HT|TTC|ht|ttc)\)?|(?<=€)\d)$", "", text)


def _refuse_strange_characters(text: str) -> None:
    for char in text:
        if (char.isdigit() or char.isnumeric()) and not char.isascii():
            raise WordingError(
                say(
                    "`{char}` in `{text}` is no digit from 0 to 9; write the figure with those",
                    char=char,
                    text=_shown(text),
                )
            )
        if not char.isprintable() and not char.isspace() and char not in "\u00ad\u200b\u2060\ufeff":
            raise WordingError(say("an amount has no control characters"))


def _refuse_billion(words: str, text: str) -> None:
    found = re.search(r"\b(billions?|trillions?)\b", words)
    if found is not None:
        raise WordingError(
            say(
                "`{word}` in `{text}` is not the same number in English and in French; write `bn€` or `Md€` for 10⁹",
                word=found.group(1),
                text=_shown(text),
            )
        )


@cache
def _leading_zeros() -> re.Pattern[str]:
    # Neither decimals (0,05) nor a group of thousands (1 012): those go on with a number.
    return re.compile(r"(?<!\w)(?<![0-9][.,'’\s])(?<![.,]\s)0+(?=[0-9])")


def _refuse_leading_zero(text: str) -> None:
    """Refuse « 012 M€ », which may be a slip, a code, or ten to a program that counts by eights."""
    found = _leading_zeros().search(text)
    if found is not None:
        digits = re.match(r"[0-9]+", text[found.start() :])
        raise WordingError(
            say(
                "`{digits}` in `{text}` is no number, as it begins with a zero; write `{mended}`",
                digits=_shown(digits.group() if digits else ""),
                text=_shown(text),
                mended=_shown(_leading_zeros().sub("", text)),
            )
        )


def _refuse_without_number(words: str, text: str) -> None:
    if not words:
        raise WordingError(say("no amount is written here; leave the key out where none is stated"))
    digits = re.search(r"\d[\d .,]*", words)
    if digits is not None:
        raise WordingError(_bad_number(digits.group().strip(), text))
    raise WordingError(
        say(
            "`{text}` has no figure; leave the key out where none is stated, or {remedy}",
            text=_shown(text),
            remedy=_NEAREST,
        )
    )


def _bad_number(digits: str, text: str) -> Message:
    if sum(char.isdigit() for char in digits) > MOST_DIGITS:
        return say("a figure has at most {count} digits", count=MOST_DIGITS)
    return say(
        "`{digits}` in `{text}` is no number: thousands go by three with a space, decimals behind one comma; {remedy}",
        digits=_shown(digits),
        text=_shown(text),
        remedy=_NEAREST,
    )


def _checked(quantity: Quantity, words: str, text: str, *, printed: bool) -> None:
    """Refuse a quantity without a unit, or one that can be read in two ways."""
    number = words[quantity.start : quantity.number_end].strip()
    if not quantity.has_unit or (quantity.sign and not quantity.currency):
        raise WordingError(_without_unit(number, quantity, text))
    if "m€" in text.replace(" ", "").replace("\u00a0", "").replace("\u202f", "") and not printed:
        raise WordingError(
            say("`m€` in `{text}` is not clear; write `M€` for millions or `k€` for thousands", text=_shown(text))
        )
    if not printed and quantity.other_euros is not None:
        decimal, thousands = sorted((quantity.euros, quantity.other_euros))
        raise WordingError(
            say(
                "`{text}` can be read as {decimal} or as {thousands}; write the one that is meant in this way",
                text=_shown(text),
                decimal=exactly(decimal),
                thousands=exactly(thousands),
            )
        )


def _without_unit(number: str, quantity: Quantity, text: str) -> Message:
    if quantity.sign:
        return say(
            "`{text}` does not say of what; write `{number} {sign}€`",
            text=_shown(text), number=number, sign={"m": "M", "K": "k"}.get(quantity.sign, quantity.sign),
        )  # fmt: skip
    return say("`{text}` has no unit; write `{number} M€` or `{number} €`", text=_shown(text), number=number)


def _single(quantity: Quantity, words: str, text: str, *, printed: bool) -> Amount:
    before, start = qualifier_before(words, quantity.start)
    after, end = qualifier_after(words, quantity.end)
    _refuse_rest(words[:start], words[end:], quantity, words, text)
    _checked(quantity, words, text, printed=printed)
    if before is not None and after is not None and before is not after:
        raise WordingError(say("`{text}` is qualified in two ways; keep one of them", text=_shown(text)))
    wording = before or after or Wording.EXACT
    if not printed and wording is not Wording.ABOUT and _ABOUT_WITHIN.search(words[start : quantity.start]) is not None:
        raise WordingError(say("`{text}` is qualified in two ways; keep one of them", text=_shown(text)))
    if wording is Wording.LESS_THAN and not quantity.euros:
        raise WordingError(say("no sum of money is less than nothing; correct `{text}`", text=_shown(text)))
    return amount_of(quantity, wording)


# « plus d'environ 5 M€ » is neither more than 5 nor about 5.
_ABOUT_WITHIN = re.compile(r"[a-z>] ?(?:d'| )(?:environ|a peu pres|approximativement) ?$")


def _refuse_rest(before: str, after: str, quantity: Quantity, words: str, text: str) -> None:
    """Refuse whatever stands before or behind that the grammar does not know."""
    if before.strip() in {"-", "+", "−"}:
        number = words[quantity.start : quantity.end]
        raise WordingError(
            say(
                "`{text}` has a sign, and an amount has none; write `{number}`",
                text=_shown(text),
                number=text.strip()[-len(number) :],
            )
        )
    rest = after.strip() or before.strip()
    if not rest:
        return
    if after.strip() and re.match(r"[eE][+-]?\d|[\d.,_ ]*\d", after.strip()) and not quantity.has_unit:
        raise WordingError(
            _bad_number((words[quantity.start : quantity.number_end] + after).strip().split(" ")[0], text)
        )
    if re.fullmatch(r"[.,\d ]+|-?[.,\d ]+", before.strip() or "x"):
        raise WordingError(_bad_number((before + words[quantity.start : quantity.number_end]).strip(), text))
    if rest.startswith(("/", "par ", "per ")):
        raise WordingError(
            say(
                "`{text}` is a rate, not an amount; write the amount alone and its rhythm in `rhythm`",
                text=_shown(text),
            )
        )
    if rest in {"ht", "ttc", "(ht)", "(ttc)", "hors taxes", "toutes taxes comprises"}:
        raise WordingError(
            say(
                "`{text}` says its tax; write the amount alone and `tax: excluded` or `tax: included`",
                text=_shown(text),
            )
        )
    if not quantity.currency and not re.search(r"[a-z€$£]", after):
        _checked(quantity, words, text, printed=True)
    raise WordingError(
        say("`{rest}` in `{text}` is not understood; {remedy}", rest=_shown(rest), text=_shown(text), remedy=_NEAREST)
    )


@cache
def _connector() -> re.Pattern[str]:
    return re.compile(
        r"(?P<typed> ?\.\.\.? ?(?P<typed_below><)? ?)|(?P<dash> ?-{1,2} ?)"
        r"|(?P<to> (?:a|to|et|and)(?: (?P<below>moins de|moins d'|less than))? ?)"
    )


@cache
def _opener() -> re.Pattern[str]:
    return re.compile(r"(?P<open>entre|between|de|d'|from)? ?(?P<above>plus de|plus d'|more than|>)? ?")


def _range(quantities: list[Quantity], words: str, text: str, *, printed: bool) -> Amount | None:
    """Return « de … à … » where the text is one; raises WordingError where its ends are no range."""
    low, high = quantities[0], quantities[-1]
    connector = _connector().fullmatch(words[low.end : high.start])
    if len(quantities) != len((low, high)) or connector is None:
        return None
    wording, about_start = qualifier_before(words, low.start)
    head = words[: about_start if wording is Wording.ABOUT else low.start]
    if (
        re.fullmatch(r"(?:(?:estim|evalu)\w+|environ|a peu pres|approximativement) (?:entre|between) ?", head)
        is not None
    ):
        head = "entre"
    after, end = qualifier_after(words, high.end)
    opener = _opener().fullmatch(head)
    if opener is None or words[end:].strip() or after not in {None, Wording.ABOUT}:
        return None
    said = connector.group().split()
    if said and said[0] in {"et", "and"} and opener["open"] not in {"entre", "between"}:
        return None
    low = shared_unit(low, high)
    _checked(high, words, text, printed=printed)
    _checked(low, words, text, printed=printed)
    low_reached = opener["above"] is None
    high_reached = connector["below"] is None and connector["typed_below"] is None
    if above(Bound(low.euros, low_reached), Bound(high.euros, high_reached)):
        raise WordingError(
            say("in `{text}` the range begins above its end; write the smaller figure first", text=_shown(text))
        )
    return range_of(low, high, low_reached=low_reached, high_reached=high_reached)


def shared_unit(first: Quantity, last: Quantity) -> Quantity:
    """Return the first figure with the unit of the last where it has none of its own (« 5 à 7 M€ »).

    « 500 000 à 1 M€ » is five hundred thousand euros: with the scale of the last it would be the larger one.
    """
    if first.currency or (first.scale is not None and not first.sign):
        return first
    if first.scale is not None:
        return replace(first, currency=last.currency, sign="")
    scaled = rescaled(first, last.scale)
    plain_enough = first.numeral.value >= Decimal(10_000)
    if scaled.euros > last.euros and plain_enough and first.euros < last.euros:
        return replace(first, currency=last.currency)
    return replace(scaled, currency=last.currency)


def rescaled(quantity: Quantity, scale: Decimal | None) -> Quantity:
    """Return a number with a scale that was said elsewhere; three digits behind a separator are decimals then."""
    numeral = quantity.numeral
    if scale is not None and quantity.scale is None and numeral.other is not None and numeral.step == 1:
        # « 1,250 à 2 M€ »: before a scaled unit three digits are decimals.
        numeral = numeral._replace(
            value=numeral.other, other=numeral.value, step=Decimal("0.001"), grain=Decimal("0.001")
        )
    return replace(quantity, scale=scale, numeral=numeral)
