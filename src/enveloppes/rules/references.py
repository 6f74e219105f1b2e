"""Family R, references: found over all files once they are read."""

from __future__ import annotations

from enveloppes.language.message import say
from enveloppes.rules.rule import Rule

DUPLICATE_ID = Rule(
    "R201",
    say("Two things have the same id."),
    say("Agreements, axes, envelopes and claims share one namespace over all files: an id names one thing only."),
    say("Rename one of the two."),
)
UNKNOWN_REFERENCE = Rule(
    "R202",
    say("Something is named by an id that nothing has."),
    say("An envelope within an unknown one would be counted twice; a figure of an unknown source has none."),
    say("Correct the id, or add what it names."),
)
CONTAINMENT_CYCLE = Rule(
    "R203",
    say("Envelopes are within each other in a circle."),
    say("« Dont » cannot go round: what is part of another cannot also hold it."),
    say("Take away the `within` that is wrong."),
)
