"""The worked numbers of docs/model.md section 6, calculated there by hand (M€)."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enveloppes.agreements.register import Register
from enveloppes.answers.reconcile import reconcile, verdict_is_bad
from enveloppes.answers.reconcile_parts import Kind, Reconciled
from enveloppes.judging.tolerance import Agreeing, agree
from enveloppes.money.amount import Amount, Bound, Change, between, exactly, less_than, millions, more_than

RegisterOf = Callable[[str], Register]


def stated(register_of: RegisterOf, total: str, figures: list[str], lines: str = "complete") -> Reconciled:
    rows = "".join(f'          - {{id: e{n}, title: E{n}, amount: "{figure}"}}\n' for n, figure in enumerate(figures))
    register = register_of(f"""\
format: 1
sources: {{s: {{title: S}}}}
agreements:
  - id: a
    title: A
    source: s
    lines: {lines}
    total: {{amount: "{total}"}}
    axes:
      - id: x
        title: X
        envelopes:
{rows}""")
    return next(one for one in reconcile(register).totals if one.kind is Kind.TOTAL)


def exact_change(number: str) -> Change:
    return Change(Bound(millions(number)), Bound(millions(number)))


LINES = ["723,7 M€", "707,8 M€", "338 M€"]


@pytest.mark.parametrize(
    ("total", "difference", "tolerance", "verdict"),
    [
        ("1 770 M€", "0.5", "1.1", Agreeing.WITHIN_ROUNDING),
        ("1,77 Md€", "0.5", "5.6", Agreeing.WITHIN_ROUNDING),
        ("1,7 Md€", "-69.5", "50.6", Agreeing.CONTRADICTED),
        ("1 769,5 M€", "0", "0.65", Agreeing.EQUAL),
    ],
)
def test_three_lines_against_a_stated_total(
    register_of: RegisterOf, total: str, difference: str, tolerance: str, verdict: Agreeing
) -> None:
    agreed = stated(register_of, total, LINES).agreed
    assert agreed.computed == exactly(millions("1769.5"))
    assert agreed.difference == exact_change(difference)
    assert agreed.tolerance == millions(tolerance)
    assert agreed.verdict is verdict


FOUR = ["10 M€", "363 M€", "250 M€", "700 M€"]


def test_a_partial_list_leaves_a_remainder(register_of: RegisterOf) -> None:
    agreed = stated(register_of, "1,5 Md€", FOUR, "partial").agreed
    assert agreed.difference == exact_change("177")
    assert agreed.tolerance == millions(52)
    assert agreed.verdict is Agreeing.PARTIAL
    assert agreed.remainder == between(millions(125), millions(229))


def test_a_complete_list_with_the_same_gap_is_contradicted(register_of: RegisterOf) -> None:
    assert stated(register_of, "1,5 Md€", FOUR).agreed.verdict is Agreeing.CONTRADICTED


def test_an_open_line_below_the_total_is_undetermined(register_of: RegisterOf) -> None:
    agreed = stated(register_of, "13 M€", ["> 5 M€", "6 M€"]).agreed
    assert agreed.difference == Change(None, Bound(millions(2), reached=False))
    assert agreed.verdict is Agreeing.UNDETERMINED


def test_an_open_line_above_the_total_contradicts_it(register_of: RegisterOf) -> None:
    agreed = stated(register_of, "9 M€", ["> 5 M€", "6 M€"]).agreed
    assert agreed.difference == Change(None, Bound(millions(-2), reached=False))
    assert agreed.tolerance == millions("1.5")
    assert agreed.verdict is Agreeing.CONTRADICTED


def test_a_complete_list_with_an_unstated_line_is_judged_as_partial(envelopes_of: RegisterOf) -> None:
    register = envelopes_of("- {id: e, title: E}\n")
    assert not verdict_is_bad(reconcile(register), strict=True)


def test_an_about_amount_adds_nothing_to_the_tolerance(register_of: RegisterOf) -> None:
    assert stated(register_of, "environ 13 M€", ["environ 7 M€", "6 M€"]).agreed.tolerance == millions("0.5")


def test_the_remainder_of_a_container_is_partial_by_nature(envelopes_of: RegisterOf) -> None:
    register = envelopes_of("""\
