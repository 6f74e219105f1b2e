"""The filters of a comparison: a value that only one side knows selects nothing on the other, and is no mistake."""

from __future__ import annotations

from dataclasses import replace

from enveloppes.answers.compare_sides import Side
from enveloppes.answers.query import Dimension, Filter, UnanswerableError
from enveloppes.answers.selecting import in_years, select


def narrowed(sides: tuple[Side, ...], where: tuple[Filter, ...]) -> tuple[Side, ...]:
    """Return the sides with only the lines that fit; raises UnanswerableError for a value that no side knows."""
    if not where:
        return sides
    known = [frozenset(one for one in where if _refusal(side, one) is None) for side in sides]
    for one in where:
        refusal = _refusal(sides[-1], one)
        if refusal is not None and not any(one in taken for taken in known):
            raise refusal
    return tuple(_narrowed(side, where, taken) for side, taken in zip(sides, known, strict=True))


def _refusal(side: Side, one: Filter) -> UnanswerableError | None:
    try:
        select(side.register, side.everything, (one,))
    except UnanswerableError as error:
        return error
    return None


def _narrowed(side: Side, where: tuple[Filter, ...], known: frozenset[Filter]) -> Side:
    usable = tuple(one for one in where if one in known)
    if {one.key for one in usable} != {one.key for one in where}:
        return replace(side, members=(), not_yet=(), filtered=side.members)
    taken = {line.id for line in select(side.register, side.everything, usable).lines}
    members = tuple(in_years(line, usable) for line in side.members if line.id in taken)
    has_years = any(one.key == Dimension.YEAR for one in usable)
    figures = {line.id: line.amount for line in members if line.amount is not None} if has_years else None
    return replace(
        side,
        members=members,
        not_yet=tuple(line for line in side.not_yet if line.id in taken),
        filtered=tuple(line for line in side.members if line.id not in taken),
        figures=figures,
    )
