"""What findings say: no remedy that is taken already, no bound that is another, nothing that leaves a reader asking."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from textwrap import dedent

import pytest

from enveloppes.cli.checking import check
from enveloppes.output.words import render

Said = Callable[..., list[str]]


@pytest.fixture
def said(tmp_path: Path) -> Said:
    """Return a function from a file and a code to the messages of that code."""

    def find(text: str, code: str, language: str = "en") -> list[str]:
        path = tmp_path / "register.yaml"
        path.write_text(dedent(text), encoding="utf-8")
        found = [placed.finding for placed in check([str(path)]).findings if placed.finding.code == code]
        return [
            render(one.message, language).replace("\u00a0", " ").replace("\u202f", " ").replace("`", "")
            for one in found
        ]

    return find


AGREEMENT = """\
format: 1
sources: {s: {title: S}}
agreements:
  - id: ag
    title: Accord
    source: s
    axes:
      - id: ax
        title: Axe
        envelopes:
"""


def envelopes(*lines: str) -> str:
    return AGREEMENT + "".join(f"          - {line}\n" for line in lines)


def test_a_total_that_its_lines_exceed_is_not_mended_by_a_partial_list(said: Said) -> None:
    head = AGREEMENT.replace("    source: s\n", "    source: s\n    total: {amount: 10 M€}\n    lines: partial\n")
    (message,) = said(head + "          - {id: a, title: A, amount: 30 M€}\n", "C302")
    assert "come to more: 30 M€" in message
    assert "lines: partial" not in message


def test_a_total_above_its_lines_may_be_mended_by_a_partial_list(said: Said) -> None:
    head = AGREEMENT.replace("    source: s\n", "    source: s\n    total: {amount: 100 M€}\n")
    (message,) = said(head + "          - {id: a, title: A, amount: 30 M€}\n", "C302")
    assert message.endswith("or say lines: partial")


def test_a_year_of_a_yearly_amount_is_named(said: Said) -> None:
    (message,) = said(
        envelopes("{id: e, title: E, amount: 5 M€, rhythm: yearly, schedule: {2021: 5 M€, 2022: 8 M€}}"), "C304"
    )
    assert message.startswith("« E » is 5 M€ each year, but 8 M€ in 2022")


def test_the_parts_of_a_part_that_exceed_its_container_are_the_reason(said: Said) -> None:
    (message,) = said(
        envelopes(
            "{id: p, title: P, amount: 100 M€}",
            "{id: a, title: A, amount: au moins 10 M€, within: p}",
            '{id: b, title: B, amount: "60,4 M€", within: a}',
            '{id: c, title: C, amount: "40,4 M€", within: a}',
        ),
        "C301",
    )
    assert message.startswith("what lies within « A » (at least 10 M€) comes to at least 100.8 M€")
    assert "800 k€ too much for a tolerance of 600 k€" in message


@pytest.mark.parametrize(
    ("amount", "sum_", "excess"),
    [("plus de 45 M€", "more than 105 M€", "more than 5 M€"), ("45 M€", "at least 105 M€", "at least 5 M€")],
)
def test_parts_come_to_more_than_a_bound_that_none_reaches(said: Said, amount: str, sum_: str, excess: str) -> None:
    (message,) = said(
        envelopes(
            "{id: p, title: P, amount: 100 M€}",
            "{id: a, title: A, amount: 60 M€, within: p}",
            f"{{id: b, title: B, amount: {amount}, within: p}}",
        ),
        "C301",
    )
    assert f"a, b come to {sum_} within « P » (100 M€), {excess} too much" in message


def test_two_envelopes_of_one_title_are_told_apart_by_their_ids(said: Said) -> None:
    same = "title: Prime, amount: 5 M€, funders: [État], theme: '06.1', territory: '92'"
    text = envelopes(f"{{id: a, {same}}}", f"{{id: b, {same}}}").replace(
        "agreements:", "territories: {'92': {name: Hauts-de-Seine}}\nagreements:"
    )
    (message,) = said(text, "C307")
    assert message.startswith("« Prime » (b) has the amount (5 M€)")
    assert "of « Prime » (a) at " in message


@pytest.mark.parametrize(("language", "day"), [("en", "from 1 January 2021"), ("fr", "1er janvier 2021")])
def test_a_date_is_written_in_the_readers_language(said: Said, language: str, day: str) -> None:
    revisions = "[{from: 2021, amount: 5 M€}, {from: 2021, amount: 7 M€}]"
    (message,) = said(envelopes(f"{{id: a, title: A, amount: {revisions}}}"), "C306", language)
    assert day in message
