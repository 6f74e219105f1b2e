"""From paths to the findings of a check: reading, what the answers worked out, the rules, and what is silenced."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from enveloppes.agreements.finding import Finding, Placed
from enveloppes.cli.ledgers import ledger_findings
from enveloppes.cli.settings import SETTINGS
from enveloppes.cli.start import note_read

if TYPE_CHECKING:
    from enveloppes.agreements.register import Register
    from enveloppes.output.findings import Checked, Report
    from enveloppes.reading.register_file import Reading
    from enveloppes.rules.evidence import Evidence
    from enveloppes.rules.selection import Selection

_OF_DOCUMENTS = ("S402", "S403", "S404")
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
    reading = read_for_check(paths)
    parameters = (("select", list(select)), ("ignore", list(ignore)), ("strict", strict))
    return Report(findings_of(reading, chosen), counted(reading), SETTINGS.language, strict, parameters)


def findings_of(reading: Reading, selection: Selection) -> tuple[Placed, ...]:
    """Return the findings of a reading that are selected and not silenced, placed and sorted."""
    from enveloppes.reading.silencing import silenced
    from enveloppes.rules.registry import RULES

    evidence = evidence_of(reading.register, with_documents=any(code in selection for code in _OF_DOCUMENTS))
    found: list[Finding] = list(reading.findings)
    for rule in RULES:
        if rule.find is not None and rule.code in selection:
            found += rule.find(evidence)
    if any(code in selection for code in _OF_LEDGERS):
        found += ledger_findings(reading.register)
    chosen = [finding for finding in found if finding.code in selection]
    return silenced(reading, reading.place(chosen), selection.codes)


def evidence_of(register: Register, *, with_documents: bool) -> Evidence:
    """Return what the rules judge a register by; documents are read only if they are asked for."""
    from enveloppes.answers.reconcile import reconcile
    from enveloppes.rules.evidence import Evidence, JudgedSum, SumKind

    answer = reconcile(register)
    sums = tuple(
        JudgedSum(one.id, one.title, SumKind(one.kind), one.agreed, one.spot)
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


def read_for_check(paths: Sequence[str] | None) -> Reading:
    """Read a register whatever is wrong with it, and say where it came from if nobody named it."""
    from enveloppes.cli.session import note
    from enveloppes.reading.register_file import read_register

    reading = read_register(paths or ())
    note_read(paths or (), reading.inputs)
    for message in reading.notes:
        note(message)
    return reading


def options_of(values: Iterable[str] | None) -> tuple[str, ...]:
    """Return what a repeated option was given."""
    return tuple(values or ())
