"""Which lines a question is about: the filters of ``--where``."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from enveloppes.agreements.basis import Stage
from enveloppes.agreements.model import Section
from enveloppes.agreements.register import Register
from enveloppes.answers.query import ID, NONE, Dimension, Filter, Note, UnanswerableError, did_you_mean
from enveloppes.judging.lines import Line
from enveloppes.language.message import say, say_n
from enveloppes.money.amount import Amount


class Selected(NamedTuple):
    """The lines that a question is about, in reading order, those it leaves out, and notes on both.

    ``figures`` replaces the amount of a line of which only a part is asked for (a year of its schedule).
    """

    lines: tuple[Line, ...]
    left_out: tuple[Line, ...]
    notes: tuple[Note, ...]


def select(register: Register, lines: Iterable[Line], where: tuple[Filter, ...]) -> Selected:
    """Return the lines for which, of every key, one of the values holds; raises UnanswerableError."""
    everything = tuple(lines)
    if not where:
        return Selected(everything, (), ())
    wanted: dict[str, list[str]] = {}
    for one in where:
        wanted.setdefault(one.key, []).append(one.value)
    for key, values in wanted.items():
        for value in values:
            _refuse_unknown(register, everything, key, value)
    taken: list[Line] = []
    left: list[Line] = []
    for line in everything:
        fits = all(any(_holds(line, key, value) for value in values) for key, values in wanted.items())
        (taken if fits else left).append(line)
    return Selected(tuple(taken), tuple(left), _notes(taken, left, wanted))


def _notes(taken: list[Line], left: list[Line], wanted: dict[str, list[str]]) -> tuple[Note, ...]:
    notes = []
    unstated = sum(1 for line in left if line.amount is None and not line.is_context)
    if unstated:
        notes.append(
            Note(
                "filtered-unstated",
                say_n(
                    "Outside the filter: {n} line without a figure.",
                    "Outside the filter: {n} lines without a figure.",
                    unstated,
                ),
            )
        )
    shared = [line.id for line in taken if len(line.payers) > 1]
    if Dimension.FUNDER in wanted and shared:
        notes.append(
            Note(
                "co-funded-whole",
                say_n(
                    "{n} co-funded line is shown whole, with what its other funders pay: {ids}.",
                    "{n} co-funded lines are shown whole, with what their other funders pay: {ids}.",
                    len(shared),
                    ids=", ".join(shared),
                ),
            )
        )
    return tuple(notes)


def _holds(line: Line, key: str, value: str) -> bool:
    found = _VALUES[key](line)
    if value == NONE:
        return not found
    if key == Dimension.THEME:
        # 06 holds 06.1 and not 061: a group lies below its division after a point.
        return any(theme == value or theme.startswith(f"{value}.") for theme in found)
    if key == Dimension.FUNDER:
        # A party's id stands for its name, within its own agreement: two of them may each have a `departement`.
        return any(name.casefold() == value.casefold() for name in found) or any(one.id == value for one in line.payers)
    return value in found


def years_of(line: Line) -> tuple[str, ...]:
    """Return the groups of ``--by year`` that a line goes to: its scheduled years, else its period as a whole."""
    if line.schedule:
        return tuple(str(year) for year, _ in line.schedule)
    return (str(line.period),) if line.period is not None else ()


_VALUES: dict[str, Callable[[Line], tuple[str, ...]]] = {
    ID: lambda line: (line.id,),
    Dimension.AGREEMENT: lambda line: (line.agreement,),
    Dimension.AXIS: lambda line: line.axes,
    Dimension.FUNDER: lambda line: tuple(payer.name for payer in line.payers),
    Dimension.SECTION: lambda line: (line.section,) if line.section is not None else (),
    Dimension.THEME: lambda line: (line.theme,) if line.theme is not None else (),
    Dimension.TERRITORY: lambda line: (line.territory,) if line.territory is not None else (),
    Dimension.STAGE: lambda line: (line.basis.stage,),
    Dimension.YEAR: years_of,
}


def _refuse_unknown(register: Register, lines: tuple[Line, ...], key: str, value: str) -> None:
    if value == NONE:
        return
    known: Iterable[str]
    if key == Dimension.AXIS:
        known = register.axis_by_id
    elif key == Dimension.AGREEMENT:
        known = register.agreement_by_id
    elif key == Dimension.STAGE:
        known = [str(stage) for stage in Stage]
    elif key == Dimension.SECTION:
        known = [str(section) for section in Section]
    elif key == Dimension.TERRITORY:
        known = {*register.territories, *(code for line in lines for code in _VALUES[key](line))}
    else:
        known = {one for line in lines for one in _VALUES[key](line)}
    if any(value == one for one in known) or any(_holds(line, key, value) for line in lines):
        return
    raise UnanswerableError(
        say("nothing here fits `{key}={value}`{hint}", key=key, value=value, hint=did_you_mean(value, known))
    )


def in_years(line: Line, where: tuple[Filter, ...]) -> Line:
    """Return a line with only the part of its figure and of its schedule that falls in the years asked for.

    Without a schedule, or where no year is asked for, it is whole. A share stated in euros is of the whole line: of a
    part of it, it is not known.
    """
    wanted = frozenset(one.value for one in where if one.key == Dimension.YEAR)
    kept = tuple((year, amount) for year, amount in line.schedule if str(year) in wanted)
    if not kept or line.amount is None:
        return line
    parts = [amount for _, amount in kept]
    payers = line.payers
    if len(kept) < len(line.schedule) and any(isinstance(payer.share, Amount) for payer in payers):
        payers = tuple(payer._replace(share=None) for payer in payers)
    return line._replace(amount=sum(parts[1:], parts[0]), schedule=kept, payers=payers)
