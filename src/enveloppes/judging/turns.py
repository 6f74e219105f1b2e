"""Yearly lines that lie in each other but do not run in the same years: what stands in which years.

What is 6 M€ in 2021 and what is 6 M€ in 2022 never come to 12 M€ a year (docs/decisions/0044).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from enveloppes.agreements.basis import Rhythm
from enveloppes.agreements.dates import Period
from enveloppes.judging.lines import Line


def has_years(line: Line) -> bool:
    """Say whether a line is a figure for each of some years."""
    return line.basis.rhythm is Rhythm.YEARLY and line.period is not None


def runs_in(line: Line, years: Period | None) -> bool:
    """Say whether a line may stand in some years (None: any); all do but yearly ones that have none of them."""
    return years is None or line.period is None or not has_years(line) or line.period.overlaps(years)


def stretches(tree: Iterable[Line]) -> Iterator[Period]:
    """Yield the years of a tree in stretches that no yearly line begins or ends in; none where all run alike."""
    periods = {line.period for line in tree if line.period is not None and has_years(line)}
    if len(periods) <= 1:
        return
    starts = {one.first for one in periods} | {None if one.last is None else one.last + 1 for one in periods}
    for first, after in pairwise((None, *sorted(year for year in starts if year is not None), None)):
        years = Period(first, None if after is None else after - 1)
        if any(one.overlaps(years) for one in periods):
            yield years


def in_years(line: Line, years: Period) -> Line:
    """Return a line as it stands in some years: a yearly one that has none of them is as one without an amount."""
    if not has_years(line):
        return line
    return line._replace(period=None, amount=line.amount if runs_in(line, years) else None)
