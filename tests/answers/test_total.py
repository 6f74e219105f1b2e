"""What a total says, on registers written as a user writes them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from enveloppes.agreements.basis import Rhythm, Stage
from enveloppes.agreements.dates import read_period
from enveloppes.agreements.register import Register
from enveloppes.answers.explaining import Decision, explain
from enveloppes.answers.query import Dimension, Filter, Query, UnanswerableError, read_filter
from enveloppes.answers.total import Group, Total, total
from enveloppes.money.amount import Amount, at_least, at_most, between, exactly, millions, more_than
from enveloppes.money.ratio import ratio
from enveloppes.reading.register_file import read_register

RegisterOf = Callable[[str], Register]


@pytest.fixture(scope="module")
def made_up() -> Register:
    reading = read_register([str(Path(__file__).parents[1] / "examples" / "accepted" / "whole-format.yaml")])
    assert not reading.findings
    return reading.register


def groups(answer: Total) -> dict[tuple[str | None, ...], Amount | None]:
    return {tuple(level.value for level in group.path): group.amount for group in answer.groups}


def group(answer: Total, *key: str | None) -> Group:
    return next(one for one in answer.groups if tuple(level.value for level in one.path) == key)


def notes(answer: Total) -> set[str]:
    return {note.code for note in answer.notes}


def test_the_shipped_register_has_one_total_a_basis(shipped: Register) -> None:
    answer = total(shipped, Query())
    found = [(one.basis.stage, one.amount, one.tally.envelopes, one.tally.unstated) for one in answer.totals]
    assert found == [
        (Stage.ANNOUNCED, exactly(millions(1323)), 4, 5),
        (Stage.VOTED, exactly(millions(10)), 1, 0),
    ]
    assert {"unstated", "context-left-out", "unlike-bases"} <= notes(answer)


def test_axes_are_subtotals_of_their_agreement(shipped: Register) -> None:
    answer = total(shipped, Query(by=(Dimension.AXIS,)))
    assert groups(answer) == {
        (None,): exactly(millions(10)),
        (None, "cohesion-sociale"): exactly(millions(10)),
        (None, "cadre-de-vie"): exactly(millions(613)),
        (None, "jeunesse"): exactly(millions(700)),
        (None, "quartiers-renovation"): exactly(millions(10)),
    }
    assert answer.groups[0].amount == exactly(millions(1323))


def test_shares_of_the_shipped_axes_are_exact(shipped: Register) -> None:
    answer = total(shipped, Query(by=(Dimension.AXIS,)))
    assert group(answer, None, "cadre-de-vie").share == ratio(exactly(613), exactly(1323))


def test_the_agreement_is_52_to_54_per_cent_of_the_investment_it_may_lie_in(shipped: Register) -> None:
    whole = shipped.envelope_by_id["investissement"].envelope.amount
    assert isinstance(whole, Amount)
    share = ratio(exactly(millions(1323)), whole)
    assert share is not None
    assert share.low is not None
    assert share.high is not None
    assert (round(share.low * 1000), round(share.high * 1000)) == (519, 540)


def test_the_state_of_2020_has_what_was_stated_by_then(shipped: Register) -> None:
    answer = total(shipped, Query(as_of=date(2020, 12, 31)))
    stated = [(one.basis.stage, one.amount) for one in answer.totals if one.amount is not None]
    assert stated == [(Stage.CONTRACTED, exactly(millions(7)))]
    assert sum(one.tally.not_yet for one in answer.totals) == 9
    assert "not-yet" in notes(answer)


def test_context_stands_beside_and_in_no_total(shipped: Register) -> None:
    answer = total(shipped, Query(with_context=True))
    assert [one.line.amount for one in answer.context] == [
        more_than(millions(120)),
        more_than(millions(100)),
        exactly(millions(909)),
        None,
        between(millions(2450), millions(2550)),
    ]
    assert answer.totals[0].amount == exactly(millions(1323))


def test_a_theme_holds_its_groups_and_not_what_begins_alike(made_up: Register) -> None:
    answer = total(made_up, Query(where=(read_filter("theme=04.5"),)))
    assert {line.id for line in answer.selected.lines} == {
        "ligne-haute",
        "ligne-basse",
        "gares-basses",
        "deviation",
        "carrefours",
    }


def test_repeated_keys_are_alternatives_and_different_keys_all_hold(made_up: Register) -> None:
    where = (Filter("theme", "09"), Filter("theme", "10"), Filter("stage", "voted"))
    answer = total(made_up, Query(where=where))
    assert {line.id for line in answer.selected.lines} == {"formation", "insertion", "mission-locale"}


def test_none_selects_what_has_none(made_up: Register) -> None:
    answer = total(made_up, Query(where=(Filter("section", "none"),)))
    assert all(line.section is None for line in answer.selected.lines)


def test_unstated_lines_that_a_filter_leaves_out_are_said(made_up: Register) -> None:
    assert "filtered-unstated" in notes(total(made_up, Query(where=(Filter("theme", "06"),))))


def test_stated_shares_go_to_their_funders_and_the_rest_to_the_one_left(made_up: Register) -> None:
    found = groups(total(made_up, Query(by=(Dimension.FUNDER,), where=(Filter("axis", "ferroviaire"),))))
    assert found[("Région des Collines",)] == exactly(millions(170))
    assert found[("État",)] == exactly(millions(242))


def test_funders_whose_split_is_not_stated_are_one_joint_group(shipped: Register) -> None:
    answer = total(shipped, Query(by=(Dimension.FUNDER,), where=(Filter("stage", "announced"),)))
    joint = answer.groups[0]
    assert joint.amount == exactly(millions(710))
    assert joint.path[0].joint == {"État", "Département des Hauts-de-Seine"}


def test_a_funder_is_found_by_the_id_of_its_party(shipped: Register) -> None:
    by_id = total(shipped, Query(where=(Filter("funder", "departement-92"),)))
    by_name = total(shipped, Query(where=(Filter("funder", "Département des Hauts-de-Seine"),)))
    assert [line.id for line in by_id.selected.lines] == [line.id for line in by_name.selected.lines]


def test_a_co_funded_line_is_shown_whole_with_a_note(made_up: Register) -> None:
    answer = total(made_up, Query(where=(Filter("funder", "État"), Filter("id", "ligne-basse"))))
    assert answer.totals[0].amount == exactly(millions(112))
    assert "co-funded-whole" in notes(answer)


def test_a_schedule_goes_to_its_years_and_a_longer_period_is_never_spread(made_up: Register) -> None:
    found = groups(total(made_up, Query(by=(Dimension.YEAR,), where=(Filter("stage", "contracted"),))))
    assert found[("2021",)] == exactly(millions(100))
    assert found[("2023",)] == exactly(millions(192))
    assert found[("2022..2026",)] == exactly(millions(4))


def test_one_year_of_a_schedule_is_what_that_year_gets(made_up: Register) -> None:
    answer = total(made_up, Query(where=(Filter("year", "2021"),)))
    assert [one.amount for one in answer.totals] == [exactly(millions(100))]


def test_dimensions_nest(made_up: Register) -> None:
    query = Query(by=(Dimension.FUNDER, Dimension.YEAR), where=(Filter("id", "ligne-haute"),))
    found = groups(total(made_up, query))
    assert found[("État",)] == exactly(millions(180))
    assert found[("État", "2022")] == exactly(millions(72))
    assert found[("Région des Collines", "2023")] == exactly(millions(32))


def test_overlapping_groups_say_what_was_counted_twice(made_up: Register) -> None:
    answer = total(made_up, Query(by=(Dimension.THEME,), where=(Filter("axis", "ferroviaire"),)))
    assert [amount for _, amount in answer.counted_twice] == [exactly(millions(12))]
    assert all(one.share is None for one in answer.groups)


def test_a_possible_part_in_another_group_may_be_counted_twice(envelopes_of: RegisterOf) -> None:
    register = envelopes_of("""\
        - {id: a, title: A, amount: 100 M€, theme: "06"}
        - {id: b, title: B, amount: 60 M€, theme: "05", within: {id: a, certainty: possible}}
    """)
    answer = total(register, Query(by=(Dimension.THEME,)))
    assert [amount for _, amount in answer.counted_twice] == [at_most(millions(60))]
    assert answer.totals[0].amount == between(millions(100), millions(160))


def test_a_yearly_amount_becomes_once_only_over_a_period(made_up: Register) -> None:
    where = (Filter("id", "entretien"), Filter("id", "aides-annuelles"), Filter("id", "accompagnement"))
    plain = total(made_up, Query(where=where))
    assert {one.basis.rhythm for one in plain.totals} == {Rhythm.YEARLY}
    over = total(made_up, Query(where=where, over=read_period("2024..2030")))
    found = {(one.basis.rhythm, one.basis.stage): one.amount for one in over.totals}
    assert found == {
        (Rhythm.ONCE, Stage.CONTRACTED): exactly(millions(12)),
        (Rhythm.ONCE, Stage.PAID): exactly(1_750_000),
        (Rhythm.YEARLY, Stage.PAID): exactly(millions(1)),
    }
    assert "yearly-without-period" in notes(over)


def test_a_yearly_amount_over_a_period_stands_under_the_years_that_were_counted(envelopes_of: RegisterOf) -> None:
    register = envelopes_of("- {id: a, title: A, amount: 12 M€, rhythm: yearly, period: 2024..2030}")
    answer = total(register, Query(by=(Dimension.YEAR,), over=read_period("2025..2040")))
    assert [(group.path[0].value, group.amount) for group in answer.groups] == [("2025..2030", exactly(millions(72)))]


def test_an_open_period_is_refused_for_over(made_up: Register) -> None:
    with pytest.raises(UnanswerableError):
        total(made_up, Query(over=read_period("2024..")))


@pytest.mark.parametrize("text", ["theme", "colour=red", "=x", "axis="])
def test_a_filter_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(UnanswerableError):
        read_filter(text)


@pytest.mark.parametrize(
    "text", ["axis=cadre", "id=nope", "agreement=nope", "stage=promised", "section=red", "funder=X"]
)
def test_a_filter_that_nothing_can_fit_is_refused(shipped: Register, text: str) -> None:
    with pytest.raises(UnanswerableError):
        total(shipped, Query(where=(read_filter(text),)))


def test_open_amounts_leave_the_total_open(made_up: Register) -> None:
    answer = total(made_up, Query(where=(Filter("axis", "routes"), Filter("stage", "contracted"))))
    assert more_than(millions(45)) in [one.amount for one in answer.totals]


def test_explain_says_of_every_line_what_became_of_it(shipped: Register) -> None:
    answer = total(shipped, Query(with_context=True))
    decisions = {step.line.id: step.decision for step in explain(answer)}
    assert len(decisions) == 15
    assert decisions["grand-age"] is Decision.COUNTED
    assert decisions["mobilites"] is Decision.UNSTATED
    assert decisions["investissement"] is Decision.CONTEXT


def test_explain_names_the_container_and_the_way_to_it(envelopes_of: RegisterOf) -> None:
    register = envelopes_of("""\
        - {id: a, title: A, amount: 100 M€}
        - {id: b, title: B, amount: 60 M€, within: a}
        - {id: c, title: C, amount: 40 M€, within: b}
        - {id: d, title: D, amount: 10 M€, stage: committed, within: a}
        - {id: e, title: E, amount: 5 M€, within: {id: a, certainty: possible}}
    """)
    answer = total(register, Query(where=tuple(Filter("id", key) for key in "acde")))
    steps = {step.line.id: step for step in explain(answer)}
    assert (steps["c"].decision, steps["c"].within) == (Decision.INSIDE, "a")
    assert "{path}" in steps["c"].reason.template
    assert steps["d"].decision is Decision.OTHER_BASIS
    assert steps["e"].decision is Decision.POSSIBLY_INSIDE


def test_a_selection_without_figures_has_no_amount_rather_than_nothing(envelopes_of: RegisterOf) -> None:
    answer = total(envelopes_of("- {id: a, title: A}\n"), Query())
    assert [(one.amount, one.tally.unstated) for one in answer.totals] == [(None, 1)]


def test_a_sum_of_lower_bounds_is_reached_only_where_all_are(envelopes_of: RegisterOf) -> None:
    register = envelopes_of("- {id: a, title: A, amount: au moins 5 M€}\n- {id: b, title: B, amount: 6 M€}\n")
    assert total(register, Query()).totals[0].amount == at_least(millions(11))
