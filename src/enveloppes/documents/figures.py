"""The euro figures of a document: where each stands, how it is printed, what it says.

A number becomes a figure in three steps: what it is by itself (``mentions``), what it is beside its neighbours
(``links``, ``ellipsis``), and what its qualifier makes of it. Cells of tables take the unit of their header
(``grids``).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from enveloppes.documents.ellipsis import fill_left_out_units
from enveloppes.documents.grids import figures_in_cells
from enveloppes.documents.links import Pair, ranges, share_units
from enveloppes.documents.mention import Mention, Role, end_of_last_number
from enveloppes.documents.mentions import counts_in_another_currency, mentions_of
from enveloppes.documents.said_units import take_announced_unit
from enveloppes.documents.tables import prose_of, tables_of
from enveloppes.money.amount import Amount, Wording
from enveloppes.money.folding import Folded, fold
from enveloppes.money.qualifiers import qualifier_after, qualifier_before
from enveloppes.money.wording import amount_of, range_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from enveloppes.agreements.document import Document, Table
    from enveloppes.agreements.place import Place


# Without one of these no number of a paragraph can be money: most paragraphs are done with here.
_MAY_BE_MONEY = re.compile(r"€|(?<![a-z])[km]?eur|milli|\dke")


class Kind(StrEnum):
    """What a euro figure counts: a sum, or euros per inhabitant (which no total takes)."""

    TOTAL = "total"
    PER_HEAD = "per-head"


@dataclass(frozen=True, slots=True)
class Figure:
    """A euro figure of a document.

    ``start``/``end`` are code-point offsets of the figure with its unit and without its qualifier (a range is one
    figure; where the unit is said elsewhere, its digits alone); ``amount`` includes the qualifier.
    """

    printed: str
    kind: Kind
    amount: Amount
    start: int
    end: int
    place: Place

    @property
    def wording(self) -> Wording:
        """Return how the figure is qualified."""
        return self.amount.wording


def figures(document: Document) -> tuple[Figure, ...]:
    """Return every euro figure of a document in reading order."""
    found: dict[tuple[int, int], Figure] = {}
    if counts_in_another_currency(document.text):
        return ()
    for span in _tables_and_prose(document):
        for figure in span:
            found.setdefault((figure.start, figure.end), figure)
    return tuple(found[offsets] for offsets in sorted(found))


def _tables_and_prose(document: Document) -> Iterator[Iterator[Figure]]:
    tables = tables_of(document)
    for table in tables:
        yield _in_table(document, table)
    for start, end, place in prose_of(document, tables):
        yield _in_text(document, start, end, place)


def _in_table(document: Document, table: Table) -> Iterator[Figure]:
    if table.caption is not None:
        start, end = table.caption
        place = document.place_at(start)
        if place is not None:
            yield from _in_text(document, start, end, place)
    for cell, folded, mentions in figures_in_cells(document, table):
        place = document.place_at(cell.start)
        if place is not None:
            yield from _figures_of(document, folded, mentions, place)


def _in_text(document: Document, start: int, end: int, place: Place) -> Iterator[Figure]:
    folded = fold(document.text, start, end)
    if _MAY_BE_MONEY.search(folded.text) is None:
        return
    mentions = take_announced_unit(share_units(mentions_of(folded), folded.text), folded)
    yield from _figures_of(document, folded, fill_left_out_units(mentions, folded), place)


def _figures_of(document: Document, folded: Folded, mentions: list[Mention], place: Place) -> Iterator[Figure]:
    pairs = {pair.first: pair for pair in ranges(mentions, folded.text)}
    skipped = {pair.last for pair in pairs.values()}
    for index, mention in enumerate(mentions):
        if not mention.is_money or index in skipped:
            continue
        pair = pairs.get(index)
        last = mention if pair is None else mentions[pair.last]
        amount = _amount(mentions, index, pair, folded.text)
        start, end = folded.origin(mention.quantity.start), folded.origin_end(last.end)
        kind = Kind.PER_HEAD if last.role is Role.PER_HEAD else Kind.TOTAL
        yield Figure(document.text[start:end], kind, amount, start, end, place)


def _amount(mentions: list[Mention], index: int, pair: Pair | None, text: str) -> Amount:
    mention = mentions[index]
    if pair is not None:
        return range_of(
            mention.quantity,
            mentions[pair.last].quantity,
            low_reached=pair.low_reached,
            high_reached=pair.high_reached,
        )
    floor = end_of_last_number(mentions, index, text)
    before, _ = qualifier_before(text, mention.quantity.start, floor)
    after, _ = qualifier_after(text, _behind_marks(text, mention.end))
    named = _NAMED_BETWEEN.match(text, mention.end) if after is None else None
    if named is not None:
        after, _ = qualifier_after(text, named.end())
    before = before or _coordinated(mentions, index, text)
    if before in {None, Wording.EXACT} and after is not None:
        before = after if before is None else before
    return amount_of(mention.quantity, before or Wording.EXACT)


def _coordinated(mentions: list[Mention], index: int, text: str) -> Wording | None:
    """Return the wording of « plafonnée à 150 000 € pour les écoles et à 50 000 € pour les crèches » for the second."""
    if not index or not mentions[index - 1].is_money:
        return None
    first, second = mentions[index - 1], mentions[index]
    if _AND_TO.fullmatch(text, first.end, second.quantity.start) is None:
        return None
    wording, start = qualifier_before(text, first.quantity.start, end_of_last_number(mentions, index - 1, text))
    bounded = wording in {Wording.AT_MOST, Wording.ABOUT} and text[start : first.quantity.start].endswith(" a ")
    return wording if bounded else None


_AND_TO = re.compile(
    r"(?: ?/ ?[a-z]+| par [a-z]+)?(?: (?:pour|en|dans|par|au|aux|sur)(?![a-z])[^.;:!?]{1,120}?)?,? et a "
)
# « 153 000 € de subventions ou plus », « 12 M€ de travaux au maximum ».
_NAMED_BETWEEN = re.compile(
    r" (?:de |d')(?!a )[a-z-]{3,25}(?: [a-z-]{3,25})?"
    r"(?= (?:(?:ou|et) (?:plus|davantage)(?! (?:de|d'|tard|encore|que|si)(?![a-z]))"
    r"|(?:ou moins|environ|au (?:plus|moins|maximum|minimum)|maximum|minimum)(?: ?[.,;:)]|$)))"
)


def _behind_marks(text: str, end: int) -> int:
    """Return the offset behind footnote marks and « HT », « TTC » that stand behind a figure."""
    for mark in (" ht", " ttc", " hors taxes"):
        if text.startswith(mark, end) and not text[end + len(mark) : end + len(mark) + 1].isalpha():
            return end + len(mark)
    return end
