"""Family Y, the file itself: found while its text is read."""

from __future__ import annotations

from enveloppes.language.message import say
from enveloppes.rules.rule import Rule

UNREADABLE = Rule(
    "Y001",
    say("A file cannot be read: it is not there, may not be read, is no regular file, or is not UTF-8."),
    say("A file left out in silence makes every total wrong."),
    say("Correct the path or the rights of the file, or save it as UTF-8."),
)
SYNTAX = Rule(
    "Y002",
    say("The text is not YAML from here on."),
    say("What follows a mistake of syntax can mean anything; nothing of the file is counted."),
    say("Mend the line as the message shows. A text that holds `: `, or begins with `>`, `*`, `&`, `@`, is quoted."),
)
DUPLICATE_KEY = Rule(
    "Y003",
    say("A key stands twice in one mapping."),
    say("YAML readers keep one of the two values in silence, and not all of them the same one."),
    say("Keep one of the two keys, or rename one."),
)
ALIAS_OR_TAG = Rule(
    "Y004",
    say("An anchor, an alias, a merge key or a tag is used."),
    say("They make a figure depend on another place of the file, and a reviewer does not see it in a diff."),
    say("Write the value out where it is needed."),
)
TOO_DEEP_OR_LARGE = Rule(
    "Y005",
    say("A file nests too deep, or is too large."),
    say("No budget is that deep: such a file is broken, or made to break its reader."),
    say("Divide the file."),
)
SEVERAL_DOCUMENTS = Rule(
    "Y006",
    say("A file holds several YAML documents."),
    say("Many tools read the first and drop the others in silence."),
    say("Remove the line `---`, or make a file of each document."),
)
