"""LaTeX, read back by pylatexenc."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st
from pylatexenc.latex2text import LatexNodes2Text, MacroTextSpec, get_default_latex_context_db
from pylatexenc.latexwalker import LatexEnvironmentNode, LatexMacroNode, LatexWalker
from sheet_samples import everything, presented, totals

from enveloppes.language.message import say
from enveloppes.money.amount import between, millions
from enveloppes.output.latex import write_latex
from enveloppes.output.latex_text import escaped
from enveloppes.output.safe_text import visible
from enveloppes.output.sheet import Column, Kind, Row, Sheet, Table

# What our text may call for; everything else would be a command of the user's.
_OURS = re.compile(r"text\w+|guillemot(left|right)|allowbreak|[&%$#_{},]")
_SHARE = re.compile(r"p\{\\dimexpr(0\.\d{4}|1\.0000)\\dimexpr\\linewidth-([\d.]+)em-(\d+)pt\\relax\\relax\}")


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
    tables = [node for node in nodes if isinstance(node, LatexEnvironmentNode) and node.environmentname == "longtable"]
    assert len(tables) == 2
    assert r"\textbf{1\,323~M\texteuro{}}" in latex
    assert latex.count(r"\toprule") == latex.count(r"\bottomrule") == 2
    assert r"\leftskip=1em\relax{}Cohésion sociale & 10~M\texteuro{} & 0.8~\% & 1 \\*" in latex


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


def _wide(*texts: str, money: int = 0) -> Sheet:
    """Return a sheet of one table: columns of words of these lengths, then columns of intervals that no line breaks."""
    columns = [Column(f"t{place}", say("Words")) for place in range(len(texts))]
    columns += [Column(f"m{place}", say("Money"), Kind.MONEY) for place in range(money)]
    amounts = (between(millions(8950), millions(10550)),) * money
    return Sheet("t", (Table("t", say("T"), tuple(columns), (Row((*texts, *amounts)),)),))


def _latex(sheet: Sheet) -> str:
    return write_latex(presented(sheet)).decode()


def test_a_table_that_fits_keeps_its_natural_columns() -> None:
    assert r"\begin{longtable}{@{}lr@{}}" in _latex(_wide("a few words", money=1))
    assert "landscape" not in _latex(_wide("a few words", money=1))


def test_columns_of_words_share_what_the_numbers_leave_of_the_line() -> None:
    latex = _latex(_wide("word " * 40, "word " * 20, money=1))
    shares = _SHARE.findall(latex)
    assert len(shares) == 2
    assert 0.99 <= sum(float(share) for share, _, _ in shares) <= 1
    ((rigid, gaps),) = {(float(rigid), int(gaps)) for _, rigid, gaps in shares}
    assert 8 < rigid < 12  # « 8 950 to 10 550 M€ »
    assert gaps == 16
    assert latex.count(r">{\raggedright\arraybackslash}") == 2


def test_what_fits_no_upright_page_is_turned_and_its_package_named() -> None:
    latex = _latex(_wide("word " * 20, "word " * 20, money=3))
    assert latex.count(r"\begin{landscape}") == latex.count(r"\end{landscape}") == 1
    assert "% \\usepackage{pdflscape}" in latex
    assert latex.count("p{") == 2


@given(st.lists(st.integers(1, 60), min_size=1, max_size=6), st.integers(0, 4))
def test_no_shares_come_to_more_than_the_line(lengths: list[int], money: int) -> None:
    shares = [
        float(share) for share, _, _ in _SHARE.findall(_latex(_wide(*("word " * n for n in lengths), money=money)))
    ]
    assert sum(shares) <= 1
    assert all(shares)


def test_only_a_long_table_goes_on_and_repeats_its_heads() -> None:
    short, long = (
        Sheet("t", (Table("t", say("T"), (Column("a", say("A")),), tuple(Row((str(n),)) for n in range(rows))),))
        for rows in (10, 11)
    )
    assert r"\endhead" not in _latex(short)
    assert _latex(short).count(r" \\*") == 11
    assert _latex(long).count("\nA \\\\*") == 2
    assert r"\endhead" in _latex(long)


def test_a_wrapped_text_keeps_its_indent_on_every_line() -> None:
    columns = (Column("a", say("A"), is_tree=True), Column("n", say("N"), Kind.COUNT))
    rows = (Row(("word " * 20, 1)), Row(("word " * 20, 1), depth=2))
    assert r"\leftskip=2em\relax{}word" in _latex(Sheet("t", (Table("t", say("T"), columns, rows),)))


def test_accents_are_composed_and_common_signs_have_their_names() -> None:
    assert escaped("Cafe\u0301") == "Caf\u00e9"
    assert escaped("≤ α ✓ m²") == r"\ensuremath{\leq} \ensuremath{\alpha} \ensuremath{\checkmark} m²"
    assert "% \\usepackage{amssymb}" in _latex(_wide("✓"))
    assert "amssymb" not in _latex(_wide("a"))


def test_a_sign_that_pdflatex_lacks_is_told_by_its_code_and_shown_by_the_others() -> None:
    assert escaped("中") == r"\ifdefined\Umathchar 中\else{[}U+4E2D{]}\allowbreak\fi{}"
    assert escaped("\u200d") == "\\ifdefined\\Umathchar \u200d\\fi{}"


@given(st.characters(codec="utf-8", min_codepoint=0x7F))
def test_every_sign_outside_latin_letters_is_named_composed_or_told(sign: str) -> None:
    latex = escaped(visible(sign))
    rest = re.sub(r"\\ifdefined\\Umathchar .(\\else\{\[\}U\+[0-9A-F]{4,}\{\]\}\\allowbreak)?\\fi\{\}", "", latex)
    assert all(ord(each) <= 0x17F or "\u0192" <= each <= "\u021b" or "\u2013" <= each <= "\u2126" for each in rest)


def test_a_word_longer_than_any_line_may_break() -> None:
    assert escaped("a" * 230).count(r"\allowbreak{}") == 28
    assert escaped("a" * 40) == "a" * 40
    assert escaped("https://www.example.org/a") == r"https:/\allowbreak{}/\allowbreak{}www.example.org/\allowbreak{}a"
