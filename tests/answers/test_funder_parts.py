"""Who pays which part of a figure."""

from __future__ import annotations

from collections.abc import Callable

from enveloppes.agreements.register import Register
from enveloppes.answers.explaining import explain
from enveloppes.answers.grouping import funder_parts
from enveloppes.answers.query import Dimension, Filter, Query
from enveloppes.answers.total import total
from enveloppes.judging.lines import Payer
from enveloppes.money.amount import Amount, exactly, millions
from enveloppes.money.share_wording import read_share
from enveloppes.money.wording import read


def test_beside_forty_per_cent_of_a_range_the_rest_is_sixty_per_cent_of_it() -> None:
    payers = (Payer("État", read_share("40 %")), Payer("Département", None))
    parts = {level.value: part for level, part in funder_parts(payers, read("entre 8 et 10 M€"))}
    assert parts == {"État": read("entre 3,2 et 4 M€"), "Département": read("entre 4,8 et 6 M€")}


def test_beside_five_million_of_a_range_the_rest_is_the_range_less_five() -> None:
    payers = (Payer("Région", read("5 M€")), Payer("Département", None))
    parts = {level.value: part for level, part in funder_parts(payers, read("entre 8 et 10 M€"))}
    assert parts == {"Région": read("5 M€"), "Département": read("entre 3 et 5 M€")}


def groups_in_2021(register_of: Callable[[str], Register], by: Dimension) -> dict[str | None, Amount | None]:
    register = register_of("""\
format: 1
sources: {s: {title: S}}
agreements:
  - id: a
    title: A
    source: s
    axes:
      - id: x
        title: X
        envelopes:
          - id: p
            title: P
            amount: 100 M€
            schedule: {2021: 30 M€, 2022: 70 M€}
            funders: [{name: État, share: 60 M€}, Région]
          - id: q
            title: Q
            amount: 10 M€
            schedule: {2021: 3 M€, 2022: 7 M€}
            funders: [{name: État, share: 40 %}, Région]
""")
    answer = total(register, Query(by=(by,), where=(Filter("year", "2021"),)))
    assert [one.amount for one in answer.totals] == [exactly(millions(33))]
    assert [step.amount for step in explain(answer)] == [exactly(millions(30)), exactly(millions(3))]
    return {group.path[0].value: group.amount for group in answer.groups}


def test_a_year_asked_for_is_not_spread_over_the_schedule_again(register_of: Callable[[str], Register]) -> None:
    assert groups_in_2021(register_of, Dimension.YEAR) == {"2021": exactly(millions(33))}


def test_a_share_in_euros_of_a_whole_line_is_not_taken_from_one_year_of_it(
    register_of: Callable[[str], Register],
) -> None:
    assert groups_in_2021(register_of, Dimension.FUNDER) == {
        "État + Région": exactly(millions(30)),
        "État": read("1,2 M€"),
        "Région": read("1,8 M€"),
    }
