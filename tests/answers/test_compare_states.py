"""Two states of the same data: rows by id, changes, totals; the worked numbers of docs/model.md, « revisions »."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from comparing import HEAD, ask, envelopes, pair, register, states

from enveloppes.agreements.basis import Stage
from enveloppes.agreements.register import Register
from enveloppes.answers.compare_result import Comparison, Elsewhere, FactKind, Moved, Question, Row, Status, TotalRow
from enveloppes.answers.query import Dimension, Filter, UnanswerableError
from enveloppes.money.amount import UNCHANGED, Bound, Change, Verdict, exactly, millions, more_than
from enveloppes.money.ratio import Ratio
from enveloppes.output.compare_sheet import compare_sheet
from enveloppes.output.terminal import plain

NO_FIGURE = "- {id: a, title: A}\n"


def change(
    low: int | str | None, high: int | str | None, *, low_reached: bool = True, high_reached: bool = True
) -> Change:
    return Change(
        None if low is None else Bound(millions(low), low_reached),
        None if high is None else Bound(millions(high), high_reached),
    )


def up(number: int | str) -> Change:
    return change(number, number)


def row(answer: Comparison, key: str) -> Row:
    return next(one for one in answer.rows if one.id == key)


def only_total(answer: Comparison) -> TotalRow:
    (found,) = answer.totals
    return found


def test_seven_to_ten_millions_is_three_sevenths_and_the_stage_is_said(shipped: Register) -> None:
    answer = ask(None, ("quartiers-annemasse@2020", shipped), ("quartiers-annemasse@2024", shipped))
    assert isinstance(answer, Comparison)
    (found,) = answer.rows
    assert (found.id, found.status) == ("renovation-urbaine", Status.CHANGED)
    assert (found.old, found.new) == (exactly(millions(7)), exactly(millions(10)))
    assert found.change == up(3)
    assert found.percent == Ratio(Fraction(3, 7), Fraction(3, 7))
    assert found.basis.stage is Stage.VOTED
    fields = {field.name: (field.old, field.new) for field in found.fields}
    assert fields["stage"] == (Stage.CONTRACTED, Stage.VOTED)
    assert [str(day) for day in fields["from"]] == ["2015", "2024"]
    assert [(total.basis.stage, total.change) for total in answer.totals] == [
        (Stage.CONTRACTED, up(-7)),
        (Stage.VOTED, up(10)),
    ]


def test_from_more_than_five_to_seven_to_nine_is_less_than_four_more_unbounded_below() -> None:
    answer = states("- {id: a, title: A, amount: plus de 5 M€}", "- {id: a, title: A, amount: 7..9 M€}")
    assert row(answer, "a").change == change(None, 4, high_reached=False)
    assert row(answer, "a").percent is None
    assert only_total(answer).change == change(None, 4, high_reached=False)


@pytest.mark.parametrize("amount", ["plus de 120 M€", "environ 2 M€", "moins de 3 M€", "5 M€", "de 5 à 7 M€"])
def test_equal_knowledge_is_unchanged_and_never_an_interval(amount: str) -> None:
    text = f"- {{id: a, title: A, amount: {amount}}}"
    answer = states(text, text)
    assert row(answer, "a").status is Status.UNCHANGED
    assert row(answer, "a").change == UNCHANGED
    assert only_total(answer).change == UNCHANGED
    # Of what may be nothing, no change is no percentage either.
    assert only_total(answer).percent == (None if amount.startswith("moins") else Ratio(Fraction(0), Fraction(0)))
    assert not answer.differs


def test_bounds_are_told_on_the_difference_and_on_the_percentage() -> None:
    answer = states("- {id: a, title: A, amount: 5 M€}", "- {id: a, title: A, amount: de 7 à 11 M€}")
    assert row(answer, "a").change == change(2, 6)
    assert row(answer, "a").percent == Ratio(Fraction(2, 5), Fraction(6, 5))
    answer = states("- {id: a, title: A, amount: 5 M€}", "- {id: a, title: A, amount: au moins 9 M€}")
    assert row(answer, "a").change == change(4, None)
    assert row(answer, "a").percent == Ratio(Fraction(4, 5), None)


def test_a_sign_that_is_not_known_is_undecided() -> None:
    answer = states("- {id: a, title: A, amount: de 5 à 8 M€}", "- {id: a, title: A, amount: de 7 à 9 M€}")
    found = row(answer, "a").change
    assert found is not None
    assert found.verdict is Verdict.UNDECIDED


@pytest.mark.parametrize("old", ["0 M€", "moins de 3 M€", "plus de 5 M€"])
def test_a_percentage_of_what_may_be_nothing_or_has_no_bound_is_undefined(old: str) -> None:
    answer = states(f"- {{id: a, title: A, amount: {old}}}", "- {id: a, title: A, amount: 12 M€}")
    assert row(answer, "a").percent is None


def test_an_added_line_changes_by_its_amount_a_removed_one_by_minus_it() -> None:
    answer = states("- {id: a, title: A, amount: 5 M€}", "- {id: b, title: B, amount: plus de 7 M€}")
    assert (row(answer, "a").status, row(answer, "a").change) == (Status.REMOVED, up(-5))
    assert (row(answer, "b").status, row(answer, "b").change) == (Status.ADDED, change(7, None, low_reached=False))
    assert only_total(answer).change == change(2, None, low_reached=False)
    assert row(answer, "b").percent is None


def test_a_first_figure_changes_by_all_of_it_and_a_lost_one_by_minus_it() -> None:
    stated = "- {id: a, title: A, amount: 5 M€}"
    assert row(states(NO_FIGURE, stated), "a").change == up(5)
    assert row(states(NO_FIGURE, stated), "a").status is Status.CHANGED
    assert row(states(stated, NO_FIGURE), "a").change == up(-5)
    assert only_total(states(NO_FIGURE, stated)).change == up(5)
    assert row(states(NO_FIGURE, NO_FIGURE), "a").change is None


@pytest.mark.parametrize("field", ["tax: excluded", "credit: payment", "euros: constant-2020", "rhythm: yearly"])
def test_no_change_is_worked_out_across_tax_credits_euros_or_rhythm(field: str) -> None:
    answer = states("- {id: a, title: A, amount: 5 M€}", f"- {{id: a, title: A, amount: 9 M€, {field}}}")
    assert row(answer, "a").change is None
    assert row(answer, "a").percent is None
    assert {total.change for total in answer.totals} == {up(-5), up(9)}
    assert "not-comparable" in {note.code for note in answer.notes}


def test_a_moved_envelope_is_said_to_have_moved() -> None:
    old = HEAD + "          - {id: a, title: A, amount: 5 M€}\n      - {id: other, title: Other}\n"
    new = HEAD.replace("envelopes:", "envelopes: []") + (
        "      - {id: other, title: Other, envelopes: [{id: a, title: A, amount: 5 M€}]}\n"
    )
    found = row(pair(register(old), register(new)), "a")
    assert (found.status, found.moved, found.change) == (Status.CHANGED, Moved("axis", "other"), UNCHANGED)


def test_fields_that_changed_are_told_with_both_values() -> None:
    old = "- {id: a, title: A, amount: 5 M€, period: 2021, funders: [X], at: §1}"
    new = "- {id: a, title: B, amount: 5 M€, period: 2021..2023, funders: [X, Y], at: §2, section: investment}"
    found = row(states(old, new), "a")
    assert found.status is Status.CHANGED
    assert [field.name for field in found.fields] == ["title", "period", "funders", "section", "at"]


def test_a_container_speaks_for_what_is_certainly_in_it() -> None:
    part = "- {id: b, title: B, amount: 60 M€, within: a}"
    old = "- {id: a, title: A, amount: 100 M€}\n" + part
    raised = "- {id: a, title: A, amount: 100 M€}\n" + part.replace("60", "80")
    both = "- {id: a, title: A, amount: 120 M€}\n" + part.replace("60", "80")
    assert only_total(states(old, raised)).change == UNCHANGED
    assert row(states(old, raised), "b").change == up(20)
    assert only_total(states(old, both)).change == up(20)


def test_an_unchanged_component_gives_nothing_however_wide_it_is() -> None:
    wide = "- {id: a, title: A, amount: plus de 100 M€}\n- {id: b, title: B, amount: 60 M€, within: a}\n"
    answer = states(wide + "- {id: c, title: C, amount: 5 M€}", wide + "- {id: c, title: C, amount: 8 M€}")
    assert only_total(answer).old == more_than(millions(105))
    assert only_total(answer).change == up(3)


def test_an_unbounded_container_that_stands_says_that_its_raised_part_adds_nothing() -> None:
    old = "- {id: a, title: A, amount: plus de 30 M€}\n- {id: b, title: B, amount: 60 M€, within: a}"
    assert only_total(states(old, old.replace("60", "80"))).change == UNCHANGED


def test_a_possible_part_moves_the_total_by_none_to_all_of_its_own_change() -> None:
    old = (
        "- {id: a, title: A, amount: environ 2,5 Md€}\n"
        "- {id: b, title: B, amount: 363 M€, within: {id: a, certainty: possible}}"
    ).replace("environ 2,5 Md€", "'environ 2,5 Md€'")
    assert only_total(states(old, old.replace("363", "400"))).change == change(0, 37)
    assert only_total(states(old, old.split("\n", maxsplit=1)[0])).change == change(-363, 0)


def test_a_container_that_comes_takes_its_parts_in() -> None:
    old = "- {id: b, title: B, amount: 60 M€}"
    new = "- {id: a, title: A, amount: 100 M€}\n- {id: b, title: B, amount: 60 M€, within: a}"
    assert only_total(states(old, new)).change == up(40)


def test_a_part_that_settles_in_its_container_leaves_the_total_by_none_to_all_of_it() -> None:
    possible = (
        "- {id: a, title: A, amount: 100 M€}\n- {id: b, title: B, amount: 60 M€, within: {id: a, certainty: possible}}"
    )
    certain = possible.replace("possible", "certain")
    assert only_total(states(possible, certain)).change == change(-60, 0)


def test_what_is_not_yet_stated_at_a_date_is_added_later() -> None:
    data = envelopes("- {id: a, title: A, amount: [{from: 2022, amount: 5 M€}]}")
    answer = ask(None, ("agreement@2021", data), ("agreement", data))
    assert isinstance(answer, Comparison)
    assert [(one.id, one.status) for one in answer.rows] == [("a", Status.ADDED)]
    assert "not-yet" in {note.code for note in answer.notes}


def test_context_of_files_is_shown_and_marked_and_in_no_total() -> None:
    text = HEAD + "          - {id: a, title: A, amount: 5 M€}\n    context: [{id: c, title: C, amount: 9 M€}]\n"
    old, new = register(text), register(text.replace("9 M€", "8 M€"))
    answer = pair(old, new)
    assert row(answer, "c").is_context
    assert only_total(answer).change == UNCHANGED
    left_out = ask(None, ("agreement", old), ("agreement", new))
    assert [one.id for one in left_out.rows] == ["a"]
    asked = ask(Question(with_context=True), ("agreement", old), ("agreement", new))
    assert [one.id for one in asked.rows] == ["a", "c"]


def test_an_id_beside_a_file_is_looked_up_in_it() -> None:
    text = HEAD + "          - {id: a, title: A, amount: 5 M€}\n  - {id: other, title: Other}\n"
    answer = ask(None, ("a", register(text)), ("old.yaml", register(text.replace("5 M€", "6 M€"))))
    assert isinstance(answer, Comparison)
    assert [(one.id, one.change) for one in answer.rows] == [("a", up(1))]


def test_a_removed_line_stands_where_it_stood() -> None:
    old = "".join(f"- {{id: {key}, title: T}}\n" for key in "abcd")
    answer = states(old, old.replace("- {id: b, title: T}\n", "") + "- {id: e, title: T}\n")
    assert [one.id for one in answer.rows] == ["a", "b", "c", "d", "e"]


def test_what_changed_beside_the_envelopes_is_told() -> None:
    old = HEAD + "          - {id: a, title: A, amount: 5 M€}\n"
    new = old.replace("title: A source", "title: Another").replace(
        "    source: s\n", "    source: s\n    total: {amount: 9 M€}\n"
    )
    answer = pair(register(old), register(new))
    assert answer.elsewhere == (
        Elsewhere(FactKind.AGREEMENT, "agreement", Status.CHANGED, ("total",)),
        Elsewhere(FactKind.SOURCE, "s", Status.CHANGED, ("title",)),
    )
    assert answer.differs


def test_a_filter_value_that_only_one_side_knows_is_no_mistake() -> None:
    old = "- {id: a, title: A, amount: 5 M€, theme: '06.1'}"
    new = old + "\n- {id: b, title: B, amount: 7 M€, theme: '07.1'}"
    answer = states(old, new, Question(where=(Filter("theme", "07"),)))
    assert [(one.id, one.status) for one in answer.rows] == [("b", Status.ADDED)]
    answer = states(old, new, Question(where=(Filter("theme", "07"), Filter("theme", "06"))))
    assert [one.id for one in answer.rows] == ["a", "b"]
    with pytest.raises(UnanswerableError):
        states(old, new, Question(where=(Filter("theme", "09"),)))


def test_a_year_of_a_schedule_is_compared_alone() -> None:
    old = "- {id: a, title: A, amount: 5 M€, schedule: {2021: 2 M€, 2022: 3 M€}}"
    new = "- {id: a, title: A, amount: 6 M€, schedule: {2021: 2 M€, 2022: 4 M€}}"
    answer = states(old, new, Question(where=(Filter("year", "2022"),)))
    assert row(answer, "a").change == up(1)
    assert only_total(answer).old == exactly(Decimal(3_000_000))


def test_a_possible_part_that_moves_to_another_container_may_change_the_total() -> None:
    # c may lie in a before and in b after: what of it counts beside them may rise or fall by all of it.
    lines = "- {{id: a, title: A, amount: 2 M€}}\n- {{id: b, title: B, amount: 2 M€}}\n"
    lines += "- {{id: c, title: C, amount: 1 M€, within: {{id: {}, certainty: possible}}}}\n"
    (total,) = states(lines.format("a"), lines.format("b")).totals
    assert total.change == Change(Bound(-millions(1)), Bound(millions(1)))


def test_no_container_is_none_and_not_something_unstated() -> None:
    answer = states(
        "- {id: p, title: P, amount: 9 M€}\n- {id: a, title: A, amount: 5 M€}\n",
        "- {id: p, title: P, amount: 9 M€}\n- {id: a, title: A, amount: 5 M€, within: p}\n",
    )
    assert "within: none → p" in plain(compare_sheet(answer), "en", 120)


def test_two_sides_of_one_name_are_noted_once() -> None:
    found = envelopes("- {id: a, title: A}\n- {id: b, title: B, amount: 5 M€}\n")
    answer = ask(None, ("v.yaml", found), ("v.yaml", found))
    assert [note.code for note in answer.notes] == ["unstated"]


@pytest.mark.parametrize("dimension", [Dimension.THEME, Dimension.FUNDER])
def test_what_is_not_stated_in_both_states_of_one_thing_is_compared(dimension: Dimension) -> None:
    question = Question(by=dimension)
    answer = states("- {id: a, title: A, amount: 5 M€}\n", "- {id: a, title: A, amount: 6 M€}\n", question)
    assert all(row.has_counterpart for row in answer.rows)
    shown = plain(compare_sheet(answer), "en", 120)
    assert "Without a counterpart" not in shown
