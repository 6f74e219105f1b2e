"""Options that several commands share, each said once."""

from __future__ import annotations

from typing import Annotated

import typer

from enveloppes.cli.settings import helped
from enveloppes.language.message import say

Paths = Annotated[
    list[str] | None,
    typer.Argument(
        metavar=helped(say("[PATH]...")),
        help=helped(say("Files or directories of YAML, `-` for the standard input.")),
        show_default=False,
    ),
]
Where = Annotated[
    list[str] | None,
    typer.Option(
        "--where",
        metavar=helped(say("KEY=VALUE")),
        help=helped(
            say("Only what fits: agreement, axis, funder, section, theme, territory, stage, year or id; KEY=none too.")
        ),
        show_default=False,
    ),
]
By = Annotated[
    list[str] | None,
    typer.Option(
        "--by",
        metavar="DIMENSION",
        help=helped(say("Group by agreement, axis, funder, section, theme, territory, stage or year; several nest.")),
        show_default=False,
    ),
]
AsOf = Annotated[
    str | None,
    typer.Option(
        "--as-of",
        metavar="DATE",
        help=helped(say("The state at the end of a day, a month or a year.")),
        show_default=False,
    ),
]
WithContext = Annotated[
    bool, typer.Option("--with-context", help=helped(say("Show context figures beside; they are in no total.")))
]
Format = Annotated[
    str | None,
    typer.Option(
        "--format",
        metavar="FORMAT",
        help=helped(say("table, csv, tsv, json, jsonl, markdown, html, latex, svg or xlsx.")),
        show_default=False,
    ),
]
Output = Annotated[
    str | None,
    typer.Option(
        "-o",
        "--output",
        metavar=helped(say("FILE")),
        help=helped(say("Write to a file; its ending decides the format.")),
        show_default=False,
    ),
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help=helped(say("With -o: show nothing on the terminal.")))]
Excel = Annotated[
    bool, typer.Option("--excel", help=helped(say("CSV as Excel opens it: byte order mark and semicolons.")))
]
