"""What was announced against what was voted, committed and paid: shares, remainders and verdicts, year by year.

Payments accumulate over the years. So do commitments, but what was left to do at the end of a year comes back as a
payment of the next: to the end of a year, what was paid until then and what is left then. Votes do not accumulate, as
credits carried over are voted again. A yearly envelope is judged year by year, a revised one by its state at the end
of each year.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from functools import cache

from enveloppes.agreements.basis import CURRENT_EUROS, Basis, Credit, Rhythm, Tax
from enveloppes.agreements.finding import Finding
from enveloppes.agreements.ledger import Ledger, TrackedStage
from enveloppes.agreements.ledger_sums import LedgerFile, LedgerSum, LedgerSums, YearTally
from enveloppes.agreements.register import Register
from enveloppes.answers.ledger_notes import notes_on
from enveloppes.answers.query import Note
from enveloppes.judging.containment import Containment
from enveloppes.judging.counting import count
from enveloppes.judging.lines import Line, Lines, Standing, lines
from enveloppes.language.message import Message, say
from enveloppes.money.amount import EXACT, HALF, ZERO, Amount, Bound, Change, above, spanning
from enveloppes.money.ratio import Ratio


class Progress(StrEnum):
    """How far the money has come against what was announced."""

    NOT_STARTED = "not started"
    UNDER = "under"
    EXCEEDED = "exceeded"
    UNDETERMINED = "undetermined"


@dataclass(frozen=True, slots=True)
class Together:
    """Which lines of an agreement a sum holds: how many, of how many, and the titles of those that need a word.

    ``open_lines`` have no figure, so that nothing bounds the sum of the announced figures from above; ``yearly`` are
    followed at this stage and not in this sum, as their figures are for each year; ``once`` are those of a yearly sum
    that are not; ``elsewhere`` are not followed at this stage.
    """

    lines: int
    of: int
    open_lines: tuple[str, ...] = ()
    yearly: tuple[str, ...] = ()
    once: tuple[str, ...] = ()
    elsewhere: tuple[str, ...] = ()

    @property
    def is_whole(self) -> bool:
        """Whether every line of the agreement is in the sum."""
        return self.lines == self.of


@dataclass(frozen=True, slots=True)
class Followed:
    """One envelope, or the envelopes of an agreement, at a stage in a year.

    ``sum`` is the year's, None where it is not known; ``cumulative`` is None where nothing accumulates or a year
    before is not known. ``reason`` says why there is no share or no verdict. ``year`` is None where nothing is known
    of any. ``share`` may lie above one. ``together`` says which lines an agreement's sum holds, None of an envelope.
    """

    id: str
    title: str
    stage: TrackedStage
    rhythm: Rhythm
    year: int | None
    sum: Decimal | None
    cumulative: Decimal | None
    announced: Amount | None
    share: Ratio | None
    remainder: Change | None
    verdict: Progress
    reason: Message | None
    together: Together | None = None


@dataclass(frozen=True, slots=True)
class LedgerAnswer:
    """The answer of ``reconcile --ledgers``: envelopes, agreements, notes on what was left out, findings, files."""

    envelopes: tuple[Followed, ...]
    agreements: tuple[Followed, ...]
    notes: tuple[Note, ...]
    findings: tuple[Finding, ...]
    files: tuple[LedgerFile, ...]
    engine: str

    @property
    def has_exceeded(self) -> bool:
        """Whether more was spent somewhere than was announced: ``--strict`` minds."""
        return any(one.verdict is Progress.EXCEEDED for one in self.envelopes)

    @property
    def has_undetermined(self) -> bool:
        """Whether some verdict is open: ``--strict`` minds."""
        return any(one.verdict is Progress.UNDETERMINED for one in self.envelopes)


def follow(register: Register, sums: LedgerSums) -> LedgerAnswer:
    """Judge the sums of the ledgers against the envelopes as they stood at the end of each year."""
    judge = _Judge(register, sums)
    envelopes = tuple(row for one in sums.envelopes for row in judge.envelope(one))
    agreements = tuple(row for one in sums.agreements for row in judge.agreement(one))
    return LedgerAnswer(envelopes, agreements, tuple(notes_on(sums)), sums.findings, sums.files, sums.engine)


@dataclass(frozen=True, slots=True)
class _Stated:
    """What the year's figures are judged against, or why there is nothing to judge against."""

    amount: Amount | None
    reason: Message | None = None


