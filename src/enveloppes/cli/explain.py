"""``enveloppes explain``: what a finding means, with an example that causes it and one that does not."""

from __future__ import annotations

from typing import Annotated

import typer

from enveloppes.cli.settings import helped
from enveloppes.language.message import say

HELP = say("What a finding means, how to mend it, and examples; without a code, all of them.")
EXAMPLE = "enveloppes explain C301"


def command(
    code: Annotated[
        str | None, typer.Argument(metavar="[CODE]", help=helped(say("A code such as C301.")), show_default=False)
    ] = None,
) -> None:
    """Show the documentation of one rule, or the list of all."""
    import sys

    from enveloppes.cli.settings import SETTINGS, complain
    from enveloppes.output.rule_pages import list_of_rules, page_of_rule
    from enveloppes.rules.registry import BY_CODE
    from enveloppes.rules.selection import UnknownCodeError, selection

    if code is None:
        sys.stdout.write(list_of_rules(SETTINGS.language))
        return
    rule = BY_CODE.get(code.upper())
    if rule is None:
        try:
            codes = sorted(selection((code,)).codes)
        except UnknownCodeError as error:
            complain(error.message)
            raise typer.Exit(2) from error
        sys.stdout.write(list_of_rules(SETTINGS.language, codes))
        return
    sys.stdout.write(page_of_rule(rule, SETTINGS.language))
