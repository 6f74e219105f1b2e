"""The one shape that every answer takes before it is shown: titled tables of typed cells, and notes.

Cells carry values, never ready-made text: each format writes them for its readers. What people read in a heading (the
basis of a table) stands in ``common`` and becomes columns for machines, so that no figure loses its meaning in a CSV.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import Enum, StrEnum
from fractions import Fraction
from typing import NamedTuple

from enveloppes.agreements.basis import Basis
from enveloppes.agreements.dates import Day, Period
from enveloppes.language.message import Message
from enveloppes.money.amount import Amount, Change
from enveloppes.money.ratio import Ratio


class Absent(Enum):
    """Why a cell holds no value; every one of them is empty for machines."""

    BLANK = "blank"  # nothing belongs here
    NOT_STATED = "not stated"  # « n.c. »: the source prints no figure
    NOT_YET = "not yet"  # stated only after the date asked for: not the same as unstated
    UNDEFINED = "undefined"  # no percentage can be worked out


# Cells: an amount or change, a share, exact euros (a tolerance), a count, user text or a code (told apart by the
# column's kind), words of ours, a date, a period, a basis, a word of the model (stage, verdict, status…).
Cell = Amount | Change | Ratio | Fraction | Decimal | int | str | Message | Day | Period | Basis | StrEnum | Absent


class Kind(Enum):
    """What a column holds: how it is aligned, and which columns it becomes for machines (docs/formats.md)."""

    TEXT = "text"  # words, left-aligned, wrapped at words: user text, a Message, a word of the model
    CODE = "code"  # an id, a reference, a place: left-aligned, never wrapped nor translated
    WORD = "word"  # a word of the model: translated for people, as the format writes it for machines
    MONEY = "money"  # Amount: key_low, key_low_reached, key_high, key_high_reached in exact euros
    CHANGE = "change"  # Change, always signed: the same four columns
    EUROS = "euros"  # Decimal, a tolerance (±): one column in exact euros
    SHARE = "share"  # Ratio or Fraction: key_low, key_high in per cent with one decimal, key_ratio where exact
    PERCENT_CHANGE = "percent-change"  # the same, always signed
    COUNT = "count"  # int
    WHEN = "when"  # Day or Period, as the format writes it
    BASIS = "basis"  # Basis: its six fields, whatever the key


NUMERIC = frozenset({Kind.MONEY, Kind.CHANGE, Kind.EUROS, Kind.SHARE, Kind.PERCENT_CHANGE, Kind.COUNT})


class Audience(Enum):
    """Who sees a column."""

    ALL = "all"
    PEOPLE = "people"
    MACHINES = "machines"


class Role(Enum):
    """What a row is: machines get every row but DETAIL, which only comments on the row above it."""

    BODY = "body"
    SUBTOTAL = "subtotal"
    TOTAL = "total"
    DETAIL = "detail"


class Column(NamedTuple):
    """One column: its name for machines (ASCII snake case, never translated), its head for people, what it holds.

    ``group``: money columns of one group in one table share their unit (each column alone where it is empty).
    ``lead`` is a sign drawn before the cell for people (the arrow of « 7 → 10 »), where cell and neighbour are filled.
    ``is_tree``: rows are indented by their depth in this column.
    """

    key: str
    head: Message
    kind: Kind = Kind.TEXT
    audience: Audience = Audience.ALL
    group: str = ""
    lead: str = ""
    is_tree: bool = False


class Row(NamedTuple):
    """One row: a cell a column, its depth in the tree from 0, and its role."""

    cells: tuple[Cell, ...]
    depth: int = 0
    role: Role = Role.BODY


class Common(NamedTuple):
    """What holds for every row of a table: said in its title for people, a column for machines."""

    column: Column
    cell: Cell


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of one kind under a title. ``key`` names the kind for machines; several tables may share it.

    Raises ValueError where a row has not one cell a column.
    """

    key: str
    title: Message
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    common: tuple[Common, ...] = ()
    notes: tuple[Message, ...] = ()

    def __post_init__(self) -> None:
        """Refuse ragged rows."""
        for row in self.rows:
            if len(row.cells) != len(self.columns):
                message = f"table {self.key}: {len(row.cells)} cells for {len(self.columns)} columns"
                raise ValueError(message)


class Input(NamedTuple):
    """A file that was read: its name as given, and the sha256 of its bytes."""

    path: str
    sha256: str


class Sheet(NamedTuple):
    """An answer ready to be shown in any format.

    ``name`` is the command ("total"); ``notes`` stand under all tables; ``origin`` says what was read and stands
    beside the first title; ``sources`` (a table of the sources cited) goes where a format has room for it (xlsx).
    """

    name: str
    tables: tuple[Table, ...]
    notes: tuple[Message, ...] = ()
    origin: Message | None = None
    sources: Table | None = None


def money(amount: Amount | None) -> Cell:
    """Return the cell of an amount, where None is « not stated »."""
    return Absent.NOT_STATED if amount is None else amount


def given(value: Cell | None) -> Cell:
    """Return the cell of what may be absent, blank where it is."""
    return Absent.BLANK if value is None else value
