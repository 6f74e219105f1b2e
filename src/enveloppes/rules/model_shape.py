"""Family M, the model: found while the data of a file gets its meaning."""

from __future__ import annotations

from enveloppes.language.message import say
from enveloppes.rules.rule import Rule

UNKNOWN_KEY = Rule(
    "M101",
    say("A key is not one of the format."),
    say("A key with a slip of the pen is a fact that is lost: `amuont: 363 M€` would be an envelope without a figure."),
    say("Correct the key, or take it away. A value with a comma inside `{{…}}` is quoted."),
)
MISSING_KEY = Rule(
    "M102",
    say("A key that must be there is not."),
    say("Without an id nothing can refer to a thing, without a title nobody knows what it is."),
    say("Add the key."),
)
BAD_AMOUNT = Rule(
    "M103",
    say("A figure cannot be read as an amount, or can be read in two ways."),
    say("A guess at a figure is worse than none: 12,345 € may be twelve euros or twelve thousand."),
    say("Write a number and its unit (363 M€, 2,5 Md€, 850 k€), with its qualifier: plus de, au moins, environ…"),
)
BAD_DATE_OR_PERIOD = Rule(
    "M104",
    say("A date or a period cannot be read."),
    say("A figure holds from a date and for years; without them it cannot be compared over time."),
    say("Write a date as 2024, 2024-03 or 2024-03-31, a period as 2021, 2021..2028, ..2028 or 2024.. ."),
)
BAD_ID = Rule(
    "M105",
    say("An id has a form that ids do not have."),
    say("Ids are typed on command lines and cited in other files: one form, no capitals, accents or spaces."),
    say("Write small letters, digits and hyphens, beginning with a letter or a digit."),
)
BAD_CHOICE = Rule(
    "M106",
    say("A word is none of those that a field knows."),
    say("The basis of an amount decides what it may be added to; an unknown word would decide nothing."),
    say("Choose one of the words that the message lists."),
)
BAD_IDENTIFIER = Rule(
    "M107",
    say("A SIREN, a code of the COG or of COFOG, or a sha256 has a form or a key that none has."),
    say("Such codes join the register with public ones; a wrong digit joins it with somebody else's."),
    say("Compare it with the public register (Sirene, the COG, COFOG)."),
)
WRONG_SHAPE = Rule(
    "M108",
    say("A list, a mapping or a text stands where another shape is expected, or a code is not quoted."),
    say('Other YAML readers take 06.1 for a number and print 6.1; "06.1" is the same to all.'),
    say("Write the shape that the message shows; quote `theme`, `siren` and the codes of territories."),
)
BAD_SUPPRESSION = Rule(
    "M109",
    say("A comment that silences a finding gives no reason, names no known code, or silences nothing."),
    say("A silence without a reason cannot be reviewed, and one that outlives its finding hides the next."),
    say("Write `# enveloppes: ignore[C307] reason`, or take the comment away."),
)
