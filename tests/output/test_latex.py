"""LaTeX, read back by pylatexenc."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st
from pylatexenc.latex2text import LatexNodes2Text, MacroTextSpec, get_default_latex_context_db
from pylatexenc.latexwalker import LatexEnvironmentNode, LatexMacroNode, LatexWalker
from sheet_samples import everything, presented, totals

from enveloppes.output.latex import escaped, write_latex

# What our text may call for; everything else would be a command of the user's.
_OURS = re.compile(r"text\w+|guillemot(left|right)|[&%$#_{},]")


def _text(latex: str) -> str:
    context = get_default_latex_context_db()
    signs = {"texteuro": "€", "textquotedbl": '"', "textminus": "\u2212", "textpm": "±", "textrightarrow": "→",
             "textendash": "–", "guillemotleft": "«", "guillemotright": "»", "textasciigrave": "`",
        "textless": "<", "textgreater": ">", "textbar": "|", "textbackslash": "\\", "textasciitilde": "~",
        "textasciicircum": "^"}  # fmt: skip
    context.add_context_category(
        "ours", prepend=True, macros=[MacroTextSpec(name, simplify_repl=sign) for name, sign in signs.items()]
    )
    converter = LatexNodes2Text(latex_context=context, strict_latex_spaces=True, keep_braced_groups=False)
    return str(converter.latex_to_text(latex))


def test_the_tables_parse_and_hold_the_same_figures() -> None:
    latex = write_latex(presented(totals())).decode()
    nodes, _, _ = LatexWalker(latex, tolerant_parsing=False).get_latex_nodes()
    tables = [node for node in nodes if isinstance(node, LatexEnvironmentNode) and node.environmentname == "table"]
    assert len(tables) == 2
    assert r"\textbf{1\,323~M\texteuro{}}" in latex
    assert latex.count(r"\toprule") == latex.count(r"\bottomrule") == 2
    assert r"\hspace*{1em}Cohésion sociale & 10~M\texteuro{} & 0.8~\% & 1 \\" in latex


def test_every_row_has_as_many_cells_whatever_users_write() -> None:
    latex = write_latex(presented(everything())).decode()
    body = latex.partition("Texts of users")[2].partition(r"\midrule")[2].partition(r"\bottomrule")[0]
    rows = [line for line in body.splitlines() if line.endswith(r"\\")]
    assert len(rows) == 12
    assert {len(re.findall(r"(?<!\\)&", row)) for row in rows} == {1}


@given(st.text(st.characters(codec="ascii", exclude_categories=["Cc"]), max_size=20))
def test_no_text_becomes_a_command(text: str) -> None:
    latex = escaped(text)
    nodes, _, _ = LatexWalker(latex, tolerant_parsing=False).get_latex_nodes()
    macros = [node.macroname for node in nodes if isinstance(node, LatexMacroNode)]
    assert all(_OURS.fullmatch(name) for name in macros)
    assert _text(latex).split() == text.split()


def test_no_two_signs_are_joined_into_another() -> None:
    assert escaped("a--b ''c'' ,,d") == r"a-{}-b '{}'c'{}' ,{},d"


def test_a_row_cannot_begin_with_the_argument_of_the_line_before() -> None:
    assert escaped("[1ex] *") == "{[}1ex] {*}"
