"""From a register and its ledgers to exact sums: the one function that the command line calls."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory

from enveloppes.agreements.basis import Rhythm
from enveloppes.agreements.finding import Finding, Spot
from enveloppes.agreements.ledger import Direction, OperationKind, TrackedStage
from enveloppes.agreements.ledger_sums import LedgerSum, LedgerSums, Tally, YearTally
from enveloppes.agreements.register import Register
from enveloppes.language.message import say
from enveloppes.ledgers.engines.engine import Engine, EngineName, start
from enveloppes.ledgers.files import find
from enveloppes.ledgers.one_ledger import LedgerOutcome, sum_one, years_asked
from enveloppes.ledgers.plan import LedgerPlan, Owner, Plan, plan, rhythm_of
from enveloppes.ledgers.running import Progress, silent
from enveloppes.ledgers.selections import Asked
from enveloppes.ledgers.sources import Place
from enveloppes.ledgers.tallies import added

STREAM = "-"


@dataclass(frozen=True, slots=True)
class Options:
    """How to read the ledgers: the engine, its master, files for this run by ledger, and what is left out or not.

    ``digests``: the sha256 of every file is wanted, even of a Parquet, which is not read whole to be added up.
    """

    engine: EngineName = EngineName.DUCKDB
    master: str | None = None
    files: Mapping[str, str] = field(default_factory=dict)
    with_order: bool = False
    with_receipts: bool = False
    digests: bool = False

    @property
    def asked(self) -> Asked:
        """Which lines count where a ``where`` says nothing of it."""
        directions = {Direction.EXPENSE, Direction.RECEIPT} if self.with_receipts else {Direction.EXPENSE}
        kinds = {OperationKind.REAL, OperationKind.ORDER} if self.with_order else {OperationKind.REAL}
        return Asked(frozenset(directions), frozenset(kinds))


def sum_ledgers(register: Register, options: Options, progress: Progress = silent) -> LedgerSums:
    """Add up the lines that envelopes track; raises EngineError where the engine does not start."""
    todo = plan(register, options.asked)
    with ExitStack() as stack:
        copies = Path(stack.enter_context(TemporaryDirectory(prefix="enveloppes-")))
        engine = _OnDemand(options, stack)
        came = [_sum_one(one, options, engine, copies, progress) for one in todo.ledgers]
    findings = [*todo.findings, *_unknown_ledgers(register, options)]
    for one in came:
        findings.extend(one.findings)
        findings.extend(_without_lines(one))
    return LedgerSums(
        tuple(_envelopes(register, todo, came)),
        tuple(_agreements(register, todo, came)),
        tuple(sorted(findings, key=lambda finding: finding.code)),
        tuple(file for one in came for file in one.files),
        options.engine.value,
        options.with_order,
        options.with_receipts,
    )


class _OnDemand:
    """The engine, started when the first ledger needs it and closed with the stack."""

    def __init__(self, options: Options, stack: ExitStack) -> None:
        self._options = options
        self._stack = stack
        self._engine: Engine | None = None

    def __call__(self) -> Engine:
        if self._engine is None:
            self._engine = start(self._options.engine, self._options.master)
            self._stack.callback(self._engine.close)
        return self._engine


def _sum_one(one: LedgerPlan, options: Options, engine: _OnDemand, copies: Path, progress: Progress) -> LedgerOutcome:
    spot = one.spot.below("files")
    base = None if one.spot.file == STREAM else Path(one.spot.file).parent
    found = find(one.ledger.files, base, spot, options.files.get(one.id))
    return sum_one(one, found, Place(spot, copies, engine, progress, options.digests))


def _unknown_ledgers(register: Register, options: Options) -> Iterator[Finding]:
    for key in options.files:
        if key not in register.ledgers:
            spot = register.files[0].spot if register.files else Spot(STREAM)
            yield Finding("L501", say("`--ledger {key}=…`: the register has no ledger `{key}`", key=key), spot)


def _without_lines(one: LedgerOutcome) -> Iterator[Finding]:
    """Yield what the ledger holds nothing of: years that are asked for, by stage."""
    empty: dict[TrackedStage, set[int]] = {}
    nothing: set[TrackedStage] = set()
    for index, (selection, outcome) in enumerate(zip(one.plan.selections, one.selections, strict=True)):
        if outcome.broken:
            continue
        asked = years_asked(selection, outcome)
        empty.setdefault(selection.stage, set()).update(set(asked) - one.held.get(index, frozenset()))
        if not asked:
            nothing.add(selection.stage)
    for stage, years in empty.items():
        if years:
            message = say(
                "`{ledger}` holds no line of {years} that tells what was {stage}",
                ledger=one.plan.id,
                years=", ".join(str(year) for year in sorted(years)),
                stage=stage,
            )
            yield Finding("L505", message, one.plan.spot.below("files"))
        elif stage in nothing:
            message = say(
                "`{ledger}` holds no line of some envelope that tells what was {stage}", ledger=one.plan.id, stage=stage
            )
            yield Finding("L505", message, one.plan.spot.below("files"))


@dataclass(slots=True)
class _Part:
    """What one ledger adds to an envelope or an agreement at a stage."""

    ledger: str
    years: dict[int, Tally]
    held: frozenset[int]
    asked: tuple[int, ...]
    broken: bool
    shared: bool = False


def _envelopes(register: Register, todo: Plan, came: Iterable[LedgerOutcome]) -> Iterator[LedgerSum]:
    parts: dict[tuple[str, TrackedStage], list[_Part]] = {}
    for one in came:
        for index, (selection, outcome) in enumerate(zip(one.plan.selections, one.selections, strict=True)):
            asked = years_asked(selection, outcome)
            held = one.held.get(index, frozenset())
            shared = selection.id in one.shared
            part = _Part(one.plan.id, outcome.years, held, asked, outcome.broken, shared)
            parts.setdefault((selection.id, selection.stage), []).append(part)
    for key, stage, ledger in todo.refused:
        parts.setdefault((key, stage), []).append(_Part(ledger, {}, frozenset(), (), broken=True))
    for placed in register.envelopes():
        for stage in TrackedStage:
            if (placed.envelope.id, stage) in parts:
                rhythm = rhythm_of(placed)
                yield _sum(placed.envelope.id, stage, rhythm, parts[placed.envelope.id, stage])


def _agreements(register: Register, todo: Plan, came: Iterable[LedgerOutcome]) -> Iterator[LedgerSum]:
    """Yield the sums of agreements: by their unions where envelopes may share a line, else envelope by envelope."""
    parts: dict[tuple[Owner, TrackedStage], list[_Part]] = {}
    for one in came:
        unions = {(union.owner, union.selection.stage) for union in one.plan.unions}
        for index, (selection, outcome) in enumerate(zip(one.plan.selections, one.selections, strict=True)):
            owner = todo.owner_of.get(selection.id)
            if owner is None:
                continue
            asked, held = years_asked(selection, outcome), one.held.get(index, frozenset())
            years = {} if (owner, selection.stage) in unions else outcome.years
            part = _Part(one.plan.id, years, held, asked, outcome.broken)
            parts.setdefault((owner, selection.stage), []).append(part)
        for union, outcome in zip(one.plan.unions, one.unions, strict=True):
            held = frozenset(outcome.years)
            part = _Part(one.plan.id, outcome.years, held, tuple(sorted(held)), outcome.broken)
            parts.setdefault((union.owner, union.selection.stage), []).append(part)
    for key, stage, ledger in (one for one in todo.refused if one[0] in todo.owner_of):
        parts.setdefault((todo.owner_of[key], stage), []).append(_Part(ledger, {}, frozenset(), (), broken=True))
    for agreement, _ in register.agreements():
        for stage, rhythm in product(TrackedStage, Rhythm):
            found = parts.get((Owner(agreement.id, rhythm), stage))
            if found is not None:
                yield _sum(agreement.id, stage, rhythm, found)


def _sum(key: str, stage: TrackedStage, rhythm: Rhythm, parts: list[_Part]) -> LedgerSum:
    """Add parts up; a year that one of them asks for and its ledger does not hold is not known."""
    broken = any(part.broken for part in parts)
    years = sorted({year for part in parts for year in part.asked})
    tallies = tuple(
        YearTally(
            year,
            Tally() if broken else added(part.years[year] for part in parts if year in part.years),
            not broken and all(year in part.held for part in parts if year in part.asked),
        )
        for year in years
    )
    ledgers = tuple(dict.fromkeys(part.ledger for part in parts))
    return LedgerSum(key, stage, rhythm, tallies, ledgers, broken, any(part.shared for part in parts))
