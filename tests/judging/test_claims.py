"""Claims, judged by everything but themselves (docs/model.md section 5)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from enveloppes.agreements.model import ShareClaim
from enveloppes.agreements.register import Register
from enveloppes.answers.reconcile import Reconciliation, reconcile
from enveloppes.judging.bounds import range_of
from enveloppes.judging.claim_verdicts import Figure, Truth, share_verdict
from enveloppes.judging.claims import Derived, Ground, GroundKind, least
from enveloppes.judging.containment import Containment
from enveloppes.judging.lines import lines
from enveloppes.money.amount import Bound, at_most, exactly, millions, spanning
from enveloppes.output.words import render
from enveloppes.reading.register_file import read_contents

RegisterOf = Callable[[str], Register]


@pytest.fixture
def judged(register_of: RegisterOf) -> Callable[[str, str], Reconciliation]:
    def build(envelopes: str, claims: str) -> Reconciliation:
        rows = "".join(f"          - {line}\n" for line in envelopes.splitlines())
        asserted = "".join(f"      - {line}\n" for line in claims.splitlines())
        return reconcile(
            register_of(f"""\
format: 1
sources: {{s: {{title: S}}}}
agreements:
  - id: a
    title: A
    source: s
    axes:
      - id: x
        title: X
        envelopes:
{rows}    claims:
{asserted}""")
        )

    return build


Judged = Callable[[str, str], Reconciliation]


def truths(answer: Reconciliation) -> list[Truth]:
    return [one.truth for one in answer.claims]


def test_a_share_of_an_unknown_whole_that_holds_the_part_bounds_it_on_both_sides(judged: Judged) -> None:
    answer = judged(
        "{id: p, title: P, amount: 909 M€, within: w}\n{id: w, title: W}",
        "{id: c, share: p, of: w, is: plus de la moitié}",
    )
    assert truths(answer) == [Truth.INFORMS]
    (derived,) = answer.derived
    assert derived.id == "w"
    assert derived.amount == spanning(Bound(millions(909)), Bound(millions(1818), reached=False))
    assert set(derived.origin) == {"p", "c"}


@pytest.mark.parametrize(
    ("claimed", "truth"),
    [
        ("77 %", Truth.HOLDS_WITHIN_ROUNDING),
        ("78 %", Truth.HOLDS_WITHIN_ROUNDING),
        ("79 %", Truth.CONTRADICTED),
        ("76 %", Truth.CONTRADICTED),
        ("plus de la moitié", Truth.HOLDS),
        ("un tiers", Truth.CONTRADICTED),
    ],
)
def test_a_printed_percentage_accepts_rounding_and_truncation(judged: Judged, claimed: str, truth: Truth) -> None:
    figures = '{id: p, title: P, amount: "9,8 M€"}\n{id: w, title: W, amount: "12,6 M€"}'
    assert truths(judged(figures, f"{{id: c, share: p, of: w, is: {claimed}}}")) == [truth]


def test_an_exact_share_holds(judged: Judged) -> None:
    figures = "{id: p, title: P, amount: 5 M€}\n{id: w, title: W, amount: 15 M€}"
    assert truths(judged(figures, "{id: c, share: p, of: w, is: un tiers}")) == [Truth.HOLDS]


def test_an_order_between_figures_is_judged(judged: Judged) -> None:
    figures = "{id: p, title: P, amount: 5 M€}\n{id: w, title: W, amount: 15 M€}\n{id: u, title: U}"
    claims = "{id: c, more: w, than: p}\n{id: d, more: p, than: w}\n{id: e, more: p, than: u}"
    answer = judged(figures, claims)
    assert truths(answer) == [Truth.HOLDS, Truth.CONTRADICTED, Truth.INFORMS]


def test_a_claim_between_two_unknown_figures_is_undetermined(judged: Judged) -> None:
    figures = "{id: p, title: P}\n{id: w, title: W}"
    assert truths(judged(figures, "{id: c, more: w, than: p}")) == [Truth.UNDETERMINED]


def test_a_claimed_total_is_judged_with_the_tolerance_of_totals(judged: Judged) -> None:
    figures = (
        '{id: p, title: P, amount: "723,7 M€"}\n{id: q, title: Q, amount: "707,8 M€"}\n'
        "{id: r, title: R, amount: 338 M€}"
    )
    claims = "\n".join(
        f'{{id: c{n}, total_of: [p, q, r], is: "{total}"}}'
        for n, total in enumerate(["1 770 M€", "1,7 Md€", "1 769,5 M€"])
    )
    answer = judged(figures, claims.splitlines()[0])
    assert truths(answer) == [Truth.HOLDS_WITHIN_ROUNDING]
    assert truths(judged(figures, claims.splitlines()[1])) == [Truth.CONTRADICTED]
    assert truths(judged(figures, claims.splitlines()[2])) == [Truth.HOLDS]


def test_a_claimed_total_informs_of_its_one_unknown_line(judged: Judged) -> None:
    figures = "{id: p, title: P, amount: 5 M€}\n{id: q, title: Q}"
    answer = judged(figures, "{id: c, total_of: [p, q], is: 12 M€}")
    assert truths(answer) == [Truth.INFORMS]
    (derived,) = answer.derived
    assert derived.amount == spanning(Bound(millions(6)), Bound(millions(8)))


def test_a_count_is_stated_without_its_list_and_judged_with_it(judged: Judged) -> None:
    claims = (
        "{id: c, count: quartiers, is: 6}\n{id: d, count: quartiers, is: 2, of: [A, B]}\n"
        "{id: e, count: quartiers, is: 3, of: [A, B]}"
    )
    answer = judged("{id: p, title: P}", claims)
    assert truths(answer) == [Truth.STATED, Truth.HOLDS, Truth.CONTRADICTED]


def test_claims_that_cannot_all_be_true_name_an_irreducible_set(judged: Judged) -> None:
    figures = "{id: p, title: P, amount: 100 M€}\n{id: w, title: W}\n{id: v, title: V}"
    claims = (
        "{id: c1, share: p, of: w, is: plus de la moitié}\n"
        "{id: c2, share: p, of: w, is: moins d'un quart}\n"
        "{id: c3, more: v, than: p}"
    )
    answer = judged(figures, claims)
    assert truths(answer) == [Truth.CONTRADICTED, Truth.CONTRADICTED, Truth.INFORMS]
    assert answer.claims[0].against == ("c2",)
    assert answer.claims[1].against == ("c1",)


def test_three_claims_may_only_together_be_impossible(judged: Judged) -> None:
    figures = "{id: a1, title: A, amount: 10 M€}\n{id: b1, title: B}\n{id: c1, title: C}"
    claims = (
        "{id: k1, share: a1, of: b1, is: moins de la moitié}\n"  # b > 20
        "{id: k2, more: c1, than: b1}\n"  # c > b
        "{id: k3, share: a1, of: c1, is: plus de la moitié}\n"  # c < 20
        "{id: k4, total_of: [a1], is: 10 M€}"
    )
    answer = judged(figures, claims)
    assert [one.against for one in answer.claims[:3]] == [("k2", "k3"), ("k1", "k3"), ("k1", "k2")]
    assert answer.claims[3].truth is Truth.HOLDS


def test_an_unknown_part_is_at_most_its_container_give_or_take_its_rounding(judged: Judged) -> None:
    answer = judged("{id: w, title: W, amount: 10 M€}\n{id: p, title: P, within: w}", "{id: c, count: x, is: 1}")
    assert [(one.id, one.amount) for one in answer.derived] == [("p", at_most(millions("10.5")))]


def test_a_circle_of_shares_comes_to_an_end(judged: Judged) -> None:
    figures = "{id: p, title: P}\n{id: w, title: W, amount: moins de 10 M€}"
    claims = "{id: c, share: p, of: w, is: la moitié}\n{id: d, share: w, of: p, is: la moitié}"
    assert len(truths(judged(figures, claims))) == 2


def test_what_is_stated_exactly_is_never_moved(judged: Judged) -> None:
    answer = judged("{id: p, title: P, amount: 5 M€}\n{id: w, title: W, amount: 10 M€}", "{id: c, more: p, than: w}")
    assert not answer.derived
    assert answer.lines.by_id["p"].amount == exactly(millions(5))


def test_contradictions_that_have_nothing_to_do_with_each_other_are_both_named(judged: Judged) -> None:
    figures = "{id: p, title: P}\n{id: q, title: Q}\n{id: v, title: V, amount: 5 M€}\n{id: w, title: W, amount: 3 M€}"
    claims = (
        "{id: c1, more: p, than: v}\n{id: c2, more: w, than: p}\n{id: c3, more: q, than: v}\n{id: c4, more: w, than: q}"
    )
    answer = judged(figures, claims)
    assert [one.against for one in answer.claims] == [("c2",), ("c1",), ("c4",), ("c3",)]


def test_a_claim_is_contradicted_by_one_of_two_that_already_contradict_each_other(judged: Judged) -> None:
    stated = "{id: q, title: Q, amount: 5 M€}\n{id: v, title: V, amount: 3 M€}\n{id: w, title: W, amount: 2 M€}"
    figures = f"{{id: p, title: P}}\n{stated}"
    claims = "{id: c1, more: p, than: q}\n{id: c2, more: v, than: p}\n{id: c3, more: w, than: p}"
    assert truths(judged(figures, claims)) == [Truth.CONTRADICTED] * 3


def test_an_order_that_goes_round_in_a_circle_is_contradicted(judged: Judged) -> None:
    figures = "{id: p, title: P}\n{id: q, title: Q}\n{id: r, title: R}"
    claims = "{id: c1, more: p, than: q}\n{id: c2, more: q, than: r}\n{id: c3, more: r, than: p}"
    answer = judged(figures, claims)
    assert [one.against for one in answer.claims] == [("c2", "c3"), ("c1", "c3"), ("c1", "c2")]
    assert not answer.derived


def test_each_of_two_cannot_be_half_of_the_other(judged: Judged) -> None:
    figures = "{id: p, title: P}\n{id: q, title: Q}\n{id: v, title: V, amount: 1 M€}"
    claims = "{id: c1, share: p, of: q, is: 50 %}\n{id: c2, share: q, of: p, is: 50 %}\n{id: c3, more: p, than: v}"
    assert truths(judged(figures, claims)) == [Truth.CONTRADICTED, Truth.CONTRADICTED, Truth.INFORMS]


def test_two_parts_of_one_container_are_not_both_more_than_half_of_it(judged: Judged) -> None:
    figures = "{id: w, title: W}\n{id: p, title: P, within: w}\n{id: q, title: Q, within: w}"
    halves = "{{id: c1, share: p, of: w, is: {0}}}\n{{id: c2, share: q, of: w, is: {0}}}"
    answer = judged(figures, halves.format("plus de la moitié"))
    assert [one.against for one in answer.claims] == [("c2",), ("c1",)]
    assert Truth.CONTRADICTED not in truths(judged(figures, halves.format("la moitié")))


def test_a_part_is_never_more_than_its_container(judged: Judged) -> None:
    figures = "{id: w, title: W}\n{id: p, title: P, within: w}"
    assert truths(judged(figures, "{id: c, more: p, than: w}")) == [Truth.CONTRADICTED]


def test_a_share_that_rounds_to_nothing_bounds_the_part_from_above(judged: Judged) -> None:
    figures = "{id: w, title: W, amount: 3 M€}\n{id: p, title: P}"
    answer = judged(figures, "{id: c, share: p, of: w, is: 0 %}")
    assert truths(answer) == [Truth.INFORMS]
    assert [one.amount for one in answer.derived] == [
        spanning(Bound(Decimal(0)), Bound(Decimal(30_000), reached=False))
    ]


@pytest.mark.parametrize("basis", ["rhythm: yearly", "stage: paid", "measure: loan"])
def test_a_claimed_total_of_unlike_lines_is_not_added_up(judged: Judged, basis: str) -> None:
    figures = f"{{id: p, title: P, amount: 10 M€}}\n{{id: q, title: Q, amount: 4 M€, {basis}}}"
    answer = judged(figures, "{id: c, total_of: [p, q], is: 14 M€}")
    assert truths(answer) == [Truth.UNDETERMINED]
    assert not answer.derived


def test_a_claimed_total_adds_what_may_be_of_one_basis(judged: Judged) -> None:
    figures = "{id: p, title: P, amount: 10 M€, tax: included}\n{id: q, title: Q, amount: 4 M€}"
    assert truths(judged(figures, "{id: c, total_of: [p, q], is: 14 M€}")) == [Truth.HOLDS]


@pytest.mark.parametrize(
    ("part", "whole", "claimed", "truth"),
    [
        ("33,3 M€", "100 M€", "un tiers", Truth.HOLDS_WITHIN_ROUNDING),  # 33,25/100,5 to 33,35/99,5: 33,08 to 33,52 %
        ("33 M€", "100 M€", "un tiers", Truth.HOLDS_WITHIN_ROUNDING),  # 32,5/100,5 to 33,5/99,5: 32,3 to 33,7 %
        ("30 M€", "100 M€", "un tiers", Truth.CONTRADICTED),  # at most 30,5/99,5: 30,7 %
        ("33,3 M€", "99,9 M€", "un tiers", Truth.HOLDS),
        ("33,30 M€", "100,00 M€", "un tiers", Truth.CONTRADICTED),  # at most 33,305/99,995: 33,307 %
        ("50 M€", "100 M€", "plus de la moitié", Truth.HOLDS_WITHIN_ROUNDING),  # up to 50,5/99,5: 50,8 %
        ("49 M€", "100 M€", "plus de la moitié", Truth.CONTRADICTED),  # at most 49,5/99,5: 49,7 %
        ("20 M€", "100 M€", "environ un tiers", Truth.CONTRADICTED),  # 28,3 to 38,3 % are near a third, 20,6 is not
        ("environ 33 M€", "environ 100 M€", "un tiers", Truth.INFORMS),  # 32,5/105 to 33,5/95: 31,0 to 35,3 %
        ("environ 30 M€", "environ 100 M€", "la moitié", Truth.CONTRADICTED),  # at most 30,5/95: 32,1 %
    ],
)
def test_a_share_may_be_off_by_the_rounding_of_the_figures_it_is_of(
    judged: Judged, part: str, whole: str, claimed: str, truth: Truth
) -> None:
    figures = f'{{id: p, title: P, amount: "{part}"}}\n{{id: w, title: W, amount: "{whole}"}}'
    assert truths(judged(figures, f"{{id: c, share: p, of: w, is: {claimed}}}")) == [truth]


@given(st.integers(1, 400), st.integers(1, 400), st.integers(1, 99))
@settings(max_examples=60)
def test_a_share_is_contradicted_only_where_no_figures_that_round_to_the_printed_ones_have_it(
    part: int, whole: int, percent: int
) -> None:
    half = Fraction(1, 2)
    known = [Figure(range_of(exactly(number)), half) for number in (part, whole)]
    claim = ShareClaim.model_validate({"id": "c", "share": "p", "of": "w", "is": f"{percent}/100"})
    truth, _ = share_verdict(claim, *known)
    # For some part′ within half of part and whole′ within half of whole, part′ = percent/100 · whole′.
    apart = abs(part - Fraction(percent, 100) * whole)
    assert (truth is Truth.CONTRADICTED) == (apart > half + Fraction(percent, 100) * half)
    assert (truth is Truth.HOLDS) == (apart == 0)


def test_the_reason_of_a_share_does_not_contradict_itself(judged: Judged) -> None:
    figures = '{id: p, title: P, amount: "33,30 M€"}\n{id: w, title: W, amount: "100,00 M€"}'
    (one,) = judged(figures, "{id: c, share: p, of: w, is: un tiers}").claims
    assert render(one.reason, "en").replace("\u00a0", " ") == (
        "the figures give 33.30 %, 33.29 to 33.31 % with their rounding; claimed: one third"
    )


@pytest.mark.parametrize("claim", ["{id: c, more: p, than: q}", "{id: c, share: p, of: q, is: 40 %}"])
@pytest.mark.parametrize(
    ("own", "other"),
    [
        ("rhythm: yearly", "rhythm: once"),
        ("tax: excluded", "tax: included"),
        ("credit: commitment", "credit: payment"),
        ("measure: loan", "measure: grant"),
        ("euros: constant-2020", "euros: current"),
    ],
)
def test_figures_of_unlike_bases_are_not_compared(judged: Judged, claim: str, own: str, other: str) -> None:
    figures = f"{{id: p, title: P, amount: 2 M€, {own}}}\n{{id: q, title: Q, amount: 5 M€, {other}}}"
    answer = judged(figures, claim)
    assert truths(answer) == [Truth.UNDETERMINED]
    assert own.partition(":")[0] in render(answer.claims[0].reason, "en")
    assert answer.derived == ()


def test_a_stage_may_be_a_share_of_another_and_an_unknown_tax_may_fit(judged: Judged) -> None:
    figures = (
        "{id: p, title: P, amount: 2 M€, stage: committed, tax: excluded}\n"
        "{id: q, title: Q, amount: 5 M€, credit: payment}"
    )
    claims = "{id: c, share: p, of: q, is: 40 %}\n{id: d, more: q, than: p}"
    assert truths(judged(figures, claims)) == [Truth.HOLDS, Truth.HOLDS]


def test_a_share_of_a_figure_that_is_known_within_bounds_is_granted_rounding_too(judged: Judged) -> None:
    # A third of 100 M€ is 33,33; p may be 33,3 printed to a tenth, w 100 to a unit: nothing is contradicted.
    figures = '{id: p, title: P, amount: "de 30 à 33,3 M€"}\n{id: w, title: W, amount: 100 M€}'
    answer = judged(figures, "{id: c, share: p, of: w, is: un tiers}")
    assert truths(answer) != [Truth.CONTRADICTED]


def test_a_part_is_bounded_by_its_container_with_the_tolerance_that_containers_grant(judged: Judged) -> None:
    # t = 0,5 + 0,5 + 0,5 M€: « b 41 M€ » would be an excess of 1 M€ within rounding.
    figures = (
        "{id: p, title: P, amount: 100 M€}\n{id: a1, title: A, amount: 60 M€, within: p}\n"
        "{id: b1, title: B, amount: plus de 30 M€, within: p}"
    )
    (derived,) = judged(figures, "{id: c, count: x, is: 1}").derived
    assert derived == Derived("b1", spanning(Bound(millions(30), reached=False), Bound(millions("41.5"))), ("p",))


@given(st.integers(1, 99), st.integers(1, 150))
@settings(max_examples=60)
def test_what_is_derived_of_a_part_is_what_no_contradiction_would_come_of(first: int, second: int) -> None:
    def register(amount: str) -> Register:
        text = f"""\
