"""Groups by funder and year: rests, contradictions, what stands in two groups, shares that hold together."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from enveloppes.agreements.register import Register
from enveloppes.answers.query import Dimension, Query
from enveloppes.answers.reconcile import reconcile
from enveloppes.answers.splitting import come_to, excess_of, is_split, left_over, rest_of
from enveloppes.answers.total import Total, total
from enveloppes.judging.tolerance import Agreeing
from enveloppes.money.amount import Amount, Change, exactly, less_than, millions, more_than
from enveloppes.money.ratio import Ratio
from enveloppes.money.share_wording import read_share
from enveloppes.money.wording import read

RegisterOf = Callable[[str], Register]


def by(envelopes_of: RegisterOf, dimension: Dimension, text: str) -> Total:
    return total(envelopes_of(text), Query(by=(dimension,)))


def figures(answer: Total) -> dict[str | None, Amount | None]:
    return {group.path[-1].value: group.amount for group in answer.groups}


def shares(answer: Total) -> dict[str | None, Ratio | None]:
    return {group.path[-1].value: group.share for group in answer.groups}


def codes(answer: Total) -> list[str]:
    return [note.code for note in answer.notes]


def test_a_hundred_per_cent_leave_nothing_of_whatever_it_is(envelopes_of: RegisterOf) -> None:
    answer = by(
        envelopes_of,
        Dimension.FUNDER,
        "- {id: a, title: A, amount: plus de 10 M€, "
        "funders: [{name: Région, share: 60 %}, {name: ANRU, share: 40 %}]}\n",
    )
    assert figures(answer) == {"Région": more_than(millions(6)), "ANRU": more_than(millions(4))}
    assert shares(answer) == {
        "Région": Ratio(Fraction(3, 5), Fraction(3, 5)),
        "ANRU": Ratio(Fraction(2, 5), Fraction(2, 5)),
    }


def test_the_rest_beside_a_percentage_and_a_sum_is_what_reconcile_says(envelopes_of: RegisterOf) -> None:
    # 0.4 × [9.5, 10.5] − 4 = [−0.2, +0.2], within rounding: the split is complete.
    amount = read("environ 10 M€")
    parts: list[Amount | Ratio] = [read_share("60 %"), read("4 M€")]
    assert left_over(amount, parts) == Change(-read("0,2 M€").low, read("0,2 M€").high)
    assert is_split(amount, parts)
    register = envelopes_of(
        "- {id: a, title: A, amount: environ 10 M€, "
        "funders: [{name: Région, share: 60 %}, {name: ANRU, share: 4 M€}]}\n"
    )
    assert [one.agreed.verdict for one in reconcile(register).totals] == [Agreeing.WITHIN_ROUNDING]
    assert set(figures(total(register, Query(by=(Dimension.FUNDER,))))) == {"Région", "ANRU"}


def test_what_is_certainly_left_has_a_row(envelopes_of: RegisterOf) -> None:
    answer = by(
        envelopes_of,
        Dimension.FUNDER,
        "- {id: a, title: A, amount: environ 10 M€, funders: [{name: Région, share: 60 %}, {name: ANRU, share: 3 M€}]}",
    )
    assert figures(answer)[None] == read("entre 0,8 et 1,2 M€")


@pytest.mark.parametrize(
    ("amount", "funders"),
    [
        ("moins de 3 M€", "[{name: A, share: 3 M€}]"),
        ("3 M€", "[{name: A, share: plus de 3 M€}]"),
        ("moins de 3 M€", "[{name: A, share: 40 %}, {name: B, share: 60 %}]"),
        ("au moins 0 €", "[{name: A, share: 120 %}]"),
    ],
)
def test_shares_against_open_bounds_are_answered(envelopes_of: RegisterOf, amount: str, funders: str) -> None:
    register = envelopes_of(f"- {{id: a, title: A, amount: {amount}, funders: {funders}}}\n")
    assert total(register, Query(by=(Dimension.FUNDER,))).groups
    assert reconcile(register).totals


def test_a_group_that_its_parts_exceed_has_the_parts_and_a_note(envelopes_of: RegisterOf) -> None:
    answer = by(
        envelopes_of,
        Dimension.FUNDER,
        "- {id: a, title: A, amount: 100 M€, funders: [{name: État, share: 60 M€}, {name: Région, share: 40 M€}]}\n"
        "- {id: b, title: B, amount: 50 M€, within: a, funders: [Région]}\n",
    )
    assert figures(answer) == {"État": exactly(millions(60)), "Région": exactly(millions(50))}
    assert "parts-exceed-group" in codes(answer)
    assert set(shares(answer).values()) == {None}


def test_a_year_that_its_parts_exceed_likewise(envelopes_of: RegisterOf) -> None:
    answer = by(
        envelopes_of,
        Dimension.YEAR,
        "- {id: a, title: A, amount: 100 M€, schedule: {2021: 60 M€, 2022: 40 M€}}\n"
        "- {id: b, title: B, amount: 50 M€, within: a, period: 2022}\n",
    )
    assert figures(answer)["2022"] == exactly(millions(50))
    assert "parts-exceed-group" in codes(answer)


def test_what_no_year_of_a_schedule_has_stands_in_a_row_of_its_own(envelopes_of: RegisterOf) -> None:
    answer = by(
        envelopes_of,
        Dimension.YEAR,
        "- {id: a, title: A, amount: 363 M€, schedule: {2021: 100 M€, 2022: 250 M€}}\n",
    )
    assert figures(answer) == {
        "2021": exactly(millions(100)),
        "2022": exactly(millions(250)),
        None: exactly(millions(13)),
    }
    assert shares(answer)[None] == Ratio(Fraction(13, 363), Fraction(13, 363))


def test_years_that_exceed_their_line_are_said_and_have_no_shares(envelopes_of: RegisterOf) -> None:
    answer = by(
        envelopes_of,
        Dimension.YEAR,
        "- {id: a, title: A, amount: 7 M€, schedule: {2021: 7 M€, 2022: 7 M€}}\n",
    )
    assert [amount for _, amount in answer.counted_twice] == [exactly(millions(7))]
    assert "parts-exceed-line" in codes(answer)
    assert set(shares(answer).values()) == {None}


def test_the_years_of_what_each_year_has_are_counted_twice_without_contradiction(envelopes_of: RegisterOf) -> None:
    answer = by(
        envelopes_of,
        Dimension.YEAR,
        "- {id: a, title: A, amount: 7 M€, rhythm: yearly, period: 2021..2022, schedule: {2021: 7 M€, 2022: 7 M€}}\n",
    )
    assert figures(answer) == {"2021": exactly(millions(7)), "2022": exactly(millions(7))}
    assert [amount for _, amount in answer.counted_twice] == [exactly(millions(7))]
    assert "parts-exceed-line" not in codes(answer)
    assert set(shares(answer).values()) == {None}


def nested(register_of: RegisterOf, last: str) -> Total:
    register = register_of(f"""\
