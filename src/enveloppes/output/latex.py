"""LaTeX: booktabs tables for a document to input; user text can never become a command."""

from __future__ import annotations

import re
from collections.abc import Iterator

from enveloppes.output.drawing import Drawn, DrawnColumn, DrawnRow, draw
from enveloppes.output.presentation import Presentation
from enveloppes.output.sheet import Role

# Every character that TeX would act on, and those that a document without fontspec may lack.
_COMMANDS = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\{",
        "}": r"\}",
        "$": r"\$",
        "&": r"\&",
        "#": r"\#",
        "%": r"\%",
        "_": r"\_",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        "<": r"\textless{}",
        ">": r"\textgreater{}",
        "|": r"\textbar{}",
        '"': r"\textquotedbl{}",
        "`": r"\textasciigrave{}",
        "[": "{[}",  # after a line's end it would begin an argument
        "*": "{*}",
        "\u00a0": "~",
        "\u202f": r"\,",
        "€": r"\texteuro{}",
        "\u2212": r"\textminus{}",
        "±": r"\textpm{}",
        "→": r"\textrightarrow{}",
        "«": r"\guillemotleft{}",
        "»": r"\guillemotright{}",
        "–": r"\textendash{}",
    }
)
# Pairs that fonts join into another sign (an en dash, a closing quotation mark) are kept apart.
_LIGATURE = re.compile(r"([-',])(?=\1)")
_LONG = 32  # a column with longer texts becomes a paragraph column, so that it wraps
_INDENT = r"\hspace*{1em}"
_PREAMBLE = (
    "% \\usepackage[T1]{fontenc}",
    "% \\usepackage{textcomp}",
    "% \\usepackage{booktabs}",
)


def escaped(text: str) -> str:
    """Return a text that LaTeX prints as it is."""
    return _LIGATURE.sub(r"\1{}", text.translate(_COMMANDS))


def write_latex(answer: Presentation) -> bytes:
    """Return a ``table`` environment for each table; the comment at the top names the packages it needs."""
    drawn = draw(answer.sheet, answer.language)
    lines = list(_PREAMBLE)
    for table in drawn.tables:
        lines += ["", *_table(table)]
    if drawn.notes:
        lines += ["", *_notes(drawn.notes)]
    return ("\n".join(lines) + "\n").encode(errors="backslashreplace")


def _notes(notes: tuple[str, ...]) -> list[str]:
    return [r"\begin{itemize}", *(rf"  \item {escaped(note)}" for note in notes), r"\end{itemize}"]


def _table(table: Drawn) -> Iterator[str]:
    yield r"\begin{table}[htbp]"
    yield r"\centering"
    if table.title:
        yield rf"\caption{{{escaped(table.title)}}}"
    if table.rows:
        yield rf"\begin{{tabular}}{{{_format(table)}}}"
        yield r"\toprule"
        if table.has_heads:
            yield " & ".join(_head(column) for column in table.columns) + r" \\"
            yield r"\midrule"
        for place, row in enumerate(table.rows):
            if row.role is Role.TOTAL and place:
                yield r"\midrule"
            yield " & ".join(_cells(table.columns, row)) + r" \\"
        yield r"\bottomrule"
        yield r"\end{tabular}"
    if table.notes:
        yield r"\par\medskip\footnotesize"
        yield from _notes(table.notes)
    yield r"\end{table}"


def _format(table: Drawn) -> str:
    letters = []
    texts = 0
    for place, column in enumerate(table.columns):
        is_long = any(len(row.cells[place]) > _LONG for row in table.rows)
        letters.append("r" if column.is_numeric else "p" if is_long and not column.is_code else "l")
        texts += letters[-1] == "p"
    share = f"p{{{0.45 / texts:.2f}\\linewidth}}" if texts else ""
    return "".join(share if letter == "p" else letter for letter in letters)


def _head(column: DrawnColumn) -> str:
    return escaped(column.head)


def _cells(columns: tuple[DrawnColumn, ...], row: DrawnRow) -> Iterator[str]:
    for column, text in zip(columns, row.cells, strict=True):
        shown = escaped(text)
        if row.role in {Role.TOTAL, Role.SUBTOTAL} and shown:
            shown = rf"\textbf{{{shown}}}"
        if column.lead and shown:
            shown = f"{escaped(column.lead)}~{shown}"
        yield _INDENT * row.depth + shown if column.is_tree and shown else shown