format: 1
agreements:
  - id: a
    title: A
    axes:
      - id: x
        title: X
        envelopes:
          - {{id: p, title: P, amount: 100 M€}}
          - {{id: q, title: Q, amount: {first} M€, within: p}}
          - {{id: r, title: R, amount: {amount}, within: p}}
"""
        return read_contents([("r.yaml", text.encode())]).register

    derived = {one.id: one.amount for one in reconcile(register("au moins 1 M€")).derived}
    contradicts = Containment(lines(register(f"{second} M€"))).musts["p"].contradicts
    bound = derived["r"].high
    assert bound is not None
    assert contradicts == (millions(second) > bound.euros)


def test_what_parts_say_of_a_bound_that_cannot_be_reached_is_kept(judged: Judged) -> None:
    # 60 + 40 in « moins de 100 »: 100 less t = 1,5; with 40,3: 100,3 less t = 1,05.
    for second, low in (("40 M€", "98.5"), ("40,3 M€", "99.25")):
        figures = (
            "{id: p, title: P, amount: moins de 100 M€}\n{id: a1, title: A, amount: 60 M€, within: p}\n"
            f'{{id: b1, title: B, amount: "{second}", within: p}}'
        )
        answer = judged(figures, "{id: c, count: x, is: 1}")
        (derived,) = answer.derived
        assert derived.amount == spanning(Bound(millions(low)), Bound(millions(100), reached=False))


def test_a_part_may_be_derived_inside_a_container_that_its_parts_exceed_within_rounding(judged: Judged) -> None:
    # X has no figure: 60 + 41 lie in P all the same, 1 M€ too much for a tolerance of 1,5 M€.
    figures = (
        "{id: p, title: P, amount: 100 M€}\n{id: x1, title: X, within: p}\n"
        "{id: a1, title: A, amount: 60 M€, within: x1}\n{id: b1, title: B, amount: 41 M€, within: x1}"
    )
    (derived,) = judged(figures, "{id: c, count: x, is: 1}").derived
    assert (derived.id, derived.amount) == ("x1", spanning(Bound(millions(101)), Bound(millions("101.5"))))


IMPOSSIBLE_BESIDE_A_TOTAL = """\
format: 1
sources: {s: {title: S}, u: {title: U}}
agreements:
  - id: ag
    title: Accord
    source: s
    total: {amount: 100 M€, at: §4}
    axes:
      - id: ax
        title: Axe
        envelopes:
          - {id: a, title: A, amount: 40 M€}
          - {id: b, title: B}
          - {id: c, title: C}
    claims:
      - {id: j1, more: b, than: a, at: §1}
      - {id: j3, share: b, of: c, is: 50 %, source: {ref: u, at: §9}}
