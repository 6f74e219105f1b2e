"""The one expression: from the lines of a ledger to sums by year and kind, for whichever engine evaluates it.

Written with Narwhals over columns that have names of our own, so that no heading, label or code of a file or of the
YAML is ever part of a query's text. Money is a decimal from the first to the last step; nothing is divided.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import and_, or_
from typing import Any, TypeAlias

import narwhals as nw

from enveloppes.agreements.ledger import SECTIONS, DecimalMark
from enveloppes.agreements.where import Pattern
from enveloppes.ledgers.selections import NO_YEAR, Cells, Condition, Selection
from enveloppes.ledgers.shapes import Column, Kind

Frame: TypeAlias = "nw.LazyFrame[Any]"

# What a cell of money looks like; the same in Python, RE2 (DuckDB), Rust (Polars) and Java (Spark).
SPACES = " \t\u00a0\u2009\u202f"
_GROUPED = f"(?:[0-9]{{1,16}}|[0-9]{{1,3}}(?:[{SPACES}][0-9]{{3}}){{1,5}})"
# Sixteen digits before the mark and six behind it: 10^28 such cells add up within the 38 digits of every engine.
PRECISION, SCALE = 28, 6
_LARGEST = 16
LINES, FILE = "lines", "file"
# A year, or a date that begins with one.
YEAR_FORM = "^[0-9]{4}(?:-[0-9]{2}){0,2}$"


def money_form(mark: DecimalMark | None) -> str:
    """Return the regular expression of a cell of money with a decimal mark (None: either)."""
    behind = "[.,]" if mark is None else "," if mark is DecimalMark.COMMA else "[.]"
    return f"^[+−-]?{_GROUPED}(?:{behind}[0-9]{{1,{SCALE}}})?$"


AMBIGUOUS = "^[+−-]?[1-9][0-9]{0,2}[.,][0-9]{3}$"
"""Thousands or thousandths: refused unless the ledger declares its decimal mark."""


@dataclass(frozen=True, slots=True)
class MoneyColumn:
    """A column of euros under our name, and what it holds in the file."""

    name: str
    column: Column


def prepare(
    frame: Frame, cells: Mapping[str, Column], money: Sequence[MoneyColumn], mark: DecimalMark | None, *, trim: bool
) -> Frame:
    """Return the frame with trimmed cells, and for each column of euros its decimals and whether a cell is bad."""
    read = [_cell(name, column, trim=trim) for name, column in cells.items()]
    for one in money:
        read.extend(_typed(one) if one.column.kind is not Kind.TEXT else _parsed(one, mark))
    return frame.select(*read, *([nw.col(FILE)] if FILE in frame.collect_schema().names() else []))


def bad(name: str) -> str:
    """Return the name of the column that says whether a cell of euros is bad."""
    return f"{name}_bad"


def _cell(name: str, column: Column, *, trim: bool) -> nw.Expr:
    cell = nw.col(name)
    if column.kind is Kind.DATE:
        return cell.dt.year().cast(nw.String).alias(name)
    if column.kind is not Kind.TEXT:
        return cell.cast(nw.String).alias(name)
    if not trim:
        return cell
    trimmed = cell.str.strip_chars(SPACES)
    if name == "year":
        read = nw.when(trimmed.str.contains(YEAR_FORM)).then(trimmed.str.slice(0, 4))
        return read.otherwise(nw.lit(NO_YEAR)).alias(name)
    return trimmed.alias(name)


def _parsed(money: MoneyColumn, mark: DecimalMark | None) -> list[nw.Expr]:
    text = nw.col(money.name).str.strip_chars(SPACES)
    read = text.str.contains(money_form(mark))
    if mark is None:
        read = read & ~text.str.contains(AMBIGUOUS)
    plain = text.str.replace_all(f"[{SPACES}+]", "").str.replace_all("−", "-", literal=True)
    plain = plain.str.replace_all(",", ".", literal=True)
    return [
        nw.when(read).then(plain).otherwise(None).cast(nw.Decimal(PRECISION, SCALE)).alias(money.name),
        nw.when(~read & (text != "")).then(nw.lit(1)).otherwise(nw.lit(0)).alias(bad(money.name)),
    ]


def can_be_bad(column: Column) -> bool:
    """Say whether a cell of a column of euros may be bad: text, or a number too large to be added exactly."""
    return column.kind is not Kind.DECIMAL or column.precision - column.scale > _digits(column)


def _digits(column: Column) -> int:
    return min(_LARGEST, PRECISION - column.scale)


def _typed(money: MoneyColumn) -> list[nw.Expr]:
    """Return decimals as they are, and call bad what is too large to be added exactly."""
    value, column = nw.col(money.name), money.column
    if column.kind is Kind.WHOLE:
        value = value.cast(nw.Decimal(38, 0))
    if not can_be_bad(column):
        return [value.alias(money.name), nw.lit(0).alias(bad(money.name))]
    limit = nw.lit(10 ** _digits(column))
    large = (value >= limit) | (value <= -limit)
    return [
        nw.when(~large).then(value).otherwise(None).alias(money.name),
        nw.when(large).then(nw.lit(1)).otherwise(nw.lit(0)).alias(bad(money.name)),
    ]


def pattern_is(cell: nw.Expr, patterns: Iterable[Pattern]) -> nw.Expr:
    """Return whether a cell is one of some patterns."""
    listed = list(patterns)
    exact = [pattern.low for pattern in listed if pattern.exact]
    tests = [cell.is_in(exact)] if len(exact) > 1 else [cell == low for low in exact]
    tests.extend(_between(cell, pattern.low, pattern.below) for pattern in listed if not pattern.exact)
    return tree(or_, tests)


def _between(cell: nw.Expr, low: str, below: str | None) -> nw.Expr:
    if below is None:
        return cell >= low
    return (cell >= low) & (cell < below) if low else (cell < below) & (cell > "")


def cell_is(part: str, patterns: Iterable[Pattern]) -> nw.Expr:
    """Return whether a part of a line is one of some patterns; a year that cannot be read might, and is reported."""
    test = pattern_is(nw.col(part), patterns)
    return test | (nw.col(part) == NO_YEAR) if part == "year" else test


def condition_is(condition: Condition, *, without: Cells = ()) -> nw.Expr:
    """Return whether a line satisfies a condition, apart from what was asked before."""
    tests = [cell_is(part, patterns) for part, patterns in condition.cells if (part, patterns) not in without]
    if condition.sections:
        tests.append(_word("section", SECTIONS, condition.sections))
    return tree(and_, tests) if tests else nw.lit(value=True)


def selected(selection: Selection, *, without: Cells = ()) -> nw.Expr:
    """Return whether a line is selected, apart from what was asked before."""
    return tree(or_, [condition_is(condition, without=without) for condition in selection.conditions])


def _word(part: str, known: Mapping[str, object], meant: Iterable[object]) -> nw.Expr:
    wanted = set(meant)
    return nw.col(part).str.to_lowercase().is_in([word for word, meaning in known.items() if meaning in wanted])


def tree(operator: Callable[[nw.Expr, nw.Expr], nw.Expr], tests: Sequence[nw.Expr]) -> nw.Expr:
    """Combine tests as a balanced tree: a chain of a thousand would be as deep as a thousand calls."""
    layer = list(tests)
    while len(layer) > 1:
        pairs = [reduce(operator, layer[start : start + 2]) for start in range(0, len(layer), 2)]
        layer = pairs
    return layer[0]
