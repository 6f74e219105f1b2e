"""Yearly parts of different years: they exceed their container in a year or not at all (docs/decisions/0044)."""

from __future__ import annotations

from collections.abc import Callable

from enveloppes.agreements.dates import Period
from enveloppes.agreements.register import Register
from enveloppes.answers.query import Filter, Query
from enveloppes.answers.reconcile import reconcile
from enveloppes.answers.reconcile_parts import Kind
from enveloppes.answers.total import total
from enveloppes.judging.containment import Containment
from enveloppes.judging.lines import lines
from enveloppes.judging.tolerance import Agreeing
from enveloppes.money.amount import Amount, at_most, exactly, millions

EnvelopesOf = Callable[[str], Register]

IN_TURN = """\
    - {id: whole, title: Whole, amount: 10 M€, rhythm: yearly, period: 2021..2024}
    - {id: first, title: First, amount: 8 M€, rhythm: yearly, period: 2021..2022, within: whole}
    - {id: then, title: Then, amount: 9 M€, rhythm: yearly, period: 2023..2024, within: whole}
"""


def come_to(register: Register, *ids: str) -> Amount | None:
    found = total(register, Query(where=tuple(Filter("id", key) for key in ids)))
    assert len(found.totals) == 1
    return found.totals[0].amount


def test_parts_of_different_years_do_not_exceed_their_container_together(envelopes_of: EnvelopesOf) -> None:
    register = envelopes_of(IN_TURN)
    must = Containment(lines(register)).musts["whole"]
    assert not must.contradicts
    assert must.parts.euros == 9_000_000
    assert must.years == Period(2023, 2024)
    assert come_to(register) == exactly(millions(10))
    assert come_to(register, "whole") == exactly(millions(10))


def test_parts_of_one_common_year_exceed_it_and_the_finding_names_the_year(envelopes_of: EnvelopesOf) -> None:
    register = envelopes_of(IN_TURN.replace("2021..2022", "2021..2023"))
    must = Containment(lines(register)).musts["whole"]
    assert must.contradicts
    assert must.parts.euros == 17_000_000
    assert must.years == Period(2023, 2023)


def test_a_container_of_parts_in_turn_counts_once_in_what_it_is_in(envelopes_of: EnvelopesOf) -> None:
    register = envelopes_of("""\
        - {id: policy, title: Policy, amount: au moins 1 M€, rhythm: yearly, period: 2021..2024}
        - {id: whole, title: Whole, amount: au plus 10 M€, rhythm: yearly, period: 2021..2024, within: policy}
        - {id: first, title: First, amount: 8 M€, rhythm: yearly, period: 2021..2022, within: whole}
        - {id: then, title: Then, amount: 9 M€, rhythm: yearly, period: 2023..2024, within: whole}
    """)
    found = come_to(register)
    assert found is not None
    assert found.low.euros == 9_000_000
    assert found.high is None


def test_a_part_outside_its_containers_years_lies_in_what_that_is_in(envelopes_of: EnvelopesOf) -> None:
    register = envelopes_of("""\
        - {id: policy, title: Policy, amount: 5 M€, rhythm: yearly, period: 2021..2024}
        - {id: whole, title: Whole, amount: 3 M€, rhythm: yearly, period: 2021..2022, within: policy}
        - {id: part, title: Part, amount: 8 M€, rhythm: yearly, period: 2023, within: whole}
    """)
    musts = Containment(lines(register)).musts
    assert not musts["whole"].contradicts
    assert musts["policy"].contradicts
    assert musts["policy"].years == Period(2023, 2023)


def test_lines_that_all_run_alike_are_of_no_particular_years(envelopes_of: EnvelopesOf) -> None:
    register = envelopes_of(IN_TURN.replace("2021..2022", "2021..2024").replace("2023..2024", "2021..2024"))
    containment = Containment(lines(register))
    assert not containment.turns
    assert containment.musts["whole"].contradicts
    assert containment.musts["whole"].years is None


def test_a_part_once_stands_in_every_year(envelopes_of: EnvelopesOf) -> None:
    register = envelopes_of(IN_TURN + "    - {id: single, title: Single, amount: 3 M€, within: whole}\n")
    assert Containment(lines(register)).musts["whole"].contradicts


def test_reconcile_has_a_row_for_each_years_in_which_the_parts_differ(envelopes_of: EnvelopesOf) -> None:
    rows = [one for one in reconcile(envelopes_of(IN_TURN)).totals if one.kind is Kind.CONTAINER]
    assert [(one.year, one.years, one.agreed.computed, one.agreed.verdict) for one in rows] == [
        (2021, Period(2021, 2022), exactly(millions(8)), Agreeing.PARTIAL),
        (2023, Period(2023, 2024), exactly(millions(9)), Agreeing.WITHIN_ROUNDING),
    ]


def test_years_in_which_the_parts_are_the_same_are_one_row(envelopes_of: EnvelopesOf) -> None:
    text = IN_TURN + "    - {id: none, title: None, rhythm: yearly, period: 2022..2024, within: whole}\n"
    rows = [one for one in reconcile(envelopes_of(text)).totals if one.kind is Kind.CONTAINER]
    assert [one.years for one in rows] == [Period(2021, 2022), Period(2023, 2024)]


def test_parts_that_never_stand_together_bound_nothing_of_each_other(envelopes_of: EnvelopesOf) -> None:
    register = envelopes_of("""\
        - {id: whole, title: Whole, amount: 10 M€, rhythm: yearly, period: 2021..2024}
        - {id: first, title: First, amount: 8 M€, rhythm: yearly, period: 2021..2022, within: whole}
        - {id: then, title: Then, rhythm: yearly, period: 2023..2024, within: whole}
        - {id: all, title: All, rhythm: yearly, period: 2021..2024, within: whole}
    """)
    derived = {one.id: one.amount for one in reconcile(register).derived}
    assert derived["then"] == at_most(millions("10.5"))
    assert derived["all"] == at_most(millions(3))


def test_a_sum_of_yearly_amounts_says_where_no_single_year_has_it(envelopes_of: EnvelopesOf) -> None:
    apart = """\
        - {id: one, title: One, amount: 6 M€, rhythm: yearly, period: 2021}
        - {id: two, title: Two, amount: 6 M€, rhythm: yearly, period: 2022}
    """
    found = total(envelopes_of(apart), Query())
    assert found.totals[0].amount == exactly(millions(12))
    assert "years-apart" in [note.code for note in found.notes]
    assert "years-apart" not in [
        note.code for note in total(envelopes_of(apart.replace("2022", "2021..")), Query()).notes
    ]
    assert "years-apart" not in [note.code for note in total(envelopes_of(IN_TURN), Query()).notes]
