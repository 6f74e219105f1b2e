"""Which selections of a stage may share a line: found by sweeping the codes they ask about, not pair by pair."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from enveloppes.agreements.ledger import TrackedStage
from enveloppes.agreements.where import Pattern
from enveloppes.ledgers.selections import Selection

Pair = tuple[int, int]


def overlapping(selections: Sequence[Selection]) -> list[Pair]:
    """Return the pairs, by their places, that may share a line that counts for both; a pair left out never does."""
    found: list[Pair] = []
    for stage in TrackedStage:
        places = [place for place, one in enumerate(selections) if one.stage is stage]
        pairs = _candidates(selections, places)
        found.extend(pair for pair in pairs if selections[pair[0]].meets(selections[pair[1]]))
    return found


def _candidates(selections: Sequence[Selection], places: Sequence[int]) -> list[Pair]:
    """Return the pairs whose codes of one part overlap: of the part that all ask about and that tells most apart."""
    conditions = [dict(condition.cells) for place in places for condition in selections[place].conditions]
    common = frozenset.intersection(*(frozenset(cells) for cells in conditions)) if conditions else frozenset()
    if not common:
        return list(combinations(places, 2))
    part = max(sorted(common), key=lambda one: len({cells[one] for cells in conditions}))
    spans = sorted(
        (pattern.low, _end(pattern), place)
        for place in places
        for condition in selections[place].conditions
        for pattern in dict(condition.cells)[part]
    )
    return sorted(set(_swept(spans)))


def _end(pattern: Pattern) -> tuple[bool, str]:
    """Return the first text behind a pattern, in an order in which « no end » comes last."""
    if pattern.exact:
        return False, pattern.low + "\0"
    return pattern.below is None, pattern.below or ""


def _swept(spans: Sequence[tuple[str, tuple[bool, str], int]]) -> Iterator[Pair]:
    open_spans: list[tuple[tuple[bool, str], int]] = []
    for low, end, place in spans:
        open_spans = [one for one in open_spans if one[0] > (False, low)]
        for _, other in open_spans:
            if other != place:
                yield min(place, other), max(place, other)
        open_spans.append((end, place))
