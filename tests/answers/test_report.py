"""What a report gathers: agreements with their sums, what was stated over time, and the sources with their figures."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from enveloppes.agreements.basis import Stage
from enveloppes.agreements.register import Register
from enveloppes.answers.report import report
from enveloppes.money.amount import UNCHANGED, ZERO, Bound, Change, exactly, gain, millions

RegisterOf = Callable[[str], Register]


def test_an_agreement_has_its_lines_its_context_and_its_sums_by_axis(register_of: RegisterOf) -> None:
    answer = report(
        register_of("""\
            format: 1
            sources: {s: {title: S}}
            agreements:
              - id: plan
                title: Plan
                source: s
                axes:
                  - {id: x, title: X, envelopes: [{id: a, title: A, amount: 10 M€}, {id: b, title: B}]}
                  - {id: y, title: Y, envelopes: [{id: c, title: C, amount: 7 M€, stage: voted}]}
                context: [{id: d, title: D, amount: 99 M€}]
            """)
    )
    (part,) = answer.agreements
    assert [line.id for line in part.lines] == ["a", "b", "c"]
    assert [line.id for line in answer.context] == ["d"]
    assert [line.id for line in answer.unstated] == ["b"]
    assert [basis.stage for basis in part.bases] == [Stage.ANNOUNCED, Stage.VOTED]
    sums = {(group.path[-1].value, group.basis.stage): group.amount for group in part.groups}
    assert sums[None, Stage.ANNOUNCED] == exactly(millions(10))
    assert sums["y", Stage.VOTED] == exactly(millions(7))


def test_a_revised_line_has_a_step_a_statement_with_its_change(envelopes_of: RegisterOf) -> None:
    answer = report(
        envelopes_of("""\
            - id: a
              title: A
              amount:
                - {from: 2015, amount: 7 M€, stage: contracted, at: §1}
                - {from: 2024, amount: 10 M€, stage: voted, at: §2}
                - {from: 2025, amount: 10 M€, stage: paid, at: §3}
            - {id: b, title: B, amount: 1 M€, at: §4}
            """)
    )
    (history,) = answer.histories
    assert [step.basis.stage for step in history.steps] == [Stage.CONTRACTED, Stage.VOTED, Stage.PAID]
    assert [step.change for step in history.steps] == [None, gain(exactly(millions(3))), UNCHANGED]
    percent = history.steps[1].percent
    assert percent is not None
    assert percent.low == percent.high == Fraction(3, 7)


def test_where_credit_or_tax_changes_no_change_is_computed(envelopes_of: RegisterOf) -> None:
    answer = report(
        envelopes_of("""\
            - id: a
              title: A
              amount:
                - {from: 2015, amount: 7 M€, tax: excluded, at: §1}
                - {from: 2024, amount: 10 M€, tax: included, at: §2}
                - {from: 2025, amount: plus de 10 M€, tax: included, at: §3}
            """)
    )
    changes = [step.change for step in answer.histories[0].steps]
    assert changes[:2] == [None, None]
    assert changes[2] == Change(Bound(ZERO, reached=False), None)


def test_each_source_has_the_figures_that_cite_it_in_the_order_of_the_register(register_of: RegisterOf) -> None:
    answer = report(
        register_of("""\
            format: 1
            sources: {one: {title: One}, two: {title: Two}, none: {title: None}}
            agreements:
              - id: plan
                title: Plan
                source: one
                total: {amount: 20 M€, at: §1}
                axes:
                  - id: x
                    title: X
                    envelopes:
                      - {id: a, title: A, amount: 10 M€, at: §2}
                      - {id: b, title: B, amount: 9 M€, source: {ref: two, at: p. 3}}
            """)
    )
    assert [(one.ref, [figure.id for figure in one.figures]) for one in answer.sources] == [
        ("one", ["a", "plan"]),
        ("two", ["b"]),
        ("none", []),
    ]
