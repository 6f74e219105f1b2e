"""Two agreements, two dates, two versions of the files: what is not the same; and more than two at once.

Two states of the same data are matched by id; different agreements by a dimension, by theme unless asked otherwise.
Never by position, never by amount.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from enveloppes.agreements.basis import Basis
from enveloppes.agreements.register import Register
from enveloppes.answers import compare_notes
from enveloppes.answers.compare_change import change_of_total, percent_of, percent_of_total, sum_of
from enveloppes.answers.compare_elsewhere import elsewhere
from enveloppes.answers.compare_groups import rows_by_group
from enveloppes.answers.compare_matrix import matrix_by_group, matrix_by_id, matrix_totals
from enveloppes.answers.compare_per import Scaled, amount_of, change_of, scaled
from enveloppes.answers.compare_result import Comparison, Matching, Matrix, Question, Row, TotalRow
from enveloppes.answers.compare_rows import rows_by_id
from enveloppes.answers.compare_sides import Operand, Side, side_of
from enveloppes.answers.compare_where import narrowed
from enveloppes.money.amount import difference

Operands = Sequence[tuple[Operand, Register]]


def compare(operands: Operands, question: Question) -> Comparison | Matrix:
    """Answer what is not the same on two sides, or set more than two side by side; raises UnanswerableError."""
    sides = narrowed(_sides(operands, question), question.where)
    same_data = _is_same_data(sides)
    matching = Matching.ID if same_data and question.by is None else Matching.GROUP
    found = scaled(sides, question.per)
    if len(sides) == 2:  # noqa: PLR2004 - a pair has a change, more have not
        return _comparison(found, question, matching, same_data=same_data)
    return _matrix(found, question, matching)


def _sides(operands: Operands, question: Question) -> tuple[Side, ...]:
    """Draw up the sides; beside a single id, a file is what that id names in it."""
    ids = {operand.id for operand, _ in operands if operand.id is not None}
    if len(ids) == 1:
        operands = [(replace(operand, id=operand.id or next(iter(ids))), register) for operand, register in operands]
    return tuple(side_of(register, operand, with_context=question.with_context) for operand, register in operands)


def _is_same_data(sides: tuple[Side, ...]) -> bool:
    """Say whether the sides are states of the same data: one id, or files that have ids in common."""
    ids = {side.operand.id for side in sides}
    if len(ids) > 1:
        return False
    if ids != {None}:
        return True
    known = [frozenset(side.by_id) | frozenset(side.register.agreement_by_id) for side in sides]
    return any(not one for one in known) or bool(frozenset.intersection(*known))


def _comparison(found: Scaled, question: Question, matching: Matching, *, same_data: bool) -> Comparison:
    old, new = found.sides
    rows = rows_by_id(old, new)
    if matching is Matching.GROUP:
        context = (row if same_data else _beside(row) for row in rows if row.is_context)
        rows = (*rows_by_group(old, new, question.by, same_data=same_data), *context)
    totals = tuple(_total(old, new, basis, same_data=same_data) for basis in _bases(found.sides))
    answer = Comparison(
        old,
        new,
        question,
        matching,
        same_data,
        tuple(_row_in_euros(row, found.divisor) for row in rows),
        tuple(_total_in_euros(total, found.divisor) for total in totals),
        found.scale,
        elsewhere(old.register, new.register) if old.operand.id is None and new.operand.id is None else (),
    )
    return replace(answer, notes=compare_notes.notes(answer))


def _beside(row: Row) -> Row:
    """Return a context figure of one of two different things, which nothing is compared with."""
    return replace(row, change=None, percent=None, has_counterpart=False)


def _bases(sides: tuple[Side, ...]) -> list[Basis]:
    return sorted(frozenset[Basis]().union(*(side.bases for side in sides)), key=Basis.sort_key)


def _total(old: Side, new: Side, basis: Basis, *, same_data: bool) -> TotalRow:
    before, after = sum_of(old, basis), sum_of(new, basis)
    was, now = before.amount, after.amount
    if same_data:
        change = change_of_total(before, after)
        percent = percent_of_total(was, now, change)
        return TotalRow(basis, was, now, change, percent)
    if was is None or now is None:
        return TotalRow(basis, was, now, None, None)
    return TotalRow(basis, was, now, difference(now, was), percent_of(was, now) if was != now else None)


def _row_in_euros(row: Row, divisor: int) -> Row:
    if divisor == 1:
        return row
    return replace(
        row, old=amount_of(row.old, divisor), new=amount_of(row.new, divisor), change=change_of(row.change, divisor)
    )


def _total_in_euros(total: TotalRow, divisor: int) -> TotalRow:
    if divisor == 1:
        return total
    return replace(
        total,
        old=amount_of(total.old, divisor),
        new=amount_of(total.new, divisor),
        change=change_of(total.change, divisor),
    )


def _matrix(found: Scaled, question: Question, matching: Matching) -> Matrix:
    rows = matrix_by_id(found.sides) if matching is Matching.ID else matrix_by_group(found.sides, question.by)
    shown = tuple(
        replace(row, amounts=tuple(amount_of(amount, found.divisor) for amount in row.amounts)) for row in rows
    )
    totals = tuple(
        (basis, tuple(amount_of(amount, found.divisor) for amount in amounts))
        for basis, amounts in matrix_totals(found.sides)
    )
    answer = Matrix(found.sides, question, matching, shown, totals, found.scale)
    return replace(answer, notes=compare_notes.notes(answer))
