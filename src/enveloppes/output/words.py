"""Values as words of the reader's language: the one door between data and text for people."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from functools import singledispatch

from enveloppes.agreements.basis import Basis
from enveloppes.agreements.dates import Day, Period
from enveloppes.language.catalogue import plural_template_in, template_in
from enveloppes.language.message import Hint, Message, say
from enveloppes.money.amount import Amount, Change, exactly
from enveloppes.money.ratio import AsSaid, InPercent, Ratio
from enveloppes.money.writing import write, write_change, write_percent, write_ratio
from enveloppes.output.sheet import Absent
from enveloppes.output.vocabulary import MONTHS, basis_parts, word_of

_NARROW_SPACE = "\u202f"
_ABSENT = {
    Absent.BLANK: "",
    Absent.NOT_STATED: say("n.s."),
    Absent.NOT_YET: say("not yet"),
    Absent.UNDEFINED: say("undefined"),
}


@singledispatch
def render(value: object, language: str) -> str:
    """Return a value in words; text is returned as it stands, never translated.

    Raises TypeError for what is no value of the model: a silent ``repr`` would reach the reader.
    """
    message = f"no words in {language!r} for a {type(value).__name__}"
    raise TypeError(message)


@render.register
def _(value: Message, language: str) -> str:
    words = {name: render(part, language) for name, part in value.values.items()}
    return template_of(value, language).format(**words)


def template_of(value: Message, language: str) -> str:
    """Return the template of a message in a language, in the form that its count asks for."""
    if value.plural is None:
        return template_in(language, value.template)
    count = value.values["n"]
    if not isinstance(count, int):
        message = f"the count of {value.template!r} is no whole number"
        raise TypeError(message)
    return plural_template_in(language, value.template, value.plural, count)


@render.register
def _(value: Hint, language: str) -> str:  # noqa: ARG001 - ``at_terminal`` makes words of it
    return ""


@render.register
def _(value: str, language: str) -> str:  # noqa: ARG001 - one signature for all
    return value


@render.register
def _(value: StrEnum, language: str) -> str:
    return render(word_of(value), language)


@render.register
def _(value: bool, language: str) -> str:
    return render(say("yes") if value else say("no"), language)


@render.register
def _(value: int, language: str) -> str:  # noqa: ARG001
    return f"{value:,}".replace(",", _NARROW_SPACE).replace("-", "\u2212")


@render.register
def _(value: Decimal, language: str) -> str:
    return write(exactly(value), language)


@render.register
def _(value: Amount, language: str) -> str:
    return write(value, language)


@render.register
def _(value: Change, language: str) -> str:
    return write_change(value, language)


@render.register
def _(value: Ratio, language: str) -> str:
    return write_share(value, language)


@render.register
def _(value: AsSaid, language: str) -> str:
    from enveloppes.money import share_wording

    return share_wording.write_share(value.ratio, language)


@render.register
def _(value: InPercent, language: str) -> str:
    return write_ratio(value.ratio, language, value.decimals)


@render.register
def _(value: Fraction, language: str) -> str:
    return write_share(value, language)


def write_share(value: Ratio | Fraction, language: str, *, signed: bool = False) -> str:
    """Return a share in per cent with one decimal, or none where it is whole per cents."""
    bounds = (value,) if isinstance(value, Fraction) else (value.low, value.high)
    decimals = 0 if all(bound is None or (bound * 100).denominator == 1 for bound in bounds) else 1
    if isinstance(value, Fraction):
        return write_percent(value, language, decimals, signed=signed)
    return write_ratio(value, language, decimals, signed=signed)


@render.register
def _(value: Day, language: str) -> str:
    year, *rest = value.text.split("-")
    if not rest:
        return year
    month = render(MONTHS[int(rest[0]) - 1], language)
    return f"{month} {year}" if len(rest) == 1 else f"{_day(int(rest[1]), language)}\u00a0{month} {year}"


def _day(day: int, language: str) -> str:
    return "1er" if day == 1 and language == "fr" else str(day)


@render.register
def _(value: date, language: str) -> str:
    return f"{_day(value.day, language)}\u00a0{render(MONTHS[value.month - 1], language)} {value.year}"


@render.register
def _(value: Period, language: str) -> str:
    first, last = str(value.first), str(value.last)
    if value.first == value.last:
        return first
    if value.first is None:
        return render(say("until {year}", year=last), language)
    if value.last is None:
        return render(say("from {year} on", year=first), language)
    return f"{first}\u2013{last}"


@render.register
def _(value: Basis, language: str) -> str:
    return ", ".join(render(part, language) for part in basis_parts(value))


@render.register
def _(value: Absent, language: str) -> str:
    return render(_ABSENT[value], language)


@render.register
def _(value: None, language: str) -> str:  # noqa: ARG001 - an amount that is not stated
    return render(Absent.NOT_STATED, language)


@render.register(tuple)
def _(value: tuple[object, ...], language: str) -> str:
    return ", ".join(render(part, language) for part in value)
