"""``enveloppes reconcile``: do the figures agree with each other, and with the documents they come from?"""

from __future__ import annotations

from typing import Annotated

import typer

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
            metavar="REF=FILE",
            help=helped(say("Check figures of a source against this document.")),
            show_default=False,
        ),
    ] = None,
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
        from enveloppes.cli import documents
        from enveloppes.output.reconcile_sheet import reconcile_result, reconcile_sheet

        reading = session.read(paths)
        register = reading.register
        answer = reconcile(register)
        reads = documents.read_documents(register, documents.own(register), inside=True) if sources else {}
        reads |= documents.read_documents(register, documents.given(register, source or ()), inside=False)
        checks = check_sources(register, reads)
        session.show(
            reconcile_sheet(answer, checks, register),
            session.Showing(output_format, output, quiet, excel),
            session.inputs_of(reading),
            {"sources": sources, "source": list(source or ()), "strict": strict},
            lambda: reconcile_result(answer, checks, SETTINGS.language),
        )
        return session.FOUND if verdict_is_bad(answer, checks, strict=strict) else session.DONE

    session.guarded(work)