format: 1
agreements:
  - id: ag
    title: Accord
    axes:
      - id: ax
        title: X
        envelopes: [{{id: a, title: A, amount: 100 M€}}]
        axes: [{{id: axx, title: XX, envelopes: [{{id: c, title: C, amount: 40 M€, within: a}}]}}]
      - {{id: ay, title: Y, envelopes: [{{id: e, title: E, amount: 5 M€{last}}}]}}
""")
    return total(register, Query(by=(Dimension.AXIS,)))


def test_a_line_in_an_axis_further_in_is_no_overlap(register_of: RegisterOf) -> None:
    answer = nested(register_of, "")
    assert answer.counted_twice == ()
    assert shares(answer) == {
        None: Ratio(Fraction(1), Fraction(1)),
        "ax": Ratio(Fraction(100, 105), Fraction(100, 105)),
        "axx": Ratio(Fraction(40, 105), Fraction(40, 105)),
        "ay": Ratio(Fraction(5, 105), Fraction(5, 105)),
    }


def test_a_line_whose_container_is_in_a_sibling_axis_is_one(register_of: RegisterOf) -> None:
    answer = nested(register_of, ", within: c")
    assert [amount for _, amount in answer.counted_twice] == [exactly(millions(5))]
    assert set(shares(answer).values()) == {None}


def test_a_share_of_an_unbounded_total_never_exceeds_all_of_it(envelopes_of: RegisterOf) -> None:
    answer = by(
        envelopes_of,
        Dimension.THEME,
        '- {id: a, title: A, amount: 10 M€, theme: "06"}\n- {id: b, title: B, amount: plus de 5 M€, theme: "07"}\n',
    )
    assert shares(answer) == {
        "06": Ratio(Fraction(0), Fraction(2, 3), low_reached=False, high_reached=False),
        "07": Ratio(Fraction(1, 3), Fraction(1), low_reached=False, high_reached=False),
    }


def test_a_share_beside_less_than_something_is_answered(envelopes_of: RegisterOf) -> None:
    answer = by(
        envelopes_of,
        Dimension.SECTION,
        "- {id: a, title: A, amount: 5 M€, section: operating}\n"
        "- {id: w, title: W, amount: moins de 4 M€, section: investment}\n",
    )
    assert shares(answer) == {
        "operating": Ratio(Fraction(5, 9), Fraction(1), low_reached=False),
        "investment": Ratio(Fraction(0), Fraction(4, 9), high_reached=False),
    }
    assert figures(answer)["investment"] == less_than(millions(4))


AMOUNTS = st.sampled_from(["3 M€", "0 €", "moins de 3 M€", "plus de 3 M€", "environ 10 M€", "au plus 3 M€", "1 à 4 M€"])
SHARES = st.lists(st.sampled_from(["40 %", "60 %", "100 %", "plus de 50 %", "3 M€", "plus de 1 M€"]), max_size=3)


def part(text: str) -> Amount | Ratio:
    return read_share(text) if text.endswith("%") else read(text)


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(AMOUNTS, SHARES)
def test_shares_and_their_rest_hold_every_figure_that_they_may_be_of(amount: str, texts: list[str]) -> None:
    whole, parts = read(amount), [part(text) for text in texts]
    rest, gap = rest_of(whole, parts), left_over(whole, parts)
    assert come_to(whole, parts).low.euros >= 0
    least, most = (Fraction(end.euros) for end in (whole.low, whole.high or whole.low))
    for of in (least, (least + most) / 2, most):
        left = of
        for one in parts:
            value = one.low
            assert value is not None
            left -= Fraction(value.euros) if not isinstance(value, Fraction) else of * value
        # Shares at their least leave the most there is.
        assert gap.high is None or left <= Fraction(gap.high.euros)
        assert rest.high is None or max(left, Fraction(0)) <= Fraction(rest.high.euros)
    excess = excess_of(whole, parts)
    assert excess is None or rest == exactly(0)


def test_a_share_of_a_line_without_a_figure_is_said(envelopes_of: RegisterOf) -> None:
    answer = by(envelopes_of, Dimension.FUNDER, "- {id: a, title: A, funders: [État, {name: Région, share: 1 M€}]}\n")
    (note,) = (note for note in answer.notes if note.code == "share-without-figure")
    assert note.message.values["share"] == exactly(millions(1))


def test_shares_in_euros_that_no_year_divides_are_said(envelopes_of: RegisterOf) -> None:
    register = envelopes_of("""\
        - id: p
          title: P
          amount: 100 M€
          schedule: {2021: 30 M€, 2022: 70 M€}
          funders: [{name: État, share: 60 M€}, Région]
    """)
    assert "share-not-by-year" in codes(total(register, Query(by=(Dimension.FUNDER, Dimension.YEAR))))
    assert "share-not-by-year" not in codes(total(register, Query(by=(Dimension.FUNDER,))))
