"""The PDF: tagged, complete, with nothing of the data as a command, the same again for the same inputs."""

from __future__ import annotations

import sys

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reports import odd, shipped

from enveloppes.output.drawing import draw_table
from enveloppes.output.report.blocks import Grid
from enveloppes.output.report.content import paper
from enveloppes.output.report.formats import TypesettingMissingError
from enveloppes.output.report.table_fit import widths_of
from enveloppes.output.report.typeset import literal, write_pdf


def text_of(data: bytes) -> str:
    document = pypdfium2.PdfDocument(data)
    pages = [page.get_textpage().get_text_bounded() for page in document]
    document.close()
    return " ".join(" ".join(pages).split())


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_pdf_is_tagged_and_says_what_the_page_says(language: str) -> None:
    data = write_pdf(paper(shipped(language)))
    assert b"/StructTreeRoot" in data
    assert b"pdfuaid" in data
    text = text_of(data)
    for said in ("1 323 M€", "renovation-energetique", "909 millions d'euros", "§10"):
        assert said in text.replace("\u202f", " ").replace("\u00a0", " ").replace("\u2019", "'")


def test_the_same_inputs_give_the_same_pdf() -> None:
    assert write_pdf(paper(shipped("fr"))) == write_pdf(paper(shipped("fr")))


def test_no_text_of_the_data_becomes_a_command_of_the_typesetter() -> None:
    text = text_of(write_pdf(paper(odd("fr"))))
    assert "une note #let x = 1 ] [ <lien> \\u202e inverse" in text
    assert "<script>alert(1)</script>" in text
    assert "$x$ @y" in text


def test_without_typst_it_is_said_that_it_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(TypesettingMissingError):
        write_pdf(paper(shipped("en")))


@settings(max_examples=200)
@given(st.text(st.characters(exclude_categories=["Cs", "Cc"])))
def test_a_literal_ends_only_at_its_own_quote(text: str) -> None:
    inner = literal(text)[1:-1]
    unescaped, skip = [], False
    for letter in inner:
        if skip or letter not in '\\"':
            unescaped.append(letter)
            skip = False
        else:
            assert letter == "\\"
            skip = True
    assert not skip
    assert "".join(unescaped) == text


def test_numbers_leave_texts_their_room_on_the_page() -> None:
    table = next(
        block
        for part in paper(odd("fr")).parts
        if part.anchor == "reconciliation"
        for block in part.blocks
        if isinstance(block, Grid) and block.identity == "v-sum"
    )
    widths = widths_of(draw_table(table.table, "fr"))
    assert all(width.endswith("fr") for width in widths)
    roomy = next(block for block in paper(shipped("fr")).parts[0].blocks if isinstance(block, Grid))
    assert widths_of(draw_table(roomy.table, "fr")) == ["2fr", "auto", "auto", "auto", "auto"]
