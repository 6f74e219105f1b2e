"""Different agreements: matched by a dimension, per inhabitant or year, and more than two at once."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from comparing import ask, register

from enveloppes.agreements.basis import Rhythm, Stage
from enveloppes.agreements.model import PopulationKind
from enveloppes.agreements.register import Register
from enveloppes.answers.compare_result import Comparison, Matching, Matrix, Per, Question, Row, Status
from enveloppes.answers.query import Dimension, Filter, UnanswerableError
from enveloppes.money.amount import Bound, Change, between, exactly, millions, spanning
from enveloppes.money.ratio import Ratio
from enveloppes.output.compare_sheet import compare_sheet
from enveloppes.output.terminal import plain

HAUTS_DE_SEINE, ANNEMASSE = "relance-hauts-de-seine", "quartiers-annemasse"
TWO = """\
format: 1
territories:
  "92": {name: One, population: {count: 3, vintage: 2019, kind: total}}
  "74": {name: Other, population: {count: 7, vintage: 2020, kind: municipal}}
  "75": {name: Empty}
agreements:
  - id: one
    title: One
    territory: "92"
    period: 2021..2024
    axes:
      - id: x
        title: X
        envelopes:
          - {id: a, title: A, amount: 10 M€, theme: "06.1"}
          - {id: b, title: B, amount: de 5 à 6 M€, theme: "06.2", within: a}
          - {id: c, title: C, amount: 4 M€, theme: "07", period: 2022..2023}
          - {id: d, title: D, theme: "06"}
          - {id: n, title: N, amount: 1 M€}
  - id: two
    title: Two
    territory: "74"
    period: 2021..2022
    axes:
      - id: y
        title: Y
        envelopes:
          - {id: e, title: E, amount: 15 M€, theme: "06.1"}
          - {id: f, title: F, amount: 2 M€, theme: "06.1", stage: voted}
          - {id: m, title: M, amount: 1 M€}
  - id: three
    title: Three
    axes:
      - id: z
        title: Z
        envelopes:
          - {id: g, title: G, amount: plus de 2 M€, theme: "06.1", territory: "75"}
          - {id: h, title: H, amount: 1 M€, theme: "09.1", rhythm: yearly, territory: "75"}
