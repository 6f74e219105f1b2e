"""LaTeX: booktabs tables for a document to input, no wider than its line, over as many pages as they need."""

from __future__ import annotations

from collections.abc import Iterator

from enveloppes.output.drawing import Drawn, DrawnRow, DrawnSheet, draw, lead_before
from enveloppes.output.faces import faced
from enveloppes.output.latex_fit import GAP, Fit, fitted
from enveloppes.output.latex_text import code, escaped
from enveloppes.output.presentation import Presentation
from enveloppes.output.sheet import Role

_PREAMBLE = ("% \\usepackage[T1]{fontenc} % pdflatex; lualatex and xelatex: \\usepackage{fontspec}",)
_PACKAGES = ("textcomp", "array", "booktabs", "longtable")
# Named only by fragments that need them.
_FOR_SOME = (("pdflscape", "{landscape}"), ("amssymb", r"\ensuremath"))
_ON_ONE_PAGE = 10  # rows; a longer table may go on, with its heads, on the next page


def latex_text(text: str) -> str:
    """Return a text that LaTeX prints as it is, its code in typewriter type."""
    return faced(text, escaped, code)


def write_latex(answer: Presentation) -> bytes:
    """Return a ``longtable`` for each table; the comment at the top names the packages that they need."""
    body = list(_body(draw(answer.sheet, answer.language)))
    packages = [*_PACKAGES, *(name for name, sign in _FOR_SOME if any(sign in line for line in body))]
    head = [*_PREAMBLE, *(f"% \\usepackage{{{name}}}" for name in packages)]
    return ("\n".join([*head, *body]) + "\n").encode(errors="backslashreplace")


def _body(sheet: DrawnSheet) -> Iterator[str]:
    is_turned = False
    for table in sheet.tables:
        fit = fitted(table)
        if fit.page.is_turned != is_turned:
            is_turned = fit.page.is_turned
            yield from ("", r"\begin{landscape}" if is_turned else r"\end{landscape}")
        yield from ("", *_table(table, fit))
    if is_turned:
        yield from ("", r"\end{landscape}")
    if sheet.notes:
        yield from ("", *_notes(sheet.notes))


def _notes(notes: tuple[str, ...]) -> list[str]:
    return [
        r"\begin{itemize}\raggedright",
        *(rf"  \item {latex_text(note)}" for note in notes),
        r"\end{itemize}",
    ]


def _table(table: Drawn, fit: Fit) -> Iterator[str]:
    yield r"\begingroup" + fit.page.size
    if table.rows:
        yield rf"\setlength{{\tabcolsep}}{{{GAP}pt}}\setlength{{\LTcapwidth}}{{\linewidth}}"
        yield rf"\begin{{longtable}}{{@{{}}{fit.format}@{{}}}}"
        yield from _head(table)
        end = r" \\" if len(table.rows) > _ON_ONE_PAGE else r" \\*"
        for place, row in enumerate(table.rows):
            if row.role is Role.TOTAL and place:
                yield r"\midrule"
            yield " & ".join(_cells(table, row, fit)) + end
        yield r"\bottomrule"
        yield r"\end{longtable}"
    elif table.title:
        yield rf"\noindent\textbf{{{latex_text(table.title)}}}\par"
    if table.notes:
        yield r"\footnotesize"
        yield from _notes(table.notes)
    yield r"\endgroup"


def _head(table: Drawn) -> Iterator[str]:
    if table.title:
        yield rf"\caption{{{latex_text(table.title)}}}\\"
    heads = [r"\toprule"]
    if table.has_heads:
        heads += [" & ".join(latex_text(column.head) for column in table.columns) + r" \\*", r"\midrule"]
    yield from heads
    yield r"\endfirsthead"
    if len(table.rows) > _ON_ONE_PAGE:
        yield from heads
        yield r"\endhead"


def _cells(table: Drawn, row: DrawnRow, fit: Fit) -> Iterator[str]:
    for place, (column, text) in enumerate(zip(table.columns, row.cells, strict=True)):
        shown = latex_text(text)
        if row.role in {Role.TOTAL, Role.SUBTOTAL} and shown:
            shown = rf"\textbf{{{shown}}}"
        if lead := lead_before(table.columns, row.cells, place):
            shown = f"{escaped(lead)}~{shown}"
        if column.is_tree and row.depth and shown:
            # In a column that wraps, every line of the text is indented.
            indent = rf"\leftskip={row.depth}em\relax{{}}" if fit.wraps[place] else rf"\hspace*{{{row.depth}em}}"
            shown = indent + shown
        yield shown