- {id: whole, title: Whole, amount: "environ 2,5 Md€"}
- {id: one, title: One, amount: 10 M€, within: whole}
- {id: two, title: Two, amount: 363 M€, within: whole}
- {id: three, title: Three, amount: 250 M€, within: whole}
- {id: four, title: Four, amount: 700 M€, within: whole}
""")
    answer = reconcile(register)
    (one,) = answer.totals
    assert one.kind is Kind.CONTAINER
    assert one.agreed.difference == Change(Bound(millions(1127)), Bound(millions(1227)))
    assert one.agreed.verdict is Agreeing.PARTIAL
    assert not verdict_is_bad(answer, strict=True)


@pytest.mark.parametrize(
    ("funders", "verdict"),
    [
        ("[{name: A, share: 60 %}, {name: B, share: 40 %}]", Agreeing.EQUAL),
        ("[{name: A, share: 6 M€}, {name: B, share: 40 %}]", Agreeing.EQUAL),
        ("[{name: A, share: 33 %}, {name: B, share: 33 %}, {name: C, share: 33 %}]", Agreeing.WITHIN_ROUNDING),
        ("[{name: A, share: 6 M€}, {name: B, share: 9 M€}]", Agreeing.CONTRADICTED),
    ],
)
def test_funders_shares_reconcile_with_the_figure(envelopes_of: RegisterOf, funders: str, verdict: Agreeing) -> None:
    register = envelopes_of(f"- {{id: e, title: E, amount: 10 M€, funders: {funders}}}\n")
    (one,) = reconcile(register).totals
    assert one.kind is Kind.FUNDERS
    assert one.agreed.verdict is verdict


def test_percentages_of_an_open_figure_are_of_that_very_figure(envelopes_of: RegisterOf) -> None:
    register = envelopes_of(
        "- {id: e, title: E, amount: plus de 10 M€, funders: [{name: A, share: 60 %}, {name: B, share: 40 %}]}\n"
    )
    (one,) = reconcile(register).totals
    assert one.agreed.verdict is Agreeing.EQUAL


def test_a_schedule_reconciles_with_the_figure(envelopes_of: RegisterOf) -> None:
    register = envelopes_of("- {id: e, title: E, amount: 363 M€, schedule: {2021: 100 M€, 2022: 263 M€}}\n")
    (one,) = reconcile(register).totals
    assert (one.kind, one.agreed.verdict) == (Kind.SCHEDULE, Agreeing.EQUAL)


amounts = (
    st.builds(lambda low, width: between(low, low + width), st.integers(0, 50), st.integers(0, 20))
    | st.builds(more_than, st.integers(0, 50))
    | st.builds(less_than, st.integers(1, 50))
)


@given(amounts, amounts, st.integers(0, 10), st.booleans())
def test_a_verdict_of_contradicted_means_that_no_two_figures_agree(
    one: Amount, other: Amount, tolerance: int, complete: bool
) -> None:
    agreed = agree(one, other, Decimal(tolerance), complete=complete)
    top = 200
    figures = [
        (x, y)
        for x in range(top)
        for y in range(top)
        if _possible(one, x) and _possible(other, y) and (abs(x - y) <= tolerance if complete else y <= x + tolerance)
    ]
    if agreed.verdict is Agreeing.CONTRADICTED:
        assert not figures
    if agreed.verdict in {Agreeing.EQUAL, Agreeing.WITHIN_ROUNDING}:
        assert figures


def _possible(amount: Amount, euros: int) -> bool:
    low_fits = euros > amount.low.euros or (amount.low.reached and euros == amount.low.euros)
    high = amount.high
    return low_fits and (high is None or euros < high.euros or (high.reached and euros == high.euros))
