"""What leaves a register without totals: C301 and C308, asked by every command that adds up."""

from __future__ import annotations

from datetime import date

from enveloppes.agreements.finding import Finding
from enveloppes.agreements.register import Register
from enveloppes.judging.lines import lines
from enveloppes.rules.bases import UNLIKE_BASES
from enveloppes.rules.containers import PARTS_EXCEED_CONTAINER
from enveloppes.rules.evidence import Evidence

_RULES = (PARTS_EXCEED_CONTAINER, UNLIKE_BASES)


def container_findings(register: Register, as_of: date | None = None) -> list[Finding]:
    """Return C301 and C308 of the state at the end of a day (None: the latest), in the order of the rules."""
    evidence = Evidence(register, lines(register, as_of), with_history=False)
    return [finding for rule in _RULES if rule.find is not None for finding in rule.find(evidence)]
