"""Fair comparison: per inhabitant of each side's territory, or per year of each line's period.

The figures of all sides are first brought to a common denominator, which keeps every sum, change and percentage
exact; only what is shown is divided by it and rounded to the cent: an exact figure half-up, the ends of an interval
outward, so that what is said of it stays true.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from fractions import Fraction

from enveloppes.agreements.basis import Rhythm
from enveloppes.answers.compare_result import Heads, Per, Scale, Years
from enveloppes.answers.compare_sides import Side
from enveloppes.answers.query import UnanswerableError
from enveloppes.judging.lines import Line, Lines
from enveloppes.language.message import say
from enveloppes.money.amount import Amount, Bound, Change, exactly, spanning
from enveloppes.money.ratio import rounded

_CENTS = 2


@dataclass(frozen=True, slots=True)
class Scaled:
    """Sides whose figures are multiplied, what to divide every figure by again, and what that means."""

    sides: tuple[Side, ...]
    divisor: int
    scale: Scale


def scaled(sides: tuple[Side, ...], per: Per | None) -> Scaled:
    """Bring the figures of all sides to what they are per; raises UnanswerableError where a divisor is missing."""
    if per is None:
        return Scaled(sides, 1, Scale())
    return _per_inhabitant(sides) if per is Per.INHABITANT else _per_year(sides)


def _per_inhabitant(sides: tuple[Side, ...]) -> Scaled:
    heads = tuple(_heads(side) for side in sides)
    common = math.lcm(*(one.population.count for one in heads))
    found = []
    for side, one in zip(sides, heads, strict=True):
        factor = common // one.population.count
        found.append(_multiplied(side, {line.id: factor for line in side.everything}))
    return Scaled(tuple(found), common, Scale(Per.INHABITANT, heads=heads))


def _heads(side: Side) -> Heads:
    code = _territory(side)
    territory = side.register.territories.get(code)
    if territory is None or territory[0].population is None:
        raise UnanswerableError(
            say(
                "territory `{code}` of `{side}` has no population; state its count, vintage and kind under "
                "`territories`, or compare without `--per inhabitant`",
                code=code,
                side=side.operand.text,
            )
        )
    population = territory[0].population
    if not population.count:
        raise UnanswerableError(
            say("territory `{code}` of `{side}` has no inhabitants", code=code, side=side.operand.text)
        )
    return Heads(side.operand.text, code, territory[0].name, population)


def _territory(side: Side) -> str:
    """Return the one territory of a side: that of all its figures, else that of its agreement."""
    counted = [line for line in side.own if line.amount is not None] or side.own
    codes = {line.territory for line in counted}
    agreement = side.register.agreement_by_id.get(side.operand.id or "")
    if len(codes) > 1 and agreement is not None and agreement.territory is not None:
        return agreement.territory
    if len(codes) > 1:
        raise UnanswerableError(
            say(
                "`{side}` has figures of several territories ({codes}); choose one with `--where territory=…`",
                side=side.operand.text,
                codes=", ".join(sorted(code or "none" for code in codes)),
            )
        )
    code = next(iter(codes), None)
    if code is None and agreement is not None:
        code = agreement.territory
    if code is None:
        raise UnanswerableError(
            say(
                "no territory is stated for `{side}`, so that its inhabitants are not known; add `territory`",
                side=side.operand.text,
            )
        )
    return code


def _per_year(sides: tuple[Side, ...]) -> Scaled:
    known = tuple({line.id: one for line in side.everything if (one := _years(side, line))} for side in sides)
    for side, years in zip(sides, known, strict=True):
        _refuse_open(side, years)
    common = math.lcm(*(one.years for years in known for one in years.values()))
    found = tuple(
        _multiplied(side, {key: common // one.years for key, one in years.items()})
        for side, years in zip(sides, known, strict=True)
    )
    shown = {
        (line.id, years[line.id].period): years[line.id]
        for side, years in zip(sides, known, strict=True)
        for line in side.own
        if line.amount is not None and line.basis.rhythm is Rhythm.ONCE
    }
    return Scaled(found, common, Scale(Per.YEAR, years=tuple(shown.values())))


def _refuse_open(side: Side, years: Mapping[str, Years]) -> None:
    missing = sorted(line.id for line in side.own if line.amount is not None and line.id not in years)
    if missing:
        raise UnanswerableError(
            say(
                "`--per year` needs a closed period, which these lines of `{side}` have not: {ids}; "
                "choose others with `--where`",
                side=side.operand.text,
                ids=", ".join(missing),
            )
        )


def _years(side: Side, line: Line) -> Years | None:
    """Return the years of a line: its own, else its agreement's; a yearly amount is already one year's."""
    agreement = side.register.agreement_by_id.get(line.agreement)
    period = line.period if line.period is not None or agreement is None else agreement.period
    if line.basis.rhythm is Rhythm.YEARLY:
        return Years(line.id, period, 1, line.period is None)
    if period is None or period.years is None:
        return None
    return Years(line.id, period, period.years, line.period is None)


def _multiplied(side: Side, factors: Mapping[str, int]) -> Side:
    """Return a side with every figure multiplied; one that has no factor is left out of all sums."""

    def one(line: Line) -> Line:
        if line.amount is None or line.id not in factors:
            return line._replace(amount=None, schedule=()) if line.amount is not None else line
        factor = factors[line.id]
        payers = tuple(
            payer._replace(share=payer.share.times(factor)) if isinstance(payer.share, Amount) else payer
            for payer in line.payers
        )
        schedule = tuple((year, amount.times(factor)) for year, amount in line.schedule)
        return line._replace(amount=line.amount.times(factor), payers=payers, schedule=schedule)

    figures = None
    if side.figures is not None:
        figures = {key: amount.times(factors[key]) for key, amount in side.figures.items() if key in factors}
    everything = Lines(tuple(one(line) for line in side.everything))
    members = tuple(everything.by_id[line.id] for line in side.members)
    return replace(side, everything=everything, members=members, figures=figures)


def amount_of(amount: Amount | None, divisor: int) -> Amount | None:
    """Return a figure as it is shown: divided, and rounded to the cent."""
    if amount is None or divisor == 1:
        return amount
    if amount.is_exact:
        return exactly(rounded(Fraction(amount.low.euros) / divisor, _CENTS))
    low = _outward(amount.low, divisor, ROUND_FLOOR)
    return spanning(low, None if amount.high is None else _outward(amount.high, divisor, ROUND_CEILING))


def change_of(change: Change | None, divisor: int) -> Change | None:
    """Return a change as it is shown: divided, and rounded to the cent."""
    if change is None or divisor == 1:
        return change
    if change.is_exact and change.low is not None:
        cents = Bound(rounded(Fraction(change.low.euros) / divisor, _CENTS))
        return Change(cents, cents)
    return Change(
        None if change.low is None else _outward(change.low, divisor, ROUND_FLOOR),
        None if change.high is None else _outward(change.high, divisor, ROUND_CEILING),
    )


def _outward(bound: Bound, divisor: int, rounding: str) -> Bound:
    """Round a bound away from its interval; the cent that it is moved to is not reached."""
    cents = Fraction(bound.euros) * 100 / divisor
    whole = math.floor(cents) if rounding == ROUND_FLOOR else math.ceil(cents)
    return Bound(Decimal(whole).scaleb(-_CENTS), bound.reached and whole == cents)
