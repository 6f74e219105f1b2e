"""Markdown: GitHub's pipe tables, aligned in the source too, in which user text stays text."""

from __future__ import annotations

import re

from enveloppes.output.drawing import Drawn, DrawnRow, draw
from enveloppes.output.presentation import Presentation
from enveloppes.output.safe_text import columns_of
from enveloppes.output.sheet import Role

# Escaped everywhere: what CommonMark, GitHub's tables, strikethrough, mathematics or mentions would act on. Line starts
# need no more: every line that we write begins with a pipe, two stars or a dash of our own.
_MARKUP = re.compile(r"([\\`*_\[\]<>|~&$@#])")
_LINK = re.compile(r"(?i)\b(https?|ftp|mailto|xmpp)(:)|\b(www)(\.)")
_BLOCK = re.compile(r"^(\s*)([-+]|\d+[.)])(?=\s|$)")
_INDENT = "&emsp;"
_LEAST = 3  # a delimiter row needs three dashes to please every parser


def escaped(text: str) -> str:
    """Return a text that Markdown shows as it is."""
    inline = _LINK.sub(lambda found: f"{found[1] or found[3]}\\{found[2] or found[4]}", _MARKUP.sub(r"\\\1", text))
    return _BLOCK.sub(lambda found: f"{found[1]}{found[2][:-1]}\\{found[2][-1]}", inline)


def write_markdown(answer: Presentation) -> bytes:
    """Return each table under its title in bold, and its notes as a list."""
    drawn = draw(answer.sheet, answer.language)
    blocks = [escaped(drawn.origin)] if drawn.origin else []
    for table in drawn.tables:
        blocks += [part for part in (_title(table), pipes(table), _notes(table.notes)) if part]
    if drawn.notes:
        blocks.append(_notes(drawn.notes))
    return ("\n\n".join(blocks) + "\n").encode(errors="backslashreplace")


def _title(table: Drawn) -> str:
    return f"**{escaped(table.title)}**" if table.title else ""


def _notes(notes: tuple[str, ...]) -> str:
    return "\n".join(f"- {escaped(note)}" for note in notes)


def pipes(table: Drawn) -> str:
    """Return a table in pipes, without its title and notes; nothing where it has no rows."""
    if not table.rows:
        return ""
    lines = [[escaped(column.head) for column in table.columns], *(_cells(table, row) for row in table.rows)]
    widths = [max(_LEAST, *(columns_of(line[place]) for line in lines)) for place in range(len(table.columns))]
    rule = [
        "-" * (wide - 1) + ":" if column.is_numeric else "-" * wide
        for column, wide in zip(table.columns, widths, strict=True)
    ]
    padded = [_padded(table, line, widths) for line in lines]
    return "\n".join(f"| {' | '.join(line)} |" for line in (padded[0], rule, *padded[1:]))


def _cells(table: Drawn, row: DrawnRow) -> list[str]:
    cells = []
    for column, text in zip(table.columns, row.cells, strict=True):
        shown = escaped(text)
        if row.role in {Role.TOTAL, Role.SUBTOTAL} and shown:
            shown = f"**{shown}**"
        cells.append(_INDENT * row.depth + shown if column.is_tree and shown else shown)
    return cells


def _padded(table: Drawn, line: list[str], widths: list[int]) -> list[str]:
    padded = []
    for column, text, wide in zip(table.columns, line, widths, strict=True):
        spaces = " " * (wide - columns_of(text))
        padded.append(spaces + text if column.is_numeric else text + spaces)
    return padded
