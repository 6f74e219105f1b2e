"""What a total left out, said in one line each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from enveloppes.agreements.basis import FIELDS, Basis
from enveloppes.answers.query import AT, Dimension, Note, Query
from enveloppes.answers.selecting import Selected
from enveloppes.judging.containment import Containment
from enveloppes.judging.lines import Line, Standing
from enveloppes.judging.turns import has_years
from enveloppes.language.message import Hint, Message, say, say_n
from enveloppes.money.amount import ZERO, Amount, Bound, spanning


def notes(
    query: Query,
    selected: Selected,
    bases: tuple[Basis, ...],
    containment: Containment,
    twice: list[tuple[Basis, Amount]],
) -> tuple[Note, ...]:
    """Return the notes of a total, in the order of how much they matter to its reader."""
    return (
        *_standing(selected),
        *_context(query, selected),
        *_bases(bases),
        *_twice(twice),
        *_excesses(selected, containment),
        *_shares(query, selected),
    )


def _shares(query: Query, selected: Selected) -> Iterator[Note]:
    """Say which shares stated in euros stand in no group of their funder."""
    if Dimension.FUNDER not in query.by:
        return
    own = [line for line in selected.lines if not line.is_context]
    for line in own:
        if line.standing is Standing.UNSTATED:
            for payer in line.payers:
                if isinstance(payer.share, Amount):
                    yield Note(
                        "share-without-figure",
                        say(
                            "`{id}` has no figure, so in no group: {funder} pays {share} of it.",
                            id=line.id,
                            funder=payer.name,
                            share=payer.share,
                        ),
                    )
    if Dimension.YEAR in query.by:
        joint = [
            line.id
            for line in own
            if line.amount is not None and line.schedule and any(isinstance(one.share, Amount) for one in line.payers)
        ]
        if joint:
            yield Note(
                "share-not-by-year",
                say_n(
                    "Shares in euros are of the whole line, not of its years: {n} line stays with all its funders: "
                    "{ids}.",
                    "Shares in euros are of the whole line, not of its years: {n} lines stay with all their funders: "
                    "{ids}.",
                    len(joint),
                    ids=", ".join(joint),
                ),
            )


def _standing(selected: Selected) -> Iterator[Note]:
    own = [line.standing for line in selected.lines if not line.is_context]
    unstated, not_yet = own.count(Standing.UNSTATED), own.count(Standing.NOT_YET)
    if unstated:
        yield Note("unstated", say_n("{n} line has no figure.", "{n} lines have no figure.", unstated))
    if not_yet:
        yield Note(
            "not-yet",
            say_n("{n} line is not yet stated at this date.", "{n} lines are not yet stated at this date.", not_yet),
        )


def _context(query: Query, selected: Selected) -> Iterator[Note]:
    context = [line.standing for line in selected.lines if line.is_context]
    stated, unstated = context.count(Standing.STATED), context.count(Standing.UNSTATED)
    if query.with_context or not stated + unstated:
        return
    figures = say_n("{n} context figure", "{n} context figures", stated)
    without = say_n("{n} without a figure", "{n} without a figure", unstated)
    more = Hint(say(" (--with-context)"))
    what: Message
    if stated and unstated:
        what = say("Not in the total: {figures} and {without}{more}.", figures=figures, without=without, more=more)
    elif stated:
        what = say("Not in the total: {figures}{more}.", figures=figures, more=more)
    else:
        what = say_n(
            "Not in the total: {n} context line without a figure{more}.",
            "Not in the total: {n} context lines without a figure{more}.",
            unstated,
            more=more,
        )
    yield Note("context-left-out", what)


def _bases(bases: tuple[Basis, ...]) -> Iterator[Note]:
    if len(bases) > 1:
        yield Note(
            "unlike-bases",
            say_n(
                "{n} bases do not add up: {bases}.",
                "{n} bases do not add up: {bases}.",
                len(bases),
                bases=differences(bases),
            ),
        )


def differences(bases: tuple[Basis, ...]) -> Message:
    """Return what tells some bases apart: the one field in which they differ, else each basis whole."""
    differing = [name for name in FIELDS if len({getattr(basis, name) for basis in bases}) > 1]
    if len(differing) == 1:
        return listed([getattr(basis, differing[0]) for basis in bases], ", ")
    # A basis in words holds commas of its own.
    return listed(list(bases), " · ")


def listed(values: list[object], between: str) -> Message:
    """Return values one after the other, each to be written in the reader's language."""
    return Message(
        between.join(f"{{v{n}}}" for n in range(len(values))), {f"v{n}": one for n, one in enumerate(values)}
    )


def years_apart(roots: Iterable[Line]) -> Iterator[Note]:
    """Say that what is summed up « each year » is of years that are not the same (docs/decisions/0044)."""
    periods = {line.period for line in roots if line.period is not None and has_years(line)}
    starts = [one.first for one in periods if one.first is not None]
    ends = [one.last for one in periods if one.last is not None]
    if not starts or not ends or max(starts) <= min(ends):
        return
    is_closed = len(starts) == len(ends) == len(periods)
    more = say(" (--over {period})", period=f"{min(starts)}..{max(ends)}") if is_closed else say(" (--over)")
    yield Note(
        "years-apart",
        say(
            "Yearly amounts of different years are summed up: no single year has that much{more}.",
            more=Hint(more),
        ),
    )


def _twice(twice: list[tuple[Basis, Amount]]) -> Iterator[Note]:
    for basis, amount in twice:
        yield Note(
            "counted-twice",
            say("Counted in more than one group: {amount} ({basis}).", amount=amount, basis=basis),
        )


def _excesses(selected: Selected, containment: Containment) -> Iterator[Note]:
    chosen = {line.id for line in selected.lines if not line.is_context}
    for key, must in containment.musts.items():
        if key.partition(AT)[0] in chosen and must.lowered > ZERO and not must.excess:
            yield Note(
                "excess-within-rounding",
                say(
                    "The parts of `{id}` come to the very bound that it stays below, within rounding ({tolerance}): "
                    "they count for that much less.",
                    id=key,
                    tolerance=spanning(Bound(must.tolerance), Bound(must.tolerance)),
                ),
            )
        elif key in chosen and must.excess > ZERO and not must.contradicts:
            excess = Bound(must.excess)
            yield Note(
                "excess-within-rounding",
                say(
                    "The parts of `{id}` exceed it by {excess}, within rounding ({tolerance}): its own figure stands.",
                    id=key.partition(AT)[0],
                    excess=spanning(excess, excess),
                    tolerance=spanning(Bound(must.tolerance), Bound(must.tolerance)),
                ),
            )
