"""From paths to the findings of a check: reading, what the answers worked out, the rules, and what is silenced."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from enveloppes.agreements.finding import Finding, Placed
from enveloppes.cli.ledgers import ledger_findings
from enveloppes.cli.settings import SETTINGS
from enveloppes.cli.start import note_read

if TYPE_CHECKING:
    from enveloppes.agreements.register import Register
    from enveloppes.output.findings import Checked, Report
    from enveloppes.output.presentation import Json
    from enveloppes.reading.register_file import Reading
    from enveloppes.rules.evidence import Evidence
    from enveloppes.rules.selection import Selection

_OF_DOCUMENTS = ("S402", "S403", "S404")
# Below this size a register is judged as a whole; above it file by file, where that is enough.
_MUCH = 1_000_000
_OF_LEDGERS = ("L501", "L502", "L503", "L504", "L505")


def check(
    paths: Sequence[str] | None, select: Sequence[str] = (), ignore: Sequence[str] = (), *, strict: bool = False
) -> Report:
    """Read what some paths mean, look for everything selected, and return the report; unknown codes are refused."""
    from enveloppes.cli.session import refuse
    from enveloppes.output.findings import Report
    from enveloppes.rules.selection import UnknownCodeError, selection

    try:
        chosen = selection(select, ignore)
    except UnknownCodeError as error:
        raise refuse(error.message) from error
    reading, checked = read_for_check(paths)
    parameters: tuple[tuple[str, Json], ...] = (("select", [*select]), ("ignore", [*ignore]), ("strict", strict))
    return Report(findings_of(reading, chosen), checked, SETTINGS.language, strict, parameters)


def findings_of(reading: Reading, selection: Selection) -> tuple[Placed, ...]:
    """Return the findings of a reading that are selected and not silenced, placed and sorted."""
    from enveloppes.reading.silencing import silenced

    found = [*reading.findings, *findings_of_register(reading.register, selection)[1]]
    if any(code in selection for code in _OF_LEDGERS):
        found += ledger_findings(reading.register)
    chosen = [finding for finding in found if finding.code in selection]
    return silenced(reading, reading.place(chosen), selection.codes)


def findings_of_register(register: Register, selection: Selection | None = None) -> tuple[Evidence, list[Finding]]:
    """Return what the rules find in a register (of a selection: only by its rules), and what they judged it by."""
    from enveloppes.rules.registry import RULES

    documents = selection is None or any(code in selection for code in _OF_DOCUMENTS)
    evidence = evidence_of(register, with_documents=documents)
    found: list[Finding] = []
    for rule in RULES:
        if rule.find is not None and (selection is None or rule.code in selection):
            found += rule.find(evidence)
    return evidence, found


def evidence_of(register: Register, *, with_documents: bool) -> Evidence:
    """Return what the rules judge a register by; documents are read only if they are asked for."""
    from enveloppes.answers.reconcile import reconcile
    from enveloppes.rules.evidence import Evidence, JudgedSum, SumKind

    answer = reconcile(register)
    sums = tuple(
        JudgedSum(one.id, one.title, SumKind(one.kind), one.agreed, one.spot, one.year, one.is_empty)
        for one in answer.totals
        if one.kind.value in {kind.value for kind in SumKind}
    )
    documents = tuple(_document_findings(register)) if with_documents else ()
    return Evidence(register, answer.lines, sums, answer.claims, documents)


def _document_findings(register: Register) -> Iterable[Finding]:
    from enveloppes.cli.documents import own, read_documents

    paths = own(register)
    if not paths:
        return ()
    from enveloppes.answers.citing import check_sources, source_findings

    return source_findings(check_sources(register, read_documents(register, paths, inside=True)))


def counted(reading: Reading) -> Checked:
    """Count what was checked: a figure is an amount of an envelope, each of its statements one."""
    from enveloppes.output.findings import Checked

    register = reading.register
    envelopes = figures = 0
    for placed in register.envelopes():
        envelopes += 1
        amount = placed.envelope.amount
        if isinstance(amount, tuple):
            figures += sum(revision.amount is not None for revision in amount)
        elif amount is not None:
            figures += 1
    agreements = sum(1 for _ in register.agreements())
    inputs = tuple((one.name, one.sha256) for one in reading.inputs)
    return Checked(inputs, agreements, envelopes, figures)


def read_for_check(paths: Sequence[str] | None) -> tuple[Reading, Checked]:
    """Read a register whatever is wrong with it; of thousands of files only those that must be judged together."""
    from enveloppes.cli.session import note
    from enveloppes.reading.inputs import Input, choose
    from enveloppes.reading.register_file import read_chosen

    chosen = choose(paths or ())
    for message in chosen.notes:
        note(message)
    if _size(chosen.names) < _MUCH:
        reading = read_chosen(chosen)
        note_read(paths or (), reading.inputs)
        return reading, counted(reading)
    from enveloppes.cli.sharding import read_sharded

    sharded = read_sharded(chosen)
    note_read(paths or (), [Input(name, sha256) for name, sha256 in sharded.checked.inputs])
    return sharded.rest, sharded.checked


def _size(names: Sequence[str]) -> int:
    """Return about how many bytes there are to read, up to what is certainly much."""
    total = 0
    for name in names:
        if total >= _MUCH:
            break
        with suppress(OSError, ValueError):
            total += os.stat(name).st_size  # noqa: PTH116 - a name may be "-"
    return total


def options_of(values: Iterable[str] | None) -> tuple[str, ...]:
    """Return what a repeated option was given."""
    return tuple(values or ())
