"""The answer of a comparison, as data: rows, totals, notes; and the matrix of more than two sides."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from enveloppes.agreements.basis import Basis
from enveloppes.agreements.dates import Day, Period
from enveloppes.agreements.model import Population
from enveloppes.answers.compare_sides import Side
from enveloppes.answers.grouping import Path
from enveloppes.answers.query import Dimension, Filter, Note
from enveloppes.judging.lines import Line
from enveloppes.language.message import Message
from enveloppes.money.amount import Amount, Change
from enveloppes.money.ratio import Ratio


class Per(StrEnum):
    """What the figures may be divided by."""

    INHABITANT = "inhabitant"
    YEAR = "year"


class Status(StrEnum):
    """What became of a row between the two sides."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    UNCHANGED = "unchanged"


class Matching(StrEnum):
    """What the rows of a comparison are matched by."""

    ID = "id"
    GROUP = "group"


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of the sides: the dimension to match by (None: as the operands suggest), filters, divisor."""

    by: Dimension | None = None
    where: tuple[Filter, ...] = ()
    per: Per | None = None
    with_context: bool = False


# What a field of a line may hold: user text, a word of the model, a date, a period, text with amounts in it.
FieldValue = str | StrEnum | Day | Period | Message | tuple[Message, ...] | None


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field of a line that is not what it was; None where it is not stated."""

    name: str
    old: FieldValue
    new: FieldValue


@dataclass(frozen=True, slots=True)
class Moved:
    """The innermost axis that a line left and the one it came to; None is the context of an agreement."""

    old: str | None
    new: str | None


@dataclass(frozen=True, slots=True)
class Row:
    """One row: an envelope (``id``) or a group (``key``) of one basis, before and after.

    ``basis`` is the new one, or the old where the row is gone. ``change`` is None where none may be worked out: across
    unlike bases, or where no side has a figure. ``depth`` is the row's place in the tree of groups; an envelope below a
    group has that group's key too.
    """

    id: str | None
    key: Path
    title: str | None
    basis: Basis
    status: Status
    old: Amount | None
    new: Amount | None
    change: Change | None = None
    percent: Ratio | None = None
    moved: Moved | None = None
    fields: tuple[FieldChange, ...] = ()
    depth: int = 0
    is_context: bool = False
    has_counterpart: bool = True
    old_line: Line | None = None
    new_line: Line | None = None


@dataclass(frozen=True, slots=True)
class TotalRow:
    """The total of one basis before and after, each euro once; None where no line of it has a figure."""

    basis: Basis
    old: Amount | None
    new: Amount | None
    change: Change | None
    percent: Ratio | None


class FactKind(StrEnum):
    """What the files hold beside envelopes."""

    AGREEMENT = "agreement"
    AXIS = "axis"
    CLAIM = "claim"
    SOURCE = "source"
    TERRITORY = "territory"


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Something else in the files that is not the same: an agreement, an axis, a claim, a source or a territory."""

    kind: FactKind
    id: str
    status: Status
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Heads:
    """The population that one side is divided by."""

    side: str
    territory: str
    name: str
    population: Population


@dataclass(frozen=True, slots=True)
class Years:
    """The years that a line is divided by; those of its agreement where it states no period of its own."""

    line: str
    period: Period | None
    years: int
    is_agreements: bool


@dataclass(frozen=True, slots=True)
class Scale:
    """What every figure was divided by, which was then rounded to the cent (docs/decisions)."""

    per: Per | None = None
    heads: tuple[Heads, ...] = ()
    years: tuple[Years, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """The answer for two sides: rows in the order of the new side, totals by basis, notes.

    ``same_data``: the sides are two states of one thing, so that what is equal in both is unchanged.
    """

    old: Side
    new: Side
    question: Question
    matching: Matching
    same_data: bool
    rows: tuple[Row, ...]
    totals: tuple[TotalRow, ...]
    scale: Scale = field(default_factory=Scale)
    elsewhere: tuple[Elsewhere, ...] = ()
    notes: tuple[Note, ...] = ()

    @property
    def changed_rows(self) -> tuple[Row, ...]:
        """The rows worth showing: all of different things, those that changed of two states of one."""
        return tuple(row for row in self.rows if not self.same_data or row.status is not Status.UNCHANGED)

    @property
    def differs(self) -> bool:
        """Whether anything is not the same on both sides (``--exit-code``)."""
        return bool(self.elsewhere) or any(row.status is not Status.UNCHANGED for row in self.rows)


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A group (``key``) or an envelope (``id``) of one basis over all sides; None where a side has no figure.

    ``present`` says which sides have a line there at all, with a figure or without.
    """

    id: str | None
    key: Path
    title: str | None
    basis: Basis
    amounts: tuple[Amount | None, ...]
    present: tuple[bool, ...]
    depth: int = 0
    is_context: bool = False


@dataclass(frozen=True, slots=True)
class Matrix:
    """The answer for more than two sides, a column each, with the total of each basis and column."""

    sides: tuple[Side, ...]
    question: Question
    matching: Matching
    rows: tuple[MatrixRow, ...]
    totals: tuple[tuple[Basis, tuple[Amount | None, ...]], ...]
    scale: Scale = field(default_factory=Scale)
    notes: tuple[Note, ...] = ()

    @property
    def differs(self) -> bool:
        """Whether any row is not the same on all sides."""
        return any(len(set(row.amounts)) > 1 or len(set(row.present)) > 1 for row in self.rows)
