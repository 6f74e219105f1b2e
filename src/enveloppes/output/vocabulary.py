"""The words of the model for people: how each stage, measure, verdict or status is said.

Keyed by value (and class where one word has two meanings), so that nothing has to be imported to be spoken of; a test
walks the whole package and finds the word that is missing.
"""

from __future__ import annotations

from enum import StrEnum

from enveloppes.agreements.basis import CURRENT_EUROS, Basis, Credit, Measure, Tax
from enveloppes.language.message import Message, say

# Words that mean something else in one class than everywhere else.
_OF_CLASS: dict[str, dict[str, Message]] = {
    "Credit": {
        "unspecified": say("credits not specified"),
        "commitment": say("commitment credits"),
        "payment": say("payment credits"),
    },
    "Tax": {
        "unknown": say("tax not specified"),
        "excluded": say("excluding tax"),
        "included": say("including tax"),
    },
    "PopulationKind": {
        "municipal": say("municipal population"),
        "total": say("total population"),
        "counted-apart": say("population counted apart"),
    },
    "OperationKind": {"real": say("real operation"), "order": say("operation of order")},
}
_EVERYWHERE: dict[str, Message] = {
    # bases
    "once": say("once"),
    "yearly": say("each year"),
    "announced": say("announced"),
    "contracted": say("contracted"),
    "voted": say("voted"),
    "committed": say("committed"),
    "paid": say("paid"),
    "spending": say("spending"),
    "grant": say("grants"),
    "grant-equivalent": say("grant equivalent"),
    "loan": say("loans"),
    "total-cost": say("total cost"),
    # the model
    "operating": say("operating"),
    "investment": say("investment"),
    "complete": say("complete"),
    "certain": say("certain"),
    "possible": say("possible"),
    "error": say("error"),
    "warning": say("warning"),
    "agreement": say("agreement"),
    "axis": say("axis"),
    "envelope": say("envelope"),
    "claim": say("claim"),
    "source": say("source"),
    "ledger": say("ledger"),
    "expense": say("expense"),
    "receipt": say("receipt"),
    "funder": say("funder"),
    "section": say("section"),
    "theme": say("theme"),
    "territory": say("territory"),
    "stage": say("stage"),
    "year": say("year"),
    "inhabitant": say("inhabitant"),
    # how a figure is worded
    "exact": say("exact"),
    "more than": say("more than"),
    "at least": say("at least"),
    "less than": say("less than"),
    "at most": say("at most"),
    "about": say("about"),
    "between": say("between"),
    "per-head": say("per head"),
    # what is reconciled and claimed
    "total": say("total"),
    "container": say("container"),
    "funders": say("funders"),
    "schedule": say("schedule"),
    "share": say("share"),
    "order": say("order"),
    "count": say("count"),
    # verdicts
    "equal": say("equal"),
    "within rounding": say("within rounding"),
    "contradicted": say("contradicted"),
    "partial": say("partial"),
    "undetermined": say("undetermined"),
    "holds": say("holds"),
    "holds within rounding": say("holds within rounding"),
    "informs": say("informs"),
    "stated": say("stated"),
    # how far the money has come
    "not started": say("not started"),
    "under": say("under"),
    "exceeded": say("exceeded"),
    # decisions and statuses
    "counted": say("counted"),
    "inside": say("inside"),
    "possibly-inside": say("possibly inside"),
    "context": say("context"),
    "unstated": say("without a figure"),
    "not-yet": say("not yet stated"),
    "other-basis": say("of another basis"),
    "added": say("added"),
    "removed": say("removed"),
    "changed": say("changed"),
    "unchanged": say("unchanged"),
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


def word_of(value: StrEnum) -> Message | str:
    """Return the word for a value of the model; a code (a format, an encoding) is its own word."""
    own = _OF_CLASS.get(type(value).__name__, {})
    return own.get(value.value) or _EVERYWHERE.get(value.value) or str(value.value)


def basis_parts(basis: Basis) -> tuple[Message | str, ...]:
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
