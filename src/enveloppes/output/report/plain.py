"""The report as Markdown: the same content for a forge or a wiki, its charts left to the tables that say the same."""

from __future__ import annotations

from collections.abc import Iterator
from functools import singledispatchmethod

from enveloppes.language.message import say
from enveloppes.output.drawing import draw_table
from enveloppes.output.faces import worded
from enveloppes.output.markdown import escaped, markdown_text, pipes
from enveloppes.output.report.blocks import Block, Fact, Facts, Grid, Inline, Paper, Part, Picture, Ref, Remarks, Words


def write_markdown(paper: Paper) -> bytes:
    """Return the report as GitHub's Markdown."""
    return f"{_Writer(paper).written()}\n".encode(errors="backslashreplace")


class _Writer:
    def __init__(self, paper: Paper) -> None:
        self._paper = paper

    def written(self) -> str:
        """Return the whole text: blocks with a blank line between."""
        paper = self._paper
        blocks = [f"# {self._text(paper.title)}"]
        for block in paper.head:
            blocks += self._block(block)
        for part in paper.parts:
            blocks += self._part(part, 2)
        return "\n\n".join(blocks)

    def _text(self, value: object) -> str:
        return markdown_text(worded(value, self._paper.language))

    def _part(self, part: Part, level: int) -> Iterator[str]:
        yield f"{'#' * level} {self._text(part.title)}"
        for block in part.blocks:
            yield from self._block(block)
        for inner in part.parts:
            yield from self._part(inner, level + 1)

    @singledispatchmethod
    def _block(self, block: Block) -> Iterator[str]:
        raise TypeError(block)

    @_block.register
    def _(self, block: Words) -> Iterator[str]:
        yield self._text(block.text)

    @_block.register
    def _(self, block: Remarks) -> Iterator[str]:
        if block.notes:
            yield "\n".join(f"- {self._text(note)}" for note in block.notes)

    @_block.register
    def _(self, block: Facts) -> Iterator[str]:
        yield "\n".join(f"- {self._fact(fact, strong='**')}" for fact in block.facts)

    @_block.register
    def _(self, block: Picture) -> Iterator[str]:
        del block
        # The table that follows says the same; without its picture it needs the picture's title no more.
        yield from ()

    @_block.register
    def _(self, block: Grid) -> Iterator[str]:
        drawn = draw_table(block.table, self._paper.language)
        yield f"**{markdown_text(drawn.title)}**"
        yield pipes(drawn)
        opened = [
            f"- **{escaped(self._name(block, place))}** — {' — '.join(map(self._fact, opening.facts))}"
            for place in range(len(drawn.rows))
            if (opening := block.more_of(place).opening) is not None
        ]
        if opened:
            yield "\n".join(opened)
        yield from self._block(Remarks(block.table.notes))

    def _name(self, grid: Grid, place: int) -> str:
        """Return the first text of a row, which names it."""
        cells = grid.table.rows[place].cells
        return next((cell for cell in cells if isinstance(cell, str)), "")

    def _fact(self, fact: Fact, strong: str = "") -> str:
        name = self._text(say("{name}:", name=fact.name))
        return f"{strong}{name}{strong} {' · '.join(map(self._inline, fact.values))}"

    def _inline(self, value: Inline) -> str:
        if not isinstance(value, Ref):
            return self._text(value)
        return f"[{self._text(value.text)}](<{_address(value.target)}>)" if value.is_outside else self._text(value.text)


def _address(target: str) -> str:
    """Return an address that cannot end its own brackets."""
    return target.replace("<", "%3C").replace(">", "%3E").replace("\n", "")
