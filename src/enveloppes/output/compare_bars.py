"""Old and new as bars of blocks, for the terminal: what is certain is full, what is possible is shaded."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from enveloppes.agreements.basis import Basis
from enveloppes.answers.compare_result import Comparison, Matching, Row
from enveloppes.language.message import Message, say
from enveloppes.money.amount import Amount
from enveloppes.output import sheet
from enveloppes.output.compare_words import group_label, heads
from enveloppes.output.sheet import Absent, Audience, Cell, Column, Kind, Table

WIDTH = 32
_MOST_ROWS = 24
_FULL, _SHADE, _HALF, _OPEN = "█", "░", "▌", "→"


def bars(answer: Comparison, rows: list[Row]) -> list[Table]:
    """Return a table of two bars a row for each basis, or none where there is nothing to draw or too much.

    A basis has a scale of its own: bars of unlike money on one scale would be compared at a glance.
    """
    drawn = [row for row in rows if _is_drawn(row, answer.matching)]
    if not 0 < len(drawn) <= _MOST_ROWS:
        return []
    bases = sorted({row.basis for row in drawn}, key=Basis.sort_key)
    tables = []
    for basis in bases:
        title = say("Scale of its own · {basis}", basis=basis) if len(bases) > 1 else Message("")
        tables += _bars(answer, title, [row for row in drawn if row.basis == basis])
    return tables


def _bars(answer: Comparison, title: Message, drawn: list[Row]) -> list[Table]:
    scale = _scale(amount for row in drawn for amount in (row.old, row.new) if amount is not None)
    if not scale:
        return []
    columns = (
        Column("id", Message(""), Kind.CODE, Audience.PEOPLE),
        Column("side", Message(""), Kind.CODE, Audience.PEOPLE),
        Column("bar", Message(""), Kind.CODE, Audience.PEOPLE),
    )
    names = heads((answer.old, answer.new), same_data=answer.same_data)
    lines: list[sheet.Row] = []
    for row in drawn:
        present = [(name, amount) for name, amount in zip(names, (row.old, row.new), strict=True) if amount is not None]
        for place, (name, amount) in enumerate(present):
            label: Cell = (
                Absent.BLANK if place else row.id or group_label(row.key, answer.new.register, answer.old.register)
            )
            lines.append(sheet.Row((label, name, bar(amount, scale))))
    is_open = any(amount.high is None for row in drawn for amount in (row.old, row.new) if amount is not None)
    is_wide = any(not amount.is_exact for row in drawn for amount in (row.old, row.new) if amount is not None)
    return [Table("bars", title, columns, tuple(lines), (), tuple(_legend(is_wide=is_wide, is_open=is_open)))]


def _is_drawn(row: Row, matching: Matching) -> bool:
    """Draw each envelope of two states, and of groups only what may be compared: bars side by side look alike."""
    if matching is Matching.ID:
        return row.old is not None or row.new is not None
    return row.id is None and row.change is not None


def _legend(*, is_wide: bool, is_open: bool) -> Iterator[Message]:
    if is_open:
        yield say("{full} certain, {shade} possible, {open} not bounded", full=_FULL, shade=_SHADE, open=_OPEN)
    elif is_wide:
        yield say("{full} certain, {shade} possible", full=_FULL, shade=_SHADE)


def _scale(amounts: Iterator[Amount]) -> Decimal:
    """Return the largest bound there is: the full width of a bar."""
    return max(
        (bound.euros for amount in amounts for bound in (amount.low, amount.high) if bound is not None),
        default=Decimal(0),
    )


def bar(amount: Amount, scale: Decimal, width: int = WIDTH) -> str:
    """Return a bar: full up to the low bound, shaded up to the high one, an arrow where nothing bounds it."""
    low, half = divmod(round(Fraction(amount.low.euros) / Fraction(scale) * width * 2), 2)
    text = _FULL * low + (_HALF if half else "")
    if amount.low.euros and not text:
        text = _HALF
    if amount.high is None:
        return text + _SHADE * max(1, width - len(text)) + _OPEN
    shaded = round(Fraction(amount.high.euros) / Fraction(scale) * width) - len(text)
    if amount.high.euros > amount.low.euros:
        text += _SHADE * max(1, shaded)
    return text or "0"
