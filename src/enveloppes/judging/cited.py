"""Every figure of a register with the source it cites, the place in it and the form in which it is printed there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from enveloppes.agreements.finding import Spot
from enveloppes.agreements.model import Citation, Stated, StatedTotal, TotalClaim
from enveloppes.agreements.register import PlacedEnvelope, Register
from enveloppes.agreements.values import Printed
from enveloppes.judging.lines import Cited, statements
from enveloppes.judging.printed import says_the_same
from enveloppes.money.amount import Amount
from enveloppes.money.wording import WordingError, read_printed


class CitedFigure(NamedTuple):
    """A figure of the register that cites a source; ``spot`` is where it stands in the register.

    ``must_be_found`` is False for what accounts for a figure without citing a place of its own (a funder's share).
    """

    id: str
    amount: Amount
    printed: Printed | None
    at: str | None
    spot: Spot
    reason: str | None = None
    must_be_found: bool = True

    @property
    def is_as_printed(self) -> bool:
        """Whether the figure is the one that it is said to be printed as."""
        return self.printed is None or says_the_same(self.amount, self.printed.amount)


def cited_figures(register: Register) -> Iterator[tuple[str, CitedFigure]]:
    """Yield every figure of the register that cites a source, with the id of the source."""
    return ((source, figure) for source, figure in _every_figure(register) if source is not None)


def figures_not_as_printed(register: Register) -> Iterator[CitedFigure]:
    """Yield every figure that is not what it is said to be printed as, whether a source is named or not."""
    return (figure for _, figure in _every_figure(register, with_printed_only=True) if not figure.is_as_printed)


_Cites = Iterator[tuple[str | None, CitedFigure]]


def _every_figure(register: Register, *, with_printed_only: bool = False) -> _Cites:
    for placed in register.envelopes():
        if not with_printed_only or _may_quote(placed):
            yield from _of_envelope(register, placed)
    for agreement, spot in register.agreements():
        total = agreement.total
        if total is not None:
            default = agreement.source.ref if agreement.source is not None else None
            yield _one(agreement.id, total.amount, _cite(total, default), spot.below("total", "amount"))
    for axis in register.axes():
        total = axis.axis.total
        if total is not None:
            yield _one(axis.axis.id, total.amount, _cite(total, axis.source), axis.spot.below("total", "amount"))
    for one in register.claims():
        if isinstance(one.claim, TotalClaim):
            default = one.agreement.source.ref if one.agreement.source is not None else None
            yield _one(one.claim.id, one.claim.is_, _cite(one.claim, default), one.spot.below("is"))


def _may_quote(placed: PlacedEnvelope) -> bool:
    envelope = placed.envelope
    if isinstance(envelope.amount, tuple) or envelope.funders or envelope.printed is not None:
        return True
    return envelope.source is not None and envelope.source.printed is not None


def _of_envelope(register: Register, placed: PlacedEnvelope) -> _Cites:
    envelope = placed.envelope
    history = statements(register, placed)
    for statement in history:
        if statement.amount is not None:
            yield _one(envelope.id, statement.amount, statement.cited, statement.spot.below("amount"))
    last = history[-1].cited
    for index, funder in enumerate(envelope.funders):
        if isinstance(funder.share, Amount):
            cited = _cite(funder, None)
            own = cited if cited.source is not None or cited.at is not None else Cited(None, None, cited.printed)
            sourced = own._replace(source=own.source or last.source)
            here = placed.spot.below("funders", index, "share")
            yield _one(envelope.id, funder.share, sourced, here, must_be_found=own.at is not None)
    for year, amount in (envelope.schedule or {}).items():
        here = placed.spot.below("schedule", str(year))
        yield _one(envelope.id, amount, Cited(last.source, None, None), here, must_be_found=False)


def _cite(stated: Stated, default: str | None) -> Cited:
    own = stated.source or Citation()
    return Cited(own.ref or default, own.at or stated.at, own.printed or _own_printed(stated))


def _own_printed(stated: Stated) -> Printed | None:
    """Return what a total is said to be printed as; of a claim, whose words are free, only what reads as a figure."""
    if isinstance(stated, StatedTotal):
        return stated.printed
    if not isinstance(stated, TotalClaim) or stated.printed is None:
        return None
    try:
        return Printed(stated.printed, read_printed(stated.printed))
    except WordingError:
        return None


def _one(
    key: str, amount: Amount, cited: Cited, spot: Spot, *, must_be_found: bool = True
) -> tuple[str | None, CitedFigure]:
    found = CitedFigure(key, amount, cited.printed, cited.at, spot, must_be_found=must_be_found)
    return cited.source, found