class _Judge:
    """The register at the end of each year, drawn up once a year."""

    def __init__(self, register: Register, sums: LedgerSums) -> None:
        self._register = register
        self._sums = sums
        self._at: Callable[[int], Lines] = cache(lambda year: lines(register, date(year, 12, 31)))
        self._now: Callable[[], Lines] = cache(lambda: lines(register))

    def envelope(self, one: LedgerSum) -> Iterator[Followed]:
        """Yield the rows of an envelope at a stage."""
        title = self._register.envelope_by_id[one.id].envelope.title
        yield from _rows(one, title, lambda year: self._stated(one, year))

    def agreement(self, one: LedgerSum) -> Iterator[Followed]:
        """Yield the rows of an agreement at a stage, for its envelopes of one rhythm."""
        title = self._register.agreement_by_id[one.id].title
        together = self._together(one)
        for row in _rows(one, title, lambda year: self._stated_together(one, year)):
            yield replace(row, together=together)

    def _together(self, one: LedgerSum) -> Together:
        """Return which lines of an agreement a sum holds, and which of the others it leaves out for what reason."""
        followed = {sum_.id: sum_.rhythm for sum_ in self._sums.envelopes if sum_.stage is one.stage}
        own = [line for line in self._now() if line.agreement == one.id and not line.is_context]
        inside = [line for line in own if followed.get(line.id) is one.rhythm]
        apart = [line for line in own if line.id in followed and followed[line.id] is not one.rhythm]
        return Together(
            len(inside),
            len(own),
            tuple(line.title for line in inside if line.amount is None),
            tuple(line.title for line in apart if followed[line.id] is Rhythm.YEARLY),
            tuple(line.title for line in apart if followed[line.id] is Rhythm.ONCE),
            tuple(line.title for line in own if line.id not in followed),
        )

    def _lines(self, year: int | None) -> Lines:
        return self._now() if year is None else self._at(year)

    def _stated(self, one: LedgerSum, year: int | None) -> _Stated:
        line = self._lines(year).by_id[one.id]
        if line.standing is Standing.NOT_YET:
            return _Stated(None, say("not announced yet at the end of {year}", year=str(year)))
        if line.amount is None:
            return _Stated(None, say("no figure is announced"))
        return _Stated(line.amount, self._unlike(one, line))

    def _unlike(self, one: LedgerSum, line: Line) -> Message | None:
        for key in one.ledgers:
            reason = unlike(self._register.ledgers[key][0], line.basis)
            if reason is not None:
                return reason
        return None

    def _stated_together(self, one: LedgerSum, year: int | None) -> _Stated:
        members = {
            sum_.id
            for sum_ in self._sums.envelopes
            if sum_.stage is one.stage
            and sum_.rhythm is one.rhythm
            and self._register.envelope_by_id[sum_.id].agreement.id == one.id
        }
        everything = self._lines(year)
        own = [line for line in everything if line.id in members and not line.is_context]
        stated = {line.id: line.amount for line in own if line.amount is not None}
        bases = {line.basis for line in own if line.amount is not None}
        if not stated:
            return _Stated(None, say("no figure is announced"))
        if len(bases) > 1:
            return _Stated(None, say("figures of different bases are not added"))
        basis = next(iter(bases))
        amount = count(Containment(everything), stated, basis.stage).amount
        if len(stated) < len(own):
            amount = spanning(amount.low, None)
        reasons = (self._unlike(one, line) for line in own if line.amount is not None)
        return _Stated(amount, next((reason for reason in reasons if reason is not None), None))


def unlike(ledger: Ledger, basis: Basis) -> Message | None:
    """Say why the euros of a ledger and of an envelope are not comparable, or None."""
    if ledger.tax not in {None, Tax.UNKNOWN, basis.tax} and basis.tax is not Tax.UNKNOWN:
        return say(
            "the ledger's euros are {ledger}, the figure's {figure}: no share", ledger=ledger.tax, figure=basis.tax
        )
    if ledger.credit not in {None, Credit.UNSPECIFIED, basis.credit} and basis.credit is not Credit.UNSPECIFIED:
        return say(
            "the ledger holds {ledger}, the figure is {figure}: no share", ledger=ledger.credit, figure=basis.credit
        )
    euros = ledger.euros or CURRENT_EUROS
    if euros != basis.euros:
        return say(
            "the ledger is in {ledger} euros, the figure in {figure}: no share", ledger=euros, figure=basis.euros
        )
    return None


