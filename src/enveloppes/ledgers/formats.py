"""The layouts of ledgers: which column plays which part, and which columns of euros make up a stage.

Sources of the facts: the schema « budget » 0.8.3 of the Socle commun des données locales, and the notice of the
DGFiP's « balances comptables des collectivités ». In the files that the administration's converter writes, BGT_NATURE
is the account and BGT_CONTNAT its chapter; ``columns`` overrides a part where a file has it otherwise.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto

from enveloppes.agreements.ledger import Columns, Ledger, LedgerFormat, TrackedStage

CELLS = ("year", "siren", "section", "account", "function", "operation", "label")
"""The parts that ``where`` asks about; direction and operation_kind are asked of the sums, not of the lines."""

# The budget documents of a year, as their words are spelled: what is voted is their sum, amendments included.
_VOTED = ("budget primitif", "budget prévisionnel", "budget supplémentaire", "décision modificative", "bp", "bs", "dm")
# What was done is in one document only, the account of the year, by its old name or its new one.
_DONE = ("compte administratif", "compte financier unique", "ca", "cfu")


class Part(Enum):
    """What a column of euros is a part of."""

    DONE = auto()
    LEFT = auto()
    EXPENSE = auto()
    EXPENSE_ORDER = auto()
    RECEIPT = auto()
    RECEIPT_ORDER = auto()


@dataclass(frozen=True, slots=True)
class Measure:
    """A column of euros and what it is a part of."""

    heading: str
    part: Part


@dataclass(frozen=True, slots=True)
class Layout:
    """Which heading plays which part in the files of a ledger.

    ``cells`` maps parts of a line (year, account, document, direction, operation_kind…) to headings; ``stages`` the
    stages that the files tell to the columns that add up to them; ``documents`` the budget documents of each stage
    (none where lines are of one kind). ``section_by_account``: class 6 and 7 are operating, the rest investment.
    """

    cells: Mapping[str, str]
    stages: Mapping[TrackedStage, tuple[Measure, ...]]
    documents: Mapping[TrackedStage, tuple[str, ...]]
    section_by_account: bool = False
    any_case: bool = True

    @property
    def is_balance(self) -> bool:
        """Whether expenses and receipts are columns of one line, not lines of their own."""
        return any(measure.part is Part.EXPENSE for measures in self.stages.values() for measure in measures)


_SCDL_CELLS = {
    "document": "BGT_NATDEC",
    "year": "BGT_ANNEE",
    "siren": "BGT_SIRET",
    "section": "BGT_SECTION",
    "direction": "BGT_CODRD",
    "operation_kind": "BGT_OPBUDG",
    "account": "BGT_NATURE",
    "function": "BGT_FONCTION",
    "operation": "BGT_OPERATION",
    "label": "BGT_NATURE_LABEL",
}
_BALANCE_CELLS = {"year": "EXER", "siren": "SIREN", "account": "COMPTE", "function": "FONCTION", "label": "LBUDG"}


def layout_of(ledger: Ledger) -> Layout:
    """Return the layout of a ledger's files, its ``columns`` applied."""
    if ledger.format is LedgerFormat.SCDL_BUDGET:
        return _scdl(ledger.columns)
    if ledger.format is LedgerFormat.DGFIP_BALANCE:
        return _balance(ledger.columns)
    return _table(ledger.columns)


def _cells(columns: Columns, known: Mapping[str, str]) -> dict[str, str]:
    names = (*CELLS, "direction", "operation_kind")
    stated = {name: heading for name in names if (heading := getattr(columns, name)) is not None}
    return {**known, **stated}


def _scdl(columns: Columns) -> Layout:
    done = Measure(columns.paid or "BGT_MTREAL", Part.DONE)
    left = Measure(columns.left or "BGT_MTRAR3112", Part.LEFT)
    return Layout(
        _cells(columns, _SCDL_CELLS),
        {
            TrackedStage.VOTED: (Measure(columns.voted or "BGT_MTPREV", Part.DONE),),
            TrackedStage.COMMITTED: (done, left),
            TrackedStage.PAID: (done,),
        },
        {TrackedStage.VOTED: _VOTED, TrackedStage.COMMITTED: _DONE, TrackedStage.PAID: _DONE},
    )


def _balance(columns: Columns) -> Layout:
    measures = (
        Measure("OBNETDEB", Part.EXPENSE),
        Measure("OOBDEB", Part.EXPENSE_ORDER),
        Measure("OBNETCRE", Part.RECEIPT),
        Measure("OOBCRE", Part.RECEIPT_ORDER),
    )
    return Layout(_cells(columns, _BALANCE_CELLS), {TrackedStage.PAID: measures}, {}, section_by_account=True)


def _table(columns: Columns) -> Layout:
    stages: dict[TrackedStage, tuple[Measure, ...]] = {}
    if columns.voted is not None:
        stages[TrackedStage.VOTED] = (Measure(columns.voted, Part.DONE),)
    if columns.paid is not None:
        stages[TrackedStage.PAID] = (Measure(columns.paid, Part.DONE),)
    if columns.committed is not None:
        stages[TrackedStage.COMMITTED] = (Measure(columns.committed, Part.DONE),)
    elif columns.paid is not None and columns.left is not None:
        stages[TrackedStage.COMMITTED] = (*stages[TrackedStage.PAID], Measure(columns.left, Part.LEFT))
    return Layout(_cells(columns, {}), stages, {}, any_case=False)
