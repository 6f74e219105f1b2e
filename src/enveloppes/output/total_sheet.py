"""The answer of ``total`` as a sheet, and as the JSON result of docs/json.md."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from enveloppes.agreements.basis import Basis
from enveloppes.agreements.dates import read_period
from enveloppes.agreements.register import Register
from enveloppes.answers.grouping import Level, Path
from enveloppes.answers.query import Dimension
from enveloppes.answers.total import BasisTotal, ContextFigure, Group, Tally, Total
from enveloppes.judging.lines import Line, Standing
from enveloppes.language.message import say
from enveloppes.money.amount import Amount
from enveloppes.output.common import (
    AMOUNT,
    BASIS,
    PLACE,
    SOURCE,
    circumstances,
    figure_of,
    joined,
    note_texts,
    notes_json,
    origin_of,
    sources_table,
)
from enveloppes.output.json_answer import amount_json, basis_json
from enveloppes.output.presentation import Json
from enveloppes.output.sheet import (
    Absent,
    Audience,
    Cell,
    Column,
    Common,
    Kind,
    Role,
    Row,
    Sheet,
    Table,
    given,
    money,
)
from enveloppes.output.words import render

if TYPE_CHECKING:
    from enveloppes.answers.explaining import Step

_LINES = Column("envelopes", say("Lines"), Kind.COUNT)
_UNSTATED = Column("unstated", say("n.s."), Kind.COUNT)
_SHARE = Column("share_percent", say("Share"), Kind.SHARE)
_LEVEL = Column("level", say("Level"), Kind.COUNT, Audience.MACHINES)
_HEADS = {
    Dimension.AGREEMENT: say("Agreement"),
    Dimension.AXIS: say("Axis"),
    Dimension.FUNDER: say("Funder"),
    Dimension.SECTION: say("Section"),
    Dimension.THEME: say("Theme"),
    Dimension.TERRITORY: say("Territory"),
    Dimension.STAGE: say("Stage"),
    Dimension.YEAR: say("Year"),
}
_NONE = {
    Dimension.AGREEMENT: say("No agreement"),
    Dimension.AXIS: say("No axis"),
    Dimension.FUNDER: say("Payer not stated"),
    Dimension.SECTION: say("Section not stated"),
    Dimension.THEME: say("Theme not stated"),
    Dimension.TERRITORY: say("Territory not stated"),
    Dimension.STAGE: say("Stage not stated"),
    Dimension.YEAR: say("Year not stated"),
}


def total_sheet(answer: Total, register: Register, steps: Iterable[Step] = ()) -> Sheet:
    """Return one table a basis (or one of all bases where nothing is grouped), then context and explanation."""
    tables = list(_grouped(answer, register)) if answer.query.by else [_ungrouped(answer)]
    if answer.context:
        tables.append(_context(answer.context))
    explained = tuple(steps)
    if explained:
        tables.append(_steps(explained))
    refs = [line.cited.source for line in answer.selected.lines]
    return Sheet("total", tuple(tables), note_texts(answer.notes), origin_of(register), sources_table(register, refs))


def _tally_columns(tallies: Iterable[Tally]) -> tuple[Column, ...]:
    """Return the counting columns; people see « not yet » only where there is such a line."""
    seen = Audience.ALL if any(tally.not_yet for tally in tallies) else Audience.MACHINES
    return _LINES, _UNSTATED, Column("not_yet", say("Not yet"), Kind.COUNT, seen)


def _counts(tally: Tally) -> tuple[Cell, ...]:
    return tally.envelopes, tally.unstated, tally.not_yet


def _sum_cell(amount: Amount | None, tally: Tally) -> Cell:
    return Absent.NOT_YET if amount is None and tally.not_yet and not tally.unstated else money(amount)


def _ungrouped(answer: Total) -> Table:
    columns = (BASIS, AMOUNT, *_tally_columns(one.tally for one in answer.totals))
    rows = tuple(Row((one.basis, _sum_cell(one.amount, one.tally), *_counts(one.tally))) for one in answer.totals)
    return Table("total", say("Total{circumstances}", circumstances=circumstances(answer.query)), columns, rows)


def _grouped(answer: Total, register: Register) -> Iterator[Table]:
    for total in answer.totals:
        groups = [group for group in answer.groups if group.basis == total.basis]
        yield _table_of(answer, register, total, groups)


def _table_of(answer: Total, register: Register, total: BasisTotal, groups: list[Group]) -> Table:
    by = answer.query.by
    with_shares = any(group.share is not None for group in groups)
    keys = tuple(Column(name, say("Key"), Kind.CODE, Audience.MACHINES) for name in _key_names(by))
    head = joined([_HEADS[by[0]], *by[1:]])  # « Thème, année »: only the first word has a capital
    columns = (
        *keys,
        _LEVEL,
        Column("title", head, is_tree=True),
        AMOUNT,
        *((_SHARE,) if with_shares else ()),
        *_tally_columns([total.tally]),
    )
    with_parts = {group.path[:-1] for group in groups}
    rows = [_group_row(group, with_parts, register, by, with_shares=with_shares) for group in groups]
    if sum(1 for group in groups if len(group.path) == 1) > 1:
        rows.append(_total_row(total, len(keys), with_shares=with_shares))
    title = say(
        "Total by {dimensions} · {basis}{circumstances}",
        dimensions=by,
        basis=total.basis,
        circumstances=circumstances(answer.query),
    )
    return Table("total", title, columns, tuple(rows), (Common(BASIS, total.basis),))


def _key_names(by: tuple[Dimension, ...]) -> tuple[str, ...]:
    """Return the keys of a group by name; an axis is known by its agreement and itself, a stage by the basis."""
    names = (
        name
        for one in by
        if one is not Dimension.STAGE
        for name in (("agreement", "axis") if one is Dimension.AXIS else (str(one),))
    )
    return tuple(dict.fromkeys(names))


def _key_of(path: tuple[Level, ...]) -> dict[str, str | None]:
    key: dict[str, str | None] = {}
    for level in path:
        if level.dimension is Dimension.AXIS:
            key["agreement"] = level.agreement
        key[str(level.dimension)] = level.value
    return key


def _group_row(
    group: Group, with_parts: set[Path], register: Register, by: tuple[Dimension, ...], *, with_shares: bool
) -> Row:
    key = _key_of(group.path)
    depth = len(group.path) - 1
    share: tuple[Cell, ...] = (_share_cell(group),) if with_shares else ()
    return Row(
        (
            *(given(key.get(name)) for name in _key_names(by)),
            depth,
            label_of(group.path[-1], register),
            _sum_cell(group.amount, group.tally),
            *share,
            *_counts(group.tally),
        ),
        depth,
        Role.SUBTOTAL if depth == 0 and group.path in with_parts else Role.BODY,
    )


def _share_cell(group: Group) -> Cell:
    if group.share is not None:
        return group.share
    return Absent.BLANK if group.amount is None else Absent.UNDEFINED


def _total_row(total: BasisTotal, keys: int, *, with_shares: bool) -> Row:
    blanks = (Absent.BLANK,) * keys
    cells: tuple[Cell, ...] = (*blanks, Absent.BLANK, say("Total"), _sum_cell(total.amount, total.tally))
    return Row((*cells, *((Absent.BLANK,) if with_shares else ()), *_counts(total.tally)), 0, Role.TOTAL)


def label_of(level: Level, register: Register) -> Cell:
    """Return how a group is called: the title of an agreement or axis, the name of a territory, a word, a code."""
    if level.label is not None:
        return level.label
    if level.dimension is Dimension.AXIS and level.value is None and level.agreement is not None:
        return register.agreement_by_id[level.agreement].title
    return _NONE[level.dimension] if level.value is None else _named(level.dimension, level.value, register)


def _named(dimension: Dimension, value: str, register: Register) -> Cell:
    from enveloppes.agreements.basis import Stage
    from enveloppes.agreements.model import Section

    known: Cell = value
    if dimension is Dimension.AGREEMENT:
        known = register.agreement_by_id[value].title
    elif dimension is Dimension.AXIS:
        known = register.axis_by_id[value].axis.title
    elif dimension is Dimension.TERRITORY and value in register.territories:
        known = f"{register.territories[value][0].name} ({value})"
    elif dimension is Dimension.THEME:
        from enveloppes.output.cofog import theme_label

        known = theme_label(value)
    elif dimension is Dimension.YEAR:
        known = read_period(value)
    elif dimension is Dimension.STAGE:
        known = Stage(value)
    elif dimension is Dimension.SECTION:
        known = Section(value)
    return known


def _context(figures: tuple[ContextFigure, ...]) -> Table:
    columns = (
        Column("id", say("Id"), Kind.CODE),
        Column("title", say("Title")),
        AMOUNT,
        BASIS,
        SOURCE._replace(audience=Audience.MACHINES),
        PLACE._replace(audience=Audience.MACHINES),
    )
    rows = tuple(
        Row((line.id, line.title, figure_of(line), line.basis, given(line.cited.source), given(line.cited.at)))
        for line in (figure.line for figure in figures)
    )
    return Table("context", say("Context: quoted beside, in no total"), columns, rows)


def _steps(steps: tuple[Step, ...]) -> Table:
    columns = (
        Column("id", say("Id"), Kind.CODE),
        AMOUNT,
        Column("decision", say("Decision"), Kind.WORD, Audience.MACHINES),
        Column("within", say("Within"), Kind.CODE, Audience.MACHINES),
        Column("reason", say("What became of it")),
        Column("cited", say("Source"), audience=Audience.PEOPLE),
        Column("source", say("Source"), Kind.CODE, Audience.MACHINES),
        Column("at", say("Place"), Kind.CODE, Audience.MACHINES),
    )
    rows = tuple(_step_row(step) for step in steps)
    return Table("step", say("Why each line was counted or not"), columns, rows)


def _step_row(step: Step) -> Row:
    cited = step.line.cited
    return Row(
        (
            step.line.id,
            figure_of(step.line),
            step.decision,
            given(step.within),
            step.reason,
            joined([text for text in (cited.source, cited.at) if text], " "),
            given(cited.source),
            given(cited.at),
        )
    )


def total_result(answer: Total, steps: Iterable[Step], language: str) -> Json:
    """Return ``result`` as docs/json.md lays it down; groups, context and steps only where they were asked for."""
    result: dict[str, Json] = {"totals": [_sum_json(one.basis, one, language) for one in answer.totals]}
    if answer.query.by:
        result["groups"] = [
            {"key": dict(_key_of(group.path)), "parent": _parent(group), **_sum_json(group.basis, group, language)}
            for group in answer.groups
        ]
        result["counted_twice"] = [
            {"basis": basis_json(basis), "amount": amount_json(amount, language)}
            for basis, amount in answer.counted_twice
        ]
    if answer.query.with_context:
        result["context"] = [_context_json(figure.line, language) for figure in answer.context]
    explained = [_step_json(step, language) for step in steps]
    if explained:
        result["steps"] = explained
    result["notes"] = notes_json(answer.notes, language)
    return result


def _sum_json(basis: Basis, one: BasisTotal | Group, language: str) -> dict[str, Json]:
    return {
        "basis": basis_json(basis),
        "amount": amount_json(one.amount, language),
        "envelopes": one.tally.envelopes,
        "unstated": one.tally.unstated,
        "not_yet": one.tally.not_yet,
    }


def _parent(group: Group) -> str | None:
    if len(group.path) == 1:
        return None
    above = group.path[-2]
    return above.value if above.value is not None else above.agreement


def _context_json(line: Line, language: str) -> Json:
    return {
        "key": {"id": line.id},
        "parent": None,
        "basis": basis_json(line.basis),
        "amount": amount_json(line.amount, language),
        "envelopes": int(line.standing is Standing.STATED),
        "unstated": int(line.standing is Standing.UNSTATED),
        "not_yet": int(line.standing is Standing.NOT_YET),
    }


def _step_json(step: Step, language: str) -> Json:
    return {
        "id": step.line.id,
        "decision": str(step.decision),
        "within": step.within,
        "amount": amount_json(step.amount, language),
        "reason": render(step.reason, language),
    }
