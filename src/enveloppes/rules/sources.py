"""Family S, sources: figures without one, and figures that their document does not bear out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from enveloppes.agreements.finding import Finding
from enveloppes.language.message import say
from enveloppes.rules.rule import Rule

if TYPE_CHECKING:
    from enveloppes.rules.evidence import Evidence


def _find_unsourced(evidence: Evidence) -> Iterator[Finding]:
    """Yield a finding for each figure, stated total and claim that no source stands behind."""
    for title, spot in evidence.unsourced_figures():
        message = say("the figure of « {title} » has no source; add `source` to it or to its agreement", title=title)
        yield Finding("S401", message, spot)
    for title, spot in evidence.unsourced_totals():
        message = say("the total of « {title} » has no source; add `source` to it or to its agreement", title=title)
        yield Finding("S401", message, spot)
    for placed_claim in evidence.register.claims():
        claim, default = placed_claim.claim, placed_claim.agreement.source
        if not ((claim.source and claim.source.ref) or (default and default.ref)):
            message = say("the claim `{id}` has no source; add `source` to it or to its agreement", id=claim.id)
            yield Finding("S401", message, placed_claim.spot.below("id"))


def _find_not_found(evidence: Evidence) -> Iterator[Finding]:
    """Yield a finding for each figure that is not what it is said to be printed as, or not in its document."""
    for figure in evidence.figures_not_as_printed():
        if figure.printed is not None:
            message = say(
                "{amount} is not what is said to be printed, « {printed} » ({read}); correct the amount, or `printed`",
                amount=figure.amount,
                printed=figure.printed.text,
                read=figure.printed.amount,
            )
            yield Finding("S402", message, figure.spot)
    yield from _from_documents("S402", evidence)


def _from_documents(code: str, evidence: Evidence) -> Iterator[Finding]:
    return (finding for finding in evidence.documents if finding.code == code)


NO_SOURCE = Rule(
    "S401",
    say("A figure, a stated total or a claim has no source."),
    say("A figure that nobody can look up is a rumour."),
    say("Add `source` to the figure, or to the agreement for all that follows."),
    _find_unsourced,
)
FIGURE_NOT_FOUND = Rule(
    "S402",
    say("A figure is not in the document that it cites, or not what it is itself said to be printed as."),
    say("It was copied wrongly, or from elsewhere."),
    say("Correct the figure, its place (`at`) or its source; where it is printed otherwise, say how in `printed`."),
    _find_not_found,
)
FIGURE_UNCITED = Rule(
    "S403",
    say("A document holds a figure that the register does not account for."),
    say("A figure that was overlooked is missing in every total."),
    say("Add it as an envelope, a claim or context, or list it under `ignored` with the reason."),
    lambda evidence: _from_documents("S403", evidence),
)
DOCUMENT_MISSING_OR_CHANGED = Rule(
    "S404",
    say("The document of a source is not there, cannot be read, or is not the one whose sha256 was noted."),
    say("Figures were checked against another text than the one that is there now."),
    say("Put the document back; if it was meant to change, check its figures again and note the new sha256."),
    lambda evidence: _from_documents("S404", evidence),
)
