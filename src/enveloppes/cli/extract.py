"""``enveloppes extract``: the euro figures of a document."""

from __future__ import annotations

from typing import Annotated

import typer

from enveloppes.cli import options
from enveloppes.cli.settings import helped
from enveloppes.language.message import say

HELP = say("The euro figures of a document, with place, reading and wording; --format yaml drafts envelopes.")
EXAMPLE = "enveloppes extract communique.pdf --format yaml"


def command(
    document: Annotated[
        str, typer.Argument(metavar="DOCUMENT", help=helped(say("A document: txt, md, html, pdf or docx.")))
    ],
    output_format: options.Format = None,
    output: options.Output = None,
    quiet: options.Quiet = False,
    excel: options.Excel = False,
) -> None:
    """Read a document and show its figures, or a draft of envelopes."""
    from enveloppes.cli import session

    def work() -> int:
        from enveloppes.documents.errors import DocumentError
        from enveloppes.documents.figures import figures
        from enveloppes.documents.loading import load
        from enveloppes.output.extract_sheet import extract_result, extract_sheet

        try:
            read = load(document)
        except DocumentError as error:
            raise session.refuse(error.message) from error
        found = figures(read)
        showing = session.Showing(output_format, output, quiet, excel)
        if session.wants_draft(showing):
            session.deliver_draft(document, found, showing)
        else:
            session.show_document(
                extract_sheet(found), showing, document, lambda: extract_result(found, session.SETTINGS.language)
            )
        return session.DONE

    session.guarded(work)
