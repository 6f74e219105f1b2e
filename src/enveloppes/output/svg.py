"""SVG: the table as rich's terminal shows it, with the fonts of the reader's machine and nothing from outside.

Every piece of text stands at its own place with its own length, so that no font, whatever its widths (a narrow no-break
space is often missing from one), can move a column or run into the next.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape

from rich.terminal_theme import SVG_EXPORT_THEME

from enveloppes.output.drawing import draw
from enveloppes.output.layout import Line, Style, lay_out
from enveloppes.output.presentation import Presentation
from enveloppes.output.safe_text import columns_of

_WIDTH = 132  # columns of the terminal that is drawn; tables narrower than that make a narrower picture
_FONT_SIZE = 14
_CELL, _LINE_HEIGHT = 8.4, 20
_LEFT, _TOP, _BAR = 16, 14, 34
_PIECE = re.compile("[^ ](?: ?[^ ])*")  # a no-break space belongs to its number
_CLASSES = {
    Style.TITLE: "s",
    Style.STRONG: "s",
    Style.HEAD: "q",
    Style.RULE: "q",
    Style.QUIET: "q",
    Style.PLAIN: "p",
}
_FONTS = "ui-monospace,'DejaVu Sans Mono','Cascadia Mono',Menlo,Consolas,'Liberation Mono',monospace"


def write_svg(answer: Presentation) -> bytes:
    """Return the picture of the terminal, as wide as its longest line."""
    lines = list(lay_out(draw(answer.sheet, answer.language), _WIDTH))
    title = f"enveloppes {answer.sheet.name}"
    widest = max([columns_of(title) + 20, *(columns_of(_text(line)) for line in lines)])
    width = round(widest * _CELL + 2 * _LEFT)
    height = _BAR + len(lines) * _LINE_HEIGHT + 2 * _TOP
    body = "\n".join((*_frame(title, width, height), *_lines(lines)))
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        f'role="img" lang="{answer.language}" aria-label="{escape(title)}">'
    )
    return f"{head}\n{body}\n</svg>\n".encode(errors="backslashreplace")


def _text(line: Line) -> str:
    return "".join(span.text for span in line)


def _frame(title: str, width: int, height: int) -> Iterator[str]:
    ground, ink = (_hex(colour) for colour in (SVG_EXPORT_THEME.background_color, SVG_EXPORT_THEME.foreground_color))
    yield f"<title>{escape(title)}</title>"
    yield (
        f"<style>text{{font:{_FONT_SIZE}px {_FONTS};fill:{ink};white-space:pre}}"
        f".s{{font-weight:bold}}.q{{fill-opacity:.72}}.t{{font:bold 15px system-ui,sans-serif}}</style>"
    )
    yield (
        f'<rect x=".5" y=".5" width="{width - 1}" height="{height - 1}" rx="8" fill="{ground}" '
        f'stroke="{ink}" stroke-opacity=".35"/>'
    )
    for place, colour in enumerate(("#ff5f57", "#febc2e", "#28c840")):
        yield f'<circle cx="{24 + 20 * place}" cy="20" r="6" fill="{colour}"/>'
    yield f'<text class="t" x="{width / 2:g}" y="25" text-anchor="middle">{escape(title)}</text>'


def _hex(colour: tuple[int, int, int]) -> str:
    return "#{:02x}{:02x}{:02x}".format(*colour)


def _lines(lines: list[Line]) -> Iterator[str]:
    for number, line in enumerate(lines):
        y = _BAR + _TOP + (number + 0.75) * _LINE_HEIGHT
        before = 0
        for span in line:
            if span.style is Style.RULE:
                yield _rule(span.text, y)
                continue
            for piece in _PIECE.finditer(span.text):
                column = before + columns_of(span.text[: piece.start()])
                yield _piece(piece[0], _CLASSES[span.style], column, y)
            before += columns_of(span.text)


def _piece(text: str, style: str, column: int, y: float) -> str:
    x, length = _LEFT + column * _CELL, columns_of(text) * _CELL
    return (
        f'<text class="{style}" x="{x:g}" y="{y:g}" textLength="{length:g}" lengthAdjust="spacingAndGlyphs">'
        f"{escape(text, quote=False)}</text>"
    )


def _rule(text: str, y: float) -> str:
    indent = columns_of(text) - columns_of(text.lstrip(" "))
    x1, x2, height = _LEFT + indent * _CELL, _LEFT + columns_of(text) * _CELL, y - _FONT_SIZE / 3
    ink = _hex(SVG_EXPORT_THEME.foreground_color)
    return f'<path d="M{x1:g} {height:g}H{x2:g}" stroke="{ink}" stroke-opacity=".5"/>'
