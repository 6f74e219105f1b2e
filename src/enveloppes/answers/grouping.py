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
from enveloppes.answers.splitting import is_split, rest_of, share_of
from enveloppes.judging.lines import Line, Payer
from enveloppes.language.message import Message, say
from enveloppes.money.amount import NIL, Amount, spanning
from enveloppes.money.ratio import Ratio, scaled

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
    if amount is None or line.amount is None or not line.schedule:
        years = years_of(line)
        # Never spread: a period of several years is a group of its own.
        yield (Level(Dimension.YEAR, years[0] if len(years) == 1 else str(line.period or "") or None),), amount
        return
    parts = [part for _, part in line.schedule]
    places = [Level(Dimension.YEAR, str(year)) for year, _ in line.schedule]
    if not is_split(line.amount, parts):
        # What no year of the schedule has is in the total, and so in a group.
        parts.append(rest_of(line.amount, parts))
        places.append(Level(Dimension.YEAR, None))
    for place, part in zip(places, parts, strict=True):
        # A share of the line that is asked for by year: the share of each year, exact while percentages are.
        yield (place,), part if amount == line.amount else _portion(part, amount, line.amount)


def _portion(part: Amount, share: Amount, whole: Amount) -> Amount:
    if not (share.is_exact and whole.is_exact) or not whole.low.euros:
        return spanning(NIL, part.high)
    return scaled(part, Fraction(share.low.euros) / Fraction(whole.low.euros))


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
    stated = [(payer.name, payer.share) for payer in payers if payer.share is not None]
    found: list[tuple[Level, Amount | None]] = [
        (Level(Dimension.FUNDER, name), share_of(share, amount)) for name, share in stated
    ]
    shares = [share for _, share in stated]
    without = [payer.name for payer in payers if payer.share is None]
    if without:
        found.append((_joint(without), rest_of(amount, shares)))
    elif not is_split(amount, shares):
        found.append((Level(Dimension.FUNDER, None), rest_of(amount, shares)))
    return found


def _joint(names: list[str]) -> Level:
    if len(names) == 1:
        return Level(Dimension.FUNDER, names[0])
    return Level(Dimension.FUNDER, JOINT.join(names), joint=frozenset(names))


def fraction_in(line: Line, path: Path) -> Fraction | None:
    """Return which part of a line's figure, whatever that is, a group has; None where no such part is known."""
    fraction = Fraction(1)
    for level in path:
        if level.dimension is Dimension.YEAR and line.schedule:
            return None
        if level.dimension is Dimension.FUNDER:
            own = _fraction_of(line.payers, level)
            if own is None:
                return None
            fraction *= own
    return fraction


def _fraction_of(payers: tuple[Payer, ...], level: Level) -> Fraction | None:
    stated = [(payer.name, payer.share) for payer in payers if payer.share is not None]
    if not stated:
        return Fraction(1)
    fractions = [
        (name, share.low)
        for name, share in stated
        if isinstance(share, Ratio) and share.is_exact and share.low is not None
    ]
    if len(fractions) < len(stated):
        return None
    without = [payer.name for payer in payers if payer.share is None]
    rest = _joint(without) if without else Level(Dimension.FUNDER, None)
    own = sum((fraction for name, fraction in fractions if name == level.value and not level.joint), Fraction(0))
    if level == rest:
        own += max(Fraction(0), 1 - sum((fraction for _, fraction in fractions), Fraction(0)))
    return own
