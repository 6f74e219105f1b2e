"""The words of the model for people: how each stage, measure, verdict or status is said.

Keyed by the name of the class and the value, so that nothing of the model has to be imported to be spoken of; a test
walks the whole package and finds the word that is missing.
"""

from __future__ import annotations

from enum import StrEnum

from enveloppes.agreements.basis import CURRENT_EUROS, Basis, Credit, Measure, Tax
from enveloppes.language.message import Message, say

WORDS: dict[str, dict[str, Message]] = {
    "Rhythm": {"once": say("once"), "yearly": say("each year")},
    "Stage": {
        "announced": say("announced"),
        "contracted": say("contracted"),
        "voted": say("voted"),
        "committed": say("committed"),
        "paid": say("paid"),
    },
    "Credit": {
        "unspecified": say("credits not specified"),
        "commitment": say("commitment credits"),
        "payment": say("payment credits"),
    },
    "Measure": {
        "spending": say("spending"),
        "grant": say("grants"),
        "grant-equivalent": say("grant equivalent"),
        "loan": say("loans"),
        "total-cost": say("total cost"),
    },
    "Tax": {
        "unknown": say("tax not specified"),
        "excluded": say("excluding tax"),
        "included": say("including tax"),
    },
    "Section": {"operating": say("operating"), "investment": say("investment")},
    "Completeness": {"complete": say("complete"), "partial": say("partial")},
    "Certainty": {"certain": say("certain"), "possible": say("possible")},
    "PopulationKind": {
        "municipal": say("municipal population"),
        "total": say("total population"),
        "counted-apart": say("population counted apart"),
    },
    "Dimension": {
        "agreement": say("agreement"),
        "axis": say("axis"),
        "funder": say("funder"),
        "section": say("section"),
        "theme": say("theme"),
        "territory": say("territory"),
        "stage": say("stage"),
        "year": say("year"),
    },
    "Severity": {"error": say("error"), "warning": say("warning")},
    "Wording": {
        "exact": say("exact"),
        "more than": say("more than"),
        "at least": say("at least"),
        "less than": say("less than"),
        "at most": say("at most"),
        "about": say("about"),
        "between": say("between"),
    },
}
MONTHS = (
    say("January"),
    say("February"),
    say("March"),
    say("April"),
    say("May"),
    say("June"),
    say("July"),
    say("August"),
    say("September"),
    say("October"),
    say("November"),
    say("December"),
)


def word_of(value: StrEnum) -> Message:
    """Return the word for a value of the model; raises KeyError where the vocabulary lacks it."""
    return WORDS[type(value).__name__][value.value]


def basis_parts(basis: Basis) -> tuple[Message, ...]:
    """Return a basis in words: stage and rhythm always, the rest where it is not what one would assume anyway."""
    parts = [word_of(basis.stage), word_of(basis.rhythm)]
    if basis.measure is not Measure.SPENDING:
        parts.append(word_of(basis.measure))
    if basis.credit is not Credit.UNSPECIFIED:
        parts.append(word_of(basis.credit))
    if basis.tax is not Tax.UNKNOWN:
        parts.append(word_of(basis.tax))
    if basis.euros != CURRENT_EUROS:
        parts.append(say("constant euros of {year}", year=basis.euros.removeprefix("constant-")))
    return tuple(parts)
