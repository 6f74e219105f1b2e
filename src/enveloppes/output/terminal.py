"""An answer on the terminal: rich paints the lines where there is colour; without colour they are plain text.

rich is imported only to paint: a piped answer starts without it.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Mapping
from typing import TextIO

from enveloppes.output.drawing import draw
from enveloppes.output.layout import UNLIMITED, Line, Style, lay_out
from enveloppes.output.sheet import Sheet

# Only what every theme, light or dark, shows well: weight and faintness, no hue.
_PAINT = {
    Style.PLAIN: "",
    Style.TITLE: "bold",
    Style.HEAD: "dim",
    Style.RULE: "dim",
    Style.STRONG: "bold",
    Style.QUIET: "dim",
}


def wants_colour(choice: str, stream: TextIO, environment: Mapping[str, str]) -> bool:
    """Say whether to paint: ``--color`` first, then NO_COLOR, FORCE_COLOR, TERM=dumb, then whether it is a terminal."""
    if choice != "auto":
        return choice == "always"
    if environment.get("NO_COLOR"):
        return False
    if environment.get("FORCE_COLOR"):
        return True
    return environment.get("TERM") != "dumb" and stream.isatty()


def width_of(stream: TextIO, environment: Mapping[str, str]) -> int:
    """Return the columns there are: those of the terminal, of COLUMNS, or no limit where the output is piped."""
    told = environment.get("COLUMNS", "")
    if told.isascii() and told.isdigit() and int(told) > 0:
        return int(told)
    return shutil.get_terminal_size().columns if stream.isatty() else UNLIMITED


def show(sheet: Sheet, language: str, stream: TextIO, environment: Mapping[str, str], *, color: str = "auto") -> None:
    """Draw a sheet on a stream; a stream that cannot write a character gets a question mark, never an error."""
    lines = lay_out(draw(sheet, language), width_of(stream, environment))
    if wants_colour(color, stream, environment):
        _paint(lines, stream)
    else:
        stream.writelines("".join(span.text for span in line) + "\n" for line in lines)


def plain(sheet: Sheet, language: str, width: int = UNLIMITED) -> str:
    """Return a sheet as plain text: what ``-o FILE --format table`` writes."""
    return "".join("".join(span.text for span in line) + "\n" for line in lay_out(draw(sheet, language), width))


def _paint(lines: Iterable[Line], stream: TextIO) -> None:
    from rich.console import Console
    from rich.text import Text

    # We lay out and decide about colour ourselves: rich must neither wrap (it would at U+00A0), nor guess, nor read
    # markup, emoji codes or numbers into the text of a user.
    console = Console(
        file=stream,
        force_terminal=True,
        color_system="standard",
        no_color=False,
        width=UNLIMITED,
        markup=False,
        emoji=False,
        highlight=False,
        legacy_windows=False,
    )
    for line in lines:
        text = Text(no_wrap=True, end="")
        for span in line:
            text.append(span.text, style=_PAINT[span.style])
        console.print(text, soft_wrap=True)
