"""The report as a tagged PDF, set by typst: the same content as the page, for the printer and the archive.

Every text of the data goes into a string literal of typst, where nothing is markup.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import singledispatchmethod

from enveloppes.agreements.dates import read_day
from enveloppes.language.message import Message, say, say_n
from enveloppes.output.chart_marks import FONT
from enveloppes.output.charts import ChartsMissingError, svg_of
from enveloppes.output.drawing import Drawn, DrawnColumn, draw_table
from enveloppes.output.faces import worded
from enveloppes.output.report.blocks import Block, Fact, Facts, Grid, Inline, Paper, Part, Picture, Ref, Remarks, Words
from enveloppes.output.report.compiling import STAND_IN, codes_of, compiled
from enveloppes.output.report.formats import TooLargeError
from enveloppes.output.report.slices import slices
from enveloppes.output.report.table_fit import SIZE, Fit, fit_of, heads_of
from enveloppes.output.report.typography import bound
from enveloppes.output.sheet import Role

_FACE = "Libertinus Serif"  # comes with typst, so that every machine sets the same pages
_INDENT = 10
_SHORT = 300  # characters of a paragraph that never stands alone at the foot of a page
_LONG = 3000  # characters of a row that may take more than a page
_HIGHEST = 880  # pixels of a picture on a page, with its caption
# Rows of all tables: typst takes 0.3 MiB for each, twice as much for each that leads somewhere.
_MOST_LINKED, _MOST_ROWS = 3_000, 8_000
_SHOWN_CODES = 20
_NO_BREAK = "\u00a0"
_UNSAFE = re.compile(r'["\\]')
_STYLE = f"""
#set page(paper: "a4", margin: (x: 18mm, top: 20mm, bottom: 22mm), footer: context align(right, text(8pt,
  counter(page).display("1 / 1", both: true))))
#set text(font: "{_FACE}", size: 10pt, hyphenate: true)
#set par(leading: 0.6em, spacing: 0.9em)
#show title: set text(20pt)
#show heading.where(level: 1): it => block(above: 9mm, below: 4mm, width: 100%, sticky: true, stroke: (top: 1pt),
  inset: (top: 2.5mm), text(14pt, it.body))
