"""C302 and C304: a stated total, funders' shares or a schedule that do not come to the figure they should."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from enveloppes.agreements.finding import Finding
from enveloppes.language.message import Message, say
from enveloppes.money.amount import Verdict
from enveloppes.rules.rule import Rule

if TYPE_CHECKING:
    from enveloppes.rules.evidence import Evidence, JudgedSum

_CONTRADICTED = "contradicted"


def _find_totals(evidence: Evidence) -> Iterator[Finding]:
    """Yield a finding for each stated total that its lines contradict."""
    for one in evidence.sums:
        if one.kind == "total" and one.agreed.verdict == _CONTRADICTED:
            yield Finding("C302", _contradicted(one), one.spot)


def _contradicted(one: JudgedSum) -> Message:
    """Return what differs, and what may mend it: lines that come to too much are no less of it in a partial list."""
    agreed = one.agreed
    values = {
        "title": one.title,
        "stated": agreed.stated,
        "computed": agreed.computed,
        "difference": agreed.difference,
        "tolerance": agreed.tolerance,
    }
    if one.is_empty:
        return say(
            "« {title} » states {stated}, but no line of its basis has a figure; add them, or say `lines: partial`",
            **values,
        )
    if agreed.difference.verdict is Verdict.LESS:
        return say(
            "« {title} » states {stated}, its lines come to more: {computed} (difference {difference}, tolerance "
            "{tolerance}); correct one of them",
            **values,
        )
    return say(
        "« {title} » states {stated}, its lines come to {computed} (difference {difference}, tolerance "
        "{tolerance}); correct one of them, or say `lines: partial`",
        **values,
    )


def _find_shares(evidence: Evidence) -> Iterator[Finding]:
    """Yield a finding for each figure that its funders' shares or its years contradict."""
    for one in evidence.sums:
        if one.kind in ("funders", "schedule") and one.agreed.verdict == _CONTRADICTED:
            yield Finding("C304", _differing(one), one.spot)


def _differing(one: JudgedSum) -> Message:
    values = {
        "title": one.title,
        "stated": one.agreed.stated,
        "computed": one.agreed.computed,
        "difference": one.agreed.difference,
    }
    if one.kind == "funders":
        return say(
            "the shares of « {title} » come to {computed}, its figure is {stated} (difference {difference}); "
            "correct a share or leave out the one that is not known",
            **values,
        )
    if one.year is not None:
        return say(
            "« {title} » is {stated} each year, but {computed} in {year} (difference {difference}); correct the year "
            "or leave it out of the schedule",
            **values,
            year=str(one.year),
        )
    return say(
        "the years of « {title} » come to {computed}, its figure is {stated} (difference {difference}); "
        "correct a year or leave the schedule out",
        **values,
    )


TOTAL_CONTRADICTED = Rule(
    "C302",
    say("A total that the source states is not what its lines come to, beyond the rounding of what is printed."),
    say("Either a line is missing or wrong, or the source added wrongly: a reader of the register must know which."),
    say("Correct the lines or the total; where the list is not all there is, say `lines: partial`."),
    _find_totals,
)
FUNDERS_OR_SCHEDULE_DIFFER = Rule(
    "C304",
    say("The shares of the funders, or the years of the schedule, do not come to the amount."),
    say("Totals by funder and by year would be other than the total."),
    say("Correct the shares or the years; a share that is not known is left out."),
    _find_shares,
)
