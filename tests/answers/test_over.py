"""Yearly amounts over a period: what lies inside what, year by year."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from enveloppes.agreements.basis import Basis, Rhythm, Stage
from enveloppes.agreements.dates import Period, read_period
from enveloppes.agreements.finding import Spot
from enveloppes.agreements.register import Register
from enveloppes.answers.explaining import Decision, explain
from enveloppes.answers.over import over_years
from enveloppes.answers.over_pieces import apart
from enveloppes.answers.query import Dimension, Filter, Query, UnanswerableError
from enveloppes.answers.total import Total, total
from enveloppes.judging.containment import Containment
from enveloppes.judging.counting import count
from enveloppes.judging.lines import Cited, Line, Lines, Link, Standing
from enveloppes.money.amount import NOTHING, Amount, at_least, between, exactly, millions, more_than
from enveloppes.output.words import render

RegisterOf = Callable[[str], Register]

LONGER = """\
- {id: a, title: A, amount: 10 M€, rhythm: yearly, period: 2021}
- {id: b, title: B, amount: 6 M€, rhythm: yearly, period: 2021..2024, within: a}
- {id: p, title: P, amount: 100 M€, period: 2021..2024}
"""


def over(register: Register, period: str, query: Query | None = None) -> Total:
    return total(register, (query or Query())._replace(over=read_period(period)))


def amounts(answer: Total) -> list[Amount | None]:
    return [one.amount for one in answer.totals]


@pytest.mark.parametrize(
    ("period", "expected"),
    [
        ("2021", 110),  # 100 + 10, b inside
        ("2022..2023", 112),  # 100 + b twice
        ("2021..2024", 128),  # 100 + 10 in 2021 + b three times
        ("2030", 100),
    ],
)
def test_a_part_that_runs_longer_counts_in_the_years_that_its_container_has_not(
    envelopes_of: RegisterOf, period: str, expected: int
) -> None:
    assert amounts(over(envelopes_of(LONGER), period)) == [exactly(millions(expected))]


def test_explain_says_which_years_lie_inside(envelopes_of: RegisterOf) -> None:
    answer = over(envelopes_of(LONGER), "2021..2024")
    steps = {step.line.id: step for step in explain(answer)}
    assert steps["b"].decision is Decision.COUNTED
    assert render(steps["b"].reason, "en") == (
        "2021: inside « a »; 2022\u20132024: counted; « a », which it is in, has no such year"
    )
    assert "over-beside" in {note.code for note in answer.notes}
    gone = {step.line.id: step for step in explain(over(envelopes_of(LONGER), "2022..2023"))}
    assert render(gone["a"].reason, "en") == "no year of it lies in 2022\u20132023"


def test_a_part_over_a_container_without_such_years_lies_in_what_that_is_in(envelopes_of: RegisterOf) -> None:
    register = envelopes_of("""\
        - {id: z, title: Z, amount: 20 M€, rhythm: yearly, period: 2021..2023}
        - {id: a, title: A, amount: 10 M€, rhythm: yearly, period: 2021, within: z}
        - {id: b, title: B, amount: 6 M€, rhythm: yearly, period: 2021..2024, within: a}
    """)
    assert amounts(over(register, "2021..2024")) == [exactly(millions(66))]  # 3 × 20, and b alone in 2024


def test_a_possible_part_is_possible_in_common_years_only(envelopes_of: RegisterOf) -> None:
    register = envelopes_of("""\
        - {id: a, title: A, amount: 10 M€, rhythm: yearly, period: 2021}
        - {id: b, title: B, amount: 6 M€, rhythm: yearly, period: 2021..2022, within: {id: a, certainty: possible}}
    """)
    assert amounts(over(register, "2021..2022")) == [between(millions(16), millions(22))]


def test_the_least_is_worked_out_year_by_year(envelopes_of: RegisterOf) -> None:
    register = envelopes_of("""\
        - {id: a, title: A, amount: de 5 à 10 M€, rhythm: yearly, period: 2021..2022}
        - {id: b, title: B, amount: 8 M€, rhythm: yearly, period: 2021, within: a}
    """)
    assert amounts(over(register, "2021..2022")) == [between(millions(13), millions(20))]


def test_an_open_bound_over_no_year_is_nothing(envelopes_of: RegisterOf) -> None:
    register = envelopes_of("""\
        - {id: a, title: A, amount: plus de 10 M€, rhythm: yearly, period: 2021}
        - {id: b, title: B, amount: plus de 6 M€, rhythm: yearly, period: 2021.., within: a}
    """)
    assert amounts(over(register, "2022..2023")) == [more_than(millions(12))]
    assert amounts(over(register, "2021..2022")) == [more_than(millions(16))]


def test_a_yearly_part_of_a_sum_lies_in_the_years_of_the_sum(envelopes_of: RegisterOf) -> None:
    register = envelopes_of("""\
        - {id: d, title: D, amount: 100 M€, period: 2021..2022}
        - {id: b, title: B, amount: 6 M€, rhythm: yearly, period: 2021..2024, within: d}
    """)
    assert amounts(over(register, "2021..2024")) == [exactly(millions(112))]


def test_yearly_parts_that_exceed_a_sum_over_the_years_leave_no_total(envelopes_of: RegisterOf) -> None:
    register = envelopes_of("""\
        - {id: d, title: D, amount: 100 M€}
        - {id: b, title: B, amount: 30 M€, rhythm: yearly, period: 2021..2024, within: d}
    """)
    assert amounts(over(register, "2021..2023")) == [exactly(millions(100))]
    with pytest.raises(UnanswerableError):
        over(register, "2021..2024")


def test_a_sum_in_a_yearly_line_is_inside_where_all_its_years_count(envelopes_of: RegisterOf) -> None:
    register = envelopes_of("""\
        - {id: a, title: A, amount: 10 M€, rhythm: yearly, period: 2021..2024}
        - {id: o, title: O, amount: 6 M€, within: a}
    """)
    assert amounts(over(register, "2021..2024")) == [exactly(millions(40))]
    assert amounts(over(register, "2022..2023")) == [between(millions(20), millions(26))]


def test_an_excess_within_rounding_grows_with_the_years_as_its_tolerance_does(envelopes_of: RegisterOf) -> None:
    register = envelopes_of("""\
        - {id: a, title: A, amount: 363 M€, rhythm: yearly, period: 2021..2022}
        - {id: b, title: B, amount: "181,7 M€", rhythm: yearly, period: 2021..2022, within: a}
        - {id: c, title: C, amount: "181,6 M€", rhythm: yearly, period: 2021..2022, within: a}
    """)
    answer = over(register, "2021..2022")
    assert amounts(answer) == [exactly(millions(726))]
    assert "excess-within-rounding" in {note.code for note in answer.notes}


def test_a_share_in_euros_is_of_each_year(envelopes_of: RegisterOf) -> None:
    register = envelopes_of("""\
        - id: a
          title: A
          amount: 10 M€
          rhythm: yearly
          period: 2021..2023
          funders: [État, {name: Région, share: 2 M€}]
    """)
    answer = over(register, "2021..2023", Query(by=(Dimension.FUNDER,)))
    assert {group.path[0].value: group.amount for group in answer.groups} == {
        "Région": exactly(millions(6)),
        "État": exactly(millions(24)),
    }


def test_pieces_stand_in_groups_and_overlap_only_in_common_years(envelopes_of: RegisterOf) -> None:
    register = envelopes_of("""\
        - {id: a, title: A, amount: 10 M€, rhythm: yearly, period: 2021, theme: "06"}
        - {id: b, title: B, amount: 6 M€, rhythm: yearly, period: 2021..2024, within: a, theme: "07"}
    """)
    answer = over(register, "2021..2024", Query(by=(Dimension.THEME,)))
    assert amounts(answer) == [exactly(millions(28))]
    assert [group.amount for group in answer.groups] == [exactly(millions(10)), exactly(millions(24))]
    assert [amount for _, amount in answer.counted_twice] == [exactly(millions(6))]
    alone = over(register, "2021..2024", Query(where=(Filter("id", "b"),)))
    assert amounts(alone) == [exactly(millions(24))]


class Yearly(NamedTuple):
    """A yearly line of whole euros, its years and the yearly lines within it."""

    low: int
    width: int | None
    first: int
    last: int
    possible: bool
    parts: tuple[Yearly, ...]


def yearlies(depth: int) -> st.SearchStrategy[Yearly]:
    below = st.just(()) if depth == 0 else st.lists(yearlies(depth - 1), max_size=2).map(tuple)
    return st.builds(
        lambda low, width, first, more, possible, parts: Yearly(low, width, first, first + more, possible, parts),
        st.integers(0, 4) if depth < 2 else st.integers(8, 12),
        st.sampled_from([0, 2, None]),
        st.integers(2020, 2023),
        st.integers(0, 3),
        st.booleans(),
        below,
    )


def line(key: str, amount: Amount | None, period: Period, link: Link | None) -> Line:
    basis = Basis(rhythm=Rhythm.YEARLY, stage=Stage.ANNOUNCED)
    standing, cited, spot = Standing.STATED, Cited(None, None, None), Spot("f")
    none, no = (None, None, None), frozenset[str]()
    return Line(key, key, "a", (), False, standing, amount, basis, no, *none, (), period, (), link, cited, None, spot)


def drawn(tree: Yearly, key: str, container: str | None) -> list[Line]:
    amount = at_least(tree.low) if tree.width is None else between(tree.low, tree.low + tree.width)
    link = None if container is None else Link(container, tree.possible)
    own = line(key, amount, Period(tree.first, tree.last), link)
    return [own, *(one for n, part in enumerate(tree.parts) for one in drawn(part, f"{key}-{n}", key))]


def year_by_year(lines: list[Line], years: range) -> Amount:
    """Count each year alone, a line that has no such year being one without a figure."""
    found = NOTHING
    for year in years:
        there = [
            one if one.period is not None and one.period.overlaps(Period(year, year)) else one._replace(amount=None)
            for one in lines
        ]
        chosen = {one.id: one.amount for one in there if one.amount is not None}
        found = found + count(Containment(Lines(tuple(there))), chosen, Stage.ANNOUNCED).amount
    return found


@settings(max_examples=80)
@given(yearlies(2), st.integers(2020, 2023), st.integers(0, 4))
def test_over_a_period_is_the_sum_of_its_years_each_counted_alone(tree: Yearly, first: int, more: int) -> None:
    lines = drawn(tree, "e", None)
    if any(must.excess for must in Containment(Lines(tuple(lines))).musts.values()):
        return
    found = over_years(Lines(tuple(lines)), Period(first, first + more))
    chosen = {
        key: amount
        for one in found.lines
        if one.amount is not None
        for key, amount in apart(found.pieces, found.containment.lines, one, one.amount)
    }
    counted = count(found.containment, chosen, Stage.ANNOUNCED).amount
    assert counted == year_by_year(lines, range(first, first + more + 1))
