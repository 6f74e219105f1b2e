"""C308: an envelope within another of an unlike basis."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from enveloppes.agreements.finding import Finding
from enveloppes.language.message import say
from enveloppes.rules.rule import Rule

if TYPE_CHECKING:
    from enveloppes.rules.evidence import Evidence


def _find(evidence: Evidence) -> Iterator[Finding]:
    """Yield a finding for each part that states another rhythm, credit, measure, tax or euros than its container."""
    spots = evidence.envelope_spots
    seen = set()
    for unlike in evidence.unlike:
        if (unlike.part.id, unlike.field) in seen:
            continue
        seen.add((unlike.part.id, unlike.field))
        message = say(
            "« {part} » is within « {container} », but their `{field}` differs: `{own}` and `{other}`; correct one of "
            "them or `within`",
            part=unlike.part.title,
            container=unlike.container.title,
            field=unlike.field,
            own=str(getattr(unlike.part.basis, unlike.field)),
            other=str(getattr(unlike.container.basis, unlike.field)),
        )
        yield Finding("C308", message, spots[unlike.part.id].below("within"))


UNLIKE_BASES = Rule(
    "C308",
    say("An envelope is within another whose rhythm, credit, measure, tax or euros differ, where both are stated."),
    say("A yearly sum is no part of a sum for seven years, nor a loan of a grant: neither could be counted once."),
    say("Correct the basis of one of them, or `within`."),
    _find,
)
