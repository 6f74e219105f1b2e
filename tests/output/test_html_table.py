"""HTML, read back by lxml."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from sheet_samples import HOSTILE, everything, presented, totals

from enveloppes.language.message import say
from enveloppes.output.html_table import write_html
from enveloppes.output.safe_text import visible
from enveloppes.output.sheet import Absent, Column, Kind, Row, Sheet, Table


def _page(data: bytes) -> html.HtmlElement:
    return html.fromstring(data.decode())


def test_a_browser_finds_captions_scopes_and_the_same_figures() -> None:
    page = _page(write_html(presented(totals(), "fr")))
    assert page.get("lang") == "fr"
    assert len(page.findall(".//caption")) == 2
    assert {cell.get("scope") for cell in page.findall(".//thead//th")} == {"col"}
    first = page.find(".//tbody/tr")
    assert first is not None
    assert [cell.text_content() for cell in first] == [
        "Accord de relance des Hauts-de-Seine",
        "1\u202f323\u00a0M€",
        "100,0\u00a0%",
        "4",
    ]
    assert first[0].get("scope") == "row"


def test_numbers_stand_to_the_right_and_are_never_broken() -> None:
    page = _page(write_html(presented(totals())))
    styles = [cell.get("style") for cell in page.findall(".//tbody/tr/td")]
    assert all("text-align:right;white-space:nowrap" in str(style) for style in styles)


def test_a_word_of_hundreds_of_letters_breaks_and_no_other_does() -> None:
    columns = (Column("id", say("Id"), Kind.CODE), Column("title", say("Title")))
    table = Table("t", say("T"), columns, (Row(("a", "x" * 230)), Row(("b" * 230, "y"))))
    page = _page(write_html(presented(Sheet("t", (table,)))))
    breakable = [
        cell.text_content()[0] for cell in page.findall(".//tbody/tr/*") if "overflow-wrap" in cell.get("style", "")
    ]
    assert breakable == ["x", "b"]


def test_an_arrow_stands_between_two_filled_cells_only() -> None:
    columns = (Column("old", say("Old"), Kind.COUNT), Column("new", say("New"), Kind.COUNT, lead="→"))
    sheet = Sheet("t", (Table("t", say("T"), columns, (Row((1, 2)), Row((Absent.BLANK, 3)))),))
    page = _page(write_html(presented(sheet)))
    assert [cell.text_content() for cell in page.findall(".//td")] == ["1", "→\u00a02", "", "3"]


def test_user_text_stays_text() -> None:
    page = _page(write_html(presented(everything())))
    rows = page.findall(".//table")[1].findall(".//tbody/tr")
    assert [row[1].text_content() for row in rows] == [visible(text) for text in HOSTILE]
    assert page.findall(".//script") == []


@given(st.text(st.characters(codec="utf-8"), max_size=15))
def test_no_text_becomes_markup(text: str) -> None:
    table = Table("t", say("{title}", title=text), (Column("a", say("A")),), (Row((text,)),), notes=(say("x"),))
    page = _page(write_html(presented(Sheet("t", (table,)))))
    cell = page.find(".//tbody/tr")
    assert cell is not None
    assert [list(each) for each in cell] == [[]]
    assert cell[0].text_content().split() == visible(text).split()
