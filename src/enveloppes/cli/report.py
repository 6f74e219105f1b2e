"""``enveloppes report``: a page, a PDF or a Markdown file of it all."""

from __future__ import annotations

from typing import Annotated

import typer

from enveloppes.cli import ledgers as of_ledgers
from enveloppes.cli import options
from enveloppes.cli.settings import helped
from enveloppes.language.message import say

HELP = say("One report of it all: totals, agreements, changes, verdicts, sources; as HTML, PDF or Markdown.")
EXAMPLE = "enveloppes report data/ -o report.html"


def command(
    paths: options.Paths = None,
    output: Annotated[
        str | None,
        typer.Option(
            "-o",
            "--output",
            metavar=helped(say("FILE")),
            help=helped(say("The report's file: .html, .pdf or .md.")),
            show_default=False,
        ),
    ] = None,
    date: Annotated[
        str | None,
        typer.Option(
            "--date",
            metavar="DATE",
            help=helped(say("The date of the report; else SOURCE_DATE_EPOCH, else today.")),
            show_default=False,
        ),
    ] = None,
    sources: Annotated[
        bool, typer.Option("--sources", help=helped(say("Check figures against each source's own document.")))
    ] = False,
    source: Annotated[
        list[str] | None,
        typer.Option(
            "--source",
            metavar=helped(say("REF=FILE")),
            help=helped(say("Check figures of a source against this document.")),
            show_default=False,
        ),
    ] = None,
    ledgers: of_ledgers.Ledgers = False,
    engine: of_ledgers.Engine = None,
    master: of_ledgers.Master = None,
    ledger: of_ledgers.LedgerFiles = None,
    output_format: Annotated[
        str | None,
        typer.Option("--format", metavar="FORMAT", help=helped(say("html, pdf or markdown.")), show_default=False),
    ] = None,
    quiet: options.Quiet = False,
) -> None:
    """Read a register, gather everything and write it."""
    from enveloppes.cli import session

    def work() -> int:
        from enveloppes.cli import report_making

        session.refuse_quiet(quiet=quiet, output=output)
        chosen = report_making.format_of(output_format, output)
        day = report_making.day_of(date)
        reading = session.read(paths)
        session.stop_at_contradictions(reading)
        asked = of_ledgers.Asked(engine, master, tuple(ledger or ()))
        wants_ledgers = ledgers or asked != of_ledgers.Asked()
        followed = of_ledgers.follow_ledgers(reading.register, asked, digests=True) if wants_ledgers else None
        making = report_making.making(reading, day, sources=sources, named=source or (), followed=followed)
        report_making.write(making, chosen, output)
        return session.DONE

    session.guarded(work)
