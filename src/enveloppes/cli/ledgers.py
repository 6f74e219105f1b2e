"""The ledgers of a register at the command line: the engine, files for this run, progress, and the exit code."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Annotated

import typer

from enveloppes.cli.settings import SETTINGS, helped
from enveloppes.language.message import Message, say

if TYPE_CHECKING:
    from enveloppes.agreements.finding import Finding
    from enveloppes.agreements.register import Register
    from enveloppes.answers.ledgers import LedgerAnswer
    from enveloppes.ledgers.summing import Options
    from enveloppes.output.sheet import Input
    from enveloppes.reading.register_file import Reading

Ledgers = Annotated[
    bool, typer.Option("--ledgers", help=helped(say("Follow what was voted, committed and paid in the ledgers.")))
]
Engine = Annotated[
    str | None,
    typer.Option(
        "--engine",
        metavar=helped(say("ENGINE")),
        help=helped(say("What adds the ledgers up: duckdb (default), polars or spark.")),
        show_default=False,
    ),
]
Master = Annotated[
    str | None,
    typer.Option("--master", metavar="URL", help=helped(say("The master of the Spark cluster.")), show_default=False),
]
LedgerFiles = Annotated[
    list[str] | None,
    typer.Option(
        "--ledger",
        metavar=helped(say("ID=PATH")),
        help=helped(say("Read a ledger from this file, folder or glob in this run.")),
        show_default=False,
    ),
]
IncludeOrder = Annotated[
    bool, typer.Option("--include-order", help=helped(say("Count order movements, by which no money moves.")))
]
IncludeReceipts = Annotated[
    bool, typer.Option("--include-receipts", help=helped(say("Deduct receipts: what it cost net.")))
]
_QUIET_SECONDS = 1.0
_HUNDRED = 100


@dataclass(frozen=True, slots=True)
class Asked:
    """What the options of the command line say of ledgers, as typed."""

    engine: str | None = None
    master: str | None = None
    files: Sequence[str] = field(default_factory=tuple)
    include_order: bool = False
    include_receipts: bool = False

    @property
    def parameters(self) -> Mapping[str, bool | str | list[str] | None]:
        """The parameters as a JSON answer repeats them."""
        return {
            "engine": self.engine or "duckdb",
            "master": self.master,
            "ledger": list(self.files),
            "include_order": self.include_order,
            "include_receipts": self.include_receipts,
        }


def follow_ledgers(register: Register, asked: Asked, *, digests: bool = False) -> LedgerAnswer:
    """Read the ledgers of a register and judge its envelopes by them; ends the command where that cannot be done.

    ``digests``: the sha256 of every file is wanted, for which even a Parquet is read whole.
    """
    from enveloppes.answers.ledgers import follow
    from enveloppes.cli.session import refuse
    from enveloppes.ledgers.engines.engine import EngineError

    progress = _Progress()
    try:
        options = replace(_options(asked), digests=digests)
        from enveloppes.ledgers.summing import sum_ledgers

        return follow(register, sum_ledgers(register, options, progress.tell))
    except ModuleNotFoundError as error:
        raise refuse(_missing(error)) from error
    except EngineError as error:
        raise refuse(error.message) from error
    finally:
        progress.clear()


def inputs_of(answer: LedgerAnswer | None) -> tuple[Input, ...]:
    """Return the files of the ledgers as an answer names its inputs; one that only a cluster reads has no sha256."""
    from enveloppes.output.sheet import Input

    files = () if answer is None else answer.files
    return tuple(dict.fromkeys(Input(one.name, one.sha256) for one in files if one.sha256 is not None))


def ledger_findings(register: Register) -> Iterable[Finding]:
    """Return what is wrong with the ledgers of a register, for ``check``; none where it tracks nothing.

    A ledger that cannot be read here is a finding beside all others: a check that looked at less must not pass.
    """
    tracked = {one.ledger for placed in register.envelopes() for one in placed.envelope.tracked}
    if not tracked:
        return ()
    from enveloppes.ledgers.engines.engine import EngineError

    try:
        from enveloppes.ledgers.summing import Options, sum_ledgers

        return sum_ledgers(register, Options()).findings
    except ModuleNotFoundError as error:
        reason = _missing(error)
    except EngineError as error:
        reason = error.message
    return _unread(register, tracked, reason)


def _unread(register: Register, tracked: AbstractSet[str], reason: Message) -> Iterable[Finding]:
    from enveloppes.agreements.finding import Finding

    for key, (_, spot) in register.ledgers.items():
        if key in tracked:
            message = say("the ledger `{ledger}` was not read: {reason}", ledger=key, reason=reason)
            yield Finding("L501", message, spot.below("files"))


def _missing(error: ModuleNotFoundError) -> Message:
    return say("ledgers need `{module}`; run `pip install 'enveloppes[ledgers]'`", module=error.name or "duckdb")


def show_findings(reading: Reading, answer: LedgerAnswer) -> None:
    """Say on stderr what is wrong with the ledgers, each at its place in the register."""
    if answer.findings:
        from enveloppes.output.findings_text import write_findings

        sys.stderr.write(write_findings(reading.place(answer.findings), SETTINGS.language))


def is_bad(answer: LedgerAnswer, *, strict: bool) -> bool:
    """Say whether the ledgers end the command with 1: errors do, and with ``--strict`` every open or bad verdict."""
    from enveloppes.agreements.finding import Severity, severity_of

    errors = any(severity_of(finding.code) is Severity.ERROR for finding in answer.findings)
    return errors or (strict and (bool(answer.findings) or answer.has_exceeded or answer.has_undetermined))


def _options(asked: Asked) -> Options:
    from enveloppes.answers.query import did_you_mean
    from enveloppes.cli.session import refuse
    from enveloppes.ledgers.engines.engine import EngineName

    engine = asked.engine or EngineName.DUCKDB.value
    if engine not in {name.value for name in EngineName}:
        raise refuse(
            say(
                "`--engine {text}` is none of: {choices}{hint}",
                text=engine,
                choices=", ".join(EngineName),
                hint=did_you_mean(engine, EngineName),
            )
        )
    if asked.master is not None and engine != EngineName.SPARK.value:
        raise refuse(say("`--master` is for `--engine spark`"))
    files: dict[str, str] = {}
    for text in asked.files:
        key, equals, path = text.partition("=")
        if not equals or not key or not path:
            raise refuse(say("`--ledger {text}` is not ID=PATH", text=text))
        files[key] = path
    from enveloppes.ledgers.summing import Options  # without the extra, what is wrong with the options is said first

    return Options(EngineName(engine), asked.master, files, asked.include_order, asked.include_receipts)


class _Progress:
    """One line on a terminal, once the work has taken a second; nothing anywhere else."""

    def __init__(self) -> None:
        self._started = time.monotonic()
        self._width = 0
        self._shows = sys.stderr.isatty()

    def tell(self, ledger: str, done: float | None) -> None:
        """Say how far the work on a ledger is."""
        seconds = time.monotonic() - self._started
        if not self._shows or seconds < _QUIET_SECONDS:
            return
        text = f"{ledger} … {seconds:.0f} s" + ("" if done is None else f" · {done * _HUNDRED:.0f} %")
        sys.stderr.write(f"\r{text.ljust(self._width)}")
        sys.stderr.flush()
        self._width = len(text)

    def clear(self) -> None:
        """Take the line away."""
        if self._width:
            sys.stderr.write(f"\r{' ' * self._width}\r")
            sys.stderr.flush()
