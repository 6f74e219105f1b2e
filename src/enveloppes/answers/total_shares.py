"""The share of the total that each group has: x / (x + rest), where the rest is what stands in no line of the group."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from enveloppes.answers.grouping import Path, fraction_in
from enveloppes.answers.total_groups import Groups
from enveloppes.judging.counting import Counted
from enveloppes.money.amount import EXACT, ZERO, Amount, Bound, spanning
from enveloppes.money.part_of_whole import Portion, share_inside, share_of_whole
from enveloppes.money.ratio import Ratio

_ALL, _NOTHING = Fraction(1), Fraction(0)


class _Ends(NamedTuple):
    """A sum that amounts can be taken from again: its ends, and how many of its terms do not reach (or have) them."""

    low: Decimal = ZERO
    high: Decimal = ZERO
    open_lows: int = 0
    open_highs: int = 0
    unbounded: int = 0

    def with_(self, amounts: Iterable[Amount], sign: int) -> _Ends:
        low, high, open_lows, open_highs, unbounded = self
        for amount in amounts:
            low = EXACT.fma(sign, amount.low.euros, low)
            open_lows += sign * (not amount.low.reached)
            if amount.high is None:
                unbounded += sign
            else:
                high = EXACT.fma(sign, amount.high.euros, high)
                open_highs += sign * (not amount.high.reached)
        return _Ends(low, high, open_lows, open_highs, unbounded)

    @property
    def amount(self) -> Amount:
        return spanning(
            Bound(self.low, not self.open_lows), None if self.unbounded else Bound(self.high, not self.open_highs)
        )


class Shares:
    """The shares of the groups of one basis; what all of them need is worked out once."""

    def __init__(self, groups: Groups) -> None:
        """Find which root each line of the selection lies in, and what the roots come to."""
        self._groups = groups
        self._root = groups.nodes[()]
        counted = self._root.counted
        self._roots: Mapping[str, Amount] = counted.roots if counted is not None else {}
        self._ends = _Ends().with_(self._roots.values(), 1)
        self._top: dict[str, str] = {}
        self._trees: dict[str, list[str]] = {}
        if counted is not None:
            for key in self._root.chosen:
                top = self._top_of(key, counted)
                self._top[key] = top
                self._trees.setdefault(top, []).append(key)

    @staticmethod
    def _top_of(key: str, counted: Counted) -> str:
        while key in counted.within:
            key = counted.within[key].line.id
        return key

    def of(self, path: Path) -> Ratio | None:
        """Return a group's share of the whole; None where there is no money at all.

        A line of which the group has a known fraction moves both alike. Where a container of the group's lines stands
        above the group, the group lies in the whole instead of beside a rest.
        """
        node, root = self._groups.nodes[path], self._root
        if node.counted is None or root.counted is None:
            return None
        part, whole = node.counted.amount, root.counted.amount
        if any(key in root.counted.within and key not in node.counted.within for key in node.chosen):
            return share_inside(part, whole)
        if part.is_exact and whole.is_exact and whole.low.euros:
            share = Fraction(part.low.euros) / Fraction(whole.low.euros)
            return Ratio(share, share)
        return share_of_whole(self._portions(path))

    def _portions(self, path: Path) -> list[Portion]:
        node, root = self._groups.nodes[path], self._root
        tops = dict.fromkeys(self._top[key] for key in node.chosen)
        inside: dict[str, Amount] = {}
        outside: dict[str, Amount] = {}
        portions = [Portion(_NOTHING, self._ends.with_((self._roots[top] for top in tops), -1).amount)]
        is_whole = not node.has_parts and sum(len(self._trees[top]) for top in tops) == len(node.chosen)
        if is_whole and node.counted is not None:
            return [*portions, Portion(_ALL, node.counted.amount)]
        for key in (key for top in tops for key in self._trees[top]):
            amount, part = root.chosen[key], node.chosen.get(key)
            fraction = None if part is None or len(self._trees[self._top[key]]) > 1 else self._fraction(key, path)
            if fraction is not None:
                portions.append(Portion(fraction, amount))
                continue
            if part is not None:
                inside[key] = part
            if part is not amount:
                rest = amount if part is None else self._groups.beside(key, path)
                if rest is not None:
                    outside[key] = rest
        for chosen, of in ((inside, _ALL), (outside, _NOTHING)):
            if chosen:
                portions.append(Portion(of, self._groups.come_to(chosen)))
        return portions

    def _fraction(self, key: str, path: Path) -> Fraction | None:
        is_whole = self._groups.nodes[path].chosen[key] is self._root.chosen[key]
        return _ALL if is_whole else fraction_in(self._groups.line_of[key], path)
