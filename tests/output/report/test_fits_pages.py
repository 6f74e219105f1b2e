"""The PDF of what is large or unusual: signs that no font has, pictures and tables higher than a page, many rows."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pypdfium2
import pytest

from enveloppes.agreements.register import Register
from enveloppes.answers.report import report
from enveloppes.language.message import say
from enveloppes.money.amount import between, exactly, millions
from enveloppes.output.chart_bars import Bar, bar_chart
from enveloppes.output.chart_marks import WIDE, Canvas, Ink
from enveloppes.output.charts import svg_of
from enveloppes.output.drawing import draw_table
from enveloppes.output.report import typeset
from enveloppes.output.report.blocks import Grid, Paper
from enveloppes.output.report.compiling import codes_of, replaced, unshown_in
from enveloppes.output.report.content import paper
from enveloppes.output.report.formats import TooLargeError
from enveloppes.output.report.making import Making
from enveloppes.output.report.slices import cuts, slices
from enveloppes.output.report.table_fit import fit_of, heads_of
from enveloppes.output.report.typeset import write_pdf
from enveloppes.output.sheet import Absent, Cell, Column, Kind, Role, Row, Table

EnvelopesOf = Callable[[str], Register]


def paper_of(register: Register) -> Paper:
    return paper(Making(report(register), (), (), None, (), "en", "0", date(2026, 11, 22)))


def pages_of(data: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(data)
    pages = [" ".join(page.get_textpage().get_text_bounded().split()) for page in document]
    document.close()
    return pages


def table_of(roles: list[tuple[Role, int, str]]) -> Grid:
    rows = tuple(Row((title or Absent.BLANK, exactly(millions(1))), depth, role) for role, depth, title in roles)
    return Grid("g", Table("t", say("T"), (Column("title", say("Line"), is_tree=True), AMOUNT), rows))


AMOUNT = Column("amount", say("Amount"), Kind.MONEY)


def test_a_sign_that_no_font_has_is_replaced_and_told(envelopes_of: EnvelopesOf) -> None:
    rows = (
        '- {id: e, title: "École \U0001f3eb 日本", amount: 1 M€, at: §1, note: "\uf0b7 premier, 1\ufe0f\u20e3 second"}'
    )
    text = " ".join(pages_of(write_pdf(paper_of(envelopes_of(rows)))))
    assert "École □ □□" in text
    assert "• premier, 1 second" in text
    assert "3 characters that the fonts of this PDF do not have stand as □: U+65E5, U+672C, U+1F3EB." in text


def test_the_texts_that_no_font_has_are_read_from_what_typst_says() -> None:
    told = 'error: the text `"%s"` could not be displayed with font `"L"`'
    found = unshown_in("\n".join(told % text for text in ("\\u{f0b7}", '日\\"', "1")))
    assert found == {"\uf0b7", '日"'}
    assert replaced("a \uf0b7 \u65e5 b", frozenset({"\uf0b7", "\u65e5"})) == "a \u2022 □ b"
    assert codes_of(frozenset({"\uf0b7", "\u65e5\u200d"})) == ["U+65E5"]


def test_a_picture_higher_than_a_page_is_cut_between_what_is_drawn() -> None:
    bars = tuple(Bar(f"Bar {place}", exactly(millions(place + 1)), 0) for place in range(60))
    chart = bar_chart("bars", "alt", bars, "en", WIDE)
    places = list(cuts(chart, 880))
    pieces = slices(svg_of(chart), chart, 880)
    heights = [int(found[1]) for piece in pieces if (found := re.search(r'viewBox="0 \d+ \S+ (\d+)"', piece))]
    assert len(pieces) == len(places) + 1 == len(heights) > 1
    assert sum(heights) == chart.height
    assert max(heights) <= 880
    layers = chart.spec["layer"]
    assert isinstance(layers, list)
    texts = [value["y"] for layer in layers if layer["mark"]["type"] == "text" for value in layer["data"]["values"]]
    assert not [y for y in texts for place in places if y - 10 < place < y + 3]


def test_a_picture_that_fits_or_cannot_be_cut_is_left_whole() -> None:
    canvas = Canvas(WIDE)
    canvas.box((0, 0), (100, 2000), Ink.WHOLE)
    canvas.height = 2000
    chart = canvas.chart("c", "alt")
    assert slices(svg_of(chart), chart, 880) == [svg_of(chart)]


def test_what_heads_rows_stays_with_them_and_a_second_basis_stays_with_the_first() -> None:
    grid = table_of(
        [
            (Role.SUBTOTAL, 0, "Axis"), (Role.SUBTOTAL, 0, ""), (Role.BODY, 1, "a"),
            (Role.DETAIL, 0, "Envelope"), (Role.BODY, 1, "2021"), (Role.SUBTOTAL, 0, "Empty axis"),
        ]
    )  # fmt: skip
    assert list(heads_of(grid, draw_table(grid.table, "en"))) == [(0, 2), (2, 2), (3, 4), (4, 4), (5, 5)]


def test_the_name_of_an_envelope_is_repeated_where_its_years_go_on_on_the_next_page(
    envelopes_of: EnvelopesOf,
) -> None:
    made = paper_of(envelopes_of("- {id: e, title: E, amount: 1 M€, at: §1}"))
    years = [(Role.BODY, 1, str(year)) for year in range(1900, 2000)]
    grid = table_of([(Role.DETAIL, 0, "The envelope"), *years])
    first = replace(made.parts[0], blocks=(grid,), parts=())
    pages = pages_of(write_pdf(replace(made, parts=(first,))))
    assert len(pages) > 2
    assert all("The envelope" in page for page in pages)


def test_no_number_is_broken_where_it_stands_among_many() -> None:
    columns = (Column("what", say("What")), *(Column(f"a{n}", say("Amount"), Kind.MONEY) for n in range(4)))
    cells: tuple[Cell, ...] = ("A title", *(between(millions(1100 + n), millions(2200)) for n in range(4)))
    fit = fit_of(draw_table(Table("t", say("T"), columns, (Row(cells),)), "fr"))
    assert fit.is_rigid
    assert fit.widths[1:] == ["auto"] * 4


def test_a_pdf_of_too_many_rows_is_refused_before_it_takes_the_memory(
    envelopes_of: EnvelopesOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = paper_of(envelopes_of("- {id: e, title: E, amount: 1 M€, at: §1}"))
    monkeypatch.setattr(typeset, "_MOST_ROWS", 2)
    with pytest.raises(TooLargeError):
        write_pdf(made)


def test_a_pdf_of_many_rows_does_without_links_and_says_so(
    envelopes_of: EnvelopesOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = paper_of(envelopes_of("- {id: e, title: E, amount: 1 M€, at: §1}"))
    assert b"/Link" in write_pdf(made)
    monkeypatch.setattr(typeset, "_MOST_LINKED", 2)
    data = write_pdf(made)
    assert b"/Link" not in data
    assert "do not lead to each other" in " ".join(pages_of(data))
