"""Markdown: GitHub's pipe tables, aligned in the source too, in which user text stays text."""

from __future__ import annotations

import re

from enveloppes.output.drawing import Drawn, DrawnRow, draw, lead_before
from enveloppes.output.faces import faced
from enveloppes.output.presentation import Presentation
from enveloppes.output.safe_text import columns_of
from enveloppes.output.sheet import Role

# Escaped everywhere: what CommonMark, GitHub's tables, strikethrough, mathematics or mentions would act on. Line starts
# need no more: every line that we write begins with a pipe, two stars or a dash of our own.
_MARKUP = re.compile(r"([\\`*_\[\]<>|~&$@#])")
_LINK = re.compile(r"(?i)\b(https?|ftp|mailto|xmpp)(:)|\b(www)(\.)")
_BLOCK = re.compile(r"^(\s*)([-+]|\d+[.)])(?=\s|$)")
_BACKTICKS = re.compile("`+")
_INDENT = "&emsp;"
_LEAST = 3  # a delimiter row needs three dashes to please every parser


def escaped(text: str) -> str:
    """Return a text that Markdown shows as it is."""
    inline = _LINK.sub(lambda found: f"{found[1] or found[3]}\\{found[2] or found[4]}", _MARKUP.sub(r"\\\1", text))
    return _BLOCK.sub(lambda found: f"{found[1]}{found[2][:-1]}\\{found[2][-1]}", inline)


def markdown_text(text: str, *, in_pipes: bool = False) -> str:
    """Return a text as it is, its code as code spans; between pipes a pipe in code needs its backslash too."""
    return faced(text, escaped, lambda code: span(code.replace("|", "\\|") if in_pipes else code))


def span(code: str) -> str:
    """Return a code span, its fence one backtick longer than any run of them inside."""
    fence = "`" * (1 + max(map(len, _BACKTICKS.findall(code)), default=0))
    # Without a space a backtick at either end would belong to the fence; one at both ends is taken off again.
    room = " " if code.startswith(("`", " ")) or code.endswith(("`", " ")) else ""
    return f"{fence}{room}{code}{room}{fence}"


def write_markdown(answer: Presentation) -> bytes:
    """Return each table under its title in bold, and its notes as a list."""
    drawn = draw(answer.sheet, answer.language)
    blocks = [markdown_text(drawn.origin)] if drawn.origin else []
    for table in drawn.tables:
        blocks += [part for part in (_title(table), pipes(table), _notes(table.notes)) if part]
    if drawn.notes:
        blocks.append(_notes(drawn.notes))
    return ("\n\n".join(blocks) + "\n").encode(errors="backslashreplace")


def _title(table: Drawn) -> str:
    return f"**{markdown_text(table.title)}**" if table.title else ""


def _notes(notes: tuple[str, ...]) -> str:
    return "\n".join(f"- {markdown_text(note)}" for note in notes)


def pipes(table: Drawn) -> str:
    """Return a table in pipes, without its title and notes; nothing where it has no rows."""
    if not table.rows:
        return ""
    lines = [
        [markdown_text(column.head, in_pipes=True) for column in table.columns],
        *(_cells(table, row) for row in table.rows),
    ]
    widths = [max(_LEAST, *(columns_of(line[place]) for line in lines)) for place in range(len(table.columns))]
    rule = [
        "-" * (wide - 1) + ":" if column.is_numeric else "-" * wide
        for column, wide in zip(table.columns, widths, strict=True)
    ]
    padded = [_padded(table, line, widths) for line in lines]
    return "\n".join(f"| {' | '.join(line)} |" for line in (padded[0], rule, *padded[1:]))


def _cells(table: Drawn, row: DrawnRow) -> list[str]:
    cells = []
    for place, (column, text) in enumerate(zip(table.columns, row.cells, strict=True)):
        shown = markdown_text(text, in_pipes=True)
        if row.role in {Role.TOTAL, Role.SUBTOTAL} and shown:
            shown = f"**{shown}**"
        if lead := lead_before(table.columns, row.cells, place):
            shown = f"{lead}\u00a0{shown}"
        cells.append(_INDENT * row.depth + shown if column.is_tree and shown else shown)
    return cells


def _padded(table: Drawn, line: list[str], widths: list[int]) -> list[str]:
    padded = []
    for column, text, wide in zip(table.columns, line, widths, strict=True):
        spaces = " " * (wide - columns_of(text))
        padded.append(spaces + text if column.is_numeric else text + spaces)
    return padded
