"""What is asked of a ledger, and the expressions that answer: sums, lines claimed twice, where bad cells stand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from operator import add, or_

import narwhals as nw

from enveloppes.agreements.ledger import TrackedStage
from enveloppes.agreements.where import Pattern
from enveloppes.ledgers.expression import FILE, LINES, Frame, bad, pattern_is, selected, tree
from enveloppes.ledgers.selections import NO_YEAR, Selection

_FEW = 2
_MANY = 16
_MANY_PAIRS = 300
_MOST_SHOWN = 1000
Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Query:
    """What is asked of a ledger: sums of columns of euros for each selection, apart by the parts in ``keys``.

    ``columns`` names the columns of euros that each selection adds up; ``rivals`` are the pairs of selections of a
    stage that no line may be in both of, by their places in ``selections``.
    """

    selections: tuple[Selection, ...]
    columns: tuple[tuple[str, ...], ...]
    keys: tuple[str, ...]
    rivals: Mapping[TrackedStage, tuple[Pair, ...]] = field(default_factory=dict)

    @property
    def euros(self) -> tuple[str, ...]:
        """Every column of euros that some selection adds up."""
        return tuple(dict.fromkeys(name for names in self.columns for name in names))

    @property
    def parts(self) -> tuple[str, ...]:
        """Every part of a line that is asked about."""
        asked = frozenset().union(*(selection.parts for selection in self.selections))
        return tuple(dict.fromkeys((*self.keys, *sorted(asked))))


def totals(frame: Frame, query: Query) -> Frame:
    """Return one row for each value of the keys: lines, sums and bad cells of each selection, lines of two rivals.

    Lines that look alike are added up first, so that the cost of many selections grows with what they distinguish and
    not with the lines.
    """
    euros = query.euros
    kept = _narrowed(frame, query.selections)
    if len(query.selections) > _FEW:
        sums = [nw.col(name).sum() for name in euros]
        bads = [nw.col(bad(name)).sum() for name in euros]
        kept = kept.group_by(*query.parts).agg(*sums, *bads, nw.len().alias(LINES))
    else:
        kept = kept.with_columns(nw.lit(1).alias(LINES))
    each: list[nw.Expr] = []
    for index, (selection, names) in enumerate(zip(query.selections, query.columns, strict=True)):
        chosen = selected(selection)
        each.append(nw.when(chosen).then(nw.col(LINES)).sum().alias(f"s{index}_lines"))
        for name in names:
            each.append(nw.when(chosen).then(nw.col(name)).sum().alias(f"s{index}_{name}"))
            each.append(nw.when(chosen).then(nw.col(bad(name))).sum().alias(f"s{index}_{bad(name)}"))
    each.extend(
        nw.when(_in_two(query, pairs)).then(nw.col(LINES)).sum().alias(rival_lines(stage))
        for stage, pairs in query.rivals.items()
    )
    return kept.group_by(*query.keys).agg(*each)


def rival_lines(stage: TrackedStage) -> str:
    """Return the name of the count of lines that two selections of a stage may both claim."""
    return f"rivals_{stage.value}"


def suspects(frame: Frame, query: Query, stage: TrackedStage) -> Frame:
    """Return what the lines that two selections of a stage may both claim look like, by file, and how many they are."""
    doubled = frame.filter(_in_two(query, query.rivals[stage]))
    return doubled.group_by(*query.parts, FILE).agg(nw.len().alias(LINES)).head(_MOST_SHOWN)


def spoilt_files(frame: Frame, query: Query, unknown: Mapping[str, Iterable[str]]) -> Frame:
    """Return the files that hold a bad cell of euros, no year, or an unknown word, in a line that is selected."""
    spoilt = [nw.col(bad(name)) > 0 for name in query.euros]
    for part, words in unknown.items():
        spoilt.append(nw.col(part).is_in(sorted(words)))
        spoilt.append(nw.col(part).is_null())
    if "year" in query.parts:
        spoilt.extend((nw.col("year") == NO_YEAR, nw.col("year").is_null()))
    lines = _narrowed(frame, query.selections).filter(tree(or_, spoilt))
    return lines.group_by(FILE).agg(nw.len().alias(LINES)).head(_MOST_SHOWN)


def _narrowed(frame: Frame, selections: Sequence[Selection]) -> Frame:
    """Leave out what no selection can want; of many selections, by what they all ask about."""
    if len(selections) <= _MANY:
        return frame.filter(tree(or_, [selected(selection) for selection in selections]))
    conditions = [dict(condition.cells) for selection in selections for condition in selection.conditions]
    for part in sorted(frozenset.intersection(*(frozenset(cells) for cells in conditions)) - {"year"}):
        patterns = dict.fromkeys(pattern for cells in conditions for pattern in cells[part])
        frame = frame.filter(pattern_is(nw.col(part), merged(patterns)))
    return frame


def merged(patterns: Iterable[Pattern]) -> list[Pattern]:
    """Return the fewest patterns that hold the same texts."""
    listed = list(patterns)
    spans: list[Pattern] = []
    for pattern in sorted((one for one in listed if not one.exact), key=lambda one: one.low):
        last = spans[-1] if spans else None
        if last is None or (last.below is not None and last.below < pattern.low):
            spans.append(pattern)
        elif last.below is not None:
            below = None if pattern.below is None else max(last.below, pattern.below)
            spans[-1] = Pattern(last.low, below, exact=False, text="")
    exact = [one for one in listed if one.exact and not any(span.holds(one.low) for span in spans)]
    return [*exact, *spans]


def _in_two(query: Query, pairs: Sequence[Pair]) -> nw.Expr:
    """Return whether a line may be in two rival selections; of many pairs, whether it is in two at all."""
    if len(pairs) <= _MANY_PAIRS:
        one_and_other = [selected(query.selections[one]) & selected(query.selections[other]) for one, other in pairs]
        return tree(or_, one_and_other)
    places = sorted({place for pair in pairs for place in pair})
    times = [nw.when(selected(query.selections[place])).then(nw.lit(1)).otherwise(nw.lit(0)) for place in places]
    return tree(add, times) > 1
