"""The report as a tagged PDF, set by typst: the same content as the page, for the printer and the archive.

Every text of the data goes into a string literal of typst, where nothing is markup.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from functools import singledispatchmethod
from typing import Final

from enveloppes.agreements.dates import read_day
from enveloppes.output.chart_marks import FONT
from enveloppes.output.charts import ChartsMissingError, svg_of
from enveloppes.output.drawing import Drawn, DrawnColumn, draw_table
from enveloppes.output.faces import worded
from enveloppes.output.report.blocks import Block, Fact, Facts, Grid, Inline, Paper, Part, Picture, Ref, Remarks, Words
from enveloppes.output.report.formats import TypesettingMissingError
from enveloppes.output.report.typography import bound
from enveloppes.output.sheet import Role

_FACE = "Libertinus Serif"  # comes with typst, so that every machine sets the same pages
_STANDARD: Final = "ua-1"
_INDENT = 10
_ROOM_FOR_NUMBERS, _ENOUGH = 64, 24  # characters of a line of a table, of a column of one
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
#show table: set text(9pt, hyphenate: false)
#set table(align: left)
#show figure: set block(breakable: true, above: 5mm, below: 4mm)
#show figure: set align(left)
#show figure.caption: it => block(below: 2mm, sticky: true, strong(it.body))
#set figure.caption(position: top)
#let facts(..cells) = grid(columns: (auto, 1fr), column-gutter: 5mm, row-gutter: 2mm, ..cells)
#let small(body) = {{ set text(7.5pt, fill: luma(70)); pad(left: 8pt, bottom: 1pt, body) }}
#let quiet(body) = text(fill: luma(70), body)
"""


def write_pdf(paper: Paper) -> bytes:
    """Return the PDF; raises TypesettingMissingError where typst is not installed."""
    try:
        import typst
    except ImportError as error:
        raise TypesettingMissingError(str(error)) from error
    source = _Typesetter(paper).source()
    day = read_day(paper.date).first
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        made: bytes = typst.compile(
            source.encode(errors="backslashreplace"),
            format="pdf",
            ignore_system_fonts=True,
            pdf_standards=_STANDARD,
            timestamp=_epoch(day.toordinal()),
        )
    return made


def _epoch(ordinal: int) -> int:
    """Return the seconds of a day's noon, as typst wants a file's date."""
    return (ordinal - 719_163) * 86_400 + 43_200


def literal(text: str) -> str:
    """Return a string literal of typst."""
    return '"' + _UNSAFE.sub(lambda found: f"\\{found[0]}", text) + '"'


class _Typesetter:
    def __init__(self, paper: Paper) -> None:
        self._paper = paper
        self._language = paper.language
        self._anchors = set(_anchors(paper))

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
        yield f"#par({self._text(block.text)})"

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
        picture = f'image(bytes({literal(svg)}), format: "svg", width: 100%, alt: {literal(block.wide.alt)})'
        title = self._text(block.title)
        yield f"#figure(kind: image, numbering: none, supplement: none, caption: {title}, {picture})"
        if block.legend is not None:
            yield f"#par(quiet({self._text(block.legend)}))"

    @_block.register
    def _(self, block: Grid) -> Iterator[str]:
        drawn = draw_table(block.table, self._language)
        widths = ", ".join(widths_of(drawn))
        heads = ", ".join(_aligned(column, f"quiet({literal(bound(column.head))})") for column in drawn.columns)
        caption = f"caption: {literal(bound(drawn.title))}, " if block.is_titled else ""
        yield f"#figure(kind: table, numbering: none, supplement: none, {caption}table(columns: ({widths},),"
        yield f"table.header({heads}),"
        for place in range(len(drawn.rows)):
            yield from self._row(block, drawn, place)
        yield "))"
        yield from self._block(Remarks(block.table.notes))

    def _row(self, grid: Grid, drawn: Drawn, place: int) -> Iterator[str]:
        row, more = drawn.rows[place], grid.more_of(place)
        if row.role is Role.DETAIL:
            said = literal(bound(" ".join(text for text in row.cells if text)))
            yield f"table.cell(colspan: {len(drawn.columns)}, strong({said})),"
            return
        anchors = [more.anchor, more.opening.anchor if more.opening is not None else None]
        for index, (column, text) in enumerate(zip(drawn.columns, row.cells, strict=True)):
            shown = literal(bound(text))
            if row.role in {Role.TOTAL, Role.SUBTOTAL}:
                shown = f"strong({shown})"
            if column.key in more.links and text:
                shown = self._link(more.links[column.key], shown)
            if column.is_tree and row.depth:
                shown = f"pad(left: {_INDENT * row.depth}pt, {shown})"
            if index == 0:
                marks = "".join(f"#metadata(none) {_label(anchor)}" for anchor in anchors if anchor)
                shown = f"[{marks}#{shown}]"
            yield f"{_aligned(column, shown)},"
        if more.opening is not None:
            small = self._small(more.opening.facts)
            yield f"table.cell(colspan: {len(drawn.columns)}, breakable: false, small({small})),"

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


def _anchors(paper: Paper) -> Iterator[str]:
    """Yield every anchor that the report has: a link to any other would be refused by typst."""
    waiting = list(paper.parts)
    while waiting:
        part = waiting.pop()
        yield part.anchor
        waiting += part.parts
        for block in part.blocks:
            for more in block.more if isinstance(block, Grid) else ():
                yield from (anchor for anchor in (more.anchor, more.opening and more.opening.anchor) if anchor)


def _label(anchor: str) -> str:
    return f"<{anchor}>"


def widths_of(drawn: Drawn) -> list[str]:
    """Return the widths of columns: numbers what they need, texts the rest.

    Where numbers would leave texts no room, all share the page by their lengths and break at words; a number never
    does, its spaces are no-break ones.
    """
    cells = [[column.head, *(row.cells[at] for row in drawn.rows)] for at, column in enumerate(drawn.columns)]
    lengths = [max(map(len, texts)) for texts in cells]
    rigid = sum(
        length for column, length in zip(drawn.columns, lengths, strict=True) if column.is_numeric or column.is_code
    )
    if rigid <= _ROOM_FOR_NUMBERS:
        return [_width(column) for column in drawn.columns]
    words = [max(len(word) for text in texts for word in text.split(" ")) for texts in cells]
    return [f"{max(word + 2, min(length, _ENOUGH))}fr" for word, length in zip(words, lengths, strict=True)]


def _width(column: DrawnColumn) -> str:
    if column.is_numeric or column.is_code:
        return "auto"
    return "2fr" if column.is_tree else "1fr"


def _aligned(column: DrawnColumn, shown: str) -> str:
    return f"table.cell(align: right, {shown})" if column.is_numeric else f"table.cell({shown})"
