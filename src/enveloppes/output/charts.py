"""Charts alone: the figure for a slide (``total --chart``), and how a chart becomes SVG or PNG."""

from __future__ import annotations

import re
from decimal import Decimal
from html import escape
from importlib.util import find_spec
from types import ModuleType

from enveloppes.agreements.basis import Basis
from enveloppes.agreements.register import Register
from enveloppes.answers.ledgers import LedgerAnswer
from enveloppes.answers.total import Total
from enveloppes.language.message import Message, say
from enveloppes.output.chart_bars import Bar, bars_of, draw_bars, legend_for
from enveloppes.output.chart_marks import FONT, WIDE, Canvas, Chart, Ink, Look, broken
from enveloppes.output.chart_tracked import draw_tracked, legend_of
from enveloppes.output.common import circumstances
from enveloppes.output.safe_text import visible
from enveloppes.output.words import render

_SCALE = 2
_HEADING, _SMALL = 14, 11
_TAG = re.compile(r"<[^<>]*>")
_NOISE = re.compile(r' (?:role|aria-[a-z]+|class|pointer-events|font-family)="[^"]*"| font-weight="normal"')
_NOTHING = re.compile(r'<path d="[^"]*"(?: display="none")?/>(?=</g>)|<g></g>')
_FRAME = re.compile(r'<svg [^>]*width="([0-9]+)" height="([0-9]+)"[^>]*>(.*)</svg>', re.DOTALL)
_GEOMETRY = re.compile(r'(?<= d=")[^"]*|(?<= transform=")[^"]*')
_LONG_DECIMALS = re.compile(r"\d+\.\d{3,}")
_HUNDREDTH = Decimal("0.01")
_PAPER_MARGIN = {"left": 24, "right": 28, "top": 12, "bottom": 16}


class ChartsMissingError(ImportError):
    """The library that draws charts is not installed."""


def total_chart(answer: Total, register: Register, language: str, width: int = WIDE) -> Chart:
    """Draw an answer of ``total``: one panel a basis, each under its heading, on an axis of its own."""
    canvas = Canvas(width)
    titles: list[str] = []
    every: list[Bar] = []
    for one in answer.totals:
        groups = [group for group in answer.groups if group.basis == one.basis]
        title = visible(render(_heading(answer, one.basis), language))
        canvas.height += 26 if titles else 6
        titles.append(title)
        _write_lines(canvas, title, Look(bold=True, size=_HEADING))
        canvas.height += 10
        bars = bars_of(groups, register, language) or (Bar(render(say("Total"), language), one.amount, 0),)
        draw_bars(canvas, bars, language)
        every += bars
    legend = legend_for(every)
    if legend is not None:
        canvas.height += 8
        _write_lines(canvas, render(legend, language), Look(Ink.QUIET, size=_SMALL))
    return canvas.chart("total", ". ".join(titles))


def ledgers_chart(answer: LedgerAnswer, language: str, width: int = WIDE) -> Chart | None:
    """Draw what was paid of what was announced, with its legend; None where there is nothing to draw."""
    title = render(say("Paid, of what was announced"), language)
    canvas = Canvas(width, 6)
    _write_lines(canvas, title, Look(bold=True, size=_HEADING))
    canvas.height += 10
    if not draw_tracked(canvas, answer.envelopes, language):
        return None
    canvas.height += 8
    _write_lines(canvas, render(legend_of(answer.envelopes), language), Look(Ink.QUIET, size=_SMALL))
    return canvas.chart("tracked", title)


def _write_lines(canvas: Canvas, text: str, look: Look) -> None:
    for line in broken(text, canvas.width, look.size, bold=look.bold):
        canvas.height += look.size + 4
        canvas.text((0, canvas.height - 4), line, look)


def _heading(answer: Total, basis: Basis) -> Message:
    """Return what a panel is called: dimensions, basis, date and filters."""
    words = circumstances(answer.query)
    if not answer.query.by:
        return say("Total · {basis}{circumstances}", basis=basis, circumstances=words)
    return say(
        "Total by {dimensions} · {basis}{circumstances}", dimensions=answer.query.by, basis=basis, circumstances=words
    )


def svg_of(chart: Chart, *, paper: bool = False, identity: str = "") -> str:
    """Return a chart as an SVG element that stands alone; raises ChartsMissingError.

    ``paper`` draws a white ground (a picture for a slide); ``identity`` makes the title's id unique in a page.
    """
    drawn: str = _library().vegalite_to_svg(_spec(chart, paper=paper))
    found = _FRAME.search(drawn)
    if found is None:
        message = "the chart came back without a frame"
        raise ValueError(message)
    width, height, inner = found.groups()
    body = _NOTHING.sub("", _TAG.sub(_tidied, inner))
    key = escape(f"{identity or chart.name}-title")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        f'font-family="{FONT}" role="img" aria-labelledby="{key}">'
        f'<title id="{key}">{escape(chart.alt)}</title>{body}</svg>'
    )


def _tidied(tag: re.Match[str]) -> str:
    """Return a tag without what only the library needs; what stands between tags is text and is left alone."""
    return _GEOMETRY.sub(_shortened, _NOISE.sub("", tag[0]))


def _shortened(geometry: re.Match[str]) -> str:
    """Return a path or a place with hundredths of pixels; no text of a chart is touched."""
    return _LONG_DECIMALS.sub(lambda number: f"{Decimal(number[0]).quantize(_HUNDREDTH).normalize():f}", geometry[0])


def png_of(chart: Chart) -> bytes:
    """Return a chart as a PNG of twice its size, for a slide; raises ChartsMissingError."""
    picture: bytes = _library().vegalite_to_png(_spec(chart, paper=True), scale=_SCALE)
    return picture


def _spec(chart: Chart, *, paper: bool) -> dict[str, object]:
    ground = {"background": Ink.PAPER, "padding": _PAPER_MARGIN} if paper else {"background": None}
    return {**chart.spec, **ground}


def has_charts() -> bool:
    """Say whether what draws charts is installed."""
    return find_spec("vl_convert") is not None


def _library() -> ModuleType:
    try:
        import vl_convert
    except ImportError as error:
        raise ChartsMissingError(str(error)) from error
    module: ModuleType = vl_convert
    return module
