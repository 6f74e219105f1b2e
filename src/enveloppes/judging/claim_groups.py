"""Claims judged group by group: what no relation links cannot settle or contradict each other.

A register of thousands of agreements is thousands of small questions, not one large one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from enveloppes.agreements.register import PlacedClaim
from enveloppes.judging.bounds import SumIs
from enveloppes.judging.claim_relations import ids_of
from enveloppes.judging.claims import ClaimJudge, Derived, Judged
from enveloppes.judging.containment import Containment


@dataclass(slots=True)
class _Group:
    """Lines that hang together, in reading order, with the claims and the stated totals that are about them."""

    ids: list[str] = field(default_factory=list)
    claims: list[PlacedClaim] = field(default_factory=list)
    totals: list[SumIs] = field(default_factory=list)


def judge_claims(
    containment: Containment, claims: Sequence[PlacedClaim], totals: Sequence[SumIs]
) -> tuple[tuple[Judged, ...], tuple[Derived, ...]]:
    """Return every claim with its verdict, in the order given, and the bounds that follow, in reading order."""
    judged: dict[int, Judged] = {}
    derived: dict[str, Derived] = {}
    for group in _groups(containment, claims, totals):
        judge = ClaimJudge(containment, group.claims, group.totals, group.ids)
        judged.update((id(placed), one) for placed, one in zip(group.claims, judge.judged, strict=True))
        derived.update((one.id, one) for one in judge.derived)
    order = [line.id for line in containment.lines] if derived else []
    return tuple(judged[id(placed)] for placed in claims), tuple(derived[key] for key in order if key in derived)


def _groups(containment: Containment, claims: Sequence[PlacedClaim], totals: Sequence[SumIs]) -> Iterable[_Group]:
    roots = _Roots()
    known = containment.lines.by_id
    for line in containment.lines.linked:
        if line.link is not None and line.link.container in known:
            roots.join((line.id, line.link.container))
    for total in totals:
        roots.join((*total.members, *total.possible))
    for placed in claims:
        roots.join(ids_of(placed.claim))
    found: dict[str, _Group] = {}
    for line in containment.lines:
        if line.id in roots:
            found.setdefault(roots.root(line.id), _Group()).ids.append(line.id)
    for total in totals:
        if total.members or total.possible:
            found[roots.root((*total.members, *total.possible)[0])].totals.append(total)
    counted = _Group()
    for placed in claims:
        ids = ids_of(placed.claim)
        (found[roots.root(ids[0])] if ids else counted).claims.append(placed)
    return (*found.values(), counted) if counted.claims else found.values()


class _Roots:
    """Which ids hang together: each leads, over others, to the one that stands for all of them."""

    def __init__(self) -> None:
        self._above: dict[str, str] = {}

    def __contains__(self, key: str) -> bool:
        return key in self._above

    def root(self, key: str) -> str:
        """Return the id that stands for all that hang together with this one."""
        top = key
        while self._above[top] != top:
            top = self._above[top]
        while self._above[key] != top:
            self._above[key], key = top, self._above[key]
        return top

    def join(self, keys: Sequence[str]) -> None:
        """Note that some ids hang together."""
        for key in keys:
            self._above.setdefault(key, key)
            self._above[self.root(key)] = self.root(keys[0])
