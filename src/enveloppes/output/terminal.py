"""An answer on the terminal: rich paints the lines where there is colour; without colour they are plain text.

rich is imported only to paint: a piped answer starts without it.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Mapping
from io import TextIOWrapper
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
    if isinstance(stream, TextIOWrapper):
        stream.reconfigure(errors="replace")
    lines = lay_out(draw(sheet, language, for_terminal=True), width_of(stream, environment))
    if wants_colour(color, stream, environment):
        _paint(lines, stream)
    else:
        stream.writelines("".join(span.text for span in line) + "\n" for line in lines)


def plain(sheet: Sheet, language: str, width: int = UNLIMITED) -> str:
    """Return a sheet as plain text: what ``-o FILE --format table`` writes."""
    return "".join(
        "".join(span.text for span in line) + "\n" for line in lay_out(draw(sheet, language, for_terminal=True), width)
    )


def _paint(lines: Iterable[Line], stream: TextIO) -> None:
    # Only rich's styles: its console, four times as slow to start, would wrap at U+00A0 and read markup, emoji codes
    # and numbers into the text of a user.
    from rich.color import ColorSystem
    from rich.style import Style as Paint

    paints = {style: Paint.parse(words) for style, words in _PAINT.items()}
    for line in lines:
        painted = (paints[span.style].render(span.text, color_system=ColorSystem.STANDARD) for span in line)
        stream.write("".join(painted) + "\n")
