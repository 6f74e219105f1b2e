"""Family L, ledgers: found while the lines that envelopes track are added up."""

from __future__ import annotations

from enveloppes.language.message import say
from enveloppes.rules.rule import Rule

LEDGER_UNREADABLE = Rule(
    "L501",
    say("A file of a ledger is not there, or cannot be read."),
    say("A year that is missing looks like a year in which nothing was paid."),
    say("Correct `files`, `format` or `encoding`, or put the file back."),
)
MISSING_COLUMN = Rule(
    "L502",
    say("A file of a ledger lacks a column that is needed."),
    say("Without the column the wrong lines would be added, or none."),
    say("Name the column under `columns`, or correct `format`."),
)
BAD_CELL = Rule(
    "L503",
    say("A cell that should hold an amount, a year or a code does not."),
    say("A cell taken for zero would make a sum that looks right."),
    say("Correct the cell at the file and line of the message, or `decimal` and `separator`."),
)
LINE_CLAIMED_TWICE = Rule(
    "L504",
    say("A line of a ledger is tracked by two envelopes at one stage, neither within the other."),
    say("Each euro counts once, paid ones too."),
    say("Narrow one of the two `where`."),
)
LEDGER_DOUBTFUL = Rule(
    "L505",
    say("A ledger was read, but it may not be what was meant: a file twice, a year without lines, a foreign SIREN."),
    say("What is counted twice or not at all changes no sum in sight."),
    say("Take the second file away, correct `years` or `files`, or name the party that has the SIREN."),
)