"""


@pytest.fixture(scope="module")
def two() -> Register:
    return register(TWO)


def compared(data: Register, one: str, other: str, question: Question | None = None) -> Comparison:
    answer = ask(question, (one, data), (other, data))
    assert isinstance(answer, Comparison)
    return answer


def groups(answer: Comparison) -> dict[tuple[str | None, Stage], Row]:
    return {(one.key[-1].value, one.basis.stage): one for one in answer.rows if one.id is None}


def test_division_06_stands_on_a_row_for_each_basis_and_no_change_crosses_them(shipped: Register) -> None:
    answer = compared(shipped, HAUTS_DE_SEINE, ANNEMASSE)
    assert answer.matching is Matching.GROUP
    found = groups(answer)
    announced, voted = found["06", Stage.ANNOUNCED], found["06", Stage.VOTED]
    assert (announced.old, announced.new, announced.change) == (exactly(millions(363)), None, None)
    assert (voted.old, voted.new, voted.change) == (None, exactly(millions(10)), None)
    assert announced.has_counterpart
    assert voted.has_counterpart
    assert not found["05", Stage.ANNOUNCED].has_counterpart
    assert all(total.change is None for total in answer.totals)
    assert "unlike-bases" in {note.code for note in answer.notes}


def test_per_inhabitant_is_223_47_and_12_11_euros_in_division_06(shipped: Register) -> None:
    answer = compared(shipped, HAUTS_DE_SEINE, ANNEMASSE, Question(per=Per.INHABITANT))
    found = groups(answer)
    assert found["06", Stage.ANNOUNCED].old == exactly(Decimal("223.47"))
    assert found["06", Stage.VOTED].new == exactly(Decimal("12.11"))
    assert [(one.territory, one.population.count) for one in answer.scale.heads] == [("92", 1_624_357), ("74", 826_094)]
    assert {(one.population.vintage, one.population.kind) for one in answer.scale.heads} == {
        (2019, PopulationKind.MUNICIPAL)
    }


def test_envelopes_stand_below_their_division(two: Register) -> None:
    answer = compared(two, "one", "two")
    below = [one.id for one in answer.rows if one.id is not None and one.key[-1].value == "06"]
    assert below == ["a", "b", "d", "e", "f"]


def test_a_group_of_one_basis_has_the_difference_of_two_intervals(two: Register) -> None:
    found = groups(compared(two, "one", "two"))["06", Stage.ANNOUNCED]
    assert (found.old, found.new) == (exactly(millions(10)), exactly(millions(15)))
    assert found.change == Change(Bound(millions(5)), Bound(millions(5)))
    assert found.percent == Ratio(Fraction(1, 2), Fraction(1, 2))


def test_what_has_no_theme_is_no_counterpart_of_anything(two: Register) -> None:
    found = groups(compared(two, "one", "two"))[None, Stage.ANNOUNCED]
    assert (found.old, found.new, found.change) == (exactly(millions(1)), exactly(millions(1)), None)
    assert not found.has_counterpart


def test_by_theme_shows_the_codes_as_written_below_their_divisions(two: Register) -> None:
    answer = compared(two, "one", "two", Question(by=Dimension.THEME))
    paths = {tuple(level.value for level in one.key): one for one in answer.rows if one.id is None}
    assert ("06", "06.1") in paths
    assert paths["06", "06.1"].depth == 1
    assert ("07", "07") not in paths


def test_two_states_matched_by_a_dimension_keep_the_change_of_their_lines(two: Register) -> None:
    later = register(
        TWO.replace("plus de 2 M€", "plus de 2 M€, note: new").replace("amount: 1 M€, theme", "amount: 4 M€, theme")
    )
    answer = ask(Question(by=Dimension.AXIS), ("old.yaml", two), ("new.yaml", later))
    assert isinstance(answer, Comparison)
    found = {(one.key[-1].value, one.basis.rhythm): one for one in answer.rows if one.id is None}
    (yearly,) = (one for (axis, _), one in found.items() if axis == "z" and one.basis.rhythm is Rhythm.YEARLY)
    assert yearly.change == Change(Bound(millions(3)), Bound(millions(3)))
    (once,) = (one for (axis, _), one in found.items() if axis == "z" and one.basis.rhythm is Rhythm.ONCE)
    assert once.status is Status.UNCHANGED


def test_shown_figures_are_rounded_half_up_and_intervals_outward(two: Register) -> None:
    answer = compared(two, "one", "two", Question(per=Per.INHABITANT))
    rows = {one.id: one for one in answer.rows if one.id is not None}
    assert rows["a"].old == exactly(Decimal("3333333.33"))
    assert rows["b"].old == spanning(Bound(Decimal("1666666.66"), reached=False), Bound(Decimal(2_000_000)))
    found = groups(answer)["06", Stage.ANNOUNCED]
    # 15/7 − 10/3 of a million: worked out before rounding.
    assert found.change == Change(Bound(Decimal("-1190476.19")), Bound(Decimal("-1190476.19")))
    assert found.percent == Ratio(Fraction(-5, 14), Fraction(-5, 14))


def test_a_territory_without_a_population_or_none_at_all_is_refused(two: Register) -> None:
    with pytest.raises(UnanswerableError, match="has no population"):
        compared(two, "one", "three", Question(per=Per.INHABITANT))
    nowhere = register(TWO.replace('    territory: "92"\n', ""))
    with pytest.raises(UnanswerableError, match="no territory"):
        compared(nowhere, "one", "two", Question(per=Per.INHABITANT))
    with pytest.raises(UnanswerableError, match="several territories"):
        ask(Question(per=Per.INHABITANT), ("old.yaml", two), ("new.yaml", two))


def test_per_year_divides_by_the_closed_period_of_the_line_or_of_its_agreement(two: Register) -> None:
    answer = compared(two, "one", "two", Question(per=Per.YEAR))
    rows = {one.id: one for one in answer.rows if one.id is not None}
    assert rows["a"].old == exactly(Decimal(2_500_000))
    assert rows["c"].old == exactly(millions(2))
    assert rows["e"].new == exactly(Decimal(7_500_000))
    assert {one.line: (one.years, one.is_agreements) for one in answer.scale.years}["c"] == (2, False)
    assert {one.line: (one.years, one.is_agreements) for one in answer.scale.years}["a"] == (4, True)
    with pytest.raises(UnanswerableError, match="closed period"):
        compared(two, "one", "three", Question(per=Per.YEAR))


def test_a_yearly_amount_is_already_one_years(two: Register) -> None:
    question = Question(per=Per.YEAR, where=(Filter("id", "a"), Filter("id", "h")))
    rows = {one.id: one for one in compared(two, "one", "three", question).rows if one.id is not None}
    assert rows["h"].new == exactly(millions(1))
    assert rows["a"].old == exactly(Decimal(2_500_000))


def test_more_than_two_are_a_matrix_with_a_total_for_each_column_and_basis(two: Register) -> None:
    answer = ask(Question(by=Dimension.THEME), ("one", two), ("two", two), ("three", two))
    assert isinstance(answer, Matrix)
    rows = {(one.key[-1].value, one.depth, one.basis.stage, one.basis.rhythm): one.amounts for one in answer.rows}
    assert rows["06", 0, Stage.ANNOUNCED, Rhythm.ONCE] == (
        exactly(millions(10)),
        exactly(millions(15)),
        spanning(Bound(millions(2), reached=False), None),
    )
    assert rows["06.2", 1, Stage.ANNOUNCED, Rhythm.ONCE] == (between(millions(5), millions(6)), None, None)
    totals = {(basis.stage, basis.rhythm): amounts for basis, amounts in answer.totals}
    assert totals[Stage.ANNOUNCED, Rhythm.ONCE][:2] == (exactly(millions(15)), exactly(millions(16)))
    assert totals[Stage.VOTED, Rhythm.ONCE] == (None, exactly(millions(2)), None)


def test_more_than_two_dates_are_a_matrix_by_id(shipped: Register) -> None:
    sides = [(f"{ANNEMASSE}@{year}", shipped) for year in (2014, 2020, 2024)]
    answer = ask(None, *sides)
    assert isinstance(answer, Matrix)
    assert answer.matching is Matching.ID
    assert [(one.id, one.basis.stage, one.amounts) for one in answer.rows] == [
        ("renovation-urbaine", Stage.CONTRACTED, (None, exactly(millions(7)), None)),
        ("renovation-urbaine", Stage.VOTED, (None, None, exactly(millions(10)))),
    ]
    assert answer.differs


def test_a_line_of_another_territory_than_its_agreement_is_named() -> None:
    mixed = register(TWO.replace('theme: "07", period', 'theme: "07", territory: "75", period'))
    answer = compared(mixed, "one", "two", Question(per=Per.INHABITANT))
    assert [one.territory for one in answer.scale.heads] == ["92", "74"]
    (note,) = (note for note in answer.notes if note.code == "other-territory")
    assert note.message.values["ids"] == "c"


def test_what_neither_of_two_things_states_has_a_heading_of_its_own(two: Register) -> None:
    shown = plain(compare_sheet(compared(two, "one", "two")), "en", 120)
    assert shown.index("Compared by") < shown.index("Not stated, not compared") < shown.index("Theme not stated")
    assert "Theme not stated" not in shown.partition("Without a counterpart")[2].partition("Totals")[0]
