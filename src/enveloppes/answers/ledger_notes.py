"""What is said under the sums of ledgers: what was left out, stage by stage, and how the figures are to be read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal

from enveloppes.agreements.basis import Rhythm
from enveloppes.agreements.ledger import TrackedStage
from enveloppes.agreements.ledger_sums import LedgerSums, Tally
from enveloppes.answers.query import Note
from enveloppes.language.message import Hint, say, say_n
from enveloppes.money.amount import EXACT, ZERO, Amount, Bound, Change, spanning


def notes_on(sums: LedgerSums) -> Iterator[Note]:
    """Yield what was left out, stage by stage, each line once, and how the figures are to be read."""
    for stage in TrackedStage:
        tallies = [year.tally for one in sums.agreements if one.stage is stage for year in one.years]
        order = _added(tallies, lambda tally: tally.order)
        receipts = _added(tallies, lambda tally: tally.receipts)
        if order:
            yield Note(
                "order-left-out",
                say(
                    "Order movements of {euros} are left out of what was {stage}{hint}.",
                    stage=stage,
                    euros=_signed(order),
                    hint=Hint(say(" (--include-order)")),
                ),
            )
        if receipts:
            yield Note(
                "receipts-left-out",
                say(
                    "Receipts of {euros} are left out of what was {stage}{hint}.",
                    stage=stage,
                    euros=_signed(receipts),
                    hint=Hint(say(" (--include-receipts)")),
                ),
            )
    if any(one.stage is TrackedStage.COMMITTED and one.rhythm is Rhythm.ONCE for one in sums.envelopes):
        yield Note(
            "committed-accumulates",
            say(
                "Committed, to the end of a year: what was paid until then and what "
                "is left to do then, which comes back as a payment of the next."
            ),
        )
    if any(one.stage is TrackedStage.VOTED for one in sums.envelopes):
        yield Note("voted-does-not-accumulate", say("Votes do not accumulate: credits carried over are voted again."))
    if sums.with_receipts:
        yield Note("net-of-receipts", say("Receipts are deducted: what it cost net."))
    undone = sum(1 for one in sums.envelopes if one.broken)
    if undone:
        yield Note(
            "no-sum",
            say_n("{n} line has no sum: see the findings.", "{n} lines have no sum: see the findings.", undone),
        )


def _signed(euros: Decimal) -> Amount | Change:
    return spanning(Bound(euros), Bound(euros)) if euros >= 0 else Change(Bound(euros), Bound(euros))


def _added(tallies: list[Tally], part: Callable[[Tally], Decimal]) -> Decimal:
    total = ZERO
    for tally in tallies:
        total = EXACT.add(total, part(tally))
    return total
