"""What is asked of a ledger, and the expressions that answer: sums, lines claimed twice, where bad cells stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from operator import add, or_

import narwhals as nw

from enveloppes.agreements.ledger import TrackedStage
from enveloppes.agreements.where import Pattern
from enveloppes.ledgers.expression import FILE, LINES, Frame, bad, cell_is, pattern_is, selected, tree
from enveloppes.ledgers.overlaps import Pair
from enveloppes.ledgers.selections import NO_YEAR, Cells, Selection

_FEW = 12
_MANY_PAIRS = 300
_MOST_SHOWN = 1000


@dataclass(frozen=True, slots=True)
class Query:
    """What is asked of a ledger: sums of columns of euros for each selection, apart by the parts in ``keys``.

    ``columns`` names the columns of euros that each selection adds up; ``rivals`` are the pairs of selections of a
    stage that no line may be in both of, by their places in ``selections``. ``fallible`` are the columns of euros in
    which a cell may be bad, ``irrelevant`` the budget documents that tell none of the stages.
    """

    selections: tuple[Selection, ...]
    columns: tuple[tuple[str, ...], ...]
    keys: tuple[str, ...]
    rivals: Mapping[TrackedStage, tuple[Pair, ...]] = field(default_factory=dict)
    fallible: tuple[str, ...] = ()
    irrelevant: tuple[str, ...] = ()

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

    Lines that look alike are added up first: lines of the same selections where these are few, lines of the same cells
    where they are many. So what many envelopes cost grows with what they distinguish, and not with the lines.
    """
    shared = _shared_cells(query.selections)
    # In one step: an engine looks at every step, which is most of what a small ledger costs.
    asked = [*_relevant(query), *(cell_is(part, patterns) for part, patterns in shared)]
    kept = frame.filter(*asked) if asked else frame
    tests = [selected(selection, without=shared) for selection in query.selections]
    if len(tests) <= _FEW:
        flags = [f"in{index}" for index in range(len(tests))]
        wanted = (*query.euros, *map(bad, query.fallible))
        kept = kept.select(*query.keys, *wanted, *(test.alias(flag) for flag, test in zip(flags, tests, strict=True)))
        tests = [nw.col(flag) for flag in flags]
        kept = kept.filter(tree(or_, tests))
        alike: Sequence[str] = (*query.keys, *flags)
    else:
        kept = _narrowed(kept, query.selections)
        alike = query.parts
    sums = [nw.col(name).sum() for name in (*query.euros, *map(bad, query.fallible))]
    kept = kept.group_by(*alike).agg(*sums, nw.len().alias(LINES))
    return kept.group_by(*query.keys).agg(*_each(query, tests))


def _each(query: Query, tests: Sequence[nw.Expr]) -> Iterator[nw.Expr]:
    for index, (test, names) in enumerate(zip(tests, query.columns, strict=True)):
        yield nw.when(test).then(nw.col(LINES)).sum().alias(f"s{index}_lines")
        for name in names:
            yield nw.when(test).then(nw.col(name)).sum().alias(f"s{index}_{name}")
            if name in query.fallible:
                yield nw.when(test).then(nw.col(bad(name))).sum().alias(f"s{index}_{bad(name)}")
    for stage, pairs in query.rivals.items():
        yield nw.when(_in_two(tests, pairs)).then(nw.col(LINES)).sum().alias(rival_lines(stage))


def _relevant(query: Query) -> Iterator[nw.Expr]:
    """Yield what leaves out the budget documents that are known to tell none of the stages, as usually spelled."""
    if "document" in query.keys and query.irrelevant:
        usual = [spelled for word in query.irrelevant for spelled in (word, word.capitalize(), word.upper())]
        document = nw.col("document")
        yield ~document.is_in(usual) | document.is_null()


def _shared_cells(selections: Sequence[Selection]) -> Cells:
    """Return what every condition of every selection asks alike: asked once, for all of them."""
    conditions = [condition for selection in selections for condition in selection.conditions]
    return tuple(cell for cell in conditions[0].cells if all(cell in other.cells for other in conditions))


def rival_lines(stage: TrackedStage) -> str:
    """Return the name of the count of lines that two selections of a stage may both claim."""
    return f"rivals_{stage.value}"


def suspects(frame: Frame, query: Query, stage: TrackedStage) -> Frame:
    """Return what the lines that two selections of a stage may both claim look like, by file, and how many they are."""
    doubled = frame.filter(_in_two([selected(selection) for selection in query.selections], query.rivals[stage]))
    return doubled.group_by(*query.parts, FILE).agg(nw.len().alias(LINES)).head(_MOST_SHOWN)


def spoilt_files(frame: Frame, query: Query, unknown: Mapping[str, Iterable[str]]) -> Frame:
    """Return the files that hold a bad cell of euros, no year, or an unknown word, in a line that is selected."""
    spoilt = [nw.col(bad(name)) > 0 for name in query.fallible]
    for part, words in unknown.items():
        spoilt.append(nw.col(part).is_in(sorted(words)))
        spoilt.append(nw.col(part).is_null())
    if "year" in query.parts:
        spoilt.extend((nw.col("year") == NO_YEAR, nw.col("year").is_null()))
    lines = _narrowed(frame, query.selections).filter(tree(or_, spoilt))
    return lines.group_by(FILE).agg(nw.len().alias(LINES)).head(_MOST_SHOWN)


def _narrowed(frame: Frame, selections: Sequence[Selection]) -> Frame:
    """Leave out what no selection can want; of many selections, by what they all ask about."""
    if len(selections) <= _FEW:
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


def _in_two(tests: Sequence[nw.Expr], pairs: Sequence[Pair]) -> nw.Expr:
    """Return whether a line may be in two rival selections; of many pairs, whether it is in two at all."""
    if len(pairs) <= _MANY_PAIRS:
        return tree(or_, [tests[one] & tests[other] for one, other in pairs])
    places = sorted({place for pair in pairs for place in pair})
    times = [nw.when(tests[place]).then(nw.lit(1)).otherwise(nw.lit(0)) for place in places]
    return tree(add, times) > 1
