"""What changed between two states: of a figure, of a total, in euros and in per cent (docs/model.md, « revisions »).

The change of a total is defined as the sum over the components of lines linked by containment. In a component each
line speaks for what lies in no other: a root with its whole change, a possible part with none to all of its own, a
certain part with nothing, since its container speaks for it. Equal knowledge of one id is no change at all, however
wide the interval. What is known of the component as a whole then bounds what its lines say.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from enveloppes.agreements.basis import Basis
from enveloppes.answers.compare_sides import Side
from enveloppes.judging.counting import Counted, count
from enveloppes.money.amount import (
    NIL,
    NOTHING,
    UNCHANGED,
    Amount,
    Bound,
    Change,
    above,
    difference,
    gain,
    spanning,
    tighter_high,
    tighter_low,
)
from enveloppes.money.ratio import Ratio, ratio


@dataclass(frozen=True, slots=True)
class Sum:
    """The chosen figures of one side and basis, and what they come to."""

    chosen: Mapping[str, Amount]
    counted: Counted

    @property
    def amount(self) -> Amount | None:
        """What they come to; None where there is no figure at all."""
        return self.counted.amount if self.chosen else None

    def weight(self, key: str) -> Amount | None:
        """Return what of a line may lie in no other chosen one: all, none to all, or (None) nothing."""
        amount = self.chosen.get(key)
        inside = self.counted.within.get(key)
        if amount is None or inside is None:
            return amount
        return spanning(NIL, amount.high) if inside.possible else None


def sum_of(side: Side, basis: Basis, chosen: Mapping[str, Amount] | None = None) -> Sum:
    """Add up the figures of one basis (or some of them), each euro once."""
    figures = side.chosen(basis) if chosen is None else chosen
    return Sum(figures, count(side.containment, figures, basis.stage))


def change_between(old: Amount | None, new: Amount | None) -> Change | None:
    """Return the change of one and the same line; equal knowledge is unchanged, a first figure is all gain."""
    if old is None or new is None:
        return gain(new) if new is not None else -gain(old) if old is not None else None
    return UNCHANGED if old == new else difference(new, old)


def percent_of(old: Amount | None, new: Amount | None) -> Ratio | None:
    """Return the change in parts of the old amount; undefined from nothing, from zero and from an unbounded amount."""
    if old is None or new is None or not old.low.euros:
        return None
    if old == new:
        return Ratio(Fraction(0), Fraction(0))
    return _relative(old, new) if old.high is not None else None


def _relative(old: Amount, new: Amount) -> Ratio | None:
    found = ratio(new, old)
    if found is None:
        return None
    low = None if found.low is None else found.low - 1
    high = None if found.high is None else found.high - 1
    return Ratio(low, high, found.low_reached, found.high_reached)


def percent_of_total(old: Amount | None, new: Amount | None, change: Change | None) -> Ratio | None:
    """Return a total's change in parts of its old amount; undefined from nothing, from zero and from an unbounded one.

    Its ends are what both the change over the old amount and the new over the old amount leave open: the first knows
    what did not change, the second that the change is of that very old amount. No change at all is 0 % of whatever is
    more than nothing.
    """
    if old is None or new is None or change is None or not old.low.euros:
        return None
    if change == UNCHANGED:
        return Ratio(Fraction(0), Fraction(0))
    if old.high is None:
        return None
    of_old = _over(change, old.low, old.high)
    of_both = _relative(old, new)
    return of_old if of_both is None else _meeting(of_old, of_both)


def _over(change: Change, least: Bound, most: Bound) -> Ratio:
    """Return a change over an amount that is neither nothing nor unbounded."""
    low = high = None
    low_reached = high_reached = True
    if change.low is not None:
        # A rise is least of the most there was, a fall of the least.
        end = most if change.low.euros > 0 else least
        low = Fraction(change.low.euros) / Fraction(end.euros)
        low_reached = change.low.reached and (end.reached or not low)
    if change.high is not None:
        end = least if change.high.euros > 0 else most
        high = Fraction(change.high.euros) / Fraction(end.euros)
        high_reached = change.high.reached and (end.reached or not high)
    return Ratio(low, high, low_reached, high_reached)


def _meeting(one: Ratio, other: Ratio) -> Ratio:
    """Return what two intervals of the same ratio both hold; within rounding they may miss each other."""
    lows = [(end.low, end.low_reached) for end in (one, other) if end.low is not None]
    highs = [(end.high, end.high_reached) for end in (one, other) if end.high is not None]
    # Of ends that tie, the one not reached says more.
    low = max(lows, key=lambda end: (end[0], not end[1])) if lows else (None, True)
    high = min(highs, key=lambda end: (end[0], end[1])) if highs else (None, True)
    if low[0] is not None and high[0] is not None and low[0] > high[0]:
        return one
    return Ratio(low[0], high[0], low[1], high[1])


def change_of_total(old: Sum, new: Sum) -> Change | None:
    """Return how the total of one basis changed; None where neither side has a figure."""
    if not old.chosen and not new.chosen:
        return None
    found = UNCHANGED
    for component in _components(old, new):
        found = found + _change_of_component(component, old, new)
    return found


def _change_of_component(keys: list[str], old: Sum, new: Sum) -> Change:
    said = UNCHANGED
    for key in keys:
        said = said + _contribution(key, old, new)
    if said == UNCHANGED or len(keys) == 1:
        return said
    return _bounded(said, difference(_come_to(keys, new), _come_to(keys, old)))


def _contribution(key: str, old: Sum, new: Sum) -> Change:
    before, after = old.weight(key), new.weight(key)
    possible_before, possible_after = key in old.counted.within, key in new.counted.within
    if before is None or after is None or not (possible_before or possible_after):
        said = change_between(before, after)
        return UNCHANGED if said is None else said
    was, now = old.chosen[key], new.chosen[key]
    if possible_before and possible_after:
        if old.counted.within[key].line.id != new.counted.within[key].line.id:
            # In another container another part of it may lie, be it the same line or not.
            return difference(after, before)
        # What lies outside its container moves by none to all of what the part itself moves by.
        return UNCHANGED if was == now else _hull(difference(now, was))
    if was == now:
        return -_up_to(was) if possible_after else _up_to(now)
    return difference(after, before)


def _up_to(amount: Amount) -> Change:
    return Change(NIL, amount.high)


def _hull(change: Change) -> Change:
    """Return the least change that holds a change and zero."""
    low, high = change.low, change.high
    return Change(
        NIL if low is not None and low.euros >= 0 else low,
        NIL if high is not None and high.euros <= 0 else high,
    )


def _bounded(said: Change, known: Change) -> Change:
    """Return what both say; figures that contradict each other within rounding leave the first alone."""
    low = said.low if known.low is None else known.low if said.low is None else tighter_low(said.low, known.low)
    high = tighter_high(said.high, known.high)
    return said if low is not None and above(low, high) else Change(low, high)


def _come_to(keys: list[str], side: Sum) -> Amount:
    return sum((side.counted.roots[key] for key in keys if key in side.counted.roots), NOTHING)


def _components(old: Sum, new: Sum) -> list[list[str]]:
    """Return the ids of both sides in groups that containment links on either side."""
    leader: dict[str, str] = {key: key for key in (*old.chosen, *new.chosen)}

    def find(key: str) -> str:
        while leader[key] != key:
            leader[key] = leader[leader[key]]
            key = leader[key]
        return key

    for side in (old, new):
        for key, inside in side.counted.within.items():
            leader[find(key)] = find(inside.line.id)
    groups: dict[str, list[str]] = {}
    for key in leader:
        groups.setdefault(find(key), []).append(key)
    return list(groups.values())
