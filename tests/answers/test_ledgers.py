"""What the sums of ledgers mean against what was announced: shares, remainders, verdicts."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enveloppes.agreements.basis import Rhythm
from enveloppes.agreements.ledger import TrackedStage
from enveloppes.agreements.ledger_sums import LedgerSum, LedgerSums, Tally, YearTally
from enveloppes.agreements.register import Register
from enveloppes.answers.ledgers import Followed, LedgerAnswer, Progress, compared, follow, share_of
from enveloppes.money.amount import (
    Amount,
    Bound,
    Change,
    above,
    at_least,
    at_most,
    between,
    exactly,
    less_than,
    millions,
    more_than,
)
from enveloppes.money.ratio import Ratio
from enveloppes.money.wording import read

RegisterOf = Callable[[str], Register]
PAID, COMMITTED, VOTED = TrackedStage.PAID, TrackedStage.COMMITTED, TrackedStage.VOTED


def year(number: int, euros: int | str, left: int = 0, *, known: bool = True, order: int = 0) -> YearTally:
    return YearTally(number, Tally(1, Decimal(euros), Decimal(left), Decimal(order)), known)


def paid(*years: YearTally, key: str = "e", stage: TrackedStage = PAID, rhythm: Rhythm = Rhythm.ONCE) -> LedgerSum:
    return LedgerSum(key, stage, rhythm, years, ("budget",))


def answer(register_of: RegisterOf, envelope: str, *sums: LedgerSum, ledger: str = "") -> LedgerAnswer:
    register = register_of(f"""\
        format: 1
        sources: {{s: {{title: S}}}}
        ledgers: {{budget: {{title: B, files: b.csv, format: scdl-budget{ledger}}}}}
        agreements:
          - id: a
            title: A
            source: s
            axes:
              - id: x
                title: X
                envelopes: [{{id: e, title: E, {envelope}}}, {{id: f, title: F, amount: 5 M€}}]
        """)
    totals = tuple(paid(*one.years, key="a", stage=one.stage, rhythm=one.rhythm) for one in sums[:1])
    return follow(register, LedgerSums(sums, totals))


def told(found: LedgerAnswer) -> list[tuple[int | None, Decimal | None, Decimal | None, Progress]]:
    return [(one.year, one.sum, one.cumulative, one.verdict) for one in found.envelopes]


def test_payments_accumulate(register_of: RegisterOf) -> None:
    found = answer(register_of, "amount: 10 €", paid(year(2021, 0), year(2022, 4), year(2023, 6), year(2024, 1)))
    assert told(found) == [
        (2021, Decimal(0), Decimal(0), Progress.NOT_STARTED),
        (2022, Decimal(4), Decimal(4), Progress.UNDER),
        (2023, Decimal(6), Decimal(10), Progress.UNDER),
        (2024, Decimal(1), Decimal(11), Progress.EXCEEDED),
    ]
    assert found.envelopes[1].share == Ratio(Fraction(2, 5), Fraction(2, 5))
    assert found.envelopes[3].remainder == Change(Bound(Decimal(-1)), Bound(Decimal(-1)))


def test_what_was_left_to_do_comes_back_as_a_payment_and_counts_once(register_of: RegisterOf) -> None:
    # 10 paid and 5 left in 2021; the 5 are paid in 2022, when 2 are left; these and 1 more are paid in 2023.
    years = (year(2021, 15, left=5), year(2022, 7, left=2), year(2023, 3))
    found = answer(register_of, "amount: 100 €", paid(*years, stage=COMMITTED))
    assert [one.cumulative for one in found.envelopes] == [Decimal(15), Decimal(17), Decimal(18)]
    assert "committed-accumulates" in {note.code for note in found.notes}


def test_votes_do_not_accumulate(register_of: RegisterOf) -> None:
    found = answer(register_of, "amount: 10 €", paid(year(2021, 6), year(2022, 6), stage=VOTED))
    assert told(found) == [
        (2021, Decimal(6), None, Progress.UNDER),
        (2022, Decimal(6), None, Progress.UNDER),
    ]
    assert found.envelopes[1].share == Ratio(Fraction(3, 5), Fraction(3, 5))


def test_a_yearly_envelope_is_judged_year_by_year(register_of: RegisterOf) -> None:
    sums = paid(year(2021, 6), year(2022, 11), rhythm=Rhythm.YEARLY)
    found = answer(register_of, "amount: 10 €, rhythm: yearly", sums)
    assert [one.verdict for one in found.envelopes] == [Progress.UNDER, Progress.EXCEEDED]
    assert [one.cumulative for one in found.envelopes] == [None, None]
    assert found.has_exceeded


def test_a_revised_envelope_is_judged_by_its_state_at_the_end_of_each_year(register_of: RegisterOf) -> None:
    amount = "amount: [{from: 2021-06, amount: 5 €}, {from: 2022-12-31, amount: 9 €}]"
    found = answer(register_of, amount, paid(year(2020, 6), year(2021, 0), year(2022, 0)))
    assert [one.announced for one in found.envelopes] == [None, exactly(5), exactly(9)]
    assert [one.verdict for one in found.envelopes] == [Progress.UNDETERMINED, Progress.EXCEEDED, Progress.UNDER]


def test_after_a_year_that_is_not_known_no_cumulative_sum_is(register_of: RegisterOf) -> None:
    found = answer(register_of, "amount: 10 €", paid(year(2021, 4), year(2022, 0, known=False), year(2023, 20)))
    assert told(found)[1:] == [
        (2022, None, None, Progress.UNDETERMINED),
        (2023, Decimal(20), None, Progress.UNDETERMINED),
    ]
    assert found.has_undetermined


@pytest.mark.parametrize(
    ("ledger", "envelope", "share"),
    [
        ("", "tax: included", True),
        (", tax: included", "tax: included", True),
        (", tax: included", "tax: excluded", False),
        (", tax: included", "note: tax not stated", True),
        (", credit: payment", "credit: commitment", False),
        ("", "credit: commitment", True),
        ("", "euros: constant-2020", False),
        (", euros: constant-2020", "euros: constant-2020", True),
        (", euros: constant-2020", "note: current", False),
    ],
)
def test_unlike_euros_have_no_share(register_of: RegisterOf, ledger: str, envelope: str, share: bool) -> None:
    found = answer(register_of, f"amount: 10 €, {envelope}", paid(year(2021, 4)), ledger=ledger)
    assert (found.envelopes[0].share is not None) is share
    assert (found.envelopes[0].verdict is Progress.UNDER) is share


def test_without_a_figure_nothing_is_under_or_exceeded(register_of: RegisterOf) -> None:
    found = answer(register_of, "note: no figure", paid(year(2021, 0), year(2022, 4)))
    assert [one.verdict for one in found.envelopes] == [Progress.NOT_STARTED, Progress.UNDETERMINED]
    assert found.envelopes[1].share is None


def test_broken_and_shared_sums_have_no_verdict(register_of: RegisterOf) -> None:
    broken = LedgerSum("e", PAID, Rhythm.ONCE, (year(2021, 0, known=False),), ("budget",), broken=True)
    shared = LedgerSum("f", PAID, Rhythm.ONCE, (year(2021, 9),), ("budget",), shared=True)
    found = answer(register_of, "amount: 10 €", broken, shared)
    assert told(found) == [
        (2021, None, None, Progress.UNDETERMINED),
        (2021, Decimal(9), Decimal(9), Progress.UNDETERMINED),
    ]


def test_an_agreement_of_which_a_line_has_no_figure_is_only_bounded(register_of: RegisterOf) -> None:
    sums = (paid(year(2021, 4), key="e"), paid(year(2021, 2), key="f"))
    total: Followed = answer(register_of, "note: no figure", *sums).agreements[0]
    assert total.announced == at_least(millions(5))
    assert total.verdict is Progress.UNDER


def test_what_is_left_out_is_told(register_of: RegisterOf) -> None:
    found = answer(register_of, "amount: 10 €", paid(year(2021, 4, order=3)))
    assert [note.code for note in found.notes] == ["order-left-out"]


@pytest.mark.parametrize(
    ("judged", "amount", "verdict"),
    [
        ("10", exactly(10), Progress.UNDER),
        ("10.01", exactly(10), Progress.EXCEEDED),
        ("20", more_than(20), Progress.UNDER),
        ("21", more_than(20), Progress.UNDETERMINED),
        ("3", less_than(3), Progress.EXCEEDED),
        ("3", at_most(3), Progress.UNDETERMINED),
        ("3.01", at_most(3), Progress.EXCEEDED),
        ("5", between(5, 7), Progress.UNDER),
        ("6", between(5, 7), Progress.UNDETERMINED),
        ("8", between(5, 7), Progress.EXCEEDED),
        ("-1", exactly(10), Progress.UNDER),
    ],
)
def test_a_verdict_is_certain_or_undetermined(judged: str, amount: Amount, verdict: Progress) -> None:
    assert compared(Decimal(judged), amount)[0] is verdict


def test_an_excess_below_the_rounding_of_the_figure_is_said_to_be_one() -> None:
    assert compared(millions("12.4"), read("12 M€")) != compared(millions("12.6"), read("12 M€"))
    assert compared(millions("12.4"), read("12 M€"))[1] is not None
    assert compared(millions("12.6"), read("12 M€"))[1] is None


@pytest.mark.parametrize(
    ("judged", "amount", "share"),
    [
        (5, exactly(10), Ratio(Fraction(1, 2), Fraction(1, 2))),
        (5, between(8, 10), Ratio(Fraction(1, 2), Fraction(5, 8))),
        (5, more_than(20), Ratio(None, Fraction(1, 4), high_reached=False)),
        (5, at_most(10), Ratio(Fraction(1, 2), None)),
        (-5, between(8, 10), Ratio(Fraction(-5, 8), Fraction(-1, 2))),
        (5, at_least(0), None),
    ],
)
def test_a_share_of_an_interval_is_an_interval(judged: int, amount: Amount, share: Ratio | None) -> None:
    assert share_of(Decimal(judged), amount) == share


@given(st.integers(0, 50), st.integers(0, 20), st.integers(0, 20))
def test_a_certain_verdict_holds_for_every_amount_that_was_possible(judged: int, low: int, more: int) -> None:
    verdict, _ = compared(Decimal(judged), between(low, low + more))
    possible = [judged > amount for amount in range(low, low + more + 1)]
    assert (verdict is Progress.EXCEEDED) == all(possible) == above(Bound(Decimal(judged)), Bound(Decimal(low + more)))
    assert (verdict is Progress.UNDER) == (not any(possible))
