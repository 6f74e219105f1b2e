"""The chart of an answer as a file of its own: the figure for a slide."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

from enveloppes.cli.session import refuse, write
from enveloppes.cli.settings import SETTINGS
from enveloppes.language.message import say

if TYPE_CHECKING:
    from enveloppes.agreements.register import Register
    from enveloppes.answers.ledgers import LedgerAnswer
    from enveloppes.answers.total import Total
    from enveloppes.output.chart_marks import Chart

_ENDINGS = (".svg", ".png")


def settle(output: str | None, output_format: str | None) -> None:
    """Refuse what cannot be drawn, before any work is done."""
    from enveloppes.output.charts import has_charts

    ending = "" if output is None else PurePath(output).suffix.lower()
    if ending not in _ENDINGS:
        raise refuse(say("`--chart` needs a picture to write to, as in `-o axes.svg` or `-o axes.png`"))
    if output_format is not None and f".{output_format}" != ending:
        raise refuse(
            say("`--format {format}` contradicts `{path}`; drop one of them", format=output_format, path=output)
        )
    if not has_charts():
        raise refuse(say("charts need what `pip install 'enveloppes[report]'` brings"))


def write_total(answer: Total, register: Register, output: str) -> None:
    """Write the chart of a total: groups by basis, with their bounds."""
    from enveloppes.output.charts import total_chart

    _write(total_chart(answer, register, SETTINGS.language), output)


def write_ledgers(answer: LedgerAnswer | None, output: str) -> None:
    """Write the chart of what was paid of what was announced."""
    from enveloppes.output.charts import ledgers_chart

    if answer is None:
        raise refuse(say("`--chart` draws what the ledgers say: add `--ledgers`"))
    chart = ledgers_chart(answer, SETTINGS.language)
    if chart is None:
        raise refuse(say("no payments are known of a line with an announced figure: there is nothing to draw"))
    _write(chart, output)


def _write(chart: Chart, output: str) -> None:
    """Write a chart as SVG or PNG, by the ending of the file."""
    from enveloppes.output.charts import png_of, svg_of

    if output.lower().endswith(".png"):
        write(png_of(chart), output)
    else:
        write(f"{svg_of(chart, paper=True)}\n".encode(errors="backslashreplace"), output)
