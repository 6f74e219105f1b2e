"""How the sides, the groups and the circumstances of a comparison are called."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from enveloppes.agreements.register import Register
from enveloppes.answers.compare_result import Comparison, Matrix, Per
from enveloppes.answers.compare_sides import Side
from enveloppes.answers.grouping import Level, Path
from enveloppes.answers.query import Dimension
from enveloppes.language.message import Message, say
from enveloppes.output.cofog import theme_label
from enveloppes.output.common import joined
from enveloppes.output.presentation import Json

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_PER = {Per.INHABITANT: say(" · per inhabitant"), Per.YEAR: say(" · per year")}
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
    Dimension.FUNDER: say("Payer not stated"),
    Dimension.SECTION: say("Section not stated"),
    Dimension.THEME: say("Theme not stated"),
    Dimension.TERRITORY: say("Territory not stated"),
    Dimension.YEAR: say("Year not stated"),
}


def heads(sides: Sequence[Side], *, same_data: bool) -> list[Message]:
    """Return the heads of the columns: dates of one thing, before and after, or a letter for each of several."""
    if _are_dates(sides):
        return [
            say("{head}", head=side.operand.day) if side.operand.day is not None else say("Latest") for side in sides
        ]
    if same_data and len(sides) == 2:  # noqa: PLR2004 - a pair
        return [say("Before"), say("After")]
    return [say("{head}", head=letter(place)) for place in range(len(sides))]


def _are_dates(sides: Sequence[Side]) -> bool:
    """Say whether the sides are one thing at different dates: then the dates tell them apart."""
    ids = {side.operand.id for side in sides}
    days = {side.operand.day for side in sides}
    named = all(side.operand.text.partition("@")[0] == side.operand.id for side in sides)
    return named and len(ids) == 1 and len(days) == len(sides)


def letter(place: int) -> str:
    """Return A, B, … Z, A2, B2, … for the sides in turn."""
    turn, place = divmod(place, len(LETTERS))
    return LETTERS[place] + (str(turn + 1) if turn else "")


def origin(sides: Sequence[Side], *, same_data: bool) -> Message:
    """Return what is compared, as it was typed."""
    names = [side.operand.text for side in sides]
    if _are_dates(sides) or (same_data and len(names) == 2):  # noqa: PLR2004 - a pair
        return joined(names, " → ")
    return joined([say("{head}: {side}", head=letter(place), side=name) for place, name in enumerate(names)], " · ")


def circumstances(answer: Comparison | Matrix) -> Message:
    """Return what narrows or scales a comparison, for a heading."""
    parts: list[Message] = []
    if answer.question.per is not None:
        parts.append(_PER[answer.question.per])
    if answer.question.where:
        filters = ", ".join(f"{one.key}={one.value}" for one in answer.question.where)
        parts.append(say(" · only {filters}", filters=filters))
    return joined(parts, "")


def compared_by(by: Dimension | None) -> Message:
    """Return what groups are matched by, for a heading."""
    return say("COFOG division") if by is None else say("{dimension}", dimension=by)


def dimension_head(by: Dimension | None) -> Message:
    """Return the head of a column of groups; of None, the divisions that unlike agreements are matched by."""
    return say("Division") if by is None else _HEADS[by]


def group_label(path: Path, *registers: Register) -> Message:
    """Return what a group is called: by title where it has one, else by its code, else by what is not stated."""
    level = path[-1]
    if level.label is not None:
        return level.label
    return _value_label(level, registers)


def _value_label(level: Level, registers: Iterable[Register]) -> Message:
    if level.dimension in {Dimension.AXIS, Dimension.AGREEMENT}:
        return _title_of(level, registers)
    if level.value is None:
        return _NONE.get(level.dimension, say("none"))
    if level.dimension is Dimension.THEME:
        return theme_label(level.value)
    if level.dimension is Dimension.TERRITORY:
        found = next((one.territories[level.value][0] for one in registers if level.value in one.territories), None)
        return say("{title}", title=level.value if found is None else f"{found.name} ({level.value})")
    if level.dimension in {Dimension.STAGE, Dimension.SECTION}:
        return say("{word}", word=_WORDS.get(level.value, say("{code}", code=level.value)))
    return say("{title}", title=level.value)


_WORDS = {
    "announced": say("announced"),
    "contracted": say("contracted"),
    "voted": say("voted"),
    "committed": say("committed"),
    "paid": say("paid"),
    "operating": say("operating"),
    "investment": say("investment"),
}


def _title_of(level: Level, registers: Iterable[Register]) -> Message:
    for register in registers:
        if level.dimension is Dimension.AXIS and level.value in register.axis_by_id:
            return say("{title}", title=register.axis_by_id[level.value].axis.title)
        key = level.agreement if level.dimension is Dimension.AXIS and level.value is None else level.value
        if key in register.agreement_by_id:
            return say("{title}", title=register.agreement_by_id[key].title)
    return say("{title}", title=level.value or level.agreement or "")


def key_json(path: Path) -> Json:
    """Return the key of a group: its dimension and value; an axis is known by its agreement too."""
    level = path[-1]
    if level.dimension is Dimension.AXIS:
        return {"agreement": level.agreement, "axis": level.value}
    return {str(level.dimension): level.value}
