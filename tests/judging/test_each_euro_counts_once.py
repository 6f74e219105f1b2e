"""The worked numbers of docs/model.md section 3, calculated there by hand."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from enveloppes.agreements.register import Register
from enveloppes.answers.query import Filter, Query
from enveloppes.answers.total import total
from enveloppes.judging.containment import Containment
from enveloppes.judging.lines import lines
from enveloppes.money.amount import NIL, Amount, Bound, at_least, between, exactly, millions, spanning

EnvelopesOf = Callable[[str], Register]


def come_to(register: Register, *ids: str) -> Amount | None:
    found = total(register, Query(where=tuple(Filter("id", key) for key in ids)))
    assert len(found.totals) == 1
    return found.totals[0].amount


PARTS = "".join(
    f"- {{id: part-{number}, title: Part, amount: {number} M€, within: {{id: policy, certainty: CERTAINTY}}}}\n"
    for number in (10, 363, 250, 700)
)


def test_possible_parts_may_lie_outside_their_container(envelopes_of: EnvelopesOf) -> None:
    register = envelopes_of(
        "- {id: policy, title: Policy, amount: 'environ 2,5 Md€'}\n" + PARTS.replace("CERTAINTY", "possible")
    )
    assert come_to(register) == between(millions(2450), millions(3873))


def test_certain_parts_are_counted_by_their_container(envelopes_of: EnvelopesOf) -> None:
    register = envelopes_of(
        "- {id: policy, title: Policy, amount: 'environ 2,5 Md€'}\n" + PARTS.replace("CERTAINTY", "certain")
    )
    assert come_to(register) == between(millions(2450), millions(2550))


def test_a_certain_part_with_a_lower_bound_within_an_exact_container_adds_nothing(envelopes_of: EnvelopesOf) -> None:
    register = envelopes_of("""\
        - {id: whole, title: Whole, amount: 100 M€}
        - {id: one, title: One, amount: 60 M€, within: whole}
        - {id: two, title: Two, amount: plus de 30 M€, within: whole}
    """)
    assert come_to(register) == exactly(millions(100))


def test_parts_that_exceed_their_container_beyond_rounding_contradict_it(envelopes_of: EnvelopesOf) -> None:
    register = envelopes_of("""\
        - {id: whole, title: Whole, amount: 100 M€}
        - {id: one, title: One, amount: 60 M€, within: whole}
        - {id: two, title: Two, amount: plus de 45 M€, within: whole}
    """)
    must = Containment(lines(register)).musts["whole"]
    assert must.contradicts
    assert must.excess == millions(5)
    assert must.tolerance == millions("1.5")


def test_an_excess_within_rounding_leaves_the_containers_figure(envelopes_of: EnvelopesOf) -> None:
    register = envelopes_of("""\
        - {id: whole, title: Whole, amount: 363 M€}
        - {id: one, title: One, amount: "181,7 M€", within: whole}
        - {id: two, title: Two, amount: "181,6 M€", within: whole}
    """)
    must = Containment(lines(register)).musts["whole"]
    assert not must.contradicts
    assert must.excess == millions("0.3")
    found = total(register, Query())
    assert found.totals[0].amount == exactly(millions(363))
    assert "excess-within-rounding" in {note.code for note in found.notes}


def test_a_possible_part_beside_an_excess_is_added_once(envelopes_of: EnvelopesOf) -> None:
    register = envelopes_of("""\
        - {id: whole, title: Whole, amount: 363 M€}
        - {id: one, title: One, amount: "181,7 M€", within: whole}
        - {id: two, title: Two, amount: "181,6 M€", within: whole}
        - {id: three, title: Three, amount: 10 M€, within: {id: whole, certainty: possible}}
    """)
    assert come_to(register) == exactly(millions(373))


def test_a_line_within_a_line_that_is_not_selected_is_within_its_nearest_selected_ancestor(
    envelopes_of: EnvelopesOf,
) -> None:
    register = envelopes_of("""\
        - {id: a, title: A, amount: 100 M€}
        - {id: b, title: B, amount: 60 M€, within: a}
        - {id: c, title: C, amount: 40 M€, within: b}
    """)
    assert come_to(register, "a", "c") == exactly(millions(100))
    assert come_to(register, "b", "c") == exactly(millions(60))
    assert come_to(register, "c") == exactly(millions(40))


def test_an_envelope_without_an_amount_is_transparent(envelopes_of: EnvelopesOf) -> None:
    register = envelopes_of("""\
        - {id: a, title: A, amount: 100 M€}
        - {id: b, title: B, within: a}
        - {id: c, title: C, amount: 40 M€, within: b}
        - {id: d, title: D}
        - {id: e, title: E, amount: 7 M€, within: d}
    """)
    assert come_to(register) == exactly(millions(107))


def test_a_possible_link_on_the_path_makes_the_path_possible(envelopes_of: EnvelopesOf) -> None:
    register = envelopes_of("""\
        - {id: a, title: A, amount: 100 M€}
        - {id: b, title: B, within: {id: a, certainty: possible}}
        - {id: c, title: C, amount: 40 M€, within: b}
    """)
    assert come_to(register) == between(millions(100), millions(140))


def test_a_certain_part_that_is_not_selected_raises_the_least_of_its_container(envelopes_of: EnvelopesOf) -> None:
    register = envelopes_of("""\
        - {id: a, title: A, amount: plus de 5 M€}
        - {id: b, title: B, amount: 60 M€, within: a}
    """)
    assert come_to(register, "a") == at_least(millions(60))


def test_parts_of_other_stages_may_overlap_and_are_not_added(envelopes_of: EnvelopesOf) -> None:
    register = envelopes_of("""\
        - {id: a, title: A, amount: 363 M€}
        - {id: b, title: B, amount: 300 M€, within: a}
        - {id: c, title: C, amount: 80 M€, stage: committed, within: a}
    """)
    assert not Containment(lines(register)).musts["a"].contradicts
    found = total(register, Query())
    assert [one.amount for one in found.totals] == [exactly(millions(363)), exactly(millions(80))]


def test_of_two_equal_lower_bounds_the_one_not_reached_is_the_tighter(envelopes_of: EnvelopesOf) -> None:
    register = envelopes_of("""\
        - {id: a, title: A, amount: au moins 40 M€}
        - {id: b, title: B, amount: plus de 40 M€, within: a}
    """)
    found = come_to(register)
    assert found is not None
    assert not found.low.reached
    assert found == spanning(found.low, None)


@pytest.mark.parametrize("depth", [3000])
def test_a_long_chain_of_containers_is_counted_without_recursion(envelopes_of: EnvelopesOf, depth: int) -> None:
    chain = "- {id: e0, title: E, amount: 5 M€}\n" + "".join(
        f"- {{id: e{n}, title: E, amount: 5 M€, within: e{n - 1}}}\n" for n in range(1, depth)
    )
    assert come_to(envelopes_of(chain)) == exactly(millions(5))


def test_parts_that_reach_an_open_bound_within_rounding_leave_the_containers_figure(envelopes_of: EnvelopesOf) -> None:
    register = envelopes_of("""\
        - {id: whole, title: Whole, amount: moins de 6 M€}
        - {id: part, title: Part, amount: environ 7 M€, within: whole}
    """)
    assert come_to(register) == spanning(NIL, Bound(millions(6), reached=False))


def test_parts_that_come_to_an_open_bound_are_known_less_their_rounding(envelopes_of: EnvelopesOf) -> None:
    register = envelopes_of("""\
        - {id: p, title: P, amount: moins de 100 M€}
        - {id: q, title: Q, amount: 60 M€, within: p}
        - {id: r, title: R, amount: 40 M€, within: p}
    """)
    must = Containment(lines(register)).musts["p"]
    assert (must.contradicts, must.tolerance, must.low) == (False, millions("1.5"), Bound(millions("98.5")))
    assert come_to(register) == spanning(Bound(millions("98.5")), Bound(millions(100), reached=False))


def test_a_smaller_sum_of_finer_figures_contradicts_though_a_larger_one_is_within_rounding(
    envelopes_of: EnvelopesOf,
) -> None:
    # 101 announced is 1 too much for t = 1,5; 100,8 committed is 0,8 too much for t = 0,6.
    register = envelopes_of("""\
        - {id: p, title: P, amount: 100 M€}
        - {id: q, title: Q, amount: 60 M€, within: p}
        - {id: r, title: R, amount: 41 M€, within: p}
        - {id: u, title: U, amount: "60,4 M€", stage: committed, within: p}
        - {id: v, title: V, amount: "40,4 M€", stage: committed, within: p}
    """)
    must = Containment(lines(register)).musts["p"]
    assert (must.contradicts, must.parts, must.tolerance) == (True, Bound(millions("100.8")), millions("0.6"))
