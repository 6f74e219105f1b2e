"""C301: the certain parts of an envelope come to more than it can be."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

from enveloppes.agreements.finding import Finding
from enveloppes.language.message import say, say_n
from enveloppes.money.amount import Amount, at_least, more_than
from enveloppes.rules.rule import Rule

if TYPE_CHECKING:
    from enveloppes.judging.containment import Containment, Must
    from enveloppes.rules.evidence import Evidence

_MOST_NAMED = 4


def _find(evidence: Evidence) -> Iterator[Finding]:
    """Yield a finding for each container whose parts exceed it by more than the rounding of what is printed."""
    seen = set()
    for containment in evidence.containments:
        for key, must in containment.musts.items():
            if must.contradicts:
                finding = _exceeding(containment, key, must)
                # The same two statements hold at several dates: once is enough.
                if finding.spot not in seen:
                    seen.add(finding.spot)
                    yield finding


def _exceeding(containment: Containment, key: str, must: Must) -> Finding:
    # `explain` lists the rules without the models that lines are made of.
    from enveloppes.judging.turns import runs_in  # noqa: PLC0415 - see above

    container = containment.lines.by_id[key]
    parts = [
        part.line
        for part in containment.parts.get(key, ())
        if not part.possible and part.line.basis.stage == must.stage and runs_in(part.line, must.years)
    ]
    values = {
        "container": container.title,
        "whole": container.amount,
        "sum": _at_least(must.parts.euros, reached=must.parts.reached),
        "excess": _at_least(must.excess, reached=must.parts.reached and _is_reached(container.amount)),
        "tolerance": must.tolerance,
    }
    if len(parts) == 1 and parts[0].amount is not None:
        part, amount = parts[0], parts[0].amount
        if containment.musts[part.id].low == amount.low:
            message = say(
                "« {part} » ({amount}) is within « {container} » ({whole}); raise the container or correct `within`",
                part=part.title,
                amount=amount,
                **values,
            )
        else:
            message = say(
                "what lies within « {part} » ({amount}) comes to {sum}, and it is within « {container} » ({whole}): "
                "{excess} too much for a tolerance of {tolerance}; raise the container or correct `within`",
                part=part.title,
                amount=amount,
                **values,
            )
        return Finding("C301", message, part.spot.below("amount"))
    named = tuple(say("`{id}`", id=part.id) for part in parts[:_MOST_NAMED])
    rest = len(parts) - len(named)
    parts_named = (*named, say_n("{n} other", "{n} others", rest)) if rest else named
    if must.years is None:
        message = say(
            "{parts} come to {sum} within « {container} » ({whole}), {excess} too much for a tolerance of {tolerance}; "
            "raise the container or correct `within`",
            parts=parts_named,
            **values,
        )
    else:
        message = say(
            "in {years}, {parts} come to {sum} within « {container} » ({whole}), {excess} too much for a "
            "tolerance of {tolerance}; raise the container or correct `within` or `period`",
            years=str(must.years),
            parts=parts_named,
            **values,
        )
    return Finding("C301", message, container.spot.below("amount"))


def _at_least(euros: Decimal, *, reached: bool) -> Amount:
    """Return what parts certainly come to: there may be more of them."""
    return at_least(euros) if reached else more_than(euros)


def _is_reached(amount: Amount | None) -> bool:
    return amount is None or amount.high is None or amount.high.reached


PARTS_EXCEED_CONTAINER = Rule(
    "C301",
    say("The parts of an envelope certainly come to more than it."),
    say("« Dont » means that the parts are inside: 363 M€ cannot be part of 300 M€. No total can be made of that."),
    say("Raise the container, correct `within`, or say `certainty: possible` where the source does not settle it."),
    _find,
)
