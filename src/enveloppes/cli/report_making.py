"""From a register to the file of a report: its date, its documents, its findings, and where it is written."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from enveloppes.cli.session import inputs_of, note, refuse
from enveloppes.cli.settings import SETTINGS
from enveloppes.language.message import Message, say

if TYPE_CHECKING:
    from enveloppes.answers.ledgers import LedgerAnswer
    from enveloppes.output.report.formats import ReportFormat
    from enveloppes.output.report.making import Making
    from enveloppes.reading.register_file import Reading

_LARGE = 2_000_000  # bytes
_EPOCH = "SOURCE_DATE_EPOCH"


def format_of(name: str | None, path: str | None) -> ReportFormat:
    """Return the format that is asked for; what cannot be is refused before any work is done."""
    from enveloppes.output.report.formats import chosen

    found = chosen(name, path)
    if isinstance(found, Message):
        raise refuse(found)
    if path is None and found.is_binary and sys.stdout.isatty():
        raise refuse(say("{format} is no text for a terminal; add `-o FILE`", format=found.name))
    return found


def day_of(asked: str | None) -> date:
    """Return the date of the report: as asked, as SOURCE_DATE_EPOCH has it, else today."""
    from enveloppes.agreements.dates import read_day

    if asked is not None:
        return read_day(asked).last
    epoch = os.environ.get(_EPOCH)
    if not epoch:
        return datetime.now(tz=UTC).astimezone().date()
    try:
        return datetime.fromtimestamp(int(epoch), tz=UTC).date()
    except (ValueError, OverflowError, OSError) as error:
        raise refuse(say("SOURCE_DATE_EPOCH is `{text}`, no number of seconds", text=epoch)) from error


def making(
    reading: Reading, day: date, *, sources: bool, named: Sequence[str], followed: LedgerAnswer | None
) -> Making:
    """Return all that the report is made from."""
    from enveloppes.answers.citing import check_sources, source_findings
    from enveloppes.answers.report import report
    from enveloppes.cli import documents
    from enveloppes.cli import ledgers as of_ledgers
    from enveloppes.cli.checking import findings_of
    from enveloppes.output.report.making import Making
    from enveloppes.rules.selection import selection
    from enveloppes.version import VERSION

    register = reading.register
    reads = documents.read_documents(register, documents.own(register), inside=True) if sources else {}
    reads |= documents.read_documents(register, documents.given(register, named), inside=False)
    checks = check_sources(register, reads)
    found = (
        *findings_of(reading, selection((), ())),
        *reading.place((*source_findings(checks), *(followed.findings if followed is not None else ()))),
    )
    inputs = (*inputs_of(reading), *documents.inputs_of(checks), *of_ledgers.inputs_of(followed))
    return Making(report(register), checks, found, followed, inputs, SETTINGS.language, VERSION, day)


def write(making: Making, chosen: ReportFormat, path: str | None) -> None:
    """Write the report where it is wanted; without the library of charts it goes without, and says so."""
    from enveloppes.cli import session
    from enveloppes.output.charts import has_charts
    from enveloppes.output.report.content import paper
    from enveloppes.output.report.formats import TooLargeError, TypesettingMissingError

    try:
        written = chosen.write(paper(making))
    except TypesettingMissingError as error:
        raise refuse(say("a PDF needs what `pip install 'enveloppes[report]'` brings")) from error
    except TooLargeError as error:
        raise refuse(
            say(
                "a PDF of {rows} rows of tables would take gigabytes of memory; {most} are the most: "
                "write the page (`-o report.html`), or report on fewer files",
                rows=error.rows,
                most=error.most,
            )
        ) from error
    if chosen.name == "html" and len(written) > _LARGE:
        megabytes = -(-len(written) // 1_000_000)
        note(say("The page has {n} MB, more than is easily sent; a report on fewer files is smaller.", n=megabytes))
    session.write(written, path)
    if chosen.has_charts and not has_charts():
        note(say("Without its charts: `pip install 'enveloppes[report]'` brings what draws them."))
