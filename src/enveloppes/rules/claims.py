"""C303: a claim of a source that everything else contradicts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from enveloppes.agreements.finding import Finding
from enveloppes.language.message import say
from enveloppes.rules.rule import Rule

if TYPE_CHECKING:
    from enveloppes.rules.evidence import Evidence


def _find(evidence: Evidence) -> Iterator[Finding]:
    """Yield a finding for each claim that cannot be true beside the figures or the other claims."""
    for judged in evidence.claims:
        if judged.truth == "contradicted":
            claim = judged.placed.claim
            message = say(
                "the claim `{id}` is contradicted: {reason}; correct the claim or the figures",
                id=claim.id,
                reason=judged.reason,
            )
            yield Finding("C303", message, judged.placed.spot.below("more" if hasattr(claim, "more") else "is"))


CLAIM_CONTRADICTED = Rule(
    "C303",
    say("A claim of a source (a total, a share, an order, a count) cannot be true."),
    say("Either a figure was copied wrongly, or the source contradicts itself: worth a line to whoever wrote it."),
    say("Correct the claim or the figures that it is judged by."),
    _find,
)
