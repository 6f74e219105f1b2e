"""XLSX, read back by openpyxl."""

from __future__ import annotations

from decimal import Decimal
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from sheet_samples import CENTS, HOSTILE, everything, presented, totals

from enveloppes.language.message import say
from enveloppes.money.amount import exactly, millions
from enveloppes.money.wording import read
from enveloppes.output.safe_text import visible
from enveloppes.output.sheet import Column, Kind, Row, Sheet, Table
from enveloppes.output.spreadsheet import write_xlsx


def _book(data: bytes) -> Workbook:
    return load_workbook(BytesIO(data))


def _sheet(book: Workbook, name: str) -> Worksheet:
    sheet = book[name]
    assert isinstance(sheet, Worksheet)
    return sheet


def test_a_sheet_a_table_then_notes_and_sources_then_the_data() -> None:
    book = _book(write_xlsx(presented(totals(), "en")))
    assert book.sheetnames == [
        "Total by axis · announced, once",
        "Total by axis · voted, once",
        "Notes and sources",
        "data",
    ]


def test_figures_are_real_numbers_with_a_number_format() -> None:
    sheet = _book(write_xlsx(presented(totals()))).worksheets[0]
    assert [sheet.cell(row, 2).value for row in range(3, 8)] == [1323000000, 10000000, 613000000, 700000000, "n.s."]
    assert sheet.cell(3, 2).number_format == '#,##0\\ "€"'
    assert sheet.cell(4, 3).value == 10 / 1323
    assert sheet.cell(4, 3).number_format == "0.0%"
    assert sheet.freeze_panes == "A3"


def test_a_column_that_holds_cents_shows_them_everywhere_and_an_interval_is_in_euros_too() -> None:
    amounts = (exactly(Decimal("1898515.54")), exactly(millions(2)), read("environ 2,5 Md€"))
    table = Table("t", say("T"), (Column("a", say("A"), Kind.MONEY),), tuple(Row((each,)) for each in amounts))
    page = _book(write_xlsx(presented(Sheet("t", (table,)), "fr"))).worksheets[0]
    assert [page.cell(row, 1).number_format for row in (3, 4)] == ['#,##0.00\\ "€"'] * 2
    assert page.cell(5, 1).value == "environ 2\u202f500\u202f000\u202f000\u00a0€"


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Contexte\u00a0: cité à côté, hors total", "Contexte cité à côté"),
        ("Total par axe · annoncé, en une fois · au 31 décembre 2020", "Total par axe · annoncé"),
        ("a/b [c]: d", "a b c d"),
        ("Pourquoi chaque ligne a été comptée ou non", "Pourquoi chaque ligne a été…"),
        ("x" * 40, "x" * 30 + "…"),
        (":", "1"),
    ],
)
def test_a_worksheet_is_named_by_the_clauses_that_fit(title: str, name: str) -> None:
    table = Table("t", say("{title}", title=title), (Column("a", say("A")),), (Row(("x",)),))
    assert _book(write_xlsx(presented(Sheet("t", (table,))))).sheetnames[0] == name


def test_an_interval_is_words_that_no_sum_adds() -> None:
    book = _book(write_xlsx(presented(totals())))
    assert book.worksheets[1].cell(3, 2).value == "more than 10\u202f000\u202f000\u00a0€"
    data = _sheet(book, "data")
    header = [cell.value for cell in data[1]]
    assert data.cell(7, header.index("amount_low") + 1).value == 10000000
    assert data.cell(7, header.index("amount_low_reached") + 1).value is False
    assert data.cell(7, header.index("amount_high") + 1).value is None


def test_what_a_double_cannot_hold_to_the_cent_is_text_and_exact() -> None:
    book = _book(write_xlsx(presented(everything())))
    data = _sheet(book, "data")
    header = [cell.value for cell in data[1]]
    assert data.cell(4, header.index("old_low") + 1).value == float(CENTS)
    large = Decimal(2**53) / 100 + Decimal("0.01")
    table = Table("t", say("T"), (Column("a", say("A"), Kind.MONEY),), (Row((exactly(large),)),))
    data = _sheet(_book(write_xlsx(presented(Sheet("t", (table,))))), "data")
    assert Decimal(str(data.cell(2, 2).value)) == large
    assert data.cell(2, 2).data_type == "s"


@settings(max_examples=40)
@given(st.decimals(0, 10**13, places=2, allow_nan=False))
def test_every_sum_is_exact_to_the_cent(euros: Decimal) -> None:
    table = Table("t", say("T"), (Column("a", say("A"), Kind.MONEY),), (Row((exactly(euros),)),))
    book = _book(write_xlsx(presented(Sheet("t", (table,)))))
    value = book.worksheets[0].cell(3, 1).value
    assert isinstance(value, int | float)
    assert Decimal(str(round(value, 2))) == euros


def test_no_user_text_is_a_formula_or_a_link() -> None:
    sheet = _book(write_xlsx(presented(everything()))).worksheets[1]
    cells = [sheet.cell(row, 2) for row in range(3, 3 + len(HOSTILE))]
    assert [cell.value for cell in cells] == [visible(text) for text in HOSTILE]
    assert {cell.data_type for cell in cells} == {"s"}
    assert [cell.hyperlink for cell in cells] == [None] * len(HOSTILE)


def test_the_same_answer_gives_the_same_bytes() -> None:
    assert write_xlsx(presented(everything())) == write_xlsx(presented(everything()))


def test_worksheets_of_one_title_get_names_of_their_own() -> None:
    title = say("A very long title: with [signs] that no worksheet may have in its name")
    tables = tuple(Table("t", title, (Column("a", say("A")),), ()) for _ in range(3))
    names = _book(write_xlsx(presented(Sheet("t", tables)))).sheetnames
    assert len({name.lower() for name in names}) == len(names)
    assert max(map(len, names)) <= 31
