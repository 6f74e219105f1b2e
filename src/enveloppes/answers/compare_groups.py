"""Sides matched by a dimension: groups of both, each basis on a row of its own, with their envelopes below.

Different agreements are compared by theme at the COFOG division unless asked otherwise; ``--by theme`` shows the codes
as written below their divisions. What has no value of the dimension is no counterpart of anything.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from enveloppes.agreements.basis import Basis
from enveloppes.answers.compare_change import change_of_total, percent_of, percent_of_total, sum_of
from enveloppes.answers.compare_result import Row, Status
from enveloppes.answers.compare_sides import Side
from enveloppes.answers.grouping import Level, Path, placements
from enveloppes.answers.query import Dimension
from enveloppes.judging.lines import Line
from enveloppes.money.amount import UNCHANGED, Amount, Change, difference

_SORTED = frozenset({Dimension.THEME, Dimension.YEAR, Dimension.TERRITORY})


@dataclass(slots=True)
class Members:
    """The lines of one side in one group, with the part of their figures that falls in it."""

    lines: dict[str, Line] = field(default_factory=dict)
    figures: dict[str, Amount] = field(default_factory=dict)
    leaves: dict[str, Amount | None] = field(default_factory=dict)

    def add(self, line: Line, part: Amount | None, *, is_leaf: bool) -> None:
        """Take a line in; a line that comes twice (two years, two funders) brings both parts."""
        self.lines[line.id] = line
        if part is not None:
            before = self.figures.get(line.id)
            self.figures[line.id] = part if before is None else before + part
        if is_leaf:
            known = self.leaves.get(line.id)
            self.leaves[line.id] = part if known is None or part is None else known + part

    def of(self, basis: Basis) -> dict[str, Amount]:
        """Return the figures of one basis."""
        return {key: amount for key, amount in self.figures.items() if self.lines[key].basis == basis}

    def ids_of(self, basis: Basis) -> list[str]:
        """Return the ids of one basis, those further in included."""
        return [key for key, line in self.lines.items() if line.basis == basis]

    def leaves_of(self, basis: Basis) -> dict[str, Amount | None]:
        """Return the lines of one basis that lie in no group further in, with their parts."""
        return {key: amount for key, amount in self.leaves.items() if self.lines[key].basis == basis}


Groups = dict[Path, Members]


def groups_of(side: Side, by: Dimension | None) -> Groups:
    """Return the groups of a side by their paths, outer ones included; context is in none."""
    found: Groups = {}
    for line in side.own:
        for path, part in _paths(line, side.figure(line), by):
            for depth in range(1, len(path) + 1):
                found.setdefault(path[:depth], Members()).add(line, part, is_leaf=depth == len(path))
    return found


def _paths(line: Line, amount: Amount | None, by: Dimension | None) -> Iterator[tuple[Path, Amount | None]]:
    if by is not None and by is not Dimension.THEME:
        yield from placements(line, amount, (by,))
        return
    division = None if line.theme is None else line.theme.partition(".")[0]
    path: Path = (Level(Dimension.THEME, division),)
    if by is Dimension.THEME and line.theme != division:
        path = (*path, Level(Dimension.THEME, line.theme))
    yield path, amount


def ordered_paths(groups: list[Groups]) -> list[Path]:
    """Return the paths of all sides, each outer one before those in it; codes and years sorted, « none » last."""
    below: dict[Path, dict[Path, None]] = {}
    for side in groups:
        for path in side:
            below.setdefault(path[:-1], {})[path] = None
    found: list[Path] = []
    waiting = list(reversed(_ordered(below.get((), {}))))
    while waiting:
        path = waiting.pop()
        found.append(path)
        waiting.extend(reversed(_ordered(below.get(path, {}))))
    return found


def _ordered(paths: dict[Path, None]) -> list[Path]:
    return sorted(paths, key=_rank)


def _rank(path: Path) -> tuple[bool, str]:
    last = path[-1]
    return is_none(path), (last.value or "") if last.dimension in _SORTED else ""


def is_none(path: Path) -> bool:
    """Say whether a group holds what has no value of the dimension."""
    return path[-1].value is None and path[-1].agreement is None


def bases_of(groups: list[Members]) -> list[Basis]:
    """Return the bases of some groups in their order."""
    return sorted({line.basis for members in groups for line in members.lines.values()}, key=Basis.sort_key)


def rows_by_group(old: Side, new: Side, by: Dimension | None, *, same_data: bool) -> tuple[Row, ...]:
    """Return a row a group and basis, each with its envelopes below it.

    ``same_data``: two states of one agreement, whose totals change as their lines do; else the two are different money
    and their difference is that of two intervals.
    """
    groups = (groups_of(old, by), groups_of(new, by))
    rows: list[Row] = []
    for path in ordered_paths(list(groups)):
        before, after = (side.get(path, Members()) for side in groups)
        # In two states of one thing, what has no value of the dimension is compared with itself.
        is_counterpart = bool(before.lines and after.lines) and (same_data or not is_none(path))
        for basis in bases_of([before, after]):
            pair = _Pair(path, basis, before, after, is_counterpart)
            rows.append(_group_row(pair, old, new, same_data=same_data))
            rows.extend(_envelope_rows(pair))
    return tuple(rows)


@dataclass(frozen=True, slots=True)
class _Pair:
    """A group and basis with its members on both sides."""

    path: Path
    basis: Basis
    before: Members
    after: Members
    is_counterpart: bool


def _group_row(pair: _Pair, old: Side, new: Side, *, same_data: bool) -> Row:
    sums = sum_of(old, pair.basis, pair.before.of(pair.basis)), sum_of(new, pair.basis, pair.after.of(pair.basis))
    was, now = sums[0].amount, sums[1].amount
    change: Change | None = None
    percent = None
    if same_data:
        change = change_of_total(*sums)
        percent = percent_of_total(was, now, change)
    elif was is not None and now is not None and pair.is_counterpart:
        change, percent = difference(now, was), percent_of(was, now) if was != now else None
    is_same = was == now if change is None else change == UNCHANGED
    return Row(
        None,
        pair.path,
        None,
        pair.basis,
        _status(pair.before.ids_of(pair.basis), pair.after.ids_of(pair.basis), is_same=is_same),
        was,
        now,
        change,
        percent,
        depth=len(pair.path) - 1,
        has_counterpart=pair.is_counterpart,
    )


def _status(was: Collection[str], now: Collection[str], *, is_same: bool) -> Status:
    if not was:
        return Status.ADDED
    return Status.REMOVED if not now else Status.UNCHANGED if is_same else Status.CHANGED


def _envelope_rows(pair: _Pair) -> Iterator[Row]:
    """Yield the envelopes of a group and basis as they stand on each side, changes being the group's matter."""
    old, new = pair.before.leaves_of(pair.basis), pair.after.leaves_of(pair.basis)
    for key in dict.fromkeys((*old, *new)):
        was, now = old.get(key), new.get(key)
        shown = (pair.after if key in new else pair.before).lines[key]
        yield Row(
            key,
            pair.path,
            shown.title,
            pair.basis,
            _status([key] if key in old else [], [key] if key in new else [], is_same=was == now),
            was,
            now,
            depth=len(pair.path),
            has_counterpart=pair.is_counterpart,
            old_line=pair.before.lines[key] if key in old else None,
            new_line=pair.after.lines[key] if key in new else None,
        )
