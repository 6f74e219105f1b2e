"""SVG: one well-formed picture that needs nothing from outside (``tests_browser`` looks at it in Chromium)."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from sheet_samples import HOSTILE, everything, presented, totals

from enveloppes.language.message import say
from enveloppes.output.safe_text import columns_of, visible
from enveloppes.output.sheet import Column, Row, Sheet, Table
from enveloppes.output.svg import write_svg

_NAMESPACE = "{http://www.w3.org/2000/svg}"


def _texts(data: bytes) -> list[etree._Element]:
    return etree.fromstring(data).findall(f"{_NAMESPACE}text")


def _said(element: etree._Element) -> str:
    return "".join(map(str, element.itertext()))


def test_the_picture_holds_every_figure_whole() -> None:
    texts = [_said(each) for each in _texts(write_svg(presented(totals())))]
    assert {"1\u202f323\u00a0M€", "100.0\u00a0%", "Cohésion sociale", "more than 10\u00a0M€"} <= set(texts)


def test_nothing_is_loaded_from_outside_and_nothing_runs() -> None:
    data = write_svg(presented(everything())).decode()
    shown = data.partition("</style>")[0]
    assert "url(" not in data
    assert "@font-face" not in data
    assert "@import" not in shown
    assert "<script" not in data
    assert "href" not in data


def test_no_text_reaches_beyond_the_frame() -> None:
    root = etree.fromstring(write_svg(presented(everything())))
    width = float(root.get("width", "0"))
    ends = [
        float(each.get("x", "0")) + float(each.get("textLength", "0"))
        for each in root.findall(f"{_NAMESPACE}text")
        if each.get("textLength")
    ]
    assert ends
    assert max(ends) <= width


def test_a_text_is_as_long_as_its_columns_whatever_the_font() -> None:
    for each in _texts(write_svg(presented(totals()))):
        if each.get("textLength"):
            assert round(float(each.get("textLength", "0")) / 8.4) == columns_of(_said(each))


def test_user_text_stays_text() -> None:
    texts = " ".join(_said(each) for each in _texts(write_svg(presented(everything()))))
    assert all(" ".join(visible(text).split()) in " ".join(texts.split()) for text in HOSTILE)


@given(st.text(st.characters(codec="utf-8"), max_size=15))
def test_no_text_breaks_the_picture(text: str) -> None:
    table = Table("t", say("{title}", title=text), (Column("a", say("A")),), (Row((text,)),))
    etree.fromstring(write_svg(presented(Sheet("t", (table,)))))


def _boxes(data: bytes) -> list[tuple[float, float, float, float]]:
    """Return left, top, right and bottom of each text of the table, in pixels of the picture."""
    found = []
    for each in _texts(data):
        if each.get("textLength"):
            left, base = float(each.get("x", "0")), float(each.get("y", "0"))
            found.append((left, base - 11, left + float(each.get("textLength", "0")), base + 3))
    return found


@pytest.mark.parametrize("sheet", [totals(), everything()])
def test_every_text_lies_inside_the_picture_and_no_two_overlap(sheet: Sheet) -> None:
    data = write_svg(presented(sheet))
    left, top, width, height = map(float, str(etree.fromstring(data).get("viewBox")).split())
    boxes = _boxes(data)
    assert boxes
    for box in boxes:
        assert left <= box[0] < box[2] <= left + width
        assert top <= box[1] < box[3] <= top + height
    for one, other in combinations(boxes, 2):
        beside = one[2] <= other[0] + 0.01 or other[2] <= one[0] + 0.01
        assert beside or one[3] <= other[1] or other[3] <= one[1]
