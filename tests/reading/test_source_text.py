"""Lines and columns as an editor counts them."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enveloppes.reading import source_text
from enveloppes.reading.source_text import SourceText

TEXTS = st.text(st.sampled_from("ab\n\r\u2028\x85\té\U0001f600"), max_size=60)


@pytest.fixture(autouse=True)
def _short_stretches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source_text, "_STRETCH", 4)


@given(TEXTS)
def test_lines_end_at_lf_crlf_and_cr_only(text: str) -> None:
    source = SourceText(text)
    lines = re.split("\r\n|\n|\r", text)
    assert [source.line(number + 1) for number in range(len(lines))] == lines
    assert source.line(len(lines) + 1) == ""


@given(TEXTS, st.integers(0, 60))
def test_an_offset_lies_on_the_line_that_its_line_ends_before_it_say(text: str, offset: int) -> None:
    offset = min(offset, len(text))
    if text[offset - 1 : offset + 1] == "\r\n":
        return
    expected = 1 + len(re.findall("\r\n|\n|\r", text[:offset]))
    assert SourceText(text).line_of(offset) == expected


def test_an_extent_counts_code_points_from_one_and_leaves_white_space_at_its_end_out() -> None:
    text = "a: é\u0301\r\n\tb: \U0001f600x  \r\n"
    source = SourceText(text)
    start = text.index("\U0001f600")
    extent = source.extent(start, start + 4)
    assert (extent.line, extent.column, extent.end_line, extent.end_column) == (2, 5, 2, 7)
    assert source.line(1) == "a: é\u0301"
