"""``enveloppes list``: what there is."""

from __future__ import annotations

from enveloppes.cli import options
from enveloppes.cli.settings import SETTINGS
from enveloppes.language.message import say

HELP = say("List agreements, axes and envelopes, with their figures.")
EXAMPLE = "enveloppes list --where section=investment"


def command(
    paths: options.Paths = None,
    where: options.Where = None,
    as_of: options.AsOf = None,
    output_format: options.Format = None,
    output: options.Output = None,
    quiet: options.Quiet = False,
    excel: options.Excel = False,
) -> None:
    """Read a register, list and show."""
    from enveloppes.cli import session

    def work() -> int:
        from enveloppes.answers.listing import listing
        from enveloppes.cli import asking
        from enveloppes.output.list_sheet import list_result, list_sheet

        showing = session.showing(output_format, output, quiet=quiet, excel=excel)
        query = asking.query(where=where, as_of=as_of)
        reading = session.read(paths)
        answer = listing(reading.register, query)
        session.show(
            list_sheet(answer, reading.register),
            showing,
            session.inputs_of(reading),
            {"where": list(where or ()), "as_of": as_of},
            lambda: list_result(answer, SETTINGS.language),
        )
        return session.DONE

    session.guarded(work)
