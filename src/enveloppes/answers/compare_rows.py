"""Two states of the same data, matched by id: what was added, removed, changed, moved, and what stayed."""

from __future__ import annotations

from collections.abc import Iterator

from enveloppes.agreements.basis import FIELDS
from enveloppes.answers.compare_change import change_between, percent_of
from enveloppes.answers.compare_result import FieldChange, FieldValue, Moved, Row, Status
from enveloppes.answers.compare_sides import Side
from enveloppes.judging.lines import Line
from enveloppes.language.message import Message, say

# A stage is a step of one life; an amount of another tax, credit, euro, rhythm or measure is another thing.
_KEPT = tuple(name for name in FIELDS if name != "stage")


def rows_by_id(old: Side, new: Side) -> tuple[Row, ...]:
    """Return a row an id: in the order of the new side, each removed one after what stood before it."""
    return tuple(row_of(old, new, key) for key in ordered_ids(old, new))


def ordered_ids(*sides: Side) -> list[str]:
    """Return the ids of all sides in the order of the last; those it lacks follow what they followed elsewhere."""
    order: dict[str, str | None] = {}
    placed = [line.id for line in sides[-1].members]
    known = set(placed)
    for side in reversed(sides[:-1]):
        before: str | None = None
        for line in side.members:
            if line.id not in known:
                order[line.id] = before
                known.add(line.id)
            before = line.id
    followers: dict[str | None, list[str]] = {}
    for key, before in order.items():
        followers.setdefault(before, []).append(key)
    found: list[str] = []
    waiting = [*reversed(placed), *reversed(followers.get(None, []))]
    while waiting:
        key = waiting.pop()
        found.append(key)
        waiting.extend(reversed(followers.get(key, [])))
    return found


def row_of(old: Side, new: Side, key: str) -> Row:
    """Return the row of one id that at least one side has; raises KeyError where none has."""
    before, after = old.by_id.get(key), new.by_id.get(key)
    shown = after if after is not None else old.by_id[key]
    was = old.figure(before) if before is not None else None
    now = new.figure(after) if after is not None else None
    status = Status.ADDED if before is None else Status.REMOVED
    fields: tuple[FieldChange, ...] = ()
    moved: Moved | None = None
    change, percent = change_between(was, now), None
    if before is not None and after is not None:
        fields, moved = tuple(_fields(old, new, before, after)), _moved(before, after)
        is_same = was == now and not fields and moved is None
        status = Status.UNCHANGED if is_same else Status.CHANGED
        change = change if are_comparable(before, after) else None
        percent = percent_of(was, now) if change is not None else None
    return Row(
        key,
        (),
        shown.title,
        shown.basis,
        status,
        was,
        now,
        change,
        percent,
        moved,
        fields,
        is_context=shown.is_context,
        old_line=before,
        new_line=after,
    )


def are_comparable(before: Line, after: Line) -> bool:
    """Say whether a change may be worked out: the stage may differ, tax, credit, euros, rhythm and measure may not."""
    return all(getattr(before.basis, name) == getattr(after.basis, name) for name in _KEPT)


def _moved(before: Line, after: Line) -> Moved | None:
    if (before.axes, before.agreement) == (after.axes, after.agreement):
        return None
    old, new = (line.axes[-1] if line.axes else None for line in (before, after))
    return Moved(old, new) if old != new else None


def _fields(old: Side, new: Side, before: Line, after: Line) -> Iterator[FieldChange]:
    """Yield every field but the amount that is not what it was."""
    notes = [side.register.envelope_by_id[after.id].envelope.note for side in (old, new)]
    # Nearly all lines of a large register are the same: what is stated of them need not be put into words.
    if notes[0] == notes[1] and _stated(before) == _stated(after):
        return
    was, now = fields_of(before) | {"note": notes[0]}, fields_of(after) | {"note": notes[1]}
    for name in now:
        if was[name] != now[name]:
            yield FieldChange(name, was[name], now[name])


def _stated(line: Line) -> tuple[object, ...]:
    basis_and_money = (line.title, line.basis, line.since, line.period, line.schedule, line.payers, line.link)
    return (*basis_and_money, line.section, line.theme, line.territory, line.agreement, line.cited)


def fields_of(line: Line) -> dict[str, FieldValue]:
    """Return what is stated of a line beside its amount, under the names of the format, in the order of interest."""
    basis = line.basis
    return {
        "title": line.title,
        "stage": basis.stage,
        "rhythm": basis.rhythm,
        "credit": basis.credit,
        "measure": basis.measure,
        "tax": basis.tax,
        "euros": basis.euros,
        "from": line.since,
        "period": line.period,
        "schedule": _schedule(line),
        "funders": _funders(line),
        "within": _within(line),
        "section": line.section,
        "theme": line.theme,
        "territory": line.territory,
        "agreement": line.agreement,
        "source": line.cited.source,
        "at": line.cited.at,
        "printed": line.cited.printed.text if line.cited.printed is not None else None,
    }


def _funders(line: Line) -> FieldValue:
    names: list[Message] = [
        say("{name}", name=payer.name)
        if payer.share is None
        else say("{name} ({share})", name=payer.name, share=payer.share)
        for payer in line.payers
    ]
    return tuple(names) or None


def _schedule(line: Line) -> FieldValue:
    return tuple(say("{year}: {amount}", year=str(year), amount=amount) for year, amount in line.schedule) or None


def _within(line: Line) -> FieldValue:
    if line.link is None:
        return None
    return say("`{id}` (possibly)", id=line.link.container) if line.link.possible else line.link.container
