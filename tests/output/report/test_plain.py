"""The Markdown of a report, read back by a Markdown parser."""

from __future__ import annotations

import re

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token
from reports import odd, shipped

from enveloppes.output.report.blocks import Grid
from enveloppes.output.report.content import paper
from enveloppes.output.report.making import Making
from enveloppes.output.report.plain import write_markdown


def tokens_of(making: Making) -> list[Token]:
    return MarkdownIt("commonmark").enable("table").parse(write_markdown(paper(making)).decode())


def inline(tokens: list[Token]) -> list[Token]:
    return [child for token in tokens for child in token.children or ()]


def text_of(tokens: list[Token]) -> str:
    return "".join(child.content or "\n" for child in inline(tokens))


@pytest.mark.parametrize("language", ["fr", "en"])
def test_headings_tables_and_figures_are_those_of_the_page(language: str) -> None:
    tokens = tokens_of(shipped(language))
    kinds = [token.type for token in tokens]
    made = paper(shipped(language))
    assert kinds.count("heading_open") == 1 + len(made.parts) + sum(len(part.parts) for part in made.parts)
    every = [*made.parts, *(inner for part in made.parts for inner in part.parts)]
    assert kinds.count("table_open") == sum(isinstance(block, Grid) for part in every for block in part.blocks)
    assert "1\u202f323\u00a0M€" in text_of(tokens)


def test_no_text_of_the_data_becomes_markup() -> None:
    tokens = tokens_of(odd("fr"))
    kinds = {child.type for child in inline(tokens)} | {token.type for token in tokens}
    assert not kinds & {"html_inline", "html_block", "image", "em_open", "fence", "code_block"}
    codes = {child.content for child in inline(tokens) if child.type == "code_inline"}
    assert all(re.fullmatch(r"[a-z0-9 -]+", code) for code in codes)  # ids in words of ours, nothing of a user's
    links = [child.attrs["href"] for child in inline(tokens) if child.type == "link_open"]
    assert links == ["https://example.org/?a=1&b=2"]
    assert "<script>alert(1)</script>" in text_of(tokens)


def test_a_title_that_looks_like_a_formula_stays_a_title() -> None:
    assert "=1+1 formule" in text_of(tokens_of(odd("en")))
