"""Claims of agreements that have nothing to do with each other are judged apart, and in their order."""

from __future__ import annotations

import time
from collections.abc import Callable

from enveloppes.agreements.register import Register
from enveloppes.answers.reconcile import reconcile


def agreement(number: int, share: str) -> str:
    return (
        f"  - id: a{number}\n    title: A\n    source: s\n    total: {{amount: 12 M€}}\n    axes:\n"
        f"      - id: a{number}-x\n        title: X\n        envelopes:\n"
        f"          - {{id: a{number}-e, title: E, amount: 9 M€}}\n"
        f"          - {{id: a{number}-f, title: F, amount: 3 M€}}\n"
        f"          - {{id: a{number}-g, title: G, within: a{number}-e}}\n"
        f"    claims:\n      - {{id: a{number}-c, share: a{number}-f, of: a{number}-e, is: {share}}}\n"
        f"      - {{id: a{number}-d, share: a{number}-g, of: a{number}-e, is: plus de la moitié}}\n"
    )


def register(register_of: Callable[[str], Register], count: int) -> Register:
    shares = ["un tiers" if number % 2 else "la moitié" for number in range(count)]
    head = "format: 1\nsources: {s: {title: S, date: 2021}}\nagreements:\n"
    return register_of(head + "".join(agreement(number, share) for number, share in enumerate(shares)))


def test_verdicts_and_derived_bounds_of_many_agreements_are_those_of_each(
    register_of: Callable[[str], Register],
) -> None:
    answer = reconcile(register(register_of, 4))
    truths = [(one.placed.claim.id, one.truth.value) for one in answer.claims]
    assert truths == [
        ("a0-c", "contradicted"),
        ("a0-d", "informs"),
        ("a1-c", "holds"),
        ("a1-d", "informs"),
        ("a2-c", "contradicted"),
        ("a2-d", "informs"),
        ("a3-c", "holds"),
        ("a3-d", "informs"),
    ]
    assert [one.id for one in answer.derived] == ["a0-g", "a1-g", "a2-g", "a3-g"]


def test_the_time_of_a_reconciliation_grows_with_the_agreements_and_no_faster(
    register_of: Callable[[str], Register],
) -> None:
    taken = []
    for count in (10, 160):
        made = register(register_of, count)
        start = time.process_time()
        reconcile(made)
        taken.append(time.process_time() - start)
    assert taken[1] < 16 * 5 * taken[0]
