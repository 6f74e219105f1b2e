"""The lines of a report: their tables, and what each figure opens to (source, place, printed form, note)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from enveloppes.agreements.basis import Basis
from enveloppes.agreements.model import Certainty
from enveloppes.agreements.register import PlacedEnvelope
from enveloppes.answers.total import Group
from enveloppes.judging.lines import Line, Statement, statements
from enveloppes.language.message import Message, say
from enveloppes.output.claims import claim_text
from enveloppes.output.cofog import theme_label
from enveloppes.output.common import AMOUNT, BASIS, joined
from enveloppes.output.report.blocks import Fact, Inline, Opening, Ref, RowMore
from enveloppes.output.report.making import Making, cited_links, line_anchor, opening_anchor
from enveloppes.output.report.verdicts import titled
from enveloppes.output.sheet import Absent, Cell, Column, Kind, Role, Row, Table, given, money
from enveloppes.output.show_sheet import payers_text, territory_text

_SEVERAL = 2

_TITLE = Column("title", say("Line"), is_tree=True)
_THEME = Column("theme", say("Theme"), Kind.CODE)
_PERIOD = Column("period", say("Period"), Kind.WHEN)
_SOURCE = Column("source", say("Source"), Kind.CODE)


class LineRows:
    """Rows of lines in the making, with only the columns that something stands in."""

    def __init__(self, making: Making, lines: Sequence[Line]) -> None:
        """Take the lines that rows will be asked for."""
        self._making = making
        stated = {line.basis for line in lines if _says_basis(line)}
        self.basis: Basis | None = next(iter(stated)) if len(stated) == 1 else None
        self._has_payers = any(line.payers for line in lines)
        self._has_theme = any(line.theme for line in lines)
        self._has_period = any(line.period for line in lines)
        self.rows: list[Row] = []
        self.more: list[RowMore] = []

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns of the table."""
        return tuple(
            column
            for column, is_there in (
                (_TITLE, True),
                (AMOUNT, True),
                (BASIS, self.basis is None),
                (Column("payers", say("Payers")), self._has_payers),
                (_THEME, self._has_theme),
                (_PERIOD, self._has_period),
                (_SOURCE, True),
            )
            if is_there
        )

    def _cells(self, values: dict[str, Cell]) -> tuple[Cell, ...]:
        return tuple(values.get(column.key, Absent.BLANK) for column in self.columns)

    def add_line(self, line: Line, depth: int, above: str = "") -> None:
        """Add the row of a line, whose figure opens."""
        values: dict[str, Cell] = {
            "title": line.title,
            "amount": money(line.amount),
            "basis": line.basis if _says_basis(line) else Absent.BLANK,
            "payers": given(_payers(line)),
            "theme": given(line.theme),
            "period": given(line.period),
            "source": given(self._making.cited(line.cited)),
        }
        self.rows.append(Row(self._cells(values), depth))
        opening = Opening(opening_anchor(line.id), "amount", tuple(_opened(self._making, line)))
        self.more.append(RowMore(line_anchor(line.id), cited_links(line), opening, above))

    def add_group(self, group: Group | None, title: str, anchor: str, depth: int) -> None:
        """Add the heading of an axis with what it comes to in a basis; without a figure, only its title."""
        amount = Absent.NOT_STATED if group is None else money(group.amount)
        basis: Cell = Absent.BLANK if group is None else group.basis
        self.rows.append(Row(self._cells({"title": title, "amount": amount, "basis": basis}), depth, Role.SUBTOTAL))
        self.more.append(RowMore(anchor or None))

    def table(self, title: Message, notes: tuple[Message, ...] = ()) -> Table:
        """Return the table of the rows that were added; its title names the basis where there is but one."""
        whole = title if self.basis is None else say("{title} · {basis}", title=title, basis=self.basis)
        return Table("line", whole, self.columns, tuple(self.rows), notes=notes)


def _says_basis(line: Line) -> bool:
    """Say whether a line's basis is worth a word: without a figure, the defaults stand for « nobody said »."""
    return line.amount is not None or line.basis != Basis()


def _payers(line: Line) -> Message | None:
    """Return who pays; that no share is stated is said once, after all the names."""
    if len(line.payers) < _SEVERAL or any(payer.share is not None for payer in line.payers):
        return payers_text(line.payers)
    return say("{names} (shares not stated)", names=", ".join(payer.name for payer in line.payers))


def _opened(making: Making, line: Line) -> Iterator[Fact]:
    """Yield what stands behind a figure: each statement's source, then what else is known of the line."""
    placed = making.report.register.envelope_by_id[line.id]
    history = statements(making.report.register, placed)
    if len(history) == 1:
        yield making.source_fact(line.cited)
        yield from _printed(history[0])
    else:
        for one in history:
            yield _statement(making, one)
    envelope = placed.envelope
    if envelope.note:
        yield Fact(say("Note"), (envelope.note,))
    if line.link is not None:
        container = making.line_ref(line.link.container)
        yield Fact(say("Within"), (container, Certainty.POSSIBLE) if line.link.possible else (container,))
    yield from _facts_of(making, line, placed)
    yield from _judged(making, line)
    yield Fact(say("Id"), (say("`{id}`", id=line.id),))


def _printed(one: Statement) -> Iterator[Fact]:
    if one.cited.printed is not None:
        yield Fact(say("Printed"), (say("« {text} »", text=one.cited.printed.text),))


def _statement(making: Making, one: Statement) -> Fact:
    name = say("From {day}", day=one.since) if one.since is not None else say("At first")
    values: list[Inline] = [money(one.amount)]
    source = making.source_fact(one.cited)
    values += source.values
    if one.cited.printed is not None:
        values.append(say("printed « {text} »", text=one.cited.printed.text))
    if one.revision is not None and one.revision.note:
        values.append(one.revision.note)
    return Fact(name, tuple(values))


def _facts_of(making: Making, line: Line, placed: PlacedEnvelope) -> Iterator[Fact]:
    register = making.report.register
    if placed.envelope.section is not None:
        yield Fact(say("Section"), (placed.envelope.section,))
    if line.theme:
        yield Fact(say("Theme"), (theme_label(line.theme),))
    own = placed.envelope.territory
    if own is not None:
        found = register.territories.get(own)
        text = territory_text(own, None if found is None else found[0])
        yield Fact(say("Territory"), (given(text),))
    if line.schedule:
        years = [say("{year}: {amount}", year=str(year), amount=amount) for year, amount in line.schedule]
        yield Fact(say("Schedule"), (joined(years),))


def _judged(making: Making, line: Line) -> Iterator[Fact]:
    """Yield the bounds that follow for a line from claims and containers."""
    for one in making.report.reconciliation.derived:
        if one.id == line.id:
            yield Fact(say("It follows"), (one.amount,))
            yield Fact(say("Follows from"), tuple(_origin(making, key) for key in one.origin))


def _origin(making: Making, key: str) -> Ref | Message | str:
    """Return what a bound follows from: a line by its title, a claim in its own words."""
    claim = next((one.placed.claim for one in making.report.reconciliation.claims if one.placed.claim.id == key), None)
    if claim is None:
        return making.line_ref(key)
    words = claim_text(claim)
    return replace(words, values={name: titled(making, value) for name, value in words.values.items()})


def line_table(
    making: Making, lines: Iterable[Line], title: Message, notes: tuple[Message, ...] = ()
) -> tuple[Table, tuple[RowMore, ...]]:
    """Return a flat table of lines with what their figures open to."""
    listed = list(lines)
    rows = LineRows(making, listed)
    for line in listed:
        rows.add_line(line, 0)
    return rows.table(title, notes), tuple(rows.more)
