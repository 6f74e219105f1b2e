"""``enveloppes total``: what the lines come to, each euro once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from enveloppes.cli import options
from enveloppes.cli.settings import SETTINGS, helped
from enveloppes.language.message import say

if TYPE_CHECKING:
    from enveloppes.answers.explaining import Step

HELP = say("What the lines come to, by basis and by groups; each euro counts once.")
EXAMPLE = "enveloppes total --by axis --where theme=06"


def command(
    paths: options.Paths = None,
    by: options.By = None,
    where: options.Where = None,
    as_of: options.AsOf = None,
    with_context: options.WithContext = False,
    over: Annotated[
        str | None,
        typer.Option(
            "--over",
            metavar=helped(say("PERIOD")),
            help=helped(say("Multiply yearly amounts by the years of a period.")),
            show_default=False,
        ),
    ] = None,
    explain: Annotated[
        bool, typer.Option("--explain", help=helped(say("Say of each line whether it was counted, and why.")))
    ] = False,
    chart: Annotated[
        bool, typer.Option("--chart", help=helped(say("With -o FILE.svg or .png: draw the figure for a slide.")))
    ] = False,
    output_format: options.Format = None,
    output: options.Output = None,
    quiet: options.Quiet = False,
    excel: options.Excel = False,
) -> None:
    """Read a register, add up and show."""
    from enveloppes.cli import session

    def work() -> int:
        from enveloppes.answers.total import total
        from enveloppes.cli import asking, charting
        from enveloppes.output.total_sheet import total_result, total_sheet

        if chart:
            charting.settle(output, output_format)
        showing = session.showing(output_format, output, quiet=quiet, excel=excel, is_drawn=chart)
        query = asking.query(by=by, where=where, as_of=as_of, over=over, with_context=with_context)
        reading = session.read(paths)
        session.stop_at_contradictions(reading, query.as_of)
        answer = total(reading.register, query)
        steps: tuple[Step, ...] = ()
        if explain:
            from enveloppes.answers.explaining import explain as explained

            steps = explained(answer)
        parameters = {
            "by": list(by or ()),
            "where": list(where or ()),
            "as_of": as_of,
            "over": over,
            "with_context": with_context,
            "explain": explain,
        }
        if chart and output is not None:
            charting.write_total(answer, reading.register, output)
        session.show(
            total_sheet(answer, reading.register, steps),
            showing,
            session.inputs_of(reading),
            parameters,
            lambda: total_result(answer, steps, SETTINGS.language),
        )
        return session.DONE

    session.guarded(work)
