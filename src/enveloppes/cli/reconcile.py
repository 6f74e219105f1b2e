"""``enveloppes reconcile``: do the figures agree with each other, and with the documents they come from?"""

from __future__ import annotations

from typing import Annotated

import typer

from enveloppes.cli import ledgers as of_ledgers
from enveloppes.cli import options
from enveloppes.cli.settings import SETTINGS, helped
from enveloppes.language.message import say

HELP = say("Whether totals, containers, funders and claims agree, and figures are in the documents they cite.")
EXAMPLE = "enveloppes reconcile --sources --strict"


def command(
    paths: options.Paths = None,
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
    include_order: of_ledgers.IncludeOrder = False,
    include_receipts: of_ledgers.IncludeReceipts = False,
    chart: Annotated[
        bool,
        typer.Option("--chart", help=helped(say("With --ledgers and -o FILE.svg or .png: draw what was paid of it."))),
    ] = False,
    strict: Annotated[
        bool,
        typer.Option("--strict", help=helped(say("Exit 1 on what is partial, undetermined or uncited, too."))),
    ] = False,
    output_format: options.Format = None,
    output: options.Output = None,
    quiet: options.Quiet = False,
    excel: options.Excel = False,
) -> None:
    """Read a register and its documents, reconcile and show."""
    from enveloppes.cli import session

    def work() -> int:
        from enveloppes.answers.citing import check_sources
        from enveloppes.answers.reconcile import reconcile, verdict_is_bad
        from enveloppes.cli import charting, documents
        from enveloppes.output.reconcile_sheet import reconcile_result, reconcile_sheet

        if chart:
            charting.settle(output, output_format)
        showing = session.showing(output_format, output, quiet=quiet, excel=excel, is_drawn=chart)
        asked = of_ledgers.Asked(engine, master, tuple(ledger or ()), include_order, include_receipts)
        reading = session.read(paths)
        register = reading.register
        answer = reconcile(register)
        reads = documents.read_documents(register, documents.own(register), inside=True) if sources else {}
        reads |= documents.read_documents(register, documents.given(register, source or ()), inside=False)
        if sources and not reads:
            session.note(say("no source names a `document` here; `--source REF=FILE` gives one for this run"))
        checks = check_sources(register, reads)
        wants_ledgers = ledgers or asked != of_ledgers.Asked()
        # Only what names its inputs needs their sha256: a table on a terminal is not worth reading a Parquet whole.
        digests = not chart and (output is not None or output_format is not None)
        followed = of_ledgers.follow_ledgers(register, asked, digests=digests) if wants_ledgers else None
        if chart and output is not None:
            charting.write_ledgers(followed, output)
        session.show(
            reconcile_sheet(answer, checks, register, followed),
            showing,
            (*session.inputs_of(reading), *documents.inputs_of(checks), *of_ledgers.inputs_of(followed)),
            {
                "sources": sources,
                "source": list(source or ()),
                "ledgers": wants_ledgers,
                "strict": strict,
                **(asked.parameters if wants_ledgers else {}),
            },
            lambda: reconcile_result(answer, checks, SETTINGS.language, followed),
        )
        is_bad = verdict_is_bad(answer, checks, strict=strict)
        if followed is not None:
            of_ledgers.show_findings(reading, followed)
            is_bad = is_bad or of_ledgers.is_bad(followed, strict=strict)
        return session.FOUND if is_bad else session.DONE

    session.guarded(work)
