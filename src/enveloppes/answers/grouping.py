"""Groups of lines by dimensions: which groups a line goes to, and with which part of its figure.

A group is a path of levels from the outermost in; with ``axis`` the whole agreement is the first level and each axis
on the way a further one, so that parents are subtotals.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from enveloppes.answers.query import Dimension
from enveloppes.answers.selecting import years_of
from enveloppes.judging.lines import Line, Payer
from enveloppes.language.message import Message, say
from enveloppes.money.amount import NIL, NOTHING, Amount, spanning
from enveloppes.money.ratio import Ratio, bound_above, bound_below

JOINT = " + "


@dataclass(frozen=True, slots=True, eq=False)
class Level:
    """One step of a group's path: the dimension, its value, and the agreement that an axis belongs to.

    ``joint`` holds the funders of a split that is not stated: the same ones are one group, in whatever order.
    """

    dimension: Dimension
    value: str | None
    agreement: str | None = None
    joint: frozenset[str] = frozenset()

    def __eq__(self, other: object) -> bool:
        """Compare by what is grouped; a joint group is its funders, however its name puts them."""
        if not isinstance(other, Level):
            return NotImplemented
        return self._identity == other._identity

    def __hash__(self) -> int:
        """Hash as compared."""
        return hash(self._identity)

    @property
    def _identity(self) -> tuple[object, ...]:
        return self.dimension, self.joint or self.value, self.agreement

    @property
    def label(self) -> Message | None:
        """How a joint group of funders is called; None where the value speaks for itself."""
        if not self.joint:
            return None
        return say("{funders} (split not stated)", funders=self.value)


Path = tuple[Level, ...]


def placements(line: Line, amount: Amount | None, by: tuple[Dimension, ...]) -> list[tuple[Path, Amount | None]]:
    """Return the innermost groups of a line and the part of its figure that each gets.

    Without a figure a line still goes to its groups, to be counted there as unstated.
    """
    found: list[tuple[Path, Amount | None]] = [((), amount)]
    splits = sum(1 for one in by if one in {Dimension.FUNDER, Dimension.YEAR})
    for dimension in by:
        found = [
            ((*path, *chain), part)
            for path, whole in found
            for chain, part in _chains(line, whole, dimension, path, alone=splits == 1 or not line.schedule)
        ]
    merged: dict[Path, Amount | None] = {}
    for path, part in found:
        before = merged.get(path)
        merged[path] = part if before is None or part is None else before + part
    return list(merged.items())


def _chains(
    line: Line, amount: Amount | None, dimension: Dimension, path: Path, *, alone: bool
) -> Iterator[tuple[Path, Amount | None]]:
    if dimension is Dimension.AXIS:
        yield tuple(_axis_levels(line, path)), amount
    elif dimension is Dimension.FUNDER:
        for level, part in funder_parts(line.payers, amount, amounts_split=alone):
            yield (level,), part
    elif dimension is Dimension.YEAR:
        yield from _year_parts(line, amount)
    else:
        yield (Level(dimension, _value(line, dimension)),), amount


def _axis_levels(line: Line, path: Path) -> Iterator[Level]:
    if not any(level.dimension is Dimension.AGREEMENT for level in path):
        yield Level(Dimension.AXIS, None, line.agreement)
    for axis in line.axes:
        yield Level(Dimension.AXIS, axis, line.agreement)


def _value(line: Line, dimension: Dimension) -> str | None:
    values = {
        Dimension.AGREEMENT: line.agreement,
        Dimension.SECTION: line.section,
        Dimension.THEME: line.theme,
        Dimension.TERRITORY: line.territory,
        Dimension.STAGE: str(line.basis.stage),
    }
    return values[dimension]


def _year_parts(line: Line, amount: Amount | None) -> Iterator[tuple[Path, Amount | None]]:
    if amount is None or not line.schedule:
        years = years_of(line)
        # Never spread: a period of several years is a group of its own.
        yield (Level(Dimension.YEAR, years[0] if len(years) == 1 else str(line.period or "") or None),), amount
        return
    for year, part in line.schedule:
        if amount == line.amount:
            yield (Level(Dimension.YEAR, str(year)),), part
        elif line.amount is not None:
            # A share of the line that is asked for by year: the share of each year, exact while percentages are.
            yield (Level(Dimension.YEAR, str(year)),), _portion(part, amount, line.amount)


def _portion(part: Amount, share: Amount, whole: Amount) -> Amount:
    if not (share.is_exact and whole.is_exact) or not whole.low.euros:
        return spanning(NIL, part.high)
    return scaled(part, Fraction(share.low.euros) / Fraction(whole.low.euros))


def scaled(amount: Amount, low: Fraction, high: Fraction | None = None) -> Amount:
    """Return an amount times a ratio (or an interval of ratios), rounded outward to the cent where it must be."""
    factor = low if high is None else high
    return spanning(
        bound_below(Fraction(amount.low.euros) * low, reached=amount.low.reached),
        None if amount.high is None else bound_above(Fraction(amount.high.euros) * factor, reached=amount.high.reached),
    )


def funder_parts(
    payers: tuple[Payer, ...], amount: Amount | None, *, amounts_split: bool = True
) -> list[tuple[Level, Amount | None]]:
    """Return who pays which part: a sole funder all of it, stated shares to each, the rest to one joint group.

    ``amounts_split`` says whether shares stated as amounts may be used (they are of the whole line, not of a year).
    """
    if not payers:
        return [(Level(Dimension.FUNDER, None), amount)]
    if len(payers) == 1 and payers[0].share is None:
        return [(Level(Dimension.FUNDER, payers[0].name), amount)]
    if amount is None or (not amounts_split and any(isinstance(payer.share, Amount) for payer in payers)):
        return [(_joint([payer.name for payer in payers]), amount)]
    found: list[tuple[Level, Amount | None]] = []
    stated = NOTHING
    for payer in payers:
        if payer.share is not None:
            part = share_of(payer.share, amount)
            stated = stated + part
            found.append((Level(Dimension.FUNDER, payer.name), part))
    rest = _rest(payers, amount, stated)
    without = [payer.name for payer in payers if payer.share is None]
    if without:
        found.append((_joint(without) if len(without) > 1 else Level(Dimension.FUNDER, without[0]), rest))
    elif rest.high is None or rest.high.euros:
        found.append((Level(Dimension.FUNDER, None), rest))
    return found


def _rest(payers: tuple[Payer, ...], amount: Amount, stated: Amount) -> Amount:
    """Return what is left; beside 40 % it is 60 % of the same figure, whichever figure of a range that is."""
    shares = [payer.share for payer in payers if payer.share is not None]
    exact = [share.low for share in shares if isinstance(share, Ratio) and share.is_exact and share.low is not None]
    if len(exact) == len(shares) and sum(exact) <= 1:
        return scaled(amount, 1 - sum(exact, Fraction(0)))
    return remainder(amount, stated)


def _joint(names: list[str]) -> Level:
    if len(names) == 1:
        return Level(Dimension.FUNDER, names[0])
    return Level(Dimension.FUNDER, JOINT.join(names), joint=frozenset(names))


def share_of(share: Amount | Ratio, amount: Amount) -> Amount:
    """Return a stated share in euros; a percentage is of the whole figure, exactly."""
    if isinstance(share, Amount):
        return share
    return scaled(amount, share.low or Fraction(0), share.high if share.high is not None else Fraction(1))


def remainder(amount: Amount, stated: Amount) -> Amount:
    """Return what is left of an amount after the stated parts, never below nothing."""
    low = NIL
    if stated.high is not None and amount.low.euros > stated.high.euros:
        low = amount.low + -stated.high
    high = None if amount.high is None else amount.high + -stated.low
    if high is not None and high.euros < 0:
        high = NIL
    return spanning(low, high)