"""


def test_a_set_of_claims_names_the_stated_total_it_rests_on_and_who_says_what(register_of: RegisterOf) -> None:
    # b > 40 makes c more than 78, and a + b + c more than 158: only the total of 100 forbids it.
    answer = reconcile(register_of(IMPOSSIBLE_BESIDE_A_TOTAL))
    assert truths(answer) == [Truth.CONTRADICTED, Truth.CONTRADICTED]
    assert answer.claims[0].grounds == (
        Ground(GroundKind.CLAIM, "j3", "u", "§9"),
        Ground(GroundKind.TOTAL, "ag", "s", "§4"),
    )
    assert render(answer.claims[0].reason, "en") == "cannot be true together with `j3` (u §9), the total of `ag` (s §4)"
    without = reconcile(
        register_of(IMPOSSIBLE_BESIDE_A_TOTAL.replace("total: {amount: 100 M€, at: §4}", "lines: partial"))
    )
    assert Truth.CONTRADICTED not in truths(without)


def test_a_set_of_claims_names_the_container_it_rests_on_and_no_other(judged: Judged) -> None:
    figures = (
        "{id: p, title: P, amount: 100 M€}\n{id: q, title: Q, within: p}\n{id: r, title: R, within: p}\n"
        "{id: z, title: Z, amount: 7 M€}\n{id: y, title: Y, amount: 2 M€, within: z}"
    )
    answer = judged(figures, "{id: c, share: q, of: p, is: plus de 60 %}\n{id: d, share: r, of: p, is: plus de 60 %}")
    assert answer.claims[0].grounds == (
        Ground(GroundKind.CLAIM, "d", "s"),
        Ground(GroundKind.CONTAINER, "p"),
    )


def test_a_claim_that_only_a_container_forbids_names_it(judged: Judged) -> None:
    figures = "{id: p, title: P, amount: 10 M€}\n{id: q, title: Q, within: p}\n{id: r, title: R, amount: 30 M€}"
    (one,) = judged(figures, "{id: c, more: q, than: r}").claims
    assert (one.truth, one.grounds) == (Truth.CONTRADICTED, (Ground(GroundKind.CONTAINER, "p"),))
    assert "what lies within `p`" in render(one.reason, "en")


@given(st.lists(st.integers(1, 40), min_size=1, max_size=12), st.integers(20, 120))
@settings(max_examples=60)
def test_what_is_left_of_a_contradiction_cannot_lose_any(weights: list[int], limit: int) -> None:
    def clash(items: Sequence[int]) -> bool:
        return sum(items) > limit

    found = least(weights, clash)
    assert clash(found) == clash(weights)
    if clash(weights):
        assert not any(clash([*found[:place], *found[place + 1 :]]) for place in range(len(found)))


def test_a_register_that_contradicts_itself_derives_nothing(judged: Judged) -> None:
    # What lies within a1 is 100,8: 0,8 too much for p and its tolerance of 0,6.
    figures = (
        "{id: p, title: P, amount: 100 M€}\n{id: a1, title: A, amount: au moins 10 M€, within: p}\n"
        '{id: b1, title: B, amount: "60,4 M€", within: a1}\n{id: c1, title: C, amount: "40,4 M€", within: a1}'
    )
    assert judged(figures, "{id: c, count: x, is: 1}").derived == ()


def test_figures_that_nobody_states_are_not_nothing(judged: Judged) -> None:
    figures = "{id: p, title: P}\n{id: q, title: Q}\n{id: r, title: R, amount: 5 M€, within: p}"
    claims = "{id: c, more: q, than: q2}\n{id: d, more: z, than: r}"
    answer = judged(figures + "\n{id: q2, title: Q2}\n{id: z, title: Z}", claims)
    assert truths(answer) == [Truth.UNDETERMINED, Truth.INFORMS]
    for one in answer.claims:
        assert "0 " not in render(one.reason, "en")
    assert render(answer.claims[0].reason, "en") == "neither figure is known"
