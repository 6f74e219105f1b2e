"""What ledgers say of the envelopes that track them: exact sums, and what could not be summed.

These values are all that comes back from an engine; ``ledgers`` makes them, ``answers`` judges them.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from enveloppes.agreements.basis import Rhythm
from enveloppes.agreements.finding import Finding
from enveloppes.agreements.ledger import TrackedStage

NO_EUROS = Decimal(0)


@dataclass(frozen=True, slots=True)
class Tally:
    """What some lines of a ledger come to in one year, in exact euros; a sum may be negative (cancellations).

    ``euros`` is what counts at the stage; of it ``left`` is what was left to do at the end of the year, which comes
    back in the next as a payment. ``order`` and ``receipts`` are what was left out.
    """

    lines: int = 0
    euros: Decimal = NO_EUROS
    left: Decimal = NO_EUROS
    order: Decimal = NO_EUROS
    receipts: Decimal = NO_EUROS


@dataclass(frozen=True, slots=True)
class YearTally:
    """The tally of a year; ``known`` is False where no ledger holds anything of that year and stage."""

    year: int
    tally: Tally
    known: bool = True


@dataclass(frozen=True, slots=True)
class LedgerSum:
    """What the lines of an envelope, or of an agreement's envelopes of one rhythm, come to at a stage, year by year.

    ``broken`` means that no sum can be given (a bad cell, a missing column, an unreadable file): ``years`` are then
    those asked for, without figures. ``shared`` says that a line of it is claimed by another envelope as well.
    """

    id: str
    stage: TrackedStage
    rhythm: Rhythm
    years: tuple[YearTally, ...]
    ledgers: tuple[str, ...]
    broken: bool = False
    shared: bool = False


@dataclass(frozen=True, slots=True)
class LedgerFile:
    """A file that was read: its ledger, its name as shown, its size in bytes and the sha256 of these.

    The size is None where no disk knows it, the sha256 where the file was not read whole and nobody asked for it.
    """

    ledger: str
    name: str
    size: int | None
    sha256: str | None = None


@dataclass(frozen=True, slots=True)
class LedgerSums:
    """Everything that the ledgers of a register say; ``agreements`` count each line of a ledger once."""

    envelopes: tuple[LedgerSum, ...] = ()
    agreements: tuple[LedgerSum, ...] = ()
    findings: tuple[Finding, ...] = ()
    files: tuple[LedgerFile, ...] = ()
    engine: str = ""
    with_order: bool = False
    with_receipts: bool = False