#show heading.where(level: 2): it => block(above: 7mm, below: 3mm, sticky: true, text(11.5pt, it.body))
#set table(stroke: (_, y) => (bottom: if y == 0 {{ 0.8pt }} else {{ 0.4pt + luma(190) }}), inset: (x: 4pt, y: 3.5pt))
#show table: set text(hyphenate: false)
#set table(align: left)
#show figure: set block(breakable: true, above: 5mm, below: 4mm)
#show figure: set align(left)
#show figure.where(kind: table): set text({SIZE}pt)
#show figure.caption: it => block(below: 2mm, sticky: true, strong(it.body))
#set figure.caption(position: top)
#let facts(..cells) = grid(columns: (auto, 1fr), column-gutter: 5mm, row-gutter: 2mm, ..cells)
#let small(body) = {{ set text(7.5pt, fill: luma(70)); pad(left: 8pt, bottom: 1pt, body) }}
#let quiet(body) = text(fill: luma(70), body)
"""


def write_pdf(paper: Paper) -> bytes:
    """Return the PDF; raises TypesettingMissingError without typst, TooLargeError for more than fits into memory."""
    rows = sum(len(block.table.rows) for block in _blocks(paper.parts) if isinstance(block, Grid))
    if rows > _MOST_ROWS:
        raise TooLargeError(rows, _MOST_ROWS)
    day = read_day(paper.date).first

    def source(unshown: frozenset[str]) -> str:
        notes = (*_without_links(rows), *_not_shown(unshown))
        shown = replace(paper, head=(*paper.head, Remarks(notes))) if notes else paper
        return _Typesetter(shown, has_links=rows <= _MOST_LINKED).source()

    return compiled(source, _epoch(day.toordinal()))


def _without_links(rows: int) -> Iterator[Message]:
    if rows > _MOST_LINKED:
        yield say("In a PDF of so many lines, figures and sources do not lead to each other; in the HTML they do.")


def _not_shown(unshown: frozenset[str]) -> Iterator[Message]:
    codes = codes_of(unshown)
    if codes:
        listed = ", ".join(codes[:_SHOWN_CODES]) + (", …" if len(codes) > _SHOWN_CODES else "")
        yield say_n(
            "{n} character that the fonts of this PDF do not have stands as {sign}: {codes}.",
            "{n} characters that the fonts of this PDF do not have stand as {sign}: {codes}.",
            len(codes),
            sign=STAND_IN,
            codes=listed,
        )


def _epoch(ordinal: int) -> int:
    """Return the seconds of a day's noon, as typst wants a file's date."""
    return (ordinal - 719_163) * 86_400 + 43_200


def literal(text: str) -> str:
    """Return a string literal of typst."""
    return '"' + _UNSAFE.sub(lambda found: f"\\{found[0]}", text) + '"'


class _Typesetter:
    def __init__(self, paper: Paper, *, has_links: bool) -> None:
        self._paper = paper
        self._language = paper.language
        self._anchors = set(_anchors(paper)) if has_links else set()

    def source(self) -> str:
        """Return the whole source."""
        paper = self._paper
        day = read_day(paper.date).first
        title = self._text(paper.title)
        lines = [
            f"#set document(title: {title}, date: datetime(year: {day.year}, month: {day.month}, day: {day.day}))",
            f'#set text(lang: "{self._language}")',
            _STYLE,
            "#title()",
        ]
        for block in paper.head:
            lines += self._block(block)
        for part in paper.parts:
            lines += self._part(part, 1)
        return "\n".join(lines)

    def _text(self, value: object) -> str:
        """Return a value as a string literal."""
        return literal(bound(worded(value, self._language)))

    def _part(self, part: Part, level: int) -> Iterator[str]:
        if part.starts_page:
            yield "#pagebreak(weak: true)"
        yield f"#heading(level: {level}, {self._text(part.title)}) {_label(part.anchor)}"
        for block in part.blocks:
            yield from self._block(block)
        for inner in part.parts:
            yield from self._part(inner, level + 1)

    @singledispatchmethod
    def _block(self, block: Block) -> Iterator[str]:
        raise TypeError(block)

    @_block.register
    def _(self, block: Words) -> Iterator[str]:
        text = self._text(block.text)
        # What leads to a table or a picture goes with it to the next page.
        yield f"#block(sticky: true, par({text}))" if len(text) < _SHORT else f"#par({text})"

    @_block.register
    def _(self, block: Remarks) -> Iterator[str]:
        for note in block.notes:
            yield f"#par(quiet({self._text(note)}))"

    @_block.register
    def _(self, block: Facts) -> Iterator[str]:
        yield f"#{self._facts(block.facts)}"

    @_block.register
    def _(self, block: Picture) -> Iterator[str]:
        try:
            svg = svg_of(block.wide, identity=block.identity).replace(FONT, _FACE)
        except ChartsMissingError:
            return
        title = self._text(block.title)
        for place, piece in enumerate(slices(svg, block.wide, _HIGHEST)):
            caption = "" if place else f"caption: {title}, "
            picture = f'image(bytes({literal(piece)}), format: "svg", width: 100%, alt: {literal(block.wide.alt)})'
            yield f"#figure(kind: image, numbering: none, supplement: none, {caption}{picture})"
        if block.legend is not None:
            yield f"#par(quiet({self._text(block.legend)}))"

    @_block.register
    def _(self, block: Grid) -> Iterator[str]:
        drawn = draw_table(block.table, self._language)
        fit = fit_of(drawn)
        heads = ", ".join(_aligned(column, f"quiet({literal(bound(column.head))})") for column in drawn.columns)
        caption = f"caption: {literal(bound(drawn.title))}, " if block.is_titled else ""
        size = f"#set text({fit.size}pt); " if fit.size != SIZE else ""
        columns = f"columns: ({', '.join(fit.widths)},)"
        yield f"#figure(kind: table, numbering: none, supplement: none, {caption}[{size}#table({columns},"
        yield f"table.header({heads}),"
        for first, last in heads_of(block, drawn):
            if first < last:
                depth = drawn.rows[first].depth
                again = "true" if drawn.rows[first].role is Role.DETAIL else "false"
                yield f"table.header(level: {2 + depth}, repeat: {again},"
                for place in range(first, last):
                    yield from self._row(block, drawn, place, fit)
                yield "),"
            else:
                yield from self._row(block, drawn, first, fit)
        yield ")])"
        yield from self._block(Remarks(block.table.notes))

    def _row(self, grid: Grid, drawn: Drawn, place: int, fit: Fit) -> Iterator[str]:
        row, more = drawn.rows[place], grid.more_of(place)
        if row.role is Role.DETAIL:
            said = literal(bound(" ".join(text for text in row.cells if text)))
            yield f"table.cell(colspan: {len(drawn.columns)}, breakable: false, strong({said})),"
            return
        anchors = [more.anchor, more.opening.anchor if more.opening is not None else None]
        is_whole = sum(map(len, row.cells)) < _LONG
        for index, (column, text) in enumerate(zip(drawn.columns, row.cells, strict=True)):
            shown = literal(bound(text.replace(" ", _NO_BREAK) if column.is_numeric and fit.is_rigid else text))
            if row.role in {Role.TOTAL, Role.SUBTOTAL}:
                shown = f"strong({shown})"
            if column.key in more.links and text:
                shown = self._link(more.links[column.key], shown)
            if column.is_tree and row.depth:
                shown = f"pad(left: {_INDENT * row.depth}pt, {shown})"
            if index == 0:
                marks = "".join(f"#metadata(none) {_label(one)}" for one in anchors if one and one in self._anchors)
                shown = f"[{marks}#{shown}]"
            yield f"{_aligned(column, shown, is_whole=is_whole)},"
        if more.opening is not None:
            small = self._small(more.opening.facts)
            whole = "false" if len(small) < _LONG else "true"
            yield f"table.cell(colspan: {len(drawn.columns)}, breakable: {whole}, small({small})),"

    def _small(self, facts: tuple[Fact, ...]) -> str:
        return (
            "["
            + " #linebreak() ".join(
                f"#emph({self._text(fact.name)}) #h(4pt) {self._inlines(fact.values)}" for fact in facts
            )
            + "]"
        )

    def _facts(self, facts: tuple[Fact, ...]) -> str:
        cells = ", ".join(f"quiet({self._text(fact.name)}), [{self._inlines(fact.values)}]" for fact in facts)
        return f"facts({cells})"

    def _inlines(self, values: tuple[Inline, ...]) -> str:
        return ' #" · " '.join(f"#{self._inline(value)}" for value in values)

    def _inline(self, value: Inline) -> str:
        if not isinstance(value, Ref):
            return f"text({self._text(value)})"
        if value.is_outside:
            return f"link({literal(value.target)}, {self._text(value.text)})"
        return self._link(value.target, self._text(value.text))

    def _link(self, anchor: str, shown: str) -> str:
        return f"link(label({literal(anchor)}), {shown})" if anchor in self._anchors else f"text({shown})"


def _blocks(parts: Iterable[Part]) -> Iterator[Block]:
    """Yield the blocks of parts and of the parts in them."""
    for part in parts:
        yield from part.blocks
        yield from _blocks(part.parts)


def _anchors(paper: Paper) -> Iterator[str]:
    """Yield every anchor that the report has: a link to any other would be refused by typst."""
    waiting = list(paper.parts)
    while waiting:
        part = waiting.pop()
        yield part.anchor
        waiting += part.parts
    for block in _blocks(paper.parts):
        for more in block.more if isinstance(block, Grid) else ():
            yield from (anchor for anchor in (more.anchor, more.opening and more.opening.anchor) if anchor)


def _label(anchor: str) -> str:
    return f"<{anchor}>"


def _aligned(column: DrawnColumn, shown: str, *, is_whole: bool = True) -> str:
    align = "align: right, " if column.is_numeric else ""
    return f"table.cell({align}breakable: {'false' if is_whole else 'true'}, {shown})"
