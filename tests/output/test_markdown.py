"""Markdown, read back by markdown-it-py with GitHub's tables."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from sheet_samples import HOSTILE, everything, presented, totals

from enveloppes.output.markdown import escaped, write_markdown
from enveloppes.output.safe_text import columns_of, visible

_PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def _tree(data: bytes) -> ET.Element:
    html = _PARSER.render(data.decode()).replace("&emsp;", "\u2003")
    return ET.fromstring(f"<page>{html}</page>")  # noqa: S314 - our own page


def _cells(data: bytes) -> list[list[str]]:
    return [["".join(cell.itertext()).strip() for cell in row if cell.tag == "td"] for row in _tree(data).iter("tr")]


def test_a_markdown_parser_finds_the_same_figures() -> None:
    rows = [row for row in _cells(write_markdown(presented(totals()))) if row]
    assert rows[0] == ["Accord de relance des Hauts-de-Seine", "1\u202f323\u00a0M€", "100.0\u00a0%", "4"]
    assert rows[4] == ["Sans chiffre", "n.s.", "undefined", "0"]
    assert rows[5] == ["Rénovation urbaine", "more than 10\u00a0M€", "at least 50\u00a0%", "1"]


def test_user_text_stays_text() -> None:
    tree = _tree(write_markdown(presented(everything())))
    table = list(tree.iter("table"))[1]
    texts = [["".join(cell.itertext()) for cell in row] for row in table.iter("tr")][1:]
    assert [text.split() for _, text in texts] == [visible(text).split() for text in HOSTILE]
    assert {element.tag for element in table.iter()} <= {"table", "thead", "tbody", "tr", "th", "td"}


def test_the_source_is_aligned_too() -> None:
    lines = write_markdown(presented(totals())).decode().splitlines()
    table = [line for line in lines if line.startswith("|")][:7]
    assert {columns_of(line) for line in table} == {columns_of(table[0])}
    assert re.search(r"\| -+: \| -+: \| -+: \|$", table[1]) is not None


@given(st.text(st.characters(codec="utf-8"), max_size=15))
def test_no_text_becomes_markup(text: str) -> None:
    shown = visible(text)
    html = _PARSER.renderInline(escaped(shown))
    tree = ET.fromstring(f"<p>{html}</p>")  # noqa: S314 - our own page
    assert list(tree) == []
    assert "".join(tree.itertext()).split() == shown.split()