def _rows(one: LedgerSum, title: str, stated_in: Callable[[int | None], _Stated]) -> Iterator[Followed]:
    """Yield a row a year; a row without a year where none is known to be asked for."""
    if not one.years:
        reason = say("no sum: see the findings") if one.broken else say("the ledger holds no such line")
        yield Followed(
            one.id, title, one.stage, one.rhythm, None, None, None, stated_in(None).amount, None, None,
            Progress.UNDETERMINED, reason,
        )  # fmt: skip
        return
    before: Decimal | None = ZERO
    for year in one.years:
        known = year.known and not one.broken
        cumulative = before if before is None or not known else EXACT.add(before, year.tally.euros)
        cumulative = cumulative if known else None
        yield _row(one, title, year, cumulative, stated_in(year.year))
        before = None if cumulative is None else EXACT.subtract(cumulative, year.tally.left)


def _row(one: LedgerSum, title: str, year: YearTally, cumulative: Decimal | None, stated: _Stated) -> Followed:
    accumulates = one.stage is not TrackedStage.VOTED and one.rhythm is Rhythm.ONCE
    total = year.tally.euros if year.known and not one.broken else None
    judged = cumulative if accumulates else total
    comparable = stated.amount is not None and stated.reason is None and judged is not None
    amount = stated.amount if comparable else None
    share = None if amount is None or judged is None else share_of(judged, amount)
    remainder = None if amount is None or judged is None else _remainder(amount, judged)
    verdict, reason = _verdict(one, year, judged, stated)
    return Followed(
        one.id, title, one.stage, one.rhythm, year.year, total, cumulative if accumulates else None, stated.amount,
        share, remainder, verdict, reason,
    )  # fmt: skip


def _verdict(
    one: LedgerSum, year: YearTally, judged: Decimal | None, stated: _Stated
) -> tuple[Progress, Message | None]:
    if one.broken or not year.known or judged is None:
        return Progress.UNDETERMINED, _unknown(one, year)
    if one.shared:
        return Progress.UNDETERMINED, say("another envelope claims some of these lines")
    if not judged:
        return Progress.NOT_STARTED, stated.reason
    if stated.amount is None or stated.reason is not None:
        return Progress.UNDETERMINED, stated.reason
    return compared(judged, stated.amount)


def _unknown(one: LedgerSum, year: YearTally) -> Message:
    if one.broken:
        return say("no sum: see the findings")
    return say("a year before is not known") if year.known else say("the ledger holds nothing of this year")


def compared(judged: Decimal, amount: Amount) -> tuple[Progress, Message | None]:
    """Return the verdict on a sum against an announced amount, and what is to be said of it."""
    if above(Bound(judged), amount.high):
        excess = EXACT.subtract(judged, amount.high.euros if amount.high is not None else ZERO)
        if amount.unit is not None and excess <= EXACT.multiply(amount.unit, HALF):
            return Progress.EXCEEDED, say("exceeded by less than the rounding of the announced figure")
        return Progress.EXCEEDED, None
    if judged <= amount.low.euros:
        return Progress.UNDER, None
    return Progress.UNDETERMINED, say("the announced figure is not known closely enough")


def share_of(judged: Decimal, amount: Amount) -> Ratio | None:
    """Return what part of an announced amount a sum is; None where the amount may be nothing and has no end."""
    low = Fraction(judged) / Fraction(amount.high.euros) if amount.high is not None and amount.high.euros else None
    high = Fraction(judged) / Fraction(amount.low.euros) if amount.low.euros else None
    if low is None and high is None:
        return None
    low_reached = amount.high is None or amount.high.reached
    high_reached = amount.low.reached or not amount.low.euros
    if judged < 0:
        low, high, low_reached, high_reached = high, low, high_reached, low_reached
    return Ratio(low, high, low_reached, high_reached)


def _remainder(amount: Amount, judged: Decimal) -> Change:
    minus = EXACT.minus(judged)
    return Change(amount.low.plus(minus), None if amount.high is None else amount.high.plus(minus))
