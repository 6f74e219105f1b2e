"""``enveloppes check``: every finding of the register, as text or for a machine."""

from __future__ import annotations

from typing import Annotated

import typer

from enveloppes.cli import options
from enveloppes.cli.settings import helped
from enveloppes.language.message import say

HELP = say("Check the register: every finding with its place, all in one run.")
EXAMPLE = "enveloppes check data/ --strict"


def command(
    paths: options.Paths = None,
    select: Annotated[
        list[str] | None,
        typer.Option(
            "--select",
            metavar="CODES",
            help=helped(say("Look only for these codes, or families: C3,S")),
            show_default=False,
        ),
    ] = None,
    ignore: Annotated[
        list[str] | None,
        typer.Option("--ignore", metavar="CODES", help=helped(say("Do not look for these codes.")), show_default=False),
    ] = None,
    strict: Annotated[bool, typer.Option("--strict", help=helped(say("Warnings fail the check too.")))] = False,
    output_format: Annotated[
        str | None,
        typer.Option(
            "--format",
            metavar="FORMAT",
            help=helped(say("text, json, github, gitlab, junit or sarif.")),
            show_default=False,
        ),
    ] = None,
    output: options.Output = None,
    quiet: options.Quiet = False,
) -> None:
    """Read, look for everything, show."""
    from enveloppes.cli import session

    def work() -> int:
        from enveloppes.cli.checking import check, options_of
        from enveloppes.cli.reporting import formats_of, show

        formats = formats_of(output_format, output, quiet=quiet)
        report = check(paths, options_of(select), options_of(ignore), strict=strict)
        show(report, formats)
        return session.FOUND if report.fails else session.DONE

    session.guarded(work)
