"""``enveloppes compare``: two agreements, two dates, two versions of the files; or more at once."""

from __future__ import annotations

from typing import Annotated

import typer

from enveloppes.cli import options
from enveloppes.cli.settings import SETTINGS, helped
from enveloppes.language.message import say

HELP = say("What differs between two agreements, two dates or two versions of the files; or more at once, as a matrix.")
EXAMPLE = "enveloppes compare HEAD~1:data data --format markdown"


def command(
    operands: Annotated[
        list[str],
        typer.Argument(
            metavar="A B [C]...",
            help=helped(say("ID, ID@2020, a YAML file or directory, or REV:PATH of a git repository.")),
            show_default=False,
        ),
    ],
    data: Annotated[
        list[str] | None,
        typer.Option(
            "--data", metavar=helped(say("PATH")), help=helped(say("Where ids are looked up.")), show_default=False
        ),
    ] = None,
    by: Annotated[
        str | None,
        typer.Option(
            "--by",
            metavar="DIMENSION",
            help=helped(say("Match by agreement, axis, funder, section, theme, territory, stage or year.")),
            show_default=False,
        ),
    ] = None,
    where: options.Where = None,
    per: Annotated[
        str | None,
        typer.Option(
            "--per",
            metavar="inhabitant|year",
            help=helped(say("Divide by the population of the territory, or by the years of the period.")),
            show_default=False,
        ),
    ] = None,
    with_context: options.WithContext = False,
    everything: Annotated[bool, typer.Option("--all", help=helped(say("Show unchanged rows too.")))] = False,
    exit_code: Annotated[
        bool, typer.Option("--exit-code", help=helped(say("Exit with 1 where anything differs.")))
    ] = False,
    output_format: options.Format = None,
    output: options.Output = None,
    quiet: options.Quiet = False,
    excel: options.Excel = False,
) -> None:
    """Resolve the operands, compare and show."""
    from enveloppes.cli import session

    def work() -> int:
        from enveloppes.answers.compare import compare
        from enveloppes.cli import asking
        from enveloppes.cli.operands import resolve
        from enveloppes.output.compare_json import compare_result
        from enveloppes.output.compare_sheet import compare_sheet

        showing = session.showing(output_format, output, quiet=quiet, excel=excel)
        question = asking.comparison(operands, by=by, where=where, per=per, with_context=with_context)
        found = resolve(operands, data)
        answer = compare(found.operands, question)
        parameters = {
            "operands": list(operands),
            "data": list(data or ()),
            "by": by,
            "where": list(where or ()),
            "per": per,
            "with_context": with_context,
            "all": everything,
            "exit_code": exit_code,
        }
        session.show(
            compare_sheet(answer, with_unchanged=everything),
            showing,
            found.inputs,
            parameters,
            lambda: compare_result(answer, SETTINGS.language, with_unchanged=everything),
            screen=compare_sheet(answer, with_unchanged=everything, with_bars=True),
        )
        return session.FOUND if exit_code and answer.differs else session.DONE

    session.guarded(work)
