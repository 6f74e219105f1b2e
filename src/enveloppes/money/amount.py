"""What is known of a sum of money, as an interval of exact euros, and the algebra on it.

An announced figure is rarely a number: « plus de 120 M€ » says that the money is above 120 M€ and nothing more.
Every operation here is exact: decimals are added in a context that traps rounding, and no float can enter.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from decimal import Clamped, Context, Decimal, DivisionByZero, FloatOperation, Inexact, InvalidOperation, Overflow
from enum import Enum, StrEnum

# Exact or an error: two figures of the largest size that can be read add and multiply far within these digits.
EXACT = Context(prec=120, traps=[Clamped, DivisionByZero, FloatOperation, Inexact, InvalidOperation, Overflow])

ZERO = Decimal(0)
HALF = Decimal("0.5")


class Wording(StrEnum):
    """How a figure was qualified where it was said; never part of equality."""

    EXACT = "exact"
    MORE_THAN = "more than"
    AT_LEAST = "at least"
    LESS_THAN = "less than"
    AT_MOST = "at most"
    ABOUT = "about"
    BETWEEN = "between"


class Verdict(Enum):
    """What a comparison of two amounts may conclude; amounts have no ``<``."""

    MORE = "more"
    LESS = "less"
    SAME = "same"
    UNDECIDED = "undecided"


@dataclass(frozen=True, slots=True)
class Bound:
    """One end of an interval: exact euros, and whether that very sum is possible."""

    euros: Decimal
    reached: bool = True

    def __add__(self, other: Bound) -> Bound:
        """Add two bounds of the same side; the sum is reached only where both are."""
        if not isinstance(other, Bound):
            return NotImplemented
        return Bound(EXACT.add(self.euros, other.euros), self.reached and other.reached)

    def __neg__(self) -> Bound:
        """Return the bound of the other side of the negated interval."""
        return Bound(EXACT.minus(self.euros) if self.euros else self.euros, self.reached)

    def plus(self, euros: Decimal) -> Bound:
        """Return the bound moved by some euros, as reached as before."""
        return Bound(EXACT.add(self.euros, euros), self.reached)

    def times(self, factor: Decimal | int) -> Bound:
        """Return the bound multiplied by a factor that is not negative."""
        return Bound(EXACT.multiply(self.euros, Decimal(factor)), self.reached)


NIL = Bound(ZERO)


def tighter_low(one: Bound, other: Bound) -> Bound:
    """Return the higher of two lower bounds; where they tie, the one not reached says more."""
    if one.euros == other.euros:
        return one if not one.reached else other
    return one if one.euros > other.euros else other


def tighter_high(one: Bound | None, other: Bound | None) -> Bound | None:
    """Return the lower of two upper bounds; an absent one says nothing."""
    if one is None or other is None:
        return other if one is None else one
    if one.euros == other.euros:
        return one if not one.reached else other
    return one if one.euros < other.euros else other


def add_high(one: Bound | None, other: Bound | None) -> Bound | None:
    """Add two upper bounds; an unbounded term makes the sum unbounded."""
    return None if one is None or other is None else one + other


def above(low: Bound, high: Bound | None) -> bool:
    """Say whether everything from ``low`` up lies strictly above everything up to ``high``."""
    if high is None:
        return False
    if low.euros == high.euros:
        return not (low.reached and high.reached)
    return low.euros > high.euros


class _Exact:
    """What amounts and changes share: no order, no truth, no floats."""

    __slots__ = ()

    def __bool__(self) -> bool:
        """Refuse: « no money » and « not known » must not look alike."""
        message = f"a {type(self).__name__} has no truth value; compare it with NOTHING or None"
        raise TypeError(message)


@dataclass(frozen=True, slots=True)
class Amount(_Exact):
    """An interval of exact euros, never below zero; « not stated » is ``None``, never an amount.

    ``low`` is always there (money is at least nothing), ``high`` is None where nothing bounds it from above.
    ``unit`` is the value in euros of the last printed digit (1 M€ for "363 M€", 0,1 Md€ for "2,5 Md€") and None for
    what was computed; ``wording`` is how it was said. Neither is part of ``==``, neither widens a sum.

    Raises ValueError for a negative or empty interval, TypeError for a float.
    """

    low: Bound
    high: Bound | None
    unit: Decimal | None = field(default=None, compare=False)
    wording: Wording = field(default=Wording.EXACT, compare=False)

    def __post_init__(self) -> None:
        """Refuse what no sum of money can be."""
        for bound in (self.low, self.high):
            if bound is not None and type(bound.euros) is not Decimal:
                message = f"euros are Decimals, not {type(bound.euros).__name__}"
                raise TypeError(message)
        if self.low.euros < ZERO or above(self.low, self.high):
            message = f"no sum of money lies between {self.low} and {self.high}"
            raise ValueError(message)

    @property
    def is_exact(self) -> bool:
        """Whether one single sum is possible."""
        return self.high is not None and self.low.euros == self.high.euros

    def __add__(self, other: Amount) -> Amount:
        """Add two amounts; the printed unit and the wording survive only beside NOTHING."""
        if not isinstance(other, Amount):
            return NotImplemented
        if self is NOTHING:
            return other
        if other is NOTHING:
            return self
        return spanning(self.low + other.low, add_high(self.high, other.high))

    def times(self, factor: Decimal | int) -> Amount:
        """Return the amount multiplied by an exact factor that is not negative (years, a share)."""
        return spanning(self.low.times(factor), None if self.high is None else self.high.times(factor))

    def said(self, wording: Wording, unit: Decimal | None) -> Amount:
        """Return the same knowledge with another wording and printed unit."""
        return replace(self, wording=wording, unit=unit)


@dataclass(frozen=True, slots=True)
class Change(_Exact):
    """A signed interval of exact euros: the difference of two amounts; a bound is None where there is none."""

    low: Bound | None
    high: Bound | None

    def __post_init__(self) -> None:
        """Refuse an empty interval."""
        if self.low is not None and above(self.low, self.high):
            message = f"no change lies between {self.low} and {self.high}"
            raise ValueError(message)

    @property
    def is_exact(self) -> bool:
        """Whether one single change is possible."""
        return self.low is not None and self.high is not None and self.low.euros == self.high.euros

    @property
    def verdict(self) -> Verdict:
        """Whether it is certainly a rise (MORE), a fall (LESS), none at all (SAME), or UNDECIDED."""
        if self.is_exact and self.low == NIL:
            return Verdict.SAME
        if self.low is not None and above(self.low, NIL):
            return Verdict.MORE
        if self.high is not None and above(NIL, self.high):
            return Verdict.LESS
        return Verdict.UNDECIDED

    def __add__(self, other: Change) -> Change:
        """Add two changes; a side is bounded only where both are."""
        if not isinstance(other, Change):
            return NotImplemented
        return Change(add_high(self.low, other.low), add_high(self.high, other.high))

    def __neg__(self) -> Change:
        """Return the change seen from the other end."""
        return Change(None if self.high is None else -self.high, None if self.low is None else -self.low)


def spanning(low: Bound, high: Bound | None) -> Amount:
    """Return the amount between two bounds, worded by its bounds alone."""
    return Amount(low, high, None, _wording_of(low, high))


def _wording_of(low: Bound, high: Bound | None) -> Wording:
    if high is None:
        return Wording.AT_LEAST if low.reached else Wording.MORE_THAN
    if low.euros == high.euros:
        return Wording.EXACT
    if low == NIL:
        return Wording.AT_MOST if high.reached else Wording.LESS_THAN
    return Wording.BETWEEN


def exactly(euros: Decimal | int) -> Amount:
    """Return the amount that is just these euros."""
    return spanning(Bound(Decimal(euros)), Bound(Decimal(euros)))


def more_than(euros: Decimal | int) -> Amount:
    """Return « plus de »: above these euros, unbounded."""
    return spanning(Bound(Decimal(euros), reached=False), None)


def at_least(euros: Decimal | int) -> Amount:
    """Return « au moins »: these euros or more, unbounded."""
    return spanning(Bound(Decimal(euros)), None)


def less_than(euros: Decimal | int) -> Amount:
    """Return « moins de »: from nothing to below these euros."""
    return spanning(NIL, Bound(Decimal(euros), reached=False))


def at_most(euros: Decimal | int) -> Amount:
    """Return « jusqu'à »: from nothing to these euros."""
    return spanning(NIL, Bound(Decimal(euros)))


def between(low: Decimal | int, high: Decimal | int) -> Amount:
    """Return « entre … et … »: both ends possible."""
    return spanning(Bound(Decimal(low)), Bound(Decimal(high)))


def millions(number: Decimal | int | str) -> Decimal:
    """Return the euros of a number of millions."""
    return EXACT.multiply(Decimal(number), Decimal(1_000_000))


NOTHING = exactly(0)
UNCHANGED = Change(NIL, NIL)


def compare(one: Amount, other: Amount) -> Verdict:
    """Say whether one amount is certainly more, less or the same; two intervals that touch are UNDECIDED."""
    return difference(one, other).verdict


def difference(new: Amount, old: Amount) -> Change:
    """Return what new − old may be: [new.low − old.high, new.high − old.low]."""
    return Change(
        None if old.high is None else new.low + -old.high,
        None if new.high is None else new.high + -old.low,
    )


def gain(amount: Amount) -> Change:
    """Return the change that an added amount makes (negate it for one removed)."""
    return Change(amount.low, amount.high)


def euros_text(euros: Decimal) -> str:
    """Return exact euros in plain digits with a decimal point and no needless zero, for machines."""
    text = format(euros, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in {"-0", ""} else text
