"""C301: the certain parts of an envelope come to more than it can be."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from enveloppes.agreements.finding import Finding
from enveloppes.language.message import say
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
    container = containment.lines.by_id[key]
    parts = [
        part.line
        for part in containment.parts.get(key, ())
        if not part.possible and part.line.basis.stage == must.stage
    ]
    if len(parts) == 1 and parts[0].amount is not None:
        message = say(
            "« {part} » ({amount}) is within « {container} » ({whole}); raise the container or correct `within`",
            part=parts[0].title,
            amount=parts[0].amount,
            container=container.title,
            whole=container.amount,
        )
        return Finding("C301", message, parts[0].spot.below("amount"))
    named = ", ".join(f"`{part.id}`" for part in parts[:_MOST_NAMED])
    message = say(
        "{parts} come to at least {sum} within « {container} » ({whole}), {excess} too much for a tolerance of "
        "{tolerance}; raise the container or correct `within`",
        parts=named if len(parts) <= _MOST_NAMED else f"{named}…",
        sum=must.parts.euros,
        container=container.title,
        whole=container.amount,
        excess=must.excess,
        tolerance=must.tolerance,
    )
    return Finding("C301", message, container.spot.below("amount"))


PARTS_EXCEED_CONTAINER = Rule(
    "C301",
    say("The parts of an envelope certainly come to more than it."),
    say("« Dont » means that the parts are inside: 363 M€ cannot be part of 300 M€. No total can be made of that."),
    say("Raise the container, correct `within`, or say `certainty: possible` where the source does not settle it."),
    _find,
)
