"""``enveloppes show``: everything known of one thing."""

from __future__ import annotations

from typing import Annotated

import typer

from enveloppes.cli import options
from enveloppes.cli.settings import SETTINGS, helped
from enveloppes.language.message import say

HELP = say("Everything known of one agreement, axis or envelope, each figure with its source.")
EXAMPLE = "enveloppes show solidarites-2021"


def command(
    key: Annotated[str, typer.Argument(metavar="ID", help=helped(say("The id of an agreement, axis or envelope.")))],
    paths: options.Paths = None,
    output_format: options.Format = None,
    output: options.Output = None,
    quiet: options.Quiet = False,
    excel: options.Excel = False,
) -> None:
    """Read a register and show one thing of it."""
    from enveloppes.cli import session

    def work() -> int:
        from enveloppes.answers.showing import show
        from enveloppes.output.show_sheet import show_result, show_sheet

        showing = session.showing(output_format, output, quiet=quiet, excel=excel)
        reading = session.read(paths)
        answer = show(reading.register, key)
        session.show(
            show_sheet(answer, reading.register),
            showing,
            session.inputs_of(reading),
            {"id": key},
            lambda: show_result(answer, reading.register, SETTINGS.language),
        )
        return session.DONE

    session.guarded(work)
