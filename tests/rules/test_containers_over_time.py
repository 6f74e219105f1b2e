"""Containers and parts are judged at every date that one of them was restated; a total only at its own."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from enveloppes.agreements.register import Register
from enveloppes.judging.lines import lines
from enveloppes.rules.containers import PARTS_EXCEED_CONTAINER
from enveloppes.rules.contradictions import container_findings
from enveloppes.rules.evidence import Evidence

HISTORY = """\
    - id: whole
      title: Whole
      amount: [{from: 2020, amount: 300 M€}, {from: 2022, amount: 310 M€}, {from: 2024, amount: 500 M€}]
    - {id: part, title: Part, amount: 363 M€, within: whole}
"""


def test_an_earlier_contradiction_is_found_once(envelopes_of: Callable[[str], Register]) -> None:
    register = envelopes_of(HISTORY)
    assert PARTS_EXCEED_CONTAINER.find is not None
    found = list(PARTS_EXCEED_CONTAINER.find(Evidence(register, lines(register))))
    assert [finding.code for finding in found] == ["C301"]


def test_a_total_stops_only_at_the_contradictions_of_its_own_date(envelopes_of: Callable[[str], Register]) -> None:
    register = envelopes_of(HISTORY)
    assert container_findings(register) == []
    assert [finding.code for finding in container_findings(register, date(2021, 12, 31))] == ["C301"]
