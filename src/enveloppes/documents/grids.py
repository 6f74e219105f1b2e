"""Tables: which of their cells are money, by the unit of a header, a caption, a row's label or the cell itself."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from enveloppes.agreements.document import Cell, Table
from enveloppes.documents.columns import columns_of, corrected_by_cells
from enveloppes.documents.ellipsis import fill_left_out_units
from enveloppes.documents.links import share_units
from enveloppes.documents.mention import Mention, Role
from enveloppes.documents.mentions import mentions_of
from enveloppes.documents.nouns import COUNTED_ROWS
from enveloppes.documents.said_units import Said, unit_said
from enveloppes.money.folding import Folded, fold
from enveloppes.money.qualifiers import qualifier_after, qualifier_before
from enveloppes.money.strict import rescaled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from enveloppes.agreements.document import Document, Paragraph

# In a row's label « Communes » may be who pays: only words of counting make the row a count.
_COUNT_ROW = re.compile(
    r"(?:nombre|nb|taux|pourcentage|effectifs?|etp|population|duree|delai|surface|rang|ratio|annees?|superficie"
    r"|livraison|ouverture|dates?|echeance|mise en service|debut|fin)(?![a-z])"
)
_COUNT_LABEL = re.compile(
    rf"%|^{_COUNT_ROW.pattern}"
    r"|\((?:nombre|nb|etp|unites?|km|ha|m2|jours|mois)\)|(?<![a-z])etp(?![a-z])"
)
# Two tabs are an empty cell, where that makes all rows alike; elsewhere they only align.
_SINGLE_TABS = re.compile(r"\t|[ \t]*\|[ \t]*")
_SEPARATORS = (_SINGLE_TABS, re.compile(r"\t+| {2,}|[ \t]*\|[ \t]*|;(?=[^ ])"), re.compile(r" ?; ?"))
_RULE = re.compile(r"[\s|:+=_-]+")


def grid_of(document: Document, paragraph: Paragraph) -> Table | None:
    """Return the table that a paragraph of plain text is set as (columns, tabs, pipes), or None where it is prose."""
    return next((grid for separator in _SEPARATORS if (grid := _grid(document, paragraph, separator))), None)


def _grid(document: Document, paragraph: Paragraph, separator: re.Pattern[str]) -> Table | None:
    rows: list[tuple[Cell, ...]] = []
    numeric_rows = 0
    position = paragraph.start
    text = document.text[paragraph.start : paragraph.end]
    for line in text.splitlines(keepends=True):
        cells = _cells_of(line, position, separator)
        position += len(line)
        if not cells:
            continue
        rows.append(cells)
        texts = [document.text[cell.start : cell.end] for cell in cells]
        numeric_rows += len(cells) > 1 and any(_is_numeric(text) for text in texts[1:])
    if separator is _SINGLE_TABS and ("\t\t" not in text or len({len(row) for row in rows if len(row) > 1}) != 1):
        return None
    # One row is a table where a header as wide as the row says a unit.
    headed = (
        len(rows) > 1
        and len({len(row) for row in rows}) == 1
        and any(unit_said(fold(document.text, cell.start, cell.end).text) for cell in (rows[0] if rows else ()))
    )
    if numeric_rows < (1 if headed else _FEWEST_ROWS) or 2 * numeric_rows < len(rows):
        return None
    return Table(paragraph.start, paragraph.end, tuple(rows))


_FEWEST_ROWS = 2


def _is_numeric(text: str) -> bool:
    return re.fullmatch(r"[~<>≈+−-]?\s*\d[\d \u00a0\u202f.,]*\s*(?:[kKM]|Md|Mds)?\s*[€%*]?[*¹²³]?", text) is not None


def _cells_of(line: str, offset: int, separated: re.Pattern[str]) -> tuple[Cell, ...]:
    stripped = line.rstrip("\r\n")
    if not stripped.strip() or _RULE.fullmatch(stripped):
        return ()
    cells: list[Cell] = []
    # « | | Montant | » and a tab at the start leave the corner of the table empty: it is a cell.
    start = len(stripped) - len(stripped.lstrip(" "))
    start += stripped.startswith("|", start)
    for separator in separated.finditer(stripped, start):
        cells.append(_trimmed(stripped, start, separator.start(), offset))
        start = separator.end()
    if stripped[start:].strip() or stripped.endswith("\t"):
        cells.append(_trimmed(stripped, start, len(stripped), offset))
    return tuple(cells)


def _trimmed(line: str, start: int, end: int, offset: int) -> Cell:
    text = line[start:end]
    left = len(text) - len(text.lstrip())
    return Cell(offset + start + left, offset + start + max(left, len(text.rstrip())))


def figures_in_cells(document: Document, table: Table) -> Iterator[tuple[Cell, Folded, list[Mention]]]:
    """Yield each cell of a table with its numbers, those of a money column or row made money."""
    texts = [[fold(document.text, cell.start, cell.end) for cell in row] for row in table.rows]
    caption = fold(document.text, *table.caption).text if table.caption else _text_before(document, table)
    whole = unit_said(caption) if caption else None
    header = _header_rows(table, texts)
    for index, row in enumerate(texts[:header]):
        for column, folded in enumerate(row):
            said = unit_said(folded.text)
            if said is not None and (column == 0 or len(row) == 1):
                whole = said
            yield table.rows[index][column], folded, _by_itself(folded)
    widest = max((len(row) for row in texts), default=0)
    columns = columns_of(texts[:header], widest)
    if whole is not None:
        columns = corrected_by_cells(columns, texts, header)
    for row_index in range(header, len(texts)):
        row = texts[row_index]
        label = row[0].text if row else ""
        row_unit = unit_said(label) if not re.search(r"\d ?(?:€|m€|k€)", label) else None
        shift = widest - len(row) if len(row) > 1 else 0
        for column, folded in enumerate(row):
            said = _unit_of_cell(column + (shift if column else 0), columns, row_unit, label, whole)
            yield table.rows[row_index][column], folded, _in_cell(folded, said if column else None)


def _text_before(document: Document, table: Table) -> str:
    """Return a caption that stands as the paragraph just before a table, where it is one."""
    before = [paragraph for paragraph in document.paragraphs if paragraph.end <= table.start]
    if not before or any(other.start < before[-1].end and before[-1].start < other.end for other in document.tables):
        return ""
    text = fold(document.text, before[-1].start, before[-1].end).text
    short = len(text) < _LONGEST_CAPTION and not re.search(r"\d ?(?:m|k|md)?€|\d (?:millions|milliards)", text)
    return (
        text
        if short and re.search(r"\(?en (?:m|k|md|millions|milliers|milliards|euros|€)|\((?:m|k|md)€\)", text)
        else ""
    )


_LONGEST_CAPTION = 160


def _header_rows(table: Table, texts: list[list[Folded]]) -> int:
    """Return how many rows are headers: those marked so, a lone first line, and one without numbers but years."""
    marked = 0
    for row in table.rows:
        if row and all(cell.header for cell in row):
            marked += 1
        else:
            break
    if marked:
        return marked
    count = 0
    for line in texts[:3]:
        numeric = any(_amount_like(folded) for folded in line[1:])
        if numeric:
            break
        count += 1
    return count


def _amount_like(folded: Folded) -> bool:
    return (
        any(mention.role is not Role.YEAR for mention in mentions_of(folded))
        and re.search(r"[a-z]{3}", folded.text) is None
    )


def _unit_of_cell(
    column: int, columns: dict[int, Said | str], row_unit: Said | None, label: str, whole: Said | None
) -> Said | None:
    by_column = columns.get(column)
    if by_column == "no":
        return None
    if by_column == "per head":
        return Said(None, per_head=True, has_unit=False)
    if row_unit is not None:
        return row_unit
    if isinstance(by_column, Said):
        return None if _COUNT_ROW.match(label) else by_column
    things = _COUNT_LABEL.search(label) is not None or label.partition(" (")[0].strip() in COUNTED_ROWS
    return None if things else whole


def _by_itself(folded: Folded) -> list[Mention]:
    return fill_left_out_units(share_units(mentions_of(folded), folded.text), folded)


def _in_cell(folded: Folded, said: Said | None) -> list[Mention]:
    """Return the numbers of a cell; where it holds nothing but numbers, they take the unit said for it."""
    mentions = _by_itself(folded)
    bare = [mention for mention in mentions if mention.role in {Role.BARE, Role.YEAR}]
    if said is not None and said.per_head:
        # « 128 461 € » under « par habitant ».
        plain = [one.role is Role.MONEY and one.quantity.scale is None for one in mentions]
        mentions = [
            replace(one, role=Role.PER_HEAD) if is_plain else one for one, is_plain in zip(mentions, plain, strict=True)
        ]
    if (
        said is None
        or not said.has_unit
        or not bare
        or len(bare) != len(mentions)
        or not _only_numbers(folded.text, bare)
    ):
        return mentions
    role = Role.PER_HEAD if said.per_head else Role.MONEY
    found = [
        Mention(replace(rescaled(mention.quantity, said.scale), currency=True), role, shared=True) for mention in bare
    ]
    return mentions if any(one.quantity.euros > _MOST for one in found) else found


# « 12 145 300 » in a column of M€ is more than a country earns: it is three columns that one space parts.
_MOST = 5_000_000_000_000


def _only_numbers(text: str, bare: list[Mention]) -> bool:
    first, last = bare[0].quantity, bare[-1].quantity
    _, start = qualifier_before(text, first.start)
    _, end = qualifier_after(text, last.number_end)
    before, after = text[:start].strip(), text[end:].strip()
    inside = text[first.number_end : last.start] if len(bare) > 1 else " a "
    # « -225 » is a change, which no amount is: it is left out.
    opened = before in {"", "+", "(", "de", "entre"}
    return (
        opened
        and re.fullmatch(r"[)*¹²³]*(?:\(\d\))?", after) is not None
        and re.fullmatch(r" ?(?:a|-|et) ?", inside) is not None
    )
