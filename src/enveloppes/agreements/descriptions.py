"""What the parts and the keys of the format are, for the help that an editor shows."""

from __future__ import annotations

from collections.abc import Mapping

from enveloppes.language.message import Message, say

TITLE = say("A file of a register of budget envelopes")

PARTS: Mapping[str, Message] = {
    "RegisterFile": say("One file of a register: sources, territories and agreements; files are read together."),
    "Source": say("A document that figures come from."),
    "Territory": say("A territory, under its code of the COG."),
    "Agreement": say("An agreement of public authorities."),
    "Axis": say("A heading of an agreement; an axis may hold axes."),
    "Envelope": say("A sum announced, contracted, voted, committed or paid for something."),
    "Revision": say("One dated statement of an amount; it supersedes the one before."),
    "StatedTotal": say("A total as the source states it."),
    "TotalClaim": say("The source says what some envelopes come to together."),
    "ShareClaim": say("The source says what part of another an envelope is."),
    "OrderClaim": say("The source says that an envelope is more than another."),
    "CountClaim": say("The source says how many of something there are."),
    "Ledger": say("Budget files that say what was voted and paid."),
    "Tracking": say("The lines of a ledger that an envelope becomes."),
}
KEYS: Mapping[str, Message] = {
    "format": say("The number of the format: 1."),
    "id": say("Small letters, digits and hyphens; unique over all files."),
    "title": say("What it is, in your own words."),
    "amount": say("The figure: 363 M€, plus de 120 M€, environ 2,5 Md€; left out where none is stated."),
    "printed": say("The figure as its source prints it, where that differs."),
    "from": say("The day from which this statement holds: 2024, 2024-03 or 2024-03-31."),
    "within": say("The envelope that this one is part of (« dont »); certain, or possible."),
    "certainty": say("Whether the source settles it."),
    "rhythm": say("For the whole of the period, or each year of it."),
    "stage": say("How far the money has come."),
    "credit": say("Commitment credits (AP, AE) or payment credits (CP)."),
    "measure": say("What the sum measures: spending, a grant, a loan, a total cost."),
    "tax": say("Whether value added tax is in the sum."),
    "euros": say("current, or constant-YYYY."),
    "section": say("The section of the budget."),
    "theme": say('A COFOG code, quoted: "06.1".'),
    "territory": say('A code of the COG, quoted: "92".'),
    "funders": say("Who pays, each with its share where it is stated."),
    "share": say("What a funder pays (5 M€, 40 %), or the envelope that is a part."),
    "period": say("2021, 2021..2028, ..2028 or 2024.. ."),
    "schedule": say("The amount of each year; together they are the amount."),
    "source": say("The id of a source, or a mapping with `ref`, `at`, `printed`."),
    "at": say("The place in the source: §4, p. 2 or p. 2 §3."),
    "note": say("What a reader should know."),
    "lines": say("Whether the lines are all there is."),
    "total": say("The total as the source states it."),
    "axes": say("The headings, each with its envelopes or axes."),
    "envelopes": say("The sums."),
    "context": say("Figures that the source quotes and that are no part of the agreement: in no total."),
    "claims": say("What the source says of its figures: a total, a share, an order, a count."),
    "parties": say("Who signed."),
    "signed": say("The day of signature."),
    "siren": say("Nine digits, quoted; the last is a key."),
    "population": say("A legal population, with its vintage and kind."),
    "document": say("The document itself, relative to this file and not above it."),
    "sha256": say("The document has not changed as long as its sha256 is this."),
    "ignored": say("Figures of the document that are deliberately not in the register, each with the reason."),
    "tracked": say("The lines of ledgers that this envelope becomes."),
    "ledgers": say("Budget files that say what was voted and paid, by their ids."),
    "sources": say("The documents that figures come from, by their ids."),
    "territories": say("Territories, by their quoted codes."),
    "agreements": say("The agreements."),
}  # fmt: skip
