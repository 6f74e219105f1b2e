"""HTML: a fragment of semantic tables that can be pasted into any page or word processor.

The little style that meaning needs (numbers to the right, never broken) stands in the elements themselves, because a
style sheet does not survive the clipboard.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from enveloppes.output.drawing import Drawn, DrawnColumn, DrawnRow, draw, lead_before
from enveloppes.output.faces import faced
from enveloppes.output.presentation import Presentation
from enveloppes.output.sheet import Role
from enveloppes.output.wrapping import longest_piece

_HEAD = ";border-bottom:1px solid"
_CELL = "padding:.2em .7em;vertical-align:top;"
_NUMBER = f"{_CELL}text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums"
_TEXT = f"{_CELL}text-align:left"
_CODE = f"{_CELL}text-align:left;white-space:nowrap"


# A word of hundreds of letters must not push the amounts off the page; no other word is ever broken.
_LONG_WORD = 40
_BREAKABLE = ";white-space:normal;overflow-wrap:anywhere;min-width:12em"


def html_text(text: str) -> str:
    """Return a text escaped, its code as ``<code>``."""
    return faced(text, escape, lambda code: f"<code>{escape(code)}</code>")


def write_html(answer: Presentation) -> bytes:
    """Return one ``<section>`` with a table each, its caption, scopes and notes."""
    drawn = draw(answer.sheet, answer.language)
    lines = [f'<section class="enveloppes" lang="{drawn.language}">']
    if drawn.origin:
        lines.append(f"<p>{html_text(drawn.origin)}</p>")
    for table in drawn.tables:
        lines += [*html_of(table), *_notes(table.notes)]
    lines += [*_notes(drawn.notes), "</section>", ""]
    return "\n".join(lines).encode(errors="backslashreplace")


def html_of(table: Drawn) -> Iterator[str]:
    """Yield the lines of one ``<table>``; a table without rows is its title alone."""
    if not table.rows:
        yield f"<p><strong>{html_text(table.title)}</strong></p>"
        return
    yield '<table style="border-collapse:collapse;margin:0 0 1.2em">'
    if table.title:
        yield f'<caption style="text-align:left;font-weight:bold;padding:.2em .7em">{html_text(table.title)}</caption>'
    if table.has_heads:
        heads = "".join(
            f'<th scope="col" style="{_style(each)}{_HEAD}">{html_text(each.head)}</th>' for each in table.columns
        )
        yield f"<thead><tr>{heads}</tr></thead>"
    yield "<tbody>"
    for row in table.rows:
        yield f"<tr>{''.join(_cells(table.columns, row))}</tr>"
    yield "</tbody>"
    yield "</table>"


def _notes(notes: tuple[str, ...]) -> list[str]:
    return ["<ul>", *(f"<li>{html_text(note)}</li>" for note in notes), "</ul>"] if notes else []


def _style(column: DrawnColumn) -> str:
    if column.is_numeric:
        return _NUMBER
    return _CODE if column.is_code else _TEXT


def _cells(columns: tuple[DrawnColumn, ...], row: DrawnRow) -> Iterator[str]:
    names_row = True  # the first filled text of a row is its heading, for a screen reader
    for place, (column, text) in enumerate(zip(columns, row.cells, strict=True)):
        style = _style(column)
        if not column.is_numeric and longest_piece(text) > _LONG_WORD:
            style += _BREAKABLE
        if column.is_tree and row.depth:
            style += f";padding-left:{0.7 + 1.5 * row.depth:g}em"
        shown = html_text(text)
        if row.role in {Role.TOTAL, Role.SUBTOTAL} and shown:
            shown = f"<strong>{shown}</strong>"
        if lead := lead_before(columns, row.cells, place):
            shown = f"{lead}\u00a0{shown}"
        if names_row and text and not column.is_numeric and row.role is not Role.DETAIL:
            names_row = False
            yield f'<th scope="row" style="{style};font-weight:normal">{shown}</th>'
        else:
            yield f'<td style="{style}">{shown}</td>'
