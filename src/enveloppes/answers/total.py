"""What the lines of a register come to, by basis and by groups, each euro once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from enveloppes.agreements.basis import Basis
from enveloppes.agreements.register import Register
from enveloppes.answers import total_notes
from enveloppes.answers.grouping import Path
from enveloppes.answers.query import Note, Query
from enveloppes.answers.selecting import Selected, in_years, select
from enveloppes.judging.containment import Containment
from enveloppes.judging.counting import Counted, count
from enveloppes.judging.lines import Line, Lines, Standing, lines
from enveloppes.money.amount import Amount
from enveloppes.money.ratio import Ratio

if TYPE_CHECKING:
    from enveloppes.answers.over import Over
    from enveloppes.answers.over_pieces import Pieces
    from enveloppes.answers.total_groups import Groups


class Tally(NamedTuple):
    """How many lines stand behind a figure: with one, without one, and not yet stated at the date."""

    envelopes: int
    unstated: int
    not_yet: int


class BasisTotal(NamedTuple):
    """The total of one basis; ``amount`` is None where no line of it has a figure."""

    basis: Basis
    amount: Amount | None
    tally: Tally


class Group(NamedTuple):
    """One group of one basis: its path of levels from the outermost in, its figure, its share of the basis' total.

    ``share`` is None where groups side by side overlap or contradict a figure, so that no shares
    add up, and where there is no money.
    """

    path: Path
    basis: Basis
    amount: Amount | None
    tally: Tally
    share: Ratio | None


class ContextFigure(NamedTuple):
    """A figure quoted beside: its line, in no total."""

    line: Line


class Total(NamedTuple):
    """The answer: totals per basis, groups per basis, what was counted in several groups, context, notes.

    ``counted`` gives, per basis, where each line of the selection was counted, or each of its pieces where ``over``
    took it apart (for ``--explain``).
    """

    query: Query
    selected: Selected
    containment: Containment
    totals: tuple[BasisTotal, ...]
    groups: tuple[Group, ...]
    counted_twice: tuple[tuple[Basis, Amount], ...]
    context: tuple[ContextFigure, ...]
    notes: tuple[Note, ...]
    counted: tuple[tuple[Basis, Counted], ...]
    everything: Lines
    over: Over | None


def total(register: Register, query: Query) -> Total:
    """Answer what the selected lines come to; raises UnanswerableError where the question makes no sense."""
    return total_of(register, lines(register, query.as_of), query)


def total_of(register: Register, everything: Lines, query: Query) -> Total:
    """Answer for lines that were already drawn up."""
    over = _over(everything, query)
    everything = everything if over is None else over.lines
    containment = Containment(everything) if over is None else over.containment
    pieces: Pieces = {} if over is None else over.pieces
    notes = () if over is None else over.notes
    selected = select(register, everything, query.where)
    selected = selected._replace(lines=tuple(in_years(line, query.where) for line in selected.lines))
    own = [line for line in selected.lines if not line.is_context]
    found = [
        _of_basis(basis, containment, pieces, [line for line in own if line.basis == basis], query)
        for basis in sorted({line.basis for line in own}, key=Basis.sort_key)
    ]
    twice = [(one.total.basis, one.twice) for one in found if one.twice is not None]
    shown = tuple(ContextFigure(line) for line in selected.lines if line.is_context) if query.with_context else ()
    with_figures = tuple(one.total.basis for one in found if one.total.amount is not None)
    said = total_notes.notes(query, selected, with_figures, containment, twice)
    return Total(
        query,
        selected,
        containment,
        tuple(one.total for one in found),
        tuple(group for one in found for group in one.groups),
        tuple(twice),
        shown,
        (*said, *(note for one in found for note in one.notes), *selected.notes, *notes),
        tuple((one.total.basis, one.counted) for one in found),
        everything,
        over,
    )


def _over(everything: Lines, query: Query) -> Over | None:
    if query.over is None:
        return None
    from enveloppes.answers.over import over_years

    return over_years(everything, query.over)


class _OfBasis(NamedTuple):
    """What one basis comes to, with its groups, what stands in two of them, and notes on them."""

    total: BasisTotal
    counted: Counted
    groups: tuple[Group, ...] = ()
    twice: Amount | None = None
    notes: tuple[Note, ...] = ()


def _of_basis(basis: Basis, containment: Containment, pieces: Pieces, members: list[Line], query: Query) -> _OfBasis:
    chosen = _chosen(containment, pieces, members)
    counted = count(containment, chosen, basis.stage)
    total = BasisTotal(basis, counted.amount if chosen else None, tally(members))
    apart = tuple(total_notes.years_apart(line for line in members if line.id in counted.roots))
    if not query.by:
        return _OfBasis(total, counted, notes=apart)
    from enveloppes.answers.total_group_notes import group_notes
    from enveloppes.answers.total_groups import Chosen, Groups

    grouped = Groups(Chosen(containment, basis.stage, members, pieces, counted), query.by)
    overlap = grouped.overlap()
    groups = _groups(grouped, basis, with_shares=overlap is None and not grouped.exceeded())
    return _OfBasis(total, counted, tuple(groups), overlap, (*apart, *group_notes(grouped)))


def _chosen(containment: Containment, pieces: Pieces, members: list[Line]) -> dict[str, Amount]:
    """Return the figures to count, those of lines that were taken apart by their pieces."""
    if not pieces:
        return {line.id: line.amount for line in members if line.amount is not None}
    from enveloppes.answers.over_pieces import apart

    return {
        key: amount
        for line in members
        if line.amount is not None
        for key, amount in apart(pieces, containment.lines, line, line.amount)
    }


def tally(found: Iterable[Line]) -> Tally:
    """Count lines by their standing."""
    standings = [line.standing for line in found]
    return Tally(*(standings.count(one) for one in (Standing.STATED, Standing.UNSTATED, Standing.NOT_YET)))


def _groups(grouped: Groups, basis: Basis, *, with_shares: bool) -> Iterator[Group]:
    from enveloppes.answers.total_shares import Shares

    shares = Shares(grouped) if with_shares else None
    for path in grouped.paths():
        node = grouped.nodes[path]
        share = shares.of(path) if shares is not None else None
        yield Group(path, basis, node.amount, tally(node.members.values()), share)
