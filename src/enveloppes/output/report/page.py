"""The report as one page of HTML that needs nothing from anywhere: style, script and charts stand in it.

Every text of the data is escaped, and the page's own policy forbids all but this very style and script.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from functools import singledispatchmethod
from hashlib import sha256
from html import escape
from pathlib import Path

from enveloppes.agreements.dates import read_day
from enveloppes.language.message import say
from enveloppes.output.charts import ChartsMissingError, svg_of
from enveloppes.output.drawing import Drawn, DrawnColumn, DrawnRow, draw_table
from enveloppes.output.faces import faced, worded
from enveloppes.output.report.blocks import Block, Fact, Facts, Grid, Inline, Paper, Part, Picture, Ref, Remarks, Words
from enveloppes.output.report.ranks import ranks_of
from enveloppes.output.report.typography import bound
from enveloppes.output.sheet import Kind, Role, Table

_HERE = Path(__file__).parent
_DEEPEST = 4
_MAIN = 2  # the level of heading of a main part
_ROLES = {Role.SUBTOTAL: "sub", Role.TOTAL: "sum"}


def write_page(paper: Paper) -> bytes:
    """Return the page."""
    return _Page(paper).written().encode(errors="backslashreplace")


class _Page:
    def __init__(self, paper: Paper) -> None:
        self._paper = paper
        self._language = paper.language

    def _text(self, value: object) -> str:
        """Return a value escaped; in words of ours, what stands between backticks is code."""
        return _shown(worded(value, self._language))

    def written(self) -> str:
        """Return the whole document."""
        style, script = ((_HERE / name).read_text(encoding="utf-8") for name in ("page.css", "page.js"))
        policy = (
            f"default-src 'none'; style-src '{_digest(style)}'; script-src '{_digest(script)}'; img-src data:; "
            "base-uri 'none'; form-action 'none'"
        )
        title = self._text(self._paper.title)
        filter_word, shown = (
            self._text(say("Filter the lines")),
            self._text(say("Lines shown: {n} of {all}", n="{n}", all="{all}")),
        )
        lines = [
            "<!DOCTYPE html>",
            f'<html lang="{self._language}" data-filter="{filter_word}" data-shown="{shown}">',
            "<head>",
            '<meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{policy}">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            '<meta name="color-scheme" content="light dark">',
            f'<meta name="generator" content="enveloppes {escape(self._paper.version)}">',
            f'<meta name="date" content="{escape(self._paper.date)}">',
            '<link rel="icon" href="data:,">',
            f"<title>{title}</title>",
            f"<style>{style}</style>",
            "</head>",
            "<body>",
            *self._body(title),
            f"<script>{script}</script>",
            "</body>",
            "</html>",
            "",
        ]
        return "\n".join(lines)

    def _body(self, title: str) -> Iterator[str]:
        paper = self._paper
        yield f'<a class="skip" href="#{paper.parts[0].anchor}">{self._text(say("To the figures"))}</a>'
        yield "<header>"
        yield f'<h1 id="top">{title}</h1>'
        for block in paper.head:
            yield from self._block(block)
        yield f'<nav aria-label="{self._text(say("Contents"))}"><ol>'
        for part in paper.parts:
            yield f'<li><a href="#{part.anchor}">{self._text(part.title)}</a></li>'
        yield "</ol></nav></header>"
        yield "<main>"
        for part in paper.parts:
            yield from self._part(part, _MAIN)
        yield "</main>"
        made = say("Worked out by enveloppes {version}, {day}.", version=paper.version, day=read_day(paper.date))
        yield f'<footer><p>{self._text(made)} <a href="#top">{self._text(say("Back to the top"))}</a></p></footer>'

    def _part(self, part: Part, level: int) -> Iterator[str]:
        anchor = escape(part.anchor)
        kind = _class("page" if part.starts_page else "")
        # Only the main parts are landmarks: a reader who goes from one to the next is not sent through every source.
        landmark = f' aria-labelledby="{anchor}"' if level == _MAIN else ""
        yield f'<section{kind}{landmark}><h{level} id="{anchor}">{self._text(part.title)}</h{level}>'
        for block in part.blocks:
            yield from self._block(block)
        for inner in part.parts:
            yield from self._part(inner, level + 1)
        yield "</section>"

    @singledispatchmethod
    def _block(self, block: Block) -> Iterator[str]:
        raise TypeError(block)

    @_block.register
    def _(self, block: Words) -> Iterator[str]:
        yield f"<p>{self._text(block.text)}</p>"

    @_block.register
    def _(self, block: Remarks) -> Iterator[str]:
        if block.notes:
            yield f'<ul class="remarks">{"".join(f"<li>{self._text(note)}</li>" for note in block.notes)}</ul>'

    @_block.register
    def _(self, block: Facts) -> Iterator[str]:
        yield self._facts(block.facts)

    @_block.register
    def _(self, block: Picture) -> Iterator[str]:
        identity = escape(block.identity)
        try:
            wide, narrow = svg_of(block.wide, identity=f"{identity}-w"), svg_of(block.narrow, identity=f"{identity}-n")
        except ChartsMissingError:
            return
        yield f"<figure><figcaption>{self._text(block.title)}</figcaption>"
        yield f'<div class="wide">{wide}</div><div class="narrow">{narrow}</div>'
        yield f'<p class="legend">{self._text(block.legend)}</p></figure>' if block.legend else "</figure>"

    @_block.register
    def _(self, block: Grid) -> Iterator[str]:
        drawn = draw_table(block.table, self._language)
        long = _long_texts(block.table)
        caption = escape(drawn.title)
        unseen = "" if block.is_titled else ' class="unseen"'
        kind = ' class="sortable"' if block.is_sortable else ""
        yield f'<div class="scroll" role="group" tabindex="0" aria-label="{caption}">'
        yield f'<table id="{escape(block.identity)}"{kind}><caption{unseen}>{caption}</caption>'
        heads = "".join(
            f'<th scope="col"{_class(_column_class(one, long))}>{escape(one.head)}</th>' for one in drawn.columns
        )
        yield f"<thead><tr>{heads}</tr></thead>"
        yield from self._rows(block, drawn)
        yield "</table></div>"
        yield from self._block(Remarks(block.table.notes))

    def _rows(self, grid: Grid, drawn: Drawn) -> Iterator[str]:
        ranks = ranks_of(grid.table, self._language) if grid.is_sortable else [{}] * len(drawn.rows)
        for place, row in enumerate(drawn.rows):
            more = grid.more_of(place)
            kind = _ROLES.get(row.role, "line" if more.opening else "")
            anchor = f' id="{escape(more.anchor)}"' if more.anchor else ""
            yield f"<tbody{_class(kind)}{anchor}><tr>"
            yield "".join(self._cells(grid, drawn, place, row, ranks[place]))
            yield "</tr>"
            if more.opening is not None:
                opening = escape(more.opening.anchor)
                facts = self._facts(more.opening.facts)
                yield f'<tr class="more" id="{opening}"><td colspan="{len(drawn.columns)}">{facts}</td></tr>'
            yield "</tbody>"

    def _cells(self, grid: Grid, drawn: Drawn, place: int, row: DrawnRow, ranks: dict[str, int]) -> Iterator[str]:
        more = grid.more_of(place)
        if row.role is Role.DETAIL:
            said = " ".join(text for text in row.cells if text)
            yield f'<th scope="row" class="detail" colspan="{len(drawn.columns)}">{_shown(said)}</th>'
            return
        long = _long_texts(grid.table)
        names_row = True  # the first filled text of a row is its heading, for a screen reader
        for column, text in zip(drawn.columns, row.cells, strict=True):
            key = column.key
            shown = _shown(text)
            if more.opening is not None and more.opening.column == key and text:
                target = escape(more.opening.anchor)
                shown = f'<a class="fig" href="#{target}" aria-controls="{target}">{shown}</a>'
            elif key in more.links and text:
                shown = f'<a href="#{escape(more.links[key])}">{shown}</a>'
            if column.is_tree and more.above:
                shown = f'<span class="above">{escape(more.above)} · </span>{shown}'
            depth = f"d{min(row.depth, _DEEPEST)}" if column.is_tree and row.depth else ""
            rank = f' data-r="{ranks[key]}"' if key in ranks else ""
            style = _class(" ".join(part for part in (_column_class(column, long), depth) if part))
            if names_row and text and not column.is_numeric:
                names_row = False
                yield f'<th scope="row"{style}{rank}>{shown}</th>'
            else:
                yield f"<td{style}{rank}>{shown}</td>"

    def _facts(self, facts: tuple[Fact, ...]) -> str:
        rows = (f"<dt>{self._text(fact.name)}</dt><dd>{''.join(map(self._inline, fact.values))}</dd>" for fact in facts)
        return f"<dl>{''.join(rows)}</dl>"

    def _inline(self, value: Inline) -> str:
        if isinstance(value, Ref):
            target = value.target if value.is_outside else f"#{value.target}"
            rel = ' rel="noreferrer"' if value.is_outside else ""
            return f'<a href="{escape(target)}"{rel}>{self._text(value.text)}</a>'
        return f"<span>{self._text(value)}</span>"


def _shown(text: str) -> str:
    return faced(text, _escaped, lambda code: f"<code>{escape(code)}</code>")


def _escaped(text: str) -> str:
    return escape(bound(text))


def _class(name: str) -> str:
    return f' class="{name}"' if name else ""


def _long_texts(table: Table) -> frozenset[str]:
    """Return the columns of running text, which need some width; a word of the model does not."""
    return frozenset(column.key for column in table.columns if column.kind is Kind.TEXT)


def _column_class(column: DrawnColumn, long: frozenset[str]) -> str:
    if column.is_numeric:
        return "n"
    if column.is_code:
        return "c"
    return "t" if column.key in long else ""


def _digest(text: str) -> str:
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"
