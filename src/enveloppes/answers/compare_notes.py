"""What a comparison left out, or how its figures are to be read, said in one line each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from enveloppes.agreements.basis import Basis
from enveloppes.answers.compare_result import Comparison, Matching, Matrix, Per, Scale
from enveloppes.answers.compare_rows import are_comparable
from enveloppes.answers.compare_sides import Side
from enveloppes.answers.query import Note
from enveloppes.judging.lines import Line
from enveloppes.language.message import Hint, Message, say, say_n


def notes(answer: Comparison | Matrix) -> tuple[Note, ...]:
    """Return the notes of a comparison, in the order of how much they matter to its reader."""
    sides = (answer.old, answer.new) if isinstance(answer, Comparison) else answer.sides
    found = [*_per(answer.scale), *_other_territories(answer.scale, sides)]
    if isinstance(answer, Comparison):
        found += _incomparable(answer)
    if answer.matching is Matching.GROUP:
        found += _bases(
            [total.basis for total in answer.totals]
            if isinstance(answer, Comparison)
            else [basis for basis, _ in answer.totals]
        )
    found += _standing(sides)
    found += _left_out(sides)
    return tuple(found)


def _per(scale: Scale) -> Iterator[Note]:
    known = {(one.territory, one.population.count, one.population.vintage): one for one in scale.heads}
    for one in known.values():
        population = one.population
        yield Note(
            "per-inhabitant",
            say(
                "Per inhabitant of {name} (`{code}`): {count}, {kind}, vintage {vintage}{source}.",
                name=one.name,
                code=one.territory,
                count=population.count,
                kind=population.kind,
                vintage=str(population.vintage),
                source=_source(population.source.ref if population.source is not None else None),
            ),
        )
    if scale.years:
        found = dict.fromkeys((str(one.period), one.years) for one in scale.years)
        periods = ", ".join(f"{period} ÷ {years}" for period, years in found)
        yield Note("per-year", say("Per year, each figure over the years of its period: {periods}.", periods=periods))
    inherited = [one.line for one in scale.years if one.is_agreements]
    if inherited:
        yield Note(
            "agreement-period",
            say("The period of the agreement stands in where a line states none: {ids}.", ids=", ".join(inherited)),
        )
    if scale.per is not None:
        whole = (
            say("Figures per inhabitant are rounded to the cent; changes are worked out before rounding.")
            if scale.per is Per.INHABITANT
            else say("Figures per year are rounded to the cent; changes are worked out before rounding.")
        )
        yield Note("rounded", whole)


def _other_territories(scale: Scale, sides: tuple[Side, ...]) -> Iterator[Note]:
    for one, side in zip(scale.heads, sides, strict=False):
        others = [line.id for line in side.own if line.amount is not None and line.territory != one.territory]
        if others:
            yield Note(
                "other-territory",
                say(
                    "Divided by the inhabitants of `{code}`, which the agreement is about, although of another "
                    "territory: {ids}.",
                    code=one.territory,
                    ids=", ".join(others),
                ),
            )


def _source(ref: str | None) -> Message:
    return Message("") if ref is None else say(", `{ref}`", ref=ref)


def _incomparable(answer: Comparison) -> Iterator[Note]:
    ids = [row.id for row in answer.rows if row.id is not None and _is_incomparable(row.old_line, row.new_line)]
    if ids and answer.matching is Matching.ID:
        yield Note(
            "not-comparable",
            say(
                "No change is worked out where tax, credits, euros, rhythm or measure changed: {ids}.",
                ids=", ".join(ids),
            ),
        )


def _is_incomparable(old: Line | None, new: Line | None) -> bool:
    return old is not None and new is not None and not are_comparable(old, new)


def _bases(found: Iterable[Basis]) -> Iterator[Note]:
    bases = tuple(found)
    if len(bases) > 1:
        yield Note(
            "unlike-bases",
            say(
                "Unlike bases stand on rows of their own, and no change is worked out across them: {bases}.",
                bases=Message(
                    " · ".join(f"{{b{n}}}" for n in range(len(bases))), {f"b{n}": b for n, b in enumerate(bases)}
                ),
            ),
        )


def _standing(sides: tuple[Side, ...]) -> Iterator[Note]:
    # Two sides of one name are the same thing twice, of which one note tells all.
    for side in {side.operand.text: side for side in sides}.values():
        unstated = sum(line.amount is None for line in side.own)
        if unstated:
            yield Note(
                "unstated",
                say_n(
                    "`{side}`: {n} line has no figure.",
                    "`{side}`: {n} lines have no figure.",
                    unstated,
                    side=side.operand.text,
                ),
            )
        if side.not_yet:
            yield Note(
                "not-yet",
                say_n(
                    "`{side}`: {n} line is not yet stated at this date.",
                    "`{side}`: {n} lines are not yet stated at this date.",
                    len(side.not_yet),
                    side=side.operand.text,
                ),
            )


def _left_out(sides: tuple[Side, ...]) -> Iterator[Note]:
    context = {line.id for side in sides for line in side.context}
    if context:
        yield Note(
            "context-left-out",
            say_n(
                "Not compared: {n} context line{more}.",
                "Not compared: {n} context lines{more}.",
                len(context),
                more=Hint(say(" (--with-context)")),
            ),
        )
    unstated = {line.id for side in sides for line in side.filtered if line.amount is None and not line.is_context}
    if unstated:
        yield Note(
            "filtered-unstated",
            say_n(
                "Outside the filter: {n} line without a figure.",
                "Outside the filter: {n} lines without a figure.",
                len(unstated),
            ),
        )
